/// What speaks for and against two records being one person or organisation.
public struct EntityComparison: Sendable {
  /// The spellings that fit best, with the name engine's account; nil where names were not compared.
  public struct Names: Sendable {
    public var one: EntityProfile.Name
    public var other: EntityProfile.Name
    /// Decibans, of the names alone.
    public var weight: Double
    /// Living people expected to bear a name that fits both; nil for organisations.
    public var sharers: Double?
    public var reason: String

    public init(
      one: EntityProfile.Name, other: EntityProfile.Name, weight: Double, sharers: Double?, reason: String
    ) {
      self.one = one
      self.other = other
      self.weight = weight
      self.sharers = sharers
      self.reason = reason
    }
  }

  public var names: Names?
  /// The base rate first, then the names, then each clue; signed, with reasons.
  public var evidence: [Evidence]
  /// Groups of identifiers that agree: `birth`, `passport`. Each is independent of the others.
  public var identifiers: [String]
  /// Groups that identify, and in which both have values that differ by more than a slip.
  public var conflicts: [String]

  /// Decibans, the number of people who share the name included.
  public var total: Double { evidence.reduce(0) { $0 + $1.weight } }

  /// What the evidence says beside the base rate, in decibans: names and clues.
  public var weight: Double { (names?.weight ?? 0) + clues }

  /// Decibans of all clues beside the names.
  public var clues: Double

  public init(
    names: Names? = nil, evidence: [Evidence] = [], identifiers: [String] = [], conflicts: [String] = [],
    clues: Double = 0
  ) {
    self.names = names
    self.evidence = evidence
    self.identifiers = identifiers
    self.conflicts = conflicts
    self.clues = clues
  }
}
