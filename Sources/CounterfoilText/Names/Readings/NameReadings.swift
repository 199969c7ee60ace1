/// Turns a Chinese name into what it looks like in the other script, for a search of texts.
///
/// A search has no list of names to compare with, only the words of its index. So letters are turned into
/// characters that stand side by side in some text, and characters into the spellings of each region.
/// Keeps working memory between calls; make one for each thread.
public final class NameReadings {
  private let matcher = NameMatcher()
  private let tables = NameTables.shared
  private let spelled = SyllableCharacters.shared

  /// So many of a syllable's likeliest characters are tried.
  private static let mostSurnames = 8
  private static let mostGiven = 36
  /// Two characters are looked up so often at most for one name: some milliseconds.
  private static let mostLookUps = 500
  /// A reading that is less likely, in decibans, is left out.
  private static let leastWeight: Float = 4

  public init() {}

  // MARK: - Letters to characters

  /// The names in simplified characters that the letters may spell, in any convention, likeliest first; none where the
  /// text is no Chinese name of two to four syllables.
  /// - Parameters:
  ///   - most: How many at most.
  ///   - holds: Whether these two characters stand side by side anywhere.
  public func inCharacters(_ text: String, most: Int = 40, holds: (String) throws -> Bool) rethrows
    -> [String]
  {
    let name = matcher.analyse(text)
    guard name.hanCount == 0 else { return [] }
    var found: Set<[UInt16]> = []
    var budget = Self.mostLookUps
    for syllables in orders(of: name) {
      try addNames(syllables, &found, &budget, holds)
    }
    return found.map { (weight: matcher.weigh(text, written($0)), name: written($0)) }
      .filter { $0.weight >= Self.leastWeight }
      .sorted { ($0.weight, $1.name) > ($1.weight, $0.name) }
      .prefix(most).map(\.name)
  }

  /// The syllables of a romanised name, the surname first: as written, and with the last word before the others.
  private func orders(of name: AnalysedName) -> [[UInt16]] {
    var words: [[UInt16]] = []
    for index in 0..<name.tokenCount {
      let token = name.tokens[index]
      if !token.marks.isDisjoint(with: [.title, .suffix]) { continue }
      guard let syllables = shortestCut(name, token) else {
        // Simon Yam: the Chinese name is the rest.
        if token.marks.contains(.western) { continue }
        return []
      }
      words.append(syllables)
    }
    let count = words.reduce(0) { $0 + $1.count }
    guard count >= 2, count <= 4 else { return [] }
    var orders: [[UInt16]] = []
    // He can, so long: syllables, but no name.
    let isEnglish = (0..<name.tokenCount).allSatisfy {
      LanguageProfiles.shared.isCommon(name.word(name.tokens[$0]), in: "en")
    }
    if isEnglish { return [] }
    // One word alone is mostly no name: china, change.
    if words.count == 1, words[0].count < 3 { return [] }
    if words.count == 1 || words[0].count == 1 { orders.append(words.flatMap(\.self)) }
    if words.count > 1, let last = words.last, last.count == 1 {
      orders.append(last + words.dropLast().flatMap(\.self))
    }
    return orders.filter { tables.romanisations.canBeginName($0[0]) && $0.count <= 3 }
  }

  /// A word cut into the fewest listed syllables, at each place the commonest: Xu Yan Jun, not Xuy An Jun.
  private func shortestCut(_ name: AnalysedName, _ token: AnalysedName.Token) -> [UInt16]? {
    guard token.marks.contains(.syllables) else { return nil }
    var syllables: [UInt16] = []
    var letter = token.start
    while letter < token.end {
      var index = Int(name.syllablesAt[Int(letter)])
      var next: AnalysedName.Syllable?
      var commonest: Float = -1
      while index < name.syllableCount, name.syllables[index].start == letter {
        let syllable = name.syllables[index]
        index += 1
        guard syllable.isOnShortestCut else { continue }
        let share = tables.romanisations.share(of: syllable.spelling)
        if share > commonest { (commonest, next) = (share, syllable) }
      }
      guard let next else { return nil }
      syllables.append(next.spelling)
      letter = next.end
    }
    return syllables
  }

