/// An object as RTF embeds it: what OLE 1 wrote, in hexadecimal digits ([MS-OLEDS], 2.2).
struct OLEObject {
  /// The file's name, where the object is a packed file.
  private(set) var name: String?
  private(set) var bytes: [UInt8]

  /// Nil where the digits hold no embedded object.
  init?(hex: [UInt8]) {
    var data: [UInt8] = []
    data.reserveCapacity(hex.count / 2)
    var high: UInt8?
    for digit in hex {
      guard let value = RTFParser.hex(digit) else { continue }
      if let first = high {
        data.append(first << 4 | value)
        high = nil
      } else {
        high = value
      }
    }
    var fields = ByteFields(data)
    // Its version, that it is embedded, and the names of its class, topic and item.
    guard fields.long() != nil, fields.long() == 2, let className = fields.counted(),
      fields.counted() != nil, fields.counted() != nil, let size = fields.long()
    else { return nil }
    bytes = Array(fields.take(atMost: size))
    if className.starts(with: "Package".utf8), let packed = Self.packed(bytes) {
      name = packed.name
      bytes = packed.bytes
    }
  }

  /// A file as the Windows Packager wraps it.
  static func packed(_ bytes: [UInt8]) -> (name: String?, bytes: [UInt8])? {
    var fields = ByteFields(bytes)
    guard fields.short() == 2, let label = fields.zeroEnded(), fields.zeroEnded() != nil,
      fields.short() != nil, fields.short() == 3, let length = fields.long()
    else { return nil }
    _ = fields.take(atMost: length)
    guard let size = fields.long() else { return nil }
    let name = TextDecoding.decode(label).text.split { $0 == "\\" || $0 == "/" }.last
    return (name.map { String($0.prefix(200)) }, Array(fields.take(atMost: size)))
  }
}

/// Reads little-endian fields one after the other.
struct ByteFields {
  private let bytes: [UInt8]
  private(set) var index = 0

  init(_ bytes: [UInt8], at index: Int = 0) {
    self.bytes = bytes
    self.index = index
  }

  var left: Int { max(0, bytes.count - index) }

  mutating func byte() -> Int? { number(1) }
  mutating func short() -> Int? { number(2) }
  mutating func long() -> Int? { number(4) }

  private mutating func number(_ size: Int) -> Int? {
    guard left >= size else { return nil }
    var value = 0
    for offset in 0..<size { value |= Int(bytes[index + offset]) << (8 * offset) }
    index += size
    return value
  }

  mutating func take(atMost count: Int) -> ArraySlice<UInt8> {
    let end = index + min(max(0, count), left)
    defer { index = end }
    return bytes[min(index, bytes.count)..<max(end, min(index, bytes.count))]
  }

  /// A string with its length in front.
  mutating func counted() -> [UInt8]? {
    guard let length = long(), length <= left else { return nil }
    return Array(take(atMost: length))
  }

  /// A string with a zero behind.
  mutating func zeroEnded() -> [UInt8]? {
    guard index < bytes.count, let end = bytes[index...].firstIndex(of: 0) else { return nil }
    defer { index = end + 1 }
    return Array(bytes[index..<end])
  }
}
