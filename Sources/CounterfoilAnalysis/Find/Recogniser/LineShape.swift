/// What a line is, from its bytes alone: which recogniser reads it, if any.
struct LineShape {
  enum Sort { case empty, data, english, chinese }

  /// UTF-8 byte offset of its line feed, or of the place where a very long line is cut.
  let end: Int
  /// Where the next line begins.
  let next: Int
  let sort: Sort
  /// Whether its first letter is a small one.
  let beginsSmall: Bool
  /// Whether a sentence may go on in the next line: it is long and ends in a word.
  let mayGoOn: Bool

  /// Lines shorter than this are whole.
  private static let wrapped = 45
  /// Longer lines are cut, at a sentence's end where there is one.
  private static let longest = 4096

  init(_ text: TextBytes, from start: Int) {
    var end = start
    let reach = min(text.count, start + Self.longest)
    while end < reach, text.base[end] != 0x0A { end += 1 }
    let isCut = end == reach && end < text.count
    if isCut { end = Self.cut(text, from: start, to: end) }
    self.end = end
    next = isCut ? end : end + 1
    var (letters, capitals, han, kana, signs, digits, spaces) = (0, 0, 0, 0, 0, 0, 0)
    var first: UInt8 = 0
    var index = start
    while index < end {
      let byte = text.base[index]
      if byte < 0x80 {
        let bits = text.classes[Int(byte)]
        if bits & ByteClass.digit != 0 {
          digits += 1
        } else if bits & ByteClass.alphanumeric != 0 {
          letters += 1
          if byte < 0x61 { capitals += 1 }
          if first == 0 { first = byte }
        } else if bits & ByteClass.space != 0 {
          spaces += 1
        } else if byte != 0x2C, byte != 0x2E, byte != 0x2D, byte != 0x27, byte != 0x22 {
          signs += 1
        }
        index += 1
      } else if byte < 0xE0 {
        letters += byte < 0xC3 ? 0 : 1
        if first == 0 { first = byte }
        index += 2
      } else if byte < 0xF0 {
        if byte >= 0xE4, byte <= 0xE9 {
          han += 1
        } else if byte == 0xE3 {
          if text[index + 1] >= 0x90 { han += 1 } else if text[index + 1] >= 0x81 { kana += 1 }
        } else if byte >= 0xEA, byte <= 0xED {
          kana += 1
        }
        if first == 0 { first = 0xFF }
        index += 3
      } else {
        index += 4
      }
    }
    let wide = 3 * han
    beginsSmall = first >= 0x61 && first <= 0x7A
    var last = end - 1
    while last > start, text.has(last, ByteClass.space) { last -= 1 }
    mayGoOn =
      isCut || end - start >= Self.wrapped && (text.has(last, ByteClass.alphanumeric) || text[last] == 0x2C)
    if han > 0, wide >= letters, kana * 4 <= han {
      sort = .chinese
    } else if letters < 2 {
      sort = .empty
    } else if kana > han, kana * 3 > letters {
      sort = .data
    } else if signs * 5 > letters + digits + signs || digits > letters * 2
      || (capitals == 0 && digits * 2 > letters)
      || (letters + digits > 60 && spaces * 24 < letters + digits)
    {
      sort = .data
    } else {
      sort = .english
    }
  }

  /// The last end of a sentence, or else the last space, or else the last scalar boundary.
  private static func cut(_ text: TextBytes, from start: Int, to end: Int) -> Int {
    var space = 0
    for index in stride(from: end - 1, to: start + longest / 2, by: -1) {
      if text.base[index] == 0x20 {
        if text.base[index - 1] == 0x2E { return index }
        if space == 0 { space = index }
      } else if text.base[index] == 0x82, text.base[index - 1] == 0x80, text.base[index - 2] == 0xE3 {
        return index + 1
      }
    }
    if space > 0 { return space }
    var boundary = end
    while boundary > start + 1, text.base[boundary] & 0xC0 == 0x80 { boundary -= 1 }
    return boundary
  }
}
