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

  /// Replaces the mentions of a document and exactly the statements of these origins: a statement
  /// found again keeps its row and when it was recorded. Judgements, and statements that people,
  /// readers or imports made, stay.
  ///
  /// - Parameter origins: The names of the stages, whatever their versions: `find`, `relate`.
  package mutating func replace(
    _ db: Database, document: Int64, place: DocumentPlace, mentions: [Mention],
    statements: [CounterfoilModel.Statement], origins: Set<String>
  ) throws {
    let own = statements.filter { origins.contains($0.origin.name) }
    let now = Set(own.map { Data($0.identifier(file: place.file, part: place.part).bytes) })
    var before: Set<Data> = []
    for origin in origins {
      try before.formUnion(
        Data.fetchAll(
          db, sql: "SELECT id FROM statement WHERE document = ? AND origin LIKE ?",
          arguments: [document, origin + "@%"]))
    }
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

  /// Documents with text, in the order of their ids, in batches that fit into memory: of at most
  /// `documents`, and of `characters` of text unless a single one is longer.
  package static func batches(_ db: Database, documents: Int, characters: Int) throws -> [[Int64]] {
    var batches: [[Int64]] = []
    var room = 0
    let rows = try Row.fetchCursor(
      db,
      sql: """
        SELECT d.id, d.characters FROM layer JOIN document d ON d.id = document
        WHERE outcome IS NOT NULL ORDER BY d.id
        """)
    while let row = try rows.next() {
      let length: Int = row[1]
      if let last = batches.last, last.count < documents, length <= room {
        batches[batches.count - 1].append(row[0])
      } else {
        batches.append([row[0]])
        room = characters
      }
      room -= length
    }
    return batches
  }

  /// What this finding did beyond an earlier state of it.
  package static func - (left: FoundAgain, right: FoundAgain) -> FoundAgain {
    var result = left
    result.added -= right.added
    result.withdrawn -= right.withdrawn
    result.mentions -= right.mentions
    result.mentionsBefore -= right.mentionsBefore
    return result
  }

  /// The line in the log, of what changed; belongs into the transaction that made the changes.
  package func log(_ db: Database, at time: String, actor: String) throws {
    guard added + withdrawn > 0 else { return }
    try Log.append(
      db, at: time, actor: actor, action: "find-again",
      detail: ["added": "\(added)", "withdrawn": "\(withdrawn)"])
  }
}
