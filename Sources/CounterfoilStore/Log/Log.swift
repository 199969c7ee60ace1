package import CounterfoilModel
import Foundation
package import GRDB

/// The append-only, hash-chained log of every change to a casebase.
///
/// Each line's hash is SHA-256 over the previous hash and the line's own fields, so that a line
/// edited, removed or slipped in breaks the chain from there on.
package enum Log {
  /// One line of the log.
  package struct Line: Hashable, Sendable {
    package var number: Int
    package var at: String
    package var actor: String
    package var action: String
    /// JSON with sorted keys.
    package var detail: String
    package var hash: Digest
  }

  package static func append(
    _ db: Database, at time: String, actor: String, action: String, detail: [String: String]
  ) throws {
    let last = try Row.fetchOne(
      db.cachedStatement(sql: "SELECT number, hash FROM log ORDER BY number DESC LIMIT 1"))
    let number = (last?["number"] as Int? ?? 0) + 1
    let previous = last?["hash"] as Data? ?? Data()
    let text = json(detail)
    let hash = chained(
      previous: Array(previous), number: number, at: time, actor: actor, action: action,
      detail: text)
    try db.cachedStatement(
      sql: "INSERT INTO log (number, at, actor, action, detail, hash) VALUES (?, ?, ?, ?, ?, ?)"
    ).execute(arguments: [number, time, actor, action, text, Data(hash.bytes)])
  }

  /// The first line at which the chain does not hold; nil where it holds throughout.
  package static func firstBreak(_ db: Database) throws -> Int? {
    var previous: [UInt8] = []
    var expected = 1
    let rows = try Row.fetchCursor(db, sql: "SELECT * FROM log ORDER BY number")
    while let row = try rows.next() {
      let number: Int = row["number"]
      let hash = chained(
        previous: previous, number: number, at: row["at"], actor: row["actor"],
        action: row["action"], detail: row["detail"])
      let stored: Data = row["hash"]
      guard number == expected, hash.bytes == Array(stored) else { return number }
      previous = hash.bytes
      expected += 1
    }
    return nil
  }

  private static func chained(
    previous: [UInt8], number: Int, at: String, actor: String, action: String, detail: String
  ) -> Digest {
    var hasher = DigestBuilder()
    previous.withUnsafeBytes { hasher.update($0) }
    for field in ["\(number)", at, actor, action, detail] {
      // The length in front keeps a character from wandering between two fields unnoticed.
      hasher.update("\(field.utf8.count):")
      hasher.update(field)
    }
    return hasher.finish()
  }

  /// With sorted keys. By hand: Foundation's encoder takes 80 microseconds, and there is a line a file.
  private static func json(_ detail: [String: String]) -> String {
    var text = "{"
    for (key, value) in detail.sorted(by: { $0.key < $1.key }) {
      if text.utf8.count > 1 { text += "," }
      text += JSONText.quoted(key) + ":" + JSONText.quoted(value)
    }
    return text + "}"
  }
}
