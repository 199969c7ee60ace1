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
    EnglishNarrator.introduce(words, lexicon, &document)
    document.findLead(after: sentence)
    var reading = EnglishReading(clauses: clauses, document: document)
    if words.last?.isSign("?") != true {
      reading.readAliases()
      reading.readVerbs()
      reading.readPhrases()
    }
    document = reading.document
    reading.rememberBodies(in: &document)
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
  /// Who says the clause whose phrases are being read.
  var phraseSpeakers: [String] = []
  /// By predicate: who says it and how.
  let voices: [EnglishVoice]
  /// Appositions → the phrase they stand beside.
  let sameAs: [Int: Int]
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
    var relation = relation
    if relation.speakers.isEmpty { relation.speakers = phraseSpeakers }
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
  func isName(_ quote: String) -> Bool {
    quote.split(whereSeparator: \.isWhitespace).contains { word in
      word.first?.isUppercase == true && !isActor(word.lowercased())
        && lexicon.classes[word.lowercased()] == nil
    }
  }

  /// Whether a participant is named, or tied to somebody who is: `Su's mother`.
  func isTied(_ participant: Relation.Participant) -> Bool {
    participant.mention != nil || isName(participant.quote)
      || sentence.words.contains { $0.isName && participant.range.contains($0.range.lowerBound) }
  }

  /// Whom the sentence was about, for the pronouns of the next.
  func subjects(for document: inout RelationDocument) {
    for predicate in predicates.reversed() where predicate.governor == nil {
      for phrase in predicate.subject {
        guard let mention = sentence.mention(of: phrase) else { continue }
        let full = document.full(mention)
        if mention.kind == .person {
          document.subjectPerson = full
          document.stranger = nil
        }
        if mention.kind == .organisation { document.subjectOrganisation = full }
      }
    }
    rememberStrangers(in: &document)
    let people = sentence.words.compactMap { $0.mention?.kind == .person ? $0.mention : nil }
    if Set(people.map(\.value)).count == 1, let one = people.first {
      document.subjectPerson = document.full(one)
      document.stranger = nil
    }
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
