/// Finds which records of a table, or of two, are of one person or thing.
///
/// Nothing is learned from labels: weights come from the records themselves (`MatchEstimator`).
public struct RecordResolver: Sendable {
  public struct Options: Sendable {
    /// Of two files, only pairs across them are compared.
    public var linkOnly = false
    /// Records are put together from this mean weight, in decibans, the prior included.
    public var threshold: Float = 0

    public init() {}
  }

  /// What was found, and by which figures.
  public struct Result: Sendable {
    public internal(set) var clusters: Clusters
    /// The weights it was found by.
    let model: MatchModel
    /// Pairs that were compared.
    public var compared = 0
    /// Matches expected among all pairs.
    public var expected = 0.0
    /// Whether a record of one file was given at most one of the other.
    public var isOneToOne = false
    /// What a person should know, a sentence each.
    public var notes: [String] = []
  }

  let table: RecordTable
  let options: Options
  /// The columns that are compared, and the places of each in the table.
  let comparer: PairComparer
  let tableColumns: [Int]
  /// Records in an order that their content decides; of more than two that say word for word the same only two.
  let order: [Int32]
  let sides: [UInt8]
  /// The other repeats, each with the first of its like.
  let repeats: [(record: Int32, first: Int32)]

  public init(_ table: RecordTable, options: Options = Options()) {
    self.table = table
    self.options = options
    let used = table.columns.indices.filter {
      table.columns[$0].kind != .ignore && table.columns[$0].values.count > 0
    }
    let named = used.sorted { (table.columns[$0].name, $0) < (table.columns[$1].name, $1) }
    let made = Parallel.map(named.count) { ColumnValues(table.columns[named[$0]]) }
    let kept = made.indices.filter { made[$0].filled > 0 }.prefix(PairComparer.mostColumns)
    tableColumns = kept.map { named[$0] }
    var columns = kept.map { made[$0] }
    // The same records in another order are the same work.
    var content = [UInt64](repeating: 0, count: table.count)
    for column in columns {
      let salt = ContentHash.of(column.name)
      for record in content.indices where column.codes[record] >= 0 {
        content[record] &+= ContentHash.mix(column.hashes[Int(column.codes[record])] ^ salt)
      }
    }
    let ids = table.idCodes.map { table.ids.hash(Int($0)) }
    let sorted = (0..<Int32(table.count)).sorted { one, other in
      let (a, b) = (Int(one), Int(other))
      return content[a] != content[b]
        ? content[a] < content[b]
        : ids[a] != ids[b] ? ids[a] < ids[b] : (table.sides[a], a) < (table.sides[b], b)
    }
    // A value says less the more have it: what one record repeats a thousand times is not had by a thousand.
    let isLink = table.sides.contains(1)
    (order, repeats) = isLink ? (sorted, []) : Self.parted(sorted, columns)
    for index in columns.indices { columns[index].take(order) }
    sides = order.map { table.sides[Int($0)] }
    comparer = PairComparer(columns)
  }

  private static func parted(
    _ sorted: [Int32], _ columns: [ColumnValues]
  ) -> (order: [Int32], repeats: [(record: Int32, first: Int32)]) {
    var order: [Int32] = []
    var repeats: [(record: Int32, first: Int32)] = []
    order.reserveCapacity(sorted.count)
    var first = 0
    for record in sorted {
      let isLike =
        first < order.count && columns.allSatisfy { $0.codes[Int(record)] == $0.codes[Int(order[first])] }
      if !isLike { first = order.count }
      if order.count - first < 2 { order.append(record) } else { repeats.append((record, order[first])) }
    }
    return (order, repeats)
  }

  public func resolve() -> Result {
    let count = order.count
    let isLink = sides.contains(1)
    let across = options.linkOnly && isLink
    let first = Double(sides.reduce(0) { $0 + ($1 == 0 ? 1 : 0) })
    let second = Double(count) - first
    let pairs = across ? first * second : Double(count) * Double(count - 1) / 2
    let plan = BlockingPlan(comparer.columns, records: count, pairs: pairs)
    let blocking = Blocking(comparer.columns, plan: plan, records: count, sides: across ? sides : nil)
    let patterns = Parallel.map(blocking.pieces.count) { comparer.patterns(blocking.pieces[$0]) }
    var model = estimate(blocking, patterns, plan, pairs: pairs, across: across)
    let scored = score(blocking, patterns, &model)
    let isOneToOne = isLink && FileRepetition.isOneToOne(scored.edges, sides: sides)
    let kept = isOneToOne ? scored.edges.filter { sides[Int($0.a)] != sides[Int($0.b)] } : scored.edges
    let edges = kept.map { edge in
      Clusterer.Edge(Int(order[Int(edge.a)]), Int(order[Int(edge.b)]), weight: edge.weight)
    }
    var keys = [UInt64](repeating: 0, count: table.count)
    for (rank, record) in order.enumerated() { keys[Int(record)] = UInt64(rank) }
    for (place, other) in repeats.enumerated() { keys[Int(other.record)] = UInt64(count + place) }
    let same = like(model, skipsSides: across || isOneToOne)
    let clusters = Clusterer(threshold: options.threshold).clusters(
      count: table.count, edges: edges, same: same, sides: isOneToOne ? table.sides : nil,
      halves: across && !isOneToOne ? table.sides : nil, keys: keys)
    var result = Result(clusters: clusters, model: model)
    result.compared = blocking.count
    result.isOneToOne = isOneToOne
    result.expected = scored.expected
    for cut in blocking.cuts {
      result.notes.append(
        "\(cut.blocks) values of \(cut.pass) are shared by more than \(cut.limit) records (the commonest by \(cut.largest)); records were not compared for that alone."
      )
    }
    return result
  }

