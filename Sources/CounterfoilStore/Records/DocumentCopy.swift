package import CounterfoilModel
import Foundation
package import GRDB

/// Another document as a copy of the one asked about.
package struct DocumentCopy: Sendable {
  package var record: DocumentRecord
  package var kind: CopyKind
  /// The part of this document's text that stands in the other, from 0 to 1; nil where the two were
  /// not compared, being copies of a third.
  package var share: Double?
  /// The part of the other's text that stands in this document.
  package var otherShare: Double?

  /// The same bytes, the same mail, then near copies and parts by what they share; at most `limit`.
  package static func fetch(_ db: Database, of record: DocumentRecord, limit: Int) throws
    -> [DocumentCopy]
  {
    var copies: [DocumentCopy] = []
    var listed: Set<Int64> = [record.id]
    for other in try DocumentRecord.fetchCopies(db, of: record, limit: limit) {
      listed.insert(other.id)
      let isSame = other.line.digest == record.line.digest && record.line.digest != nil
      copies.append(
        DocumentCopy(
          record: other, kind: isSame ? .bytes : .mail, share: isSame ? 1 : nil,
          otherShare: isSame ? 1 : nil))
    }
    let own = try textHolder(db, record.id)
    var found: [Neighbour] = []
    var direct: [Int64: Neighbour] = [:]
    var waiting = [own]
    var seen: Set<Int64> = [own]
    // Breadth first, so that the nearest are kept where there are too many.
    while !waiting.isEmpty, found.count < limit {
      let id = waiting.removeFirst()
      for neighbour in try neighbours(db, of: id) {
        if id == own { direct[neighbour.id] = neighbour }
        guard neighbour.isMutual || id == own, seen.insert(neighbour.id).inserted else { continue }
        found.append(neighbour)
        if neighbour.isMutual { waiting.append(neighbour.id) }
      }
    }
    for (index, copy) in copies.enumerated() {
      guard let neighbour = direct[copy.record.id] else { continue }
      copies[index].share = neighbour.share
      copies[index].otherShare = neighbour.otherShare
    }
    for neighbour in found.prefix(limit) {
      let known = direct[neighbour.id]
      for id in [neighbour.id] + (try duplicates(db, of: neighbour.id, limit: limit))
      where listed.insert(id).inserted {
        guard copies.count < limit, let other = try DocumentRecord.fetch(db, id: id) else { continue }
        copies.append(
          DocumentCopy(
            record: other, kind: known?.isMutual == false ? .part : .near, share: known?.share,
            otherShare: known?.otherShare))
      }
    }
    func rank(_ copy: DocumentCopy) -> Int { CopyKind.allCases.firstIndex(of: copy.kind) ?? 0 }
    return copies.enumerated().sorted {
      (rank($0.element), -($0.element.share ?? 0), $0.offset)
        < (rank($1.element), -($1.element.share ?? 0), $1.offset)
    }.map(\.element)
  }

  /// The document that keeps the text: of a duplicate, the one it repeats.
  private static func textHolder(_ db: Database, _ id: Int64) throws -> Int64 {
    try Int64.fetchOne(
      db, sql: "SELECT copy_of FROM document WHERE id = ? AND outcome = 'duplicate'", arguments: [id])
      ?? id
  }

  private static func duplicates(_ db: Database, of id: Int64, limit: Int) throws -> [Int64] {
    try Int64.fetchAll(
      db.cachedStatement(
        sql: "SELECT id FROM document WHERE copy_of = ? AND outcome = 'duplicate' ORDER BY id LIMIT ?"),
      arguments: [id, limit])
  }

  struct Neighbour {
    var id: Int64
    var share: Double
    var otherShare: Double
    var isMutual: Bool { min(share, otherShare) >= SharedText.mutual }
  }

  static func neighbours(_ db: Database, of id: Int64) throws -> [Neighbour] {
    try Row.fetchAll(
      db.cachedStatement(
        sql: """
          SELECT other AS id, share AS mine, other_share AS theirs FROM copy WHERE document = ?1
          UNION ALL SELECT document, other_share, share FROM copy WHERE other = ?1
          ORDER BY id
          """), arguments: [id]
    ).map {
      Neighbour(
        id: $0["id"], share: Double($0["mine"] as Int) / 1000,
        otherShare: Double($0["theirs"] as Int) / 1000)
    }
  }
}
