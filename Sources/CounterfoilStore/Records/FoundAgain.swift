package import CounterfoilModel
import Foundation
package import GRDB

/// What was found in a document, replaced by what is found in it now.
package struct FoundAgain: Sendable {
  /// Statements new in this finding.
  package var added = 0
  /// Statements that are not found any more.
  package var withdrawn = 0
  /// Mentions now, and before.
  package var mentions = 0
  package var mentionsBefore = 0

  package init() {}

  /// Replaces the mentions of a document and exactly the statements of this origin: a statement
  /// found again keeps its row and when it was recorded. Judgements, and statements that people,
  /// readers or imports made, stay.
  ///
  /// - Parameter origin: The name of the stage, whatever its version: `find`.
  package mutating func replace(
    _ db: Database, document: Int64, place: DocumentPlace, mentions: [Mention],
    statements: [CounterfoilModel.Statement], origin: String
  ) throws {
    let own = statements.filter { $0.origin.name == origin }
    let now = Set(own.map { Data($0.identifier(file: place.file, part: place.part).bytes) })
    let before = try Set(
      Data.fetchAll(
        db, sql: "SELECT id FROM statement WHERE document = ? AND origin LIKE ?",
        arguments: [document, origin + "@%"]))
    for id in before.subtracting(now) {
      try db.execute(sql: "DELETE FROM statement WHERE id = ?", arguments: [id])
    }
    for statement in own {
      try StatementRecord.insert(statement, place: place, document: document, db)
    }
    mentionsBefore +=
      try Int.fetchOne(
        db, sql: "SELECT count(*) FROM mention WHERE document = ?", arguments: [document]) ?? 0
    for table in ["mention", "mentioned"] {
      try db.execute(sql: "DELETE FROM \(table) WHERE document = ?", arguments: [document])
    }
    try MentionRecord.insert(mentions, document: document, db)
    self.mentions += mentions.count
    added += now.subtracting(before).count
    withdrawn += before.subtracting(now).count
  }

  /// Documents with text, in the order of their ids.
  package static func documents(_ db: Database) throws -> [Int64] {
    try Int64.fetchAll(
      db,
      sql:
        "SELECT document FROM layer JOIN document d ON d.id = document WHERE outcome IS NOT NULL ORDER BY document"
    )
  }

  /// The line in the log.
  package func log(_ db: Database, at time: String, actor: String) throws {
    try Log.append(
      db, at: time, actor: actor, action: "find-again",
      detail: ["added": "\(added)", "withdrawn": "\(withdrawn)"])
  }
}
