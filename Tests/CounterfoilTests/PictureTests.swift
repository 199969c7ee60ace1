import CounterfoilFormats
import Foundation
import Testing

/// Pictures from file to ledger, with the real program.
@Suite(.serialized, .enabled(if: LanguageData.missing.isEmpty, "install the packages of Makefile"))
struct `Pictures in a casebase` {
  private static let fixtures = Repository.root.appendingPathComponent("Tests/Fixtures")

  private static func bytes(_ name: String) throws -> Data {
    try Data(contentsOf: fixtures.appendingPathComponent(name))
  }

  private static func casebase(_ folder: TemporaryFolder) throws -> String {
    let base = folder.url.appendingPathComponent("base").path
    #expect(try Program.run(["init", base]).status == 0)
    return base
  }

  private static func ledger(_ base: String) throws -> [String: [String: Any]] {
    var lines: [String: [String: Any]] = [:]
    for line in try Program.run(["ledger", "--json", "--stable", "--casebase", base]).objects {
      let name = (line["file"] as? String ?? "") + "#" + (line["part"] as? String ?? "")
      #expect(lines.updateValue(line, forKey: name) == nil, "two lines for \(name)")
    }
    return lines
  }

  @Test func `left by an ingest, read later, and then as if read at once`() throws {
    let pile = try TemporaryFolder()
    try pile.write("report.pdf", Self.bytes("scan-report.pdf"))
    try pile.write("copy.pdf", Self.bytes("scan-report.pdf"))
    try pile.write("pages.tiff", Self.bytes("scan-pages.tiff"))
    try pile.write("in.zip", StoredZip.make([("line.bmp", try Self.bytes("scan-line.bmp"))]))
    try pile.write("words.txt", "Words that need nothing.")
    let (folder, other) = (try TemporaryFolder(), try TemporaryFolder())
    let base = try Self.casebase(folder)
    #expect(try Program.run(["ingest", pile.path, "--casebase", base, "--no-ocr"]).status == 0)
    var lines = try Self.ledger(base)
    #expect(lines["pages.tiff#"]?["outcome"] as? String == "read-with-warnings")
    #expect((lines["pages.tiff#"]?["reason"] as? String)?.contains("OCR is needed") == true)
    #expect(
      try Program.run(["status", "--json", "--casebase", base]).objects.first?["ocr_pages"] as? Int == 5)

    #expect(try Program.run(["ocr", "--casebase", base]).status == 0)
    lines = try Self.ledger(base)
    for name in ["pages.tiff#", "copy.pdf#", "in.zip#line.bmp"] {
      #expect(lines[name]?["outcome"] as? String == "read", "\(lines[name] ?? [:])")
    }
    #expect(lines["report.pdf#"]?["outcome"] as? String == "duplicate")
    #expect(lines["copy.pdf#"]?["ocr_pages"] as? Int == 2)
    #expect(
      try Program.run(["status", "--json", "--casebase", base]).objects.first?["ocr_pages"] as? Int == 0)
    let hits = try Program.run(["search", "北田光学", "--json", "--casebase", base]).objects
    #expect(hits.first?["file"] as? String == "copy.pdf")
    #expect(hits.first?["page"] as? Int == 3)
    #expect(try Program.run(["verify", "--casebase", base]).status == 0)

    let again = try Program.run(["ocr", "--json", "--casebase", base])
    #expect(again.status == 0 && again.output.isEmpty)

    let atOnce = try Self.casebase(other)
    #expect(try Program.run(["ingest", pile.path, "--casebase", atOnce]).status == 0)
    func text(_ lines: [String: [String: Any]]) -> [String: String] { lines.mapValues { "\($0)" } }
    #expect(Set(try Self.ledger(atOnce).keys) == Set(lines.keys))
    for (name, line) in try Self.ledger(atOnce) {
      for key in ["outcome", "characters", "ocr_pages", "language"] {
        #expect("\(line[key] ?? "")" == "\(lines[name]?[key] ?? "")", "\(name) \(key)")
      }
    }
  }

  @Test func `that lie, are cut short or are absurdly large each have a true line`() throws {
    let pile = try TemporaryFolder()
    var huge = [UInt8](try Self.bytes("scan-en.png"))
    for offset in [16, 20] { huge.replaceSubrange(offset..<offset + 4, with: [0, 0, 0xEA, 0x60]) }
    try pile.write("huge.png", Data(huge))
    var lying = [UInt8](try Self.bytes("scan-en.png"))
    lying.replaceSubrange(16..<20, with: [0, 0, 0x20, 0])
    try pile.write("lying.png", Data(lying))
    let whole = try Self.bytes("scan-en.png")
    try pile.write("cut.png", whole.prefix(whole.count / 2))
    try pile.write("header-only.png", whole.prefix(20))
    let folder = try TemporaryFolder()
    let base = try Self.casebase(folder)
    #expect(try Program.run(["ingest", pile.path, "--casebase", base]).status == 0)
    let lines = try Self.ledger(base)
    #expect(lines["huge.png#"]?["outcome"] as? String == "rejected")
    #expect((lines["huge.png#"]?["reason"] as? String)?.contains("60000 × 60000") == true)
    for name in ["lying.png#", "cut.png#", "header-only.png#"] {
      #expect(lines[name]?["outcome"] as? String == "rejected", "\(lines[name] ?? [:])")
      #expect((lines[name]?["reason"] as? String)?.contains("damaged") == true, "\(lines[name] ?? [:])")
    }
  }

  @Test func `without Tesseract's data the ledger says what to install`() throws {
    let (pile, empty, folder) = (try TemporaryFolder(), try TemporaryFolder(), try TemporaryFolder())
    try pile.write("line.bmp", Self.bytes("scan-line.bmp"))
    try empty.write("eng.traineddata", "not data")
    let base = try Self.casebase(folder)
    let run = try Program.run(
      ["ingest", pile.path, "--casebase", base], environment: ["TESSDATA_PREFIX": empty.path])
    #expect(run.status == 0)
    let line = try Self.ledger(base)["line.bmp#"]
    #expect(line?["outcome"] as? String == "read-with-warnings")
    #expect((line?["reason"] as? String)?.contains("tesseract-ocr-chi-sim") == true, "\(line ?? [:])")
    let doctor = try Program.run(["doctor", "--json"], environment: ["TESSDATA_PREFIX": empty.path])
    #expect(doctor.output.contains("tesseract-ocr-chi-sim"))
  }
}
