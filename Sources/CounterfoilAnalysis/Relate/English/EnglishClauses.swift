import CounterfoilModel

/// A verb with what stands about it.
struct EnglishPredicate {
  /// How it hangs on the verb that governs it.
  enum Bond: Hashable {
    /// `said (that) …`
    case complement
    /// `ordered … to …`
    case infinitive
    /// `charged with …ing`: the preposition.
    case gerund(String)
    /// `…, stealing …`: no more than beside it.
    case beside
  }

  var verb: Int
  /// The item it begins with.
  var item: Int
  /// Phrases, joined by `and`. Of a passive verb the subject is who suffers.
  var subject: [Int]
  var objects: [[Int]] = []
  var prepositions: [(name: String, phrases: [Int])] = []
  var governor: Int?
  var bond: Bond?
  var isHypothetical = false
  /// Hangs on a noun that says it was only meant: `a conspiracy to …`.
  var isMeant = false
  /// Words up to here belong to it.
  var end = 0
}

/// Finds who is subject and object of each verb, from left to right.
struct EnglishClauses {
  private(set) var sentence: EnglishSentence
  private(set) var predicates: [EnglishPredicate] = []

  private enum Target { case subject, object, preposition, phrase }

  private var current: Int?
  private var subject: [Int] = []
  /// The predicate whose complement the next clause is.
  private var complementOf: Int?
  private var isHypothetical = false
  private var pendingPreposition: String?
  private var leading: [(String, [Int])] = []
  private var isAfterComma = false
  private var isCoordinated = false
  /// Whom `who` means.
  private var relative: Int?
  private var outer: [(current: Int?, subject: [Int], hasComma: Bool)] = []
  private var lastPhrase: Int?
  private var lastApposition: Int?
  private var target = Target.subject
  private var lastItem: EnglishSentence.Item?

  init(_ sentence: EnglishSentence) {
    self.sentence = sentence
    for index in sentence.items.indices { take(index) }
    for index in predicates.indices {
      let next = predicates.dropFirst(index + 1).first { $0.item > predicates[index].item }?.item
      predicates[index].end = next.map { sentence.starts[$0] } ?? sentence.words.count
    }
  }

  private mutating func take(_ index: Int) {
    let item = sentence.items[index]
    defer {
      lastItem = item
      switch item {
      case .comma, .coordinator: break
      default: isAfterComma = false
      }
      if item != .coordinator, item != .comma { isCoordinated = false }
    }
    switch item {
    case .phrase(let phrase): take(phrase: phrase, index)
    case .verb(let verb): take(verb: verb, index)
    case .preposition(let name): pendingPreposition = name
    case .coordinator:
      isCoordinated = true
      pendingPreposition = nil
    case .relative(let word): takeRelative(word)
    case .subordinator(let word):
      // `Gu, a professor until it dismissed her, was …`: her verb is still to come.
      if current == nil, !subject.isEmpty { outer.append((nil, subject, true)) }
      beginClause(subject: [])
      isHypothetical = word == "if" || word == "unless" || word == "whether"
    case .comma:
      isAfterComma = true
      pendingPreposition = nil
      if let last = outer.last, last.hasComma, relative == nil { resume() }
    case .colon:
      beginClause(subject: [])
      outer.removeAll()
    case .quote: break
    }
  }

  private mutating func beginClause(subject: [Int], complementOf: Int? = nil) {
    current = nil
    self.subject = subject
    self.complementOf = complementOf
    isHypothetical = complementOf.map { predicates[$0].isHypothetical } ?? false
    pendingPreposition = nil
    relative = nil
    target = .subject
  }

  private mutating func resume() {
    guard let last = outer.popLast() else { return }
    current = last.current
    subject = last.subject
    target = .phrase
  }

  // MARK: phrases

