/// The tables that every comparison reads, loaded once when first used.
struct NameTables: Sendable {
  static let shared = NameTables()

  let characters: HanCharacters
  let romanisations: Romanisations
  let tokens: TokenTable
  let folds: LatinFolds
  let hanTitles: HanTitles

  private init() {
    characters = HanCharacters()
    romanisations = Romanisations(characters: characters)
    tokens = TokenTable(chinese: Self.chineseWords(romanisations))
    folds = LatinFolds()
    hanTitles = HanTitles(characters: characters)
  }

  /// The share of Chinese names that have a word as their surname or as a syllable of the given name.
  private static func chineseWords(_ romanisations: Romanisations) -> [(word: String, share: Float)] {
    let shares = romanisations.regionShares
    return romanisations.spellingLetters.enumerated().compactMap { number, letters in
      let share = max(
        (romanisations.surnameBackground[number] * shares).sum(),
        (romanisations.givenBackground[number] * shares).sum() / 2)
      return share > 2e-5 ? (Romanisations.unpacked(letters), share) : nil
    }
  }
}

extension NameTables {
  /// Whether a word is a given name of the kind that people put before their Chinese name.
  func isWestern(_ token: AnalysedName.Token) -> Bool {
    guard token.entry != 0 else { return false }
    let entry = tokens.entries[Int(token.entry)]
    return entry.isWesternGiven || entry.given > 1e-4 && entry.given > entry.surname
  }
}

/// Forms of address behind a Chinese name (先生, 教授), as character numbers.
struct HanTitles: Sendable {
  private var byLast: [UInt16: [[UInt16]]] = [:]

  init(characters: HanCharacters) {
    KnowledgeTable.forEachRow(of: "names/latin/titles.tsv") { fields in
      let scalars = fields[0].scalars
      guard scalars.count > 1, scalars.allSatisfy({ $0 >= 0x3400 }) else { return }
      let ids = scalars.map(characters.id)
      if let last = ids.last { byLast[last, default: []].append(ids) }
    }
    for key in byLast.keys { byLast[key]?.sort { $0.count > $1.count } }
  }

  /// How many characters at the end of the name are a form of address.
  func suffix(of name: AnalysedName) -> Int {
    guard name.hanCount > 2, let titles = byLast[name.han[name.hanCount - 1]] else { return 0 }
    for title in titles where title.count < name.hanCount {
      let start = name.hanCount - title.count
      if title.indices.allSatisfy({ name.han[start + $0] == title[$0] }) { return title.count }
    }
    return 0
  }
}
