package import CounterfoilModel
import Foundation
package import GRDB

/// What a casebase already holds of a file that is given to `ingest` again.
package struct KnownFile: Sendable {
  /// Nil where the file could not be opened then.
  package var digest: Digest?
  package var isFinal: Bool

  package static func fetch(_ db: Database, root: String, file: String) throws -> [KnownFile] {
    try Row.fetchAll(
      db.cachedStatement(
        sql: """
          SELECT sha256, outcome FROM document
          WHERE source = (SELECT id FROM source WHERE root = ?) AND file = ? AND part = ''
          """), arguments: [root, file]
    ).map { row in
      KnownFile(
        digest: (row["sha256"] as Data?).map { Digest(bytes: Array($0)) },
        isFinal: (row["outcome"] as String?) != nil)
    }
  }

  /// Whether a document of these bytes has been read and committed.
  package static func isRead(_ db: Database, digest: Digest) throws -> Bool {
    try Bool.fetchOne(
      db.cachedStatement(
        sql: """
          SELECT EXISTS (SELECT 1 FROM document
          WHERE sha256 = ? AND outcome IN ('read', 'read-with-warnings'))
          """), arguments: [Data(digest.bytes)]) ?? false
  }

  /// Whether a part has its final line, from an ingest that was interrupted later.
  package static func isFinal(_ db: Database, root: String, place: DocumentPlace) throws -> Bool {
    try Bool.fetchOne(
      db.cachedStatement(
        sql: """
          SELECT EXISTS (SELECT 1 FROM document
          WHERE source = (SELECT id FROM source WHERE root = ?) AND file = ? AND part = ?
          AND outcome IS NOT NULL)
          """), arguments: [root, place.file, place.part]) ?? false
  }
}
