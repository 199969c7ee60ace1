/// What is known of single characters: how often they are surnames, stand in given names, spell foreign names.
///
/// A packed word each: surname in bits 0–2, first of a given name 3–5, last of one 6–8 (all in steps of
/// about a factor of four), in foreign names 9–10, ends a place's name 11, begins a surname of two 12.
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
  func properties(_ scalar: UInt32) -> UInt32 {
    guard scalar >= Self.first, scalar < Self.first + UInt32(Self.count) else { return 0 }
    return table.loadUnaligned(fromByteOffset: Int(scalar - Self.first) * 4, as: UInt32.self)
  }

  @inline(__always) static func surname(_ bits: UInt32) -> UInt32 { bits & 7 }
  @inline(__always) static func givenFirst(_ bits: UInt32) -> UInt32 { bits >> 3 & 7 }
  @inline(__always) static func givenLast(_ bits: UInt32) -> UInt32 { bits >> 6 & 7 }
  @inline(__always) static func foreign(_ bits: UInt32) -> UInt32 { bits >> 9 & 3 }
  @inline(__always) static func endsPlace(_ bits: UInt32) -> Bool { bits >> 11 & 1 != 0 }
  @inline(__always) static func beginsSurname(_ bits: UInt32) -> Bool { bits >> 12 & 1 != 0 }
}
