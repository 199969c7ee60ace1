import GRDB

extension Migrations {
  static func assessments(_ db: Database) throws {
    try db.execute(
      sql: """
        -- Each time that everything was assessed anew.
        CREATE TABLE assessment_run (
          id INTEGER PRIMARY KEY,
          at TEXT NOT NULL,
          actor TEXT NOT NULL,
          packs TEXT NOT NULL,         -- JSON: each pack with its version
          state BLOB NOT NULL          -- digest of what it was worked out from
        ) STRICT;
        -- A version of an assessment, made when it differed from the one before; never changed. A version without a body says
        -- that nothing was left of it.
        CREATE TABLE assessment (
          name TEXT NOT NULL,          -- pattern/actor
          run INTEGER NOT NULL REFERENCES assessment_run(id),
          digest BLOB NOT NULL,
          sum REAL NOT NULL,
          is_lead INTEGER NOT NULL,
          body TEXT,                   -- JSON: see AssessmentRecord
          PRIMARY KEY (name, run)
        ) STRICT, WITHOUT ROWID;
        -- What a person said of a lead; the last one holds.
        CREATE TABLE lead_verdict (
          id INTEGER PRIMARY KEY,
          name TEXT NOT NULL,
          verdict TEXT NOT NULL,       -- dismissed, reopened
          reason TEXT NOT NULL,
          sum REAL NOT NULL,           -- at which it was said
          by TEXT NOT NULL,
          at TEXT NOT NULL
        ) STRICT;
        """)
  }
}
