import Foundation

/// Weighs whether the syllables of two romanised names, laid side by side, can come from one region each.
///
/// Ying is how Hong Kong writes the character that pinyin writes Xing, so Ying and Xing alone may be one. But Chen is
/// not how Hong Kong writes what pinyin writes Chen, so Chen Ying and Chen Xing are two. Not safe to share between threads.
final class RomanisedCoherence {
  private let tables = NameTables.shared.romanisations
  private let characters = NameTables.shared.characters
  private let bearers = SyllableCharacters.shared
  private let cache = SpellingCache()
  /// In pinyin each reading has one spelling, so that two spellings are two readings. The region that writes it, and
  /// which spellings are of it.
  private let strict: Int?
  private var isPinyin: [Bool]

  init() {
    strict = tables.regions.firstIndex(of: "mainland")
    isPinyin = [Bool](repeating: false, count: tables.spellingLetters.count)
    let pinyin = tables.conventions.firstIndex { $0.name == "pinyin" }
    for rows in tables.rows {
      for row in rows where Int(row.convention) == pinyin { isPinyin[Int(row.spelling)] = true }
    }
  }

  /// A row for each region of the one name, a column for each of the other's.
  private typealias Joint = InlineArray<8, Romanisations.Regional>

  /// Evidence of all pairs together, in decibans.
  func weight(_ pairs: [(one: UInt16, other: UInt16, isSurname: Bool)]) -> Float {
    let shares = tables.regionShares
    var joint = Joint(repeating: Romanisations.Regional(repeating: 1))
    var (one, other) = (Romanisations.Regional(repeating: 1), Romanisations.Regional(repeating: 1))
    let bothPinyin = pairs.allSatisfy { isPinyin[Int($0.one)] && isPinyin[Int($0.other)] }
    for pair in pairs {
      let background = pair.isSurname ? tables.surnameBackground : tables.givenBackground
      let (x, y) = (background[Int(pair.one)] + 1e-9, background[Int(pair.other)] + 1e-9)
      one *= x
      other *= y
      let together = together(pair.one, pair.other, isSurname: pair.isSurname, bothPinyin: bothPinyin)
      for region in 0..<8 { joint[region] *= together[region] + NameWeights.noise * x[region] * y }
    }
    var sum: Float = 0
    for region in 0..<8 { sum += shares[region] * (joint[region] * shares).sum() }
    return 3.0103 * log2f(max(sum, 1e-36) / max((one * shares).sum() * (other * shares).sum(), 1e-36))
  }

  /// How often two names share a character that the one spells so and the other so.
  private func together(
    _ one: UInt16, _ other: UInt16, isSurname: Bool, bothPinyin: Bool
  ) -> Joint {
    var sum = Joint(repeating: .zero)
    for character in bearers.characters(of: one, asSurname: isSurname) {
      let spellings = cache.spellings(of: Int(character), asSurname: isSurname)
      guard let x = spellings.pointee.entry(of: one), let y = spellings.pointee.entry(of: other) else {
        continue
      }
      let index = Int(character)
      let share =
        isSurname
        ? characters.surname[index] : (characters.first[index] + characters.second[index]) / 2
      for region in 0..<8 { sum[region] += share * x.pointee.chances[region] * y.pointee.chances }
    }
    if one != other, bothPinyin, let strict { sum[strict][strict] *= RomanisedPairs.otherReading }
    return sum
  }
}
