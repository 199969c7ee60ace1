/// The header fields of a message or of one of its parts (RFC 5322, 2045).
struct MIMEHeader {
  struct Field {
    /// In lower case.
    var name: String
    /// As written, unfolded.
    var value: [UInt8]
  }

  private(set) var fields: [Field] = []
  /// Where the body begins.
  private(set) var end: Int

  /// Fields past this many are a trick, and are not read.
  private static let fieldLimit = 10_000
  /// Bytes after which a folded value is not read on.
  private static let valueLimit = 1 << 20

  /// Reads fields up to the first empty line, or to the first line that is none.
  init(_ bytes: UnsafeRawBufferPointer, in range: Range<Int>) {
    var index = range.lowerBound
    end = range.upperBound
    while index < range.upperBound {
      let newline = ByteSearch.firstIndex(ofByte: 0x0A, in: bytes, from: index)
      let lineEnd = min(newline ?? range.upperBound, range.upperBound)
      var contentEnd = lineEnd
      while contentEnd > index, bytes[contentEnd - 1] == 0x0D { contentEnd -= 1 }
      let next = min(lineEnd + 1, range.upperBound)
      if contentEnd == index {
        end = next
        return
      }
      let line = UnsafeRawBufferPointer(rebasing: bytes[index..<contentEnd])
      if line[0] == 0x20 || line[0] == 0x09 {
        if let last = fields.indices.last, fields[last].value.count < Self.valueLimit {
          fields[last].value.append(contentsOf: line)
        }
      } else if let colon = Self.colon(in: line) {
        let name = line[..<colon].map { $0 &- 0x41 < 26 ? $0 | 0x20 : $0 }
        if fields.count < Self.fieldLimit {
          fields.append(
            Field(
              name: Whitespace.collapse(String(decoding: name, as: UTF8.self)),
              value: Array(line[(colon + 1)...])))
        }
      } else if fields.isEmpty, line.starts(with: "From ".utf8) || line.starts(with: ">From ".utf8) {
        // The envelope line of a mailbox.
      } else {
        // The header ends without an empty line.
        end = index
        return
      }
      index = next
    }
  }

  /// The colon behind a field's name; nil where the line is no field.
  static func colon(in line: UnsafeRawBufferPointer) -> Int? {
    var index = 0
    while index < line.count, line[index] > 0x20, line[index] < 0x7F, line[index] != 0x3A {
      index += 1
    }
    let nameEnd = index
    while index < line.count, line[index] == 0x20 || line[index] == 0x09 { index += 1 }
    return nameEnd > 0 && index < line.count && line[index] == 0x3A ? index : nil
  }

  func raw(_ name: String) -> [UInt8]? { fields.first { $0.name == name }?.value }

  /// The first field of a name, decoded, on one line.
  func text(_ name: String, charset: String?) -> String? {
    guard let raw = raw(name) else { return nil }
    let text = Whitespace.collapse(EncodedWords.decode(raw, charset: charset))
    return text.isEmpty ? nil : text
  }

  /// A field such as `text/plain; charset="gb2312"`.
  func parameterised(_ name: String, charset: String?) -> MIMEValue? {
    raw(name).map { MIMEValue($0, charset: charset) }
  }
}

/// A value with parameters, as `Content-Type` and `Content-Disposition` have.
struct MIMEValue {
  /// In lower case, without parameters.
  private(set) var value: String
  /// By lower case name; encoded (RFC 2231, 2047) and continued values are put together.
  private(set) var parameters: [String: String] = [:]

  init(_ raw: [UInt8], charset: String?) {
    let sections = Self.split(raw)
    value = String(decoding: sections.first ?? [], as: UTF8.self)
      .lowercased().filter { !$0.isWhitespace }
    var pieces: [String: [(order: Int, encoded: Bool, bytes: [UInt8])]] = [:]
    for section in sections.dropFirst().prefix(1000) {
      guard let equals = section.firstIndex(of: UInt8(ascii: "=")) else { continue }
      var name = Whitespace.collapse(String(decoding: section[..<equals], as: UTF8.self))
        .lowercased()
      let bytes = Self.unquote(section[(equals + 1)...])
      var isEncoded = false
      if name.hasSuffix("*") {
        name.removeLast()
        isEncoded = true
      }
      var order = -1
      if let star = name.lastIndex(of: "*"), let number = Int(name[name.index(after: star)...]) {
        order = number
        name = String(name[..<star])
      }
      pieces[name, default: []].append((order, isEncoded, bytes))
    }
    for (name, list) in pieces {
      // RFC 2231's form wins over the plain one that older readers need.
      let extended = list.contains { $0.encoded || $0.order >= 0 }
      let chosen = list.filter { !extended || $0.encoded || $0.order >= 0 }
        .sorted { $0.order < $1.order }
      guard extended, chosen.contains(where: \.encoded) else {
        let joined = extended ? chosen.flatMap(\.bytes) : chosen.first?.bytes ?? []
        parameters[name] = EncodedWords.decode(joined, charset: charset)
        continue
      }
      var label = charset
      var bytes: [UInt8] = []
      // Joined before they are decoded: some programs part an escape between two pieces.
      var escaped: [UInt8] = []
      for (index, piece) in chosen.enumerated() {
        var content = piece.bytes[...]
        if index == 0, piece.encoded {
          let parts = content.split(
            separator: UInt8(ascii: "'"), maxSplits: 2, omittingEmptySubsequences: false)
          if parts.count == 3 {
            label = String(decoding: parts[0], as: UTF8.self)
            content = parts[2]
          }
        }
        if piece.encoded {
          escaped += content
        } else {
          bytes += TransferDecoding.percent(escaped[...]) + content
          escaped = []
        }
      }
      bytes += TransferDecoding.percent(escaped[...])
      parameters[name] = TextDecoding.decode(bytes, labelled: label).text
    }
  }

