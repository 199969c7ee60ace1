import CounterfoilModel

/// Titles and posts: who works for, belongs to or directs what.
extension EnglishReading {
  // MARK: titles

  /// `FBI Special Agent Bradley Hull`, `U.S. Attorney Eileen Decker of the Central District`, `his wife, Li Na`.
  mutating func readTitle(_ phrase: Int) {
    let found = sentence.phrases[phrase]
    guard let who = named(phrase), who.mention?.kind == .person, found.words.lowerBound < found.head else {
      return
    }
    let before = found.words.lowerBound..<found.head
    guard let noun = before.last(where: { isRole($0) || kinship($0) != nil }) else { return }
    if let relation = kinship(noun) {
      if let owner = found.possessor { readKin(who, relation, [owner], at: before) }
      return
    }
    var first = before.lowerBound
    var employer: Relation.Participant?
    for index in before where index < noun {
      guard let mention = sentence.words[index].mention, mention.kind == .organisation else { continue }
      let range = fullName(mention, at: index, in: found)
      employer = Relation.Participant(
        role: "", range: range, quote: document.quote(range), mention: mention)
      first = index + 1
    }
    while first < noun, sentence.class(first) == .determiner { first += 1 }
    // `Trial Attorneys X and Y of the Section`: it is both theirs.
    let others = coordinated(after: phrase)
    employer =
      employer ?? found.possessor.flatMap { organisation($0) } ?? organisation(after: phrase)
      ?? others.last.flatMap { organisation(after: $0) }
    guard let employer else { return }
    readPost(who, noun, employer, role: first..<found.head)
    guard lexicon.singular(sentence.words[noun].text, in: "role") != sentence.words[noun].text else { return }
    for other in others where sentence.phrases[other].words.count == 1 {
      if let one = named(other) { readPost(one, noun, employer, role: first..<found.head) }
    }
  }

  /// `two agents with the FBI`, `Boeing employees`: people of an organisation who are not named. A title that
  /// stands alone, as in a list of posts, is of whoever the text is about.
  mutating func readUnnamedPost(_ phrase: Int) {
    let found = sentence.phrases[phrase]
    let head = sentence.words[found.head]
    guard head.sort == .word, sameAs[phrase] == nil,
      !found.appositions.contains(where: { sentence.mention(of: $0) != nil })
    else { return }
    let isRole = ["role", "member", "staff"].contains { lexicon.singular(head.text, in: $0) != nil }
    guard isRole || lexicon.singular(head.text, in: "person noun") != nil else { return }
    let inside = (found.words.lowerBound..<found.head).last {
      sentence.words[$0].mention?.kind == .organisation
    }
    var employer = inside.flatMap { index -> Relation.Participant? in
      guard let mention = sentence.words[index].mention else { return nil }
      let range = fullName(mention, at: index, in: found)
      return Relation.Participant(role: "", range: range, quote: document.quote(range), mention: mention)
    }
    if isRole, employer == nil, let possessor = found.possessor,
      sentence.class(found.words.lowerBound - 1) == nil
    {
      employer = organisation(possessor)
    }
    let whole = followedByPost(phrase) ?? found
    for (preposition, next) in whole.after where employer == nil {
      guard sentence.mention(of: next)?.kind == .organisation,
        ["at", "with", "from", "within", "in"].contains(preposition) || isRole && preposition == "of"
      else { continue }
      employer = organisation(next)
    }
    guard let employer, employer.mention != nil else { return }
    var first = found.words.lowerBound
    while first < found.head, sentence.class(first) == .determiner || sentence.words[first].mention != nil {
      first += 1
    }
    var who = Relation.Participant(role: "", range: trimmed(found), quote: document.quote(trimmed(found)))
    if isAlone(phrase) {
      guard isRole, let person = document.subjectPerson else { return }
      who.mention = person
    } else if lexicon.singular(head.text, in: "head") != nil {
      return
    }
    readPost(who, found.head, employer, role: first..<found.head + 1)
  }

  /// `Director and Deputy Secretary of the Bureau`: the last of them says of what.
  private func followedByPost(_ phrase: Int) -> EnglishPhrase? {
    guard sentence.phrases[phrase].after.isEmpty, let item = itemOf[phrase],
      item + 2 < sentence.items.count, sentence.items[item + 1] == .coordinator,
      case .phrase(let next) = sentence.items[item + 2], isRole(sentence.phrases[next].head)
    else { return nil }
    return sentence.phrases[next]
  }

  /// Whether a phrase begins a piece of text without a verb: `Former Director of the Bureau.`
  private func isAlone(_ phrase: Int) -> Bool {
    guard let item = itemOf[phrase], sentence.class(sentence.phrases[phrase].words.lowerBound) == nil else {
      return false
    }
    var first = item
    while first > 0, sentence.items[first - 1] != .colon {
      switch sentence.items[first - 1] {
      case .coordinator, .phrase: first -= 1
      default: return false
      }
    }
    for next in sentence.items[item...] {
      if next == .colon { break }
      if case .verb = next { return false }
    }
    return true
  }

  /// `Lisa Roberts of the Bureau`: somebody of a body, whatever he does there.
  mutating func readBelonging(_ phrase: Int) {
    let found = sentence.phrases[phrase]
    guard var who = named(phrase), who.mention?.kind == .person, found.words.count == 1,
      let next = found.after.first(where: { $0.preposition == "of" })?.phrase,
      sentence.mention(of: next)?.kind == .organisation, var employer = organisation(next)
    else { return }
    who.role = "employee"
    employer.role = "employer"
    add(
      Relation(
        type: "employment", participants: [who, employer], words: span(found.words, [who, employer], [])))
  }

