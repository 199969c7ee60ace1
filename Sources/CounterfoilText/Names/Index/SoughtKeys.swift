/// The keys that a query looks up: those of the spellings and characters it may stand for.
///
/// Keeps working memory between calls. Not safe to share between threads.
final class SoughtKeys {
  private let keys = NameKeys()
  private let tables = NameTables.shared
  private let neighbours = SyllableNeighbours.shared
  private let cache = SpellingCache()
  private var regional: [UInt32: [[SyllableNeighbours.Spelling]]] = [:]

  /// A key, and what it says that a name is kept under it.
  struct Sought {
    var key: UInt32
    /// Evidence that the name and the query agree in these two parts, in decibans, to `strongest`.
    var strength: Int
    /// Which two parts of the query they are: of several keys for one slot, the strongest counts.
    var slot: Int
    /// A word that may be common, so that its names alone are too many.
    var isCommonplace = false
  }

  /// A key of the query's own characters; no key speaks louder.
  static let strongest = 60
  /// A key that speaks less is not looked up.
  private static let least = 8
  /// What agreement in the sound of a word, and of two, says of what agreement in their letters would.
  private static let shareOfSound: (word: Float, words: Float) = (0.25, 0.6)

  /// Calls `body` with each key that a name which could be the query is kept under.
  func forEach(of query: UnsafePointer<AnalysedName>, _ body: (Sought) -> Void) {
    NameKeys.forEachCharacterPair(query) { one, other, places in
      body(
        Sought(
          key: NameKeys.key(.characters, hashing: UInt64(one), UInt64(other)), strength: Self.strongest,
          slot: Self.slot(places)))
    }
    seekSpellings(of: query, body)
    seekCompound(of: query, body)
    keys.forEachSyllablePair(query) { pair in
      let slot = Self.slot(pair.places)
      let others = neighbours.others(of: pair.other, asSurname: false)
      for x in neighbours.others(of: pair.one, asSurname: pair.hasSurname) {
        for y in others {
          let strength = min(Int(x.strength) + Int(y.strength), Self.strongest)
          // Both lists fall.
          if strength < Self.least { break }
          body(Sought(key: NameKeys.key(syllables: x.number, y.number), strength: strength, slot: slot))
        }
      }
    }
    NameKeys.forEachWord(query) { sound, token, isAlone in
      let strength = tables.tokens.rarity(of: token) * (isAlone ? 1 : Self.shareOfSound.word)
      body(
        Sought(
          key: NameKeys.key(.word, hashing: sound, 0), strength: Int(strength), slot: Self.wordSlot,
          isCommonplace: !isAlone))
    }
    NameKeys.forEachWordPair(query) { one, other, tokens in
      let strength =
        (tables.tokens.rarity(of: tokens.0) + tables.tokens.rarity(of: tokens.1)) * Self.shareOfSound.words
      body(
        Sought(
          key: NameKeys.key(.words, hashing: one, other), strength: min(Int(strength), Self.strongest),
          slot: Self.wordPairSlot))
    }
  }

  private static let wordSlot = CandidateScores.firstWordSlot
  private static let wordPairSlot = CandidateScores.firstWordSlot + 1

  /// The six pairs of four parts. Two parts of one syllable, cut in another way, count for it and the one before.
  private static func slot(_ places: (Int, Int)) -> Int {
    var low = min(places.0, places.1, 3)
    if places.0 == places.1, low > 0 { low -= 1 }
    low = min(low, 2)
    let high = min(max(places.0, places.1, low + 1), 3)
    return high * (high - 1) / 2 + low
  }

  /// The spellings that two characters have in one region.
  private func seekSpellings(of query: UnsafePointer<AnalysedName>, _ body: (Sought) -> Void) {
    let count = min(query.pointee.hanCount, NameKeys.mostCharacters)
    for i in 0..<count {
      let first = spellings(of: query.pointee.han[i], asSurname: i < query.pointee.surnameLength)
      for j in (i + 1)..<max(count, i + 1) {
        let second = spellings(of: query.pointee.han[j], asSurname: j < query.pointee.surnameLength)
        let slot = Self.slot((i, j))
        for (ofFirst, ofSecond) in zip(first, second) {
          for x in ofFirst {
            for y in ofSecond {
              let strength = min(Int(x.strength) + Int(y.strength), Self.strongest)
              guard strength >= Self.least else { continue }
              body(Sought(key: NameKeys.key(syllables: x.number, y.number), strength: strength, slot: slot))
            }
          }
        }
      }
    }
  }

  /// A compound surname written as one word, with each spelling of the given name.
  private func seekCompound(of query: UnsafePointer<AnalysedName>, _ body: (Sought) -> Void) {
    guard query.pointee.surnameLength == 2, query.pointee.hanCount > 2 else { return }
    for one in tables.romanisations.compoundSpellings(query.pointee.han[0], query.pointee.han[1]) {
      for place in 2..<min(query.pointee.hanCount, NameKeys.mostCharacters) {
        for region in spellings(of: query.pointee.han[place], asSurname: false) {
          for other in region {
            body(
              Sought(
                key: NameKeys.key(syllables: one, other.number),
                strength: min(Int(NameWeights.compoundSurname) + Int(other.strength), Self.strongest),
                slot: Self.slot((0, place))))
          }
        }
      }
    }
  }

  private func spellings(of character: UInt16, asSurname: Bool) -> [[SyllableNeighbours.Spelling]] {
    let place = UInt32(character) << 1 | (asSurname ? 1 : 0)
    if let known = regional[place] { return known }
    let known = cache.spellings(of: Int(character), asSurname: asSurname)
    let made = tables.romanisations.regionalSpellings(of: character, asSurname: asSurname).map { region in
      region.map { SyllableNeighbours.Spelling(number: $0, decibans: known.pointee.weight(of: $0) ?? 0) }
    }
    regional[place] = made
    return made
  }
}
