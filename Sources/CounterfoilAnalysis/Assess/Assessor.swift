public import CounterfoilModel

/// Documents with what they show → one assessment for each actor and pattern.
///
/// Pure: the same documents, packs and grades give the same numbers.
public struct Assessor: Sendable {
  private let tables: TradecraftTables
  private let indicators: [String: Indicator]
  private let counters: [String: CounterIndicator]

  public init(tables: TradecraftTables) {
    self.tables = tables
    indicators = Dictionary(tables.indicators.map { ($0.id, $0) }, uniquingKeysWith: { one, _ in one })
    counters = Dictionary(tables.counters.map { ($0.id, $0) }, uniquingKeysWith: { one, _ in one })
  }

  /// By pattern, then by name of who acts.
  /// - Parameter clusters: Which entities judgements hold together.
  public func assessments(_ documents: [AssessedDocument], clusters: [EntityID: EntityID] = [:])
    -> [Assessment]
  {
    var groups: [String: Group] = [:]
    // Copies name the same people by different entities.
    var known: [String: String] = [:]
    for document in documents.sorted(by: { $0.place < $1.place }) {
      for pattern in tables.patterns {
        let hits = document.hits.filter { indicators[$0.indicator]?.pattern == pattern.id }
          .map { pattern.protectsPeople ? Self.protecting($0) : $0 }
        guard !hits.isEmpty else { continue }
        let told = hits.filter { $0.voice == .told }
        // Whoever a document tells of as the one it is done to is no actor, whatever else a sentence seems to say.
        let targets = Set(told.compactMap(\.target?.name))
        let actor = Self.commonest(told.compactMap(\.actor).filter { !targets.contains($0.name) })
        var key = "document \(document.source)"
        if let actor {
          let copy = "\(document.source) \(actor.name)"
          key =
            known[copy] ?? actor.entity.map { clusters[$0]?.rawValue ?? $0.rawValue }
            ?? actor.name.lowercased()
          known[copy] = key
        }
        let id = "\(pattern.id)/\(key)"
        groups[id, default: Group(pattern: pattern)].add(document, hits, actor)
      }
    }
    let speaking = documents.filter { document in document.hits.contains { counters[$0.indicator] != nil } }
    return Self.withoutShadows(
      groups.sorted { $0.key < $1.key }.map { assess($0.value, id: $0.key, against: speaking) })
  }

  /// Where documents show one pattern clearly, a few words that could be of another raise no lead of their own: who is told to
  /// sign a pledge by the police that visit his mother is not being recruited.
  private static func withoutShadows(_ assessments: [Assessment]) -> [Assessment] {
    var clearest: [DocumentPlace: (pattern: String, weight: Double)] = [:]
    func weights(_ assessment: Assessment) -> [DocumentPlace: Double] {
      Dictionary(assessment.evidence.map { ($0.place, $0.weight) }, uniquingKeysWith: +)
    }
    for assessment in assessments {
      for (place, weight) in weights(assessment) where weight > clearest[place]?.weight ?? 0 {
        clearest[place] = (assessment.pattern, weight)
      }
    }
    return assessments.map { assessment in
      var assessment = assessment
      let shadowed = weights(assessment).allSatisfy { place, weight in
        clearest[place].map { $0.pattern != assessment.pattern && $0.weight >= 2 * weight } ?? false
      }
      if assessment.isLead, shadowed,
        let other = assessment.evidence.first.flatMap({ clearest[$0.place]?.pattern })
      {
        assessment.isLead = false
        assessment.reason = "the same documents show \(other) far more clearly"
      }
      return assessment
    }
  }

  // MARK: groups

  private struct Group {
    let pattern: TradecraftPattern
    var documents: [AssessedDocument] = []
    var hits: [(document: Int, hit: IndicatorHit)] = []
    var actors: [Party] = []
    var targets: [Party] = []

    init(pattern: TradecraftPattern) { self.pattern = pattern }

