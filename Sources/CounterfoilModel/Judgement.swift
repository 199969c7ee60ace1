/// A named person's decision about whether two records are one entity. Logged, and undone by
/// another judgement; never erased.
public struct Judgement: Hashable, Sendable {
  public enum Verdict: String, Hashable, Sendable, CaseIterable { case same, different, unsure }

  public var id: String
  public var left: EntityID
  public var right: EntityID
  public var verdict: Verdict
  /// Who judged.
  public var by: String
  /// ISO 8601, UTC.
  public var at: String
  public var reason: String
  /// The judgement this one takes back, if any.
  public var undoes: String?

  public init(
    id: String, left: EntityID, right: EntityID, verdict: Verdict, by: String, at: String,
    reason: String, undoes: String? = nil
  ) {
    self.id = id
    self.left = left
    self.right = right
    self.verdict = verdict
    self.by = by
    self.at = at
    self.reason = reason
    self.undoes = undoes
  }
}
