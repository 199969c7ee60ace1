/// A word or character as `HashedTokens` numbers it, with its place in the text.
package struct PlacedToken: Sendable {
  package var hash: UInt64
  /// UTF-8 bytes of the text it was made from.
  package var range: Range<Int>

  /// Whether it is a character of a script written without spaces.
  package var isCharacter: Bool { hash & 1 == 1 }
}

extension HashedTokens {
  /// The tokens of a text with their places.
  /// - Complexity: O(*bytes*); 24 bytes of memory a token.
  package static func placed(in text: String) -> [PlacedToken] {
    pool.withScratch { scratch in
      scratch.fold(text)
      let folded = scratch.folded.bytes
      guard let base = folded.baseAddress else { return [] }
      var sink = PlacedSink(base: base, steps: scratch.folded.steps)
      LetterTable.shared.withLookup { TokenScanner.scan(folded, letters: $0, sink: &sink) }
      return sink.tokens
    }
  }
}

private struct PlacedSink: TokenSink {
  let base: UnsafePointer<UInt8>
  let steps: [FoldedText.Step]
  private var cursor = FoldedText.Cursor()
  private(set) var tokens: [PlacedToken] = []

  init(base: UnsafePointer<UInt8>, steps: [FoldedText.Step]) {
    self.base = base
    self.steps = steps
  }

  mutating func word(_ range: Range<Int>, isASCIILetters: Bool) -> Bool {
    add(HashedTokens.hash(base, range.lowerBound, range.count) & ~1, range)
    return true
  }

  mutating func gram(_ range: Range<Int>) -> Bool {
    let width = UTF8Scalar.width(lead: base[range.lowerBound])
    add(
      HashedTokens.hash(base, range.lowerBound, width) | 1, range.lowerBound..<range.lowerBound + width)
    return true
  }

  mutating func run(_ range: Range<Int>) -> Bool { true }

  private mutating func add(_ hash: UInt64, _ range: Range<Int>) {
    tokens.append(PlacedToken(hash: hash, range: cursor.originalRange(range, in: steps)))
  }
}
