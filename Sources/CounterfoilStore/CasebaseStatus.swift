public import CounterfoilModel
package import GRDB

/// How a casebase stands.
public struct CasebaseStatus: Sendable {
  /// Lines of files and parts, by outcome.
  public var outcomes: [LedgerLine.Outcome: Int] = [:]
  /// Files whose ingest was interrupted.
  public var unfinished = 0
  /// Files given, without the parts inside them.
  public var files = 0
  /// Of the files given.
  public var bytes = 0
  /// Unicode scalars of all text layers.
  public var characters = 0
  public var mentions = 0
  public var statements = 0
  public var entities = 0
  public var pagesForOCR = 0
  /// Commonest first.
  public var languages: [(tag: String, documents: Int)] = []
  public var sources: [String] = []
  public init() {}
}

extension CasebaseStatus {
  package static func fetch(_ db: Database) throws -> CasebaseStatus {
    func count(_ sql: String) throws -> Int { try Int.fetchOne(db, sql: sql) ?? 0 }
    var status = CasebaseStatus()
    for row in try Row.fetchAll(
      db, sql: "SELECT outcome, count(*) AS n FROM document GROUP BY outcome")
    {
      let outcome: String? = row["outcome"]
      if let outcome = outcome.flatMap(LedgerLine.Outcome.init(rawValue:)) {
        status.outcomes[outcome] = row["n"]
      } else {
        status.unfinished = row["n"]
      }
    }
    status.files = try count("SELECT count(*) FROM document WHERE part = ''")
    status.bytes = try count("SELECT ifnull(sum(bytes), 0) FROM document WHERE part = ''")
    status.characters = try count("SELECT ifnull(sum(characters), 0) FROM document")
    status.mentions = try count("SELECT count(*) FROM mention")
    status.statements = try count("SELECT count(*) FROM statement")
    status.entities = try count("SELECT count(DISTINCT entity) FROM statement")
    status.pagesForOCR = try count("SELECT count(*) FROM page WHERE needs_ocr")
    let languages = try Row.fetchAll(
      db,
      sql: """
        SELECT language, count(*) AS n FROM document WHERE language IS NOT NULL
        GROUP BY language ORDER BY n DESC, language
        """)
    status.languages = languages.map { ($0["language"], $0["n"]) }
    status.sources = try String.fetchAll(db, sql: "SELECT root FROM source ORDER BY id")
    return status
  }
}
