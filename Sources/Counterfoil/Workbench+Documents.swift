public import CounterfoilModel
public import CounterfoilStore
public import Foundation

extension Workbench {
  /// The ledger in the order of files and parts.
  public func eachLedgerLine(
    outcome: LedgerLine.Outcome? = nil, _ body: (LedgerLine) throws -> Void
  ) throws {
    try casebase.read { db in
      try DocumentRecord.each(db, outcome: outcome) { try body($0.line) }
    }
  }

  /// A document with its text and all that was found in it.
  package func document(at place: DocumentPlace, boxes: Bool = false) throws -> DocumentView? {
    try casebase.read { db in
      try DocumentRecord.fetch(db, place: place).map { try view($0, boxes: boxes, db) }
    }
  }

  package func document(id: Int64, boxes: Bool = false) throws -> DocumentView? {
    try casebase.read { db in
      try DocumentRecord.fetch(db, id: id).map { try view($0, boxes: boxes, db) }
    }
  }

  private func view(_ record: DocumentRecord, boxes: Bool, _ db: Casebase.Connection) throws -> DocumentView {
    DocumentView(
      record: record, layer: try DocumentRecord.layer(db, document: record.id, boxes: boxes),
      metadata: try DocumentRecord.metadata(db, document: record.id),
      mentions: try DocumentRecord.mentions(db, document: record.id),
      statements: try StoredStatement.fetch(db, document: record.id),
      parts: try DocumentRecord.fetchParts(db, file: record.line.place.file).map(\.line.place))
  }

  /// A statement by its identifier, or by the beginning of one that no other shares.
  package func statement(_ prefix: String) throws -> StoredStatement? {
    try casebase.read { db in try StoredStatement.fetch(db, prefix: prefix) }
  }

  package func statements(about entity: EntityID) throws -> [StoredStatement] {
    try casebase.read { db in try StoredStatement.fetch(db, entity: entity) }
  }

  /// Counts that say how a casebase stands.
  public func status() throws -> CasebaseStatus {
    try casebase.read { try CasebaseStatus.fetch($0) }
  }

  /// Checks originals, citations, ledger, log and database.
  package func verify() throws -> Verify.Report { try Verify.run(casebase) }

  /// A consistent copy of the casebase, in use or not.
  /// - Returns: The number of originals copied.
  public func backup(to folder: URL) throws -> Int { try Backup.copy(casebase, to: folder) }
}

/// A document as a person looks at it.
package struct DocumentView: Sendable {
  package var record: DocumentRecord
  package var layer: TextLayer?
  package var metadata: [MetadataEntry]
  /// By position.
  package var mentions: [Mention]
  package var statements: [StoredStatement]
  /// The file itself and everything inside it.
  package var parts: [DocumentPlace]
}