    mutating func add(_ document: AssessedDocument, _ found: [IndicatorHit], _ actor: Party?) {
      documents.append(document)
      hits += found.map { (documents.count - 1, $0) }
      if let actor, !actors.contains(where: { $0.name == actor.name }) { actors.append(actor) }
      for target in found.filter({ $0.voice == .told }).compactMap(\.target)
      where !targets.contains(where: { $0.name == target.name }) && target.name != actor?.name {
        targets.append(target)
      }
    }
  }

  /// A hit with the person it names as the one it is done to, unless that person writes it.
  private static func protecting(_ hit: IndicatorHit) -> IndicatorHit {
    guard let actor = hit.actor, actor.entity?.rawValue.hasPrefix("person") != false,
      actor.name != hit.speaker
    else {
      return hit
    }
    var hit = hit
    hit.target = hit.target ?? actor
    hit.actor = nil
    return hit
  }

  /// The party named most; of two the one named first.
  private static func commonest(_ parties: [Party]) -> Party? {
    let counts = Dictionary(parties.map { ($0.name, 1) }, uniquingKeysWith: +)
    guard let most = counts.values.max() else { return nil }
    return parties.first { counts[$0.name] == most }
  }

  // MARK: weighing

  private func assess(_ group: Group, id: String, against speaking: [AssessedDocument]) -> Assessment {
    var evidence: [Assessment.Item] = []
    var uncounted: [Assessment.Item] = []
    // An indicator counts once a source, copies being one source; the stage's cap bounds what all sources add.
    var counted: Set<String> = []
    // The same words are one piece of evidence, whatever they show.
    var counts: [(document: Int, range: ScalarRange, indicator: String)] = []
    var left = Dictionary(
      group.pattern.stages.map { ($0.id, tables.weights.stageCap) }, uniquingKeysWith: { one, _ in one })
    for (place, hit) in group.hits.sorted(by: { before($0, $1, group) }) {
      let document = group.documents[place]
      guard let indicator = indicators[hit.indicator] else { continue }
      func item(_ weight: Double, _ because: String) -> Assessment.Item {
        Assessment.Item(
          place: document.place, date: document.date, hit: hit, name: indicator.name, stage: indicator.stage,
          weight: weight, because: because)
      }
      if let reason = Self.whyNot(hit, document) {
        uncounted.append(item(0, reason))
        continue
      }
      guard !counted.contains("\(indicator.id) \(document.source)") else {
        uncounted.append(item(0, Self.again))
        continue
      }
      if let same = counts.first(where: { $0.document == place && Self.isSame($0.range, hit.range) }) {
        uncounted.append(item(0, "these words count for \(same.indicator) already"))
        counted.insert("\(indicator.id) \(document.source)")
        continue
      }
      counts.append((place, hit.range, indicator.id))
      counted.insert("\(indicator.id) \(document.source)")
      let (factor, grading) = factor(document.grade)
      let full = (tables.weights.power[indicator.power] ?? 0) * factor
      let weight = min(full, left[indicator.stage] ?? 0)
      left[indicator.stage, default: 0] -= weight
      let capped =
        weight < full ? "; capped: all of a stage weighs at most \(Self.number(tables.weights.stageCap))" : ""
      evidence.append(
        item(weight, "\(indicator.power.rawValue) power, judged, not measured; \(grading)\(capped)"))
    }
    let against = counterEvidence(group, evidence, speaking)
    let relevant = tables.counters.filter { counter in evidence.contains { counter.weakens($0.hit.indicator) }
    }
    let notFound = relevant.filter { counter in !against.contains { $0.hit.indicator == counter.id } }.map(
      \.id)
    let weight = evidence.reduce(0) { $0 + $1.weight }
    let sum = group.pattern.prior + weight + against.reduce(0) { $0 + $1.weight }
    let (missing, missingWeight) = missing(group, evidence, notFound)
    let (isLead, reason) = lead(evidence, uncounted)
    return Assessment(
      id: id, pattern: group.pattern.id, actors: group.actors, targets: group.targets, evidence: evidence,
      against: against, uncounted: uncounted, notFound: notFound, prior: group.pattern.prior, sum: sum,
      innocent: innocent(group.pattern, evidence), missing: missing, missingWeight: missingWeight,
      isLead: isLead,
      reason: reason)
  }

