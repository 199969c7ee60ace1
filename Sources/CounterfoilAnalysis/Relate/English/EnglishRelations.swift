import CounterfoilModel

/// Reads the links and events of English sentences.
///
/// A shallow reader, by rules: words → phrases and verbs → who is subject and object of which verb →
/// frames of `Knowledge/relations/english.yaml`. What it cannot follow it leaves out.
struct EnglishRelations: Sendable {
  private let lexicon: EnglishLexicon

  init(_ tables: RelationTables.Language) { lexicon = EnglishLexicon(tables) }

  /// The relations of one sentence, by where they stand.
  func read(_ sentence: RelationSentence, _ document: inout RelationDocument) -> [Relation] {
    let words = EnglishWords.words(of: sentence)
    let clauses = EnglishClauses(EnglishSentence(words: words, lexicon: lexicon))
    var reading = EnglishReading(clauses: clauses, document: document)
    if words.last?.isSign("?") != true {
      reading.readAliases()
      reading.readVerbs()
      reading.readPhrases()
    }
    document = reading.document
    for mention in sentence.mentions { document.remember(mention) }
    reading.subjects(for: &document)
    return reading.relations.sorted { ($0.words.lowerBound, $0.type) < ($1.words.lowerBound, $1.type) }
  }
}

/// One sentence while its relations are read.
struct EnglishReading {
  let clauses: EnglishClauses
  let sentence: EnglishSentence
  let lexicon: EnglishLexicon
  var document: RelationDocument
  private(set) var relations: [Relation] = []
  private var seen: Set<[String]> = []
  /// By predicate: who says it and how.
  let voices: [EnglishVoice]
  /// Appositions → the phrase they stand beside.
  private let sameAs: [Int: Int]
  /// Where each phrase stands among the items.
  let itemOf: [Int: Int]

  init(clauses: EnglishClauses, document: RelationDocument) {
    self.clauses = clauses
    sentence = clauses.sentence
    lexicon = clauses.sentence.lexicon
    self.document = document
    var sameAs: [Int: Int] = [:]
    for (index, phrase) in sentence.phrases.enumerated() {
      for apposition in phrase.appositions { sameAs[apposition] = index }
    }
    self.sameAs = sameAs
    var itemOf: [Int: Int] = [:]
    for (index, item) in sentence.items.enumerated() {
      if case .phrase(let phrase) = item { itemOf[phrase] = index }
    }
    self.itemOf = itemOf
    voices = EnglishVoices.voices(clauses, &self.document)
  }

  var predicates: [EnglishPredicate] { clauses.predicates }

  /// Adds a relation that names somebody, once.
  mutating func add(_ relation: Relation) {
    guard relation.participants.contains(where: { $0.role != "place" && isTied($0) }) else { return }
    var key =
      [relation.type, relation.modality.rawValue]
      + (relation.type == "alias" ? relation.details.map(\.quote) : [])
    for participant in relation.participants {
      key += [participant.role, participant.mention?.value ?? participant.quote]
    }
    guard seen.insert(key).inserted else { return }
    // Nobody does anything to himself.
    let names = relation.participants.filter { $0.role != "place" }.map { $0.mention?.value ?? $0.quote }
    guard Set(names).count == names.count else { return }
    relations.append(relation)
  }

  /// Whether words hold a name: `Heronmere Logistics`, `two British nationals`, but not the `Officers` that
  /// begin a sentence.
  private func isName(_ quote: String) -> Bool {
    quote.split(whereSeparator: \.isWhitespace).contains { word in
      word.first?.isUppercase == true && !isActor(word.lowercased())
        && lexicon.classes[word.lowercased()] == nil
    }
  }

  /// Whether a participant is named, or tied to somebody who is: `Su's mother`.
  private func isTied(_ participant: Relation.Participant) -> Bool {
    participant.mention != nil || isName(participant.quote)
      || sentence.words.contains { $0.isName && participant.range.contains($0.range.lowerBound) }
  }

