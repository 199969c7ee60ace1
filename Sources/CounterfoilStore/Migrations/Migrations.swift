import GRDB

/// The tables of a casebase. A migration that has shipped is never edited; the next one follows it.
enum Migrations {
  static var all: DatabaseMigrator {
    var migrator = DatabaseMigrator()
    migrator.registerMigration("1 spine") { db in try spine(db) }
    migrator.registerMigration("2 terms of the index") { db in
      // The index's own words, each place they stand at; costs no room.
      try db.execute(sql: "CREATE VIRTUAL TABLE search_term USING fts5vocab(search, instance)")
    }
    migrator.registerMigration("3 pages read by OCR") { db in
      try db.execute(sql: "ALTER TABLE page ADD COLUMN is_ocr INTEGER NOT NULL DEFAULT 0")
    }
    migrator.registerMigration("4 copies") { db in try copies(db) }
    migrator.registerMigration("5 quotations") { db in try quotations(db) }
    migrator.registerMigration("6 detail of dates and amounts") { db in
      // JSON: see QuantityRecord. Null where a mention is none, and in casebases from before.
      try db.execute(sql: "ALTER TABLE mention ADD COLUMN quantity TEXT")
    }
    migrator.registerMigration("7 quotations at both places") { db in try quotationsAtBothPlaces(db) }
    migrator.registerMigration("8 titles and references") { db in
      // JSON: see NameRecord. Null where a name has neither, and in casebases from before.
      try db.execute(sql: "ALTER TABLE mention ADD COLUMN name TEXT")
    }
    migrator.registerMigration("9 cases and lists") { db in try casesAndLists(db) }
    migrator.registerMigration("10 judgements and clusters") { db in try judgementsAndClusters(db) }
    migrator.registerMigration("11 alerts") { db in try alerts(db) }
    migrator.registerMigration("12 statements by value") { db in
      // Who is called so, and which links and events name whom.
      try db.execute(sql: "CREATE INDEX statement_value ON statement(value)")
    }
    migrator.registerMigration("13 assessments") { db in try assessments(db) }
    return migrator
  }

  private static func spine(_ db: Database) throws {
    try db.execute(
      sql: """
        -- A folder given to `ingest`. `root` is its absolute path, `%XX` for bytes not UTF-8.
        CREATE TABLE source (id INTEGER PRIMARY KEY, root TEXT NOT NULL UNIQUE) STRICT;

        -- One row a file or part: document and ledger line in one. `outcome` is null until final.
        CREATE TABLE document (
          id INTEGER PRIMARY KEY,
          source INTEGER NOT NULL REFERENCES source(id),
          parent INTEGER REFERENCES document(id),
          file TEXT NOT NULL,
          part TEXT NOT NULL DEFAULT '',
          sha256 BLOB,                 -- null where the file could not be opened
          outcome TEXT,                -- read, read-with-warnings, rejected, duplicate
          reason TEXT,
          media_type TEXT,
          encoding TEXT,
          language TEXT,
          bytes INTEGER NOT NULL DEFAULT 0,
          characters INTEGER NOT NULL DEFAULT 0,
          pages INTEGER,
          ocr_pages INTEGER,
          copy_of INTEGER REFERENCES document(id),
          title TEXT,
          date TEXT,                   -- what the document says of itself, ISO 8601 or a prefix
          sender TEXT,
          recipients TEXT,
          grade TEXT NOT NULL DEFAULT 'F6',
          marking TEXT,
          seconds REAL NOT NULL DEFAULT 0,
          recorded_at TEXT NOT NULL
        ) STRICT;
        CREATE UNIQUE INDEX document_place ON document(source, file, part, ifnull(sha256, x''));
        CREATE INDEX document_sha256 ON document(sha256);
        CREATE INDEX document_parent ON document(parent);
        CREATE INDEX document_file ON document(file, part);

        -- The text of a document; ranges everywhere count its Unicode scalars.
        CREATE TABLE layer (
          document INTEGER PRIMARY KEY REFERENCES document(id),
          kind TEXT NOT NULL,
          sha256 BLOB NOT NULL,
          text TEXT NOT NULL,
          marks TEXT                   -- JSON: [[kind, start, end, detail], …]
        ) STRICT;
        CREATE TABLE page (
          document INTEGER NOT NULL REFERENCES document(id),
          number INTEGER NOT NULL,
          start INTEGER NOT NULL,
          end INTEGER NOT NULL,
          needs_ocr INTEGER NOT NULL,
          width REAL NOT NULL,
          height REAL NOT NULL,
          boxes BLOB,                  -- four little-endian UInt16 a scalar: tenths of a point
          PRIMARY KEY (document, number)
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE metadata (
          document INTEGER NOT NULL REFERENCES document(id),
          name TEXT NOT NULL,
          value TEXT NOT NULL,
          start INTEGER,
          end INTEGER
        ) STRICT;
        CREATE INDEX metadata_document ON metadata(document);
        CREATE INDEX metadata_value ON metadata(name, value) WHERE name = 'message-id';

        CREATE TABLE mention (
          document INTEGER NOT NULL REFERENCES document(id),
          start INTEGER NOT NULL,
          end INTEGER NOT NULL,
          kind TEXT NOT NULL,
          quote TEXT NOT NULL,
          value TEXT,                  -- null where it equals the quote
          confidence REAL NOT NULL,
          entity TEXT,
          PRIMARY KEY (document, start, end, kind)
        ) STRICT, WITHOUT ROWID;

        -- Which documents mention what: one row for all mentions of an entry in a document.
        CREATE TABLE mentioned (
          entity TEXT NOT NULL,
          document INTEGER NOT NULL REFERENCES document(id),
          PRIMARY KEY (entity, document)
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE statement (
          id BLOB PRIMARY KEY,         -- SHA-256 of the content
          entity TEXT NOT NULL,
          schema TEXT NOT NULL,
          property TEXT NOT NULL,
          value TEXT NOT NULL,
          original TEXT,
          language TEXT,
          speaker TEXT NOT NULL DEFAULT '',
          modality TEXT NOT NULL DEFAULT 'asserted',
          valid_from TEXT,
          valid_to TEXT,
          document INTEGER REFERENCES document(id),
          start INTEGER,
          end INTEGER,
          page INTEGER,
          quote TEXT,
          judgement TEXT,
          dataset TEXT,
          dataset_row TEXT,
          grade TEXT NOT NULL DEFAULT 'F6',
          origin TEXT NOT NULL,
          recorded_at TEXT NOT NULL
        ) STRICT;
        CREATE INDEX statement_entity ON statement(entity);
        CREATE INDEX statement_document ON statement(document);

        CREATE TABLE judgement (
          id TEXT PRIMARY KEY,
          "left" TEXT NOT NULL,
          "right" TEXT NOT NULL,
          verdict TEXT NOT NULL,
          by TEXT NOT NULL,
          at TEXT NOT NULL,
          reason TEXT NOT NULL,
          undoes TEXT
        ) STRICT;

        -- Append-only and hash-chained: hash = SHA-256(previous hash, then the line's own fields).
        CREATE TABLE log (
          number INTEGER PRIMARY KEY,
          at TEXT NOT NULL,
          actor TEXT NOT NULL,
          action TEXT NOT NULL,
          detail TEXT NOT NULL,        -- JSON
          hash BLOB NOT NULL
        ) STRICT;
        CREATE TRIGGER log_is_not_edited BEFORE UPDATE ON log
          BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END;
        CREATE TRIGGER log_is_not_erased BEFORE DELETE ON log
          BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END;
        """)
    try SearchIndex.create(db)
  }
}
