package import CounterfoilModel
import Foundation
package import GRDB

/// A statement ↔ a row of the table `statement`.
enum StatementRecord {
  static func insert(
    _ statement: CounterfoilModel.Statement, place: DocumentPlace, document: Int64?, _ db: Database
  ) throws {
    var passage: Passage?
    var judgement: String?
    var dataset: (name: String, row: String)?
    switch statement.citation {
    case .passage(let found): passage = found
    case .judgement(let id): judgement = id
    case .row(let name, let row): dataset = (name, row)
    }
    var insert = try BulkInsert(
      db,
      sql: """
        INSERT INTO statement (id, entity, schema, property, value, original, language, speaker,
          modality, valid_from, valid_to, document, start, end, page, quote, judgement, dataset,
          dataset_row, grade, origin, recorded_at)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        ON CONFLICT DO NOTHING
        """)
    insert.bind(blob: statement.identifier(file: place.file, part: place.part).bytes)
    for text in [
      statement.entity.rawValue, statement.schema, statement.property, statement.value,
      statement.original, statement.language, statement.speaker.name, statement.modality.rawValue,
      statement.validFrom, statement.validTo,
    ] {
      insert.bind(text)
    }
    insert.bind(document)
    insert.bind(passage?.range.lowerBound)
    insert.bind(passage?.range.upperBound)
    insert.bind(passage?.page)
    for text in [
      passage?.quote, judgement, dataset?.name, dataset?.row, statement.grade.description,
      statement.origin.description, statement.recordedAt,
    ] {
      insert.bind(text)
    }
    try insert.insert()
  }
}