  /// Whom the sentence was about, for the pronouns of the next.
  func subjects(for document: inout RelationDocument) {
    for predicate in predicates.reversed() where predicate.governor == nil {
      for phrase in predicate.subject {
        guard let mention = sentence.mention(of: phrase) else { continue }
        let full = document.full(mention)
        if mention.kind == .person { document.subjectPerson = full }
        if mention.kind == .organisation { document.subjectOrganisation = full }
      }
    }
    let people = sentence.words.compactMap { $0.mention?.kind == .person ? $0.mention : nil }
    if Set(people.map(\.value)).count == 1, let one = people.first {
      document.subjectPerson = document.full(one)
    }
  }

  // MARK: who is meant

  /// Who or what a phrase is, in a role; nil for what cannot take part.
  ///
  /// - Parameter isAnything: Whether things may take the role, as targets and assets may.
  func participant(_ phrase: Int, _ role: String, isAnything: Bool = false) -> Relation.Participant? {
    let found = sentence.phrases[phrase]
    let head = sentence.words[found.head]
    if head.isName, let mention = head.mention {
      if mention.kind != .person, lexicon.has(role, in: "role of people") { return nil }
      if mention.kind == .person, lexicon.has(role, in: "role of bodies") { return nil }
      if mention.kind == .place, lexicon.has(role, in: "never a place") { return nil }
      return Relation.Participant(
        role: role, range: mention.range, quote: mention.quote, mention: document.full(mention))
    }
    if head.mention != nil { return nil }
    if let same = sameAs[phrase], let mention = sentence.mention(of: same), mention.kind != .place {
      return Relation.Participant(
        role: role, range: mention.range, quote: mention.quote, mention: document.full(mention))
    }
    let range = sentence.words[found.words.lowerBound].range.lowerBound..<head.range.upperBound
    if let mention = document.referent(at: sentence.words[found.words.lowerBound].range.lowerBound)
      ?? pronoun(head.text, before: found.head)
    {
      return Relation.Participant(
        role: role, range: head.range, quote: document.quote(head.range), mention: mention)
    }
    guard head.sort == .word, sentence.class(found.head) == nil else { return nil }
    if let name = found.appositions.lazy.compactMap({ sentence.mention(of: $0) }).first, name.kind != .place {
      return Relation.Participant(
        role: role, range: name.range, quote: name.quote, mention: document.full(name))
    }
    if isDefinite(found), let mention = definite(head.text, before: found.head) {
      return Relation.Participant(role: role, range: range, quote: document.quote(range), mention: mention)
    }
    if isNameLike(found), let name = capitals(found) {
      return Relation.Participant(role: role, range: name, quote: document.quote(name))
    }
    if !isActor(head.text), lexicon.has(role, in: "role of the owner"),
      let owner = sentence.words[found.words].last(where: { $0.mention?.kind == .organisation })?.mention
    {
      // `the Electoral Commission database`
      return Relation.Participant(
        role: role, range: owner.range, quote: owner.quote, mention: document.full(owner))
    }
    let isTarget =
      lexicon.has(role, in: "role of the owner") && lexicon.singular(head.text, in: "system noun") != nil
    guard isAnything || isTarget || isActor(head.text) else { return nil }
    return Relation.Participant(role: role, range: trimmed(found), quote: document.quote(trimmed(found)))
  }

  /// Whether a phrase looks like a name that nothing has recognised: `Heronmere Logistics`.
  private func isNameLike(_ phrase: EnglishPhrase) -> Bool {
    let head = sentence.words[phrase.head]
    guard head.isCapital, head.sort == .word, !isActor(head.text), lexicon.verbs[head.text] == nil else {
      return false
    }
    return phrase.head > 0 && !sentence.words[phrase.head - 1].isSign("\"") || phrase.words.count > 1
      || sentence.class(phrase.head) == nil && head.text.count > 3
  }