  /// Records that say word for word the same, where that is enough: they are one however many there are.
  private func like(_ model: MatchModel, skipsSides: Bool) -> [(Int, Int)] {
    let columns = comparer.columns
    let weights = MatchWeights(model, comparer, sides: sides)
    // Equal records stand side by side, since their content orders them.
    var same = (1..<max(1, order.count)).compactMap { rank -> (Int, Int)? in
      guard columns.allSatisfy({ $0.codes[rank - 1] == $0.codes[rank] }),
        !skipsSides || sides[rank - 1] != sides[rank]
      else { return nil }
      let prior = model.prior(across: sides[rank - 1] != sides[rank])
      let sum = Double(weights.sum(comparer.pattern(rank - 1, rank), rank - 1, rank)) + prior
      return sum > Double(options.threshold) ? (Int(order[rank - 1]), Int(order[rank])) : nil
    }
    let joined = Set(same.map(\.0))
    for (record, first) in repeats where joined.contains(Int(first)) {
      same.append((Int(first), Int(record)))
    }
    return same
  }

  /// Pairs for learning: no more of either.
  private static let randomPairs = 1_000_000
  private static let learnedPairs = 1_500_000

  private func estimate(
    _ blocking: Blocking, _ patterns: [[UInt64]], _ plan: BlockingPlan, pairs: Double, across: Bool
  ) -> MatchModel {
    let random = PatternCounts(
      self.patterns(of: RandomPairs.draw(Self.randomPairs, sides: sides, across: across)))
    // A pair is in the sample by its own number, so that the order of work says nothing.
    let share = min(1, Double(Self.learnedPairs) / Double(max(1, blocking.count)))
    let limit = share >= 1 ? UInt64.max : UInt64(share * Double(UInt64.max))
    let sample = Parallel.map(blocking.pieces.count) { piece in
      zip(blocking.pieces[piece], patterns[piece]).compactMap { ContentHash.mix($0) <= limit ? $1 : nil }
    }
    let candidates = PatternCounts(sample.flatMap { $0 })
    func fitted(_ dependences: [MatchModel.Dependence]) -> MatchModel {
      MatchEstimator(
        comparer.columns, random: random, candidates: candidates, passes: plan.passes.map(\.columns),
        dependences: dependences
      ).model(pairs: pairs, share: share)
    }
    func dependences(_ model: MatchModel, _ repeats: Double) -> [MatchModel.Dependence] {
      DependenceFinder(comparer.columns, model, repeats: repeats).dependences { self.patterns(of: $0) }
    }
    // What leans on what, first before anything is known of matches, then with how often one person comes.
    let first = MatchEstimator.start(comparer.columns, random: random)
    var model = fitted(dependences(first, DependenceFinder.repeats))
    let repeats = 2 * model.odds() * pairs / Double(max(1, order.count))
    model = fitted(dependences(model, max(1, repeats)))
    model.setTerms(comparer.columns)
    model.pairs = valuePairs(blocking, patterns, model)
    return model
  }

  /// For each column with few values what two of them say.
  private func valuePairs(_ blocking: Blocking, _ patterns: [[UInt64]], _ model: MatchModel) -> [ValuePairs?]
  {
    let isLink = sides.contains(1)
    return comparer.columns.indices.map { index in
      let column = comparer.columns[index]
      let count = column.count
      guard column.kind.comparison == .category, count > 1, count <= ValuePairs.mostValues else { return nil }
      let odds = model.odds()
      let others = comparer.columns.indices.filter { $0 != index }
      let parts = Parallel.map(blocking.pieces.count) { piece in
        var matches = [Double](repeating: 0, count: count * count)
        for (pair, pattern) in zip(blocking.pieces[piece], patterns[piece]) {
          var (a, b) = (Int(pair >> 32), Int(pair & 0xFFFF_FFFF))
          guard PairComparer.level(pattern, index) > 0, !isLink || sides[a] != sides[b] else { continue }
          if sides[a] > sides[b] { (a, b) = (b, a) }
          let probability = 1 - 1 / (1 + odds * model.ratio(pattern, others))
          let (one, other) = (Int(column.codes[a]), Int(column.codes[b]))
          matches[one * count + other] += isLink ? probability : probability / 2
          if !isLink { matches[other * count + one] += probability / 2 }
        }
        return matches
      }
      var matches = [Double](repeating: 0, count: count * count)
      for part in parts { for place in part.indices { matches[place] += part[place] } }
      var (first, second) = ([Double](repeating: 0, count: count), [Double](repeating: 0, count: count))
      for (record, code) in column.codes.enumerated() where code >= 0 {
        if sides[record] == 0 || !isLink { first[Int(code)] += 1 }
        if sides[record] == 1 || !isLink { second[Int(code)] += 1 }
      }
      let weights = model.weights(index)
      let views = ColumnViews([column])
      return withExtendedLifetime(views) {
        ValuePairs(count: count, matches: matches, first: first, second: second) { a, b in
          a == b
            ? weights[1] + Double(model.terms[index][a])
            : weights[Int(views.views[0].level(Int32(a), Int32(b)))]
        }
      }
    }
  }

