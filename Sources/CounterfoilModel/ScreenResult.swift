/// What screening one name, with what else is known, against lists comes to.
public struct ScreenResult: Sendable {
  public enum Verdict: String, Sendable, CaseIterable {
    /// A second identifier agrees. Still a person's to decide.
    case hit
    case sameName = "same name not identified"
    case none = "no hit"
  }

  public struct Match: Sendable {
    public var list: String
    /// The list's own identifier of the entry.
    public var entry: String
    public var entity: EntityID
    /// The entry's spelling that fits best.
    public var name: String
    public var verdict: Verdict
    public var comparison: EntityComparison

    public init(
      list: String, entry: String, entity: EntityID, name: String, verdict: Verdict,
      comparison: EntityComparison
    ) {
      self.list = list
      self.entry = entry
      self.entity = entity
      self.name = name
      self.verdict = verdict
      self.comparison = comparison
    }
  }

  public var verdict: Verdict
  /// The best first.
  public var matches: [Match]

  public init(verdict: Verdict, matches: [Match]) {
    self.verdict = verdict
    self.matches = matches
  }
}
