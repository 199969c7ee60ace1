/// Which characters a spelling may stand for, which spellings a character may have, and which spellings may
/// stand for the same character as another: the widening of a query, likeliest first.
///
/// Computed when first needed, in some tens of milliseconds.
final class SyllableNeighbours: @unchecked Sendable {
  // Written once in `init`, read only afterwards.
  static let shared = SyllableNeighbours(NameTables.shared)

  /// Other spellings are sought through so many of the likeliest characters of a spelling.
  private static let mostCharacters = (surname: 14, given: 48)
  private static let mostSpellings = 9
  private static let mostOthers = (surname: 18, given: 28)

  /// A spelling that may stand for the same character as the one asked for.
  struct Spelling {
    let number: UInt16
    /// Evidence that two names agree which have the one and the other there, in decibans, from 0.
    let strength: UInt8

    init(number: UInt16, decibans: Float) {
      self.number = number
      strength = UInt8(min(max(decibans, 0), NameWeights.loudest))
    }
  }

  private let tables: NameTables
  private var surnameCharacters: [[UInt16]] = []
  private var givenCharacters: [[UInt16]] = []
  private var surnameOthers: [[Spelling]] = []
  private var givenOthers: [[Spelling]] = []
  private var surnamePinyin: [[UInt16]] = []
  private var givenPinyin: [[UInt16]] = []

  init(_ tables: NameTables) {
    self.tables = tables
    (surnameCharacters, surnameOthers) = gather(
      asSurname: true, Self.mostCharacters.surname, Self.mostOthers.surname)
    (givenCharacters, givenOthers) = gather(
      asSurname: false, Self.mostCharacters.given, Self.mostOthers.given)
    let characters = tables.characters.scalars.indices
    surnamePinyin = characters.map { readPinyin(of: $0, asSurname: true) }
    givenPinyin = characters.map { readPinyin(of: $0, asSurname: false) }
  }

  private func gather(asSurname: Bool, _ mostCharacters: Int, _ mostOthers: Int)
    -> ([[UInt16]], [[Spelling]])
  {
    let pairs = RomanisedPairs.shared
    let characters = tables.characters
    let table = tables.romanisations
    var bearers = [[(share: Float, character: UInt16)]](
      repeating: [], count: table.spellingLetters.count)
    var spellings: [UInt16: [(share: Float, spelling: UInt16)]] = [:]
    for character in 1..<characters.scalars.count {
      let share =
        asSurname
        ? characters.surname[character]
        : (characters.first[character] + characters.second[character]) / 2
      guard share > (asSurname ? 1e-6 : 1e-5) else { continue }
      let chances = usualChances(of: character, asSurname: asSurname)
      spellings[UInt16(character)] = chances.map { (share * $0.value, $0.key) }
      for (spelling, chance) in chances {
        bearers[Int(spelling)].append((share * chance, UInt16(character)))
      }
    }
    var others = [[Spelling]](repeating: [], count: bearers.count)
    for spelling in bearers.indices where !bearers[spelling].isEmpty {
      bearers[spelling].sort { ($0.share, $1.character) > ($1.share, $0.character) }
      let kept = bearers[spelling].prefix(mostCharacters)
      let whole = bearers[spelling].reduce(Float(0)) { $0 + $1.share }
      var sums: [UInt16: Float] = [:]
      for (share, character) in kept {
        let sum = spellings[character]?.reduce(Float(0)) { $0 + $1.share } ?? 0
        for (chance, other) in spellings[character] ?? [] {
          sums[other, default: 0] += share / whole * chance / max(sum, 1e-12)
        }
      }
      let best = sums.filter { $0.value > 0.002 }.sorted { ($0.value, $1.key) > ($1.value, $0.key) }
      others[spelling] = (best.prefix(mostOthers).map(\.key).filter { $0 != spelling } + [UInt16(spelling)])
        .map {
          Spelling(
            number: $0, decibans: pairs.weight(UInt16(spelling), $0, asSurname: asSurname) ?? 0)
        }
        .sorted { ($0.strength, $1.number) > ($1.strength, $0.number) }
    }
    return (bearers.map { $0.map(\.character) }, others)
  }

  private func usualChances(of character: Int, asSurname: Bool) -> [UInt16: Float] {
    var chances: [UInt16: Float] = [:]
    let shares = tables.romanisations.regionShares
    tables.romanisations.withReferences(of: character, asSurname: asSurname) { references, packed in
      for reference in references {
        let reading = Int(reference.reading)
        for entry in Int(packed.starts[reading])..<Int(packed.starts[reading + 1]) {
          let chance = reference.share * (packed.chances[entry] * shares).sum()
          if chance > 0.0003 { chances[packed.spellings[entry], default: 0] += chance }
        }
      }
    }
    return chances
  }

  /// Every character that has the spelling, likeliest first.
  func characters(of spelling: UInt16, asSurname: Bool) -> [UInt16] {
    asSurname ? surnameCharacters[Int(spelling)] : givenCharacters[Int(spelling)]
  }

  /// The spelling itself, and others that may stand for the same character; the strongest first.
  func others(of spelling: UInt16, asSurname: Bool) -> [Spelling] {
    let others = asSurname ? surnameOthers[Int(spelling)] : givenOthers[Int(spelling)]
    return others.isEmpty ? [Spelling(number: spelling, decibans: NameWeights.loudest)] : others
  }

  /// How pinyin spells a character: its readings that are not rare, at most three.
  func pinyin(of character: UInt16, asSurname: Bool) -> [UInt16] {
    asSurname ? surnamePinyin[Int(character)] : givenPinyin[Int(character)]
  }

  /// The spellings of a compound surname as one word.
  func compoundSpellings(_ first: UInt16, _ second: UInt16) -> [UInt16] {
    guard let reading = tables.romanisations.compoundReadings[HanCharacters.pairKey(first, second)] else {
      return []
    }
    return tables.romanisations.rows[Int(reading)].map(\.spelling)
  }

  private func readPinyin(of character: Int, asSurname: Bool) -> [UInt16] {
    guard let convention = tables.romanisations.conventions.firstIndex(where: { $0.name == "pinyin" })
    else { return [] }
    var found: [(share: Float, spelling: UInt16)] = []
    tables.romanisations.withReferences(of: character, asSurname: asSurname) { references, _ in
      for reference in references {
        let rows = tables.romanisations.rows[Int(reference.reading)]
        guard reference.share > 0.04,
          let row = rows.first(where: { Int($0.convention) == convention })
        else { continue }
        found.append((reference.share, row.spelling))
      }
    }
    return found.sorted { ($0.share, $1.spelling) > ($1.share, $0.spelling) }.prefix(3).map(\.spelling)
  }

  /// The likeliest spellings of a character in each of the eight regions.
  func spellings(of character: Int, asSurname: Bool) -> [[UInt16]] {
    var regions = [[(chance: Float, spelling: UInt16)]](repeating: [], count: 8)
    tables.romanisations.withReferences(of: character, asSurname: asSurname) { references, packed in
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
}
