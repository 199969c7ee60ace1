/// Finds the model's probabilities from the records alone, without labels, by expectation–maximisation (Dempster, Laird and
/// Rubin 1977; Winkler 1988).
///
/// `u` is counted over random pairs, which nearly all are of two people. `m` comes from the pairs of one blocking pass at a
/// time, without the columns they were blocked on, so that what every pair of a block shares teaches nothing; then the passes
/// are put together by how many matches each holds.
struct MatchEstimator {
  private let columns: [ColumnValues]
  private let random: PatternCounts
  private let candidates: PatternCounts
  private let passes: [[Int]]
  private let rounds = 3
  /// Columns that lean on each other: what one was blocked on teaches nothing about the other.
  private let dependences: [MatchModel.Dependence]

  /// - Parameters:
  ///   - random: Pairs drawn at random.
  ///   - candidates: Pairs that met in some block, or a sample of them.
  ///   - passes: The columns of each pass.
  private let shared: [Int]
  /// Whether there is anything that people of one household share, and anything that tells them apart.
  private var hasHouseholds: Bool

  init(
    _ columns: [ColumnValues], random: PatternCounts, candidates: PatternCounts, passes: [[Int]],
    dependences: [MatchModel.Dependence]
  ) {
    self.columns = columns
    self.random = random
    self.candidates = candidates
    self.dependences = dependences
    shared = columns.indices.filter { columns[$0].kind.isShared }
    hasHouseholds = shared.count > 1 && columns.contains { $0.kind.isOwn }
    // Each set of columns once.
    var seen: Set<Set<Int>> = []
    self.passes = passes.filter { seen.insert(Set($0)).inserted }
  }

  /// What is known before anything is fitted: how often chance agrees.
  static func start(_ columns: [ColumnValues], random: PatternCounts) -> MatchModel {
    let estimator = MatchEstimator(
      columns, random: random, candidates: PatternCounts([]), passes: [], dependences: [])
    return MatchModel(m: columns.map { firstGuess($0.kind) }, u: estimator.distribution(random) { _ in 1 })
  }

  /// - Parameters:
  ///   - pairs: All pairs that could be compared.
  ///   - share: Which part of the candidates the sample is.
  func model(pairs: Double, share: Double) -> MatchModel {
    let model = fitted(pairs: pairs, share: share)
    guard model.household > 0, model.household < Self.mistaken * model.odds() else { return model }
    var plain = self
    plain.hasHouseholds = false
    return plain.fitted(pairs: pairs, share: share)
  }

  /// So few pairs that look like people of one household, for each match, are matches with an error in what is their own.
  private static let mistaken = 0.5

  private func fitted(pairs: Double, share: Double) -> MatchModel {
    var model = MatchModel(m: columns.map { Self.firstGuess($0.kind) }, u: [])
    model.u = distribution(random) { _ in 1 }
    model.dependences = dependences
    var prior = 1 / Double(max(2, columns.first?.codes.count ?? 2))
    for _ in 0..<rounds {
      model.m = byPasses(model)
      // The pairs that are matches, as far as is known now, have no part in what happens by chance.
      var mates = prior
      let all = Array(columns.indices)
      let ratios = candidates.patterns.map {
        (model.ratio($0, all), hasHouseholds ? model.ratio($0, shared) : 0)
      }
      for _ in 0..<30 {
        let (odds, mateOdds) = (prior / (1 - prior), mates)
        var (matches, households) = (0.0, 0.0)
        for (ratio, count) in zip(ratios, candidates.counts) {
          let (one, mate) = (odds * ratio.0, mateOdds * ratio.1)
          matches += count * one / (one + mate + 1)
          households += count * mate / (one + mate + 1)
        }
        let next = max(0.5, matches / share) / max(1, pairs)
        mates = min(0.5, households / share / max(1, pairs))
        let isDone = abs(next - prior) < prior * 1e-4
        prior = min(0.5, next)
        if isDone { break }
      }
      let (odds, now) = (prior / (1 - prior), model)
      model.household = hasHouseholds ? mates : 0
      model.u = distribution(random) { 1 / (1 + odds * now.ratio($0, all)) }
    }
    model.prior = Logarithm.decibans(prior / (1 - prior))
    model.priorWithin = model.prior
    return model
  }

