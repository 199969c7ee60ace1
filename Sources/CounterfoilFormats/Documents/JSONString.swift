/// Strings of JSON.
enum JSONString {
  /// A string's characters, its escapes resolved.
  static func read(
    _ utf8: UnsafeBufferPointer<UInt8>, _ at: inout Int
  ) throws(JSONFault) -> [UInt8] {
    let start = at
    var bytes: [UInt8] = []
    var from = at + 1
    at = from
    while true {
      while at < utf8.count, utf8[at] != 0x22, utf8[at] != 0x5C { at += 1 }
      guard at < utf8.count else {
        throw JSONFault(at: start, message: "a string is not closed")
      }
      bytes.append(contentsOf: utf8[from..<at])
      if utf8[at] == 0x22 { break }
      try escape(utf8, &at, &bytes)
      from = at
    }
    at += 1
    return bytes
  }

  private static func escape(
    _ utf8: UnsafeBufferPointer<UInt8>, _ at: inout Int, _ bytes: inout [UInt8]
  ) throws(JSONFault) {
    guard at + 1 < utf8.count else { throw JSONFault(at: at, message: "it ends early") }
    let letter = utf8[at + 1]
    guard letter == 0x75 else {
      at += 2
      switch letter {
      case 0x6E: bytes.append(0x0A)
      case 0x74: bytes.append(0x09)
      case 0x72: bytes.append(0x0D)
      case 0x62: bytes.append(0x20)
      case 0x66: bytes.append(0x0C)
      default: bytes.append(letter)
      }
      return
    }
    var unit = try hex(utf8, at + 2)
    at += 6
    if unit & 0xFC00 == 0xD800, at + 1 < utf8.count, utf8[at] == 0x5C, utf8[at + 1] == 0x75 {
      let low = try hex(utf8, at + 2)
      if low & 0xFC00 == 0xDC00 {
        unit = 0x10000 + (unit & 0x3FF) << 10 + low & 0x3FF
        at += 6
      }
    }
    let scalar = unit == 0 ? nil : Unicode.Scalar(unit)
    bytes.append(contentsOf: String(scalar ?? "\u{FFFD}").utf8)
  }

  private static func hex(_ utf8: UnsafeBufferPointer<UInt8>, _ at: Int) throws(JSONFault) -> UInt32 {
    guard at + 4 <= utf8.count else { throw JSONFault(at: at, message: "it ends early") }
    var value: UInt32 = 0
    for byte in utf8[at..<at + 4] {
      switch byte {
      case 0x30...0x39: value = value << 4 | UInt32(byte - 0x30)
      case 0x41...0x46: value = value << 4 | UInt32(byte - 0x37)
      case 0x61...0x66: value = value << 4 | UInt32(byte - 0x57)
      default: throw JSONFault(at: at, message: "a \\u without four hexadecimal digits")
      }
    }
    return value
  }
}
