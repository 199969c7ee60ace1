/// Receives what `TokenScanner` finds; each function says whether to go on.
///
/// Ranges are byte offsets in the folded text.
protocol TokenSink {
  /// A word or number, cut to `TokenScanner.longestToken` bytes.
  mutating func word(_ range: Range<Int>, isASCIILetters: Bool) -> Bool
  /// One or two characters of a run written without spaces.
  mutating func gram(_ range: Range<Int>) -> Bool
  /// A whole run of Han or kana, before its grams.
  mutating func run(_ range: Range<Int>) -> Bool
}

/// Cuts folded text into tokens.
enum TokenScanner {
  /// Longer words (keys, encoded data) are cut to this many bytes.
  static let longestToken = 64
  /// Chinese words of fewer characters are not tokens of the column `words`: a word of two is its own
  /// pair in the column `text`, and doubling them cost a fifth of an ingest.
  static let shortestWord = 3
  /// A character with more marks than fit into this many bytes goes on as another character.
  static let longestCharacter = 16

  /// - Complexity: O(*bytes*), whatever the text.
  @inline(__always)
  static func scan<Sink: TokenSink>(
    _ bytes: UnsafeBufferPointer<UInt8>, letters: LetterTable.Lookup, sink: inout Sink
  ) {
    guard let base = bytes.baseAddress else { return }
    let count = bytes.count
    var index = 0
    while index < count {
      let byte = base[index]
      if byte < 0x80 {
        if isSeparator(byte) {
          index += 1
          continue
        }
        guard scanWord(base, count, from: &index, letters: letters, sink: &sink) else { return }
        continue
      }
      let (scalar, width) = UTF8Scalar.decode(base, at: index)
      switch letters.kind(scalar) {
      case LetterKind.letter.rawValue, LetterKind.digit.rawValue:
        guard scanWord(base, count, from: &index, letters: letters, sink: &sink) else { return }
      case LetterKind.ideograph.rawValue:
        guard
          scanRun(
            base, count, from: &index, kind: LetterKind.ideograph.rawValue, letters: letters,
            sink: &sink)
        else { return }
      case LetterKind.syllable.rawValue:
        guard
          scanRun(
            base, count, from: &index, kind: LetterKind.syllable.rawValue, letters: letters,
            sink: &sink)
        else { return }
      default:
        index += width
      }
    }
  }

  @inline(__always)
  static func isSeparator(_ byte: UInt8) -> Bool {
    !(byte &- 0x61 < 26 || byte &- 0x30 < 10 || byte &- 0x41 < 26)
  }

  @inline(__always)
  private static func scanWord<Sink: TokenSink>(
    _ base: UnsafePointer<UInt8>, _ count: Int, from index: inout Int,
    letters: LetterTable.Lookup, sink: inout Sink
  ) -> Bool {
    let start = index
    var kept = start
    var isASCIILetters = true
    while index < count {
      let byte = base[index]
      if byte < 0x80 {
        if byte &- 0x61 < 26 {
          index += 1
        } else if !isSeparator(byte) {
          isASCIILetters = false
          index += 1
        } else {
          break
        }
      } else {
        let (scalar, width) = UTF8Scalar.decode(base, at: index)
        let kind = letters.kind(scalar)
        guard
          kind == LetterKind.letter.rawValue || kind == LetterKind.digit.rawValue
            || kind == LetterKind.mark.rawValue
        else { break }
        isASCIILetters = false
        index += width
      }
      if index - start <= longestToken { kept = index }
    }
    guard sink.word(start..<kept, isASCIILetters: isASCIILetters) else { return false }
    if isASCIILetters { skipPossessive(base, count, from: &index, letters: letters) }
    return true
  }

  /// Leaves out the `'s` of "China's", which is no word of its own.
  @inline(__always)
  private static func skipPossessive(
    _ base: UnsafePointer<UInt8>, _ count: Int, from index: inout Int, letters: LetterTable.Lookup
  ) {
    var next = index
    if next < count, base[next] == UInt8(ascii: "'") {
      next += 1
    } else if next + 2 < count, base[next] == 0xE2, base[next + 1] == 0x80, base[next + 2] == 0x99 {
      next += 3
    } else {
      return
    }
    guard next < count, base[next] == UInt8(ascii: "s") else { return }
    next += 1
    if next < count {
      if base[next] < 0x80 {
        guard isSeparator(base[next]) else { return }
      } else {
        let kind = letters.kind(UTF8Scalar.decode(base, at: next).value)
        guard kind == LetterKind.separator.rawValue || kind == LetterKind.ideograph.rawValue else {
          return
        }
      }
    }
    index = next
  }

  @inline(__always)
  private static func scanRun<Sink: TokenSink>(
    _ base: UnsafePointer<UInt8>, _ count: Int, from index: inout Int, kind: UInt8,
    letters: LetterTable.Lookup, sink: inout Sink
  ) -> Bool {
    let start = index
    var end = start
    while end < count, base[end] >= 0x80 {
      let (scalar, width) = UTF8Scalar.decode(base, at: end)
      let next = letters.kind(scalar)
      guard next == kind || next == LetterKind.mark.rawValue else { break }
      end += width
    }
    index = end
    if kind == LetterKind.ideograph.rawValue {
      guard sink.run(start..<end) else { return false }
    }
    var first = start
    var second = characterEnd(base, from: start, end: end, kind: kind, letters: letters)
    while second < end {
      let third = characterEnd(base, from: second, end: end, kind: kind, letters: letters)
      guard sink.gram(first..<third) else { return false }
      first = second
      second = third
    }
    return sink.gram(first..<end)
  }

  /// Where the character that starts at `start`, with the marks on it, ends.
  @inline(__always)
  static func characterEnd(
    _ base: UnsafePointer<UInt8>, from start: Int, end: Int, kind: UInt8,
    letters: LetterTable.Lookup
  ) -> Int {
    var next = start + UTF8Scalar.width(lead: base[start])
    while next < end {
      let (scalar, width) = UTF8Scalar.decode(base, at: next)
      guard letters.kind(scalar) != kind, next + width - start <= longestCharacter else { break }
      next += width
    }
    return next
  }
}
