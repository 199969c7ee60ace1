/// The features of the characters of a Chinese sentence. The same code serves trainer and recogniser.
package struct ChineseFeatures: Sendable {
  private let cutter: ChineseWordCutter
  package let characters: ChineseCharacters

  package init?(_ model: ModelFile) {
    guard let characters = ChineseCharacters(model) else { return nil }
    self.characters = characters
    cutter = ChineseWordCutter(model)
  }

  /// Fills in what the model knows of each unit.
  /// - Returns: Whether the sentence can hold a name at all.
  package func prepare(_ units: inout [ChineseUnit]) -> Bool {
    cutter.cut(&units)
    return units.contains { $0.kind == .han || $0.kind == .latin }
  }

  /// The first features of each unit name characters and words; the others only what is known of them.
  package static let lexical = 19

  private static let none = ChineseUnit()

  /// Writes the features of all units.
  package func write(_ units: [ChineseUnit], into buffer: FeatureBuffer) {
    buffer.clear()
    units.withUnsafeBufferPointer { units in
      for index in 0..<units.count { write(index, units, buffer) }
    }
  }

  @inline(__always)
  private func write(_ index: Int, _ units: UnsafeBufferPointer<ChineseUnit>, _ buffer: FeatureBuffer) {
    let count = units.count
    let none = Self.none
    let here = units[index]
    let before = index > 0 ? units[index - 1] : none
    let after = index + 1 < count ? units[index + 1] : none
    let before2 = index > 1 ? units[index - 2] : none
    let after2 = index + 2 < count ? units[index + 2] : none
    let wordBefore = here.wordStart > 0 ? units[Int(here.wordStart) - 1] : none
    let wordAfter = Int(here.wordEnd) < count ? units[Int(here.wordEnd)] : none
    let place = UInt64(here.wordPlace)
    let sort = UInt64(here.kind.rawValue)
    let kinds = sort << 8 | UInt64(before.kind.rawValue) << 4 | UInt64(after.kind.rawValue)

    // What stands there, word for word.
    buffer.add(1, here.value)
    buffer.add(2, before.value)
    buffer.add(3, after.value)
    buffer.add(4, before2.value)
    buffer.add(5, after2.value)
    buffer.add(6, FeatureHash.join(before.value, here.value))
    buffer.add(7, FeatureHash.join(here.value, after.value))
    buffer.add(8, FeatureHash.join(before.value, after.value))
    buffer.add(9, FeatureHash.join(before2.value, before.value))
    buffer.add(10, FeatureHash.join(after.value, after2.value))
    buffer.add(11, FeatureHash.join(FeatureHash.join(before.value, here.value), after.value))
    buffer.add(12, FeatureHash.join(FeatureHash.join(before2.value, before.value), here.value))
    buffer.add(13, FeatureHash.join(FeatureHash.join(here.value, after.value), after2.value))
    buffer.add(15, here.word &+ place)
    buffer.add(17, wordBefore.word &+ place)
    buffer.add(18, wordAfter.word &+ place)
    buffer.add(20, FeatureHash.join(wordBefore.word, here.word) &+ place)
    buffer.add(21, FeatureHash.join(here.word, wordAfter.word) &+ place)
    buffer.add(26, FeatureHash.join(wordBefore.word, wordAfter.word) &+ (here.wordClass << 8 | place))
    // What is known of it.
    buffer.add(0, 0)
    buffer.add(14, kinds)
    buffer.add(16, here.wordClass << 16 | here.wordFlags << 8 | place)
    buffer.add(19, wordBefore.wordClass << 24 | here.wordClass << 16 | wordAfter.wordClass << 8 | place)
    buffer.add(22, UInt64(here.wordLength) << 4 | place)
    buffer.add(23, (wordBefore.wordClass << 8 | here.wordClass) << 8 | UInt64(here.wordLength) << 4 | place)
    buffer.add(24, (here.wordClass << 8 | wordAfter.wordClass) << 8 | UInt64(here.wordLength) << 4 | place)
    buffer.add(25, wordBefore.wordFlags << 16 | wordAfter.wordFlags << 8 | place)
    buffer.add(27, here.coarse)
    buffer.add(28, before.coarse << 32 | here.coarse)
    buffer.add(29, here.coarse << 32 | after.coarse)
    buffer.add(30, here.nameLike << 8 | place)
    buffer.add(31, here.nameLike << 16 | here.wordClass << 8 | UInt64(here.wordLength) << 4 | place)
    buffer.add(32, here.foreignRun << 8 | place)
    buffer.add(33, here.foreignRun << 16 | before.foreignRun << 8 | after.foreignRun)
    buffer.add(34, here.listed)
    buffer.add(35, before.listed << 32 | here.listed << 16 | after.listed)
    buffer.add(36, UInt64(here.toBody) << 8 | place)
    buffer.add(37, UInt64(here.toBody) << 16 | here.wordClass << 8 | place)
    buffer.add(38, UInt64(here.toPlaceEnd) << 16 | here.wordClass << 8 | place)
    buffer.add(39, before.wordClass << 8 | UInt64(here.toBody))
    buffer.add(40, wordBefore.word &+ (here.nameLike << 8 | place))
    buffer.add(41, wordAfter.word &+ (here.nameLike << 8 | place))
    buffer.add(
      43,
      ChineseCharacters.foreign(before.properties) << 8 | ChineseCharacters.foreign(here.properties) << 4
        | ChineseCharacters.foreign(after.properties))
    buffer.add(44, here.nameLike << 16 | before.nameLike)
    buffer.add(45, here.nameLike << 16 | after.nameLike)
    buffer.add(46, here.wordClass << 32 | here.coarse << 4 | place)
    buffer.add(47, here.foreignRun << 24 | here.wordClass << 16 | here.listed)
    buffer.add(42, UInt64(here.toBody) << 16 | here.listed << 2 | place)
    buffer.endToken()
  }
}
