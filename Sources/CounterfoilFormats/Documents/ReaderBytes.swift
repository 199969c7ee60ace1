internal import Glibc

/// Finds bytes in buffers.
enum ByteSearch {
  /// The offset of the first occurrence of `needle`, from `start` on.
  static func firstIndex(
    of needle: StaticString, in bytes: UnsafeRawBufferPointer, from start: Int = 0
  ) -> Int? {
    let length = needle.utf8CodeUnitCount
    guard let base = bytes.baseAddress, length > 0, bytes.count >= length else { return nil }
    var position = start
    let first = Int32(needle.utf8Start[0])
    while position + length <= bytes.count {
      guard let hit = memchr(base + position, first, bytes.count - length + 1 - position)
      else { return nil }
      position = base.distance(to: UnsafeRawPointer(hit))
      if memcmp(hit, needle.utf8Start, length) == 0 { return position }
      position += 1
    }
    return nil
  }

  /// The offset of the first `byte`, from `start` on.
  static func firstIndex(
    ofByte byte: UInt8, in bytes: UnsafeRawBufferPointer, from start: Int = 0
  ) -> Int? {
    guard let base = bytes.baseAddress, start < bytes.count,
      let hit = memchr(base + start, Int32(byte), bytes.count - start)
    else { return nil }
    return base.distance(to: UnsafeRawPointer(hit))
  }
}

/// Writes scalars as UTF-8.
enum UTF8Writer {
  /// What is no Unicode scalar is written as U+FFFD.
  @inline(__always) static func append(_ scalar: UInt32, to text: inout [UInt8]) {
    switch scalar {
    case 0..<0x80:
      text.append(UInt8(truncatingIfNeeded: scalar))
    case 0x80..<0x800:
      text.append(UInt8(truncatingIfNeeded: 0xC0 | scalar >> 6))
      text.append(UInt8(truncatingIfNeeded: 0x80 | scalar & 0x3F))
    case 0xD800..<0xE000, 0x11_0000...:
      append(0xFFFD, to: &text)
    case 0x800..<0x1_0000:
      text.append(UInt8(truncatingIfNeeded: 0xE0 | scalar >> 12))
      text.append(UInt8(truncatingIfNeeded: 0x80 | scalar >> 6 & 0x3F))
      text.append(UInt8(truncatingIfNeeded: 0x80 | scalar & 0x3F))
    default:
      text.append(UInt8(truncatingIfNeeded: 0xF0 | scalar >> 18))
      text.append(UInt8(truncatingIfNeeded: 0x80 | scalar >> 12 & 0x3F))
      text.append(UInt8(truncatingIfNeeded: 0x80 | scalar >> 6 & 0x3F))
      text.append(UInt8(truncatingIfNeeded: 0x80 | scalar & 0x3F))
    }
  }

  static func isLowercase(_ scalar: UInt32) -> Bool {
    Unicode.Scalar(scalar)?.properties.isLowercase ?? false
  }

  /// The number of scalars in valid UTF-8.
  static func scalarCount(_ bytes: UnsafeBufferPointer<UInt8>) -> Int {
    var count = 0
    for byte in bytes where byte & 0xC0 != 0x80 { count += 1 }
    return count
  }
}

/// Places in UTF-8 counted in scalars, from first to last, so that each byte is looked at once.
struct ScalarPlaces {
  private var bytes = 0
  private var scalars = 0

  /// The number of scalars before byte `end`, which is none before the last one asked for.
  mutating func scalars(in utf8: some RandomAccessCollection<UInt8>, before end: Int) -> Int {
    let from = utf8.index(utf8.startIndex, offsetBy: bytes)
    for byte in utf8[from..<utf8.index(utf8.startIndex, offsetBy: end)] where byte & 0xC0 != 0x80 {
      scalars += 1
    }
    bytes = end
    return scalars
  }
}

/// White space in values that stand on one line.
enum Whitespace {
  /// The text with each run of white space and control characters as one space, and none at the ends.
  static func collapse(_ text: String) -> String {
    var result: [UInt8] = []
    var pending = false
    for byte in text.utf8 {
      if byte <= 0x20 || byte == 0x7F {
        pending = !result.isEmpty
      } else {
        if pending { result.append(0x20) }
        pending = false
        result.append(byte)
      }
    }
    return String(decoding: result, as: UTF8.self)
  }
}
