/// A saved question that tells what is new since it was last asked.
public struct Alert: Hashable, Sendable {
  public enum Question: Hashable, Sendable {
    /// A query of the search language.
    case search(String)
    /// All documents against these lists.
    case screening(lists: [String])
  }

  public var name: String
  public var question: Question
  /// The case it belongs to; a screening has one.
  public var caseFile: String?
  public var madeBy: String
  /// ISO 8601, UTC.
  public var madeAt: String
  /// Nil until asked for the first time.
  public var askedAt: String?

  public init(
    name: String, question: Question, caseFile: String?, madeBy: String, madeAt: String,
    askedAt: String? = nil
  ) {
    self.name = name
    self.question = question
    self.caseFile = caseFile
    self.madeBy = madeBy
    self.madeAt = madeAt
    self.askedAt = askedAt
  }
}
