import CounterfoilModel

/// Verbs → relations, by the frames.
extension EnglishReading {
  mutating func readVerbs() {
    for index in predicates.indices {
      let predicate = predicates[index]
      let verb = sentence.verbs[predicate.verb]
      var taken: Set<String> = []
      for entry in lexicon.frames[verb.lemma] ?? [] where !taken.contains(entry.frame.type) {
        guard fits(entry, predicate, verb) else { continue }
        let before = relations.count
        read(entry.frame, index, isMultiword: !entry.following.isEmpty)
        if relations.count > before { taken.insert(entry.frame.type) }
        // `plead guilty` is not read as `plead` too.
        if !entry.following.isEmpty { break }
      }
      if verb.lemma == "be" { readCopula(index) }
      readCapacity(index)
      readBehalf(index)
    }
  }

  private func fits(
    _ entry: EnglishLexicon.FrameEntry, _ predicate: EnglishPredicate, _ verb: EnglishVerb
  ) -> Bool {
    if !entry.following.isEmpty {
      // `found guilty`, `found Su guilty`
      var places = [verb.words.upperBound]
      if let object = predicate.objects.first?.last {
        places.append(sentence.phrases[object].words.upperBound)
      }
      let isThere = places.contains { place in
        entry.following.enumerated().allSatisfy { sentence.text(place + $0.offset) == $0.element }
      }
      guard isThere else { return false }
    }
    if !entry.subjects.isEmpty {
      let isThere = predicate.subject.contains {
        Self.isOne(sentence.words[sentence.phrases[$0].head], of: entry.subjects)
      }
      guard isThere else { return false }
    }
    guard !entry.objects.isEmpty || !entry.notObjects.isEmpty else { return true }
    let heads = (verb.isPassive ? predicate.subject : predicate.objects.flatMap(\.self)).map {
      sentence.words[sentence.phrases[$0].head]
    }
    if heads.contains(where: { Self.isOne($0, of: entry.notObjects) }) { return false }
    return entry.objects.isEmpty || heads.contains { Self.isOne($0, of: entry.objects) }
  }

  private static func isOne(_ word: EnglishWord, of nouns: Set<String>) -> Bool {
    if word.mention?.kind == .money { return nouns.contains("$") }
    return nouns.contains(word.text) || nouns.contains { EnglishLexicon.plural($0) == word.text }
  }

  private mutating func read(_ frame: RelationTables.Frame, _ index: Int, isMultiword: Bool) {
    let predicate = predicates[index]
    let verb = sentence.verbs[predicate.verb]
    var voice = voices[index]
    if voice.isUnreal { return }
    if voice.standing > 0, lexicon.has(frame.type, in: "background") {
      // A job or a home is the document's own word even where it tells what an indictment says.
      voice.speakers.removeFirst(voice.standing)
      if voice.modality != .denied { voice.modality = nil }
    }
    var type = frame.type
    // `will be sentenced`, `may appeal`: no step of a case yet.
    if frame.sort == .procedure, type != "return", let modal = verb.modal,
      ["will", "may", "might", "could", "would"].contains(modal)
    {
      return
    }
    if voice.isAttempt {
      // What was only tried was aimed at.
      guard type == "intrusion" || type == "victim" else { return }
      type = "target"
      voice.isAttempt = false
    }
    var roles: [(String, [Relation.Participant])] = []
    for filling in frame.roles {
      let isAnything = lexicon.has(filling.name, in: "role of things")
      var all: [Relation.Participant] = []
      for place in filling.places {
        all += phrases(at: place, predicate, verb).compactMap {
          participant(
            $0, type == "target" && filling.name == "victim" ? "target" : filling.name, isAnything: isAnything
          )
        }
        // Whoever met and whom they met have one role.
        if !all.isEmpty, type != "meeting" { break }
      }
      if !all.isEmpty { roles.append((filling.name, all)) }
    }
    let details = details(of: frame, predicate, verb)
    let place = place(of: predicate) ?? (type == "visit" ? placeVisited(predicate, verb) : nil)
    if type == "travel", !isJourney(details, predicate) { return }
    guard !roles.isEmpty,
      roles.count == frame.roles.count
        || frame.isEnoughAlone
          && (verb.isPassive || roles[0].0 == frame.roles[0].name || type == "transfer")
        || type == "visit" && place != nil
    else { return }
    if type == "intrusion" || type == "target",
      let victim = roles.first(where: { $0.0 == "victim" })?.1.first,
      victim.mention == nil, let last = victim.quote.split(whereSeparator: \.isWhitespace).last,
      lexicon.singular(last.lowercased(), in: "information") != nil
    {
      return
    }
    if type == "meeting" {
      guard roles[0].1.count > 1 else { return }
      roles = roles[0].1.prefix(6).map { ("person", [$0]) }
    }
    if type == "tasking", lexicon.has(verb.lemma, in: "ask"), !isAskedTo(predicate) {
      // `asked the office` without what to do is a question.
      type = "communication"
      roles = roles.map { ($0.0 == "tasker" ? "sender" : "receiver", $0.1) }
      roles = roles.map { name, all in
        (
          name,
          all.map { Relation.Participant(role: name, range: $0.range, quote: $0.quote, mention: $0.mention) }
        )
      }
    }
    let modality = modality(frame, voice)
    for combination in Self.combinations(roles.map(\.1)) {
      var participants = combination
      if let place, !combination.contains(where: { $0.range == place.range }) { participants.append(place) }
      add(
        Relation(
          type: type, participants: participants,
          details: type == frame.type ? details : [],
          date: date(from: verb.words.lowerBound, to: predicate.end),
          words: span(verb.words, participants.filter { $0.role != "place" }, details),
          speakers: speakers(frame, voice), modality: modality, isHedged: voice.isHedged))
    }
  }

