import CounterfoilAnalysis
import CounterfoilFormats
public import CounterfoilModel
import CounterfoilText

/// What should be known of the observables in a text: remarks, and what the text says they were used for.
public final class ObservableNotes {
  public struct Note: Hashable, Sendable {
    /// Each the end of a sentence that begins "This is".
    public var remarks: [String] = []
    /// `command-and-control`, `victim`, `sample` or `phishing`, where the sentence says so.
    public var context: String?
  }

  private let source: ObservableRemarks

  /// - Throws: `KnowledgeError` where a table cannot be read.
  public init() throws {
    source = ObservableRemarks(tables: try KnowledgeLoader.observableTables())
  }

  /// A note for each mention, in their order; an empty one for what is no observable.
  ///
  /// - Parameter mentions: Of `text`, in rising order.
  public func notes(on mentions: [Mention], in text: String) -> [Note] {
    let sentences = Sentences.scalarRanges(in: text)
    let map = ScalarMap(text)
    var next = 0
    return mentions.map { mention in
      var note = Note(remarks: source.remarks(on: mention))
      while next < sentences.count, sentences[next].upperBound <= mention.range.lowerBound { next += 1 }
      if next < sentences.count, sentences[next].lowerBound <= mention.range.lowerBound {
        // A line without an end would be read once for each observable in it.
        let low = max(sentences[next].lowerBound, mention.range.lowerBound - Self.window)
        let high = min(sentences[next].upperBound, mention.range.upperBound + Self.window)
        if let sentence = map.slice(low..<max(high, mention.range.upperBound)) {
          note.context = source.context(
            of: mention, in: sentence,
            at: mention.range.lowerBound - low..<mention.range.upperBound - low)
        }
      }
      return note
    }
  }

  private static let window = 200
}
