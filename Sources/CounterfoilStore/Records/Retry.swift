import CounterfoilModel
import Foundation
package import GRDB

/// Makes rejected files and parts unread again, so that the next ingest takes them up.
package enum Retry {
  /// Removes the lines that say `rejected`, and reopens the containers around rejected parts: what
  /// a container says itself is withdrawn and will be written again; its other parts stay.
  ///
  /// - Parameter withPasswords: Whether passwords are at hand. With them, archives are reopened too of
  ///   which members stayed closed; without, nothing is taken back that only a password opened.
  /// - Returns: The number of rejected lines that will be read again.
  package static func reopen(
    _ db: Database, withPasswords: Bool = false, tokens: some SearchTokens, at time: String, actor: String
  ) throws -> Int {
    let locked = withPasswords ? [] : try openedWithPassword(db)
    let rejected = try Row.fetchAll(
      db, sql: "SELECT id, parent FROM document WHERE outcome = 'rejected'"
    ).filter { try !isInside($0["parent"], anyOf: locked, db) }
    var reopened: Set<Int64> = []
    func reopen(from document: Int64?) throws {
      var next = document
      while let container = next, reopened.insert(container).inserted {
        try withdraw(db, document: container, tokens: tokens)
        try db.execute(
          sql: "UPDATE document SET outcome = NULL, reason = NULL WHERE id = ?",
          arguments: [container])
        next = try Int64.fetchOne(
          db, sql: "SELECT parent FROM document WHERE id = ?", arguments: [container])
      }
    }
    if withPasswords {
      let closed = try Int64.fetchAll(
        db, sql: "SELECT DISTINCT document FROM metadata WHERE name = ?",
        arguments: [MetadataEntry.encryptedMembers])
      for document in closed { try reopen(from: document) }
    }
    for row in rejected {
      try reopen(from: row["parent"])
      let id: Int64 = row["id"]
      // A container that was read before and rejected since keeps its row: its parts hang on it.
      let isParent =
        try Bool.fetchOne(
          db, sql: "SELECT EXISTS (SELECT 1 FROM document WHERE parent = ?)", arguments: [id]) ?? false
      guard !isParent else {
        try reopen(from: id)
        continue
      }
      try db.execute(sql: "DELETE FROM metadata WHERE document = ?", arguments: [id])
      try db.execute(sql: "DELETE FROM document WHERE id = ?", arguments: [id])
    }
    if !rejected.isEmpty || !reopened.isEmpty {
      try Log.append(
        db, at: time, actor: actor, action: "retry-rejected",
        detail: ["lines": "\(rejected.count)", "reopened": "\(reopened.count)"])
    }
    return rejected.count
  }

  /// Withdraws the documents of which pages still need OCR, and the containers around them, so that
  /// the next ingest reads them again. Their rows stay, unfinished, since copies may point to them.
  ///
  /// - Parameters:
  ///   - withPasswords: As for `reopen`.
  ///   - canBeDrawn: Whether pages of a media type can be read by OCR at all.
  /// - Returns: The number of documents withdrawn.
  package static func reopenForOCR(
    _ db: Database, withPasswords: Bool = false, tokens: some SearchTokens, at time: String, actor: String,
    canBeDrawn: (String) -> Bool
  ) throws -> Int {
    let locked = withPasswords ? [] : try openedWithPassword(db)
    let waiting = try Row.fetchAll(
      db,
      sql: """
        SELECT id, parent, media_type FROM document WHERE outcome IS NOT NULL
        AND id IN (SELECT document FROM page WHERE needs_ocr)
        """
    ).filter { try canBeDrawn($0["media_type"] ?? "") && !isInside($0["id"], anyOf: locked, db) }
    var reopened: Set<Int64> = []
    for row in waiting {
      var next: Int64? = row["id"]
      while let document = next, reopened.insert(document).inserted {
        try withdraw(db, document: document, tokens: tokens)
        try db.execute(
          sql: "UPDATE document SET outcome = NULL, reason = NULL WHERE id = ?",
          arguments: [document])
        next = try Int64.fetchOne(
          db, sql: "SELECT parent FROM document WHERE id = ?", arguments: [document])
      }
    }
    if !waiting.isEmpty {
      try Log.append(
        db, at: time, actor: actor, action: "ocr",
        detail: ["documents": "\(waiting.count)", "reopened": "\(reopened.count)"])
    }
    return waiting.count
  }

  private static func openedWithPassword(_ db: Database) throws -> Set<Int64> {
    try Set(
      Int64.fetchAll(
        db, sql: "SELECT document FROM metadata WHERE name = ?", arguments: [MetadataEntry.openedWithPassword]
      ))
  }

  /// Whether a document is one of these or lies in one, at any depth.
  private static func isInside(_ document: Int64?, anyOf set: Set<Int64>, _ db: Database) throws -> Bool {
    var next = set.isEmpty ? nil : document
    while let id = next {
      if set.contains(id) { return true }
      next = try Int64.fetchOne(
        db.cachedStatement(sql: "SELECT parent FROM document WHERE id = ?"), arguments: [id])
    }
    return false
  }

  /// Takes away everything that rests on a document's text, and leaves its row.
  private static func withdraw(_ db: Database, document: Int64, tokens: some SearchTokens) throws {
    if let layer = try LayerRecord.fetch(db, document: document, boxes: false) {
      try SearchIndex.withdraw(db, document: document, streams: tokens.streams(of: layer.text))
    }
    try CopyRecord.withdraw(db, document: document)
    for table in ["statement", "mention", "mentioned", "page", "layer", "metadata"] {
      try db.execute(sql: "DELETE FROM \(table) WHERE document = ?", arguments: [document])
    }
  }
}
