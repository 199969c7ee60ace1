import Foundation
import Testing

/// The example case end to end, against the answers written beside it.
@Suite(.serialized) struct `Example case` {
  /// One casebase of the example for the whole suite.
  private static let base: Result<String, any Error> = Result {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent(
      "counterfoil-example-\(getpid())")
    try? FileManager.default.removeItem(at: folder)
    _ = try Program.run(["init", folder.path])
    let run = try Program.run(["ingest", Repository.examples.path, "--casebase", folder.path])
    guard run.status == 0 else { throw Failure(words: run.errors) }
    return folder.path
  }

  struct Failure: Error { var words: String }

  private func rows(_ name: String) throws -> [[String: String]] {
    let url = Repository.root.appendingPathComponent("Examples/answers/\(name).tsv")
    let lines = try String(contentsOf: url, encoding: .utf8).split(separator: "\n")
    let header = lines[0].split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
    return lines.dropFirst().map { line in
      let cells = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
      return Dictionary(zip(header, cells), uniquingKeysWith: { $1 })
    }
  }

  /// Answers that the program does not give yet. Each must indeed be missed, so that the list says the truth.
  private func notYet(_ table: String) throws -> Set<String> {
    Set(
      try rows("not_yet").filter { $0["table"] == table }
        .map { [$0["file"] ?? "", $0["part"] ?? "", $0["what"] ?? ""].joined(separator: "\t") })
  }

