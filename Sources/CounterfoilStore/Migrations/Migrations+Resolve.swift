import GRDB

extension Migrations {
  static func casesAndLists(_ db: Database) throws {
    try db.execute(
      sql: """
        CREATE TABLE case_file (
          id TEXT PRIMARY KEY,
          title TEXT NOT NULL,
          purpose TEXT NOT NULL,
          basis TEXT NOT NULL,
          review TEXT NOT NULL,        -- ISO 8601 day
          opened_by TEXT NOT NULL,
          opened_at TEXT NOT NULL
        ) STRICT;

        -- Lists that others keep, as last imported.
        CREATE TABLE list (
          name TEXT PRIMARY KEY,
          format TEXT NOT NULL,
          files TEXT NOT NULL,         -- JSON: names
          digest BLOB NOT NULL,        -- SHA-256 of the entries' contents, in order
          entries INTEGER NOT NULL,
          persons INTEGER NOT NULL,
          imported_by TEXT NOT NULL,
          imported_at TEXT NOT NULL
        ) STRICT;
        CREATE TABLE list_entry (
          list TEXT NOT NULL REFERENCES list(name),
          row TEXT NOT NULL,           -- the list's own identifier
          place INTEGER NOT NULL,      -- counted from 1, in the list's order
          schema TEXT NOT NULL,
          "values" TEXT NOT NULL,      -- JSON: [[property, value, original or null], …]
          PRIMARY KEY (list, row)
        ) STRICT, WITHOUT ROWID;
        """)
  }

  static func judgementsAndClusters(_ db: Database) throws {
    try db.execute(
      sql: """
        -- Decibans at which a named version decided by itself; null where a person did.
        ALTER TABLE judgement ADD COLUMN weight REAL;
        ALTER TABLE judgement ADD COLUMN basis TEXT;
        -- Judgements made by one command, undone together.
        ALTER TABLE judgement ADD COLUMN batch TEXT;
        ALTER TABLE judgement ADD COLUMN number INTEGER NOT NULL DEFAULT 0;
        ALTER TABLE judgement ADD COLUMN case_file TEXT;
        CREATE INDEX judgement_undoes ON judgement(undoes) WHERE undoes IS NOT NULL;
        CREATE INDEX judgement_left ON judgement("left");
        CREATE INDEX judgement_right ON judgement("right");

        -- Which entities are held together; worked out from the judgements, never edited by hand.
        CREATE TABLE cluster (entity TEXT PRIMARY KEY, cluster TEXT NOT NULL) STRICT, WITHOUT ROWID;
        CREATE INDEX cluster_members ON cluster(cluster);

        -- Pairs that a person should decide; worked out anew by each `resolve`.
        CREATE TABLE review (
          "left" TEXT NOT NULL,
          "right" TEXT NOT NULL,
          total REAL NOT NULL,         -- decibans, base rate included
          weight REAL NOT NULL,        -- decibans, without it
          changes INTEGER NOT NULL,    -- statements that a decision would bring together
          PRIMARY KEY ("left", "right")
        ) STRICT, WITHOUT ROWID;
        """)
  }

  static func alerts(_ db: Database) throws {
    try db.execute(
      sql: """
        -- Saved searches and screenings of all documents, asked again for what is new.
        CREATE TABLE alert (
          name TEXT PRIMARY KEY,
          query TEXT,                  -- of a saved search
          lists TEXT,                  -- of a saved screening: JSON, the lists' names
          case_file TEXT,
          made_by TEXT NOT NULL,
          made_at TEXT NOT NULL,
          asked_at TEXT                -- null until asked for the first time
        ) STRICT;
        -- What an alert has told, each by what it is.
        CREATE TABLE alert_told (
          alert TEXT NOT NULL REFERENCES alert(name) ON DELETE CASCADE,
          item TEXT NOT NULL,
          at TEXT NOT NULL,
          PRIMARY KEY (alert, item)
        ) STRICT, WITHOUT ROWID;
        """)
  }
}
