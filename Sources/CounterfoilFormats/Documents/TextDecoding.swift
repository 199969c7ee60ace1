import Glibc

/// Bytes of text, decoded.
package struct DecodedText: Sendable {
  /// Without its byte order mark; line ends as they were. U+0000 is written U+FFFD.
  package var text: String
  /// Lowercase: `utf-8`, `gb18030`, `utf-16le`.
  package var encoding: String
  /// Bytes that could not be decoded, each run of them now U+FFFD.
  package var undecodable = 0

  /// What the ledger should say, if anything.
  package var problemMessage: String? {
    guard undecodable > 0 else { return nil }
    let bytes = undecodable == 1 ? "1 byte" : "\(undecodable) bytes"
    return "\(bytes) could not be decoded as \(encoding)"
  }
}

/// From bytes of unknown encoding to text.
package enum TextDecoding {
  /// Opens every converter; see `DocumentReader.prepare()`.
  package static func prepare() { Iconv.prepare() }

  /// Decides the encoding and decodes.
  ///
  /// - Parameter declared: A charset the container or the document names; taken when it fits.
  package static func decode(
    _ bytes: UnsafeRawBufferPointer, declared: String? = nil
  ) -> DecodedText {
    let found = CharsetDetection.detect(bytes, declared: declared)
    let body = UnsafeRawBufferPointer(rebasing: bytes[min(found.markBytes, bytes.count)...])
    return decode(body, as: found.encoding)
      ?? DecodedText(text: String(decoding: body, as: UTF8.self), encoding: "utf-8")
  }

  package static func decode(_ bytes: [UInt8], declared: String? = nil) -> DecodedText {
    bytes.withUnsafeBytes { decode($0, declared: declared) }
  }

  /// Decodes what a mail or a page labels: the label is believed where every byte fits it, so that
  /// a word of four bytes in GB18030 is not taken for UTF-8; else as `decode(_:declared:)`.
  package static func decode(
    _ bytes: UnsafeRawBufferPointer, labelled label: String?
  ) -> DecodedText {
    guard let encoding = label.flatMap(canonical), CharsetDetection.byteOrderMark(bytes) == nil,
      let decoded = decode(bytes, as: encoding), decoded.undecodable == 0
    else { return decode(bytes, declared: label) }
    // Any bytes fit a charset of one byte a character, also those of UTF-8.
    if encoding.hasPrefix("windows-") || encoding.hasPrefix("iso-8859-"), UTF8Check.isValid(bytes) {
      return utf8(bytes)
    }
    return decoded
  }

  package static func decode(_ bytes: [UInt8], labelled label: String?) -> DecodedText {
    bytes.withUnsafeBytes { decode($0, labelled: label) }
  }

  /// Decodes as told; nil for an encoding not known here.
  package static func decode(
    _ bytes: UnsafeRawBufferPointer, as encoding: String
  ) -> DecodedText? {
    switch encoding {
    case "utf-8": return utf8(bytes)
    case "utf-16le": return wide(bytes, unit: 2, bigEndian: false, name: encoding)
    case "utf-16be": return wide(bytes, unit: 2, bigEndian: true, name: encoding)
    case "utf-32le": return wide(bytes, unit: 4, bigEndian: false, name: encoding)
    case "utf-32be": return wide(bytes, unit: 4, bigEndian: true, name: encoding)
    default:
      var out: [UInt8] = []
      out.reserveCapacity(bytes.count + bytes.count / 2)
      guard let undecodable = Iconv.decode(bytes, from: encoding, into: &out) else { return nil }
      return DecodedText(text: text(&out), encoding: encoding, undecodable: undecodable)
    }
  }

  /// The charset's usual name in lowercase, or nil for one not known here.
  ///
  /// Labels mean what browsers take them to mean (WHATWG Encoding), since that is what writers use:
  /// `gb2312` is GB18030, `iso-8859-1` Windows-1252.
  package static func canonical(_ name: String) -> String? {
    let folded = String(
      decoding: name.utf8.filter { $0 > 0x20 && $0 < 0x7F && $0 != 0x22 && $0 != 0x27 }.map {
        $0 >= 0x41 && $0 <= 0x5A ? $0 + 0x20 : $0
      }, as: UTF8.self)
    let known = aliases[folded] ?? folded
    return wideOrPlain.contains(known) || Iconv.knows(known) ? known : nil
  }

  /// The charset parameter of a media type: `text/plain; charset="gb2312"` gives `gb18030`.
  package static func charset(ofType type: String?) -> String? {
    guard let type else { return nil }
    for part in type.split(separator: ";").dropFirst() {
      let pair = part.split(separator: "=", maxSplits: 1)
      guard pair.count == 2 else { continue }
      let name = pair[0].lowercased().filter { $0 != " " }
      if name == "charset" { return canonical(String(pair[1])) }
    }
    return nil
  }

  private static let wideOrPlain: Set<String> = [
    "utf-8", "utf-16le", "utf-16be", "utf-32le", "utf-32be",
  ]

  private static let aliases: [String: String] = [
    "utf8": "utf-8", "utf-8-sig": "utf-8", "unicode-1-1-utf-8": "utf-8", "us-ascii": "utf-8",
    "ascii": "utf-8", "ansi_x3.4-1968": "utf-8",
    "utf-16": "utf-16le", "utf16": "utf-16le", "unicode": "utf-16le", "csunicode": "utf-16le",
    "ucs-2": "utf-16le", "utf-32": "utf-32le",
    "gb2312": "gb18030", "gbk": "gb18030", "cp936": "gb18030", "gb_2312-80": "gb18030",
    "euc-cn": "gb18030", "x-gbk": "gb18030", "windows-936": "gb18030", "gb-18030": "gb18030",
    "ms936": "gb18030", "chinese": "gb18030", "csgb2312": "gb18030", "csbig5": "big5", "cp950": "big5",
    "windows-950": "big5",
    "big5hkscs": "big5-hkscs", "big-5": "big5", "x-x-big5": "big5", "cn-big5": "big5",
    "sjis": "shift_jis", "x-sjis": "shift_jis", "ms_kanji": "shift_jis", "shift-jis": "shift_jis",
    "cp932": "shift_jis", "ms932": "shift_jis",
    "windows-31j": "shift_jis", "eucjp": "euc-jp", "euckr": "euc-kr", "ks_c_5601-1987": "euc-kr",
    "cp949": "euc-kr", "windows-949": "euc-kr", "uhc": "euc-kr", "korean": "euc-kr",
    "x-euc-jp": "euc-jp", "iso-8859-1": "windows-1252", "latin1": "windows-1252",
    "latin-1": "windows-1252", "l1": "windows-1252", "iso8859-1": "windows-1252",
    "iso_8859-1": "windows-1252", "x-cp1252": "windows-1252", "ansi": "windows-1252",
    "iso-8859-9": "windows-1254", "latin5": "windows-1254", "latin2": "iso-8859-2",
    "cyrillic": "iso-8859-5", "greek": "iso-8859-7", "latin9": "iso-8859-15", "x-cp1251": "windows-1251",
    "cp1250": "windows-1250", "cp1251": "windows-1251", "cp1252": "windows-1252",
    "cp1253": "windows-1253", "cp1254": "windows-1254", "cp1255": "windows-1255",
    "cp1256": "windows-1256", "cp1257": "windows-1257", "cp1258": "windows-1258",
    "iso-8859-8-i": "iso-8859-8", "cp866": "ibm866", "koi8": "koi8-r", "koi": "koi8-r",
    "tis-620": "windows-874",
    "x-mac-roman": "macintosh", "cp437": "ibm437", "cp850": "ibm850",
  ]

  // MARK: decoders

  private static func utf8(_ bytes: UnsafeRawBufferPointer) -> DecodedText {
    guard let base = bytes.baseAddress, !bytes.isEmpty else {
      return DecodedText(text: "", encoding: "utf-8")
    }
    let hasNull = memchr(base, 0, bytes.count) != nil
    if !hasNull, let valid = String(validating: bytes, as: UTF8.self) {
      return DecodedText(text: valid, encoding: "utf-8")
    }
    let undecodable = UTF8Check.invalidBytes(bytes)
    var copy = [UInt8](bytes)
    return DecodedText(text: text(&copy), encoding: "utf-8", undecodable: undecodable)
  }

  /// UTF-8 as a string, U+0000 as U+FFFD.
  private static func text(_ utf8: inout [UInt8]) -> String {
    guard utf8.contains(0) else { return String(decoding: utf8, as: UTF8.self) }
    var out: [UInt8] = []
    out.reserveCapacity(utf8.count + 64)
    for byte in utf8 {
      if byte == 0 { out.append(contentsOf: [0xEF, 0xBF, 0xBD]) } else { out.append(byte) }
    }
    return String(decoding: out, as: UTF8.self)
  }

  private static func wide(
    _ bytes: UnsafeRawBufferPointer, unit: Int, bigEndian: Bool, name: String
  ) -> DecodedText {
    var out: [UInt8] = []
    out.reserveCapacity(bytes.count + bytes.count / 2)
    var undecodable = bytes.count % unit
    let units = bytes.count / unit
    func value(_ index: Int) -> UInt32 {
      if unit == 2 {
        let raw = bytes.loadUnaligned(fromByteOffset: index * 2, as: UInt16.self)
        return UInt32(bigEndian ? UInt16(bigEndian: raw) : UInt16(littleEndian: raw))
      }
      let raw = bytes.loadUnaligned(fromByteOffset: index * 4, as: UInt32.self)
      return bigEndian ? UInt32(bigEndian: raw) : UInt32(littleEndian: raw)
    }
    var index = 0
    while index < units {
      var scalar = value(index)
      index += 1
      if unit == 2, scalar & 0xFC00 == 0xD800, index < units, value(index) & 0xFC00 == 0xDC00 {
        scalar = 0x10000 + (scalar & 0x3FF) << 10 + value(index) & 0x3FF
        index += 1
      }
      if scalar == 0 || scalar > 0x10FFFF || scalar & 0xFFFF_F800 == 0xD800 {
        if scalar != 0 { undecodable += unit }
        scalar = 0xFFFD
      }
      append(scalar, to: &out)
    }
    if bytes.count % unit != 0 { append(0xFFFD, to: &out) }
    return DecodedText(
      text: String(decoding: out, as: UTF8.self), encoding: name, undecodable: undecodable)
  }

  private static func append(_ scalar: UInt32, to out: inout [UInt8]) {
    switch scalar {
    case 0..<0x80: out.append(UInt8(scalar))
    case 0x80..<0x800:
      out.append(UInt8(0xC0 | scalar >> 6))
      out.append(UInt8(0x80 | scalar & 0x3F))
    case 0x800..<0x10000:
      out.append(UInt8(0xE0 | scalar >> 12))
      out.append(UInt8(0x80 | scalar >> 6 & 0x3F))
      out.append(UInt8(0x80 | scalar & 0x3F))
    default:
      out.append(UInt8(0xF0 | scalar >> 18))
      out.append(UInt8(0x80 | scalar >> 12 & 0x3F))
      out.append(UInt8(0x80 | scalar >> 6 & 0x3F))
      out.append(UInt8(0x80 | scalar & 0x3F))
    }
  }
}