  /// `asked him to …`
  private func isAskedTo(_ predicate: EnglishPredicate) -> Bool {
    predicates.contains {
      $0.bond == .infinitive && $0.governor.map { predicates[$0].verb } == predicate.verb
    }
  }

  /// Whether a place is named to, from or in which somebody goes.
  private func isJourney(_ details: [Relation.Detail], _ predicate: EnglishPredicate) -> Bool {
    predicate.prepositions.flatMap(\.phrases).contains { sentence.mention(of: $0)?.kind == .place }
  }

  /// Who says it: of conduct told after an indictment's words, still the indictment.
  func speakers(_ frame: RelationTables.Frame, _ voice: EnglishVoice) -> [String] {
    guard voice.speakers.isEmpty, frame.sort == .conduct, voice.modality == nil, !voice.isNegated,
      document.standingModality != nil
    else { return voice.speakers }
    return document.standingSource
  }

  func modality(_ frame: RelationTables.Frame, _ voice: EnglishVoice) -> Modality {
    if voice.isNegated { return .denied }
    switch frame.sort {
    case .procedure:
      if let modality = voice.modality, [.denied, .retracted].contains(modality) { return modality }
      return frame.modality
    case .plain: return voice.modality == .denied ? .denied : voice.modality ?? frame.modality
    case .conduct: return voice.modality ?? document.standingModality ?? frame.modality
    }
  }

  /// One for each choice of one participant a role; at most a few.
  static func combinations(_ roles: [[Relation.Participant]]) -> [[Relation.Participant]] {
    var result: [[Relation.Participant]] = [[]]
    for role in roles {
      result = result.flatMap { one in role.prefix(6).map { one + [$0] } }
      if result.count > 24 { return Array(result.prefix(24)) }
    }
    return result
  }

  /// The phrases in a place of a frame.
  func phrases(at place: String, _ predicate: EnglishPredicate, _ verb: EnglishVerb) -> [Int] {
    func preposition(_ name: String) -> [Int] {
      predicate.prepositions.filter { $0.name == name }.flatMap(\.phrases)
    }
    switch place {
    case "subject": return verb.isPassive ? preposition("by") : predicate.subject
    case "object": return verb.isPassive ? predicate.subject : predicate.objects.first ?? []
    case "direct": return verb.isPassive ? predicate.subject : predicate.objects.last ?? []
    case "indirect":
      // `paid Su $500`, `Su was paid $500`
      if verb.isPassive { return predicate.objects.isEmpty ? [] : predicate.subject }
      return predicate.objects.count > 1 ? predicate.objects[0] : []
    default:
      // Whose it is: `Boeing's computers`, `the computers of Boeing`.
      if place.hasSuffix("'s") {
        // `the UK's Electoral Commission` has a name of its own.
        return phrases(at: String(place.dropLast(2)), predicate, verb)
          .filter { sentence.kind(of: $0) != .organisation }.flatMap { owner(of: $0) }
      }
      return preposition(place)
    }
  }

  func owner(of phrase: Int) -> [Int] {
    let found = sentence.phrases[phrase]
    return (found.possessor.map { [$0] } ?? []) + found.after.filter { $0.preposition == "of" }.map(\.phrase)
  }

  private func details(
    of frame: RelationTables.Frame, _ predicate: EnglishPredicate, _ verb: EnglishVerb
  ) -> [Relation.Detail] {
    frame.details.compactMap { filling in
      for place in filling.places {
        if let range = detail(at: place, predicate, verb) {
          return Relation.Detail(name: filling.name, range: range, quote: document.quote(range))
        }
      }
      return nil
    }
  }

