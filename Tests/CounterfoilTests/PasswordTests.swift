import Foundation
import Testing

/// Encrypted files from file to ledger, with the real program.
@Suite struct `Encrypted files in a casebase` {
  private static let fixtures = Repository.root.appendingPathComponent("Tests/Fixtures")

  private static func bytes(_ name: String) throws -> Data {
    try Data(contentsOf: fixtures.appendingPathComponent(name))
  }

  private static func ledger(_ base: String) throws -> [String: [String]] {
    var lines: [String: [String]] = [:]
    for line in try Program.run(["ledger", "--json", "--casebase", base]).objects {
      let name = (line["file"] as? String ?? "") + "#" + (line["part"] as? String ?? "")
      lines[name] = [line["outcome"] as? String ?? "", line["reason"] as? String ?? ""]
    }
    return lines
  }

  @Test func `rejected, then read with the passwords, which nothing keeps`() throws {
    let (pile, folder) = (try TemporaryFolder(), try TemporaryFolder())
    try pile.write("report.pdf", Self.bytes("visit-report-locked.pdf"))
    try pile.write("mixed.zip", Self.bytes("locked-zipcrypto.zip"))
    try pile.write("outer.zip", StoredZip.make([("inner.zip", try Self.bytes("locked-aes.zip"))]))
    try folder.write("words", "not this one\ncounterfoil\n四月的信\n")
    let base = folder.url.appendingPathComponent("base").path
    #expect(try Program.run(["init", base]).status == 0)
    #expect(try Program.run(["ingest", pile.path, "--casebase", base]).status == 0)
    var lines = try Self.ledger(base)
    #expect(lines["report.pdf#"]?[0] == "rejected")
    #expect(lines["report.pdf#"]?[1].contains("is encrypted; give --password-file") == true)
    #expect(lines["mixed.zip#"]?[0] == "read-with-warnings")
    #expect(lines["mixed.zip#open.txt"]?[0] == "read")
    #expect(lines["mixed.zip#letter.txt"] == nil)
    #expect(lines["outer.zip#inner.zip"]?[0] == "rejected")

    let file = folder.url.appendingPathComponent("words").path
    let again = try Program.run([
      "ingest", "--retry-rejected", "--password-file", file, "--casebase", base,
    ])
    #expect(again.status == 0, "\(again.errors)")
    lines = try Self.ledger(base)
    for name in ["report.pdf#", "mixed.zip#", "outer.zip#inner.zip"] {
      #expect(lines[name] == ["read", "read with a password that was supplied"], "\(name)")
    }
    #expect(lines["mixed.zip#letter.txt"]?[0] == "read")
    // The same words stand in the other archive.
    #expect(lines["outer.zip#inner.zip/信.txt"]?[0] == "duplicate")
    #expect(try Program.run(["verify", "--casebase", base]).status == 0)
    #expect(!(again.output + again.errors).contains("not this one"))

    for path in try FileManager.default.subpathsOfDirectory(atPath: base) {
      let whole = URL(fileURLWithPath: base).appendingPathComponent(path)
      guard let data = try? Data(contentsOf: whole) else { continue }
      #expect(data.range(of: Data("not this one".utf8)) == nil, "a password in \(path)")
    }
  }

  @Test func `what a password opened is not taken back where none is supplied`() throws {
    let (pile, folder) = (try TemporaryFolder(), try TemporaryFolder())
    try pile.write("report.pdf", Self.bytes("visit-report-locked.pdf"))
    try pile.write("mixed.zip", Self.bytes("locked-zipcrypto.zip"))
    try pile.write("broken.pdf", Data("%PDF-1.7 cut".utf8))
    try folder.write("words", "counterfoil\n四月的信\n")
    let base = folder.url.appendingPathComponent("base").path
    let file = folder.url.appendingPathComponent("words").path
    #expect(try Program.run(["init", base]).status == 0)
    #expect(
      try Program.run(["ingest", pile.path, "--password-file", file, "--casebase", base]).status == 0)
    let before = try Self.ledger(base)
    #expect(before["report.pdf#"]?[0] == "read")
    for again in [["ingest", "--retry-rejected"], ["ocr"], ["ingest", "--retry-rejected"]] {
      let run = try Program.run(again + ["--casebase", base])
      #expect(run.status == 0, "\(again): \(run.errors)")
    }
    #expect(try Self.ledger(base) == before)
    let text = try Program.run(["text", "report.pdf", "--casebase", base])
    #expect(text.status == 0 && !text.output.isEmpty)
  }

  @Test func `a password file inside the folder read is not read in`() throws {
    let (pile, folder) = (try TemporaryFolder(), try TemporaryFolder())
    try pile.write("note.txt", "Nothing of weight was said on the quay.")
    try pile.write("words.txt", "counterfoil\n")
    let base = folder.url.appendingPathComponent("base").path
    #expect(try Program.run(["init", base]).status == 0)
    let file = pile.url.appendingPathComponent("words.txt").path
    #expect(
      try Program.run(["ingest", pile.path, "--password-file", file, "--casebase", base]).status == 0)
    #expect(try Self.ledger(base).keys.sorted() == ["note.txt#"])
  }

  @Test func `a password file that is not there ends the command with what to do`() throws {
    let folder = try TemporaryFolder()
    let base = folder.url.appendingPathComponent("base").path
    _ = try Program.run(["init", base])
    let run = try Program.run([
      "ingest", folder.path, "--password-file", "/nonexistent/words", "--casebase", base,
    ])
    #expect(run.status == 70 || run.status == 64, "\(run.status)")
    #expect(run.errors.contains("password file"))
  }
}
