import CounterfoilModel

/// Reads the links and events of Chinese sentences.
///
/// Shallow and by rule: a sentence is cut into mentions, words and noun groups, and read once from left to right;
/// a verb of the tables takes its roles from the noun groups about it, by the particles before them.
struct ChineseRelations: Sendable {
  private let vocabulary: ChineseVocabulary

  init(_ tables: RelationTables.Language) { vocabulary = ChineseVocabulary(tables) }

  /// The relations of one sentence, by where they stand.
  func read(_ sentence: RelationSentence, _ document: inout RelationDocument) -> [Relation] {
    var lexer = ChineseLexer(sentence, vocabulary)
    let mentions = lexer.mentions(sentence.mentions, document)
    var reader = ChineseReader(sentence, lexer.tokens(mentions), vocabulary, document)
    reader.originals = lexer.originals
    reader.referents.begin(at: sentence.range.lowerBound)
    reader.read()
    document = reader.referents.document
    return reader.results.sorted {
      ($0.words.lowerBound, $0.words.upperBound, $0.type) < ($1.words.lowerBound, $1.words.upperBound, $1.type)
    }
  }
}
