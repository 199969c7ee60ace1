/// A form of address, rank, post or part in a trial that stands by a person's name: `Mr.`, `former
/// CIA officer`, 国家安全部部长.
///
/// What a text calls someone, in its own words; it says nothing of whether that is so.
public struct PersonTitle: Hashable, Sendable {
  public enum Kind: String, Hashable, Sendable, CaseIterable {
    case honorific, academic, rank, office, role
    /// The part in a trial: judge, defendant, 证人.
    case court
  }

  public var kind: Kind
  /// Never inside the range of the name, and often over an organisation that is a mention of its own.
  public var range: ScalarRange
  /// The words as they stand in the layer.
  public var quote: String

  public init(kind: Kind, range: ScalarRange, quote: String) {
    self.kind = kind
    self.range = range
    self.quote = quote
  }
}
