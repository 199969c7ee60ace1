internal import CSearchRank
package import GRDB

/// The full-text index: SQLite's FTS5 over streams of tokens made ahead of the writer.
///
/// The table keeps no text (`content=''`) and no lengths (`columnsize=0`): the text is in `layer`,
/// the lengths are packed in `search_facts` with what facets count.
package enum SearchIndex {
  static func create(_ db: Database) throws {
    // Space alone parts tokens; all other ASCII marks but the quotes belong to them.
    let marks = "!#$%&()*+,-./:;<=>?@[\\]^_`{|}~"
    try db.execute(
      sql: """
        CREATE VIRTUAL TABLE search USING fts5(
          text, words, characters, content='', columnsize=0, tokenize="ascii tokenchars '\(marks)'");

        -- Eight bytes a document, 4096 documents a row: see SearchFacts.
        CREATE TABLE search_facts (chunk INTEGER PRIMARY KEY, facts BLOB NOT NULL) STRICT;

        -- The numbers that stand for media types and languages in the facts. 1 is an unknown type;
        -- 4095 and 255 stand for all that came after the numbers ran out. The key's columns come
        -- first: SQLite 3.40's integrity_check misreads other orders as NULL values.
        CREATE TABLE search_value (
          kind TEXT NOT NULL,
          value TEXT NOT NULL,
          number INTEGER NOT NULL,
          PRIMARY KEY (kind, value)
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE search_total (
          id INTEGER PRIMARY KEY CHECK (id = 1),
          documents INTEGER NOT NULL,
          tokens INTEGER NOT NULL,
          last INTEGER NOT NULL        -- the highest document id
        ) STRICT;
        INSERT INTO search_total VALUES (1, 0, 0, 0);

        CREATE INDEX document_sender ON document(sender) WHERE sender IS NOT NULL;
        CREATE INDEX document_recipients ON document(recipients) WHERE recipients IS NOT NULL;
        CREATE INDEX document_grade ON document(grade) WHERE grade <> 'F6';
        CREATE INDEX document_marking ON document(marking) WHERE marking IS NOT NULL;
        """)
    // Kept in the index's own settings, for every connection.
    try db.execute(
      sql: "INSERT INTO search (search, rank) VALUES ('hashsize', ?)", arguments: [hashBytes])
    // A leaf of the index fills one page of the casebase, which has 8192 bytes.
    try db.execute(sql: "INSERT INTO search (search, rank) VALUES ('pgsz', 8000)")
  }

  /// Tokens gather in memory up to so many bytes before FTS5 writes a segment: bigger segments
  /// mean fewer merges. A commit writes what has gathered.
  private static let hashBytes = 64 << 20

  /// Merges at most `pages` pages (4 KB each) of the index, so that queries read fewer segments;
  /// true when there is nothing left to merge. Call it in a transaction of its own until it is true, at the
  /// end of an ingest: each call writes some 32 MB at most.
  package static func optimise(_ db: Database, pages: Int = 8_192) throws -> Bool {
    // A negative number lets FTS5 merge segments of different levels into one.
    let before = db.totalChangesCount
    try db.execute(
      sql: "INSERT INTO search (search, rank) VALUES ('merge', ?)", arguments: [-pages])
    // FTS5's documented sign: fewer than two changes means that no merge was done.
    return db.totalChangesCount - before < 2
  }

  /// Adds one document.
  ///
  /// Fast while the transaction holds no savepoint and no statement that may write several rows:
  /// before each of those FTS5 writes out what it has gathered.
  /// - Precondition: `document` is not in the index; withdraw it first.
  package static func add(
    _ db: Database, document: Int64, streams: SearchStreams, facts: SearchFacts
  ) throws {
    var insert = try BulkInsert(
      db, sql: "INSERT INTO search (rowid, text, words, characters) VALUES (?, ?, ?, ?)")
    insert.bind(document)
    insert.bind(text: streams.text)
    insert.bind(text: streams.words)
    insert.bind(text: streams.characters)
    try insert.insert()
    let type = try number(of: facts.mediaType ?? "", kind: .type, db)
    let language = try facts.language.map { try number(of: $0, kind: .language, db) } ?? 0
    try write(facts.packed(type: type, language: language), document, db)
    try count(db, documents: 1, tokens: min(facts.length, 0xFF_FFFF), last: document)
  }

  /// Takes a document out.
  /// - Parameter streams: The streams it was added with; made again from its layer.
  package static func withdraw(_ db: Database, document: Int64, streams: SearchStreams) throws {
    let delete = try db.cachedStatement(
      sql: """
        INSERT INTO search (search, rowid, text, words, characters) VALUES ('delete', ?, ?, ?, ?)
        """)
    try delete.execute(arguments: [
      document, String(decoding: streams.text, as: UTF8.self),
      String(decoding: streams.words, as: UTF8.self),
      String(decoding: streams.characters, as: UTF8.self),
    ])
    try write(0, document, db)
    try count(db, documents: -1, tokens: -min(streams.count, 0xFF_FFFF), last: 0)
  }

  private static func count(_ db: Database, documents: Int, tokens: Int, last: Int64) throws {
    // One row by its key: a statement that might write several opens a savepoint, on which FTS5
    // writes out all it has gathered.
    let statement = try db.cachedStatement(
      sql: """
        UPDATE search_total
        SET documents = documents + ?, tokens = tokens + ?, last = max(last, ?)
        WHERE id = 1
        """)
    try statement.execute(arguments: [documents, tokens, last])
  }

  private static func write(_ facts: UInt64, _ document: Int64, _ db: Database) throws {
    let code = search_write_facts(db.sqliteConnection, document, facts)
    guard code == 0 else {
      throw DatabaseError(resultCode: ResultCode(rawValue: code), message: db.lastErrorMessage)
    }
  }

  enum ValueKind: String {
    case type, language
    var last: Int { self == .type ? 4095 : 255 }
  }

  private static func number(of value: String, kind: ValueKind, _ db: Database) throws -> Int {
    let find = try db.cachedStatement(
      sql: "SELECT number FROM search_value WHERE kind = ? AND value = ?")
    if let known = try Int.fetchOne(find, arguments: [kind.rawValue, value]) { return known }
    let next = try db.cachedStatement(
      sql: "SELECT ifnull(max(number), 0) + 1 FROM search_value WHERE kind = ?")
    let number = min(
      try Int.fetchOne(next, arguments: [kind.rawValue]) ?? 1, kind.last)
    let insert = try db.cachedStatement(
      sql: "INSERT INTO search_value (kind, number, value) VALUES (?, ?, ?)")
    try insert.execute(arguments: [kind.rawValue, number, value])
    return number
  }
}

extension SearchIndex {
  /// What makes the tokens of documents and of queries.
  package static let tokens: any SearchTokens = IndexedTokens()
}
