/// What kind of text a document is, as far as that decides whether it tells of behaviour or speaks about it.
public enum DocumentReading: String, Hashable, Sendable, CaseIterable {
  /// Tells what happened, or is itself the message, contract or list in question.
  case account
  /// The text of a law or regulation.
  case law
  /// Tells what such behaviour looks like: guidance, an awareness brochure, a notice.
  case guidance
  /// A story, a film, a game.
  case fiction
}

/// A document with what it shows, ready to be weighed.
public struct AssessedDocument: Sendable {
  public var place: DocumentPlace
  /// Documents that copy each other share it, and count once.
  public var source: String
  /// ISO 8601, or a prefix; nil where the document has no date.
  public var date: String?
  public var grade: Grade
  public var reading: DocumentReading
  public var hits: [IndicatorHit]
  /// People and organisations it names, each in every way it does.
  public var names: Set<String>

  public init(
    place: DocumentPlace, source: String, date: String?, grade: Grade, reading: DocumentReading,
    hits: [IndicatorHit], names: Set<String> = []
  ) {
    self.place = place
    self.source = source
    self.date = date
    self.grade = grade
    self.reading = reading
    self.hits = hits
    self.names = names
  }
}

/// How far what a set of documents says of one actor and one pattern goes. A column of numbers with reasons, never a finding
/// about a person.
public struct Assessment: Sendable {
  /// One hit, as it was weighed.
  public struct Item: Hashable, Sendable {
    public var place: DocumentPlace
    public var date: String?
    public var hit: IndicatorHit
    /// The name of the indicator, and its stage; empty for what speaks against.
    public var name: String
    public var stage: String
    /// Decibans that it adds after grade, copies and the stage's cap; 0 where it does not count.
    public var weight: Double
    /// Why it weighs what it weighs.
    public var because: String

    public init(
      place: DocumentPlace, date: String?, hit: IndicatorHit, name: String, stage: String, weight: Double,
      because: String
    ) {
      self.place = place
      self.date = date
      self.hit = hit
      self.name = name
      self.stage = stage
      self.weight = weight
      self.because = because
    }
  }

  /// Names it: the pattern, the actor and, where nobody is named, the source.
  public var id: String
  public var pattern: String
  /// Whoever acts, as the documents name them; empty where they name nobody.
  public var actors: [Party]
  /// Those it is done to. They are protected: no assessment is ever made of them.
  public var targets: [Party]
  public var evidence: [Item]
  public var against: [Item]
  /// What was seen and does not count: denied, warned of, a copy.
  public var uncounted: [Item]
  /// Counter-indicators that were looked for and not found, by id.
  public var notFound: [String]
  /// Decibans before any evidence, and after all of it.
  public var prior: Double
  public var sum: Double
  /// The best innocent story.
  public var innocent: String
  /// The one missing fact that would move the sum most, and by how many decibans at most.
  public var missing: String
  public var missingWeight: Double
  /// Whether a person should look; and why not, where not.
  public var isLead: Bool
  public var reason: String

  public init(
    id: String, pattern: String, actors: [Party], targets: [Party], evidence: [Item], against: [Item],
    uncounted: [Item], notFound: [String], prior: Double, sum: Double, innocent: String, missing: String,
    missingWeight: Double, isLead: Bool, reason: String
  ) {
    self.id = id
    self.pattern = pattern
    self.actors = actors
    self.targets = targets
    self.evidence = evidence
    self.against = against
    self.uncounted = uncounted
    self.notFound = notFound
    self.prior = prior
    self.sum = sum
    self.innocent = innocent
    self.missing = missing
    self.missingWeight = missingWeight
    self.isLead = isLead
    self.reason = reason
  }

  /// Stages with evidence, each with the first day and the decibans of it, in order of time; undated ones last.
  public var stages: [(stage: String, first: String?, weight: Double)] {
    var order: [String] = []
    var found: [String: (first: String?, weight: Double)] = [:]
    for item in evidence {
      if found[item.stage] == nil { order.append(item.stage) }
      let known = found[item.stage]
      let first = [known?.first, item.date].compactMap { $0 }.min()
      found[item.stage] = (first, (known?.weight ?? 0) + item.weight)
    }
    return order.map { ($0, found[$0]?.first, found[$0]?.weight ?? 0) }.sorted {
      ($0.1 ?? "9") < ($1.1 ?? "9")
    }.map { (stage: $0.0, first: $0.1, weight: $0.2) }
  }
}
