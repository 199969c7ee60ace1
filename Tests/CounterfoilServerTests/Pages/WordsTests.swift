import CounterfoilModel
import CounterfoilServer
import CounterfoilStore
import Foundation
import Testing

@Suite struct `The table of words` {
  private let words: Words

  init() throws {
    let sources = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
      .appendingPathComponent("Sources/CounterfoilServer/Web")
    words = try Words(language: "en", folder: sources.appendingPathComponent("words"))
  }

  @Test func `has a word for every kind of mention, mark, outcome, way of claiming and type`() {
    let needed =
      Mention.Kind.allCases.map { "kinds.\($0.rawValue)" }
      + QuantityDetail.Modifier.allCases.map { "modifiers.\($0.rawValue)" }
      + LayerMark.Kind.allCases.map { "marks.\($0.rawValue)" }
      + LedgerLine.Outcome.allCases.map { "outcomes.\($0.rawValue)" }
      + Modality.allCases.map { "modalities.\($0.rawValue)" }
      + CopyKind.allCases.map { "copies.\($0.rawValue)" }
      + MediaClass.allCases.map { "types.\($0.rawValue)" }
    #expect(needed.filter { words.known($0) == nil } == [])
  }

  @Test(arguments: [
    "missing-page", "missing-document", "missing-entity", "bad-number", "bad-place", "bad-outcome",
    "bad-request", "method", "host", "broken",
  ])
  func `says of every failure what happened and what to do`(failure: String) {
    for part in ["title", "message", "advice"] {
      #expect(words.known("failure.\(failure).\(part)") != nil)
    }
  }

  @Test func `tells one from many`() {
    #expect(words.count("search.total", 1) == "1 document")
    #expect(words.count("search.total", 12_345) == "12,345 documents")
  }
}
