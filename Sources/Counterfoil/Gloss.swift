import CounterfoilAnalysis
import CounterfoilFormats
public import CounterfoilModel
import CounterfoilText

/// The reading aid over whole texts; needs no casebase.
public final class Gloss {
  /// A sentence that holds Chinese.
  public struct Sentence {
    /// In the whole text.
    public var range: ScalarRange
    /// As it stands there.
    public var text: String
    /// Its words in order; never empty.
    public var words: [GlossedWord]
  }

  private let pipeline: Pipeline
  private let aid: ReadingAid

  /// - Throws: `KnowledgeError` where a pack cannot be read.
  public init() throws {
    let lexicon = try KnowledgeLoader.lexicon()
    pipeline = Pipeline(lexicon: lexicon)
    aid = ReadingAid(lexicon: lexicon, terms: lexicon.chineseTerms + ChineseWordList.words)
  }

  /// The sentences of a text that hold Chinese, in order; the others are left out.
  public func sentences(of text: String) -> [Sentence] {
    var words = aid.words(in: text, mentions: pipeline.mentions(in: TextLayer(text: text), metadata: []))[...]
    guard !words.isEmpty else { return [] }
    let scalars = Array(text.unicodeScalars)
    return Sentences.scalarRanges(in: text).compactMap { range in
      let own = words.prefix { $0.range.lowerBound < range.upperBound }
      words = words.dropFirst(own.count)
      guard !own.isEmpty else { return nil }
      var quote = String.UnicodeScalarView()
      quote.append(contentsOf: scalars[range])
      return Sentence(range: range, text: String(quote), words: Array(own))
    }
  }
}
