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
    // Kept in the index's own settings. A leaf of the index fills one page of the casebase.
    for (name, value) in [("pgsz", pageBytes), ("usermerge", mergedSegments)] {
      try db.execute(
        sql: "INSERT INTO search (search, rank) VALUES (?, ?)", arguments: [name, value])
    }
  }

  /// So many segments become one, and so many of those again: each token is written once for each
  /// power of this number, and a query asks some tens of segments at most.
  package static let mergedSegments = 16

  /// Of a page of the casebase, which has 8192 bytes, less what SQLite keeps in it.
  private static let pageBytes = 8000

  /// Merges `mergedSegments` segments into one wherever so many have gathered; true when there is
  /// nothing left to merge. Call it in a transaction of its own until it is true: each call writes
  /// some 32 MB at most.
  package static func merge(_ db: Database, pages: Int = 4_096) throws -> Bool {
    try forgetSegments(db)
    let before = db.totalChangesCount
    try db.execute(
      sql: "INSERT INTO search (search, rank) VALUES ('merge', ?)", arguments: [pages])
    // FTS5's documented sign: fewer than two changes means that no merge was done.
    return db.totalChangesCount - before < 2
  }

  /// Adds documents as one segment; `SearchBatch` gathers them.
  /// - Precondition: None of them is in the index, and none was withdrawn in this transaction.
  static func add(_ db: Database, _ documents: [SearchBatch.Document]) throws {
    guard let last = documents.map(\.id).max() else { return }
    let ascending = documents.sorted { $0.id < $1.id }
    let entries = ascending.map { document in
      search_entry(id: document.id, postings: document.postings.pointer)
    }
    try withExtendedLifetime(documents) {
      try check(
        search_segment_write(db.sqliteConnection, entries, entries.count, Int32(pageBytes)), db)
    }
    var numbers: [String: Int] = [:]
    func known(_ value: String, _ kind: ValueKind) throws -> Int {
      if let number = numbers[kind.rawValue + value] { return number }
      let number = try number(of: value, kind: kind, db)
      numbers[kind.rawValue + value] = number
      return number
    }
    // Values get their numbers in the order of the documents as given.
    for document in documents {
      let facts = document.facts
      try write(
        facts.packed(
          type: try known(facts.mediaType ?? "", .type),
          language: try facts.language.map { try known($0, .language) } ?? 0),
        document.id, db)
    }
    try count(
      db, documents: documents.count,
      tokens: documents.reduce(0) { $0 + min($1.facts.length, 0xFF_FFFF) }, last: last)
  }

  /// Takes a document out.
  /// - Parameter streams: The streams it was added with; made again from its layer.
  package static func withdraw(_ db: Database, document: Int64, streams: SearchStreams) throws {
    try forgetSegments(db)
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

  /// FTS5 remembers on each connection which segments there are, and does not see those that
  /// `add` wrote on the same one. Reading the schema anew makes it forget.
  private static func forgetSegments(_ db: Database) throws {
    try db.execute(sql: "PRAGMA writable_schema = RESET")
  }

  private static func count(_ db: Database, documents: Int, tokens: Int, last: Int64) throws {
    let statement = try db.cachedStatement(
      sql: """
        UPDATE search_total
        SET documents = documents + ?, tokens = tokens + ?, last = max(last, ?)
        WHERE id = 1
        """)
    try statement.execute(arguments: [documents, tokens, last])
  }

  private static func write(_ facts: UInt64, _ document: Int64, _ db: Database) throws {
    try check(search_write_facts(db.sqliteConnection, document, facts), db)
  }

  private static func check(_ code: Int32, _ db: Database) throws {
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
