/// One JSON object on one line, its keys in the order in which they are added.
///
/// Foundation's encoder sorts or shuffles keys and writes some 25 MB/s; an export has millions of
/// lines and a person reads the first ones.
public struct JSONLine: Sendable {
  private var bytes: [UInt8] = [0x7B]

  public init() {}

  /// The object's text, without a line end.
  public var text: String { String(decoding: bytes + [0x7D], as: UTF8.self) }

  public mutating func add(_ key: String, _ value: String?) {
    start(key)
    guard let value else { return null() }
    Self.append(value, to: &bytes)
  }

  public mutating func add(_ key: String, _ value: Int?) {
    start(key)
    guard let value else { return null() }
    bytes += String(value).utf8
  }

  /// Rounded to `digits` places; not-a-number and infinities become null, which JSON can carry.
  public mutating func add(_ key: String, _ value: Double?, digits: Int = 6) {
    start(key)
    guard let value, value.isFinite else { return null() }
    var scale = 1.0
    for _ in 0..<digits { scale *= 10 }
    let rounded = (value * scale).rounded() / scale
    bytes += (rounded == rounded.rounded() && abs(rounded) < 1e15 ? "\(Int(rounded))" : "\(rounded)").utf8
  }

  public mutating func add(_ key: String, _ values: [String]) {
    start(key)
    bytes.append(0x5B)
    for (index, value) in values.enumerated() {
      if index > 0 { bytes.append(0x2C) }
      Self.append(value, to: &bytes)
    }
    bytes.append(0x5D)
  }

  /// An object or array made elsewhere.
  public mutating func add(_ key: String, json: String) {
    start(key)
    bytes += json.utf8
  }

  private mutating func start(_ key: String) {
    if bytes.count > 1 { bytes.append(0x2C) }
    Self.append(key, to: &bytes)
    bytes.append(0x3A)
  }

  private mutating func null() { bytes += "null".utf8 }

  /// Escapes what JSON must and what would break a line or a terminal: quotes, backslashes, control
  /// characters, and the line separators U+2028 and U+2029.
  static func append(_ value: String, to bytes: inout [UInt8]) {
    bytes.append(0x22)
    var previous: (UInt8, UInt8) = (0, 0)
    for byte in value.utf8 {
      switch byte {
      case 0x22: bytes += [0x5C, 0x22]
      case 0x5C: bytes += [0x5C, 0x5C]
      case 0x0A: bytes += [0x5C, 0x6E]
      case 0x0D: bytes += [0x5C, 0x72]
      case 0x09: bytes += [0x5C, 0x74]
      case 0x00..<0x20, 0x7F:
        bytes += "\\u00\(byte < 16 ? "0" : "")\(String(byte, radix: 16))".utf8
      case 0xA8 where previous == (0xE2, 0x80):
        bytes.removeLast(2)
        bytes += "\\u2028".utf8
      case 0xA9 where previous == (0xE2, 0x80):
        bytes.removeLast(2)
        bytes += "\\u2029".utf8
      default: bytes.append(byte)
      }
      previous = (previous.1, byte)
    }
    bytes.append(0x22)
  }
}
