import CounterfoilModel

/// What each verb hangs on, and who is its subject.
extension EnglishClauses {
  // MARK: verbs

  mutating func takeRelative(_ word: String) {
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

  mutating func openRelative(subject: [Int]) {
    self.subject = subject
    relative = nil
    target = .subject
  }

  mutating func add(
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

  mutating func take(verb: Int, _ index: Int) {
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

  mutating func take(finite verb: Int, _ index: Int) {
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
    // `was arrested, extradited to Canada, and jailed`
    let isListed =
      lastItem == .comma && found.mayBeReduced && found.words.count == 1 && headVerb.isPassive
      && headVerb.sort == .finite
    if isCoordinated || isListed || isAfterComma && found.mayBeReduced && !isReduced(found, index) {
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
  func isReduced(_ verb: EnglishVerb, _ index: Int) -> Bool {
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