/// A statement as stored, with the place its citation stands in.
package struct StoredStatement: Sendable {
  package var id: Digest
  package var statement: CounterfoilModel.Statement
  /// Nil for a judgement or a row of an import.
  package var place: DocumentPlace?
  package var document: Int64?
  /// The document's.
  package var mediaType: String?

  private static let columns =
    "d.file, d.part, d.media_type, d.sha256 AS document_sha256, l.sha256 AS layer_sha256"
  private static let tables = """
    FROM statement s LEFT JOIN document d ON d.id = s.document
    LEFT JOIN layer l ON l.document = s.document
    """
  private static let select = "SELECT s.*, \(columns) \(tables)"
  /// With the name of the cluster in place of each entity's, as subject and as value; of two columns of one name the first counts.
  private static let resolved = """
    SELECT ifnull(c.cluster, s.entity) AS entity, ifnull(v.cluster, s.value) AS value, s.*, \(columns) \(tables)
    LEFT JOIN cluster c ON c.entity = s.entity LEFT JOIN cluster v ON v.entity = s.value
    """

  private init?(_ row: Row) {
    let document: Int64? = row["document"]
    let citation: Citation
    if document != nil {
      guard let bytes = row["document_sha256"] as Data?, let layer = row["layer_sha256"] as Data?
      else { return nil }
      let start: Int = row["start"] ?? 0
      citation = .passage(
        Passage(
          document: Digest(bytes: Array(bytes)), layer: Digest(bytes: Array(layer)),
          range: start..<max(start, row["end"] ?? 0), page: row["page"], quote: row["quote"] ?? ""))
    } else if let judgement: String = row["judgement"] {
      citation = .judgement(judgement)
    } else {
      citation = .row(dataset: row["dataset"] ?? "", row: row["dataset_row"] ?? "")
    }
    let origin: String = row["origin"]
    let parts = origin.split(separator: "@", maxSplits: 1)
    id = Digest(bytes: Array(row["id"] as Data))
    self.document = document
    mediaType = row["media_type"]
    place = document.map { _ in DocumentPlace(file: row["file"], part: row["part"]) }
    statement = CounterfoilModel.Statement(
      entity: EntityID(row["entity"]), schema: row["schema"], property: row["property"],
      value: row["value"], original: row["original"], language: row["language"],
      speaker: Speaker(name: row["speaker"]),
      modality: Modality(rawValue: row["modality"]) ?? .asserted, validFrom: row["valid_from"],
      validTo: row["valid_to"], citation: citation, grade: Grade(row["grade"] as String) ?? .unknown,
      origin: Origin(
        name: String(parts.first ?? ""), version: parts.count > 1 ? String(parts[1]) : ""),
      recordedAt: row["recorded_at"])
  }

  /// All statements in an order that depends on their content alone: file, part, position, identifier. What
  /// judgements hold together has one entity.
  package static func each(_ db: Database, _ body: (StoredStatement) throws -> Void) throws {
    let rows = try Row.fetchCursor(
      db, sql: "\(resolved) ORDER BY d.file, d.part, s.start, s.end, s.id")
    while let row = try rows.next() {
      if let stored = StoredStatement(row) { try body(stored) }
    }
  }

  /// - Parameter prefix: The identifier's first hexadecimal digits; nil unless exactly one fits.
  package static func fetch(_ db: Database, prefix: String) throws -> StoredStatement? {
    let digits = prefix.lowercased()
    guard digits.count >= 6, digits.allSatisfy(\.isHexDigit) else { return nil }
    let rows = try Row.fetchAll(
      db, sql: "\(select) WHERE lower(hex(s.id)) LIKE ? LIMIT 2", arguments: [digits + "%"])
    return rows.count == 1 ? StoredStatement(rows[0]) : nil
  }

  package static func fetch(_ db: Database, document: Int64) throws -> [StoredStatement] {
    try Row.fetchAll(
      db, sql: "\(select) WHERE s.document = ? ORDER BY s.start, s.end, s.id",
      arguments: [document]
    ).compactMap(StoredStatement.init)
  }

  /// The statements of a document whose quotes touch `range`, at most `limit`.
  package static func fetch(
    _ db: Database, document: Int64, touching range: ScalarRange, limit: Int
  ) throws -> [StoredStatement] {
    try Row.fetchAll(
      db,
      sql: """
        \(select) WHERE s.document = ? AND s.start < ? AND s.end > ?
        ORDER BY s.start, s.end, s.id LIMIT ?
        """,
      arguments: [document, range.upperBound, range.lowerBound, limit]
    ).compactMap(StoredStatement.init)
  }

  package static func fetch(_ db: Database, entity: EntityID) throws -> [StoredStatement] {
    try Row.fetchAll(
      db, sql: "\(select) WHERE s.entity = ? ORDER BY d.file, d.part, s.start, s.end, s.id",
      arguments: [entity.rawValue]
    ).compactMap(StoredStatement.init)
  }

  /// Those of which a column holds one of some texts, by file, part and position.
  static func fetch(_ db: Database, where column: String, in texts: [String]) throws -> [StoredStatement] {
    var result: [StoredStatement] = []
    for start in stride(from: 0, to: texts.count, by: 500) {
      let some = texts[start..<min(start + 500, texts.count)]
      result += try Row.fetchAll(
        db,
        sql: """
          \(select) WHERE \(column) IN (\(some.map { _ in "?" }.joined(separator: ",")))
          ORDER BY d.file, d.part, s.start, s.end, s.id
          """,
        arguments: StatementArguments(some)
      ).compactMap(StoredStatement.init)
    }
    return result
  }

  /// Statements grouped by entity, for exchange formats that carry entities; entities in the order
  /// of their identifiers, one in memory at a time. What judgements hold together is one.
  package static func eachEntity(
    _ db: Database, _ body: (Entity, [StoredStatement]) throws -> Void
  ) throws {
    let rows = try Row.fetchCursor(
      db,
      sql: "\(resolved) ORDER BY ifnull(c.cluster, s.entity), d.file, d.part, s.start, s.end, s.id")
    var group: [StoredStatement] = []
    func flush() throws {
      guard let first = group.first else { return }
      try body(Entity(id: first.statement.entity, statements: group.map(\.statement)), group)
      group.removeAll(keepingCapacity: true)
    }
    while let row = try rows.next() {
      guard let stored = StoredStatement(row) else { continue }
      if let first = group.first, first.statement.entity != stored.statement.entity { try flush() }
      group.append(stored)
    }
    try flush()
  }
}
