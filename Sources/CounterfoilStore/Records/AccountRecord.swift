package import CounterfoilModel
import Foundation
package import GRDB

/// What a casebase says of one entity ↔ rows of `statement`, and who bears a name.
package enum AccountRecord {
  static let nameProperties = ["name", "alias", "previousName", "weakAlias", "abbreviation"]
  private static let isName =
    "property IN (" + nameProperties.map { "'\($0)'" }.joined(separator: ",") + ")"

  /// Who is called by a name, as the clusters' names, in their order.
  package static func bearers(_ db: Database, name: String) throws -> [EntityID] {
    try String.fetchAll(
      db,
      sql: """
        SELECT DISTINCT ifnull(c.cluster, s.entity) FROM statement s LEFT JOIN cluster c ON c.entity = s.entity
        WHERE s.value = ? AND s.\(isName) ORDER BY 1
        """, arguments: [name]
    ).map { EntityID($0) }
  }

  /// Every name that is given to anybody.
  package static func eachName(_ db: Database, _ body: (String) throws -> Void) throws {
    let rows = try String.fetchCursor(
      db, sql: "SELECT DISTINCT value FROM statement WHERE \(isName) ORDER BY value")
    while let name = try rows.next() { try body(name) }
  }

  /// The statements about some entities, by file, part and position.
  package static func about(_ db: Database, _ entities: [EntityID]) throws -> [StoredStatement] {
    try StoredStatement.fetch(db, where: "s.entity", in: entities.map(\.rawValue))
  }

  /// The statements of links and events that name one of the entities.
  package static func naming(_ db: Database, _ entities: [EntityID]) throws -> [StoredStatement] {
    try StoredStatement.fetch(db, where: "s.value", in: entities.map(\.rawValue))
  }

  /// The documents whose title stands in a text, letter by letter.
  package static func titled(_ db: Database, in text: String) throws -> [(document: Int64, title: String)] {
    try Row.fetchAll(
      db,
      sql:
        "SELECT id, title FROM document WHERE title IS NOT NULL AND title <> '' AND instr(?, title) > 0 ORDER BY id",
      arguments: [text]
    ).map { ($0[0], $0[1]) }
  }

  /// The clusters of entities that are in one.
  package static func clusters(_ db: Database, of entities: [EntityID]) throws -> [EntityID: EntityID] {
    var result: [EntityID: EntityID] = [:]
    for entity in Set(entities) { result[entity] = try ClusterRecord.name(db, of: entity) }
    return result
  }
}

extension SourceDocuments {
  /// Scalars of a text that are enough for a heading and a dateline.
  private static let openingLength = 600

  /// Documents with what ties them to each other.
  package static func fetch(_ db: Database, documents ids: Set<Int64>) throws -> SourceDocuments {
    var documents: [SourceDocument] = []
    for id in ids.sorted() {
      guard let record = try DocumentRecord.fetch(db, id: id) else { continue }
      let opening = try String.fetchOne(
        db.cachedStatement(sql: "SELECT substr(text, 1, \(openingLength)) FROM layer WHERE document = ?"),
        arguments: [id])
      let duplicates = try Row.fetchAll(
        db.cachedStatement(
          sql:
            "SELECT file, part FROM document WHERE copy_of = ? AND outcome = 'duplicate' ORDER BY file, part"),
        arguments: [id])
      documents.append(
        SourceDocument(
          id: id, place: record.line.place, date: record.date, title: record.title, opening: opening ?? "",
          group: try group(db, of: id),
          duplicates: duplicates.map { DocumentPlace(file: $0["file"], part: $0["part"]) }))
    }
    let groups = Dictionary(documents.map { ($0.id, $0.group) }, uniquingKeysWith: { one, _ in one })
    var parts: Set<Part> = []
    for id in ids.sorted() {
      for neighbour in try DocumentCopy.neighbours(db, of: id) where !neighbour.isMutual {
        guard let own = groups[id], let other = groups[neighbour.id], own != other else { continue }
        let isPart = neighbour.share >= neighbour.otherShare
        parts.insert(isPart ? Part(part: own, whole: other) : Part(part: other, whole: own))
      }
    }
    return SourceDocuments(documents, parts: parts, shared: try shared(db, ids))
  }

  /// The first of all documents that one copies and that copy it, or whose mail it is a part of.
  private static func group(_ db: Database, of id: Int64) throws -> Int64 {
    var seen: Set<Int64> = [id]
    var waiting = [id]
    while let next = waiting.popLast() {
      var found = try DocumentCopy.neighbours(db, of: next).filter(\.isMutual).map(\.id)
      // Another copy of a mail; the mail that an attachment came with; the attachments of a mail.
      found += try Int64.fetchAll(
        db.cachedStatement(
          sql: """
            SELECT copy_of FROM document WHERE id = ?1 AND copy_of IS NOT NULL
            UNION SELECT id FROM document WHERE copy_of = ?1
            UNION SELECT p.id FROM document d JOIN document p ON p.id = d.parent
              WHERE d.id = ?1 AND p.media_type IN (\(mails))
            UNION SELECT d.id FROM document p JOIN document d ON d.parent = p.id
              WHERE p.id = ?1 AND p.media_type IN (\(mails))
            """), arguments: [next])
      for other in found where seen.insert(other).inserted { waiting.append(other) }
    }
    return seen.min() ?? id
  }

  /// A mail and what is attached to it come from one hand; an archive holds things of many.
  private static let mails = "'message/rfc822', 'application/vnd.ms-outlook'"

  private static func shared(_ db: Database, _ ids: Set<Int64>) throws -> [SharedPassage] {
    var result: [SharedPassage] = []
    for id in ids.sorted() {
      let rows = try Row.fetchAll(
        db.cachedStatement(
          sql: """
            SELECT other, start, "end", other_start, other_end FROM quotation WHERE document = ? ORDER BY other, start
            """), arguments: [id])
      for row in rows where ids.contains(row[0]) {
        result.append(
          SharedPassage(
            document: id, other: row[0],
            quotation: Quotation(
              first: (row[1] as Int)..<(row[2] as Int), second: (row[3] as Int)..<(row[4] as Int))))
      }
    }
    return result
  }
}
