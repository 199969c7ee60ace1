import Foundation
import Testing

/// The hostile collection of `Tests/Fixtures/make/hostile.py`: each file has a line with a true reason, nothing gets
/// out, and the program goes on.
@Suite struct `Hostile collection` {
  /// A file; what its line says, `*` for any outcome; words of the reason; parts that have a line too.
  struct Row: CustomTestStringConvertible, Sendable {
    var file: String
    var outcome: String
    var words = ""
    var parts: [String] = []
    var testDescription: String { file }
  }

  static let rows = [
    // Archives that swell, escape, nest, lie.
    Row(file: "bomb.zip", outcome: "rejected", words: "made to swell"),
    Row(file: "bomb-in-bombs.zip", outcome: "read", parts: ["0.zip", "7.zip"]),
    Row(file: "bomb.gz", outcome: "rejected", words: "made to swell"),
    Row(file: "overlapping.zip", outcome: "*"),
    Row(
      file: "slip.zip", outcome: "read",
      parts: ["__/__/outside.txt", "absolute.txt", "a/__/__/up.txt", "__/__/windows.txt", "nul%01name.txt"]),
    Row(file: "deep.zip", outcome: "read", parts: ["98.zip/97.zip"]),
    Row(
      file: "links.tar", outcome: "read-with-warnings", words: "link or a device", parts: ["__/outside.txt"]),
    // Entities.
    Row(file: "entity.docx", outcome: "read-with-warnings", words: "entities, which were not expanded"),
    Row(file: "laughs.docx", outcome: "read-with-warnings", words: "entities, which were not expanded"),
    Row(file: "entity.xlsx", outcome: "read-with-warnings", words: "entities, which were not expanded"),
    Row(file: "laughs.xlsx", outcome: "read-with-warnings", words: "entities, which were not expanded"),
    Row(file: "entity.html", outcome: "read"), Row(file: "laughs.html", outcome: "read"),
    Row(file: "laughs.xml", outcome: "read"),
    // Macros, and sheets of nothing.
    Row(file: "macro.docm", outcome: "read-with-warnings", words: "macros, which were not run"),
    Row(file: "million-rows.xlsx", outcome: "read"), Row(file: "million-cells.ods", outcome: "read"),
    // PDFs that loop and swell.
    Row(file: "loop.pdf", outcome: "read-with-warnings", words: "could not be read"),
    Row(file: "swell.pdf", outcome: "rejected", words: "memory"),
    Row(file: "many-pages.pdf", outcome: "*"), Row(file: "nested.pdf", outcome: "*"),
    // Mail.
    Row(file: "paths.eml", outcome: "read", parts: ["outside.txt"]),
    Row(file: "parts.eml", outcome: "read", parts: ["part (10000).txt"]),
    Row(file: "messages.mbox", outcome: "read", parts: ["message-003000"]),
    // Files that are two things, or another thing.
    Row(file: "huge.png", outcome: "rejected"), Row(file: "polyglot.pdf", outcome: "read"),
    Row(file: "polyglot.gif", outcome: "rejected"), Row(file: "picture.docx", outcome: "*"),
    Row(file: "words.pdf", outcome: "read-with-warnings"), Row(file: "compound.doc", outcome: "rejected"),
    // Depth, length, encoding, names.
    Row(file: "nested.json", outcome: "*"), Row(file: "nested.html", outcome: "read"),
    Row(file: "nested.rtf", outcome: "*"), Row(file: "long.rtf", outcome: "read-with-warnings"),
    Row(file: "mojibake.txt", outcome: "read"), Row(file: "invoice\u{202E}fdp.txt", outcome: "read"),
    Row(file: "one-line.txt", outcome: "read", parts: ["segment-0001"]),
    Row(file: "columns.csv", outcome: "*"),
  ]

  struct Line: Sendable {
    var outcome: String
    var reason: String
  }

  /// By file and part, with `›` between.
  private static let ledger: Result<[String: Line], any Error> = Result {
    let place = try TemporaryFolder()
    let pile = place.url.appendingPathComponent("inside/pile").path
    let base = place.url.appendingPathComponent("inside/base").path
    let script = Process()
    script.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    script.arguments = [
      "python3", Repository.root.appendingPathComponent("Tests/Fixtures/make/hostile.py").path, pile,
    ]
    try script.run()
    script.waitUntilExit()
    _ = try Program.run(["init", base])
    let run = try Program.run(["ingest", pile, "--casebase", base])
    guard run.status == 0 else { throw Failure(words: run.errors) }
    let verify = try Program.run(["verify", "--casebase", base])
    guard verify.status == 0 else { throw Failure(words: verify.output) }
    let around = try FileManager.default.subpathsOfDirectory(atPath: place.path).filter {
      !$0.hasPrefix("inside/base") && !$0.hasPrefix("inside/pile")
    }
    guard around == ["inside"] else { throw Failure(words: "left outside: \(around)") }
    var lines: [String: Line] = [:]
    for line in try Program.run(["ledger", "--json", "--casebase", base]).objects {
      let name = "\(line["file"] as? String ?? "")›\(line["part"] as? String ?? "")"
      let made = Line(
        outcome: line["outcome"] as? String ?? "", reason: line["reason"] as? String ?? "")
      guard lines.updateValue(made, forKey: name) == nil else {
        throw Failure(words: "two lines for \(name)")
      }
    }
    return lines
  }

  struct Failure: Error { var words: String }

  @Test(arguments: rows) func `each file and part has its line`(row: Row) throws {
    let lines = try Self.ledger.get()
    let line = try #require(lines["\(row.file)›"])
    if row.outcome != "*" { #expect(line.outcome == row.outcome, "\(line)") }
    if !row.words.isEmpty { #expect(line.reason.contains(row.words), "\(line.reason)") }
    if line.outcome != "read" { #expect(!line.reason.isEmpty) }
    for part in row.parts { #expect(lines["\(row.file)›\(part)"] != nil, "no line for \(part)") }
  }

  @Test func `an archive in archives is followed only so deep, and says so`() throws {
    let lines = try Self.ledger.get().filter { $0.key.hasPrefix("deep.zip") }
    #expect(lines.count < 20)
    #expect(
      lines.values.contains { $0.reason.contains("deep") }, "\(lines.keys.sorted())")
  }

  @Test func `every file of the collection is a row here`() throws {
    let files = Set(try Self.ledger.get().keys.map { String($0.prefix { $0 != "›" }) })
    #expect(files == Set(Self.rows.map(\.file)))
  }
}
