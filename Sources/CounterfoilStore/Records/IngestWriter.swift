package import CounterfoilModel
import Foundation
package import GRDB

/// Takes the steps of an ingest into the casebase, in order, inside the caller's transaction.
///
/// Everything that depends on what came earlier is decided here, in the order of the files and not
/// in the order in which readers happen to finish: which of two equal files is the duplicate, which
/// of two mails is the other copy. That is why any number of cores gives the same casebase.
package struct IngestWriter {
  private let source: Int64
  private let time: String
  /// Containers whose parts are being written: their rows, innermost last.
  private var open: [(place: DocumentPlace, row: Int64)] = []
  /// A container found to be a duplicate: its parts are not written.
  private var skipping: DocumentPlace?
  private let batch = SearchBatch()
  private let copies: CopyBatch

  package init(_ db: Database, root: String, time: String, comparer: any CopyComparer) throws {
    copies = CopyBatch(comparer)
    try db.execute(
      sql: "INSERT INTO source (root) VALUES (?) ON CONFLICT DO NOTHING", arguments: [root])
    source =
      try Int64.fetchOne(db, sql: "SELECT id FROM source WHERE root = ?", arguments: [root])
      ?? 0
    self.time = time
  }

  /// - Returns: The line as written, which may say `duplicate` where the reader said `read`;
  ///   nil for a step that writes no line.
  package mutating func take(_ step: IngestStep, _ db: Database) throws -> LedgerLine? {
    switch step {
    case .open(let place, let digest):
      guard skipping == nil else { return nil }
      if try original(of: digest, db) != nil {
        skipping = place
        return nil
      }
      let row =
        try unfinished(place, digest, db)
        ?? insert(
          LedgerLine(place: place, outcome: .read, digest: digest), final: false, db)
      open.append((place, row))
      return nil
    case .record(let record):
      if let skipped = skipping {
        guard record.line.place == skipped else { return nil }
        skipping = nil
      }
      return try take(record, db)
    }
  }

  private mutating func take(_ record: IngestRecord, _ db: Database) throws -> LedgerLine {
    var line = record.line
    var row: Int64?
    if let last = open.last, last.place == line.place {
      row = last.row
      open.removeLast()
    } else if line.outcome != .rejected, let digest = line.digest,
      let first = try original(of: digest, db)
    {
      line = duplicate(line, of: first.place, mediaType: first.mediaType)
      let row = try insert(line, final: true, db)
      try setCopy(row, of: first.row, db)
      try logFile(line, db)
      return line
    }
    // A document whose pages are read again by OCR keeps its row.
    if row == nil, let digest = line.digest { row = try unfinished(line.place, digest, db) }
    let copy = try otherCopyOfMail(record, db)
    if let copy {
      line.copyOf = copy.place
      let reason = "another copy of the mail in \(copy.place.spoken)"
      line.reason = line.reason.map { "\($0); \(reason)" } ?? reason
    }
    let id = try row ?? insert(line, final: true, db)
    if row != nil { try finish(id, line, db) }
    if let copy { try setCopy(id, of: copy.row, db) }
    try write(record, line: line, row: id, db)
    try logFile(line, db)
    return line
  }

  /// Writes what was held back; call it before the end of the transaction.
  package func finish(_ db: Database) throws {
    try batch.write(db)
    try copies.write(db)
  }

  /// Segments of the index written so far.
  package var segments: Int { batch.segments }

  // MARK: - Earlier documents

  private func original(of digest: Digest, _ db: Database) throws
    -> (row: Int64, place: DocumentPlace, mediaType: String?)?
  {
    let found = try Row.fetchOne(
      db.cachedStatement(
        sql: """
          SELECT id, file, part, media_type FROM document
          WHERE sha256 = ? AND outcome IN ('read', 'read-with-warnings') ORDER BY id LIMIT 1
          """), arguments: [Data(digest.bytes)])
    return found.map {
      ($0["id"], DocumentPlace(file: $0["file"], part: $0["part"]), $0["media_type"])
    }
  }

  /// One physical mail that reached two people is one mail: same Message-ID, sender, date, subject.
  private func otherCopyOfMail(_ record: IngestRecord, _ db: Database) throws
    -> (row: Int64, place: DocumentPlace)?
  {
    guard record.line.mediaType == "message/rfc822", let id = record.first("message-id")
    else { return nil }
    let candidates = try Row.fetchAll(
      db.cachedStatement(
        sql: """
          SELECT d.id, d.file, d.part, d.title, d.date, d.sender FROM metadata m
          JOIN document d ON d.id = m.document
          WHERE m.name = 'message-id' AND m.value = ? ORDER BY d.id
          """), arguments: [id])
    for row in candidates
    where row["title"] as String? == record.first("title")
      && row["date"] as String? == record.first("date")
      && row["sender"] as String? == record.first("from")
    {
      return (row["id"], DocumentPlace(file: row["file"], part: row["part"]))
    }
    return nil
  }

  /// The media type is the original's: a lane that knew of the original did not look.
  private func duplicate(_ line: LedgerLine, of place: DocumentPlace, mediaType: String?)
    -> LedgerLine
  {
    LedgerLine(
      place: line.place, outcome: .duplicate,
      reason: "the same bytes as \(place.spoken)", mediaType: mediaType,
      bytes: line.bytes, digest: line.digest, copyOf: place, seconds: line.seconds)
  }

  private func unfinished(_ place: DocumentPlace, _ digest: Digest, _ db: Database) throws -> Int64? {
    try Int64.fetchOne(
      db.cachedStatement(
        sql: """
          SELECT id FROM document
          WHERE source = ? AND file = ? AND part = ? AND sha256 = ? AND outcome IS NULL
          """), arguments: [source, place.file, place.part, Data(digest.bytes)])
  }

  // MARK: - Rows

  private func insert(_ line: LedgerLine, final: Bool, _ db: Database) throws -> Int64 {
    // A file that could not be opened or read before and is another now has one line, not two.
    if line.place.part.isEmpty, line.digest != nil {
      let outdated = try Int64.fetchAll(
        db.cachedStatement(
          sql: """
            SELECT id FROM document WHERE source = ? AND file = ? AND part = ''
            AND (sha256 IS NULL OR outcome = 'rejected')
            """), arguments: [source, line.place.file])
      for id in outdated {
        try db.execute(sql: "DELETE FROM document WHERE id = ?", arguments: [id])
      }
    }
    try db.cachedStatement(
      sql: """
        INSERT INTO document (source, parent, file, part, sha256, outcome, reason, media_type,
          encoding, language, bytes, characters, pages, ocr_pages, seconds, recorded_at)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """
    ).execute(arguments: [
      source, open.last?.row, line.place.file, line.place.part, line.digest.map { Data($0.bytes) },
      final ? line.outcome.rawValue : nil, line.reason, line.mediaType, line.encoding,
      line.language, line.bytes, line.characters, line.pages, line.ocrPages, line.seconds, time,
    ])
    return db.lastInsertedRowID
  }

  private func finish(_ row: Int64, _ line: LedgerLine, _ db: Database) throws {
    try db.cachedStatement(
      sql: """
        UPDATE document SET outcome = ?, reason = ?, media_type = ?, encoding = ?, language = ?,
          bytes = ?, characters = ?, pages = ?, ocr_pages = ?, seconds = ? WHERE id = ?
        """
    ).execute(arguments: [
      line.outcome.rawValue, line.reason, line.mediaType, line.encoding, line.language, line.bytes,
      line.characters, line.pages, line.ocrPages, line.seconds, row,
    ])
  }

  private func setCopy(_ row: Int64, of first: Int64, _ db: Database) throws {
    try db.cachedStatement(sql: "UPDATE document SET copy_of = ? WHERE id = ?")
      .execute(arguments: [first, row])
  }

  private func write(_ record: IngestRecord, line: LedgerLine, row: Int64, _ db: Database) throws {
    try writeMetadata(record, row: row, db)
    guard let layer = record.layer, let digest = record.layerDigest else { return }
    try LayerRecord.insert(layer, digest: digest, document: row, db)
    var mentions = try BulkInsert(
      db,
      sql: """
        INSERT OR IGNORE INTO mention (document, start, end, kind, quote, value, confidence, entity, quantity)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
        """)
    for found in record.mentions {
      mentions.bind(row)
      mentions.bind(found.range.lowerBound)
      mentions.bind(found.range.upperBound)
      mentions.bind(found.kind.rawValue)
      mentions.bind(found.quote)
      mentions.bind(found.value == found.quote ? nil : found.value)
      mentions.bind(found.confidence)
      mentions.bind(found.entityHint)
      mentions.bind(QuantityRecord.text(found.quantity))
      try mentions.insert()
    }
    var entries = try BulkInsert(
      db, sql: "INSERT OR IGNORE INTO mentioned (entity, document) VALUES (?, ?)")
    for entry in Set(record.mentions.compactMap(\.entityHint)).sorted() {
      entries.bind(entry)
      entries.bind(row)
      try entries.insert()
    }
    for statement in record.statements {
      try StatementRecord.insert(statement, place: line.place, document: row, db)
    }
    if let postings = record.postings {
      try batch.add(
        db, document: row, postings: postings,
        facts: SearchFacts(
          length: record.tokenCount, language: line.language, mediaType: line.mediaType,
          date: record.first("date")))
    }
    if let sketch = record.sketch { try copies.add(db, document: row, sketch: sketch) }
  }

  private func writeMetadata(_ record: IngestRecord, row: Int64, _ db: Database) throws {
    guard !record.metadata.isEmpty else { return }
    let insert = try db.cachedStatement(
      sql: "INSERT INTO metadata (document, name, value, start, end) VALUES (?, ?, ?, ?, ?)")
    for entry in record.metadata {
      try insert.execute(arguments: [
        row, entry.name, entry.value, entry.range?.lowerBound, entry.range?.upperBound,
      ])
    }
    let recipients = record.metadata.filter { $0.name == "to" || $0.name == "cc" }.map(\.value)
    try db.cachedStatement(
      sql: "UPDATE document SET title = ?, date = ?, sender = ?, recipients = ? WHERE id = ?"
    ).execute(arguments: [
      record.first("title"), record.first("date"), record.first("from"),
      recipients.isEmpty ? nil : recipients.joined(separator: ", "), row,
    ])
  }

  /// One line a file, not one a part: a mailbox of a million messages is one act.
  private func logFile(_ line: LedgerLine, _ db: Database) throws {
    guard line.place.part.isEmpty else { return }
    try Log.append(
      db, at: time, actor: "ingest", action: "ingest",
      detail: [
        "file": line.place.file, "sha256": line.digest?.description ?? "",
        "outcome": line.outcome.rawValue,
      ])
  }
}

extension DocumentPlace {
  /// For a sentence: `mail/a.eml` or `mail/a.eml › report.pdf`.
  package var spoken: String { part.isEmpty ? file : "\(file) › \(part)" }
}