  /// The people named after a phrase in one list with it.
  func coordinated(after phrase: Int) -> [Int] {
    guard var item = itemOf[phrase] else { return [] }
    var result: [Int] = []
    while item + 2 < sentence.items.count, result.count < 8 {
      guard sentence.items[item + 1] == .coordinator || sentence.items[item + 1] == .comma,
        case .phrase(let next) = sentence.items[item + 2], sentence.kind(of: next) == .person
      else { break }
      result.append(next)
      item += 2
    }
    return result
  }

  func isRole(_ word: Int) -> Bool {
    let word = sentence.words[word]
    guard word.sort == .word else { return false }
    if lexicon.singular(word.text, in: "role") != nil { return true }
    return !word.isCapital && word.text.count > 5 && !lexicon.has(word.text, in: "no role")
      && lexicon.list("role ending").contains { word.text.hasSuffix($0) }
  }

  func kinship(_ word: Int) -> String? {
    guard sentence.words[word].sort == .word else { return nil }
    if lexicon.singular(sentence.words[word].text, in: "family") != nil { return "family" }
    if lexicon.singular(sentence.words[word].text, in: "associate") != nil { return "association" }
    return nil
  }

  func organisation(_ phrase: Int) -> Relation.Participant? {
    let found = participant(phrase, "", isAnything: false)
    guard let found else { return nil }
    if let mention = found.mention { return mention.kind == .organisation ? found : nil }
    return lexicon.singular(sentence.words[sentence.phrases[phrase].head].text, in: "organisation noun")
      == nil ? nil : found
  }

  /// The organisation that hangs on a phrase: `of the MSS`, `at Boeing`, `with the Bureau`.
  func organisation(after phrase: Int) -> Relation.Participant? {
    for (preposition, next) in sentence.phrases[phrase].after
    where ["of", "at", "for", "with", "in", "from", "within"].contains(preposition) {
      if let found = organisation(next) { return found }
      if let mention = sentence.mention(of: next), mention.quote.contains("District") {
        let range = fullName(mention, at: sentence.phrases[next].head, in: sentence.phrases[next])
        return Relation.Participant(
          role: "", range: range, quote: document.quote(range), mention: mention)
      }
      // `for the Central District of California`: a court's district.
      let text = sentence.words[sentence.phrases[next].head].text
      if preposition == "of" || preposition == "for", lexicon.has(text, in: "organisation noun"),
        let found = participant(next, "", isAnything: true)
      {
        return found
      }
    }
    return nil
  }

  /// A person's post in an organisation: directs it, belongs to it or works for it.
  mutating func readPost(
    _ who: Relation.Participant, _ noun: Int, _ organisation: Relation.Participant, role: Range<Int>,
    modality: Modality = .asserted, speakers: [String] = [], date: String? = nil
  ) {
    let word = sentence.words[noun].text
    let text =
      sentence.words[role.lowerBound].range.lowerBound..<sentence.words[role.upperBound - 1].range.upperBound
    let isSeat =
      lexicon.has(word, in: "deputy")
      && organisation.quote.split(separator: " ").contains { lexicon.has($0.lowercased(), in: "legislature") }
    let isHead =
      lexicon.singular(word, in: "board") != nil
      || lexicon.singular(word, in: "head") != nil && !isDeputy(role)
    let (type, one, other) =
      isHead
      ? ("directorship", "director", "organisation")
      : lexicon.singular(word, in: "member") != nil || isSeat
        ? ("membership", "member", "organisation") : ("employment", "employee", "employer")
    var (who, organisation) = (who, organisation)
    who.role = one
    organisation.role = other
    let details = [Relation.Detail(name: "role", range: text, quote: document.quote(text))]
    add(
      Relation(
        type: type, participants: [who, organisation], details: details, date: date,
        words: span(noun..<noun + 1, [who, organisation], details), speakers: speakers, modality: modality))
  }

  func isDeputy(_ role: Range<Int>) -> Bool {
    role.contains { lexicon.has(sentence.words[$0].text, in: "deputy") }
  }

  mutating func readKin(
    _ who: Relation.Participant, _ type: String, _ others: [Int], at words: Range<Int>,
    modality: Modality = .asserted, speakers: [String] = []
  ) {
    for other in others {
      guard var one = participant(other, "person") else { continue }
      if let mention = one.mention, mention.kind != .person { continue }
      one.role = "person"
      var two = who
      two.role = type == "family" ? "relative" : "associate"
      let range = sentence.words[words.upperBound - 1].range
      let details = [Relation.Detail(name: "relationship", range: range, quote: document.quote(range))]
      add(
        Relation(
          type: type, participants: [one, two], details: details, words: span(words, [one, two], details),
          speakers: speakers, modality: modality))
    }
  }

  /// `Su's mother` and `his associates`, who have no name.
  mutating func readRelative(_ phrase: Int) {
    let found = sentence.phrases[phrase]
    guard let owner = found.possessor, let type = kinship(found.head), found.appositions.isEmpty,
      let relative = participant(phrase, "relative"), relative.mention == nil
    else { return }
    readKin(relative, type, [owner], at: found.words)
  }
}
