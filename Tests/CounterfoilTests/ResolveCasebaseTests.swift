import Foundation
import Testing

/// Resolution, judgements and reviews in a casebase, with the real program.
@Suite(.serialized) struct `Resolving a casebase` {
  private func casebase() throws -> (folder: TemporaryFolder, path: String) {
    let (pile, folder) = (try TemporaryFolder(), try TemporaryFolder())
    try pile.write(
      "a.txt",
      "Eastwave Insight (Shanghai) Consulting Co., Ltd. paid Mr. Walter Hollis <w.hollis@storvag.example>.")
    try pile.write(
      "b.txt",
      "A letter from Mr. Walter Hollis <w.hollis@storvag.example> to Eastwave Insight (Shanghai) Consulting Co., Ltd. was found."
    )
    try pile.write("c.txt", "Dr. Anna Keller met Mr. Walter Hollis in Bergen.")
    let base = folder.url.appendingPathComponent("base").path
    #expect(try Program.run(["init", base]).status == 0)
    #expect(try Program.run(["ingest", pile.path, "--casebase", base]).status == 0)
    return (folder, base)
  }

  private func run(_ arguments: [String], _ base: String, input: String? = nil) throws -> Program.Outcome {
    let result = try Program.run(arguments + ["--casebase", base], input: input)
    #expect(result.status == 0, "\(arguments): \(result.errors)")
    return result
  }

  private func export(_ base: String) throws -> String {
    try run(["export", "--format", "statements", "--stable"], base).output
  }

  /// The entities that a name is given to.
  private func bearers(of name: String, _ base: String) throws -> Set<String> {
    Set(
      try run(["export", "--format", "statements"], base).objects.filter {
        $0["prop"] as? String == "name" && $0["value"] as? String == name
      }.compactMap { $0["entity_id"] as? String })
  }

  @Test func `joins an organisation of one name, leaves people to review, and twice is once`() throws {
    let (folder, base) = try casebase()
    defer { withExtendedLifetime(folder) {} }
    _ = try run(["resolve"], base)
    #expect(try bearers(of: "Eastwave Insight (Shanghai) Consulting Co., Ltd.", base).count == 1)
    #expect(try bearers(of: "Walter Hollis", base).count == 3)
    let (once, judgements) = (try export(base), try run(["judge", "list", "--json"], base).output)
    _ = try run(["resolve"], base)
    #expect(try export(base) == once)
    #expect(try run(["judge", "list", "--json"], base).output == judgements)
    #expect(try Program.run(["verify", "--casebase", base]).status == 0)
  }

  @Test func `undoes and redoes a review's answers, one and many, to the byte`() throws {
    let (folder, base) = try casebase()
    defer { withExtendedLifetime(folder) {} }
    _ = try run(["resolve"], base)
    let before = try export(base)
    let queue = try run(["review", "--json"], base).objects
    #expect(queue.contains { ($0["identifiers"] as? [String]) == ["contact"] })
    _ = try run(["review"], base, input: "s\ns\ns\n")
    let after = try export(base)
    #expect(try bearers(of: "Walter Hollis", base).count == 1)
    #expect(after != before)
    #expect(try run(["review", "--json"], base).objects.isEmpty)

    let made = try run(["judge", "list", "--json"], base).objects.filter { $0["basis"] is NSNull }
    let batches = Set(made.compactMap { $0["batch"] as? String })
    var undoings: [String] = []
    for batch in batches.sorted() {
      undoings += try run(["judge", "undo", batch], base).output.split(separator: "\n").map(String.init)
    }
    #expect(try export(base) == before)
    for undoing in undoings { _ = try run(["judge", "undo", undoing], base) }
    #expect(try export(base) == after)
  }

  @Test func `does not join again what somebody took apart`() throws {
    let (folder, base) = try casebase()
    defer { withExtendedLifetime(folder) {} }
    _ = try run(["resolve"], base)
    let name = "Eastwave Insight (Shanghai) Consulting Co., Ltd."
    let joined = try #require(
      try run(["judge", "list", "--json"], base).objects.first { $0["basis"] as? String == "sameName" })
    _ = try run(
      ["judge", "undo", try #require(joined["judgement"] as? String), "--reason", "two firms"], base)
    #expect(try bearers(of: name, base).count == 2)
    _ = try run(["resolve"], base)
    #expect(try bearers(of: name, base).count == 2)
  }

  @Test func `lets a person's word stand against the program's`() throws {
    let (folder, base) = try casebase()
    defer { withExtendedLifetime(folder) {} }
    _ = try run(["resolve"], base)
    let joined = try #require(
      try run(["judge", "list", "--json"], base).objects.first { $0["basis"] as? String == "sameName" })
    let (left, right) = (
      try #require(joined["left"] as? String), try #require(joined["right"] as? String)
    )
    _ = try run(["judge", "different", left, right, "--reason", "two firms"], base)
    #expect(try bearers(of: "Eastwave Insight (Shanghai) Consulting Co., Ltd.", base).count == 2)
  }

  @Test func `tells in words what cannot be judged`() throws {
    let (folder, base) = try casebase()
    defer { withExtendedLifetime(folder) {} }
    for (arguments, words) in [
      (["judge", "same", "person-x", "person-y", "--reason", "r"], "no statement is about"),
      (["judge", "undo", "judgement-x"], "there is no judgement"),
      (["judge", "same", "a", "a", "--reason", "r"], "against itself"),
    ] {
      let result = try Program.run(arguments + ["--casebase", base])
      #expect(result.status == 70)
      #expect(result.errors.contains(words), "\(result.errors)")
    }
  }
}