  private func patterns(of pairs: [UInt64]) -> [UInt64] {
    let size = 1 << 14
    return Parallel.map((pairs.count + size - 1) / size) { piece in
      comparer.patterns(Array(pairs[(piece * size)..<min(pairs.count, (piece + 1) * size)]))
    }.flatMap { $0 }
  }

  /// Weighs all pairs, and finds the prior that agrees with how many of them are matches.
  private func score(
    _ blocking: Blocking, _ patterns: [[UInt64]], _ model: inout MatchModel
  ) -> (edges: [Clusterer.Edge], expected: Double) {
    let weights = MatchWeights(model, comparer, sides: sides)
    // The final prior is not far from the model's; what lies this far below is no edge under either.
    let least = Float(-model.prior) - 40
    let parts = Parallel.map(blocking.pieces.count) { piece in
      var edges: [Clusterer.Edge] = []
      for (pair, pattern) in zip(blocking.pieces[piece], patterns[piece]) {
        let (a, b) = (Int(pair >> 32), Int(pair & 0xFFFF_FFFF))
        let weight = weights.sum(pattern, a, b)
        if weight >= least { edges.append(Clusterer.Edge(a, b, weight: weight)) }
      }
      return edges
    }
    let edges = parts.flatMap { $0 }
    let second = Double(sides.reduce(0) { $0 + Int($1) })
    let first = Double(sides.count) - second
    let within = edges.filter { sides[Int($0.a)] == sides[Int($0.b)] }
    let across = edges.filter { sides[Int($0.a)] != sides[Int($0.b)] }
    let inside = Self.prior(
      within, pairs: (first * (first - 1) + second * (second - 1)) / 2, from: model.prior)
    let between = Self.prior(across, pairs: first * second, from: model.prior)
    (model.prior, model.priorWithin) =
      second > 0 ? (between.prior, inside.prior) : (inside.prior, inside.prior)
    let shifts = (Float(between.prior), Float(inside.prior))
    return (
      edges.compactMap { edge in
        let weight = edge.weight + (sides[Int(edge.a)] != sides[Int(edge.b)] ? shifts.0 : shifts.1)
        return weight >= -20 ? Clusterer.Edge(Int(edge.a), Int(edge.b), weight: weight) : nil
      }, inside.expected + between.expected
    )
  }

  /// The prior under which as many pairs are expected to be one as the prior says.
  private static func prior(
    _ edges: [Clusterer.Edge], pairs: Double, from start: Double
  ) -> (prior: Double, expected: Double) {
    var prior = start
    var expected = 0.0
    for _ in 0..<20 {
      expected = edges.reduce(0.0) { $0 + Logarithm.probability(decibans: Double($1.weight) + prior) }
      prior = Logarithm.decibans(max(0.5, expected) / max(1, pairs - expected))
    }
    return (prior, expected)
  }
}

/// Pairs of different records drawn at random, the same for as many records.
enum RandomPairs {
  static func draw(_ most: Int, sides: [UInt8], across: Bool) -> [UInt64] {
    let count = sides.count
    guard count > 1 else { return [] }
    var pairs: [UInt64] = []
    if count * (count - 1) / 2 <= most {
      for a in 0..<count {
        for b in (a + 1)..<max(a + 1, count) where !across || sides[a] != sides[b] {
          pairs.append(UInt64(a) << 32 | UInt64(b))
        }
      }
      return pairs
    }
    pairs.reserveCapacity(most)
    var state: UInt64 = 1
    for _ in 0..<most * 2 where pairs.count < most {
      state &+= 1
      let draw = ContentHash.mix(state)
      let (a, b) = (Int(draw >> 32) % count, Int(draw & 0xFFFF_FFFF) % count)
      if a == b || across && sides[a] == sides[b] { continue }
      pairs.append(UInt64(min(a, b)) << 32 | UInt64(max(a, b)))
    }
    return pairs
  }
}
