import GRDB
import GRDBSQLite

/// Looks up rows of one integer by one integer through SQLite's own interface; see `BulkInsert`.
struct BulkLookup {
  private let statement: SQLiteStatement
  private let db: Database

  /// - Parameter sql: A SELECT of one column with one argument; kept prepared by the connection.
  init(_ db: Database, sql: String) throws {
    self.db = db
    statement = try db.cachedStatement(sql: sql).sqliteStatement
    sqlite3_reset(statement)
    sqlite3_clear_bindings(statement)
  }

  /// Replaces `found` by the rows for `argument`.
  mutating func fetch(_ argument: Int64, into found: inout [Int64]) throws {
    found.removeAll(keepingCapacity: true)
    sqlite3_bind_int64(statement, 1, argument)
    defer { sqlite3_reset(statement) }
    while true {
      switch sqlite3_step(statement) {
      case SQLITE_ROW: found.append(sqlite3_column_int64(statement, 0))
      case SQLITE_DONE: return
      case let code:
        throw DatabaseError(
          resultCode: ResultCode(rawValue: code),
          message: sqlite3_errmsg(db.sqliteConnection).map { String(cString: $0) })
      }
    }
  }
}