/// Whether bytes are UTF-8, and how nearly.
enum UTF8Check {
  struct Count {
    /// Well-formed sequences of more than one byte.
    var sequences = 0
    var invalidBytes = 0
  }

  static func isValid(_ bytes: UnsafeRawBufferPointer) -> Bool { invalidBytes(bytes) == 0 }

  static func invalidBytes(_ bytes: UnsafeRawBufferPointer) -> Int { count(bytes).invalidBytes }

  /// - Complexity: O(*n*); runs of ASCII eight bytes at a time.
  static func count(_ bytes: UnsafeRawBufferPointer) -> Count {
    var result = Count()
    var index = 0
    let end = bytes.count
    while index < end {
      let byte = bytes[index]
      if byte < 0x80 {
        index += 1
        while index + 8 <= end,
          bytes.loadUnaligned(fromByteOffset: index, as: UInt64.self) & 0x8080_8080_8080_8080 == 0
        { index += 8 }
        continue
      }
      let length = sequenceLength(bytes, at: index)
      if length == 0 {
        result.invalidBytes += 1
        index += 1
      } else {
        result.sequences += 1
        index += length
      }
    }
    return result
  }

  /// 2, 3 or 4 where a well-formed sequence stands, else 0 (Unicode 16, table 3-7).
  static func sequenceLength(_ bytes: UnsafeRawBufferPointer, at index: Int) -> Int {
    let lead = bytes[index]
    var length = 2
    var low: UInt8 = 0x80
    var high: UInt8 = 0xBF
    switch lead {
    case 0xC2...0xDF: break
    case 0xE0: (length, low) = (3, 0xA0)
    case 0xED: (length, high) = (3, 0x9F)
    case 0xE1...0xEF: length = 3
    case 0xF0: (length, low) = (4, 0x90)
    case 0xF4: (length, high) = (4, 0x8F)
    case 0xF1...0xF3: length = 4
    default: return 0
    }
    guard index + length <= bytes.count, bytes[index + 1] >= low, bytes[index + 1] <= high else {
      return 0
    }
    for offset in 2..<max(length, 2) where bytes[index + offset] & 0xC0 != 0x80 { return 0 }
    return length
  }
}