  /// The last run of words in capitals.
  private func capitals(_ phrase: EnglishPhrase) -> ScalarRange? {
    var first = phrase.head
    while first > phrase.words.lowerBound, sentence.words[first - 1].isCapital,
      sentence.class(first - 1) == nil
    {
      first -= 1
    }
    return sentence.words[first].range.lowerBound..<sentence.words[phrase.head].range.upperBound
  }

  private func isActor(_ noun: String) -> Bool {
    ["person noun", "organisation noun", "role", "family", "associate"].contains {
      lexicon.singular(noun, in: $0) != nil
    }
  }

  /// The phrase without its article, with whose and of what it is.
  private func trimmed(_ phrase: EnglishPhrase) -> ScalarRange {
    var first = phrase.words.lowerBound
    var end = phrase.words.upperBound
    if let possessor = phrase.possessor {
      first = sentence.phrases[possessor].words.lowerBound
    }
    while first < phrase.head, sentence.class(first) == .determiner { first += 1 }
    if let of = phrase.after.first(where: { $0.preposition == "of" })?.phrase {
      end = sentence.phrases[of].words.upperBound
    }
    return sentence.words[first].range.lowerBound..<sentence.words[end - 1].range.upperBound
  }

  private func isDefinite(_ phrase: EnglishPhrase) -> Bool {
    ["the", "this", "that", "said"].contains(sentence.text(phrase.words.lowerBound))
      && phrase.words.count == 2
  }

  /// - Parameter word: Where it stands: whoever is named before it in the sentence comes first.
  private func pronoun(_ text: String, before word: Int) -> Mention? {
    let isPerson = lexicon.has(text, in: "person pronoun")
    guard isPerson || lexicon.has(text, in: "thing pronoun") else { return nil }
    let kind: Mention.Kind = isPerson ? .person : .organisation
    var inside: [Mention] = []
    for index in 0..<word {
      guard let mention = sentence.words[index].mention, mention.kind == kind else { continue }
      let full = document.full(mention)
      if !inside.contains(where: { $0.value == full.value }) { inside.append(full) }
    }
    if inside.count == 1 { return inside[0] }
    // `X and its owner`: whose is the nearest.
    if text == "its" { return inside.last ?? document.subjectOrganisation }
    if inside.count > 1 {
      // The subject of the sentence, if it is one of them.
      for predicate in predicates where predicate.governor == nil {
        for phrase in predicate.subject where sentence.phrases[phrase].head < word {
          if let mention = sentence.mention(of: phrase), mention.kind == kind {
            return document.full(mention)
          }
        }
      }
      return nil
    }
    return isPerson ? document.subjectPerson : document.subjectOrganisation
  }

  private func definite(_ noun: String, before word: Int) -> Mention? {
    if lexicon.has(noun, in: "definite person") {
      return document.subjectPerson
    }
    guard lexicon.has(noun, in: "definite organisation") else { return nil }
    for index in (0..<word).reversed() {
      if let mention = sentence.words[index].mention, mention.kind == .organisation { return mention }
    }
    return document.subjectOrganisation ?? document.organisations.last
  }

  // MARK: when and where

  /// The date that belongs to what stands between two words.
  func date(from first: Int, to end: Int) -> String? {
    var only: String?
    var count = 0
    for (index, word) in sentence.words.enumerated() {
      guard let mention = word.mention, mention.kind == .date else { continue }
      if index >= first, index < end { return mention.value }
      only = mention.value
      count += 1
    }
    return count == 1 ? only : nil
  }

  /// From the first to the last of these, in scalars.
  func span(_ words: Range<Int>, _ participants: [Relation.Participant], _ details: [Relation.Detail])
    -> ScalarRange
  {
    var low = sentence.words[words.lowerBound].range.lowerBound
    var high = sentence.words[words.upperBound - 1].range.upperBound
    let sentenceRange =
      sentence.words[0].range.lowerBound..<sentence.words[sentence.words.count - 1].range.upperBound
    for range in participants.map(\.range) + details.map(\.range)
    where sentenceRange.contains(range.lowerBound) {
      low = min(low, range.lowerBound)
      high = max(high, range.upperBound)
    }
    return low..<high
  }
}