  private static let again = "said by the same source already"

  private static func isSame(_ one: ScalarRange, _ other: ScalarRange) -> Bool {
    one.clamped(to: other).count * 2 > min(one.count, other.count)
  }

  /// Heaviest first, then by day and place: the order in which hits are counted.
  private func before(
    _ one: (document: Int, hit: IndicatorHit), _ other: (document: Int, hit: IndicatorHit), _ group: Group
  ) -> Bool {
    func weight(_ entry: (document: Int, hit: IndicatorHit)) -> Double {
      let power = indicators[entry.hit.indicator].flatMap { tables.weights.power[$0.power] } ?? 0
      return power * factor(group.documents[entry.document].grade).factor
    }
    let (a, b) = (weight(one), weight(other))
    if a != b { return a > b }
    let (first, second) = (group.documents[one.document], group.documents[other.document])
    if first.date != second.date { return (first.date ?? "9") < (second.date ?? "9") }
    if first.place != second.place { return first.place < second.place }
    return (one.hit.range.lowerBound, one.hit.indicator) < (other.hit.range.lowerBound, other.hit.indicator)
  }

  /// Why a hit does not count; nil where it does.
  private static func whyNot(_ hit: IndicatorHit, _ document: AssessedDocument) -> String? {
    switch document.reading {
    case .law: return "the document is the text of a law"
    case .guidance: return "the document says what such behaviour looks like; it tells of none"
    case .fiction: return "the document tells a story"
    case .account: break
    }
    switch hit.voice {
    case .told: return nil
    case .denied: return "it is denied, or said not to have happened"
    case .warned: return "the sentence warns of it"
    case .supposed: return "the sentence supposes it"
    case .rule: return "the sentence states a rule"
    case .fiction: return "the sentence tells of a story"
    }
  }

  private func factor(_ grade: Grade) -> (factor: Double, because: String) {
    let reliability = tables.weights.reliability[grade.reliability.rawValue] ?? 1
    let credibility = tables.weights.credibility[grade.credibility.rawValue] ?? 1
    let factor = reliability * credibility
    return (
      factor,
      grade == .unknown
        ? "source not graded: × \(Self.number(factor))" : "grade \(grade): × \(Self.number(factor))"
    )
  }

  /// What speaks against it: in the same documents, and in others that name the same people or bodies.
  private func counterEvidence(_ group: Group, _ evidence: [Assessment.Item], _ speaking: [AssessedDocument])
    -> [Assessment.Item]
  {
    let own = Set(group.documents.map(\.place))
    // Whoever the documents of the evidence name could be who is cleared; bodies that everybody names could not.
    let parties = Set((group.actors + group.targets).map(\.name)).union(
      group.documents.reduce(into: Set<String>()) { $0.formUnion($1.names.filter { Self.isFullName($0) }) })
    var found: [String: Assessment.Item] = [:]
    for document in speaking.sorted(by: { $0.place < $1.place })
    where own.contains(document.place) || !document.names.isDisjoint(with: parties) {
      for hit in document.hits {
        guard let counter = counters[hit.indicator], hit.voice == .told || hit.voice == .denied,
          !evidence.isEmpty,
          found[counter.id] == nil
        else { continue }
        guard evidence.contains(where: { counter.weakens($0.hit.indicator) }) else {
          // Shown all the same: the accusation may stand in words that no form knows.
          found[counter.id] = Assessment.Item(
            place: document.place, date: document.date, hit: hit, name: counter.name, stage: "", weight: 0,
            because: "weakens nothing that was found here")
          continue
        }
        let (factor, grading) = factor(document.grade)
        found[counter.id] = Assessment.Item(
          place: document.place, date: document.date, hit: hit, name: counter.name, stage: "",
          weight: counter.weight * factor, because: "judged, not measured; \(grading)")
      }
    }
    return found.values.sorted { ($0.weight, $0.hit.indicator) < ($1.weight, $1.hit.indicator) }
  }

