import CounterfoilModel
import Foundation
import GRDB

/// Sketches and copies ↔ the tables `copy_sketch`, `copy_key` and `copy`.
enum CopyRecord {
  static func insert(_ sketch: CopySketch, document: Int64, _ db: Database) throws {
    var insert = try BulkInsert(
      db, sql: "INSERT INTO copy_sketch (document, level, keys) VALUES (?, ?, ?)")
    insert.bind(document)
    insert.bind(sketch.level)
    insert.bind(blob: sketch.keys.map(\.littleEndian).withUnsafeBytes { Array($0) })
    try insert.insert()
  }

  /// - Parameter shared: Of `document` first, of `other` second.
  static func insert(_ shared: SharedText, _ document: Int64, _ other: Int64, _ db: Database) throws {
    let (share, otherShare) = (Int((shared.first * 1000).rounded()), Int((shared.second * 1000).rounded()))
    let isInOrder = document < other
    try db.cachedStatement(
      sql: "INSERT OR REPLACE INTO copy (document, other, share, other_share) VALUES (?, ?, ?, ?)"
    ).execute(arguments: [
      min(document, other), max(document, other), isInOrder ? share : otherShare,
      isInOrder ? otherShare : share,
    ])
  }

  /// A sketch without its keys.
  static func shape(_ db: Database, document: Int64) throws -> (level: Int, keys: Int)? {
    try Row.fetchOne(
      db.cachedStatement(sql: "SELECT level, length(keys) FROM copy_sketch WHERE document = ?"),
      arguments: [document]
    ).map { ($0[0], ($0[1] as Int) / 8) }
  }

  static func text(_ db: Database, document: Int64) throws -> String? {
    try String.fetchOne(
      db.cachedStatement(sql: "SELECT text FROM layer WHERE document = ?"), arguments: [document])
  }

  /// Takes a document out.
  static func withdraw(_ db: Database, document: Int64) throws {
    let keys = try Data.fetchOne(
      db, sql: "SELECT keys FROM copy_sketch WHERE document = ?", arguments: [document])
    for key in Self.keys(keys ?? Data()) {
      try db.cachedStatement(sql: "DELETE FROM copy_key WHERE key = ? AND document = ?")
        .execute(arguments: [key, document])
    }
    try db.execute(
      sql: """
        DELETE FROM copy WHERE document = ?1 OR other = ?1;
        DELETE FROM quotation WHERE document = ?1 OR other = ?1;
        DELETE FROM copy_sketch WHERE document = ?1;
        DELETE FROM copy_pending WHERE document = ?1;
        """, arguments: [document, document, document, document])
  }

  private static func keys(_ data: Data) -> [Int64] {
    data.withUnsafeBytes { bytes in
      stride(from: 0, to: bytes.count - 7, by: 8).map {
        Int64(littleEndian: bytes.loadUnaligned(fromByteOffset: $0, as: Int64.self))
      }
    }
  }
}