  /// Shares of each level among the compared, every pair counted by `weight`.
  private func distribution(_ pairs: PatternCounts, weight: (UInt64) -> Double) -> [[Double]] {
    var sums = columns.map { [Double](repeating: 0, count: ColumnComparer.levelCount($0.kind)) }
    for (pattern, count) in zip(pairs.patterns, pairs.counts) {
      let part = count * weight(pattern)
      for column in columns.indices { sums[column][PairComparer.level(pattern, column)] += part }
    }
    for column in columns.indices {
      sums[column][0] = 0
      // A level that never came up may still come up: half a pair is added to each.
      for level in sums[column].indices.dropFirst() { sums[column][level] += 0.5 }
      let all = sums[column].reduce(0, +)
      for level in sums[column].indices { sums[column][level] /= all }
    }
    // An exchange of names is met by chance as often as both are.
    if let given = columns.firstIndex(where: { $0.kind == .given }),
      let surname = columns.firstIndex(where: { $0.kind == .surname })
    {
      let swapped = Int(ColumnComparer.swapped)
      sums[given][swapped] = max(1e-9, sums[given][1] * sums[surname][1])
    }
    return sums
  }

  private static func firstGuess(_ kind: RecordKind) -> [Double] {
    let levels = ColumnComparer.levelCount(kind)
    var guess = [Double](repeating: 0.2 / Double(max(1, levels - 3)), count: levels)
    guess[0] = 0
    guess[1] = 0.7
    let different = kind.comparison == .name ? Int(ColumnComparer.swapped) - 1 : levels - 1
    guess[different] = 0.1
    let all = guess.reduce(0, +)
    return guess.map { $0 / all }
  }

  /// The columns of a pass and those that lean on them or on which they lean.
  private func taught(_ pass: [Int]) -> [Int] {
    columns.indices.filter { column in
      pass.contains(column)
        || dependences.contains {
          $0.column == column && pass.contains($0.parent) || $0.parent == column && pass.contains($0.column)
        }
    }
  }

  private func byPasses(_ model: MatchModel) -> [[Double]] {
    let parts = Parallel.map(passes.count) { index in
      self.expectation(
        model, self.candidates.agreeing(on: self.passes[index]), without: self.taught(self.passes[index]))
    }
    var sums = columns.map { Self.firstGuess($0.kind).map { $0 * 10 } }
    for (pass, part) in zip(passes, parts) {
      let taught = self.taught(pass)
      for column in columns.indices where !taught.contains(column) {
        for level in sums[column].indices.dropFirst() { sums[column][level] += part[column][level] }
      }
    }
    for column in columns.indices {
      let all = sums[column].reduce(0, +)
      for level in sums[column].indices { sums[column][level] /= all }
    }
    return sums
  }

  /// Expected matches at each level among the pairs of one pass.
  private func expectation(_ model: MatchModel, _ pairs: PatternCounts, without blocked: [Int]) -> [[Double]]
  {
    let used = columns.indices.filter { !blocked.contains($0) }
    var fitted = model
    let usedShared = hasHouseholds ? used.filter(shared.contains) : []
    // Where nothing is left that tells people of one household apart, they cannot be a class of their own.
    let hasMates = !usedShared.isEmpty && used.contains { columns[$0].kind.isOwn }
    let total = pairs.total
    var sums = columns.map { [Double](repeating: 0, count: ColumnComparer.levelCount($0.kind)) }
    guard total > 0 else { return sums }
    var share = 0.05
    var mates = hasMates ? 0.05 : 0
    for _ in 0..<40 {
      sums = columns.map { [Double](repeating: 0, count: ColumnComparer.levelCount($0.kind)) }
      var (matches, households) = (0.0, 0.0)
      for (pattern, count) in zip(pairs.patterns, pairs.counts) {
        let one = share * fitted.ratio(pattern, used)
        let mate = hasMates ? mates * fitted.ratio(pattern, usedShared) : 0
        let whole = one + mate + max(1e-9, 1 - share - mates)
        let part = count * one / whole
        matches += part
        households += count * mate / whole
        for column in used { sums[column][PairComparer.level(pattern, column)] += part }
      }
      let next = min(0.999, max(1e-7, matches / total))
      mates = hasMates ? min(0.999, max(1e-7, households / total)) : 0
      for column in used {
        let guess = Self.firstGuess(columns[column].kind)
        let all = sums[column].dropFirst().reduce(0, +) + 10
        for level in guess.indices.dropFirst() {
          fitted.m[column][level] = (sums[column][level] + guess[level] * 10) / all
        }
      }
      let isDone = abs(next - share) < 1e-5 * share
      share = next
      if isDone { break }
    }
    return sums
  }
}
