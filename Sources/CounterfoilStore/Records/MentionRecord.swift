import CounterfoilModel
import GRDB

/// Mentions ↔ rows of the table `mention`, and the entries they name.
enum MentionRecord {
  static func insert(_ mentions: [Mention], document: Int64, _ db: Database) throws {
    var rows = try BulkInsert(
      db,
      sql: """
        INSERT OR IGNORE INTO mention (document, start, end, kind, quote, value, confidence, entity,
          quantity, name)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """)
    for found in mentions {
      rows.bind(document)
      rows.bind(found.range.lowerBound)
      rows.bind(found.range.upperBound)
      rows.bind(found.kind.rawValue)
      rows.bind(found.quote)
      rows.bind(found.value == found.quote ? nil : found.value)
      rows.bind(found.confidence)
      rows.bind(found.entityHint)
      rows.bind(QuantityRecord.text(found.quantity))
      rows.bind(NameRecord.text(found))
      try rows.insert()
    }
    var entries = try BulkInsert(
      db, sql: "INSERT OR IGNORE INTO mentioned (entity, document) VALUES (?, ?)")
    for entry in Set(mentions.compactMap(\.entityHint)).sorted() {
      entries.bind(entry)
      entries.bind(document)
      try entries.insert()
    }
  }
}
