/// The Chinese characters on one side of a place, in simplified form.
struct HanRun {
  /// In the order of the text.
  private(set) var values: [UInt32] = []
  /// Where each begins, then where the last ends.
  private(set) var starts: [Int] = []

  static let longest = 12

  /// The characters that follow `place` without anything between.
  init(after place: Int, to limit: Int, in text: TextBytes) {
    var index = place
    while index < limit, values.count < Self.longest, let value = Self.character(index, text) {
      values.append(value)
      starts.append(index)
      index += 3
    }
    starts.append(index)
  }

  /// The characters that end at `place`.
  init(before place: Int, from limit: Int, in text: TextBytes) {
    var index = place
    while index - 3 >= limit, values.count < Self.longest, let value = Self.character(index - 3, text) {
      values.append(value)
      starts.append(index)
      index -= 3
    }
    starts.append(index)
    values.reverse()
    starts.reverse()
  }

  var count: Int { values.count }

  /// `FeatureHash.scalars` of some of the characters.
  func hash(_ range: Range<Int>) -> UInt64 {
    var hash = FeatureHash.seed
    for index in range { hash = FeatureHash.step(hash, UInt64(values[index])) }
    return FeatureHash.finish(hash)
  }

  /// The simplified character at `index`; nil where none of the common block stands there.
  @inline(__always)
  static func character(_ index: Int, _ text: TextBytes) -> UInt32? {
    guard index >= 0, index + 2 < text.count else { return nil }
    let byte = text.base[index]
    guard byte >= 0xE3, byte <= 0xE9 else { return nil }
    let (one, two, three) = SimplifiedCharacters.shared.bytes(
      byte, text.base[index + 1], text.base[index + 2])
    let value = TextBytes.scalar(one, two, three)
    return value >= 0x3400 ? value : nil
  }
}
