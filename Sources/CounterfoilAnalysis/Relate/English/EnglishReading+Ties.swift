import CounterfoilModel
import Foundation

/// Parts, possessions and places that a noun phrase tells of.
extension EnglishReading {
  // MARK: parts and places

  mutating func control(
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
  mutating func readOwner(_ phrase: Int) {
    guard let part = named(phrase), part.mention?.kind == .organisation else { return }
    let found = sentence.phrases[phrase]
    let wholes =
      (found.possessor.map { [$0] } ?? []) + found.after.filter { $0.preposition == "of" }.map(\.phrase)
    for whole in wholes where sentence.mention(of: whole)?.kind == .organisation {
      control(whole, part, at: found.words)
    }
    readOwnName(part, at: found.words)
  }

  /// `the FBI's New Orleans Division`, where only the owner was recognised as a name.
  mutating func readPart(_ phrase: Int) {
    let found = sentence.phrases[phrase]
    let head = sentence.words[found.head]
    guard let owner = found.possessor, head.mention == nil,
      sentence.mention(of: owner)?.kind == .organisation,
      lexicon.singular(head.text, in: "part") != nil,
      head.isCapital || lexicon.singular(head.text, in: "organisation noun") != nil
    else { return }
    let range = trimmed(found)
    control(
      owner, Relation.Participant(role: "", range: range, quote: document.quote(range)), at: found.words)
  }

  /// `Boeing's computers`: what a company has.
  mutating func readAsset(_ phrase: Int) {
    let found = sentence.phrases[phrase]
    let head = sentence.words[found.head]
    guard head.sort == .word, lexicon.singular(head.text, in: "asset noun") != nil,
      let possessor = found.possessor, var owner = participant(possessor, "owner"),
      owner.mention?.kind == .organisation
    else { return }
    owner.role = "owner"
    let range = trimmed(found)
    let asset = Relation.Participant(role: "asset", range: range, quote: document.quote(range))
    add(
      Relation(
        type: "ownership", participants: [asset, owner], words: span(found.words, [asset, owner], [])))
  }

  /// `police bureaus in China`, `two persons in China`: where those are who have no name.
  mutating func readWhere(_ phrase: Int) {
    let found = sentence.phrases[phrase]
    let head = sentence.words[found.head]
    guard head.sort == .word, sentence.class(found.head) == nil else { return }
    let isBody =
      lexicon.singular(head.text, in: "organisation noun") != nil && !lexicon.has(head.text, in: "everywhere")
    let isPerson =
      lexicon.singular(head.text, in: "person noun") != nil && isAfterPreposition(phrase)
      || lexicon.singular(head.text, in: "asset noun") != nil && found.possessor != nil
    guard isBody || isPerson, let first = found.after.first, first.preposition == "in",
      sentence.phrases[first.phrase].words.lowerBound <= found.words.upperBound + 2
    else { return }
    for (preposition, next) in found.after where preposition == "in" || preposition == "and" {
      guard let place = sentence.mention(of: next), place.kind == .place else { continue }
      let range = trimmed(found)
      let same = sameAs[phrase].flatMap { participant($0, "thing") }
      location(
        same ?? Relation.Participant(role: "", range: range, quote: document.quote(range)), place,
        at: found.words)
    }
  }

  /// A place with what narrows it: `western Norway`, `Orange County, California`.
  private func placeRange(_ place: Mention) -> ScalarRange {
    guard
      let phrase = sentence.phrases.first(where: {
        sentence.words[$0.head].mention?.range == place.range
      })
    else { return place.range }
    var first = phrase.words.lowerBound
    while first < phrase.head, sentence.class(first) != nil { first += 1 }
    var high = place.range.upperBound
    let next = phrase.head + 2
    if next < sentence.words.count, sentence.words[next - 1].isSign(","),
      let wider = sentence.words[next].mention, wider.kind == .place
    {
      high = wider.range.upperBound
    }
    return sentence.words[first].range.lowerBound..<high
  }

  private func isAfterPreposition(_ phrase: Int) -> Bool {
    guard let item = itemOf[phrase], item > 0, case .preposition = sentence.items[item - 1] else {
      return false
    }
    return true
  }

  /// `FBI's Cyber Division` found as one name: the part before `'s` is whose it is.
  mutating func readOwnName(_ part: Relation.Participant, at words: Range<Int>) {
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
      one.range = range.upperBound + 3..<mention.range.upperBound
      one.quote = document.quote(one.range)
      add(
        Relation(
          type: "control",
          participants: [
            Relation.Participant(role: "controller", range: range, quote: whole.quote, mention: whole), one,
          ], words: mention.range))
      return
    }
  }

  mutating func location(_ who: Relation.Participant, _ place: Mention, at words: Range<Int>) {
    var thing = who
    thing.role = "thing"
    let range = placeRange(place)
    let where_ = Relation.Participant(
      role: "place", range: range, quote: document.quote(range), mention: place)
    add(Relation(type: "location", participants: [thing, where_], words: span(words, [thing, where_], [])))
  }

  /// `the Shanghai-based company I-Soon`, `a yard in Rostock`, `Su Bin of Vancouver`.
  mutating func readPlaces(_ phrase: Int) {
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

  func hasTitle(_ phrase: EnglishPhrase) -> Bool {
    (phrase.words.lowerBound..<phrase.head).contains { isRole($0) }
  }
}
