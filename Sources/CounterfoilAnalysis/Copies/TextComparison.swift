package import CounterfoilModel

/// Finds the sentences in which two texts differ.
///
/// Sentences that stand once in each text and in the same order hold the two together (Cohen's patience
/// diff); what lies between them is aligned by its longest common subsequence where that is small. So the
/// work is bounded whatever the texts, which Myers' algorithm on texts without much in common is not.
package struct TextComparison {
  private let first: SentenceRow
  private let second: SentenceRow
  private var passages: [(first: Range<Int>, second: Range<Int>)] = []
  private var work: Int
  private var isExact = true

  /// Cells of a table for a stretch without anchors; 4 MB.
  private static let largestTable = 1 << 20

  /// - Complexity: O(*bytes*), and at most some hundred million steps on sentences.
  package static func differences(_ first: String, _ second: String) -> TextDifferences {
    var comparison = TextComparison(first: SentenceRow(first), second: SentenceRow(second))
    return comparison.run()
  }

  private init(first: SentenceRow, second: SentenceRow) {
    self.first = first
    self.second = second
    work = 1 << 26
  }

  private mutating func run() -> TextDifferences {
    // A stack of stretches, so that no text overflows the program's own; the first on top.
    var stretches = [(first: first.keys.indices, second: second.keys.indices)]
    while let stretch = stretches.popLast() {
      let (left, right) = trimmed(stretch.first, stretch.second)
      if left.isEmpty || right.isEmpty {
        note(left, right)
        continue
      }
      work -= left.count + right.count
      guard work > 0 else {
        isExact = false
        note(left, right)
        continue
      }
      let anchors = anchors(left, right)
      if anchors.isEmpty {
        align(left, right)
        continue
      }
      var parts: [(first: Range<Int>, second: Range<Int>)] = []
      var (one, two) = (left.lowerBound, right.lowerBound)
      for anchor in anchors {
        parts.append((one..<anchor.first, two..<anchor.second))
        (one, two) = (anchor.first + 1, anchor.second + 1)
      }
      parts.append((one..<left.upperBound, two..<right.upperBound))
      stretches.append(contentsOf: parts.reversed())
    }
    return TextDifferences(
      passages: passages.compactMap {
        // The same words in other lines are other sentences, but nothing differs.
        if first.words($0.first) == second.words($0.second) { return nil }
        return TextDifference(first: first.scalars($0.first), second: second.scalars($0.second))
      }, isExact: isExact)
  }

  private mutating func note(_ left: Range<Int>, _ right: Range<Int>) {
    guard !left.isEmpty || !right.isEmpty else { return }
    if let last = passages.last, last.first.upperBound == left.lowerBound,
      last.second.upperBound == right.lowerBound
    {
      passages[passages.count - 1] = (
        last.first.lowerBound..<left.upperBound, last.second.lowerBound..<right.upperBound
      )
    } else {
      passages.append((left, right))
    }
  }

  private func trimmed(_ left: Range<Int>, _ right: Range<Int>) -> (Range<Int>, Range<Int>) {
    var (a, b) = (left.lowerBound, right.lowerBound)
    var (endA, endB) = (left.upperBound, right.upperBound)
    while a < endA, b < endB, first.keys[a] == second.keys[b] { (a, b) = (a + 1, b + 1) }
    while a < endA, b < endB, first.keys[endA - 1] == second.keys[endB - 1] {
      (endA, endB) = (endA - 1, endB - 1)
    }
    return (a..<endA, b..<endB)
  }

  /// The longest row of sentences that stand once in each stretch, in the order of both.
  private func anchors(_ left: Range<Int>, _ right: Range<Int>) -> [(first: Int, second: Int)] {
    // Where a sentence stands; -1 where it stands more than once.
    var places: [UInt64: (left: Int, right: Int?)] = [:]
    for index in left {
      places[first.keys[index]] = (places[first.keys[index]] == nil ? index : -1, nil)
    }
    for index in right {
      guard let place = places[second.keys[index]] else { continue }
      places[second.keys[index]]?.right = place.right == nil ? index : -1
    }
    let pairs = left.compactMap { index -> (first: Int, second: Int)? in
      guard let place = places[first.keys[index]], place.left == index, let right = place.right,
        right >= 0
      else { return nil }
      return (index, right)
    }
    return Self.longestRising(pairs)
  }

  /// The longest subsequence whose second numbers rise, by piles (Schensted 1961).
  private static func longestRising(_ pairs: [(first: Int, second: Int)]) -> [(first: Int, second: Int)] {
    var tops: [Int] = []
    var before = [Int](repeating: -1, count: pairs.count)
    for (index, pair) in pairs.enumerated() {
      var (low, high) = (0, tops.count)
      while low < high {
        let middle = (low + high) / 2
        if pairs[tops[middle]].second < pair.second { low = middle + 1 } else { high = middle }
      }
      if low > 0 { before[index] = tops[low - 1] }
      if low == tops.count { tops.append(index) } else { tops[low] = index }
    }
    var row: [(first: Int, second: Int)] = []
    var next = tops.last ?? -1
    while next >= 0 {
      row.append(pairs[next])
      next = before[next]
    }
    return row.reversed()
  }

  /// Aligns a stretch without anchors.
  private mutating func align(_ left: Range<Int>, _ right: Range<Int>) {
    let width = right.count + 1
    let cells = (left.count + 1).multipliedReportingOverflow(by: width)
    guard !cells.overflow, cells.partialValue <= Self.largestTable, work > cells.partialValue else {
      // Nothing in common is no loss of exactness.
      if !Set(first.keys[left]).isDisjoint(with: second.keys[right]) { isExact = false }
      return note(left, right)
    }
    work -= cells.partialValue
    // common[i][j]: the longest common subsequence of what follows i and j.
    var common = [Int32](repeating: 0, count: cells.partialValue)
    for i in stride(from: left.count - 1, through: 0, by: -1) {
      for j in stride(from: right.count - 1, through: 0, by: -1) {
        common[i * width + j] =
          first.keys[left.lowerBound + i] == second.keys[right.lowerBound + j]
          ? common[(i + 1) * width + j + 1] + 1
          : max(common[(i + 1) * width + j], common[i * width + j + 1])
      }
    }
    var (i, j) = (0, 0)
    while i < left.count || j < right.count {
      let (a, b) = (left.lowerBound + i, right.lowerBound + j)
      if i < left.count, j < right.count, first.keys[a] == second.keys[b] {
        (i, j) = (i + 1, j + 1)
      } else if j == right.count || i < left.count && common[(i + 1) * width + j] >= common[i * width + j + 1]
      {
        note(a..<(a + 1), b..<b)
        i += 1
      } else {
        note(a..<a, b..<(b + 1))
        j += 1
      }
    }
  }
}