  private func detail(at place: String, _ predicate: EnglishPredicate, _ verb: EnglishVerb) -> ScalarRange? {
    switch place {
    case "money":
      for index in verb.words.upperBound..<max(predicate.end, verb.words.upperBound)
      where sentence.words[index].mention?.kind == .money {
        return sentence.words[index].range
      }
      for word in sentence.words where word.mention?.kind == .money { return word.range }
      return nil
    case "verb": return sentence.words[verb.words.upperBound - 1].range
    case "following":
      guard verb.words.upperBound < sentence.words.count else { return nil }
      return sentence.words[verb.words.upperBound].range
    case "task":
      let task = predicates.first {
        $0.bond == .infinitive && $0.governor.map { predicates[$0].verb } == predicate.verb
      }
      return rest(from: task.map { sentence.verbs[$0.verb].words.lowerBound } ?? verb.words.upperBound)
    default:
      let object = predicate.objects.first?.last
      let ofObject = object.flatMap { sentence.phrases[$0].after.first { $0.preposition == place }?.phrase }
      if let phrase = phrases(at: place, predicate, verb).first ?? ofObject {
        let words = sentence.phrases[phrase].words
        if sentence.mention(of: phrase) != nil || ["object", "subject", "direct", "indirect"].contains(place)
        {
          return sentence.words[words.lowerBound].range
            .lowerBound..<sentence.words[words.upperBound - 1].range.upperBound
        }
        return rest(from: words.lowerBound)
      }
      // `charged with conspiring to …`: the gerund's clause.
      let gerund = predicates.first {
        $0.bond == .gerund(place) && $0.governor.map { predicates[$0].verb } == predicate.verb
      }
      return gerund.flatMap { rest(from: sentence.verbs[$0.verb].words.lowerBound) }
    }
  }

  /// To the next comma or the end, at most so many words.
  private func rest(from first: Int) -> ScalarRange? {
    guard first < sentence.words.count else { return nil }
    var end = first
    while end < sentence.words.count, end < first + 30, !sentence.words[end].isSign(","),
      !sentence.words[end].isSign(";"), !sentence.words[end].isSign(".")
    {
      end += 1
    }
    guard end > first else { return nil }
    return sentence.words[first].range.lowerBound..<sentence.words[end - 1].range.upperBound
  }

  func place(of predicate: EnglishPredicate) -> Relation.Participant? {
    for (name, phrases) in predicate.prepositions where name == "in" || name == "at" || name == "near" {
      for phrase in phrases {
        guard let mention = sentence.mention(of: phrase), mention.kind == .place else { continue }
        return Relation.Participant(
          role: "place", range: mention.range, quote: mention.quote, mention: mention)
      }
    }
    return nil
  }

  private func placeVisited(_ predicate: EnglishPredicate, _ verb: EnglishVerb) -> Relation.Participant? {
    for phrase in phrases(at: "object", predicate, verb) {
      guard let mention = sentence.mention(of: phrase), mention.kind == .place else { continue }
      return Relation.Participant(role: "place", range: mention.range, quote: mention.quote, mention: mention)
    }
    return nil
  }

  // MARK: in whose name, and as what

  /// `gathered documents on behalf of the Bureau`: whoever does it is the Bureau's.
  private mutating func readBehalf(_ index: Int) {
    let predicate = predicates[index]
    let voice = voices[index]
    guard !voice.isUnreal, !voice.isAttempt, !sentence.verbs[predicate.verb].isPassive else { return }
    for (name, phrases) in predicate.prepositions where lexicon.has(name, in: "behalf") {
      for phrase in phrases {
        guard let controller = participant(phrase, "controller") else { continue }
        for subject in predicate.subject {
          // Whoever acts for a body may be a man, whom no other words put under it.
          guard var controlled = participant(subject, "") else { continue }
          controlled.role = "controlled"
          add(
            Relation(
              type: "control", participants: [controller, controlled],
              date: date(from: sentence.verbs[predicate.verb].words.lowerBound, to: predicate.end),
              words: span(sentence.verbs[predicate.verb].words, [controller, controlled], []),
              speakers: voice.speakers,
              modality: voice.isNegated
                ? .denied : voice.modality ?? document.standingModality ?? .asserted,
              isHedged: voice.isHedged))
        }
      }
    }
  }

  /// `served as an engineer at Boeing`, `As director of the Bureau, X …`: what somebody is while he does it.
  private mutating func readCapacity(_ index: Int) {
    let predicate = predicates[index]
    let verb = sentence.verbs[predicate.verb]
    let voice = voices[index]
    guard !voice.isUnreal, !voice.isAttempt, !voice.isNegated, !verb.isPassive,
      !lexicon.has(verb.lemma, in: "pretend"), !EnglishVoices.isSpeech(verb.lemma, lexicon)
    else { return }
    for (name, phrases) in predicate.prepositions where name == "as" {
      for subject in predicate.subject {
        guard let who = participant(subject, ""), who.mention?.kind == .person else { continue }
        for phrase in phrases {
          readSame(
            who, as: phrase, speakers: voice.speakers, date: date(from: predicate.end - 1, to: predicate.end))
        }
      }
    }
  }

  // MARK: to be

  /// `X is a director of Y`, `X is in Vienna`.
  private mutating func readCopula(_ index: Int) {
    let predicate = predicates[index]
    let voice = voices[index]
    guard !voice.isUnreal, !voice.isAttempt, let complement = predicate.objects.first?.first else { return }
    for subject in predicate.subject {
      guard let who = participant(subject, ""), who.mention != nil else { continue }
      readSame(
        who, as: complement, modality: voice.isNegated || voice.modality == .denied ? .denied : .asserted,
        speakers: voice.speakers, date: date(from: predicate.end - 1, to: predicate.end))
    }
  }
}
