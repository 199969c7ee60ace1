/// A person's word on a lead: not worth looking at, or worth it after all. The last one holds.
public struct LeadVerdict: Hashable, Sendable {
  public enum Verdict: String, Hashable, Sendable, CaseIterable {
    case dismissed, reopened
  }

  /// The id of an `Assessment`.
  public var lead: String
  public var verdict: Verdict
  public var reason: String
  /// The sum at which it was said: more evidence brings a dismissed lead back.
  public var sum: Double
  public var by: String
  /// ISO 8601, UTC.
  public var at: String

  public init(lead: String, verdict: Verdict, reason: String, sum: Double, by: String, at: String) {
    self.lead = lead
    self.verdict = verdict
    self.reason = reason
    self.sum = sum
    self.by = by
    self.at = at
  }
}
