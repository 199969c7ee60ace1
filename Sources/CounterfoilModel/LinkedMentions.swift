/// What `find` reads out of one document: its mentions, and the words that stand for some of them.
public struct LinkedMentions: Hashable, Sendable {
  /// Names, dates, amounts and observables, by start; no two overlap.
  public var mentions: [Mention]
  /// Words that are no names, by start; none overlaps a mention.
  public var references: [Reference]

  public init(mentions: [Mention] = [], references: [Reference] = []) {
    self.mentions = mentions
    self.references = references
  }
}

/// A pronoun or a noun that stands for a mention of the same document: `she`, `the company`, 该局.
///
/// Only those that can stand for one mention alone; what could be any of two is left out.
public struct Reference: Hashable, Sendable {
  public enum Kind: String, Hashable, Sendable, CaseIterable {
    case pronoun, description
  }

  public var kind: Kind
  public var range: ScalarRange
  /// The words as they stand in the layer.
  public var quote: String
  /// Where the mention begins that it stands for: the first with the fullest form of the name.
  public var refersTo: Int

  public init(kind: Kind, range: ScalarRange, quote: String, refersTo: Int) {
    self.kind = kind
    self.range = range
    self.quote = quote
    self.refersTo = refersTo
  }
}
