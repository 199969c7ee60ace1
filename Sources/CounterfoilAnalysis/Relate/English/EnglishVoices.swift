import CounterfoilModel

/// Who says a clause, and how.
struct EnglishVoice {
  /// Outermost first.
  var speakers: [String] = []
  /// What governs conduct in it: an accusation, a plea; nil where nothing does.
  var modality: Modality?
  var isHedged = false
  /// Meant, asked or feared and not done: `plans to`, `if`, `should`.
  var isUnreal = false
  /// Only tried: `attempted to`.
  var isAttempt = false
  var isNegated = false
  /// How many of the speakers were named sentences before.
  var standing = 0
}

/// Works out the voices of a sentence's verbs.
enum EnglishVoices {
  static func voices(_ clauses: EnglishClauses, _ document: inout RelationDocument) -> [EnglishVoice] {
    let sentence = clauses.sentence
    let lexicon = sentence.lexicon
    var (sources, stated) = sources(clauses, document)
    var standing = 0
    if let stated {
      document.standingModality = stated
      document.standingSpeakers = sources
      document.standingSource = sources
    } else if sources.isEmpty, !document.standingSpeakers.isEmpty {
      // What a court paper says goes on to the end of the paragraph.
      sources = document.standingSpeakers
      standing = sources.count
      stated = document.standingModality
    }
    let closing = closing(clauses)
    var result: [EnglishVoice] = []
    for (index, predicate) in clauses.predicates.enumerated() {
      let verb = sentence.verbs[predicate.verb]
      // Whatever governs it came before it.
      var voice = predicate.governor.map { result[$0] } ?? EnglishVoice()
      if predicate.governor == nil {
        voice.speakers = sources
        voice.standing = standing
        if let stated { voice.modality = stated }
        if let closing, closing.predicate != index,
          predicate.item < clauses.predicates[closing.predicate].item
        {
          voice.speakers.append(closing.speaker)
          if let modality = closing.modality { voice.modality = modality }
        }
      }
      // `neither suspect was`, `signed no contract`
      let phrases = predicate.subject + (predicate.objects.first ?? [])
      voice.isNegated = verb.isNegated || phrases.contains { isNone($0, sentence) }
      if let governor = predicate.governor { govern(&voice, governor, predicate.bond, clauses, document) }
      if let modal = verb.modal {
        if lexicon.has(modal, in: "hedging modal") { voice.isHedged = true }
        if lexicon.has(modal, in: "unreal modal") { voice.isUnreal = true }
      }
      for adverb in verb.adverbs {
        if lexicon.has(adverb, in: "accusing adverb") { voice.modality = .alleged }
        if lexicon.has(adverb, in: "hedge") { voice.isHedged = true }
      }
      if predicate.isHypothetical { voice.isUnreal = true }
      if predicate.isMeant {
        voice.isAttempt = true
        voice.isUnreal = false
      }
      result.append(voice)
    }
    return result
  }

  /// `neither suspect`, `no charge`
  private static func isNone(_ phrase: Int, _ sentence: EnglishSentence) -> Bool {
    ["no", "neither", "none", "nobody"].contains(sentence.text(sentence.phrases[phrase].words.lowerBound))
  }

  /// What a governing verb does to what hangs on it.
  private static func govern(
    _ voice: inout EnglishVoice, _ governor: Int, _ bond: EnglishPredicate.Bond?, _ clauses: EnglishClauses,
    _ document: RelationDocument
  ) {
    let sentence = clauses.sentence
    let lexicon = sentence.lexicon
    let head = clauses.predicates[governor]
    let verb = sentence.verbs[head.verb]
    if bond == .beside { return }
    let follows = sentence.text(verb.words.upperBound)
    if let modality = modality(of: verb.lemma, followedBy: follows, lexicon) {
      voice.modality = verb.isNegated ? .denied : modality
    } else if verb.isNegated, bond != .complement {
      voice.isNegated = true
    }
    if isSpeech(verb.lemma, lexicon), bond == .complement || lexicon.has(verb.lemma, in: "accuse") {
      let phrases = verb.isPassive ? head.prepositions.first { $0.name == "by" }?.phrases ?? [] : head.subject
      if let speaker = phrases.first.flatMap({ name(of: $0, sentence, document) }) {
        voice.speakers.append(speaker)
      }
      if let phrase = phrases.first, voice.modality == nil {
        voice.modality = stated(by: sentence.words[sentence.phrases[phrase].head].text, lexicon)
      }
      return
    }
    guard bond == .infinitive else { return }
    if lexicon.has(verb.lemma, in: "attempt") {
      voice.isAttempt = true
    } else if !lexicon.has(verb.lemma, in: "accomplish"),
      modality(of: verb.lemma, followedBy: follows, lexicon) == nil
    {
      voice.isUnreal = true
    }
  }

