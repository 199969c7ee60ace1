import CounterfoilModel

extension ReferenceReader {
  private struct Pronoun {
    var sex: LinkingWords.Marks
    /// him, them: never the one who acts.
    var isObject = false
    /// her: of or whom.
    var isEither = false
    var isPlural = false
  }

  private static let pronouns: [UInt64: Pronoun] = {
    var table: [UInt64: Pronoun] = [:]
    func add(_ words: String, _ pronoun: Pronoun) {
      for word in words.split(separator: " ") { table[FeatureHash.word(word)] = pronoun }
    }
    add("he his himself", Pronoun(sex: .male))
    add("him", Pronoun(sex: .male, isObject: true))
    add("she hers herself", Pronoun(sex: .female))
    add("her", Pronoun(sex: .female, isEither: true))
    add("they their themself", Pronoun(sex: [], isPlural: true))
    add("them", Pronoun(sex: [], isObject: true, isPlural: true))
    return table
  }()

  private static let the = FeatureHash.word("the")
  private static let being: Set<UInt64> = hashes("is was were are be been being became")
  /// Behind these nouns comes a name or a clause that says which is meant.
  private static let further: Set<UInt64> = hashes("of that which who whose where for")
  private static let articles: Set<UInt64> = hashes(
    "a an the another one this that any some every no his her their its my our")
  /// Small words that a possessive does not stand before.
  private static let notOwned: Set<UInt64> = hashes(
    "at in on to and or with for from that when as by about after before into but if while who which because so then not"
  )
  private static let singularEnds: Set<UInt64> = hashes(
    "was is has his this its as does says us yes plus thus less always perhaps news series goes gets takes makes works lives "
      + "across towards besides sometimes afterwards years months weeks days hours minutes times euros dollars terms pounds"
  )

  private static func hashes(_ words: String) -> Set<UInt64> {
    Set(words.split(separator: " ").map { FeatureHash.word($0) })
  }

  /// Reads one word.
  /// - Returns: Where to read on.
  mutating func english(
    _ word: LatinWord, _ mark: Mark, _ quotes: Int, _ sentence: Range<Int>, _ scope: inout Scope
  ) -> Int {
    if let pronoun = Self.pronouns[word.hash], !word.isCaps {
      if quotes == 0 { addEnglish(pronoun, word, mark, &scope) }
      return max(word.end, word.start + 1)
    }
    if word.hash == Self.the, let noun = LatinWords(text: text).after(word.end),
      noun.end <= sentence.upperBound,
      let kinds = sorts.english[noun.hash]
    {
      scope.hasBody = true
      let next = LatinWords(text: text).after(noun.end)
      let isNamed = next.map { Self.further.contains($0.hash) || $0.isCapital && !$0.isInitial } ?? false
      if !isNamed, text[noun.end] != 0x2D, let target = body(kinds, mark) {
        add(.description, word.start, noun.end, target)
      }
      return noun.end
    }
    if !word.isCapital || word.start == sentence.lowerBound {
      note(word, &scope)
    }
    return max(word.end, word.start + 1)
  }

  private mutating func addEnglish(_ pronoun: Pronoun, _ word: LatinWord, _ mark: Mark, _ scope: inout Scope)
  {
    let step = LatinWords(text: text)
    // Nobody is his own clerk.
    if let before = step.before(word.start), Self.being.contains(before.hash), !pronoun.isObject { return }
    var isObject = pronoun.isObject
    if pronoun.isEither {
      let next = step.after(word.end)
      isObject = next.map { $0.isCapital || Self.notOwned.contains($0.hash) } ?? true
    }
    if pronoun.isPlural {
      let one = mark.scope.people.isEmpty ? mark.last : mark.scope
      guard !one.hasPlural, !one.hasBody, !mark.scope.hasBody, !mark.scope.hasPlural else { return }
    }
    addPerson(word.start, word.end, mark, sex: pronoun.sex, isObject: isObject, &scope)
  }

  /// Notes people without a name, and several of anything.
  private func note(_ word: LatinWord, _ scope: inout Scope) {
    if let known = words.english[word.hash], !known.marks.isDisjoint(with: [.title, .human, .kin]) {
      if !isTitle(word.start), isHeaded(word) { scope.hasStranger = true }
      return
    }
    if word.end - word.start > 3, text.lower(word.end - 1) == 0x73, text.lower(word.end - 2) != 0x73,
      !Self.singularEnds.contains(word.hash)
    {
      scope.hasPlural = true
    }
  }

  /// Whether an article stands some words before: an officer, the young woman.
  private func isHeaded(_ word: LatinWord) -> Bool {
    let step = LatinWords(text: text)
    var start = word.start
    for _ in 0..<4 {
      guard let before = step.before(start) else { return false }
      if Self.articles.contains(before.hash) { return true }
      start = before.start
    }
    return false
  }
}
