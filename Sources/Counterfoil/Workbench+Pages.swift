import CounterfoilFormats
package import CounterfoilModel
package import CounterfoilStore

/// What the pages show, a screenful at a time.
extension Workbench {
  /// The stretch of a document that holds a scalar offset.
  /// - Parameter length: Scalars in a stretch; stretches are laid end to end.
  package func window(of id: Int64, at offset: Int, length: Int) throws -> DocumentWindow? {
    try casebase.read { db in try DocumentWindow.fetch(db, id: id, at: offset, length: length) }
  }

  /// The row of the document at a place; the newest where a file changed between two ingests.
  package func documentID(at place: DocumentPlace) throws -> Int64? {
    try casebase.read { db in try DocumentRecord.fetch(db, place: place)?.id }
  }

  /// Lines of the ledger in its order.
  package func ledger(outcome: LedgerLine.Outcome?, from offset: Int, count: Int) throws
    -> [DocumentRecord]
  {
    try casebase.read { db in
      var lines: [DocumentRecord] = []
      try DocumentRecord.each(db, outcome: outcome, from: offset, count: count) {
        lines.append($0)
      }
      return lines
    }
  }

  /// How many lines the ledger has of each outcome.
  package func ledgerCounts() throws -> LedgerCounts {
    try casebase.read { db in try LedgerCounts.fetch(db) }
  }
}

extension Workbench {
  /// What the knowledge packs list, for explaining the mentions of a text.
  package static func lexicon() throws -> Lexicon { try KnowledgeLoader.lexicon() }
}
