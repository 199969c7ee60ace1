/// Which characters a spelling may stand for, in any convention.
///
/// Computed when first needed, in some tens of milliseconds.
final class SyllableCharacters: @unchecked Sendable {
  // Written once in `init`, read only afterwards.
  static let shared = SyllableCharacters(NameTables.shared)

  struct Bearer {
    let character: UInt16
    /// The share of names that have the character there, so spelled.
    let share: Float
  }

  private let surnames: [[Bearer]]
  private let given: [[Bearer]]

  private init(_ tables: NameTables) {
    surnames = Self.gather(tables, asSurname: true)
    given = Self.gather(tables, asSurname: false)
  }

  /// By the number of the spelling; likeliest first. Characters that hardly anyone has are left out.
  func bearers(asSurname: Bool) -> [[Bearer]] { asSurname ? surnames : given }

  /// Every character that has the spelling, likeliest first.
  func characters(of spelling: UInt16, asSurname: Bool) -> [UInt16] {
    (asSurname ? surnames : given)[Int(spelling)].map(\.character)
  }

  private static func gather(_ tables: NameTables, asSurname: Bool) -> [[Bearer]] {
    let characters = tables.characters
    let regions = tables.romanisations.regionShares
    let count = tables.romanisations.spellingLetters.count
    var bearers = [[Bearer]](repeating: [], count: count)
    // The chances of one character's spellings, and which have any.
    var chances = [Float](repeating: 0, count: count)
    var met: [UInt16] = []
    for character in 1..<characters.scalars.count {
      let share =
        asSurname
        ? characters.surname[character] : (characters.first[character] + characters.second[character]) / 2
      guard share > (asSurname ? 1e-6 : 1e-5) else { continue }
      tables.romanisations.withReferences(of: character, asSurname: asSurname) { references, packed in
        for reference in references {
          let reading = Int(reference.reading)
          for entry in Int(packed.starts[reading])..<Int(packed.starts[reading + 1]) {
            let chance = reference.share * (packed.chances[entry] * regions).sum()
            guard chance > 0.0003 else { continue }
            let spelling = packed.spellings[entry]
            if chances[Int(spelling)] == 0 { met.append(spelling) }
            chances[Int(spelling)] += chance
          }
        }
      }
      for spelling in met {
        bearers[Int(spelling)].append(
          Bearer(character: UInt16(character), share: share * chances[Int(spelling)]))
        chances[Int(spelling)] = 0
      }
      met.removeAll(keepingCapacity: true)
    }
    return bearers.map { list in list.sorted { ($0.share, $1.character) > ($1.share, $0.character) } }
  }
}

extension Romanisations {
  private static let mostSpellings = 9

  /// The likeliest spellings of a character in each of the eight regions.
  func regionalSpellings(of character: UInt16, asSurname: Bool) -> [[UInt16]] {
    var regions = [[(chance: Float, spelling: UInt16)]](repeating: [], count: 8)
    withReferences(of: Int(character), asSurname: asSurname) { references, packed in
      for reference in references {
        let reading = Int(reference.reading)
        for entry in Int(packed.starts[reading])..<Int(packed.starts[reading + 1]) {
          let chances = packed.chances[entry] * reference.share
          for region in 0..<8 where chances[region] > 0.008 {
            regions[region].append((chances[region], packed.spellings[entry]))
          }
        }
      }
    }
    return regions.map { list in
      var seen = Set<UInt16>()
      return list.sorted { ($0.chance, $1.spelling) > ($1.chance, $0.spelling) }
        .map(\.spelling).filter { seen.insert($0).inserted }.prefix(Self.mostSpellings).map { $0 }
    }
  }

  /// The spellings of a compound surname as one word.
  func compoundSpellings(_ first: UInt16, _ second: UInt16) -> [UInt16] {
    guard let reading = compoundReadings[HanCharacters.pairKey(first, second)] else { return [] }
    return rows[Int(reading)].map(\.spelling)
  }

  /// The share of names with a syllable so spelled, as a surname or in a given name.
  func share(of spelling: UInt16) -> Float {
    ((surnameBackground[Int(spelling)] + givenBackground[Int(spelling)]) * regionShares).sum()
  }

  /// Whether a surname that is not very rare is spelled so: one in a hundred thousand people.
  func canBeginName(_ spelling: UInt16) -> Bool {
    (surnameBackground[Int(spelling)] * regionShares).sum() > 1e-5
  }
}
