package import CounterfoilModel
package import GRDB

/// Cases ↔ rows of the table `case_file`.
package enum CaseRecord {
  package static func insert(_ file: CaseFile, _ db: Database) throws {
    try db.execute(
      sql: """
        INSERT INTO case_file (id, title, purpose, basis, review, opened_by, opened_at)
        VALUES (?, ?, ?, ?, ?, ?, ?)
        """,
      arguments: [
        file.id, file.title, file.purpose, file.basis, file.review, file.openedBy, file.openedAt,
      ])
    try Log.append(
      db, at: file.openedAt, actor: file.openedBy, action: "case new",
      detail: [
        "case": file.id, "title": file.title, "purpose": file.purpose, "basis": file.basis,
        "review": file.review,
      ])
  }

  /// How many cases were opened in a year, for the next one's number.
  package static func count(_ db: Database, year: String) throws -> Int {
    try Int.fetchOne(
      db, sql: "SELECT count(*) FROM case_file WHERE id LIKE ?", arguments: ["C-\(year)-%"]) ?? 0
  }

  package static func fetch(_ db: Database, id: String) throws -> CaseFile? {
    try Row.fetchOne(db, sql: "SELECT * FROM case_file WHERE id = ?", arguments: [id]).map(file)
  }

  /// In the order in which they were opened.
  package static func all(_ db: Database) throws -> [CaseFile] {
    try Row.fetchAll(db, sql: "SELECT * FROM case_file ORDER BY opened_at, id").map(file)
  }

  private static func file(_ row: Row) -> CaseFile {
    CaseFile(
      id: row["id"], title: row["title"], purpose: row["purpose"], basis: row["basis"], review: row["review"],
      openedBy: row["opened_by"], openedAt: row["opened_at"])
  }
}