  private mutating func take(phrase: Int, _ index: Int) {
    defer { lastPhrase = phrase }
    switch sentence.kind(of: phrase) {
    case .date:
      pendingPreposition = nil
      return
    default: break
    }
    if let preposition = pendingPreposition {
      pendingPreposition = nil
      attach(phrase, by: preposition, index)
      return
    }
    let isNextFinite = isFinite(after: index)
    if isCoordinated || isAfterComma && isInList(index) {
      // `X is its editor, and I live …`
      let isOther = sentence.class(sentence.phrases[phrase].head) == .pronoun
      if isNextFinite, isOther || current != nil && target != .subject {
        beginClause(subject: [phrase], complementOf: current.flatMap { predicates[$0].governor })
      } else {
        join(phrase)
      }
      return
    }
    if current == nil {
      if relative != nil {
        // `whom X met`: the phrase is the subject inside.
        openRelative(subject: [phrase])
      } else if isAfterComma, let last = subject.last ?? lastPhrase, !subject.isEmpty {
        sentence.phrases[last].appositions.append(phrase)
        lastApposition = phrase
        target = .phrase
      } else {
        subject = [phrase]
        target = .subject
      }
      return
    }
    if isNextFinite {
      let verb = current.map { sentence.verbs[predicates[$0].verb] }
      let governs = !isAfterComma && verb.map { isSpeech($0.lemma) } == true
      beginClause(subject: [phrase], complementOf: governs ? current : nil)
      return
    }
    if isAfterComma, let last = lastPhrase {
      sentence.phrases[last].appositions.append(phrase)
      lastApposition = phrase
      target = .phrase
      return
    }
    guard let current else { return }
    switch lastItem {
    case .verb, .phrase, .quote:
      predicates[current].objects.append([phrase])
      target = .object
    default: break
    }
  }

  private mutating func attach(_ phrase: Int, by preposition: String, _ index: Int) {
    // The item before the preposition is two back.
    let before = index >= 2 ? sentence.items[index - 2] : nil
    if case .phrase(let owner)? = before {
      sentence.phrases[owner].after.append((preposition, phrase))
      if preposition == "of" {
        target = .phrase
        return
      }
    }
    // `Su Bin, 50, of Vancouver`
    if preposition == "of", case .comma? = before, let owner = current == nil ? subject.last : lastPhrase {
      sentence.phrases[root(owner)].after.append((preposition, phrase))
      return
    }
    if let current {
      predicates[current].prepositions.append((preposition, [phrase]))
      target = .preposition
    } else {
      leading.append((preposition, [phrase]))
    }
  }

  /// The phrase that an apposition stands beside.
  private func root(_ phrase: Int) -> Int {
    var root = phrase
    // An apposition comes after what it stands beside, so this ends.
    while let before = sentence.phrases.indices.last(where: {
      sentence.phrases[$0].appositions.contains(root)
    }),
      before < root
    {
      root = before
    }
    return root
  }

  private mutating func join(_ phrase: Int) {
    switch target {
    case .subject:
      if let current, !predicates[current].subject.isEmpty, subject.isEmpty {
        predicates[current].subject.append(phrase)
      }
      subject.append(phrase)
    case .object:
      guard let current, let last = predicates[current].objects.indices.last else { return }
      predicates[current].objects[last].append(phrase)
    case .preposition:
      guard let current, let last = predicates[current].prepositions.indices.last else { return }
      predicates[current].prepositions[last].phrases.append(phrase)
    case .phrase:
      if current == nil, !subject.isEmpty, sentence.mention(of: phrase) != nil {
        subject.append(phrase)
        return
      }
      guard let last = lastApposition ?? lastPhrase else { return }
      sentence.phrases[last].after.append(("and", phrase))
    }
  }

