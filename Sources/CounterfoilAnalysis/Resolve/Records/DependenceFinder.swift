/// Finds columns whose agreement says in part the same: the region of equal postcodes, the e-mail address of equal names.
///
/// Among records that share a value of one column with more others than one person has records, the agreement of a second column
/// is counted. Where it is commoner than between any two, the second is weighed by that instead. Each column leans on one other at most,
/// the one it depends on most, so that the columns form a forest (Chow and Liu 1968) and none is counted twice without bound.
struct DependenceFinder {
  private let columns: [ColumnValues]
  private let model: MatchModel
  private static let drawn = 20_000
  /// Fewer pairs of two people than this tell nothing.
  private static let least = 100.0
  /// Agreement that is not twice as common, or not common, is not worth a rule.
  private static let leastLift = 2.0
  private static let leastShare = 0.1
  /// A value of so many records is shared by people; of the pairs among them few are of one.
  private static let crowd = 20
  private static let crowds = 5
  /// So many records of one person beside each, in the mean, until it is known better.
  static let repeats = 3.0

  private let repeats: Double

  /// - Parameter repeats: How many other records of the same person there are for a record, in the mean.
  init(_ columns: [ColumnValues], _ model: MatchModel, repeats: Double = DependenceFinder.repeats) {
    self.repeats = repeats
    self.columns = columns
    self.model = model
  }

  /// - Parameter patterns: The levels of given pairs.
  func dependences(_ patterns: ([UInt64]) -> [UInt64]) -> [MatchModel.Dependence] {
    var found: [MatchModel.Dependence] = []
    for parent in columns.indices {
      let crowded = pairs(equalIn: parent)
      let crowd = PatternCounts(patterns(crowded.pairs))
      guard crowd.total >= Self.least else { continue }
      for child in columns.indices where child != parent {
        // The rarer agreement is the parent: from a postcode follows the region.
        guard (model.u[parent][1], parent) < (model.u[child][1], child) else { continue }
        if let dependence = dependence(of: child, on: parent, crowd, size: crowded.size) {
          found.append(dependence)
        }
      }
    }
    // Each has one parent that is rarer than itself, so there is no circle.
    var taken: Set<Int> = []
    return found.sorted { ($1.lift, $0.column, $0.parent) < ($0.lift, $1.column, $1.parent) }
      .filter { taken.insert($0.column).inserted }
      .sorted { $0.column < $1.column }
  }

  /// How the child agrees among people who share the parent's value; nil where too few do.
  private func levels(of child: Int, in crowd: PatternCounts, size: Double) -> [Double]? {
    var sums = [Double](repeating: 0, count: model.m[child].count)
    for (pattern, count) in zip(crowd.patterns, crowd.counts) {
      sums[PairComparer.level(pattern, child)] += count
    }
    sums[0] = 0
    let seen = sums.reduce(0, +)
    guard seen >= Self.least else { return nil }
    // What pairs of one person add at most is taken off.
    let ofOne = min(0.5, repeats / max(1, size - 1))
    for level in sums.indices.dropFirst() {
      let share = sums[level] / seen - ofOne * model.m[child][level]
      sums[level] = max(0, share) * seen + model.u[child][level] * 10
    }
    let all = sums.reduce(0, +)
    return sums.map { $0 / all }
  }

  private func dependence(
    of child: Int, on parent: Int, _ crowd: PatternCounts, size: Double
  ) -> MatchModel.Dependence? {
    guard let other = levels(of: child, in: crowd, size: size) else { return nil }
    let lift = other[1] / model.u[child][1]
    guard lift >= Self.leastLift, other[1] >= Self.leastShare else { return nil }
    // One person's columns change together too: what chance agrees on more often, they agree on no less often.
    var same = model.m[child]
    let rest = 1 - same[1]
    same[1] = max(same[1], 1 - rest * (1 - other[1]))
    let scale = rest > 0 ? (1 - same[1]) / rest : 1
    for level in same.indices.dropFirst(2) { same[level] *= scale }
    return MatchModel.Dependence(
      column: child, parent: parent, m: same, u: other.map { max($0, 1e-9) }, lift: lift)
  }

  /// Pairs of records with one value, each pair as likely as every other, and how many records have the value in the mean.
  private func pairs(equalIn column: Int) -> (pairs: [UInt64], size: Double) {
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
    let shared = (0..<values.count).filter { values.counts[$0] >= Self.crowd }.sorted {
      values.hashes[$0] < values.hashes[$1]
    }
    var ends: [Int] = []
    var total = 0
    for code in shared {
      let count = Int(values.counts[code])
      total += count * (count - 1) / 2
      ends.append(total)
    }
    guard shared.count >= Self.crowds else { return ([], 0) }
    var sizes = 0.0
    let drawn = (0..<min(Self.drawn, total * 2)).map { number in
      let draw = ContentHash.mix(UInt64(number) &+ 77)
      let target = Int(draw % UInt64(total))
      var (low, high) = (0, ends.count - 1)
      while low < high {
        let middle = (low + high) / 2
        if ends[middle] <= target { low = middle + 1 } else { high = middle }
      }
      let code = shared[low]
      let count = Int(values.counts[code])
      sizes += Double(count)
      let second = ContentHash.mix(draw)
      let one = Int(second % UInt64(count))
      let other = (one + 1 + Int((second >> 32) % UInt64(count - 1))) % count
      let (a, b) = (members[start[code] + one], members[start[code] + other])
      return UInt64(min(a, b)) << 32 | UInt64(max(a, b))
    }
    return (drawn, sizes / Double(drawn.count))
  }
}
