/// A decision about whether two entities are one: a named person's, or that of a named version of the program
/// at a stated weight. Logged, and undone by another judgement; never erased.
public struct Judgement: Hashable, Sendable {
  public enum Verdict: String, Hashable, Sendable, CaseIterable {
    case same, different, unsure
    /// Takes back the judgement named by `undoes`. An undo can be undone.
    case undo
  }

  public enum Basis: String, Hashable, Sendable, CaseIterable {
    /// Two organisations have the very same name.
    case sameName
    /// The names fit.
    case names
    /// Independent identifiers agree, and the names fit.
    case identifiers
  }

  public var id: String
  public var left: EntityID
  public var right: EntityID
  public var verdict: Verdict
  /// Who judged: an account's name, or `resolve@1`.
  public var by: String
  /// ISO 8601, UTC.
  public var at: String
  public var reason: String
  /// The judgement this one takes back, if any.
  public var undoes: String?
  /// Decibans at which the program decided; nil for a person's.
  public var weight: Double?
  /// What the program decided by; nil for a person's.
  public var basis: Basis?
  /// Judgements of one command, which can be undone together.
  public var batch: String?
  /// The case it was made in.
  public var caseFile: String?

  public init(
    id: String, left: EntityID, right: EntityID, verdict: Verdict, by: String, at: String,
    reason: String, undoes: String? = nil, weight: Double? = nil, basis: Basis? = nil, batch: String? = nil,
    caseFile: String? = nil
  ) {
    self.id = id
    self.left = left
    self.right = right
    self.verdict = verdict
    self.by = by
    self.at = at
    self.reason = reason
    self.undoes = undoes
    self.weight = weight
    self.basis = basis
    self.batch = batch
    self.caseFile = caseFile
  }
}
