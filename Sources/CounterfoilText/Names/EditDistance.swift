/// How many edits turn one word into another.
enum EditDistance {
  /// Insertions, deletions, replacements, and swaps of neighbours, each counted one (optimal string alignment).
  static func optimalAlignment(_ a: [UInt8], _ b: [UInt8]) -> Int {
    var before = [Int](0...b.count)
    var beforeThat = before
    for i in 0..<a.count {
      var row = [i + 1]
      row.reserveCapacity(b.count + 1)
      for j in 0..<b.count {
        var cost = min(before[j] + (a[i] == b[j] ? 0 : 1), before[j + 1] + 1, row[j] + 1)
        if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] { cost = min(cost, beforeThat[j - 1] + 1) }
        row.append(cost)
      }
      beforeThat = before
      before = row
    }
    return before[b.count]
  }
}
