package import CounterfoilModel
import Foundation
package import GRDB

/// A document as stored: its ledger line, and what it says of itself.
package struct DocumentRecord: Sendable {
  package var id: Int64
  package var line: LedgerLine
  /// False while a container's parts are still being read.
  package var isFinal: Bool
  package var title: String?
  package var date: String?
  package var sender: String?
  package var recipients: String?
  package var grade: Grade
  package var marking: Marking?
  /// ISO 8601, UTC.
  package var recordedAt: String

  init(_ row: Row) {
    id = row["id"]
    let outcome: String? = row["outcome"]
    isFinal = outcome != nil
    let copy: String? = row["copy_file"]
    line = LedgerLine(
      place: DocumentPlace(file: row["file"], part: row["part"]),
      outcome: outcome.flatMap(LedgerLine.Outcome.init(rawValue:)) ?? .rejected,
      reason: outcome == nil ? "not finished: run the same ingest again" : row["reason"],
      mediaType: row["media_type"], encoding: row["encoding"], language: row["language"],
      bytes: row["bytes"], characters: row["characters"], pages: row["pages"],
      ocrPages: row["ocr_pages"],
      digest: (row["sha256"] as Data?).map { Digest(bytes: Array($0)) },
      copyOf: copy.map { DocumentPlace(file: $0, part: row["copy_part"] ?? "") },
      seconds: row["seconds"])
    title = row["title"]
    date = row["date"]
    sender = row["sender"]
    recipients = row["recipients"]
    grade = Grade(row["grade"] as String) ?? .unknown
    marking = (row["marking"] as String?).flatMap { Marking($0) }
    recordedAt = row["recorded_at"]
  }

  /// Grades a document, with what its statements rest on.
  /// - Returns: How many documents stand at this place.
  package static func setGrade(
    _ grade: Grade, of place: DocumentPlace, by actor: String, at time: String, _ db: Database
  ) throws -> Int {
    try db.execute(
      sql: "UPDATE document SET grade = ? WHERE file = ? AND part = ?",
      arguments: [grade.description, place.file, place.part])
    let count = db.changesCount
    guard count > 0 else { return 0 }
    try db.execute(
      sql:
        "UPDATE statement SET grade = ? WHERE document IN (SELECT id FROM document WHERE file = ? AND part = ?)",
      arguments: [grade.description, place.file, place.part])
    try Log.append(
      db, at: time, actor: actor, action: "grade",
      detail: ["file": place.file, "part": place.part, "grade": grade.description])
    return count
  }

  private static let select = """
    SELECT d.*, c.file AS copy_file, c.part AS copy_part
    FROM document d LEFT JOIN document c ON c.id = d.copy_of
    """

  /// The ledger in the order in which the files were taken in.
  package static func each(
    _ db: Database, outcome: LedgerLine.Outcome? = nil, from offset: Int = 0, count: Int? = nil,
    _ body: (DocumentRecord) throws -> Void
  ) throws {
    let filter = outcome.map { "WHERE d.outcome = '\($0.rawValue)'" } ?? ""
    let limit = count.map { "LIMIT \($0) OFFSET \(offset)" } ?? ""
    let rows = try Row.fetchCursor(
      db, sql: "\(select) \(filter) ORDER BY d.source, d.file, d.part \(limit)")
    while let row = try rows.next() { try body(DocumentRecord(row)) }
  }

  package static func fetch(_ db: Database, id: Int64) throws -> DocumentRecord? {
    try Row.fetchOne(db, sql: "\(select) WHERE d.id = ?", arguments: [id]).map(DocumentRecord.init)
  }

  /// The document at a place; the newest where a file changed between two ingests.
  package static func fetch(_ db: Database, place: DocumentPlace) throws -> DocumentRecord? {
    try Row.fetchOne(
      db, sql: "\(select) WHERE d.file = ? AND d.part = ? ORDER BY d.id DESC",
      arguments: [place.file, place.part]
    ).map(DocumentRecord.init)
  }

  /// All parts of a file in the order they were read, the file itself first.
  package static func fetchParts(_ db: Database, file: String) throws -> [DocumentRecord] {
    try Row.fetchAll(
      db, sql: "\(select) WHERE d.file = ? ORDER BY d.part", arguments: [file]
    ).map(DocumentRecord.init)
  }

  /// The file itself and what is inside it, at most `limit`, the file first.
  package static func fetchParts(_ db: Database, file: String, limit: Int) throws
    -> [DocumentRecord]
  {
    try Row.fetchAll(
      db, sql: "\(select) WHERE d.file = ? ORDER BY d.part LIMIT ?", arguments: [file, limit]
    ).map(DocumentRecord.init)
  }

  /// Other documents of the same bytes, and other copies of the same mail, at most `limit`.
  package static func fetchCopies(_ db: Database, of record: DocumentRecord, limit: Int) throws
    -> [DocumentRecord]
  {
    // Three look-ups by index; as one OR they would be a walk over the table.
    try Row.fetchAll(
      db,
      sql: """
        \(select) WHERE d.id <> ?1 AND d.id IN (
          SELECT id FROM document WHERE sha256 = ?2
          UNION SELECT copy_of FROM document WHERE id = ?1
          UNION SELECT c.id FROM metadata m
            JOIN metadata n ON n.name = 'message-id' AND n.value = m.value
            JOIN document c ON c.id = n.document
            WHERE m.document = ?1 AND m.name = 'message-id'
              AND ifnull(c.copy_of, c.id)
                = (SELECT ifnull(copy_of, id) FROM document WHERE id = ?1))
        ORDER BY d.id LIMIT ?3
        """,
      arguments: [record.id, record.line.digest.map { Data($0.bytes) }, limit]
    ).map(DocumentRecord.init)
  }

  package static func layer(_ db: Database, document: Int64, boxes: Bool = false) throws
    -> TextLayer?
  {
    try LayerRecord.fetch(db, document: document, boxes: boxes)
  }

  /// The text of a document; of a duplicate, the text of the document it repeats.
  package static func text(_ db: Database, document: Int64) throws -> String? {
    try String.fetchOne(
      db.cachedStatement(
        sql: """
          SELECT l.text FROM document d
          JOIN layer l ON l.document = iif(d.outcome = 'duplicate', d.copy_of, d.id)
          WHERE d.id = ?
          """), arguments: [document])
  }

  package static func metadata(_ db: Database, document: Int64) throws -> [MetadataEntry] {
    try Row.fetchAll(
      db, sql: "SELECT name, value, start, end FROM metadata WHERE document = ? ORDER BY rowid",
      arguments: [document]
    ).map { row in
      let start: Int? = row["start"]
      let end: Int? = row["end"]
      return MetadataEntry(
        name: row["name"], value: row["value"],
        range: start.flatMap { low in end.map { low..<max(low, $0) } })
    }
  }

  package static func mentions(_ db: Database, document: Int64) throws -> [Mention] {
    try Row.fetchAll(
      db, sql: "SELECT * FROM mention WHERE document = ? ORDER BY start, end, kind",
      arguments: [document]
    ).compactMap(mention)
  }

  /// A row of the table `mention`; nil for a kind this version does not know.
  static func mention(_ row: Row) -> Mention? {
    guard let kind = Mention.Kind(rawValue: row["kind"]) else { return nil }
    let name = NameRecord(row["name"])
    return Mention(
      kind: kind, range: (row["start"] as Int)..<(row["end"] as Int), quote: row["quote"],
      value: row["value"] ?? row["quote"], confidence: row["confidence"],
      entityHint: row["entity"], quantity: QuantityRecord.detail(row["quantity"]),
      titles: name?.personTitles ?? [], refersTo: name?.refersTo)
  }
}
