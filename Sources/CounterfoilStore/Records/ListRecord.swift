package import CounterfoilModel
import Foundation
package import GRDB

/// Imported lists ↔ rows of the tables `list` and `list_entry`.
package enum ListRecord {
  package static func all(_ db: Database) throws -> [ListVersion] {
    try Row.fetchAll(db, sql: "SELECT * FROM list ORDER BY name").map(version)
  }

  package static func fetch(_ db: Database, name: String) throws -> ListVersion? {
    try Row.fetchOne(db, sql: "SELECT * FROM list WHERE name = ?", arguments: [name]).map(version)
  }

  private static func version(_ row: Row) -> ListVersion {
    ListVersion(
      name: row["name"], format: row["format"],
      files: (try? JSONDecoder().decode([String].self, from: Data((row["files"] as String).utf8))) ?? [],
      digest: Digest(bytes: Array(row["digest"] as Data)), entries: row["entries"], persons: row["persons"],
      importedBy: row["imported_by"], importedAt: row["imported_at"])
  }

  package static func entry(_ db: Database, list: String, row: String) throws -> ListEntry? {
    try Row.fetchOne(
      db.cachedStatement(sql: "SELECT row, schema, \"values\" FROM list_entry WHERE list = ? AND row = ?"),
      arguments: [list, row]
    ).map(entry)
  }

  /// The entries in the list's order, one in memory at a time.
  package static func each(_ db: Database, list: String, _ body: (ListEntry) throws -> Void) throws {
    let rows = try Row.fetchCursor(
      db, sql: "SELECT row, schema, \"values\" FROM list_entry WHERE list = ? ORDER BY place",
      arguments: [list])
    while let row = try rows.next() { try body(entry(row)) }
  }

  private static func entry(_ row: Row) -> ListEntry {
    ListEntry(id: row["row"], schema: row["schema"], values: values(row["values"]))
  }

  private static func values(_ text: String) -> [ListEntry.Value] {
    guard let rows = try? JSONDecoder().decode([[String?]].self, from: Data(text.utf8)) else { return [] }
    return rows.compactMap { row in
      guard row.count == 3, let property = row[0], let value = row[1] else { return nil }
      return ListEntry.Value(property: property, value: value, original: row[2])
    }
  }

  static func text(_ values: [ListEntry.Value]) -> String {
    var text = "["
    for value in values {
      if text.utf8.count > 1 { text += "," }
      text +=
        "[" + JSONText.quoted(value.property) + "," + JSONText.quoted(value.value) + ","
        + (value.original.map(JSONText.quoted) ?? "null") + "]"
    }
    return text + "]"
  }
}

/// Puts a list in place of its last version, in one transaction, and notes what that changes.
///
/// Memory: the entries' identifiers of the last version, and one entry.
package struct ListImport {
  private let db: Database
  private let name: String
  private var before: [String: Digest] = [:]
  private var digest = DigestBuilder()
  private var change = ListChange()
  private var entries = 0
  private var persons = 0

  package init(_ db: Database, name: String) throws {
    self.db = db
    self.name = name
    let rows = try Row.fetchCursor(
      db, sql: "SELECT row, schema, \"values\" FROM list_entry WHERE list = ?", arguments: [name])
    while let row = try rows.next() {
      before[row["row"]] = Self.digest(schema: row["schema"], values: row["values"])
    }
    try db.execute(
      sql: """
        INSERT INTO list (name, format, files, digest, entries, persons, imported_by, imported_at)
        VALUES (?, '', '[]', x'', 0, 0, '', '') ON CONFLICT DO NOTHING
        """,
      arguments: [name])
    try db.execute(sql: "DELETE FROM list_entry WHERE list = ?", arguments: [name])
  }

  private static func digest(schema: String, values: String) -> Digest {
    Digest(sha256: schema + "\u{1F}" + values)
  }

  /// - Returns: False where an entry of this identifier was added already; it is left out.
  package mutating func add(_ entry: ListEntry) throws -> Bool {
    let values = ListRecord.text(entry.values)
    let content = Self.digest(schema: entry.schema, values: values)
    try db.cachedStatement(
      sql: """
        INSERT INTO list_entry (list, row, place, schema, "values") VALUES (?, ?, ?, ?, ?)
        ON CONFLICT DO NOTHING
        """
    ).execute(arguments: [name, entry.id, entries + 1, entry.schema, values])
    guard db.changesCount == 1 else { return false }
    entries += 1
    if entry.schema == "Person" { persons += 1 }
    for text in [entry.id, content.description] {
      digest.update("\(text.utf8.count):")
      digest.update(text)
    }
    switch before.removeValue(forKey: entry.id) {
    case nil: change.added.append(entry.id)
    case content?: break
    case _?: change.changed.append(entry.id)
    }
    return true
  }

  /// - Parameters:
  ///   - files: Names, without folders.
  ///   - at: ISO 8601, UTC.
  package mutating func finish(format: String, files: [String], by actor: String, at time: String) throws
    -> (ListVersion, ListChange)
  {
    change.removed = before.keys.sorted()
    let version = ListVersion(
      name: name, format: format, files: files, digest: digest.finish(), entries: entries, persons: persons,
      importedBy: actor, importedAt: time)
    try db.execute(
      sql: """
        UPDATE list SET format = ?, files = ?, digest = ?, entries = ?, persons = ?, imported_by = ?, imported_at = ?
        WHERE name = ?
        """,
      arguments: [
        format, "[" + files.map(JSONText.quoted).joined(separator: ",") + "]", Data(version.digest.bytes),
        entries,
        persons, actor, time, name,
      ])
    try Log.append(
      db, at: time, actor: actor, action: "list import",
      detail: [
        "list": name, "format": format, "files": files.joined(separator: ", "),
        "digest": version.digest.description,
        "entries": "\(entries)", "added": "\(change.added.count)", "changed": "\(change.changed.count)",
        "removed": "\(change.removed.count)",
      ])
    return (version, change)
  }
}
