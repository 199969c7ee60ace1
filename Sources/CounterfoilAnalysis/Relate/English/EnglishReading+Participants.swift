import CounterfoilModel

/// Who or what a phrase is.
extension EnglishReading {
  // MARK: who is meant

  /// Who or what a phrase is, in a role; nil for what cannot take part.
  ///
  /// - Parameter isAnything: Whether things may take the role, as targets and assets may.
  func participant(_ phrase: Int, _ role: String, isAnything: Bool = false) -> Relation.Participant? {
    let found = sentence.phrases[phrase]
    let head = sentence.words[found.head]
    if let same = sameAs[phrase], head.mention?.kind == .place,
      let mention = sentence.mention(of: same), mention.kind == .person,
      !lexicon.has(role, in: "role of bodies")
    {
      // `Chi Mak, a naturalised American, who …`
      return Relation.Participant(
        role: role, range: mention.range, quote: mention.quote, mention: document.full(mention))
    }
    if head.isName, let mention = head.mention {
      if mention.kind != .person, lexicon.has(role, in: "role of people") { return nil }
      if mention.kind == .person, lexicon.has(role, in: "role of bodies") { return nil }
      if mention.kind == .place, lexicon.has(role, in: "never a place") { return nil }
      let range = fullName(mention, at: found.head, in: found)
      return Relation.Participant(
        role: role, range: range, quote: document.quote(range), mention: document.full(mention))
    }
    if head.mention != nil { return nil }
    if let same = sameAs[phrase], let mention = sentence.mention(of: same), mention.kind != .place {
      return Relation.Participant(
        role: role, range: mention.range, quote: mention.quote, mention: document.full(mention))
    }
    let range = sentence.words[found.words.lowerBound].range.lowerBound..<head.range.upperBound
    if let range = unnamed(head.text, before: found.head).map({ trimmed(sentence.phrases[$0]) })
      ?? toldBefore(head.text, before: found.head)
    {
      return Relation.Participant(role: role, range: range, quote: document.quote(range))
    }
    if let mention = document.referent(at: sentence.words[found.words.lowerBound].range.lowerBound)
      ?? pronoun(head.text, before: found.head)
    {
      return Relation.Participant(
        role: role, range: head.range, quote: document.quote(head.range), mention: mention)
    }
    if sentence.class(found.head) == .determiner,
      let of = found.after.first(where: { $0.preposition == "of" })?.phrase,
      isActor(sentence.words[sentence.phrases[of].head].text)
    {
      // `some of its employees`
      return Relation.Participant(role: role, range: trimmed(found), quote: document.quote(trimmed(found)))
    }
    guard head.sort == .word, sentence.class(found.head) == nil else { return nil }
    if let name = found.appositions.lazy.compactMap({ sentence.mention(of: $0) }).first, name.kind != .place {
      return Relation.Participant(
        role: role, range: name.range, quote: name.quote, mention: document.full(name))
    }
    if let lead = document.lead, found.words.count > 1, isActor(head.text),
      ["a", "an"].contains(sentence.text(found.words.lowerBound)),
      predicates.contains(where: { $0.subject.contains(phrase) })
    {
      return Relation.Participant(role: role, range: range, quote: document.quote(range), mention: lead)
    }
    if isDefinite(found) {
      if let mention = definite(head.text, before: found.head) {
        return Relation.Participant(role: role, range: range, quote: document.quote(range), mention: mention)
      }
      if let body = document.bodies[head.text] {
        return Relation.Participant(role: role, range: body, quote: document.quote(body))
      }
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
  func isNameLike(_ phrase: EnglishPhrase) -> Bool {
    let head = sentence.words[phrase.head]
    guard head.isCapital, head.sort == .word, !isActor(head.text), lexicon.verbs[head.text] == nil else {
      return false
    }
    return phrase.head > 0 && !sentence.words[phrase.head - 1].isSign("\"") || phrase.words.count > 1
      || sentence.class(phrase.head) == nil && head.text.count > 3
  }

  /// The last run of words in capitals.
  func capitals(_ phrase: EnglishPhrase) -> ScalarRange? {
    var first = phrase.head
    while first > phrase.words.lowerBound, sentence.words[first - 1].isCapital,
      sentence.class(first - 1) == nil
    {
      first -= 1
    }
    return sentence.words[first].range.lowerBound..<sentence.words[phrase.head].range.upperBound
  }

  func isActor(_ noun: String) -> Bool {
    ["person noun", "organisation noun", "role", "family", "associate"].contains {
      lexicon.singular(noun, in: $0) != nil
    }
  }

  /// An organisation's name with what narrows it: `Central District of California`, `the FBI's Cyber Division`,
  /// `Office for the Eastern District`.
  func fullName(_ mention: Mention, at word: Int, in phrase: EnglishPhrase) -> ScalarRange {
    guard mention.kind == .organisation || mention.quote.contains("District") else { return mention.range }
    var first = word
    while first > max(phrase.words.lowerBound, 1), isNamePart(first - 1) { first -= 1 }
    var low = sentence.words[first].range.lowerBound
    if first == phrase.words.lowerBound, let possessor = phrase.possessor,
      sentence.mention(of: possessor)?.kind == .organisation
    {
      low = trimmed(sentence.phrases[possessor]).lowerBound
    }
    var high = mention.range.upperBound
    if word == phrase.head,
      let next = phrase.after.first(where: { $0.preposition == "of" || $0.preposition == "for" })?.phrase,
      sentence.phrases[next].words.lowerBound <= word + 3,
      sentence.words[sentence.phrases[next].head].isCapital
    {
      high = sentence.words[sentence.phrases[next].head].range.upperBound
    }
    return low..<high
  }

  /// Whether a word before a name is one of it that nothing has recognised.
  private func isNamePart(_ index: Int) -> Bool {
    let word = sentence.words[index]
    return word.sort == .word && word.isCapital && sentence.class(index) == nil && !isActor(word.text)
      && lexicon.singular(word.text, in: "deputy") == nil
  }

  /// The phrase without its article, with whose it is and what hangs on it at once: `two men in Berlin`.
  func trimmed(_ phrase: EnglishPhrase) -> ScalarRange {
    var first = phrase.words.lowerBound
    var end = phrase.words.upperBound
    if let possessor = phrase.possessor {
      first = sentence.phrases[possessor].words.lowerBound
    }
    while first < phrase.head, sentence.class(first) == .determiner { first += 1 }
    if let next = phrase.after.first(where: { lexicon.has($0.preposition, in: "narrowing") })?.phrase,
      sentence.phrases[next].words.lowerBound <= end + 2
    {
      end = max(end, sentence.phrases[next].words.upperBound)
    }
    return sentence.words[first].range.lowerBound..<sentence.words[end - 1].range.upperBound
  }

  func isDefinite(_ phrase: EnglishPhrase) -> Bool {
    ["the", "this", "that", "said"].contains(sentence.text(phrase.words.lowerBound))
      && phrase.words.count == 2
  }

  /// - Parameter word: Where it stands: whoever is named before it in the sentence comes first.
  func pronoun(_ text: String, before word: Int) -> Mention? {
    // Whoever writes; in quotation marks somebody else speaks.
    if lexicon.has(text, in: "narrator") { return isQuoted(word) ? nil : document.narrator }
    if text == "you" { return isQuoted(word) ? nil : document.addressee }
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

  /// The unnamed person of the same sentence whom a pronoun means: `arrested an engineer and charged him`.
  private func unnamed(_ text: String, before word: Int) -> Int? {
    let isOne = lexicon.has(text, in: "person pronoun")
    guard isOne || text == "them" || text == "they" else { return nil }
    let subject = predicates.last { sentence.verbs[$0.verb].words.lowerBound < word }?.subject ?? []
    var found: Int?
    for (index, phrase) in sentence.phrases.enumerated() where phrase.head < word {
      let head = sentence.words[phrase.head]
      if head.mention?.kind == .person { return nil }
      guard head.sort == .word, sentence.class(phrase.head) == nil, !subject.contains(index),
        !isDefinite(phrase)
      else { continue }
      let noun =
        lexicon.singular(head.text, in: "person noun") ?? lexicon.singular(head.text, in: "role")
      guard let noun, (noun == head.text) == isOne, sameAs[index] == nil || isOne else { continue }
      found = index
    }
    return found
  }

  /// People without a name of an earlier sentence: `Two men came in. They asked …`.
  private func toldBefore(_ text: String, before word: Int) -> ScalarRange? {
    if text == "they" || text == "them" { return isQuoted(word) ? nil : document.group }
    guard ["he", "she", "him", "her"].contains(text), let stranger = document.stranger,
      !sentence.words[..<word].contains(where: { $0.mention?.kind == .person })
    else { return nil }
    return isQuoted(word) ? nil : stranger
  }

  /// Keeps people without a name whom the sentence was about.
  func rememberStrangers(in document: inout RelationDocument) {
    for predicate in predicates where predicate.governor == nil {
      for phrase in predicate.subject {
        let found = sentence.phrases[phrase]
        let head = sentence.words[found.head]
        guard head.sort == .word, sentence.class(found.head) == nil, !isDefinite(found),
          found.possessor == nil, sameAs[phrase] == nil, found.appositions.isEmpty
        else { continue }
        let noun =
          lexicon.singular(head.text, in: "person noun") ?? lexicon.singular(head.text, in: "role")
        guard let noun else { continue }
        if noun == head.text {
          if ["a", "an"].contains(sentence.text(found.words.lowerBound)) {
            document.stranger = trimmed(found)
          }
        } else {
          document.group = trimmed(found)
        }
      }
    }
  }

  /// Keeps the bodies without a name that later sentences mean by their noun: `a court in Oslo`, `the court`.
  func rememberBodies(in document: inout RelationDocument) {
    for phrase in sentence.phrases {
      let head = sentence.words[phrase.head]
      guard head.sort == .word, sentence.class(phrase.head) == nil,
        phrase.after.contains(where: {
          lexicon.has($0.preposition, in: "narrowing")
        }), lexicon.singular(head.text, in: "organisation noun") == head.text
      else { continue }
      document.bodies[head.text] = trimmed(phrase)
    }
  }

  /// Whether a word stands in quotation marks.
  func isQuoted(_ word: Int) -> Bool {
    sentence.words[..<word].count { $0.isSign("\"") } % 2 == 1
  }

  func definite(_ noun: String, before word: Int) -> Mention? {
    if lexicon.has(noun, in: "definite person") {
      return document.subjectPerson
    }
    guard lexicon.has(noun, in: "definite organisation") else { return nil }
    if !lexicon.has(noun, in: "any organisation") {
      // `the institute` is one that is called so.
      return document.organisations.last {
        $0.quote.split(whereSeparator: \.isWhitespace).contains { $0.lowercased() == noun }
      }
    }
    for index in (0..<word).reversed() {
      if let mention = sentence.words[index].mention, mention.kind == .organisation { return mention }
    }
    return document.subjectOrganisation ?? document.organisations.last
  }
}
