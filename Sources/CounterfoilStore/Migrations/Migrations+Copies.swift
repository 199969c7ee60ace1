import GRDB

extension Migrations {
  static func copies(_ db: Database) throws {
    try db.execute(
      sql: """
        -- A sample of the shingles of a document's text: see CopySketch.
        CREATE TABLE copy_sketch (
          document INTEGER PRIMARY KEY REFERENCES document(id),
          level INTEGER NOT NULL,
          keys BLOB NOT NULL           -- eight bytes a key, little-endian, ascending
        ) STRICT;

        -- Which documents have a key: the first few of each.
        CREATE TABLE copy_key (
          key INTEGER NOT NULL,
          document INTEGER NOT NULL,
          PRIMARY KEY (key, document)
        ) STRICT, WITHOUT ROWID;

        -- Two documents of which one is a copy of the other or of a part of it. Both ways round once:
        -- `document` is the lower. Shares are of its own text, in thousandths.
        CREATE TABLE copy (
          document INTEGER NOT NULL REFERENCES document(id),
          other INTEGER NOT NULL REFERENCES document(id),
          share INTEGER NOT NULL,
          other_share INTEGER NOT NULL,
          PRIMARY KEY (document, other)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX copy_other ON copy(other);
        CREATE INDEX document_copy_of ON document(copy_of) WHERE copy_of IS NOT NULL;

        -- Documents that were read before copies were looked for; the next ingest takes them up.
        CREATE TABLE copy_pending (document INTEGER PRIMARY KEY) STRICT;
        INSERT INTO copy_pending SELECT document FROM layer;
        """)
  }

  static func quotations(_ db: Database) throws {
    try db.execute(
      sql: """
        -- A passage that stands word for word in two documents, none a copy of the other. Both ways round
        -- once: `document` is the lower. Scalars of each one's layer.
        CREATE TABLE quotation (
          document INTEGER NOT NULL REFERENCES document(id),
          other INTEGER NOT NULL REFERENCES document(id),
          start INTEGER NOT NULL,
          "end" INTEGER NOT NULL,
          other_start INTEGER NOT NULL,
          other_end INTEGER NOT NULL,
          PRIMARY KEY (document, other, start)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX quotation_other ON quotation(other);
        """)
  }

  /// A passage of one document may stand twice in the other: both places belong to the key.
  static func quotationsAtBothPlaces(_ db: Database) throws {
    try db.execute(
      sql: """
        ALTER TABLE quotation RENAME TO quotation_before;
        DROP INDEX quotation_other;
        CREATE TABLE quotation (
          document INTEGER NOT NULL REFERENCES document(id),
          other INTEGER NOT NULL REFERENCES document(id),
          start INTEGER NOT NULL,
          "end" INTEGER NOT NULL,
          other_start INTEGER NOT NULL,
          other_end INTEGER NOT NULL,
          PRIMARY KEY (document, other, start, other_start)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX quotation_other ON quotation(other);
        INSERT INTO quotation SELECT * FROM quotation_before;
        DROP TABLE quotation_before;
        """)
  }
}
