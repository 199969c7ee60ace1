package import CounterfoilModel
package import GRDB

/// Lines of the ledger by outcome.
package struct LedgerCounts: Sendable {
  /// Files and the parts inside them.
  package var lines: [LedgerLine.Outcome: Int] = [:]
  /// Files alone.
  package var files: [LedgerLine.Outcome: Int] = [:]
  /// Lines of files whose ingest was interrupted.
  package var unfinished = 0

  /// - Complexity: O(*documents*): a walk over the table.
  package static func fetch(_ db: Database) throws -> LedgerCounts {
    var counts = LedgerCounts()
    for row in try Row.fetchAll(
      db,
      sql: """
        SELECT outcome, count(*) AS lines, sum(part = '') AS files FROM document
        GROUP BY outcome
        """)
    {
      let outcome: String? = row["outcome"]
      if let outcome = outcome.flatMap(LedgerLine.Outcome.init(rawValue:)) {
        counts.lines[outcome] = row["lines"]
        counts.files[outcome] = row["files"]
      } else {
        counts.unfinished = row["lines"]
      }
    }
    return counts
  }
}
