package import CounterfoilModel
package import GRDB

/// A passage that stands word for word in two documents of which none is a copy of the other.
package struct QuotationLink: Sendable {
  package var document: DocumentRecord
  package var other: DocumentRecord
  /// Scalars of each one's text layer.
  package var quotation: Quotation
  /// The passage in the words of `document`.
  package var text: String

  /// All of a casebase, by the documents' files; at most `limit`.
  package static func fetch(_ db: Database, limit: Int) throws -> [QuotationLink] {
    try links(
      try Row.fetchAll(
        db,
        sql: """
          SELECT quotation.* FROM quotation
          JOIN document a ON a.id = quotation.document JOIN document b ON b.id = other
          ORDER BY a.file, a.part, b.file, b.part, start LIMIT ?
          """, arguments: [limit]), db)
  }

  /// Those of one document, which comes first in each; by where they stand in it.
  package static func fetch(_ db: Database, of record: DocumentRecord, limit: Int) throws -> [QuotationLink] {
    try links(
      try Row.fetchAll(
        db,
        sql: """
          SELECT document, other, start, "end", other_start, other_end FROM quotation WHERE document = ?1
          UNION ALL SELECT other, document, other_start, other_end, start, "end" FROM quotation WHERE other = ?1
          ORDER BY 3, 2 LIMIT ?2
          """, arguments: [record.id, limit]), db)
  }

  private static func links(_ rows: [Row], _ db: Database) throws -> [QuotationLink] {
    var records: [Int64: DocumentRecord] = [:]
    func record(_ id: Int64) throws -> DocumentRecord? {
      if let known = records[id] { return known }
      records[id] = try DocumentRecord.fetch(db, id: id)
      return records[id]
    }
    return try rows.compactMap { row in
      guard let one = try record(row[0]), let two = try record(row[1]) else { return nil }
      let range = (row[2] as Int)..<(row[3] as Int)
      let text = try String.fetchOne(
        // substr counts code points from 1.
        db.cachedStatement(sql: "SELECT substr(text, ?, ?) FROM layer WHERE document = ?"),
        arguments: [range.lowerBound + 1, range.count, one.id])
      return QuotationLink(
        document: one, other: two,
        quotation: Quotation(first: range, second: (row[4] as Int)..<(row[5] as Int)), text: text ?? "")
    }
  }

  /// - Parameter quotation: Of `document` first, of `other` second.
  static func insert(_ quotation: Quotation, _ document: Int64, _ other: Int64, _ db: Database) throws {
    let isInOrder = document < other
    let (first, second) =
      isInOrder ? (quotation.first, quotation.second) : (quotation.second, quotation.first)
    try db.cachedStatement(
      sql: """
        INSERT OR IGNORE INTO quotation (document, other, start, "end", other_start, other_end)
        VALUES (?, ?, ?, ?, ?, ?)
        """
    ).execute(arguments: [
      min(document, other), max(document, other), first.lowerBound, first.upperBound, second.lowerBound,
      second.upperBound,
    ])
  }
}
