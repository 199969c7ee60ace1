package import CounterfoilModel

/// How well the relations read from documents agree with those that a reader labelled.
///
/// A relation is right where its type is, and each participant that the label has stands in its role; details
/// and places are not asked for. `family`, `association`, `contract` and `meeting` hold either way round. A
/// label is matched once. A relation read again, with the same participants and modality, is not counted;
/// what else matches no label is one too many.
package struct RelationScore: Sendable {
  /// Right, labelled and read, of links, events or one type.
  package struct Tally: Hashable, Sendable {
    package var right = 0
    package var labelled = 0
    package var read = 0

    package var precision: Double { read == 0 ? 0 : Double(right) / Double(read) }
    package var recall: Double { labelled == 0 ? 0 : Double(right) / Double(labelled) }
    package var f1: Double {
      labelled + read == 0 ? 0 : 2 * Double(right) / Double(labelled + read)
    }

    package mutating func add(_ other: Tally) {
      right += other.right
      labelled += other.labelled
      read += other.read
    }
  }

  /// Right of so many.
  package struct Share: Hashable, Sendable {
    package var right = 0
    package var of = 0
    package var value: Double { of == 0 ? 0 : Double(right) / Double(of) }

    package mutating func count(_ isRight: Bool) {
      of += 1
      right += isRight ? 1 : 0
    }
    package mutating func add(_ other: Share) {
      right += other.right
      of += other.of
    }
  }

  /// One thing that is wrong, for a person to read.
  package struct Mistake: Hashable, Sendable {
    /// What kind of mistake, the worst first.
    package enum Kind: Int, Sendable, Comparable {
      /// An offence is laid at a door where the text does not lay it.
      case falseOffence
      /// Of an offence, how far it is proven or who says so is wrong.
      case wrongClaim
      case missedOffence
      /// Something is read where nothing is labelled.
      case tooMany
      case missed
      /// Who says a plain thing, or how, is wrong.
      case wrongVoice

      package static func < (left: Kind, right: Kind) -> Bool { left.rawValue < right.rawValue }
    }
    package var kind: Kind
    package var document: String
    package var text: String
  }

  package private(set) var links = Tally()
  package private(set) var events = Tally()
  /// Type → its figures.
  package private(set) var types: [String: Tally] = [:]
  /// As `links` and `events`, where two participants are enough.
  package private(set) var partialLinks = Tally()
  package private(set) var partialEvents = Tally()
  /// All of them, where the type and one participant are enough.
  package private(set) var loose = Tally()
  /// Labels of offences: a link or event that, if it is true, says that someone broke a law.
  package private(set) var offences = Tally()
  /// Over those that are right.
  package private(set) var speakers = Share()
  /// Of these, those for which the document does not speak itself.
  package private(set) var namedSpeakers = Share()
  package private(set) var modalities = Share()
  /// Of these, those that are not just asserted.
  package private(set) var otherModalities = Share()
  package private(set) var hedges = Share()
  /// Over those whose label has a date.
  package private(set) var dates = Share()
  /// Relations read again.
  package private(set) var repeated = 0
  package private(set) var mistakes: [Mistake] = []

  private let isEvent: [String: Bool]

  package init(kinds: [RelationTables.Kind]) {
    isEvent = Dictionary(kinds.map { ($0.id, $0.form == .event) }, uniquingKeysWith: { $1 })
  }

  /// Both, links and events.
  package var all: Tally {
    var sum = links
    sum.add(events)
    return sum
  }

  package mutating func add(_ other: RelationScore) {
    links.add(other.links)
    events.add(other.events)
    types.merge(other.types) { left, right in
      var sum = left
      sum.add(right)
      return sum
    }
    partialLinks.add(other.partialLinks)
    partialEvents.add(other.partialEvents)
    loose.add(other.loose)
    offences.add(other.offences)
    speakers.add(other.speakers)
    namedSpeakers.add(other.namedSpeakers)
    modalities.add(other.modalities)
    otherModalities.add(other.otherModalities)
    hedges.add(other.hedges)
    dates.add(other.dates)
    repeated += other.repeated
    mistakes += other.mistakes
  }

  /// Counts what was read from one document.
  package mutating func count(_ read: [Relation], in document: LabelledDocument) {
    let matching = RelationMatching(labels: document.labels, read: read)
    repeated += matching.repeated.count
    for (index, label) in document.labels.enumerated() {
      let event = isEvent[label.type] ?? false
      add(event, label.type, Tally(right: matching.full[index] == nil ? 0 : 1, labelled: 1))
      let partial = Tally(right: matching.partial[index] == nil ? 0 : 1, labelled: 1)
      if event { partialEvents.add(partial) } else { partialLinks.add(partial) }
      loose.add(Tally(right: matching.loose[index] == nil ? 0 : 1, labelled: 1))
      if label.isOffence {
        offences.add(Tally(right: matching.full[index] == nil ? 0 : 1, labelled: 1))
      }
      if let found = matching.full[index] { compare(label, read[found], document) }
    }
    for (index, relation) in read.enumerated() where !matching.repeated.contains(index) {
      let event = isEvent[relation.type] ?? false
      add(event, relation.type, Tally(read: 1))
      if event { partialEvents.add(Tally(read: 1)) } else { partialLinks.add(Tally(read: 1)) }
      loose.add(Tally(read: 1))
    }
    collect(matching, read, document)
  }

  private mutating func add(_ isEvent: Bool, _ type: String, _ tally: Tally) {
    if isEvent { events.add(tally) } else { links.add(tally) }
    types[type, default: Tally()].add(tally)
  }

  private mutating func compare(
    _ label: LabelledDocument.Label, _ read: Relation, _ document: LabelledDocument
  ) {
    var wrong: [String] = []
    if let wanted = label.speakers {
      let isRight = RelationMatching.isSaid(read, by: wanted)
      speakers.count(isRight)
      if !wanted.isEmpty { namedSpeakers.count(isRight) }
      if !isRight {
        wrong.append("said by \(Self.voice(read.speakers)), not \(Self.voice(wanted))")
      }
    }
    modalities.count(read.modality == label.modality)
    if label.modality != .asserted { otherModalities.count(read.modality == label.modality) }
    if read.modality != label.modality {
      wrong.append("\(read.modality.rawValue), not \(label.modality.rawValue)")
    }
    hedges.count(read.isHedged == label.isHedged)
    if let date = label.date {
      dates.count(RelationMatching.isSameDate(read.date, date))
      if !RelationMatching.isSameDate(read.date, date) {
        wrong.append("on \(read.date ?? "no day"), not \(date)")
      }
    }
    guard !wrong.isEmpty else { return }
    mistakes.append(
      Mistake(
        kind: label.isOffence ? .wrongClaim : .wrongVoice, document: document.name,
        text: "\(Self.line(label)): \(wrong.joined(separator: "; "))"))
  }

  /// What is missed and what is too many; where the two are nearly the same they are one mistake.
  private mutating func collect(
    _ matching: RelationMatching, _ read: [Relation], _ document: LabelledDocument
  ) {
    var told: Set<Int> = matching.repeated.union(matching.full.compactMap { $0 })
    for (index, label) in document.labels.enumerated() where matching.full[index] == nil {
      var text = "missed \(Self.line(label))"
      var kind: Mistake.Kind = label.isOffence ? .missedOffence : .missed
      if let near = matching.near(index), told.insert(near).inserted {
        text += "\n      read as \(Self.line(read[near]))"
        if label.isOffence { kind = .falseOffence }
      }
      mistakes.append(Mistake(kind: kind, document: document.name, text: text))
    }
    let scalars = Array(document.text.unicodeScalars)
    for (index, relation) in read.enumerated() where !told.contains(index) {
      var words = String.UnicodeScalarView()
      words.append(contentsOf: scalars[relation.words.clamped(to: 0..<scalars.count)])
      mistakes.append(
        Mistake(
          kind: Self.conduct.contains(relation.type) ? .falseOffence : .tooMany, document: document.name,
          text: "too many: \(Self.line(relation)) “\(Self.short(String(words)))”"))
    }
  }

  /// Types that mostly say that someone broke a law.
  private static let conduct: Set<String> = [
    "tasking", "attribution", "target", "victim", "cover", "recruitment", "transfer", "intrusion", "charge",
    "threat", "verdict", "sentence", "plea",
  ]

  private static func line(_ label: LabelledDocument.Label) -> String {
    let roles = label.roles.sorted { $0.key < $1.key }.map { role, entities in
      "\(role) \(entities.map { $0.names.first ?? "?" }.joined(separator: " + "))"
    }
    return short(
      "\(label.type)(\(roles.joined(separator: ", ")))\(manner(label.modality, label.speakers ?? ["?"], label.date))"
    ) + " “\(short(label.words))”"
  }

  private static func line(_ read: Relation) -> String {
    let roles = read.participants.map { participant in
      let name = participant.mention.map(\.quote) ?? participant.quote
      return "\(participant.role) \(name)"
    }
    return short(
      "\(read.type)(\(roles.joined(separator: ", ")))\(manner(read.modality, read.speakers, read.date))")
  }

  private static func manner(_ modality: Modality, _ speakers: [String], _ date: String?) -> String {
    var parts = modality == .asserted ? [] : [modality.rawValue]
    if let speaker = speakers.last { parts.append("says \(speaker)") }
    if let date { parts.append(date) }
    return parts.isEmpty ? "" : " [\(parts.joined(separator: "; "))]"
  }

  private static func voice(_ speakers: [String]) -> String { speakers.last ?? "the document" }

  private static func short(_ text: String) -> String {
    let line = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    return line.count > 160 ? line.prefix(159) + "…" : line
  }
}
