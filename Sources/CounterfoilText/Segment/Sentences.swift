/// The sentences of English and Chinese text (and of most others that end them as these do).
public enum Sentences {
  /// The sentences in order, without the white space around them, as UTF-8 byte ranges.
  ///
  /// A full stop ends no sentence inside a number or an address, after an abbreviation or an initial
  /// (unless a word follows that begins sentences), or before a small letter. A blank line, the start of
  /// a list item and the end of a short line end one; other line ends are taken as wrapping.
  /// - Complexity: O(*bytes*).
  public static func byteRanges(in text: String) -> [Range<Int>] {
    text.withUTF8Bytes { bytes in
      guard let base = bytes.baseAddress else { return [] }
      var scanner = SentenceScanner(base: base, count: bytes.count)
      scanner.scan()
      return scanner.sentences
    }
  }

  /// The same sentences as ranges of Unicode scalars.
  public static func scalarRanges(in text: String) -> [Range<Int>] {
    let ranges = byteRanges(in: text)
    return text.withUTF8Bytes { bytes in
      var byte = 0
      var scalar = 0
      func advance(to target: Int) -> Int {
        while byte < target {
          if bytes[byte] & 0xC0 != 0x80 { scalar += 1 }
          byte += 1
        }
        return scalar
      }
      return ranges.map {
        let start = advance(to: $0.lowerBound)
        return start..<advance(to: $0.upperBound)
      }
    }
  }
}

private struct SentenceScanner {
  let base: UnsafePointer<UInt8>
  let count: Int
  var sentences: [Range<Int>] = []
  private var start = 0
  private var lineStart = 0

  /// Shorter lines, in bytes, are headings or fields and not wrapped.
  private static let shortLine = 40

  init(base: UnsafePointer<UInt8>, count: Int) {
    self.base = base
    self.count = count
  }

  mutating func scan() {
    var index = 0
    while index < count {
      let byte = base[index]
      if byte < 0x80 {
        switch byte {
        case UInt8(ascii: "."), UInt8(ascii: "!"), UInt8(ascii: "?"):
          let end = afterTerminators(from: index)
          if endsAtStop(index, end: end) { close(at: end) }
          index = end
        case UInt8(ascii: "\n"):
          if endsAtLine(index) { close(at: index) }
          index += 1
          lineStart = index
        default:
          index += 1
        }
        continue
      }
      let (scalar, width) = UTF8Scalar.decode(base, at: index)
      if Self.isFullStop(scalar) {
        let end = afterTerminators(from: index)
        if !continues(at: end) { close(at: end) }
        index = end
      } else if scalar == 0x2026 {
        let end = afterTerminators(from: index)
        if endsAtEllipsis(end) { close(at: end) }
        index = end
      } else if scalar == 0x2029 || scalar == 0x0085 {
        close(at: index)
        index += width
      } else {
        index += width
      }
    }
    close(at: count)
  }

  private mutating func close(at end: Int) {
    var first = start
    while first < end, let width = spaceWidth(first) { first += width }
    var last = end
    while last > first, base[last - 1] <= 0x20 { last -= 1 }
    // An ideographic space is three bytes wide.
    while last - 3 >= first, base[last - 3] == 0xE3, base[last - 2] == 0x80, base[last - 1] == 0x80 {
      last -= 3
      while last > first, base[last - 1] <= 0x20 { last -= 1 }
    }
    if last > first { sentences.append(first..<last) }
    start = end
  }

  // MARK: Characters

  /// Ends a sentence whatever follows: the full stops of Chinese, Arabic, Urdu, Hindi, Tibetan.
  private static func isFullStop(_ scalar: UInt32) -> Bool {
    switch scalar {
    case 0x3002, 0xFF01, 0xFF1F, 0xFF1B, 0xFF0E, 0xFF61, 0x203C...0x203D, 0x2047...0x2049, 0x061F,
      0x06D4, 0x0964, 0x0965, 0x0F0D, 0x0F0E:
      true
    default: false
    }
  }

  private static func isCloser(_ scalar: UInt32) -> Bool {
    switch scalar {
    case 0x22, 0x27, 0x29, 0x5D, 0x7D, 0x201D, 0x2019, 0x00BB, 0x203A, 0x300D, 0x300F, 0x300B,
      0x3009, 0x3011, 0x3015, 0x3017, 0xFF09, 0xFF3D, 0xFF5D, 0xFF02, 0xFE42, 0xFE44:
      true
    default: false
    }
  }

  /// After the stops and closing quotes and brackets that begin at `index`.
  private func afterTerminators(from index: Int) -> Int {
    var index = index
    while index < count {
      let (scalar, width) = UTF8Scalar.decode(base, at: index)
      let isStop = scalar == 0x2E || scalar == 0x21 || scalar == 0x3F || scalar == 0x2026
      guard isStop || Self.isFullStop(scalar) || Self.isCloser(scalar) else { break }
      index += width
    }
    return index
  }

