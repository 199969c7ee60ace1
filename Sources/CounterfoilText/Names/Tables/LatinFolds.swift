/// What each scalar below U+2500 becomes in a Latin-letter name: up to three small letters.
///
/// From the search folding of `languages/folding.tsv`, and from `names/latin/letters.tsv` for letters that
/// no decomposition reaches (ø, ł, ß, Cyrillic, Greek).
final class LatinFolds: @unchecked Sendable {
  // Written once in `init`, read only afterwards.
  static let limit = 0x2500
  /// A letter that is not heard, such as the soft sign.
  static let silent: UInt32 = 0xFF00_0000
  /// Three letters in the low bytes, the first lowest; 0 where the scalar is no letter of these scripts.
  private(set) var forms = [UInt32](repeating: 0, count: LatinFolds.limit)
  /// The Latin letter that a Cyrillic or Greek small or capital letter looks like; 0 for none.
  private(set) var lookAlikes = [UInt8](repeating: 0, count: LatinFolds.limit)

  /// The same as `forms`, for a loop without checks; lives as long as the process.
  let packed: UnsafePointer<UInt32>

  init() {
    let copy = UnsafeMutablePointer<UInt32>.allocate(capacity: Self.limit)
    packed = UnsafePointer(copy)
    defer { copy.initialize(from: forms, count: Self.limit) }
    for letter in 0x61...0x7A {
      forms[letter] = UInt32(letter)
      forms[letter - 32] = UInt32(letter)
    }
    KnowledgeTable.forEachRow(of: "languages/folding.tsv") { scalar, kept, plain in
      guard let scalar = scalar.hexadecimal, scalar >= 0x80, Int(scalar) < Self.limit else { return }
      let form = (plain.isEmpty ? kept : plain).hexadecimals
      // Marks and spaces fold away; only letters stay.
      let letters = form.filter { $0 >= 0x61 && $0 <= 0x7A }
      guard !letters.isEmpty, letters.count == form.filter({ $0 > 0x7F || $0 > 0x60 }).count,
        letters.count <= 3
      else { return }
      var packed: UInt32 = 0
      for (index, letter) in letters.enumerated() { packed |= letter << UInt32(8 * index) }
      forms[Int(scalar)] = packed
    }
    KnowledgeTable.forEachRow(of: "names/latin/letters.tsv") { fields in
      guard fields.count > 1, let scalar = fields[0].scalars.first, Int(scalar) < Self.limit else {
        return
      }
      var packed: UInt32 = 0
      for (index, letter) in fields[1].prefix(3).enumerated() {
        packed |= UInt32(letter) << UInt32(8 * index)
      }
      forms[Int(scalar)] = packed == 0 ? Self.silent : packed
      if fields.count > 2, let like = fields[2].first { lookAlikes[Int(scalar)] = like }
    }
  }
}
