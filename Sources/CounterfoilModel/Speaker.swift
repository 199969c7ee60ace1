/// Whose claim a statement is.
public struct Speaker: Hashable, Sendable {
  /// As named in the text ("the FBI", 外交部发言人); empty when the document speaks for itself.
  public var name: String

  public init(name: String) { self.name = name }

  /// The document itself, in its own voice.
  public static let document = Speaker(name: "")
}
