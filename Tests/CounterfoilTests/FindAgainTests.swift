import CounterfoilStore
import Foundation
import GRDB
import Testing

/// Finding anew in a casebase, with the real program.
@Suite(.serialized) struct `Finding again` {
  private func casebase() throws -> (folder: TemporaryFolder, path: String) {
    let (pile, folder) = (try TemporaryFolder(), try TemporaryFolder())
    try pile.write(
      "a.txt", "The Ministry of State Security wrote to lin@example.org. CVE-2024-12345 was used.")
    try pile.write("b.txt", "国家安全部 and 203.0.113.7 stand here.")
    let base = folder.url.appendingPathComponent("base").path
    #expect(try Program.run(["init", base]).status == 0)
    #expect(try Program.run(["ingest", pile.path, "--casebase", base]).status == 0)
    return (folder, base)
  }

  private func database(_ base: String) throws -> DatabaseQueue {
    try DatabaseQueue(path: base + "/casebase.sqlite")
  }

  private func export(_ base: String) throws -> String {
    try Program.run(["export", "--format", "statements", "--casebase", base]).output
  }

  @Test func `with the same knowledge changes nothing, not even when a statement was recorded`() throws {
    let (folder, base) = try casebase()
    defer { withExtendedLifetime(folder) {} }
    let before = try export(base)
    #expect(before.contains("CVE-2024-12345"))
    let run = try Program.run(["find", "--again", "--json", "--casebase", base])
    #expect(run.status == 0, "\(run.errors)")
    #expect(run.objects.first?["statements_added"] as? Int == 0)
    #expect(run.objects.first?["statements_withdrawn"] as? Int == 0)
    #expect(try export(base) == before)
    #expect(try Program.run(["verify", "--casebase", base]).status == 0)
  }

  @Test
  func `withdraws what is not found any more, adds what is, and keeps judgements and people's statements`()
    throws
  {
    let (folder, base) = try casebase()
    defer { withExtendedLifetime(folder) {} }
    let before = try export(base)
    try database(base).write { db in
      // What an older finder found, and this one does not; and one that it missed.
      try db.execute(
        sql: """
          INSERT INTO statement (id, entity, schema, property, value, document, start, end, quote, origin, recorded_at)
          SELECT x'00', 'observable-old', 'Observable', 'domain', 'old.example', document, 4, 12, 'Ministry', 'find@0', '2020-01-01T00:00:00Z'
          FROM statement WHERE property = 'cve'
          """)
      try db.execute(
        sql: """
          INSERT INTO statement (id, entity, schema, property, value, judgement, origin, recorded_at)
          VALUES (x'01', 'person-1', 'Person', 'name', 'Lin', 'j1', 'person@1', '2020-01-01T00:00:00Z')
          """)
      try db.execute(
        sql: """
          INSERT INTO judgement (id, "left", "right", verdict, by, at, reason)
          VALUES ('j1', 'a', 'b', 'same', 'me', '2020-01-01T00:00:00Z', 'seen')
          """)
      try db.execute(sql: "DELETE FROM statement WHERE property = 'email'")
      try db.execute(sql: "DELETE FROM mention WHERE kind = 'cve'")
    }
    let run = try Program.run(["find", "--again", "--json", "--casebase", base])
    #expect(run.objects.first?["statements_added"] as? Int == 1)
    #expect(run.objects.first?["statements_withdrawn"] as? Int == 1)
    try database(base).write { db in
      #expect(try Int.fetchOne(db, sql: "SELECT count(*) FROM judgement") == 1)
      #expect(try Int.fetchOne(db, sql: "SELECT count(*) FROM mention WHERE kind = 'cve'") == 1)
      #expect(try Int.fetchOne(db, sql: "SELECT count(*) FROM statement WHERE id = x'01'") == 1)
      try db.execute(sql: "DELETE FROM statement WHERE id = x'01'")
    }
    func stable(_ text: String) -> [String] {
      text.split(separator: "\n").map { String($0).replacing(/"recorded_at":"[^"]*",?/, with: "") }.sorted()
    }
    #expect(try stable(export(base)) == stable(before))
  }
}
