import CounterfoilModel

/// Which relation that was read is which label.
struct RelationMatching {
  /// Label → the relation that is it, with all its participants.
  private(set) var full: [Int?]
  /// As `full`, or else one with two of its participants.
  private(set) var partial: [Int?]
  /// As `partial`, or else one of its type with one of its participants.
  private(set) var loose: [Int?]
  /// Relations that are what another one is already.
  private(set) var repeated: Set<Int> = []

  private let labels: [LabelledDocument.Label]
  private let read: [Relation]

  init(labels: [LabelledDocument.Label], read: [Relation]) {
    self.labels = labels
    self.read = read
    var candidates: [Candidate] = []
    for (index, label) in labels.enumerated() {
      for (other, relation) in read.enumerated() where relation.type == label.type {
        if let candidate = Candidate(index, label, other, relation) { candidates.append(candidate) }
      }
    }
    // The surest first; of two alike the one that stands first.
    candidates.sort { ($1.likeness, $0.label, $0.read) < ($0.likeness, $1.label, $1.read) }
    full = Self.assign(candidates.filter(\.isFull), Array(repeating: nil, count: labels.count))
    partial = Self.assign(candidates.filter(\.isPartial), full)
    loose = Self.assign(candidates, partial)
    let taken = Set(full.compactMap { $0 })
    for candidate in candidates where candidate.isFull && !taken.contains(candidate.read) {
      if read[candidate.read].modality == labels[candidate.label].modality { repeated.insert(candidate.read) }
    }
  }

  /// The relation that was probably meant to be this label: of its type, or told by the same words.
  func near(_ label: Int) -> Int? {
    if let known = loose[label] { return known }
    guard let range = labels[label].range else { return nil }
    let taken = Set(loose.compactMap { $0 }).union(repeated)
    return read.indices.first { index in
      !taken.contains(index) && read[index].words.overlaps(range)
        && read[index].participants.contains { participant in
          labels[label].roles.values.joined().contains {
            NameComparison.names(Candidate.words(of: participant), $0)
          }
        }
    }
  }

  /// Whether who says it is who the label says: the innermost of both.
  static func isSaid(_ read: Relation, by wanted: [String]) -> Bool {
    switch (read.speakers.last(where: { !$0.isEmpty }), wanted.last) {
    case (nil, nil): true
    case (let read?, let wanted?): NameComparison.isSameSpeaker(read, wanted)
    default: false
    }
  }

  /// Whether a date is the label's; of an interval with one end the other may be left out.
  static func isSameDate(_ read: String?, _ label: String) -> Bool {
    guard let read else { return false }
    func plain(_ date: String) -> String {
      let date = date.replacing("..", with: "")
      return date.hasSuffix("/") || date.hasPrefix("/") ? date.replacing("/", with: "") : date
    }
    return plain(read) == plain(label)
  }

  private static func assign(_ candidates: [Candidate], _ known: [Int?]) -> [Int?] {
    var result = known
    var taken = Set(known.compactMap { $0 })
    for candidate in candidates where result[candidate.label] == nil {
      if taken.insert(candidate.read).inserted { result[candidate.label] = candidate.read }
    }
    return result
  }
}

/// A relation that could be a label.
private struct Candidate {
  var label: Int
  var read: Int
  var isFull: Bool
  var isPartial: Bool
  /// How much besides the type is the same.
  var likeness: Int

  /// Nil where no participant is the same.
  init?(_ index: Int, _ label: LabelledDocument.Label, _ other: Int, _ relation: Relation) {
    let wanted = label.roles.flatMap { role, entities in entities.map { (role: role, entity: $0) } }
    var right = Self.count(wanted, relation.participants)
    if let (first, second) = Self.symmetric[label.type] {
      let turned = wanted.map {
        (role: $0.role == first ? second : $0.role == second ? first : $0.role, $0.entity)
      }
      right = max(right, Self.count(turned, relation.participants))
    }
    guard right > 0 else { return nil }
    if label.type == "alias", !Self.isSameAlias(label, relation) { return nil }
    self.label = index
    read = other
    isFull = right == wanted.count
    isPartial = isFull || right > 1
    likeness = 16 * right
    if let range = label.range, range.overlaps(relation.words) { likeness += 8 }
    if relation.modality == label.modality { likeness += 4 }
    if RelationMatching.isSaid(relation, by: label.speakers ?? []) { likeness += 2 }
    if let date = label.date, RelationMatching.isSameDate(relation.date, date) { likeness += 1 }
  }

  static func words(of participant: Relation.Participant) -> [String] {
    [participant.mention?.quote, participant.mention?.value, participant.quote].compactMap(\.self)
  }

  /// How many of the wanted participants have one of those read, each for one.
  private static func count(
    _ wanted: [(role: String, entity: LabelledDocument.Entity)], _ read: [Relation.Participant]
  ) -> Int {
    var taken: [Int: Int] = [:]
    func place(_ one: Int, _ seen: inout Set<Int>) -> Bool {
      for (index, participant) in read.enumerated()
      where participant.role == wanted[one].role && !seen.contains(index)
        && NameComparison.names(words(of: participant), wanted[one].entity)
      {
        seen.insert(index)
        if let holder = taken[index], !place(holder, &seen) { continue }
        taken[index] = one
        return true
      }
      return false
    }
    return wanted.indices.count {
      var seen: Set<Int> = []
      return place($0, &seen)
    }
  }

  /// The other name is all that an alias says, so it is compared though it is a detail.
  private static func isSameAlias(_ label: LabelledDocument.Label, _ relation: Relation) -> Bool {
    guard let read = relation.details.first(where: { $0.name == "name" }) else { return true }
    let names = (label.roles["entity"] ?? []).flatMap(\.names) + [label.details["name"]].compactMap(\.self)
    return NameComparison.names([read.quote], LabelledDocument.Entity(kind: "thing", names: names))
  }

  private static let symmetric = [
    "family": ("person", "relative"), "association": ("person", "associate"),
    "contract": ("party", "counterparty"),
  ]
}
