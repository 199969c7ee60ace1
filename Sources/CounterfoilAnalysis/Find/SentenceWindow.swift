/// The sentence around a hit, remembered so that many hits in one sentence cost one search.
struct SentenceWindow {
  /// How far to each side of a hit a sentence is followed, bytes. Longer ones are cut here, which
  /// keeps the cost linear on text without stops.
  static let reach = 600

  private var window = 0..<0
  private var answers: [Int32: Bool] = [:]

  /// Whether one of `words` stands in the sentence of `hit`, outside the hit itself.
  ///
  /// - Parameter key: Names the list of words; its answer is kept for the sentence.
  /// - Precondition: Hits come by start.
  mutating func contains(
    _ words: [[UInt8]], of key: Int32, around hit: Range<Int>, in text: TextBytes
  ) -> Bool {
    if !(window.lowerBound <= hit.lowerBound && hit.upperBound <= window.upperBound) {
      var start = hit.lowerBound
      let floor = max(0, min(window.upperBound, start), start - Self.reach)
      while start > floor, !Self.ends(text, start - 1) { start -= 1 }
      var end = hit.upperBound
      let ceiling = min(text.count, end + Self.reach)
      while end < ceiling, !Self.ends(text, end) { end += 1 }
      window = start..<end
      answers.removeAll(keepingCapacity: true)
    }
    if let known = answers[key] { return known }
    let answer = words.contains { Self.occurs($0, text, window, outside: hit) }
    answers[key] = answer
    return answer
  }

  /// Whether a sentence ends at the byte `index`: 。！？ (their last byte), `!`, `?`, a full stop
  /// before a space, or a blank line.
  private static func ends(_ text: TextBytes, _ index: Int) -> Bool {
    switch text[index] {
    case 0x21, 0x3F: true
    case 0x2E: text.has(index + 1, ByteClass.space)
    case 0x0A: text[index + 1] == 0x0A
    case 0x82: text[index - 1] == 0x80 && text[index - 2] == 0xE3
    case 0x81: text[index - 1] == 0xBC && text[index - 2] == 0xEF
    case 0x9F: text[index - 1] == 0xBC && text[index - 2] == 0xEF
    default: false
    }
  }

  private static func occurs(
    _ word: [UInt8], _ text: TextBytes, _ range: Range<Int>, outside hit: Range<Int>
  ) -> Bool {
    guard !word.isEmpty, range.count >= word.count else { return false }
    for index in range.lowerBound...(range.upperBound - word.count)
    where index + word.count <= hit.lowerBound || index >= hit.upperBound {
      if text.agrees(word, at: index) { return true }
    }
    return false
  }
}