  /// Whether a phrase after a comma goes on with a list: `A, B and C`.
  private func isInList(_ index: Int) -> Bool {
    var next = index + 1
    var steps = 0
    while next < sentence.items.count, steps < 8 {
      switch sentence.items[next] {
      case .coordinator:
        guard next + 1 < sentence.items.count, case .phrase = sentence.items[next + 1] else { return false }
        // `Su, a businessman from Vancouver and …` is no list: a list's members are alike.
        guard case .phrase(let one) = sentence.items[index], let last = lastPhrase else { return false }
        return (sentence.mention(of: one) != nil) == (sentence.mention(of: last) != nil)
      case .comma, .phrase: next += 1
      default: return false
      }
      steps += 1
    }
    return false
  }

  /// Whether the next item is a verb with this phrase as subject.
  private func isFinite(after index: Int) -> Bool {
    var next = index + 1
    // `X of Y said`
    while next + 1 < sentence.items.count, case .preposition = sentence.items[next],
      case .phrase = sentence.items[next + 1]
    {
      next += 2
    }
    guard next < sentence.items.count, case .verb(let verb) = sentence.items[next] else { return false }
    let found = sentence.verbs[verb]
    guard found.sort == .finite else { return false }
    // `documents obtained by …`, `data belonging to`: no verb of its own.
    if found.mayBeReduced, next + 1 < sentence.items.count, case .preposition = sentence.items[next + 1],
      !isSpeech(found.lemma)
    {
      return current == nil
    }
    return true
  }

  /// `its report`, `the claims`: what a clause with `that` spells out.
  private func isReport(_ phrase: Int?) -> Bool {
    guard let phrase else { return false }
    let head = sentence.words[sentence.phrases[phrase].head].text
    return sentence.lexicon.singular(head, in: "report") != nil
  }

  private func isSpeech(_ lemma: String) -> Bool {
    ["speech", "accuse", "deny", "admit", "retract"].contains { sentence.lexicon.has(lemma, in: $0) }
  }

  // MARK: verbs

  private mutating func takeRelative(_ word: String) {
    if word == "that" || word == "whether", case .verb(let verb)? = lastItem,
      isSpeech(sentence.verbs[verb].lemma)
    {
      beginClause(subject: [], complementOf: current)
      return
    }
    if word == "that", let current, isSpeech(sentence.verbs[predicates[current].verb].lemma), !isAfterComma,
      predicates[current].objects.isEmpty
        || sentence.lexicon.has(sentence.verbs[predicates[current].verb].lemma, in: "tell")
        || isReport(predicates[current].objects.last?.last)
    {
      // `told reporters that`, `told Su that`, `withdrew its report that`
      beginClause(subject: [], complementOf: current)
      return
    }
    relative = word == "who" || word == "whom" ? lastPerson ?? lastPhrase : lastPhrase
    outer.append((current, subject, isAfterComma))
    current = nil
  }

  /// Whom `who` means: the last phrase that is a person, a few phrases back at most.
  private var lastPerson: Int? {
    guard let lastPhrase else { return nil }
    return (max(0, lastPhrase - 5)...lastPhrase).reversed().first { phrase in
      if sentence.kind(of: root(phrase)) == .person { return true }
      let head = sentence.words[sentence.phrases[phrase].head].text
      return ["person noun", "role", "family"].contains { sentence.lexicon.singular(head, in: $0) != nil }
    }
  }

  private mutating func openRelative(subject: [Int]) {
    self.subject = subject
    relative = nil
    target = .subject
  }

  private mutating func add(
    _ verb: Int, _ index: Int, subject: [Int], governor: Int?, bond: EnglishPredicate.Bond?
  ) {
    var predicate = EnglishPredicate(
      verb: verb, item: index, subject: subject, governor: governor, bond: bond)
    predicate.isHypothetical = isHypothetical
    predicate.prepositions = leading.map { (name: $0.0, phrases: $0.1) }
    leading.removeAll()
    predicates.append(predicate)
    current = predicates.count - 1
    target = .object
  }

