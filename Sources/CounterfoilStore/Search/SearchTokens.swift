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
  /// Each character that begins a token of `text` and takes three bytes or more, once: a Chinese
  /// character is looked for here, not as the beginning of thousands of pairs.
  package var characters: [UInt8]

  package init(text: [UInt8], words: [UInt8], count: Int) {
    self.text = text
    self.words = words
    self.count = count
    characters = Self.characters(beginningTokensOf: text)
  }

  private static func characters(beginningTokensOf text: [UInt8]) -> [UInt8] {
    var characters: [UInt8] = []
    // One bit a scalar; made only where there is one to note.
    var seen: [UInt64] = []
    text.withUnsafeBufferPointer { text in
      var isStart = true
      for index in text.indices {
        let byte = text[index]
        defer { isStart = byte == 0x20 }
        guard isStart, byte >= 0xE0 else { continue }
        let length = byte >= 0xF0 ? 4 : 3
        guard index + length <= text.count else { continue }
        var scalar = Int(byte) & (length == 4 ? 0x07 : 0x0F)
        for offset in 1..<length { scalar = scalar << 6 | Int(text[index + offset] & 0x3F) }
        if seen.isEmpty { seen = [UInt64](repeating: 0, count: 0x20_0000 / 64) }
        guard seen[scalar >> 6] >> UInt64(scalar & 63) & 1 == 0 else { continue }
        seen[scalar >> 6] |= 1 << UInt64(scalar & 63)
        if !characters.isEmpty { characters.append(0x20) }
        characters.append(contentsOf: text[index..<(index + length)])
      }
    }
    return characters
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