  private func addNames(
    _ syllables: [UInt16], _ found: inout Set<[UInt16]>, _ budget: inout Int, _ holds: (String) throws -> Bool
  ) rethrows {
    let surnames = spelled.characters(of: syllables[0], asSurname: true).prefix(Self.mostSurnames)
    let given = syllables.dropFirst().map {
      spelled.characters(of: $0, asSurname: false).prefix(Self.mostGiven)
    }
    let beginnings = try sideBySide(surnames, given[0], &budget, holds)
    guard given.count == 2 else {
      for pair in beginnings { found.insert([pair.0, pair.1]) }
      return
    }
    let middles = Set(beginnings.map(\.1))
    let endings = try sideBySide(given[0].filter(middles.contains)[...], given[1], &budget, holds)
    for (surname, middle) in beginnings {
      for ending in endings where ending.0 == middle { found.insert([surname, middle, ending.1]) }
    }
  }

  /// Those pairs of characters that stand side by side, the likeliest looked up first.
  private func sideBySide(
    _ ones: ArraySlice<UInt16>, _ others: ArraySlice<UInt16>, _ budget: inout Int,
    _ holds: (String) throws -> Bool
  ) rethrows -> [(UInt16, UInt16)] {
    var ranked: [(rank: Int, pair: (UInt16, UInt16))] = []
    for (rank, one) in ones.enumerated() {
      for (place, other) in others.enumerated() { ranked.append((2 * rank + place, (one, other))) }
    }
    ranked.sort { $0.rank < $1.rank }
    var found: [(UInt16, UInt16)] = []
    for (_, pair) in ranked.prefix(budget / 2) {
      budget -= 1
      if try holds(written([pair.0, pair.1])) { found.append(pair) }
    }
    return found
  }

  private func written(_ characters: [UInt16]) -> String {
    var text = ""
    for character in characters {
      if let scalar = Unicode.Scalar(tables.characters.scalars[Int(character)]) {
        text.unicodeScalars.append(scalar)
      }
    }
    return text
  }

  // MARK: - Characters to letters

  /// The ways in which a name in characters is written in Latin letters, region by region, as phrases of small letters:
  /// `xu yanjun`, `yanjun xu`, `hsu yen chun`. None where the text is no Chinese name.
  ///
  /// Phrases of which some word may be no word of any text; the search finds out.
  public func inLetters(_ text: String, most: Int = 500) -> [String] {
    let name = matcher.analyse(text)
    guard name.tokenCount == 0, name.hanCount >= 2, name.hanCount <= 4,
      tables.characters.surname[Int(name.han[0])] > HanCharacters.rareShare || name.surnameLength == 2,
      name.hanCount - name.surnameLength <= 2
    else { return [] }
    let surnames = surnameSpellings(name)
    let given = (name.surnameLength..<name.hanCount).map {
      tables.romanisations.regionalSpellings(of: name.han[$0], asSurname: false)
    }
    var phrases: [String] = []
    var seen: Set<String> = []
    func add(_ phrase: String) { if seen.insert(phrase).inserted { phrases.append(phrase) } }
    for region in surnames.indices {
      for surname in surnames[region].prefix(3) {
        for first in given[0][region].prefix(2) {
          let ones = given.count == 1 ? [[first]] : given[1][region].prefix(2).map { [first, $0] }
          for syllables in ones {
            let words = syllables.map(letters)
            for written in Set([words.joined(), words.joined(separator: " ")]).sorted() {
              add("\(surname) \(written)")
              add("\(written) \(surname)")
            }
          }
        }
      }
    }
    return Array(phrases.prefix(most))
  }

  /// By region; a compound surname as one word and as two.
  private func surnameSpellings(_ name: AnalysedName) -> [[String]] {
    let first = tables.romanisations.regionalSpellings(of: name.han[0], asSurname: true)
    guard name.surnameLength == 2 else { return first.map { $0.map(letters) } }
    let second = tables.romanisations.regionalSpellings(of: name.han[1], asSurname: true)
    let whole = tables.romanisations.compoundSpellings(name.han[0], name.han[1]).map(letters)
    return zip(first, second).map { first, second in
      guard let one = first.first, let other = second.first else { return whole }
      return Array((whole.prefix(1) + [letters(one) + letters(other)]))
    }
  }

  private func letters(_ spelling: UInt16) -> String {
    Romanisations.unpacked(tables.romanisations.spellingLetters[Int(spelling)])
  }
}
