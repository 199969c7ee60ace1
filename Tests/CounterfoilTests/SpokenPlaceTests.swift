import Foundation
import Testing

/// Where a passage stands, in the words of its format, as the program says it.
@Suite struct `Sheets and slides` {
  @Test(arguments: [
    ("leak/付款台账_2023-2024.xlsx", "sheet"), ("lists/survey_calendar_2024.ods", "sheet"),
    ("talks/2024-09-17_lisbon.pptx", "slide"), ("court/2025-02-ruling.pdf", "page"),
  ])
  func `are called what they are`(name: String, word: String) throws {
    let (pile, folder) = (try TemporaryFolder(), try TemporaryFolder())
    let file = Repository.examples.appendingPathComponent(name)
    try pile.write(file.lastPathComponent, Data(contentsOf: file))
    let base = folder.url.appendingPathComponent("base").path
    _ = try Program.run(["init", base])
    #expect(try Program.run(["ingest", pile.path, "--casebase", base]).status == 0)
    #expect(try Program.run(["ledger", "--casebase", base]).output.contains(" \(word)"))
    let statements = try Program.run(["export", "--format", "statements", "--casebase", base]).objects
    let paged = try #require(statements.first { $0["page"] is Int })
    let (page, id) = (paged["page"] as? Int ?? 0, paged["statement_id"] as? String ?? "")
    let shown = try Program.run(["show", id, "--casebase", base])
    #expect(shown.output.contains(", \(word) \(page), "), "\(shown.output)")
    let quote = try #require(paged["quote"] as? String)
    let found = try Program.run(["search", "\"\(quote)\"", "--casebase", base])
    #expect(found.output.contains("\(word) "), "\(found.output)")
  }
}
