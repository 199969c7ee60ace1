import Glibc

/// The messages between `ReaderProcess` and `ReadWorker`, on one stream socket.
///
/// A message is a head of 16 bytes and a body: kind (1 byte), three zero bytes, the length of the
/// body's fixed part (4 bytes), the length of its bulk part (8 bytes), little endian. The bulk is
/// a child document's bytes or a layer's text, so that neither is copied into another buffer.
package enum Wire {
  static let headBytes = 16
  /// The longest fixed part of a request or of a child document's head.
  static let shortBytes = 64 << 10

  package enum Kind: UInt8 {
    // From the parent.
    case start = 1
    case read, attempt, recognise
    // From the child.
    case ready = 16
    case child, reading, failure, attempted
  }

  package struct Head: Equatable {
    package var kind: Kind
    package var fixed: Int
    package var bulk: Int
  }

  static func head(_ kind: Kind, fixed: Int, bulk: Int = 0) -> [UInt8] {
    var writer = WireWriter()
    writer.put(UInt32(kind.rawValue))
    writer.put(UInt32(fixed))
    writer.put(UInt64(bulk))
    return writer.bytes
  }

  package static func head(_ bytes: UnsafeRawBufferPointer) throws(WireError) -> Head {
    var reader = WireReader(bytes)
    let kind = try reader.uint32()
    let fixed = try reader.uint32()
    let bulk = try reader.uint64()
    guard kind < 256, let known = Kind(rawValue: UInt8(kind)), bulk < 1 << 40 else {
      throw WireError("an unknown message")
    }
    return Head(kind: known, fixed: Int(fixed), bulk: Int(bulk))
  }
}

/// What came over the socket is no message: the other side is broken, or was taken over.
package struct WireError: Error {
  var message: String
  init(_ message: String) { self.message = message }
}

/// Appends fields to a message.
struct WireWriter {
  var bytes: [UInt8] = []

  mutating func put(_ value: UInt8) { bytes.append(value) }
  mutating func put(_ value: UInt32) {
    withUnsafeBytes(of: value.littleEndian) { bytes.append(contentsOf: $0) }
  }
  mutating func put(_ value: UInt64) {
    withUnsafeBytes(of: value.littleEndian) { bytes.append(contentsOf: $0) }
  }
  mutating func put(_ value: Int) { put(UInt64(bitPattern: Int64(value))) }
  mutating func put(_ value: Double) { put(value.bitPattern) }
  mutating func put(_ value: Float) { put(value.bitPattern) }
  mutating func put(_ value: Bool) { put(UInt8(value ? 1 : 0)) }

  mutating func put(_ block: [UInt8]) {
    put(UInt32(clamping: block.count))
    bytes.append(contentsOf: block)
  }

  mutating func put(_ text: String) {
    var text = text
    text.withUTF8 { utf8 in
      put(UInt32(clamping: utf8.count))
      bytes.append(contentsOf: utf8)
    }
  }

  mutating func put(_ text: String?) {
    put(text != nil)
    if let text { put(text) }
  }
}

/// Takes fields off a message that may hold anything at all.
struct WireReader {
  private let bytes: UnsafeRawBufferPointer
  private var position = 0

  init(_ bytes: UnsafeRawBufferPointer) { self.bytes = bytes }

  var left: Int { bytes.count - position }

  private mutating func take(_ count: Int) throws(WireError) -> UnsafeRawBufferPointer {
    guard count >= 0, count <= left else { throw WireError("a message that ends early") }
    defer { position += count }
    return UnsafeRawBufferPointer(rebasing: bytes[position..<position + count])
  }

  mutating func uint8() throws(WireError) -> UInt8 { try take(1)[0] }
  mutating func uint32() throws(WireError) -> UInt32 {
    UInt32(littleEndian: try take(4).loadUnaligned(as: UInt32.self))
  }
  mutating func uint64() throws(WireError) -> UInt64 {
    UInt64(littleEndian: try take(8).loadUnaligned(as: UInt64.self))
  }
  mutating func int() throws(WireError) -> Int { Int(Int64(bitPattern: try uint64())) }
  mutating func double() throws(WireError) -> Double { Double(bitPattern: try uint64()) }
  mutating func float() throws(WireError) -> Float { Float(bitPattern: try uint32()) }
  mutating func bool() throws(WireError) -> Bool { try uint8() != 0 }

  /// A string of at most `most` bytes, repaired where it is not UTF-8, without U+0000.
  mutating func string(most: Int) throws(WireError) -> String {
    let count = Int(try uint32())
    guard count <= most else { throw WireError("a string of \(count) bytes") }
    return WireReader.text(try take(count))
  }

  mutating func bytes(most: Int) throws(WireError) -> [UInt8] {
    let count = Int(try uint32())
    guard count <= most else { throw WireError("a block of \(count) bytes") }
    return Array(try take(count))
  }

  mutating func optionalString(most: Int) throws(WireError) -> String? {
    try bool() ? try string(most: most) : nil
  }

  /// The number of elements that follow, each of at least `size` bytes: never more than could be there.
  mutating func count(size: Int) throws(WireError) -> Int {
    let count = Int(try uint32())
    guard count <= left / size else { throw WireError("a list of \(count) elements") }
    return count
  }

  /// UTF-8, repaired; U+0000, which SQLite takes for the end of a text, becomes U+FFFD.
  static func text(_ bytes: UnsafeRawBufferPointer) -> String {
    guard let base = bytes.baseAddress, memchr(base, 0, bytes.count) != nil else {
      return String(decoding: bytes, as: UTF8.self)
    }
    let replaced = bytes.split(separator: 0, omittingEmptySubsequences: false)
    return String(decoding: Array(replaced.joined(separator: [0xEF, 0xBF, 0xBD])), as: UTF8.self)
  }
}
