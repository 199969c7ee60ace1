public import CounterfoilModel
package import CounterfoilStore
public import Foundation
import GRDB

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

  private func view(_ record: DocumentRecord, boxes: Bool, _ db: Database) throws -> DocumentView {
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
    try casebase.read { db in
      func count(_ sql: String) throws -> Int { try Int.fetchOne(db, sql: sql) ?? 0 }
      var status = CasebaseStatus()
      for row in try Row.fetchAll(
        db, sql: "SELECT outcome, count(*) AS n FROM document GROUP BY outcome")
      {
        let outcome: String? = row["outcome"]
        if let outcome = outcome.flatMap(LedgerLine.Outcome.init(rawValue:)) {
          status.outcomes[outcome] = row["n"]
        } else {
          status.unfinished = row["n"]
        }
      }
      status.files = try count("SELECT count(*) FROM document WHERE part = ''")
      status.characters = try count("SELECT ifnull(sum(characters), 0) FROM document")
      status.bytes = try count("SELECT ifnull(sum(bytes), 0) FROM document WHERE part = ''")
      status.mentions = try count("SELECT count(*) FROM mention")
      status.statements = try count("SELECT count(*) FROM statement")
      status.entities = try count("SELECT count(DISTINCT entity) FROM statement")
      status.pagesForOCR = try count("SELECT ifnull(sum(ocr_pages), 0) FROM document")
      for row in try Row.fetchAll(
        db,
        sql: """
          SELECT language, count(*) AS n FROM document WHERE language IS NOT NULL
          GROUP BY language ORDER BY n DESC, language
          """)
      {
        status.languages.append((row["language"], row["n"]))
      }
      status.sources = try String.fetchAll(db, sql: "SELECT root FROM source ORDER BY id")
      return status
    }
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

/// How a casebase stands.
public struct CasebaseStatus: Sendable {
  /// Lines of files and parts, by outcome.
  public var outcomes: [LedgerLine.Outcome: Int] = [:]
  /// Files whose ingest was interrupted.
  public var unfinished = 0
  /// Files given, without the parts inside them.
  public var files = 0
  /// Of the files given.
  public var bytes = 0
  /// Unicode scalars of all text layers.
  public var characters = 0
  public var mentions = 0
  public var statements = 0
  public var entities = 0
  public var pagesForOCR = 0
  /// Commonest first.
  public var languages: [(tag: String, documents: Int)] = []
  public var sources: [String] = []
  public init() {}
}
