/// Turns text into the tokens a full-text index holds, and queries into the tokens it is asked for.
///
/// Tokens are folded (`Folding.shared`). ASCII tokens hold only `a` to `z` and `0` to `9`, so that
/// SQLite's `ascii` tokenizer finds exactly these tokens, at these positions, in a stream.
///
/// - Words of letters and digits are one token; English (ASCII) words are stemmed, a possessive
///   `'s` is left out.
/// - A run of Han or kana, Hangul, Thai and the like gives overlapping pairs of characters and then
///   its last character: 安全部 gives 安全, 全部, 部. So one character is found as the prefix of a
///   token, and any longer string as a phrase of pairs.
public final class IndexTokenizer: Sendable {
  private let terms: TermTable
  private let pool = ScratchPool()

  /// - Parameter terms: Chinese words for the column `words`, of three characters or more; the longest
  ///   at each place counts. `ChineseWordList.words` has the ordinary ones. Queries need none.
  public init(terms: [String] = []) {
    self.terms = TermTable(terms, shortest: TokenScanner.shortestWord)
  }

  /// Replaces `streams` by the tokens of `text`.
  /// - Complexity: O(*bytes*), whatever the text.
  public func streams(for text: String, into streams: inout IndexStreams) {
    streams.clear()
    pool.withScratch { scratch in
      scratch.fold(text)
      let folded = scratch.folded.bytes
      guard let base = folded.baseAddress else { return }
      var sink = StreamSink(
        text: TokenBuffer(capacity: folded.count + folded.count / 4),
        words: TokenBuffer(capacity: folded.count / 2), base: base, terms: terms)
      LetterTable.shared.withLookup { TokenScanner.scan(folded, letters: $0, sink: &sink) }
      streams.text.append(contentsOf: sink.text.bytes)
      streams.words.append(contentsOf: sink.words.bytes)
      streams.tokenCount = sink.text.tokens
      streams.wordCount = sink.words.tokens
      sink.text.deallocate()
      sink.words.deallocate()
    }
  }

  /// Calls `body` with each token of the column `text`: its position in the column, where it stands in
  /// the original (UTF-8 byte offsets, whole characters), and its bytes. It says whether to go on.
  public func forEachToken(
    in text: String,
    _ body: (_ position: Int, _ bytes: Range<Int>, _ token: ArraySlice<UInt8>) -> Bool
  ) {
    pool.withScratch { scratch in
      scratch.fold(text)
      let folded = scratch.folded.bytes
      guard let base = folded.baseAddress else { return }
      withoutActuallyEscaping(body) { body in
        var sink = TextSink(base: base, steps: scratch.folded.steps, body: body)
        LetterTable.shared.withLookup { TokenScanner.scan(folded, letters: $0, sink: &sink) }
      }
    }
  }

  /// Like `forEachToken`, for the column `words`.
  public func forEachWord(
    in text: String,
    _ body: (_ position: Int, _ bytes: Range<Int>, _ token: ArraySlice<UInt8>) -> Bool
  ) {
    pool.withScratch { scratch in
      scratch.fold(text)
      let folded = scratch.folded.bytes
      guard let base = folded.baseAddress else { return }
      withoutActuallyEscaping(body) { body in
        var sink = WordsSink(
          base: base, terms: terms,
          output: .init(base: base, steps: scratch.folded.steps, body: body))
        LetterTable.shared.withLookup { TokenScanner.scan(folded, letters: $0, sink: &sink) }
      }
    }
  }

  /// The tokens of the column `words` as strings, in order.
  public func wordTokens(in text: String) -> [String] {
    var words: [String] = []
    forEachWord(in: text) { _, _, token in
      words.append(String(decoding: token, as: UTF8.self))
      return true
    }
    return words
  }

  /// What to look for to find `phrase`.
  ///
  /// A run of Chinese at its end is left open: 国家安全部 asks for 国家, 家安, 安全, 全部, and one
  /// character alone for the prefix of a pair.
  public func queryTokens(for phrase: String) -> QueryTokens {
    query(phrase, isPrefix: false)
  }

  /// What to look for to find words that begin as `phrase` ends: its last word is neither stemmed nor closed.
  ///
  /// Look for it in both columns, since the column `text` holds stems.
  public func prefixTokens(for phrase: String) -> QueryTokens {
    query(phrase, isPrefix: true)
  }

  private func query(_ phrase: String, isPrefix: Bool) -> QueryTokens {
    pool.withScratch { scratch in
      scratch.fold(phrase)
      let folded = scratch.folded.bytes
      guard let base = folded.baseAddress else { return QueryTokens(tokens: [], lastIsPrefix: false) }
      var sink = QuerySink(base: base)
      LetterTable.shared.withLookup { TokenScanner.scan(folded, letters: $0, sink: &sink) }
      guard !sink.tokens.isEmpty else { return QueryTokens(tokens: [], lastIsPrefix: false) }

      var result = QueryTokens(tokens: sink.tokens, lastIsPrefix: false)
      if sink.endsInRun {
        // The last character alone closes a run in the index; here the run may go on.
        if sink.lastRun > 1 {
          result.tokens.removeLast()
        } else {
          result.lastIsPrefix = true
        }
      } else if isPrefix {
        result.tokens[result.tokens.count - 1] = sink.lastSurface
        result.lastIsPrefix = true
      }
      if !isPrefix {
        var words = WordsSink(
          base: base, terms: terms,
          output: .init(base: base, steps: []) { _, range, token in true })
        LetterTable.shared.withLookup { TokenScanner.scan(folded, letters: $0, sink: &words) }
        if sink.endsInRun, sink.lastRun == sink.tokens.count, sink.lastRun >= TokenScanner.shortestWord {
          // Whether it is one of the index's words, the index knows.
          let range = TokenScanner.cut(base, sink.extent)
          result.word = String(decoding: UnsafeBufferPointer(rebasing: folded[range]), as: UTF8.self)
        } else if words.output.position == 1, let range = words.output.last, range == sink.extent {
          result.word = String(
            decoding: UnsafeBufferPointer(rebasing: folded[range]), as: UTF8.self)
        }
      }
      return result
    }
  }
}
