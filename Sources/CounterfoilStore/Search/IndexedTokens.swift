import CounterfoilText

/// The tokens of `CounterfoilText`: English stems, Chinese pairs and words, one fold for all.
package struct IndexedTokens: SearchTokens {
  private let tokenizer: IndexTokenizer

  /// - Parameter terms: Chinese terms of the knowledge packs, each kept as one word.
  package init(terms: [String] = []) { tokenizer = IndexTokenizer(terms: terms) }

  package func streams(of text: String) -> SearchStreams {
    var streams = IndexStreams()
    tokenizer.streams(for: text, into: &streams)
    return SearchStreams(text: streams.text, words: streams.words, count: streams.tokenCount)
  }

  package func tokens(ofQuery term: String) -> SearchTerm {
    let isPrefix = term.hasSuffix("*")
    let found =
      isPrefix
      ? tokenizer.prefixTokens(for: String(term.dropLast())) : tokenizer.queryTokens(for: term)
    return SearchTerm(
      tokens: found.tokens, isPrefix: found.lastIsPrefix,
      isWrittenForm: isPrefix && found.lastIsPrefix, exact: found.word)
  }

  package func forEachToken(
    in bytes: UnsafeBufferPointer<UInt8>,
    _ body: (_ token: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) -> Bool
  ) {
    tokenizer.forEachToken(in: String(decoding: bytes, as: UTF8.self)) { _, range, token in
      token.withUnsafeBufferPointer { body($0, range) }
    }
  }
}
