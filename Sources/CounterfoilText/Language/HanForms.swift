/// Which Chinese characters stand in traditional text only, and which in simplified text only.
///
/// From the third column of `languages/traditional-to-simplified.tsv`.
struct HanForms: Sendable {
  static let shared = HanForms()
  static let traditional: UInt8 = 1
  static let simplified: UInt8 = 2

  private static let first: UInt32 = 0x3400
  private var marks = [UInt8](repeating: 0, count: 0xA000 - 0x3400)

  private init() {
    KnowledgeTable.forEachRow(of: "languages/traditional-to-simplified.tsv") { from, to, marks in
      mark(from.scalar, as: Self.traditional, if: marks.contains(UInt8(ascii: "t")))
      mark(to.scalar, as: Self.simplified, if: marks.contains(UInt8(ascii: "s")))
    }
  }

  private mutating func mark(_ scalar: UInt32?, as kind: UInt8, if applies: Bool) {
    guard applies, let scalar, scalar >= Self.first, scalar < 0xA000 else { return }
    marks[Int(scalar - Self.first)] = kind
  }

  @inline(__always)
  func kind(_ scalar: UInt32) -> UInt8 {
    scalar >= Self.first && scalar < 0xA000 ? marks[Int(scalar - Self.first)] : 0
  }
}
