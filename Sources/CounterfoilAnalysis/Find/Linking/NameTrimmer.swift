import CounterfoilModel

/// Cuts titles off the spans of people, so that a name is a name: `Judge Helen Odell`, 徐先生.
struct NameTrimmer {
  let text: TextBytes
  private let words = LinkingWords.shared

  init(text: TextBytes) { self.text = text }

  /// Drops a person that is a title and nothing else.
  func trim(_ found: inout [Found]) {
    var isEmpty = false
    for index in found.indices where found[index].kind == .person {
      let item = found[index]
      let (start, end) = bounds(item.start, item.end)
      guard start != item.start || end != item.end else { continue }
      if start >= end { isEmpty = true }
      found[index].start = start
      found[index].end = max(start, end)
      found[index].value = text.string(start..<max(start, end))
    }
    if isEmpty { found.removeAll { $0.start >= $0.end } }
  }

  private func bounds(_ start: Int, _ end: Int) -> (Int, Int) {
    if HanRun.character(start, text) != nil { return han(start, end) }
    return (latin(start, end), end)
  }

  private func latin(_ from: Int, _ end: Int) -> Int {
    let step = LatinWords(text: text)
    var start = from
    while let first = step.beginning(at: start), first.end < end {
      // The longest title that leaves a name.
      var hash: UInt64 = 0
      var next = first
      var cut = start
      for count in 1...max(1, words.longestEnglish) {
        hash = count == 1 ? next.hash : LinkingWords.phrase(hash, next.hash)
        guard let following = step.after(next.end), following.start < end else { break }
        if let word = words.english[hash], word.marks.contains(.title) { cut = following.start }
        next = following
      }
      if cut == start { break }
      start = cut
    }
    if start == from, let word = step.beginning(at: start), word.end == end,
      words.english[word.hash]?.kind == .honorific
    {
      return end
    }
    return start
  }

  private func han(_ from: Int, _ to: Int) -> (Int, Int) {
    let run = HanRun(after: from, to: to, in: text)
    // Names of other peoples are long and hold points; what does not lie in the run is left alone.
    guard run.starts[run.count] == to else { return (from, to) }
    var (first, last) = (0, run.count)
    for length in stride(from: min(words.longestChinese, last), through: 2, by: -1) {
      guard let word = words.chinese[run.hash(0..<length)], word.marks.contains(.title),
        !word.marks.contains(.male), !word.marks.contains(.female)
      else { continue }
      first = length
      break
    }
    for length in stride(from: min(words.longestChinese, last - first - 1), through: 1, by: -1) {
      guard let word = words.chinese[run.hash((last - length)..<last)],
        !word.marks.isDisjoint(with: .behind), length > 1 || last - first == 2
      else { continue }
      last -= length
      break
    }
    return (run.starts[first], run.starts[last])
  }
}
