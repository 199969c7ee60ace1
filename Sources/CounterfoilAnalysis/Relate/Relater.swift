public import CounterfoilModel
import CounterfoilText

/// Mentions → links and events: who did what to whom, who says so, and how.
///
/// Reads one sentence at a time; what a sentence leaves open (`he`, `the company`, 该公司) is filled from the
/// mentions before it. The same text and mentions give the same relations.
public struct Relater: Sendable {
  private let english: EnglishRelations
  private let chinese: ChineseRelations
  private let signers: Set<String>

  public init(tables: RelationTables) {
    english = EnglishRelations(tables.english)
    chinese = ChineseRelations(tables.chinese)
    signers = Set(tables.chinese.words["signers"] ?? [])
  }

  /// The links and events of a text, by where they stand.
  ///
  /// - Parameter found: In this text, as `Finder` gives it.
  /// - Complexity: O(*scalars*): a sentence longer than some thousand words is read in pieces.
  public func relations(in text: String, found: LinkedMentions) -> [Relation] {
    var document = RelationDocument(text: text, found: found, signers: signers)
    var result = document.correspondence
    for range in Sentences.scalarRanges(in: text) {
      for piece in document.pieces(of: range) {
        let sentence = document.sentence(piece)
        document.listen(at: piece.upperBound - 1)
        guard !sentence.mentions.isEmpty || document.hasSubject else { continue }
        if !sentence.isChinese { document.begin(piece) }
        result += sentence.isChinese ? chinese.read(sentence, &document) : english.read(sentence, &document)
      }
    }
    return result.enumerated().sorted {
      ($0.element.words.lowerBound, $0.offset) < ($1.element.words.lowerBound, $1.offset)
    }.map(\.element)
  }
}