  static func isSpeech(_ lemma: String, _ lexicon: EnglishLexicon) -> Bool {
    ["speech", "accuse", "deny", "admit", "retract"].contains { lexicon.has(lemma, in: $0) }
  }

  private static func modality(of lemma: String, followedBy word: String, _ lexicon: EnglishLexicon)
    -> Modality?
  {
    if lexicon.has(lemma, in: "accuse") { return .alleged }
    if lexicon.has(lemma, in: "deny") { return .denied }
    if lexicon.has(lemma, in: "retract") { return .retracted }
    if lexicon.has(lemma, in: "admit") { return .convicted }
    switch lemma {
    case "charge", "indict": return .charged
    case "plead": return word == "guilty" ? .pleaded : .denied
    case "convict", "sentence": return .convicted
    case "find": return word == "guilty" ? .convicted : nil
    case "acquit", "clear": return .acquitted
    default: return nil
    }
  }

  /// How a paper or a person of the law says what it says: a complaint alleges, evidence in court has proved.
  private static func stated(by noun: String, _ lexicon: EnglishLexicon) -> Modality? {
    if lexicon.singular(noun, in: "accusing source") != nil { return .alleged }
    return lexicon.singular(noun, in: "proving source") != nil ? .convicted : nil
  }

  /// `According to X, …`: those who are said to say all of it, and whether they accuse.
  private static func sources(_ clauses: EnglishClauses, _ document: RelationDocument) -> (
    [String], Modality?
  ) {
    let sentence = clauses.sentence
    var speakers: [String] = []
    var stated: Modality?
    for index in sentence.items.indices.dropLast() {
      guard case .preposition(let name) = sentence.items[index],
        case .phrase(let phrase) = sentence.items[index + 1],
        sentence.lexicon.has(name, in: "source")
      else { continue }
      if let speaker = self.name(of: phrase, sentence, document) { speakers.append(speaker) }
      let head = sentence.words[sentence.phrases[phrase].head].text
      stated = stated ?? self.stated(by: head, sentence.lexicon)
    }
    return (speakers, stated)
  }

  /// `…, X said.`: the verb of speech at the end, which all before it hangs on.
  private static func closing(_ clauses: EnglishClauses)
    -> (predicate: Int, speaker: String, modality: Modality?)?
  {
    let sentence = clauses.sentence
    guard let index = clauses.predicates.indices.last, index > 0 else { return nil }
    let predicate = clauses.predicates[index]
    let verb = sentence.verbs[predicate.verb]
    guard predicate.governor == nil, verb.sort == .finite, isSpeech(verb.lemma, sentence.lexicon) else {
      return nil
    }
    var subject = predicate.subject.first
    if predicate.objects.isEmpty {
      guard !verb.isPassive, let subject,
        sentence.phrases[subject].words.lowerBound > clauses.predicates[0].item
      else { return nil }
    } else {
      // `…, announced Attorney General X.`: the speaker comes last.
      guard verb.words.count == 1, verb.mayBeReduced, predicate.objects.count == 1, predicate.item > 0,
        [.comma, .quote].contains(sentence.items[predicate.item - 1]),
        let last = predicate.objects[0].first,
        sentence.kind(of: last) == .person || sentence.kind(of: last) == .organisation
      else { return nil }
      subject = last
    }
    guard let subject, let speaker = name(of: subject, sentence, nil) else { return nil }
    return (index, speaker, modality(of: verb.lemma, followedBy: "", sentence.lexicon))
  }

  /// A speaker's name as the text has it; nil for pronouns that mean nobody known.
  private static func name(of phrase: Int, _ sentence: EnglishSentence, _ document: RelationDocument?)
    -> String?
  {
    let found = sentence.phrases[phrase]
    let head = sentence.words[found.head]
    if sentence.class(found.head) == .pronoun {
      guard sentence.lexicon.has(head.text, in: "person pronoun") else { return nil }
      return document?.subjectPerson?.quote
    }
    if let mention = head.mention, mention.kind == .person || mention.kind == .organisation {
      return oneLine(mention.quote)
    }
    var first = found.words.lowerBound
    if sentence.class(first) == .determiner, first < found.head { first += 1 }
    if let possessor = found.possessor { first = sentence.phrases[possessor].words.lowerBound }
    return sentence.words[first...found.head].map {
      $0.mention.map { oneLine($0.quote) } ?? $0.text
    }.joined(separator: " ").replacing(" 's", with: "'s")
  }

  private static func oneLine(_ text: String) -> String {
    text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }
}
