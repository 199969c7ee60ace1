internal import Glibc
internal import Synchronization

/// Turns bytes in a named character set into UTF-8.
///
/// Labels mean what browsers take them to mean (WHATWG Encoding): a page that says `gb2312` is read
/// as GB18030, `iso-8859-1` as Windows-1252, `big5` as Big5-HKSCS, since that is what writers use.
package enum CharsetDecoder {
  /// Text with every byte accounted for: what does not decode is U+FFFD.
  package struct Decoded: Sendable {
    /// Valid UTF-8.
    package var utf8: [UInt8]
    /// The character set used, lowercase.
    package var encoding: String
    /// Bytes that stood for nothing in it.
    package var invalid: Int
  }

  /// Loads the converters, which come from disk, before the process gives up the file system.
  package static func prepare() {
    for name in Set(labels.values) where !name.hasPrefix("utf-8") {
      _ = descriptors.withLock { open(name, in: &$0) }
    }
  }

  /// The character set a label names; nil where it names none we read.
  package static func encoding(labelled label: some StringProtocol) -> String? {
    let key = label.lowercased().filter { !" \t\r\n\"'".contains($0) }
    return labels[key]
  }

  /// - Parameter charset: A label as found in a file. Nil or unknown: UTF-8 where the bytes are valid
  ///   UTF-8, else GB18030 where they are valid as that and look Chinese, else Windows-1252.
  package static func decode(_ bytes: UnsafeRawBufferPointer, charset: String?) -> Decoded {
    var encoding = charset.flatMap { self.encoding(labelled: $0) }
    if encoding == nil || encoding == "us-ascii" { encoding = guess(bytes) }
    guard let encoding, encoding != "utf-8" else { return decodeUTF8(bytes) }
    return convert(bytes, from: encoding)
  }

  package static func decode(_ bytes: [UInt8], charset: String?) -> String {
    bytes.withUnsafeBytes { String(decoding: decode($0, charset: charset).utf8, as: UTF8.self) }
  }

  package static func isValidUTF8(_ bytes: UnsafeRawBufferPointer) -> Bool {
    UTF8Validation.firstInvalid(in: bytes, from: 0) == nil
  }

  private static func guess(_ bytes: UnsafeRawBufferPointer) -> String {
    if isValidUTF8(bytes) { return "utf-8" }
    let sample = UnsafeRawBufferPointer(rebasing: bytes.prefix(64 << 10))
    let chinese = convert(sample, from: "gb18030")
    // A cut at the end of the sample may spoil one character.
    guard chinese.invalid <= 1 else { return "windows-1252" }
    // Western text has lone accented letters; Chinese bytes come in pairs of high bytes.
    var high = 0
    var paired = 0
    var index = 0
    while index < sample.count {
      guard sample[index] >= 0x80 else {
        index += 1
        continue
      }
      let isPair = index + 1 < sample.count && sample[index] >= 0xA1 && sample[index + 1] >= 0xA1
      high += 1
      paired += isPair ? 1 : 0
      index += isPair ? 2 : 1
    }
    return paired * 10 >= high * 8 ? "gb18030" : "windows-1252"
  }

  private static func decodeUTF8(_ bytes: UnsafeRawBufferPointer) -> Decoded {
    var bytes = bytes
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) {
      bytes = UnsafeRawBufferPointer(rebasing: bytes.dropFirst(3))
    }
    var out: [UInt8] = []
    out.reserveCapacity(bytes.count)
    var invalid = 0
    var start = 0
    while let bad = UTF8Validation.firstInvalid(in: bytes, from: start) {
      out.append(contentsOf: bytes[start..<bad])
      out.append(contentsOf: [0xEF, 0xBF, 0xBD])
      invalid += 1
      start = bad + 1
    }
    out.append(contentsOf: bytes[start...])
    return Decoded(utf8: out, encoding: "utf-8", invalid: invalid)
  }

  private static func convert(_ bytes: UnsafeRawBufferPointer, from encoding: String) -> Decoded {
    descriptors.withLock { opened in
      guard let descriptor = open(encoding, in: &opened), let base = bytes.baseAddress else {
        return decodeUTF8(bytes)
      }
      iconv(descriptor, nil, nil, nil, nil)
      var out = [UInt8](repeating: 0, count: bytes.count * 3 / 2 + 64)
      var used = 0
      var invalid = 0
      var source: UnsafeMutablePointer<CChar>? = UnsafeMutablePointer(
        mutating: base.assumingMemoryBound(to: CChar.self))
      var left = bytes.count
      while left > 0 {
        if out.count - used < 64 { out.append(contentsOf: repeatElement(0, count: out.count)) }
        let (result, failure) = out.withUnsafeMutableBytes { buffer in
          var target = buffer.baseAddress.map {
            ($0 + used).assumingMemoryBound(to: CChar.self)
          }
          var room = buffer.count - used
          let result = iconv(descriptor, &source, &left, &target, &room)
          let failure = errno
          used = buffer.count - room
          return (result, failure)
        }
        guard result == Int.max || result == Int(bitPattern: UInt.max) else { continue }
        if failure == E2BIG {
          out.append(contentsOf: repeatElement(0, count: out.count))
          continue
        }
        if out.count - used < 3 { out.append(contentsOf: repeatElement(0, count: 64)) }
        for byte in [0xEF, 0xBF, 0xBD] as [UInt8] {
          out[used] = byte
          used += 1
        }
        invalid += 1
        source = source.map { $0 + 1 }
        left -= 1
        iconv(descriptor, nil, nil, nil, nil)
      }
      out.removeLast(out.count - used)
      if out.starts(with: [0xEF, 0xBB, 0xBF]) { out.removeFirst(3) }
      return Decoded(utf8: out, encoding: encoding, invalid: invalid)
    }
  }

  /// A converter holds shift state, so one is used by one caller at a time.
  private struct Descriptors: @unchecked Sendable {
    // iconv_t is a pointer that only the lock's holder touches.
    var open: [String: iconv_t] = [:]
  }

  private static let descriptors = Mutex(Descriptors())

  private static func open(_ encoding: String, in descriptors: inout Descriptors) -> iconv_t? {
    if let known = descriptors.open[encoding] { return known }
    guard let opened = iconv_open("UTF-8", encoding), opened != iconv_t(bitPattern: -1) else {
      return nil
    }
    descriptors.open[encoding] = opened
    return opened
  }

  private static let labels: [String: String] = {
    var labels: [String: String] = [:]
    for (encoding, names) in [
      ("utf-8", "utf-8 utf8 unicode-1-1-utf-8 x-unicode20utf8 utf-8-sig"),
      ("us-ascii", "us-ascii ascii ansi_x3.4-1968"),
      ("utf-16le", "utf-16le utf-16 unicode ucs-2 csunicode"), ("utf-16be", "utf-16be"),
      (
        "gb18030",
        "gb18030 gb2312 gbk gb_2312-80 x-gbk chinese csgb2312 cp936 ms936 euc-cn hz-gb-2312"
      ),
      ("big5-hkscs", "big5 big5-hkscs cn-big5 x-x-big5 csbig5 cp950"),
      (
        "windows-1252",
        "windows-1252 iso-8859-1 iso8859-1 latin1 l1 cp1252 x-cp1252 iso_8859-1 ansi"
      ),
      ("windows-1250", "windows-1250 cp1250"), ("windows-1251", "windows-1251 cp1251 x-cp1251"),
      ("windows-1253", "windows-1253 cp1253"),
      ("windows-1254", "windows-1254 cp1254 iso-8859-9 latin5"),
      ("windows-1255", "windows-1255 cp1255"), ("windows-1256", "windows-1256 cp1256"),
      ("windows-1257", "windows-1257 cp1257"), ("windows-1258", "windows-1258 cp1258"),
      ("iso-8859-2", "iso-8859-2 latin2"), ("iso-8859-5", "iso-8859-5 cyrillic"),
      ("iso-8859-7", "iso-8859-7 greek"), ("iso-8859-15", "iso-8859-15 latin9"),
      ("koi8-r", "koi8-r koi8 koi"), ("koi8-u", "koi8-u"),
      ("cp932", "shift_jis shift-jis sjis x-sjis ms_kanji windows-31j cp932"),
      ("euc-jp", "euc-jp x-euc-jp"), ("iso-2022-jp", "iso-2022-jp"),
      ("cp949", "euc-kr ks_c_5601-1987 korean cp949 windows-949"),
    ] as [(String, String)] {
      for name in names.split(separator: " ") { labels[String(name)] = encoding }
    }
    return labels
  }()
}

