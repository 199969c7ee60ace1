import Foundation

/// How many people bear a name.
///
/// The population tables are of the PRC's residents; a range of twice and half is what they have been checked to
/// (docs/guide/names.md). Of names from elsewhere only orders of magnitude are known.
struct NameSharers {
  /// People with Chinese names: the PRC, Taiwan, Hong Kong, Macau, and those abroad.
  static let bearersOfChineseNames = 1.45e9
  /// People whose names are written in other ways.
  static let others = 6.6e9
  /// The share of Chinese given names that have one character.
  static let oneCharacter: Float = 0.14

  private let tables = NameTables.shared

  /// The share of bearers of Chinese names who have this name, in characters.
  func share(ofHan name: AnalysedName) -> Double {
    let characters = tables.characters
    let surnames = name.surnameLength
    var share: Float
    if surnames == 2 {
      share =
        characters.compounds[HanCharacters.pairKey(name.han[0], name.han[1])]
        ?? characters.surname[Int(name.han[0])] * characters.surname[Int(name.han[1])]
    } else {
      share = characters.surname[Int(name.han[0])]
    }
    switch name.hanCount - surnames {
    case 0: break
    case 1: share *= Self.oneCharacter * characters.single[Int(name.han[surnames])]
    case 2:
      let (first, second) = (name.han[surnames], name.han[surnames + 1])
      share *=
        (1 - Self.oneCharacter)
        * (characters.givenPairs[HanCharacters.pairKey(first, second)]
          ?? characters.first[Int(first)] * characters.second[Int(second)])
    default:
      share *= 1e-3
      for index in surnames..<name.hanCount { share *= characters.second[Int(name.han[index])] }
    }
    return Double(share)
  }

  static func chinese(_ share: Double) -> NameEvidence.Sharers {
    let expected = share * bearersOfChineseNames
    return .init(expected: expected, low: expected / 2, high: expected * 2)
  }

  /// The share of bearers of Chinese names whose name can be spelled by these syllables, surname first.
  ///
  /// Every character counts that has the spelling, or each of both spellings, in some convention.
  func share(ofSyllables syllables: [(one: UInt16, other: UInt16?)]) -> Double {
    var share = 1.0
    let given = syllables.count - 1
    for (place, syllable) in syllables.enumerated() {
      share *= Double(shareOfBearers(syllable.one, syllable.other, place: place, given: given))
    }
    if given == 1 { share *= Double(Self.oneCharacter) }
    if given == 2 { share *= Double(1 - Self.oneCharacter) }
    return share
  }

  private func shareOfBearers(_ one: UInt16, _ other: UInt16?, place: Int, given: Int) -> Float {
    let characters = tables.characters
    var sum: Float = 0
    for character in SyllableCharacters.shared.characters(of: one, asSurname: place == 0) {
      if let other,
        !SyllableCharacters.shared.characters(of: other, asSurname: place == 0).contains(character)
      {
        continue
      }
      let index = Int(character)
      sum +=
        place == 0
        ? characters.surname[index]
        : given == 1
          ? characters.single[index] : place == 1 ? characters.first[index] : characters.second[index]
    }
    return max(sum, 1e-7)
  }

  /// An order of magnitude for a name in other words: a given name times a surname.
  func others(_ name: AnalysedName) -> NameEvidence.Sharers {
    var share = 1.0
    for index in 0..<name.tokenCount {
      let token = name.tokens[index]
      guard token.marks.isDisjoint(with: [.title, .suffix, .particle, .initial, .bracketed]) else {
        continue
      }
      let entry = tables.tokens.entries[Int(token.entry)]
      let known = Double(max(entry.given, entry.surname))
      share *= known > 0 ? known : 2e-6
    }
    let expected = min(share * Self.others, Self.others)
    return .init(expected: expected, low: expected / 10, high: expected * 10)
  }
}
