/// The tokens of a text as two columns of a full-text index take them: separated by one space each.
public struct IndexStreams: Sendable {
  /// Every token in order: stemmed English, other words folded, pairs of Chinese characters.
  public var text: [UInt8] = []
  /// Exact forms: English words that differ from their stem, and Chinese words.
  public var words: [UInt8] = []
  /// The number of tokens in `text`.
  public var tokenCount = 0
  /// The number of tokens in `words`.
  public var wordCount = 0

  public init() {}

  mutating func clear() {
    text.removeAll(keepingCapacity: true)
    words.removeAll(keepingCapacity: true)
    tokenCount = 0
    wordCount = 0
  }
}

/// What to look for in the column `text`, as a phrase, to find the places where some words stand.
public struct QueryTokens: Hashable, Sendable {
  /// The tokens, in order and next to each other; empty where the phrase holds nothing to look for.
  public var tokens: [String]
  /// Whether the last token must be looked for as a prefix.
  public var lastIsPrefix: Bool
  /// The phrase as one token of the column `words`, where it is exactly one.
  public var word: String?

  public init(tokens: [String], lastIsPrefix: Bool, word: String? = nil) {
    self.tokens = tokens
    self.lastIsPrefix = lastIsPrefix
    self.word = word
  }
}
