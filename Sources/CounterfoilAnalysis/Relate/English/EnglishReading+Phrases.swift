import CounterfoilModel
import Foundation

/// Noun phrases → relations: titles, appositions, whose and of what.
extension EnglishReading {
  mutating func readPhrases() {
    let complements = complements()
    for phrase in sentence.phrases.indices {
      readTitle(phrase)
      if !complements.contains(phrase) { readUnnamedPost(phrase) }
      readBelonging(phrase)
      readPart(phrase)
      phraseSpeakers = speakers(of: phrase)
      readAsset(phrase)
      readWhere(phrase)
      phraseSpeakers = []
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
        } else if let who = participant(phrase, ""), who.mention == nil, isName(who.quote) {
          readSame(who, as: apposition)
        }
      }
    }
  }

  /// Who says what a phrase tells of people and bodies without a name: whoever says the clause it stands in.
  private func speakers(of phrase: Int) -> [String] {
    let start = sentence.phrases[phrase].words.lowerBound
    let governing =
      predicates.firstIndex { $0.subject.contains(phrase) }
      ?? predicates.lastIndex { sentence.verbs[$0.verb].words.lowerBound < start }
    return governing.map { Array(voices[$0].speakers.dropFirst(voices[$0].standing)) } ?? []
  }

  /// Phrases that a verb says of its subject: `is a director of`, `worked as an engineer`.
  private func complements() -> Set<Int> {
    var result: Set<Int> = []
    for predicate in predicates {
      if sentence.verbs[predicate.verb].lemma == "be" { result.formUnion(predicate.objects.flatMap(\.self)) }
      for (name, phrases) in predicate.prepositions where name == "as" { result.formUnion(phrases) }
    }
    return result
  }

  func named(_ phrase: Int) -> Relation.Participant? {
    guard let mention = sentence.mention(of: phrase), mention.kind != .place else { return nil }
    return participant(phrase, "")
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
    if who.mention?.kind == .organisation || who.mention == nil,
      lexicon.singular(head.text, in: "organisation noun") != nil
    {
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
    if lexicon.singular(head.text, in: "part") != nil, who.mention?.kind ?? .organisation == .organisation {
      let wholes =
        others
        + found.after.filter { lexicon.has($0.preposition, in: "inside") }.map(\.phrase)
        .filter { sentence.mention(of: $0)?.kind == .organisation }
      for other in wholes { control(other, who, at: found.words, modality: modality, speakers: speakers) }
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

  // MARK: nouns that tell of events

  /// `the arrest of Su Bin`, `Su's arrest`.
  mutating func readNoun(_ phrase: Int) {
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
          let all = phrases.compactMap { participant($0, filling.name, isAnything: isAnything) }
          let isMeeting = entry.frame.type == "meeting"
          for one in all.prefix(isMeeting ? 6 : 1)
          where !participants.contains(where: { $0.range == one.range }) {
            participants.append(one)
          }
          if !participants.isEmpty, !isMeeting { break }
        }
      }
      let isEnough = participants.count == entry.frame.roles.count || entry.frame.isEnoughAlone
      guard !participants.isEmpty, isEnough, entry.frame.type != "meeting" || participants.count > 1 else {
        continue
      }
      add(
        Relation(
          type: entry.frame.type, participants: participants,
          date: date(from: found.words.lowerBound, to: found.words.upperBound + 4),
          words: span(found.words, participants, []), speakers: voice.speakers,
          modality: modality(entry.frame, voice), isHedged: voice.isHedged))
    }
  }
}