/// Finds where UTF-8 goes wrong.
enum UTF8Validation {
  /// The offset of the first byte that does not begin a valid sequence.
  static func firstInvalid(in bytes: UnsafeRawBufferPointer, from start: Int) -> Int? {
    var index = start
    let end = bytes.count
    while index < end {
      if index + 8 <= end {
        let word = bytes.loadUnaligned(fromByteOffset: index, as: UInt64.self)
        if word & 0x8080_8080_8080_8080 == 0 {
          index += 8
          continue
        }
      }
      let lead = bytes[index]
      let length: Int
      var low: UInt8 = 0x80
      var high: UInt8 = 0xBF
      switch lead {
      case 0..<0x80: length = 1
      case 0xC2...0xDF: length = 2
      case 0xE0: (length, low) = (3, 0xA0)
      case 0xED: (length, high) = (3, 0x9F)
      case 0xE1...0xEF: length = 3
      case 0xF0: (length, low) = (4, 0x90)
      case 0xF4: (length, high) = (4, 0x8F)
      case 0xF1...0xF3: length = 4
      default: return index
      }
      guard index + length <= end else { return index }
      if length > 1 {
        guard bytes[index + 1] >= low, bytes[index + 1] <= high else { return index }
        if length > 2 {
          for offset in 2..<length where bytes[index + offset] & 0xC0 != 0x80 { return index }
        }
      }
      index += length
    }
    return nil
  }
}
