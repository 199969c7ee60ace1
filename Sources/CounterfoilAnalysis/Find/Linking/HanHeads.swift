/// What a Chinese character can begin, so that most characters of a text cost one look-up.
struct HanHeads: Sendable {
  static let shared = HanHeads()

  /// A title that can follow a name, 某, or 老 and 小.
  static let spoken: UInt8 = 1
  /// A pronoun, a noun for a body, a person without a name, or the counter of one.
  static let reference: UInt8 = 2
  /// 他 and 她.
  static let pronoun: UInt8 = 4

  /// By the scalar as written, simplified or traditional.
  private let table: [UInt8]

  private init() {
    let words = LinkingWords.shared
    var simple = [UInt8](repeating: 0, count: 1 << 16)
    for value in simple.indices where words.beginsTitle[value] { simple[value] |= Self.spoken }
    for value in SpokenForms.nickname.union([SpokenForms.someone]) { simple[Int(value)] |= Self.spoken }
    for value in BodySorts.shared.heads.union(words.humanHeads) where value < 1 << 16 {
      simple[Int(value)] |= Self.reference
    }
    for value in ReferenceReader.pronounHeads { simple[Int(value)] |= Self.reference | Self.pronoun }
    for value in ReferenceReader.counterHeads { simple[Int(value)] |= Self.reference }
    var table = simple
    for value in 0x3400..<0xA000 {
      let (one, two, three) = SimplifiedCharacters.shared.bytes(
        0xE0 | UInt8(value >> 12), 0x80 | UInt8(value >> 6 & 0x3F), 0x80 | UInt8(value & 0x3F))
      table[value] = simple[Int(one & 0x0F) << 12 | Int(two & 0x3F) << 6 | Int(three & 0x3F)]
    }
    self.table = table
  }

  /// Calls `body` with the table, of 65,536 bytes.
  func withTable<Result>(_ body: (UnsafePointer<UInt8>) -> Result) -> Result {
    // The table is never empty, so its base address exists.
    table.withUnsafeBufferPointer { body($0.baseAddress.unsafelyUnwrapped) }
  }

  /// What the character of three bytes at `index` can begin.
  /// - Precondition: The byte there is from 0xE3 to 0xE9, and two more follow.
  @inline(__always)
  static func bits(_ index: Int, _ text: TextBytes, _ table: UnsafePointer<UInt8>) -> UInt8 {
    table[
      Int(text.base[index] & 0x0F) << 12 | Int(text.base[index + 1] & 0x3F) << 6
        | Int(text.base[index + 2] & 0x3F)]
  }
}
