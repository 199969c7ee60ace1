/// Finds columns whose agreement says in part the same: the region of equal postcodes, the e-mail address of equal names.
///
/// Among pairs that are equal in one column and by all others are of two people, the agreement of a second column is counted.
/// Where it is commoner than between any two, the second is weighed by that instead. Each column leans on one other at most,
/// the one it depends on most, so that the columns form a forest (Chow and Liu 1968) and none is counted twice without bound.
struct DependenceFinder {
  private let columns: [ColumnValues]
  private let model: MatchModel
  private static let drawn = 20_000
  /// Fewer pairs of two people than this tell nothing.
  private static let least = 100.0
  /// Agreement that is not twice as common is not worth a rule.
  private static let leastLift = 2.0
  private static let certainly = 0.001

  init(_ columns: [ColumnValues], _ model: MatchModel) {
    self.columns = columns
    self.model = model
  }

  func dependences(_ patterns: ([UInt64]) -> [UInt64]) -> [MatchModel.Dependence] {
    var found: [MatchModel.Dependence] = []
    for parent in columns.indices {
      let counts = PatternCounts(patterns(pairs(equalIn: parent)))
      guard counts.total >= Self.least else { continue }
      for child in columns.indices where child != parent {
        // The rarer agreement is the parent: from a postcode follows the region.
        guard (model.u[parent][1], parent) < (model.u[child][1], child) else { continue }
        if let dependence = dependence(of: child, on: parent, counts) { found.append(dependence) }
      }
    }
    // Each has one parent that is rarer than itself, so there is no circle.
    var taken: Set<Int> = []
    return found.sorted { ($1.lift, $0.column, $0.parent) < ($0.lift, $1.column, $1.parent) }
      .filter { taken.insert($0.column).inserted }
      .sorted { $0.column < $1.column }
  }

  private func dependence(of child: Int, on parent: Int, _ pairs: PatternCounts) -> MatchModel.Dependence? {
    let levels = model.m[child].count
    // What is known of the child for all pairs weighs as ten of these.
    var same = model.m[child].map { $0 * 10 }
    var other = model.u[child].map { $0 * 10 }
    var seen = 0.0
    let base = model.odds() * model.m[parent][1] / model.u[parent][1]
    for (pattern, count) in zip(pairs.patterns, pairs.counts) {
      let level = PairComparer.level(pattern, child)
      if level == 0 { continue }
      var odds = base
      for column in columns.indices where column != child && column != parent {
        let level = PairComparer.level(pattern, column)
        if level > 0 { odds *= model.m[column][level] / model.u[column][level] }
      }
      let probability = 1 - 1 / (1 + odds)
      same[level] += count * probability
      // Of two people for certain: a few matches that all else hides would look like agreement by chance.
      guard probability < Self.certainly else { continue }
      other[level] += count
      seen += count
    }
    guard seen >= Self.least else { return nil }
    let (all, rest) = (same.reduce(0, +), other.reduce(0, +))
    for level in 1..<levels {
      same[level] /= all
      other[level] = max(other[level] / rest, 1e-9)
    }
    let lift = other[1] / model.u[child][1]
    guard lift >= Self.leastLift, other[1] >= 0.02, other[1] * seen >= 20 else { return nil }
    return MatchModel.Dependence(column: child, parent: parent, m: same, u: other, lift: lift)
  }

  /// Pairs of records with one value, each pair as likely as every other.
  private func pairs(equalIn column: Int) -> [UInt64] {
    let values = columns[column]
    var start = [Int](repeating: 0, count: values.count + 1)
    for code in 0..<values.count { start[code + 1] = start[code] + Int(values.counts[code]) }
    var fill = start
    var members = [Int32](repeating: 0, count: start[values.count])
    for (record, code) in values.codes.enumerated() where code >= 0 {
      members[fill[Int(code)]] = Int32(record)
      fill[Int(code)] += 1
    }
    // By content, so that the numbering of values says nothing.
    let shared = (0..<values.count).filter { values.counts[$0] > 1 }.sorted { values.hashes[$0] < values.hashes[$1] }
    var ends: [Int] = []
    var total = 0
    for code in shared {
      let count = Int(values.counts[code])
      total += count * (count - 1) / 2
      ends.append(total)
    }
    guard total > 0 else { return [] }
    return (0..<min(Self.drawn, total * 2)).map { number in
      let draw = ContentHash.mix(UInt64(number) &+ 77)
      let target = Int(draw % UInt64(total))
      var (low, high) = (0, ends.count - 1)
      while low < high {
        let middle = (low + high) / 2
        if ends[middle] <= target { low = middle + 1 } else { high = middle }
      }
      let code = shared[low]
      let count = Int(values.counts[code])
      let second = ContentHash.mix(draw)
      let one = Int(second % UInt64(count))
      let other = (one + 1 + Int((second >> 32) % UInt64(count - 1))) % count
      let (a, b) = (members[start[code] + one], members[start[code] + other])
      return UInt64(min(a, b)) << 32 | UInt64(max(a, b))
    }
  }
}
