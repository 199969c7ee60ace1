import CounterfoilModel

/// Finds the titles that stand by people's names.
///
/// Each name looks a fixed number of words to either side, so the cost grows with the names alone.
struct TitleReader {
  let text: TextBytes
  let words = LinkingWords.shared
  let step: LatinWords
  private(set) var found: [Found]
  /// The end of the last title given to a name, so that none goes to two.
  private(set) var claimed = 0

  init(text: TextBytes, found: [Found]) {
    self.text = text
    self.found = found
    step = LatinWords(text: text)
  }

  /// The mentions with their titles.
  static func read(_ found: [Found], in text: TextBytes) -> [Found] {
    var reader = TitleReader(text: text, found: found)
    reader.run()
    return reader.found
  }

  private mutating func run() {
    for index in found.indices where found[index].kind == .person {
      let isHan = HanRun.character(found[index].start, text) != nil
      var titles = isHan ? hanBefore(index) : englishBefore(index)
      titles.removeAll { $0.start < claimed }
      titles.reverse()
      claimed = max(claimed, found[index].end)
      let after = isHan ? hanAfter(index) : englishAfter(index)
      if let after {
        titles.append(after)
        claimed = after.end
      }
      found[index].titles = titles
    }
  }

  /// Where the mention before this one ends.
  func endBefore(_ index: Int) -> Int { index > 0 ? found[index - 1].end : 0 }

  /// The organisation or place among the mentions just before `index` that ends at `end`.
  func body(endingAt end: Int, before index: Int) -> Found? {
    for step in 1...4 where index - step >= 0 {
      let item = found[index - step]
      if item.end == end, item.kind == .organisation || item.kind == .place { return item }
      if item.end < end { return nil }
    }
    return nil
  }

  /// Whether a person begins at `start`, among the few mentions after `index`.
  func isPerson(at start: Int, after index: Int) -> Bool {
    for step in 1...4 where index + step < found.count {
      if found[index + step].start >= start {
        return found[index + step].start == start && found[index + step].kind == .person
      }
    }
    return false
  }
}
