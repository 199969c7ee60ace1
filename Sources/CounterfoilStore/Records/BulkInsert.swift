import GRDB
import GRDBSQLite

/// Inserts rows through SQLite's own interface.
///
/// GRDB boxes each argument of each row: 9 microseconds a mention, against 2 here, and an ingest
/// writes mentions by the hundred thousand (`make bench set=read`).
struct BulkInsert {
  private let statement: SQLiteStatement
  private let db: Database
  private var column: Int32 = 0

  /// - Parameter sql: An INSERT of one row; kept prepared by the connection.
  init(_ db: Database, sql: String) throws {
    self.db = db
    statement = try db.cachedStatement(sql: sql).sqliteStatement
    sqlite3_reset(statement)
    sqlite3_clear_bindings(statement)
  }

  mutating func bind(_ value: Int64?) {
    column += 1
    if let value {
      sqlite3_bind_int64(statement, column, value)
    } else {
      sqlite3_bind_null(statement, column)
    }
  }

  mutating func bind(_ value: Int?) { bind(value.map(Int64.init)) }

  mutating func bind(_ value: Double) {
    column += 1
    sqlite3_bind_double(statement, column, value)
  }

  mutating func bind(_ value: String?) {
    column += 1
    guard var value else {
      sqlite3_bind_null(statement, column)
      return
    }
    value.withUTF8 { bytes in
      bindText(UnsafeRawBufferPointer(bytes))
    }
  }

  /// - Parameter utf8: Text, already UTF-8.
  mutating func bind(text utf8: [UInt8]) {
    column += 1
    utf8.withUnsafeBytes { bindText($0) }
  }

  private func bindText(_ bytes: UnsafeRawBufferPointer) {
    // Nothing has no address, which SQLite would take for null.
    guard let start = bytes.baseAddress else {
      sqlite3_bind_text(statement, column, "", 0, Self.copied)
      return
    }
    sqlite3_bind_text(
      statement, column, start.assumingMemoryBound(to: CChar.self), Int32(bytes.count), Self.copied)
  }

  mutating func bind(blob bytes: [UInt8]?) {
    column += 1
    guard let bytes else {
      sqlite3_bind_null(statement, column)
      return
    }
    bytes.withUnsafeBytes {
      _ = sqlite3_bind_blob(statement, column, $0.baseAddress, Int32($0.count), Self.copied)
    }
  }

  /// Inserts the row bound and makes ready for the next.
  mutating func insert() throws {
    let code = sqlite3_step(statement)
    sqlite3_reset(statement)
    column = 0
    guard code == SQLITE_DONE else {
      throw DatabaseError(
        resultCode: ResultCode(rawValue: code),
        message: sqlite3_errmsg(db.sqliteConnection).map { String(cString: $0) })
    }
  }

  /// SQLITE_TRANSIENT, a macro that Swift does not import: SQLite copies the bytes at once.
  private static let copied = unsafeBitCast(-1, to: sqlite3_destructor_type.self)
}