  /// The width of the white space at `index`; nil where there is none.
  private func spaceWidth(_ index: Int) -> Int? {
    let byte = base[index]
    if byte <= 0x20 { return 1 }
    if byte == 0xC2, index + 1 < count, base[index + 1] == 0xA0 { return 2 }
    if byte == 0xE3, index + 2 < count, base[index + 1] == 0x80, base[index + 2] == 0x80 { return 3 }
    return nil
  }

  private func afterSpaces(_ index: Int) -> Int {
    var index = index
    while index < count, let width = spaceWidth(index) { index += width }
    return index
  }

  /// Whether a comma or the like goes on with the sentence after a closing quote.
  private func continues(at index: Int) -> Bool {
    guard index < count else { return false }
    switch UTF8Scalar.decode(base, at: index).value {
    case 0x2C, 0x3B, 0xFF0C, 0x3001, 0xFF1A: return true
    default: return false
    }
  }

  private func isLowercase(at index: Int) -> Bool {
    let byte = base[index]
    if byte < 0x80 { return byte &- 0x61 < 26 }
    guard let scalar = Unicode.Scalar(UTF8Scalar.decode(base, at: index).value) else { return false }
    return scalar.properties.isLowercase
  }

  private func isEastAsian(at index: Int) -> Bool {
    let script = Script.of(UTF8Scalar.decode(base, at: index).value)
    return script == Script.han.rawValue || script == Script.kana.rawValue
      || script == Script.hangul.rawValue
  }

  // MARK: Decisions

  /// Whether the stop at `stop`, with all that closes with it up to `end`, ends a sentence.
  private func endsAtStop(_ stop: Int, end: Int) -> Bool {
    guard end < count else { return true }
    if spaceWidth(end) == nil { return isEastAsian(at: end) && !isInsideToken(stop, end) }
    let next = afterSpaces(end)
    guard next < count else { return true }
    if isLowercase(at: next) { return false }
    guard base[stop] == UInt8(ascii: "."), end == stop + 1 else { return true }
    switch Abbreviations.kind(endingAt: stop, in: base) {
    case .none: return true
    case .never: return false
    case .beforeNumber: return !(base[next] &- 0x30 < 10)
    case .beforeStarter: return Abbreviations.isStarter(at: next, in: base, count: count)
    }
  }

  /// A stop between two letters or digits without a space, as in `3.5亿` or `a.b`.
  private func isInsideToken(_ stop: Int, _ end: Int) -> Bool {
    stop > 0 && base[stop - 1] &- 0x30 < 10 && base[stop] == UInt8(ascii: ".") && end == stop + 1
  }

  private func endsAtEllipsis(_ end: Int) -> Bool {
    guard end < count else { return true }
    if isEastAsian(at: end) { return true }
    guard spaceWidth(end) != nil else { return false }
    let next = afterSpaces(end)
    return next >= count || !isLowercase(at: next)
  }

  /// Whether the line end at `index` ends a sentence.
  private func endsAtLine(_ index: Int) -> Bool {
    var next = index + 1
    while next < count, base[next] != UInt8(ascii: "\n"), let width = spaceWidth(next) { next += width }
    guard next < count, base[next] != UInt8(ascii: "\n") else { return true }
    if startsItem(next) { return true }
    return index - lineStart < Self.shortLine && !isLowercase(at: next)
  }

  /// Whether a line begins as a list item does: a bullet, or a number with a mark after it.
  private func startsItem(_ index: Int) -> Bool {
    let (scalar, width) = UTF8Scalar.decode(base, at: index)
    switch scalar {
    case 0x2022, 0x25CF, 0x25A0, 0x25AA, 0x00B7, 0x2023, 0x2043: return true
    case 0x2D, 0x2A, 0x2B: return index + width < count && spaceWidth(index + width) != nil
    case 0x28, 0xFF08: return true
    default: break
    }
    var next = index
    while next < count, next - index < 4, base[next] &- 0x30 < 10 { next += 1 }
    if next > index, next < count {
      let mark = UTF8Scalar.decode(base, at: next).value
      return mark == 0x29 || mark == 0x3001 || mark == 0xFF09
        || mark == 0x2E && next + 1 < count && spaceWidth(next + 1) != nil
    }
    // 一、 and the like, and 第…条.
    if Self.numerals.contains(scalar), index + width < count {
      return UTF8Scalar.decode(base, at: index + width).value == 0x3001
    }
    return scalar == 0x7B2C && index + width < count
      && Self.numerals.contains(UTF8Scalar.decode(base, at: index + width).value)
  }

  private static let numerals: Set<UInt32> = Set("一二三四五六七八九十百".unicodeScalars.map(\.value))
}