  /// Four letters, or two Chinese characters: less ties nothing together. What clears somebody is rather shown once too often.
  private static func isFullName(_ name: String) -> Bool {
    let count = name.unicodeScalars.count
    return count > 3 || count > 1 && name.unicodeScalars.allSatisfy { $0.value >= 0x3400 }
  }

  /// Whether a person should look.
  private func lead(_ evidence: [Assessment.Item], _ uncounted: [Assessment.Item]) -> (Bool, String) {
    let weight = evidence.reduce(0) { $0 + $1.weight }
    guard !evidence.isEmpty else { return (false, "nothing that counts was found") }
    let alone = evidence.filter { indicators[$0.hit.indicator]?.neverAlone == false }
    let isSupported = Set(evidence.map(\.stage)).count > 1 || Set(evidence.map(\.place)).count > 1
    if alone.isEmpty, !isSupported {
      return (false, "what was found raises no lead without something of another stage or source")
    }
    let kinds = Set(evidence.map(\.hit.indicator)).count
    let isRepeated = alone.contains { item in
      uncounted.contains {
        $0.hit.indicator == item.hit.indicator && $0.because == Self.again
          && !$0.hit.sentence.overlaps(item.hit.sentence)
          && $0.place == item.place
          && abs($0.hit.range.lowerBound - item.hit.range.lowerBound) <= Self.passage
      }
    }
    guard kinds > 1 || isRepeated else {
      return (false, "one kind of behaviour, told once, raises no lead; another beside it would")
    }
    guard isRepeated || Self.standTogether(evidence) else {
      return (false, "what was found stands far apart in a long text, where single words meet by chance")
    }
    guard weight >= tables.weights.lead else {
      return (
        false, "\(Self.number(weight)) decibans of evidence; a lead needs \(Self.number(tables.weights.lead))"
      )
    }
    return (true, "")
  }

  /// Scalars within which two kinds of behaviour are told of one matter.
  private static let passage = 6000

  /// Whether two kinds of behaviour stand in one passage, or in two documents.
  private static func standTogether(_ evidence: [Assessment.Item]) -> Bool {
    evidence.contains { one in
      evidence.contains { other in
        one.hit.indicator != other.hit.indicator
          && (one.place != other.place
            || abs(one.hit.range.lowerBound - other.hit.range.lowerBound) <= passage)
      }
    }
  }

  private func innocent(_ pattern: TradecraftPattern, _ evidence: [Assessment.Item]) -> String {
    var counts: [String: Double] = [:]
    for item in evidence {
      for lookalike in indicators[item.hit.indicator]?.lookalikes ?? [] {
        counts[lookalike, default: 0] += item.weight
      }
    }
    let best = counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.first?.key
    return best.map { "\(pattern.innocent); here perhaps: \($0)" } ?? pattern.innocent
  }

  private func missing(_ group: Group, _ evidence: [Assessment.Item], _ notFound: [String]) -> (
    String, Double
  ) {
    var best = ("", 0.0)
    for id in notFound {
      guard let counter = counters[id], abs(counter.weight) > abs(best.1) else { continue }
      best = ("\(counter.id): \(counter.name)", counter.weight)
    }
    for stage in group.pattern.stages where !evidence.contains(where: { $0.stage == stage.id }) {
      let heaviest = tables.indicators.filter { $0.pattern == group.pattern.id && $0.stage == stage.id }
        .max { (tables.weights.power[$0.power] ?? 0) < (tables.weights.power[$1.power] ?? 0) }
      guard let heaviest, let weight = tables.weights.power[heaviest.power], weight > abs(best.1) else {
        continue
      }
      best = ("\(heaviest.id): \(heaviest.name)", weight)
    }
    return best
  }

  /// `4.5`, `9`.
  static func number(_ value: Double) -> String {
    let tenths = (value * 10).rounded() / 10
    return tenths == tenths.rounded() ? String(Int(tenths)) : String(tenths)
  }
}
