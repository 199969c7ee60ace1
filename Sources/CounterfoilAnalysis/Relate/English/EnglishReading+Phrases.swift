import CounterfoilModel
import Foundation

/// Noun phrases → relations: titles, appositions, whose and of what.
extension EnglishReading {
  mutating func readPhrases() {
    for phrase in sentence.phrases.indices {
      readTitle(phrase)
      readOwner(phrase)
      readPlaces(phrase)
      readNoun(phrase)
      readRelative(phrase)
      let found = sentence.phrases[phrase]
      for apposition in found.appositions {
        if let who = named(phrase) {
          readSame(who, as: apposition)
        } else if let who = named(apposition) {
          readSame(who, as: phrase)
        }
      }
    }
  }

  private func named(_ phrase: Int) -> Relation.Participant? {
    guard let mention = sentence.mention(of: phrase), mention.kind != .place else { return nil }
    return participant(phrase, "")
  }

  // MARK: titles

  /// `FBI Special Agent Bradley Hull`, `U.S. Attorney Eileen Decker of the Central District`, `his wife, Li Na`.
  private mutating func readTitle(_ phrase: Int) {
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
      employer = Relation.Participant(role: "", range: mention.range, quote: mention.quote, mention: mention)
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

  /// The people named after a phrase in one list with it.
  private func coordinated(after phrase: Int) -> [Int] {
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

  private func isRole(_ word: Int) -> Bool {
    let word = sentence.words[word]
    guard word.sort == .word else { return false }
    if lexicon.singular(word.text, in: "role") != nil { return true }
    return !word.isCapital && word.text.count > 5 && !lexicon.has(word.text, in: "no role")
      && lexicon.list("role ending").contains { word.text.hasSuffix($0) }
  }

  private func kinship(_ word: Int) -> String? {
    guard sentence.words[word].sort == .word else { return nil }
    if lexicon.singular(sentence.words[word].text, in: "family") != nil { return "family" }
    if lexicon.singular(sentence.words[word].text, in: "associate") != nil { return "association" }
    return nil
  }

  private func organisation(_ phrase: Int) -> Relation.Participant? {
    let found = participant(phrase, "", isAnything: false)
    guard let found else { return nil }
    if let mention = found.mention { return mention.kind == .organisation ? found : nil }
    return lexicon.singular(sentence.words[sentence.phrases[phrase].head].text, in: "organisation noun")
      == nil ? nil : found
  }

  /// The organisation that hangs on a phrase: `of the MSS`, `at Boeing`, `with the Bureau`.
  private func organisation(after phrase: Int) -> Relation.Participant? {
    for (preposition, next) in sentence.phrases[phrase].after
    where ["of", "at", "for", "with", "in", "from"].contains(preposition) {
      if let found = organisation(next) { return found }
      if let mention = sentence.mention(of: next), mention.quote.contains("District") {
        return Relation.Participant(role: "", range: mention.range, quote: mention.quote, mention: mention)
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
  private mutating func readPost(
    _ who: Relation.Participant, _ noun: Int, _ organisation: Relation.Participant, role: Range<Int>,
    modality: Modality = .asserted, speakers: [String] = [], date: String? = nil
  ) {
    let word = sentence.words[noun].text
    let text =
      sentence.words[role.lowerBound].range.lowerBound..<sentence.words[role.upperBound - 1].range.upperBound
    let isHead =
      lexicon.singular(word, in: "board") != nil
      || lexicon.singular(word, in: "head") != nil && !isDeputy(role)
    let (type, one, other) =
      isHead
      ? ("directorship", "director", "organisation")
      : lexicon.singular(word, in: "member") != nil
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

  private func isDeputy(_ role: Range<Int>) -> Bool {
    role.contains { lexicon.has(sentence.words[$0].text, in: "deputy") }
  }

  private mutating func readKin(
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

  /// `Su's mother`, who has no name.
  private mutating func readRelative(_ phrase: Int) {
    let found = sentence.phrases[phrase]
    guard let owner = found.possessor, kinship(found.head) == "family", found.appositions.isEmpty,
      let relative = participant(phrase, "relative"), relative.mention == nil
    else { return }
    readKin(relative, "family", [owner], at: found.words)
  }

  // MARK: the same

  /// What a phrase says of somebody by naming what he or it is: `Xu, an officer of the MSS`.
  mutating func readSame(
    _ who: Relation.Participant, as phrase: Int, modality: Modality = .asserted, speakers: [String] = [],
    date: String? = nil
  ) {
    let found = sentence.phrases[phrase]
    let head = sentence.words[found.head]
    if let mention = head.mention {
      // `Heronmere Logistics, Limassol`
      if mention.kind == .place, who.mention?.kind == .organisation, found.words.count == 1 {
        location(who, mention, at: found.words)
      }
      return
    }
    for (preposition, next) in found.after where preposition == "and" {
      readSame(who, as: next, modality: modality, speakers: speakers, date: date)
    }
    let others = owner(of: phrase)
    if who.mention?.kind == .organisation, lexicon.singular(head.text, in: "organisation noun") != nil {
      for (preposition, next) in found.after where preposition == "in" || preposition == "at" {
        if let place = sentence.mention(of: next), place.kind == .place {
          location(who, place, at: found.words)
        }
      }
    }
    if let type = kinship(found.head) {
      if who.mention?.kind == .person {
        readKin(who, type, others, at: found.words, modality: modality, speakers: speakers)
      }
      return
    }
    if lexicon.singular(head.text, in: "part") != nil, who.mention?.kind == .organisation {
      for other in others { control(other, who, at: found.words, modality: modality, speakers: speakers) }
      return
    }
    if lexicon.singular(head.text, in: "resident") != nil {
      for (preposition, next) in found.after where preposition == "of" {
        if let place = sentence.mention(of: next), place.kind == .place {
          location(who, place, at: found.words)
        }
      }
      return
    }
    if lexicon.singular(head.text, in: "owner") != nil {
      for other in others {
        guard let asset = participant(other, "asset", isAnything: true) else { continue }
        var owner = who
        owner.role = "owner"
        add(
          Relation(
            type: "ownership", participants: [owner, asset], words: span(found.words, [owner, asset], []),
            speakers: speakers, modality: modality))
      }
      return
    }
    guard who.mention?.kind == .person, isRole(found.head) else { return }
    let inside = sentence.words[found.words].compactMap(\.mention).first { $0.kind == .organisation }.map {
      Relation.Participant(role: "", range: $0.range, quote: $0.quote, mention: $0)
    }
    guard
      let employer = inside ?? found.possessor.flatMap({ organisation($0) }) ?? organisation(after: phrase)
    else {
      return
    }
    var first = found.words.lowerBound
    while first < found.head, sentence.class(first) == .determiner || sentence.words[first].mention != nil {
      first += 1
    }
    readPost(
      who, found.head, employer, role: first..<found.head + 1, modality: modality,
      speakers: speakers,
      date: date)
  }

  // MARK: parts and places

  private mutating func control(
    _ controller: Int, _ controlled: Relation.Participant, at words: Range<Int>,
    modality: Modality = .asserted,
    speakers: [String] = []
  ) {
    guard let one = participant(controller, "controller") else { return }
    var two = controlled
    two.role = "controlled"
    add(
      Relation(
        type: "control", participants: [one, two], words: span(words, [one, two], []), speakers: speakers,
        modality: modality))
  }

  /// `the FBI's Cyber Division`; `the Office of Investigations of the Air Force`.
  private mutating func readOwner(_ phrase: Int) {
    guard let part = named(phrase), part.mention?.kind == .organisation else { return }
    let found = sentence.phrases[phrase]
    let wholes =
      (found.possessor.map { [$0] } ?? []) + found.after.filter { $0.preposition == "of" }.map(\.phrase)
    for whole in wholes where sentence.mention(of: whole)?.kind == .organisation {
      control(whole, part, at: found.words)
    }
    readOwnName(part, at: found.words)
  }

  /// `FBI's Cyber Division` found as one name: the part before `'s` is whose it is.
  private mutating func readOwnName(_ part: Relation.Participant, at words: Range<Int>) {
    guard let mention = part.mention, mention.range == part.range else { return }
    for mark in ["'s ", "’s "] where !mention.quote.contains("People") {
      guard let end = mention.quote.range(of: mark)?.lowerBound,
        mention.quote[end...].split(whereSeparator: \.isWhitespace).count > 2
      else { continue }
      let length = mention.quote[..<end].unicodeScalars.count
      let range = mention.range.lowerBound..<mention.range.lowerBound + length
      var whole = mention
      whole.range = range
      whole.quote = document.quote(range)
      whole.value = whole.quote
      whole.entityHint = nil
      var one = part
      one.role = "controlled"
      add(
        Relation(
          type: "control",
          participants: [
            Relation.Participant(role: "controller", range: range, quote: whole.quote, mention: whole), one,
          ], words: mention.range))
      return
    }
  }

  private mutating func location(_ who: Relation.Participant, _ place: Mention, at words: Range<Int>) {
    var thing = who
    thing.role = "thing"
    let where_ = Relation.Participant(role: "place", range: place.range, quote: place.quote, mention: place)
    add(Relation(type: "location", participants: [thing, where_], words: span(words, [thing, where_], [])))
  }

  /// `the Shanghai-based company I-Soon`, `a yard in Rostock`, `Su Bin of Vancouver`.
  private mutating func readPlaces(_ phrase: Int) {
    let found = sentence.phrases[phrase]
    guard let who = participant(phrase, "thing") else { return }
    for index in found.words.dropLast() {
      guard let place = sentence.words[index].mention, place.kind == .place, sentence.text(index + 1) == "-",
        sentence.text(index + 2) == "based"
      else { continue }
      location(who, place, at: found.words)
    }
    guard sentence.mention(of: phrase) != nil else { return }
    for (preposition, next) in found.after {
      guard let place = sentence.mention(of: next), place.kind == .place else { continue }
      let isPerson = who.mention?.kind == .person
      if preposition == "of" && isPerson && !hasTitle(found)
        || preposition == "in" && who.mention?.kind == .organisation
      {
        location(who, place, at: found.words)
      }
    }
  }

  private func hasTitle(_ phrase: EnglishPhrase) -> Bool {
    (phrase.words.lowerBound..<phrase.head).contains { isRole($0) }
  }

  // MARK: nouns that tell of events

  /// `the arrest of Su Bin`, `Su's arrest`.
  private mutating func readNoun(_ phrase: Int) {
    let found = sentence.phrases[phrase]
    let head = sentence.words[found.head]
    guard head.sort == .word, let entries = lexicon.nounFrames[head.text] else { return }
    let predicate = predicates.lastIndex { sentence.verbs[$0.verb].words.lowerBound < found.words.lowerBound }
    let voice = predicate.map { voices[$0] } ?? EnglishVoice()
    if voice.isUnreal || voice.isAttempt { return }
    for entry in entries {
      var participants: [Relation.Participant] = []
      for filling in entry.frame.roles {
        for place in filling.places {
          let phrases: [Int] =
            switch place {
            case "object", "subject": owner(of: phrase)
            case "possessive": found.possessor.map { [$0] } ?? []
            default: found.after.filter { $0.preposition == place }.map(\.phrase)
            }
          let isAnything = lexicon.has(filling.name, in: "role of things")
          if let one = phrases.compactMap({ participant($0, filling.name, isAnything: isAnything) }).first,
            !participants.contains(where: { $0.range == one.range })
          {
            participants.append(one)
            break
          }
        }
      }
      let isEnough = participants.count == entry.frame.roles.count || entry.frame.isEnoughAlone
      guard !participants.isEmpty, isEnough else { continue }
      add(
        Relation(
          type: entry.frame.type, participants: participants,
          date: date(from: found.words.lowerBound, to: found.words.upperBound + 4),
          words: span(found.words, participants, []), speakers: voice.speakers,
          modality: modality(entry.frame, voice), isHedged: voice.isHedged))
    }
  }

  // MARK: other names

  /// `Su Bin, also known as Stephen Su and Stephen Subin`.
  mutating func readAliases() {
    var index = 1
    while index < sentence.words.count {
      guard let next = aliasMark(index) else {
        index += 1
        continue
      }
      let mark = index
      index = next
      guard let who = sentence.words[max(0, mark - 4)..<mark].last(where: \.isName),
        let mention = who.mention
      else { continue }
      while let range = aliasName(&index) {
        let entity = Relation.Participant(
          role: "entity", range: mention.range, quote: mention.quote, mention: document.full(mention))
        add(
          Relation(
            type: "alias", participants: [entity],
            details: [Relation.Detail(name: "name", range: range, quote: document.quote(range))],
            words: mention.range.lowerBound..<range.upperBound))
        document.add(alias: document.quote(range), of: document.full(mention))
        guard ["and", "or", ","].contains(sentence.text(index)), index + 1 < sentence.words.count else {
          break
        }
        index += 1
        if ["and", "or"].contains(sentence.text(index)) { index += 1 }
      }
    }
  }

  /// The word after `also known as`, where it stands at `index`.
  private func aliasMark(_ index: Int) -> Int? {
    for length in [3, 2, 1] where index + length < sentence.words.count {
      let text = (index..<index + length).map { sentence.text($0) }.joined(separator: " ")
      if lexicon.has(text, in: "alias mark") { return index + length }
    }
    return nil
  }

  private func aliasName(_ index: inout Int) -> ScalarRange? {
    while index < sentence.words.count,
      sentence.words[index].isSign("\"") || sentence.class(index) == .determiner
    { index += 1 }
    let first = index
    while index < sentence.words.count, index < first + 6,
      sentence.words[index].isName || sentence.words[index].sort == .word && sentence.words[index].isCapital
        || index > first && sentence.words[index].isSign("-")
    {
      index += 1
    }
    guard index > first else { return nil }
    let range = sentence.words[first].range.lowerBound..<sentence.words[index - 1].range.upperBound
    if sentence.text(index) == "\"" { index += 1 }
    return range
  }
}
