package import CounterfoilModel
import Foundation
package import GRDB

/// Statements → what is known of each entity that can be told apart by name.
package enum ProfileRecord {
  package struct Profiled: Sendable {
    package var profile: EntityProfile
    /// How many statements are about it.
    package var statements: Int
  }

  private static let kinds = ["Person", "Organization", "Company", "PublicBody", "LegalEntity"]

  /// Every person and organisation with a name, by identifier.
  /// - Parameter only: Some of them alone; nil for all.
  package static func fetch(
    _ db: Database, tables: ResolutionTables, only: [EntityID]? = nil
  ) throws -> [Profiled] {
    if let only, only.count > 1000 {
      return try stride(from: 0, to: only.count, by: 1000).flatMap { start in
        try fetch(db, tables: tables, only: Array(only[start..<min(start + 1000, only.count)]))
      }
    }
    let links = try linked(db, tables)
    let kinds = kinds.map { "'\($0)'" }.joined(separator: ",")
    var sql = """
      SELECT s.entity, s.schema, s.property, s.value, s.start, s.end, s.page, s.quote, s.judgement, s.dataset,
        s.dataset_row, d.sha256 AS document_sha256, l.sha256 AS layer_sha256
      FROM statement s LEFT JOIN document d ON d.id = s.document LEFT JOIN layer l ON l.document = s.document
      WHERE s.schema IN (\(kinds))
      """
    var arguments: StatementArguments = []
    if let only {
      sql += " AND s.entity IN (\(only.map { _ in "?" }.joined(separator: ",")))"
      arguments = StatementArguments(only.map(\.rawValue))
    }
    let rows = try Row.fetchCursor(
      db, sql: sql + " ORDER BY s.entity, d.file, d.part, s.start, s.id", arguments: arguments)
    var result: [Profiled] = []
    var current: (id: String, schema: String)?
    var values: [(property: String, value: String, citation: Citation?)] = []
    func flush() {
      guard let (id, schema) = current else { return }
      let profile = EntityProfile(
        id: EntityID(id), schema: schema, values: values + (links[id] ?? []), tables: tables)
      if !profile.names.isEmpty { result.append(Profiled(profile: profile, statements: values.count)) }
      values = []
    }
    while let row = try rows.next() {
      let id: String = row["entity"]
      let schema: String = row["schema"]
      if id != current?.id {
        flush()
        current = (id, schema)
      } else if current?.schema == "LegalEntity", schema != "LegalEntity" {
        current?.schema = schema
      }
      values.append((row["property"], row["value"], citation(row)))
    }
    flush()
    return result
  }

  private static func citation(_ row: Row) -> Citation? {
    guard let document = row["document_sha256"] as Data?, let layer = row["layer_sha256"] as Data?
    else {
      if let judgement: String = row["judgement"] { return .judgement(judgement) }
      return (row["dataset"] as String?).map { .row(dataset: $0, row: row["dataset_row"] ?? "") }
    }
    let start: Int = row["start"] ?? 0
    return .passage(
      Passage(
        document: Digest(bytes: Array(document)), layer: Digest(bytes: Array(layer)),
        range: start..<max(start, row["end"] ?? 0),
        page: row["page"], quote: row["quote"] ?? ""))
  }

  /// By entity, the names at the other ends of its links.
  private static func linked(
    _ db: Database, _ tables: ResolutionTables
  ) throws -> [String: [(property: String, value: String, citation: Citation?)]] {
    var result: [String: [(property: String, value: String, citation: Citation?)]] = [:]
    for link in tables.links {
      let rows = try Row.fetchCursor(
        db,
        sql: """
          SELECT a.value AS entity, n.value AS name FROM statement a
          JOIN statement b ON b.entity = a.entity AND b.property = ?
          JOIN statement n ON n.entity = b.value AND n.property = 'name'
          WHERE a.schema = ? AND a.property = ? AND a.modality NOT IN ('denied', 'retracted', 'dropped', 'acquitted')
          ORDER BY a.value, n.value
          """,
        arguments: [link.other, link.schema, link.of])
      while let row = try rows.next() {
        result[row["entity"], default: []].append((link.property, row["name"], nil))
      }
    }
    return result
  }
}

extension ClusterRecord {
  /// The profiles with those that judgements hold together made one, under the cluster's name.
  package static func joined(_ profiles: [EntityProfile], _ db: Database) throws -> [EntityProfile] {
    let clusters = Dictionary(
      try Row.fetchAll(db, sql: "SELECT entity, cluster FROM cluster").map {
        (EntityID($0["entity"]), EntityID($0["cluster"]))
      }, uniquingKeysWith: { one, _ in one })
    var places: [EntityID: Int] = [:]
    var result: [EntityProfile] = []
    for profile in profiles {
      let name = clusters[profile.id] ?? profile.id
      guard let place = places[name] else {
        places[name] = result.count
        var profile = profile
        profile.id = name
        result.append(profile)
        continue
      }
      result[place].add(profile)
    }
    return result
  }
}
