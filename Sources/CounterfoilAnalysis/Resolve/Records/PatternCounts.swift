/// How often each combination of levels was met, in the order of the combinations.
struct PatternCounts: Sendable {
  var patterns: [UInt64] = []
  var counts: [Double] = []

  init(_ all: [UInt64]) {
    for pattern in all.sorted() {
      if patterns.last == pattern {
        counts[counts.count - 1] += 1
      } else {
        patterns.append(pattern)
        counts.append(1)
      }
    }
  }

  var total: Double { counts.reduce(0, +) }

  /// Those with the value equal in all of `columns`.
  func agreeing(on columns: [Int]) -> PatternCounts {
    var part = PatternCounts([])
    for (pattern, count) in zip(patterns, counts)
    where columns.allSatisfy({ PairComparer.level(pattern, $0) == 1 }) {
      part.patterns.append(pattern)
      part.counts.append(count)
    }
    return part
  }
}
