public import CounterfoilModel

/// Reads Rich Text Format (RTF 1.9.1): paragraphs as lines, table cells between tabs.
///
/// After the body come footnotes, comments, headers and footers. Hidden, inserted and deleted words
/// are kept and marked. Embedded objects become children where they can be taken out, and are named.
package enum RTFReader: DocumentReader {
  package static func prepare() { TextDecoding.prepare() }

  package static func recognises(_ bytes: UnsafeRawBufferPointer, hint: ReadHint) -> Bool {
    bytes.starts(with: "{\\rtf".utf8)
  }

  package static func read(
    _ bytes: UnsafeRawBufferPointer, hint: ReadHint, limits: ReadLimits,
    child: (ChildDocument) throws(ReadError) -> Void
  ) throws(ReadError) -> Reading {
    var text = RTFText(limits: limits)
    var parser = RTFParser(bytes)
    var names = SiblingNames()
    while let token = parser.next() {
      text.take(token, &parser)
      if let object = text.takeObject() {
        try child(ChildDocument(name: names.unique(object.name), bytes: object.bytes))
      }
      if text.writer.isFull { break }
    }
    text.finish(isClosed: parser.isClosed)
    var problems = text.problems
    if text.writer.isFull {
      problems.append(Problem("the text above \(limits.layerBytes >> 20) MiB was left out"))
    }
    return Reading(
      mediaType: "application/rtf", encoding: text.encoding,
      layer: TextLayer(
        text: String(decoding: text.writer.text, as: UTF8.self), marks: text.writer.marks),
      metadata: text.metadata, problems: problems)
  }
}

/// Parts RTF into groups, control words and text.
struct RTFParser {
  enum Token: Equatable {
    case open, close
    /// A control word or symbol; `\*` is the symbol `*`.
    case control(String, Int?)
    /// `\'hh`.
    case byte(UInt8)
    /// A run of bytes as they stand, line ends left out.
    case text(Range<Int>)
  }

  let bytes: UnsafeRawBufferPointer
  private var index = 0
  private var depth = 0
  /// Groups opened deeper than this are counted, no more.
  static let mostDepth = 10_000

  init(_ bytes: UnsafeRawBufferPointer) { self.bytes = bytes }

  /// Whether the group the document is has been closed.
  var isClosed: Bool { depth <= 0 }

  mutating func next() -> Token? {
    while index < bytes.count {
      let byte = bytes[index]
      switch byte {
      case UInt8(ascii: "{"):
        index += 1
        depth += 1
        return .open
      case UInt8(ascii: "}"):
        index += 1
        depth -= 1
        // What follows the document is no part of it.
        if depth <= 0 { index = bytes.count }
        return .close
      case UInt8(ascii: "\\"):
        index += 1
        if let token = control() { return token }
      case 0x0A, 0x0D, 0: index += 1
      default:
        let start = index
        while index < bytes.count, !Self.ends(bytes[index]) { index += 1 }
        return .text(start..<index)
      }
    }
    return nil
  }

  /// Jumps over bytes that `\bin` announces.
  mutating func skip(_ count: Int) { index = min(bytes.count, index + max(0, count)) }

  private static func ends(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x7B, 0x7D, 0x5C, 0x0A, 0x0D, 0: true
    default: false
    }
  }

  private mutating func control() -> Token? {
    guard index < bytes.count else { return nil }
    let first = bytes[index]
    guard Self.isLetter(first) else {
      index += 1
      guard first == UInt8(ascii: "'") else {
        // A backslash before a line end is a paragraph's end.
        if first == 0x0A || first == 0x0D { return .control("par", nil) }
        return .control(String(UnicodeScalar(first)), nil)
      }
      guard index + 2 <= bytes.count, let high = Self.hex(bytes[index]),
        let low = Self.hex(bytes[index + 1])
      else { return nil }
      index += 2
      return .byte(high << 4 | low)
    }
    let start = index
    while index < bytes.count, index - start < 32, Self.isLetter(bytes[index]) { index += 1 }
    let name = String(decoding: bytes[start..<index], as: UTF8.self)
    var isNegative = false
    if index < bytes.count, bytes[index] == UInt8(ascii: "-") {
      isNegative = true
      index += 1
    }
    var number: Int?
    while index < bytes.count, (0x30...0x39).contains(bytes[index]) {
      number = min((number ?? 0) * 10 + Int(bytes[index] - 0x30), Int(Int32.max))
      index += 1
    }
    if index < bytes.count, bytes[index] == 0x20 { index += 1 }
    return .control(name, number.map { isNegative ? -$0 : $0 })
  }

  private static func isLetter(_ byte: UInt8) -> Bool { (0x61...0x7A).contains(byte | 0x20) && byte >= 0x41 }

  static func hex(_ byte: UInt8) -> UInt8? {
    switch byte {
    case 0x30...0x39: byte - 0x30
    case 0x41...0x46: byte - 0x37
    case 0x61...0x66: byte - 0x57
    default: nil
    }
  }
}
