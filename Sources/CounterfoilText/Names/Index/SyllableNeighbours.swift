/// Which spellings may stand for the same character as another: the widening of a query.
///
/// Computed when first needed, in some tens of milliseconds.
final class SyllableNeighbours: @unchecked Sendable {
  // Written once in `init`, read only afterwards.
  static let shared = SyllableNeighbours(NameTables.shared)

  /// Other spellings are sought through so many of the likeliest characters of a spelling.
  private static let mostCharacters = (surname: 14, given: 48)
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
  private var surnameOthers: [[Spelling]] = []
  private var givenOthers: [[Spelling]] = []
  private var surnamePinyin: [[UInt16]] = []
  private var givenPinyin: [[UInt16]] = []

  init(_ tables: NameTables) {
    self.tables = tables
    surnameOthers = others(asSurname: true, Self.mostCharacters.surname, Self.mostOthers.surname)
    givenOthers = others(asSurname: false, Self.mostCharacters.given, Self.mostOthers.given)
    let characters = tables.characters.scalars.indices
    surnamePinyin = characters.map { readPinyin(of: $0, asSurname: true) }
    givenPinyin = characters.map { readPinyin(of: $0, asSurname: false) }
  }

  private func others(asSurname: Bool, _ mostCharacters: Int, _ mostOthers: Int) -> [[Spelling]] {
    let pairs = RomanisedPairs.shared
    let bearers = SyllableCharacters.shared.bearers(asSurname: asSurname)
    var spellings: [UInt16: [(share: Float, spelling: UInt16)]] = [:]
    for (spelling, list) in bearers.enumerated() {
      for bearer in list { spellings[bearer.character, default: []].append((bearer.share, UInt16(spelling))) }
    }
    return bearers.enumerated().map { spelling, list in
      guard !list.isEmpty else { return [] }
      let whole = list.reduce(Float(0)) { $0 + $1.share }
      var sums: [UInt16: Float] = [:]
      for bearer in list.prefix(mostCharacters) {
        let ofCharacter = spellings[bearer.character] ?? []
        let sum = ofCharacter.reduce(Float(0)) { $0 + $1.share }
        for (share, other) in ofCharacter {
          sums[other, default: 0] += bearer.share / whole * share / max(sum, 1e-12)
        }
      }
      let best = sums.filter { $0.value > 0.002 }.sorted { ($0.value, $1.key) > ($1.value, $0.key) }
      let own = UInt16(spelling)
      return (best.prefix(mostOthers).map(\.key).filter { $0 != own } + [own])
        .map { Spelling(number: $0, decibans: pairs.weight(own, $0, asSurname: asSurname) ?? 0) }
        .sorted { ($0.strength, $1.number) > ($1.strength, $0.number) }
    }
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
}
