import Foundation
import Testing

/// Invariant 3: killed at any instant and run again, an ingest ends in the same casebase.
@Suite struct `Interrupted ingest` {
  private static let kills = ProcessInfo.processInfo.environment["COUNTERFOIL_SOAK"] == nil ? 20 : 200

  @Test func `killed at random instants and resumed, it ends byte for byte as undisturbed`() throws {
    let pile = try TemporaryFolder()
    try SmallPile.make(in: pile, files: 120, seed: 7)
    let bases = try TemporaryFolder()
    let whole = try casebase("whole", in: bases)
    let started = Date()
    #expect(try Program.run(["ingest", pile.path, "--casebase", whole]).status == 0)
    let undisturbed = Date().timeIntervalSince(started)
    let expected = try picture(of: whole)
    #expect(expected.ledger.contains("\"outcome\":\"rejected\""))
    #expect(expected.ledger.contains("\"outcome\":\"duplicate\""))
    #expect(expected.statements.utf8.count > 10_000)
    #expect(expected.copies.contains("\"kind\":\"near\""))

    var random = SplitMix(seed: 2024)
    var interrupted = 0
    // A kill that comes too late says that the machine has less to do than before.
    var span = undisturbed * 0.8
    for number in 0..<Self.kills {
      let broken = try casebase("broken-\(number)", in: bases)
      let instant = span * Double(random.below(1000)) / 1000
      if try Program.runAndKill(["ingest", pile.path, "--casebase", broken], after: instant) {
        interrupted += 1
      } else {
        span *= 0.8
      }
      let resumed = try Program.run(["ingest", pile.path, "--casebase", broken])
      #expect(resumed.status == 0, "\(resumed.errors)")
      let found = try picture(of: broken)
      #expect(found.ledger == expected.ledger, "kill \(number) at \(instant) s")
      #expect(found.statements == expected.statements, "kill \(number) at \(instant) s")
      #expect(found.copies == expected.copies, "kill \(number) at \(instant) s")
      try FileManager.default.removeItem(atPath: broken)
    }
    #expect(interrupted * 3 >= Self.kills * 2, "too few kills met a running ingest to prove anything")
  }

  @Test func `running the same ingest again changes nothing`() throws {
    let pile = try TemporaryFolder()
    try SmallPile.make(in: pile, files: 40, seed: 9)
    let bases = try TemporaryFolder()
    let base = try casebase("twice", in: bases)
    #expect(try Program.run(["ingest", pile.path, "--casebase", base]).status == 0)
    let first = try picture(of: base)
    let again = try Program.run(["ingest", pile.path, "--casebase", base])
    #expect(again.status == 0)
    #expect(again.errors.contains("40 here already"))
    #expect(try picture(of: base) == first)
  }

  @Test(arguments: [1, 3]) func `the number of lanes does not change the casebase`(lanes: Int) throws {
    let pile = try TemporaryFolder()
    try SmallPile.make(in: pile, files: 60, seed: 11)
    let bases = try TemporaryFolder()
    let two = try casebase("two", in: bases)
    let other = try casebase("other", in: bases)
    #expect(try Program.run(["ingest", pile.path, "--casebase", two, "--lanes", "2"]).status == 0)
    #expect(
      try Program.run(["ingest", pile.path, "--casebase", other, "--lanes", "\(lanes)"]).status == 0)
    #expect(try picture(of: two) == picture(of: other))
  }

  @Test func `rejected files and parts are read again on demand, and all else stays`() throws {
    let pile = try TemporaryFolder()
    try SmallPile.make(in: pile, files: 40, seed: 13)
    try pile.write(
      "mixed.zip",
      StoredZip.make([("good.txt", Data("国家安全部 wrote this.".utf8)), ("empty.txt", Data())]))
    let bases = try TemporaryFolder()
    let base = try casebase("retry", in: bases)
    #expect(try Program.run(["ingest", pile.path, "--casebase", base]).status == 0)
    let first = try picture(of: base)
    #expect(first.ledger.contains("\"part\":\"empty.txt\",\"outcome\":\"rejected\""))
    let retried = try Program.run(["ingest", "--retry-rejected", "--casebase", base])
    #expect(retried.status == 0, "\(retried.errors)")
    #expect(try picture(of: base) == first)
    #expect(try Program.run(["verify", "--casebase", base]).status == 0)
    let found = try Program.run(["search", "国家安全部 AND wrote path:mixed", "--json", "--casebase", base])
    #expect(found.objects.count == 1)

    // What was mended in the meantime is read.
    try pile.write("0/7.txt", "No longer empty.")
    #expect(try Program.run(["ingest", "--retry-rejected", "--casebase", base]).status == 0)
    let line = try Program.run(["ledger", "--json", "--casebase", base]).objects.first {
      $0["file"] as? String == "0/7.txt"
    }
    #expect(line?["outcome"] as? String == "read")
  }

  private struct Picture: Equatable {
    var ledger: String
    var statements: String
    var copies: String
  }

  private func picture(of base: String) throws -> Picture {
    let ledger = try Program.run(["ledger", "--json", "--stable", "--casebase", base])
    let statements = try Program.run(["export", "--stable", "--casebase", base])
    let copies = try Program.run(["copies", "--json", "--casebase", base])
    #expect(ledger.status == 0 && statements.status == 0 && copies.status == 0)
    return Picture(ledger: ledger.output, statements: statements.output, copies: copies.output)
  }

  private func casebase(_ name: String, in folder: TemporaryFolder) throws -> String {
    let path = folder.url.appendingPathComponent(name).path
    #expect(try Program.run(["init", path]).status == 0)
    return path
  }
}
