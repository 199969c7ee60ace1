/// What is known of single characters: how often they are surnames, stand in given names, spell foreign names.
///
/// A packed word each, from the low bits: cost as a surname, as first of a given name, as last of one, as
/// the only one (six bits each, quarters of −ln of the share, 0 where it never is); how much oftener it
/// spells foreign names than it stands in other words (four bits, 8 is as often); whether it ends places'
/// names and begins surnames of two; the share of places and of organisations among words that end with it,
/// and of places among those that begin with it (two bits each).
package struct ChineseCharacters: @unchecked Sendable {
  // The memory is that of a `ModelFile`, which is never written to.
  package static let first: UInt32 = 0x4E00
  package static let count = 0x9FFF - 0x4E00 + 1
  private let table: UnsafeRawPointer

  init?(_ model: ModelFile) {
    guard model.has(.characters), let base = model.bytes(.characters).baseAddress else { return nil }
    table = base
  }

  @inline(__always)
  func properties(_ scalar: UInt32) -> UInt64 {
    guard scalar >= Self.first, scalar < Self.first + UInt32(Self.count) else { return 0 }
    return table.loadUnaligned(fromByteOffset: Int(scalar - Self.first) * 8, as: UInt64.self)
  }

  /// Costs in the unit of `ChineseWordCutter`; nil where the character never is one.
  @inline(__always)
  static func cost(_ bits: UInt64, at shift: UInt64) -> Int32? {
    let code = Int32(truncatingIfNeeded: bits >> shift & 63)
    return code == 0 ? nil : code * 125 / 2
  }

  package static let surname: UInt64 = 0
  package static let givenFirst: UInt64 = 6
  package static let givenLast: UInt64 = 12
  package static let givenOnly: UInt64 = 18
  package static let foreignShift: UInt64 = 24
  package static let endsPlaceShift: UInt64 = 28
  package static let beginsSurnameShift: UInt64 = 29
  package static let placeEndShift: UInt64 = 30
  package static let organisationEndShift: UInt64 = 32
  package static let placeStartShift: UInt64 = 34

  @inline(__always) static func foreign(_ bits: UInt64) -> UInt64 { bits >> foreignShift & 15 }
  @inline(__always) static func endsPlace(_ bits: UInt64) -> Bool { bits >> endsPlaceShift & 1 != 0 }

  /// The properties in few steps, for features.
  @inline(__always)
  static func coarse(_ bits: UInt64) -> UInt64 {
    let surname = bits & 63
    let given = bits >> givenLast & 63
    let surnameStep: UInt64 = surname == 0 ? 0 : surname < 18 ? 3 : surname < 28 ? 2 : 1
    let givenStep: UInt64 = given == 0 ? 0 : given < 24 ? 2 : 1
    return (bits >> endsPlaceShift) << 8 | (foreign(bits) >> 1) << 4 | surnameStep << 2 | givenStep
  }
}
