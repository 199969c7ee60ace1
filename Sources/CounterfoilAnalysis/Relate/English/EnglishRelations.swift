import CounterfoilModel

/// Reads the links and events of English sentences.
struct EnglishRelations: Sendable {
  private let tables: RelationTables.Language

  init(_ tables: RelationTables.Language) { self.tables = tables }

  /// The relations of one sentence, by where they stand.
  func read(_ sentence: RelationSentence, _ document: inout RelationDocument) -> [Relation] {
    for mention in sentence.mentions { document.remember(mention) }
    return []
  }
}
