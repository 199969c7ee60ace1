import CounterfoilText

/// Traditional characters as simplified ones, for walking a text byte by byte.
///
/// A table over the Han characters of three bytes in UTF-8 whose simplified form has three bytes too;
/// the others stand for themselves.
struct SimplifiedCharacters: Sendable {
  static let shared = SimplifiedCharacters()

  private static let first: UInt32 = 0x3400
  private static let last: UInt32 = 0x9FFF
  private let table: [UInt16]

  private init() {
    let all = (Self.first...Self.last).compactMap(Unicode.Scalar.init)
    table = all.map { scalar in
      let simple = Folding.simplified(String(scalar)).unicodeScalars
      guard simple.count == 1, let only = simple.first, only.value >= 0x800, only.value < 0x10000
      else { return UInt16(scalar.value) }
      return UInt16(only.value)
    }
  }

  /// The simplified form of a character, which may be the character itself.
  func scalar(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
    guard scalar.value >= Self.first, scalar.value <= Self.last else { return scalar }
    return Unicode.Scalar(table[Int(scalar.value - Self.first)]) ?? scalar
  }

  /// The simplified form of a character of three bytes, which may be the character itself.
  @inline(__always)
  func bytes(_ one: UInt8, _ two: UInt8, _ three: UInt8) -> (UInt8, UInt8, UInt8) {
    let value = TextBytes.scalar(one, two, three)
    guard value >= Self.first, value <= Self.last else { return (one, two, three) }
    let simple = table[Int(value - Self.first)]
    return (
      0xE0 | UInt8(simple >> 12), 0x80 | UInt8(simple >> 6 & 0x3F), 0x80 | UInt8(simple & 0x3F)
    )
  }
}
