/// The words of a Chinese (or Japanese) passage.
public struct ChineseWords: Sendable {
  private let terms: TermTable
  private let pool = ScratchPool()

  /// - Parameter terms: Terms that count as one word; the longest that fits wins over ICU's dictionary.
  public init(terms: [String] = []) {
    self.terms = TermTable(terms)
  }

  /// The words of every run of Han or kana, single characters included, as UTF-8 byte ranges of `text`.
  ///
  /// Traditional text is cut where its simplified form would be.
  public func words(in text: String) -> [Range<Int>] {
    pool.withScratch { scratch in
      scratch.fold(text)
      let folded = scratch.folded.bytes
      guard let base = folded.baseAddress else { return [] }
      var sink = Sink(base: base, scratch: scratch, terms: terms)
      LetterTable.shared.withLookup { TokenScanner.scan(folded, letters: $0, sink: &sink) }
      _ = scratch.segmenter.flush(base, sink: &sink)
      var cursor = FoldedText.Cursor()
      return sink.ranges.map { cursor.originalRange($0, in: scratch.folded.steps) }
    }
  }

  private struct Sink: TokenSink, WordSink {
    let base: UnsafePointer<UInt8>
    let scratch: Scratch
    let terms: TermTable
    var ranges: [Range<Int>] = []

    mutating func word(_ range: Range<Int>, isASCIILetters: Bool) -> Bool { true }
    mutating func gram(_ range: Range<Int>) -> Bool { true }
    mutating func run(_ range: Range<Int>) -> Bool {
      scratch.segmenter.addRun(range, of: base, terms: terms, sink: &self)
    }
    mutating func word(_ range: Range<Int>, characters: Int, isSurface: Bool) -> Bool {
      ranges.append(range)
      return true
    }
  }
}
