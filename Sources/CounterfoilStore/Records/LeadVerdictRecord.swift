package import CounterfoilModel
package import GRDB

/// What people said of leads ↔ rows of the table `lead_verdict`.
package enum LeadVerdictRecord {
  package static func insert(_ verdict: LeadVerdict, _ db: Database) throws {
    try db.execute(
      sql: "INSERT INTO lead_verdict (name, verdict, reason, sum, by, at) VALUES (?, ?, ?, ?, ?, ?)",
      arguments: [
        verdict.lead, verdict.verdict.rawValue, verdict.reason, verdict.sum, verdict.by, verdict.at,
      ])
    try Log.append(
      db, at: verdict.at, actor: verdict.by, action: "lead \(verdict.verdict.rawValue)",
      detail: ["lead": verdict.lead, "reason": verdict.reason])
  }

  /// The verdict that holds of each lead.
  package static func last(_ db: Database) throws -> [String: LeadVerdict] {
    var result: [String: LeadVerdict] = [:]
    for row in try Row.fetchAll(db, sql: "SELECT * FROM lead_verdict ORDER BY id") {
      guard let verdict = LeadVerdict.Verdict(rawValue: row["verdict"]) else { continue }
      result[row["name"]] = LeadVerdict(
        lead: row["name"], verdict: verdict, reason: row["reason"], sum: row["sum"], by: row["by"],
        at: row["at"])
    }
    return result
  }
}
