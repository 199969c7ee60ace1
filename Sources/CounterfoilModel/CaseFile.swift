/// What a piece of work is for. Screening and judging people belongs to a case, so that it can be asked
/// afterwards why it was done and on what ground, and so that it ends.
public struct CaseFile: Hashable, Sendable {
  /// Short and made by the program, such as `C-2026-003`.
  public var id: String
  public var title: String
  /// Why people are looked at.
  public var purpose: String
  /// The law, mandate or consent it rests on.
  public var basis: String
  /// ISO 8601 day on which somebody has to look whether the case should go on.
  public var review: String
  public var openedBy: String
  /// ISO 8601, UTC.
  public var openedAt: String

  public init(
    id: String, title: String, purpose: String, basis: String, review: String, openedBy: String,
    openedAt: String
  ) {
    self.id = id
    self.title = title
    self.purpose = purpose
    self.basis = basis
    self.review = review
    self.openedBy = openedBy
    self.openedAt = openedAt
  }
}