  @Test func `every file has the ledger line that the answers give it`() throws {
    let base = try Self.base.get()
    let lines = try Program.run(["ledger", "--json", "--casebase", base]).objects
    let answers = try rows("ledger")
    #expect(lines.count == answers.count)
    let notYet = try notYet("ledger")
    for answer in answers {
      let (file, part) = (answer["file"] ?? "", answer["part"] ?? "")
      let line = lines.first { $0["file"] as? String == file && $0["part"] as? String == part }
      #expect(
        (line?["outcome"] as? String == answer["outcome"]) != notYet.contains("\(file)\t\(part)\t"),
        "\(file) › \(part): \(line ?? [:])")
    }
  }

  @Test func `every search finds what it must and not what it must not`() throws {
    let base = try Self.base.get()
    let notYet = try notYet("searches")
    for answer in try rows("searches") {
      let query = answer["query"] ?? ""
      let run = try Program.run(["search", "--json", "--top", "100", "--casebase", base, "--", query])
      #expect(run.status == 0, "\(query): \(run.errors)")
      let found = Set(
        run.objects.map { hit in
          let part = hit["part"] as? String ?? ""
          return (hit["file"] as? String ?? "") + (part.isEmpty ? "" : "#" + part)
        })
      func list(_ column: String) -> [String] {
        (answer[column] ?? "").split(separator: ";").map {
          $0.trimmingCharacters(in: .whitespaces)
        }
      }
      for file in list("must_find") + list("other_script") {
        #expect(
          found.contains(file) != notYet.contains("\(file)\t\t\(query)"), "\(query) does not find \(file)")
      }
      for file in list("must_not_find") { #expect(!found.contains(file), "\(query) finds \(file)") }
    }
  }

  @Test func `every mention of the answers is found`() throws {
    let base = try Self.base.get()
    var missing: Set<String> = []
    let answers = try rows("mentions")
    for (file, group) in Dictionary(grouping: answers, by: { ($0["file"] ?? "") + "\t" + ($0["part"] ?? "") })
    {
      let place = file.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
      let found = try Program.run(
        ["show", "--json", "--part", place[1], "--casebase", base, "--", place[0]]).objects
      for answer in group {
        let hit = found.contains { mention in
          mention["kind"] as? String == answer["kind"] && mention["quote"] as? String == answer["quote"]
            && (answer["value"]?.isEmpty != false || mention["value"] as? String == answer["value"])
        }
        if !hit {
          missing.insert("\(file)\t\(answer["kind"] ?? "") \(answer["quote"] ?? "")")
        }
      }
    }
    let wrong = missing.symmetricDifference(try notYet("mentions"))
    #expect(wrong.isEmpty, "\(wrong.sorted().joined(separator: "\n"))")
  }

  @Test func `every near copy of the answers is found, and nothing is taken for a copy that is none`() throws
  {
    let base = try Self.base.get()
    func pair(_ one: String, _ two: String) -> String { [one, two].sorted().joined(separator: " = ") }
    let answers = try rows("copies")
    let sure = answers.filter { ["bytes", "mail", "near"].contains($0["kind"] ?? "") }
    #expect(sure.count == 3)
    let expected = Set(sure.map { pair($0["file"] ?? "", $0["original"] ?? "") + " \($0["kind"] ?? "")" })
    let all = try Program.run(["copies", "--json", "--casebase", base]).objects
    let lines = all.filter { $0["kind"] as? String != "quotation" }
    let found = Set(
      lines.filter { !($0["group"] is NSNull) }.map { line in
        pair(line["file"] as? String ?? "", line["other_file"] as? String ?? "")
          + " \(line["kind"] as? String ?? "")"
      })
    #expect(found == expected)
    // Of the quotations in the answers one is long enough to be certain.
    let quotations = all.filter { $0["kind"] as? String == "quotation" }
    #expect(quotations.count == 1)
    let long = try #require(answers.first { $0["group"] == "weekly" })
    #expect(
      quotations.first.map { pair($0["file"] as? String ?? "", $0["other_file"] as? String ?? "") }
        == pair(long["file"] ?? "", long["original"] ?? ""))
    // Without the full stop, since words are compared.
    let quoted = (quotations.first?["text"] as? String ?? "").replacing("\n", with: "")
    #expect(quoted.contains((long["quote"] ?? "?").dropLast()), "\(quoted)")
    // A part of something longer is no copy, but is right only where the answers see any common words.
    let related = Set(answers.map { pair($0["file"] ?? "", $0["original"] ?? "") })
    for line in lines where line["group"] is NSNull {
      #expect(
        related.contains(
          pair(line["file"] as? String ?? "", line["other_file"] as? String ?? "")), "\(line)")
    }
  }

  @Test func `what differs between an article and its copy is told, and where`() throws {
    let base = try Self.base.get()
    let run = try Program.run([
      "copies", "press/2024-08-23_fjordlys-wire.html", "--json", "--casebase", base,
    ])
    let copy = try #require(run.objects.first)
    #expect(copy["other_file"] as? String == "press/2024-08-22_visitor-with-a-second-employer.mhtml")
    let differences = try #require(copy["differences"] as? [[String: Any]])
    #expect(copy["differing"] as? Int == differences.count)
    let said = differences.map { ($0["text"] as? String ?? "", $0["other_text"] as? String ?? "") }
    for (mine, other) in [
      ("a contractor of the Ministry of State Security", "sells hacking services to police bureaus"),
      ("military ships", "photographs at the quay"), ("are connected, experts say", "is not known"),
    ] {
      #expect(said.contains { $0.0.contains(mine) && $0.1.contains(other) }, "\(mine)")
    }
    #expect(differences.count <= 5)
    for (file, start, end, words) in [
      (copy["file"], "start", "end", "text"), (copy["other_file"], "other_start", "other_end", "other_text"),
    ] {
      let text = try #require(
        Program.run(["text", file as? String ?? "", "--json", "--casebase", base])
          .objects.first?["text"] as? String)
      let scalars = Array(text.unicodeScalars)
      for difference in differences {
        let range = (difference[start] as? Int ?? 0)..<(difference[end] as? Int ?? 0)
        #expect(String(String.UnicodeScalarView(scalars[range])) == difference[words] as? String)
      }
    }
    let shown = try Program.run(["show", "press/2024-08-23_fjordlys-wire.html", "--casebase", base])
    #expect(shown.output.contains("nearly the same"))
    #expect(shown.output.contains("passages differ"))
  }

  @Test func `every citation of the example and of the essay round-trips`() throws {
    let verify = try Program.run(["verify", "--json", "--casebase", try Self.base.get()])
    #expect(verify.status == 0, "\(verify.output)")
    let summary = try #require(verify.objects.last)
    #expect(summary["citations"] as? Int ?? 0 > 50)
    #expect(summary["findings"] as? Int == 0)
    guard let essay = Repository.shared?.appendingPathComponent("eval/essay.txt") else { return }
    let bases = try TemporaryFolder()
    let base = bases.url.appendingPathComponent("essay").path
    #expect(try Program.run(["init", base]).status == 0)
    #expect(try Program.run(["ingest", essay.path, "--casebase", base]).status == 0)
    let text = try #require(
      Program.run(["text", "essay.txt", "--json", "--casebase", base]).objects.first?["text"] as? String)
    let scalars = Array(text.unicodeScalars)
    let lines = try Program.run(["export", "--casebase", base]).objects
    #expect(lines.count > 3)
    for line in lines {
      let (start, end) = (line["start"] as? Int ?? 0, line["end"] as? Int ?? 0)
      let quote = String(String.UnicodeScalarView(scalars[start..<end]))
      #expect(Array(quote.utf8) == Array((line["quote"] as? String ?? "").utf8))
    }
  }

  @Test func `a backup is a casebase that exports the same`() throws {
    let base = try Self.base.get()
    let folder = try TemporaryFolder()
    let copy = folder.url.appendingPathComponent("copy").path
    #expect(try Program.run(["backup", copy, "--casebase", base]).status == 0)
    #expect(try Program.run(["verify", "--casebase", copy]).status == 0)
    let original = try Program.run(["export", "--casebase", base]).output
    #expect(try Program.run(["export", "--casebase", copy]).output == original)
    #expect(!original.isEmpty)
    let again = try Program.run(["backup", copy, "--casebase", base])
    #expect(again.status == 70)
  }

  @Test func `a changed original, layer, quote or log line is found by verify`() throws {
    let base = try Self.base.get()
    for (number, harm) in [
      "UPDATE layer SET text = replace(text, 'e', 'x') WHERE document = (SELECT min(document) FROM statement)",
      "UPDATE statement SET quote = quote || '!' WHERE id = (SELECT min(id) FROM statement)",
      "DROP TRIGGER log_is_not_edited; UPDATE log SET detail = '{}' WHERE number = 3",
      "DROP TRIGGER log_is_not_erased; DELETE FROM log WHERE number = 2",
      "UPDATE document SET outcome = NULL WHERE id = 1",
    ].enumerated() {
      let folder = try TemporaryFolder()
      let copy = folder.url.appendingPathComponent("harmed").path
      #expect(try Program.run(["backup", copy, "--casebase", base]).status == 0)
      let tool = Process()
      tool.executableURL = URL(fileURLWithPath: "/usr/bin/env")
      tool.arguments = [
        "python3", "-c", "import sqlite3,sys; c=sqlite3.connect(sys.argv[1]); c.executescript(sys.argv[2])",
        copy + "/casebase.sqlite", harm,
      ]
      try tool.run()
      tool.waitUntilExit()
      #expect(tool.terminationStatus == 0)
      #expect(try Program.run(["verify", "--casebase", copy]).status == 1, "harm \(number) was not found")
    }
    let folder = try TemporaryFolder()
    let copy = folder.url.appendingPathComponent("harmed").path
    #expect(try Program.run(["backup", copy, "--casebase", base]).status == 0)
    let originals = URL(fileURLWithPath: copy).appendingPathComponent("originals")
    let name = try #require(
      FileManager.default.subpathsOfDirectory(atPath: originals.path).sorted().first { $0.count > 10 })
    let file = originals.appendingPathComponent(name).path
    chmod(file, 0o600)
    try Data("changed".utf8).write(to: URL(fileURLWithPath: file))
    #expect(try Program.run(["verify", "--casebase", copy]).status == 1)
  }

  @Test(arguments: [
    (
      "ledger", ["ledger", "--json"],
      [
        "file", "part", "outcome", "reason", "media_type", "encoding", "language", "bytes", "characters",
        "pages", "ocr_pages", "sha256", "copy_of", "seconds",
      ]
    ),
    (
      "export", ["export", "--format", "statements"],
      [
        "entity_id", "schema", "prop", "value", "lang", "file", "part", "start", "end", "page", "quote",
        "speaker", "modality", "valid_from", "valid_to", "reliability", "credibility", "origin",
        "recorded_at", "statement_id",
      ]
    ),
    (
      "search", ["search", "--json", "consultant"],
      ["rank", "file", "part", "page", "score", "snippet", "start", "end"]
    ),
  ])
  func `machine output has the keys that are promised`(name: String, arguments: [String], keys: [String])
    throws
  {
    let run = try Program.run(arguments + ["--casebase", try Self.base.get()])
    #expect(run.status == 0)
    let lines = run.objects
    #expect(!lines.isEmpty)
    for line in lines { for key in keys { #expect(line.keys.contains(key), "\(name): \(key)") } }
  }
}
