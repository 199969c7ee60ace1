/// Makes the tokens that the index holds and that queries look for. Both sides must come from the
/// same maker, or nothing is found.
package protocol SearchTokens: Sendable {
  /// The two streams of a document, made ahead of the writer.
  func streams(of text: String) -> SearchStreams

  /// The tokens of one word or phrase of a query; no tokens where it holds nothing to search for.
  func tokens(ofQuery term: String) -> SearchTerm

  /// Calls `body` with each token of column `text`, in order, until it returns false.
  /// - Parameters:
  ///   - bytes: Whole UTF-8 characters; at most a piece of a large layer, since some tokenizers
  ///     fold all of it first.
  ///   - body: The token's bytes, and its range in `bytes`.
  func forEachToken(
    in bytes: UnsafeBufferPointer<UInt8>,
    _ body: (_ token: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) -> Bool)
}

/// What the index holds of one document: tokens between single spaces, UTF-8.
package struct SearchStreams: Sendable, Equatable {
  /// Every token in order: English stems, overlapping pairs of simplified Chinese characters.
  package var text: [UInt8]
  /// Exact forms: English words that differ from their stem, Chinese words of the dictionary.
  package var words: [UInt8]
  /// The number of tokens in `text`.
  package var count: Int

  package init(text: [UInt8], words: [UInt8], count: Int) {
    self.text = text
    self.words = words
    self.count = count
  }
}

/// A word or phrase of a query as the index spells it.
package struct SearchTerm: Hashable, Sendable {
  /// Consecutive tokens of column `text`.
  package var tokens: [String]
  /// Whether the last token is the beginning of a token: `prefix*`, or a Chinese phrase's last
  /// character where it stands alone.
  package var isPrefix: Bool
  /// Whether the last token is the beginning of a word as written, `reporti` for `reporting`, so
  /// that column `words` must be asked as well: column `text` holds stems.
  package var isWrittenForm: Bool
  /// The token of column `words` for the term as written, where there is one.
  package var exact: String?

  package init(
    tokens: [String], isPrefix: Bool = false, isWrittenForm: Bool = false, exact: String? = nil
  ) {
    self.tokens = tokens
    self.isPrefix = isPrefix
    self.isWrittenForm = isWrittenForm
    self.exact = exact
  }
}