  private mutating func take(verb: Int, _ index: Int) {
    let found = sentence.verbs[verb]
    switch found.sort {
    case .finite: take(finite: verb, index)
    case .infinitive:
      guard let current else {
        add(verb, index, subject: subject, governor: nil, bond: nil)
        return
      }
      let head = predicates[current]
      let isControl = !sentence.verbs[head.verb].isPassive && !head.objects.isEmpty
      if isCoordinated, head.bond == .infinitive {
        add(verb, index, subject: head.subject, governor: head.governor, bond: .infinitive)
      } else {
        add(
          verb, index, subject: isControl ? head.objects[0] : head.subject, governor: current,
          bond: .infinitive)
      }
      if case .phrase(let phrase)? = lastItem {
        let noun = sentence.words[sentence.phrases[phrase].head].text
        predicates[predicates.count - 1].isMeant = sentence.lexicon.singular(noun, in: "attempt noun") != nil
      }
    case .gerund:
      let preposition = pendingPreposition
      pendingPreposition = nil
      guard let current else {
        add(verb, index, subject: subject, governor: nil, bond: nil)
        return
      }
      let head = predicates[current]
      if let preposition {
        let isOfObject = !sentence.verbs[head.verb].isPassive && !head.objects.isEmpty && preposition != "by"
        add(
          verb, index, subject: isOfObject ? head.objects[0] : head.subject, governor: current,
          bond: .gerund(preposition))
      } else if isCoordinated || isAfterComma, case .gerund? = head.bond {
        add(verb, index, subject: head.subject, governor: head.governor, bond: head.bond)
      } else if case .phrase(let phrase)? = lastItem {
        add(verb, index, subject: [phrase], governor: nil, bond: nil)
      } else {
        add(verb, index, subject: head.subject, governor: current, bond: .beside)
      }
    }
  }

  private mutating func take(finite verb: Int, _ index: Int) {
    pendingPreposition = nil
    let found = sentence.verbs[verb]
    if let phrase = relative {
      relative = nil
      add(verb, index, subject: [phrase], governor: nil, bond: nil)
      return
    }
    guard let current else {
      add(
        verb, index, subject: subject, governor: complementOf, bond: complementOf == nil ? nil : .complement)
      return
    }
    let head = predicates[current]
    let headVerb = sentence.verbs[head.verb]
    if isCoordinated || isAfterComma && found.mayBeReduced && !isReduced(found, index) {
      // `to hack and steal`, `was arrested and charged`
      if headVerb.sort == .finite, headVerb.isPassive, found.mayBeReduced,
        sentence.verbs[verb].words.count == 1
      {
        sentence.makePassive(verb)
      }
      add(verb, index, subject: head.subject, governor: head.governor, bond: head.bond)
    } else if case .phrase(let phrase)? = lastItem, found.mayBeReduced, isReduced(found, index) {
      sentence.makePassive(verb)
      add(verb, index, subject: [phrase], governor: nil, bond: nil)
    } else if headVerb.mayBeReduced, head.objects.isEmpty, headVerb.words.count == 1 {
      // `the man arrested in May said`: the verb before was no verb of the sentence.
      sentence.makePassive(head.verb)
      add(verb, index, subject: head.subject, governor: head.governor, bond: head.bond)
    } else if !outer.isEmpty {
      resume()
      let subject = self.subject.isEmpty ? self.current.map { predicates[$0].subject } ?? [] : self.subject
      add(verb, index, subject: subject, governor: nil, bond: nil)
    } else {
      add(verb, index, subject: subject, governor: nil, bond: nil)
    }
  }

  /// A participle alone: by what follows it has no object.
  private func isReduced(_ verb: EnglishVerb, _ index: Int) -> Bool {
    guard verb.words.count == 1 else { return false }
    guard index + 1 < sentence.items.count else { return true }
    switch sentence.items[index + 1] {
    case .phrase(let next): return sentence.kind(of: next) == .date
    case .relative: return false
    default: return true
    }
  }
}

extension EnglishSentence {
  mutating func makePassive(_ verb: Int) { verbs[verb].isPassive = true }
}