  /// Splits at semicolons outside quotes.
  private static func split(_ raw: [UInt8]) -> [ArraySlice<UInt8>] {
    var sections: [ArraySlice<UInt8>] = []
    var start = 0
    var inQuotes = false
    var index = 0
    while index < raw.count {
      switch raw[index] {
      case UInt8(ascii: "\\") where inQuotes: index += 1
      case UInt8(ascii: "\""): inQuotes.toggle()
      case UInt8(ascii: ";") where !inQuotes:
        sections.append(raw[start..<index])
        start = index + 1
      default: break
      }
      index += 1
    }
    sections.append(raw[min(start, raw.count)...])
    return sections
  }

  private static func unquote(_ raw: ArraySlice<UInt8>) -> [UInt8] {
    var bytes = raw.drop { $0 <= 0x20 }
    while let last = bytes.last, last <= 0x20 { bytes.removeLast() }
    guard bytes.first == UInt8(ascii: "\"") else { return Array(bytes) }
    var result: [UInt8] = []
    var isEscaped = false
    for byte in bytes.dropFirst() {
      if isEscaped {
        // Windows paths are written without escapes.
        if byte != UInt8(ascii: "\""), byte != UInt8(ascii: "\\") {
          result.append(UInt8(ascii: "\\"))
        }
        result.append(byte)
        isEscaped = false
      } else if byte == UInt8(ascii: "\\") {
        isEscaped = true
      } else if byte == UInt8(ascii: "\"") {
        break
      } else {
        result.append(byte)
      }
    }
    return result
  }
}

/// Header words outside ASCII: `=?gb2312?B?u+HS6Q==?=` (RFC 2047), and bare 8-bit bytes.
enum EncodedWords {
  /// - Parameter charset: Of bare 8-bit bytes, where the message names one; else it is guessed.
  static func decode(_ raw: [UInt8], charset: String?) -> String {
    guard raw.contains(UInt8(ascii: "=")) || raw.contains(where: { $0 >= 0x80 }) else {
      return String(decoding: raw, as: UTF8.self)
    }
    var result = ""
    var plain: [UInt8] = []
    // Words of one character set are decoded together: some writers part a character between two.
    var encoded: [UInt8] = []
    var encodedCharset = ""

    func flushPlain() {
      guard !plain.isEmpty else { return }
      result += decodeBare(plain, charset: charset)
      plain.removeAll()
    }
    func flushEncoded() {
      guard !encoded.isEmpty else { return }
      result += TextDecoding.decode(encoded, labelled: encodedCharset).text
      encoded.removeAll()
    }

    var index = 0
    while index < raw.count {
      if raw[index] == UInt8(ascii: "="), let word = word(in: raw, at: index) {
        if plain.allSatisfy({ $0 <= 0x20 }), !encoded.isEmpty {
          plain.removeAll()
        } else {
          flushEncoded()
          flushPlain()
        }
        if word.charset != encodedCharset { flushEncoded() }
        encodedCharset = word.charset
        encoded += word.bytes
        index = word.next
      } else {
        if !encoded.isEmpty, raw[index] > 0x20 {
          flushEncoded()
        }
        plain.append(raw[index])
        index += 1
      }
    }
    flushEncoded()
    flushPlain()
    return result
  }

  private static func decodeBare(_ bytes: [UInt8], charset: String?) -> String {
    guard bytes.contains(where: { $0 >= 0x80 }) else {
      return String(decoding: bytes, as: UTF8.self)
    }
    let isUTF8 = bytes.withUnsafeBytes { UTF8Check.isValid($0) }
    return TextDecoding.decode(bytes, labelled: isUTF8 ? "utf-8" : charset).text
  }

  private static func word(
    in raw: [UInt8], at start: Int
  ) -> (charset: String, bytes: [UInt8], next: Int)? {
    let question = UInt8(ascii: "?")
    guard start + 5 < raw.count, raw[start + 1] == question else { return nil }
    let reach = raw[..<min(raw.count, start + 2048)]
    guard let first = reach[(start + 2)...].firstIndex(of: question), first + 2 < reach.endIndex,
      reach[first + 2] == question
    else { return nil }
    var end = first + 3
    while end + 1 < reach.endIndex, !(reach[end] == question && reach[end + 1] == UInt8(ascii: "=")) {
      end += 1
    }
    guard end + 1 < reach.endIndex else { return nil }
    // RFC 2231 lets a language follow the character set.
    let label = reach[(start + 2)..<first].prefix { $0 != UInt8(ascii: "*") }
    let content = reach[(first + 3)..<end]
    let bytes: [UInt8]
    switch reach[first + 1] | 0x20 {
    case UInt8(ascii: "b"): bytes = content.withUnsafeBytes { TransferDecoding.base64($0) }
    case UInt8(ascii: "q"):
      bytes = content.withUnsafeBytes { TransferDecoding.quotedPrintable($0, inHeader: true) }
    default: return nil
    }
    return (String(decoding: label, as: UTF8.self).lowercased(), bytes, end + 2)
  }
}
