package import CounterfoilModel
import Foundation
package import GRDB

/// Alerts ↔ rows of the tables `alert` and `alert_told`.
package enum AlertRecord {
  /// - Returns: False where an alert of this name is there already.
  package static func insert(_ alert: Alert, _ db: Database) throws -> Bool {
    var (query, lists): (String?, String?) = (nil, nil)
    switch alert.question {
    case .search(let text): query = text
    case .screening(let names): lists = "[" + names.map(JSONText.quoted).joined(separator: ",") + "]"
    }
    try db.execute(
      sql: """
        INSERT INTO alert (name, query, lists, case_file, made_by, made_at) VALUES (?, ?, ?, ?, ?, ?)
        ON CONFLICT DO NOTHING
        """,
      arguments: [alert.name, query, lists, alert.caseFile, alert.madeBy, alert.madeAt])
    return db.changesCount == 1
  }

  /// - Returns: False where there is none of this name.
  package static func remove(_ name: String, _ db: Database) throws -> Bool {
    try db.execute(sql: "DELETE FROM alert WHERE name = ?", arguments: [name])
    return db.changesCount == 1
  }

  package static func all(_ db: Database) throws -> [Alert] {
    try Row.fetchAll(db, sql: "SELECT * FROM alert ORDER BY name").map { row in
      let lists = (row["lists"] as String?).map {
        (try? JSONDecoder().decode([String].self, from: Data($0.utf8))) ?? []
      }
      return Alert(
        name: row["name"], question: lists.map { .screening(lists: $0) } ?? .search(row["query"] ?? ""),
        caseFile: row["case_file"], madeBy: row["made_by"], madeAt: row["made_at"], askedAt: row["asked_at"])
    }
  }

  /// Notes what is told now.
  /// - Returns: Those of `items` that were not told before, in their order.
  package static func tell(_ items: [String], of alert: String, at time: String, _ db: Database) throws
    -> [String]
  {
    try db.execute(sql: "UPDATE alert SET asked_at = ? WHERE name = ?", arguments: [time, alert])
    let insert = try db.cachedStatement(
      sql: "INSERT INTO alert_told (alert, item, at) VALUES (?, ?, ?) ON CONFLICT DO NOTHING")
    return try items.filter { item in
      try insert.execute(arguments: [alert, item, time])
      return db.changesCount == 1
    }
  }
}
