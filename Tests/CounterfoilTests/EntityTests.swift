import Foundation
import Testing

/// Accounts of entities in a casebase, with the real program.
@Suite(.serialized) struct `Account of an entity` {
  private static let body = """
    Dr. Anders Lovelund works for Eastwave Insight Consulting. On 2 March 2023 prosecutors charged Dr. Anders Lovelund with \
    espionage. The case has surprised colleagues at the institute, who describe him as a careful man who lives quietly near \
    the shore and mends his own boats in the winter. He is due in court in the spring, and his lawyers have said nothing so \
    far about what they will do there or whom they will call.
    """

  private func casebase(_ files: [String: String]) throws -> (folder: TemporaryFolder, path: String) {
    let (pile, folder) = (try TemporaryFolder(), try TemporaryFolder())
    for (name, text) in files { try pile.write(name, text) }
    let base = folder.url.appendingPathComponent("base").path
    #expect(try Program.run(["init", base]).status == 0)
    #expect(try Program.run(["ingest", pile.path, "--casebase", base]).status == 0)
    #expect(try Program.run(["resolve", "--casebase", base]).status == 0)
    return (folder, base)
  }

  /// Judges everybody of a name to be one, and gives the account.
  private func joined(_ name: String, _ base: String) throws -> [[String: Any]] {
    let bearers = Set(
      try Program.run(["export", "--format", "statements", "--casebase", base]).objects.filter {
        $0["prop"] as? String == "name" && $0["value"] as? String == name
      }.compactMap { $0["entity_id"] as? String }
    ).sorted()
    for other in bearers.dropFirst() {
      let judged = try Program.run([
        "judge", "same", bearers[0], other, "--reason", "test", "--casebase", base,
      ])
      #expect(judged.status == 0, "\(judged.errors)")
    }
    let result = try Program.run(["entity", name, "--json", "--casebase", base])
    #expect(result.status == 0, "\(result.errors)")
    return result.objects
  }

  private static let articles = [
    "gazette.md": "# A quiet man and his employer\n\nThe Harbour Gazette, 3 March 2023\n\n\(body)\n",
    "mirror.txt": "Northern Mirror, 4 March 2023\n\n\(body)\n\nReprinted with permission.\n",
    "radio.txt": """
    Radio North, 5 March 2023

    The payroll that this station has seen lists forty people. Dr. Anders Lovelund works for Eastwave Insight Consulting.
    """,
  ]

  private func link(_ account: [[String: Any]]) throws -> [String: Any] {
    try #require(account.first { $0["kind"] as? String == "link" && $0["type"] as? String == "employment" })
  }

  private func support(_ line: [String: Any], _ modality: String) -> [Int] {
    let counts = (line["support"] as? [[String: Any]])?.first { $0["modality"] as? String == modality }
    return [counts?["documents"] as? Int ?? -1, counts?["sources"] as? Int ?? -1]
  }

  @Test func `counts two copies and an independent one as three documents and two sources`() throws {
    let (folder, base) = try casebase(Self.articles)
    defer { withExtendedLifetime(folder) {} }
    let account = try joined("Anders Lovelund", base)
    #expect(support(try link(account), "asserted") == [3, 2])
    let page = try Program.run(["entity", "Anders Lovelund", "--casebase", base]).output
    #expect(page.contains("asserted  3 documents, 2 sources"), "\(page)")
  }

  @Test func `takes a passage that two documents quote, and the parts of one mail, for one source`() throws {
    let quoted = """
      "Dr. Anders Lovelund works for Eastwave Insight Consulting. We have known it since the autumn, and nobody at the \
      institute asked us about it before the letter came. We would have told them, had they asked. We keep a list of all who \
      are paid by us, and the list is open to whoever has a reason to read it."
      """
    func article(_ head: String, _ words: String) -> String {
      let rest = (1...60).map { "\(words) \($0 * 37)." }.joined(separator: " ")
      return [head, quoted, rest].joined(separator: "\n\n")
    }
    let mail = """
      From: Ola Nordmann <ola@example.org>
      To: Kari Nordmann <kari@example.org>
      Date: Mon, 6 Mar 2023 09:00:00 +0100
      Subject: Lists
      MIME-Version: 1.0
      Content-Type: multipart/mixed; boundary="b"

      --b
      Content-Type: text/plain; charset=utf-8

      I looked it up. Dr. Anders Lovelund works for Eastwave Insight Consulting.
      --b
      Content-Type: text/plain; charset=utf-8; name="note.txt"
      Content-Disposition: attachment; filename="note.txt"

      Note for the file, by another hand. Dr. Anders Lovelund works for Eastwave Insight Consulting.
      --b--
      """
    let (folder, base) = try casebase([
      "a.txt": article("What the boats carry", "Fishermen tell story number"),
      "b.txt": article("Money in the north", "Accountants add up column"), "c.eml": mail,
    ])
    defer { withExtendedLifetime(folder) {} }
    let copies = try Program.run(["copies", "--json", "--casebase", base]).objects
    #expect(copies.compactMap { $0["kind"] as? String } == ["quotation"])
    #expect(support(try link(try joined("Anders Lovelund", base)), "asserted") == [4, 2])
    #expect(try Program.run(["verify", "--casebase", base]).status == 0)
  }

  @Test func `shows with the charge what became of it, and who denies the link`() throws {
    var files = Self.articles
    files["court.txt"] = """
      Bergen Court Reporter, 9 October 2023

      On 8 October 2023 Dr. Anders Lovelund was acquitted of espionage.
      Eastwave Insight Consulting denied that Dr. Anders Lovelund works for Eastwave Insight Consulting.
      """
    let (folder, base) = try casebase(files)
    defer { withExtendedLifetime(folder) {} }
    let account = try joined("Anders Lovelund", base)
    let outcome = try #require(account.first { $0["kind"] as? String == "outcome" })
    let steps = try #require(outcome["steps"] as? [[String: Any]])
    #expect(steps.compactMap { $0["step"] as? String } == ["charged", "acquitted"])
    #expect(steps.compactMap { $0["date"] as? String } == ["2023-03-02", "2023-10-08"])
    let contradiction = try #require(account.first { $0["kind"] as? String == "contradiction" })
    let sides = try #require(contradiction["sides"] as? [[String: Any]])
    #expect(sides.compactMap { $0["answer"] as? String } == ["asserted", "denied"])
    let page = try Program.run(["entity", "Anders Lovelund", "--casebase", base]).output
    #expect(page.contains("what became of it: charged 2023-03-02; acquitted 2023-10-08"), "\(page)")
  }

  @Test
  func `marks what a correction withdraws, in the article and its copy, and leaves the independent one`()
    throws
  {
    var files = Self.articles
    files["correction.md"] = """
      # Correction

      1 November 2023

      On 3 March we published an article under the headline "A quiet man and his employer". We withdraw the article in full.
      """
    let (folder, base) = try casebase(files)
    defer { withExtendedLifetime(folder) {} }
    let line = try link(try joined("Anders Lovelund", base))
    #expect(support(line, "asserted") == [1, 1])
    let retracted = (line["sayings"] as? [[String: Any]] ?? []).filter {
      !(($0["retracted_by"] as? [Any])?.isEmpty ?? true)
    }.compactMap { $0["file"] as? String }
    #expect(retracted.sorted() == ["gazette.md", "mirror.txt"])
    let page = try Program.run(["entity", "Anders Lovelund", "--casebase", base]).output
    #expect(page.contains("retracted by correction.md, 2023-11-01"), "\(page)")
  }

  @Test func `marks what the paper itself says it takes back`() throws {
    var files = Self.articles
    files["later.txt"] = """
      Press review, 1 November 2023

      The Harbour Gazette retracted its report that Dr. Anders Lovelund works for Eastwave Insight Consulting.
      """
    let (folder, base) = try casebase(files)
    defer { withExtendedLifetime(folder) {} }
    let line = try link(try joined("Anders Lovelund", base))
    #expect(support(line, "asserted") == [1, 1])
    #expect(support(line, "retracted") == [1, 1])
  }

  @Test func `puts two dates of birth side by side that cannot both hold, and a year beside a day of it not`()
    throws
  {
    let born = { (date: String) in "Dr. Anders Lovelund, born \(date), works for Eastwave Insight Consulting."
    }
    let (folder, base) = try casebase([
      "a.txt": born("on 12 March 1962"), "b.txt": born("in March 1962"), "c.txt": born("on 3 May 1963"),
    ])
    defer { withExtendedLifetime(folder) {} }
    let account = try joined("Anders Lovelund", base)
    let contradictions = account.filter { $0["kind"] as? String == "contradiction" }
    #expect(contradictions.count == 1)
    #expect(contradictions.first?["about"] as? String == "birthDate")
    let sides = try #require(contradictions.first?["sides"] as? [[String: Any]])
    #expect(Set(sides.compactMap { $0["answer"] as? String }) == ["1962-03-12", "1962-03", "1963-05-03"])
  }

  @Test func `reads charge, acquittal, dates of birth and retraction in Chinese, in either script`() throws {
    let (folder, base) = try casebase([
      "a.txt": "海港报\n2023年3月3日\n\n李建国任职于上海东浪咨询有限公司。2023年3月2日，李建国被控间谍罪。李建国，1962年3月12日出生。",
      "b.txt": "北方电台\n2023年10月9日\n\n2023年10月8日，李建国被判无罪。李建國，1963年5月生。",
      "c.txt": "新闻综述\n2023年11月1日\n\n《海港报》撤回了关于李建国任职于上海东浪咨询有限公司的说法。",
    ])
    defer { withExtendedLifetime(folder) {} }
    let bearers = Set(
      try Program.run(["export", "--format", "statements", "--casebase", base]).objects.filter {
        $0["prop"] as? String == "name" && $0["value"] as? String == "李建國"
      }.compactMap { $0["entity_id"] as? String })
    let traditional = try #require(bearers.first)
    let simplified = try joined("李建国", base)
    let first = try #require(simplified.first?["entity_id"] as? String)
    #expect(
      try Program.run(["judge", "same", first, traditional, "--reason", "test", "--casebase", base]).status
        == 0)
    let account = try Program.run(["entity", "李建國", "--json", "--casebase", base]).objects
    let steps = account.first { $0["kind"] as? String == "outcome" }?["steps"] as? [[String: Any]]
    #expect(steps?.compactMap { $0["step"] as? String } == ["charged", "acquitted"])
    let contradictions = account.filter { $0["kind"] as? String == "contradiction" }
    #expect(contradictions.compactMap { $0["about"] as? String } == ["birthDate", "employment"])
    #expect(support(try link(account), "asserted") == [0, 0])
  }

  @Test func `names all who bear a name and takes none`() throws {
    let (folder, base) = try casebase(Self.articles)
    defer { withExtendedLifetime(folder) {} }
    let result = try Program.run(["entity", "Anders Lovelund", "--casebase", base])
    #expect(result.status == 70)
    #expect(result.output.isEmpty)
    #expect(result.errors.contains("several are called Anders Lovelund"))
    for file in ["gazette.md", "mirror.txt", "radio.txt"] { #expect(result.errors.contains(file)) }
  }

  @Test func `finds a name but for capitals, and says so; tells in words whom it does not know`() throws {
    let (folder, base) = try casebase(Self.articles)
    defer { withExtendedLifetime(folder) {} }
    let found = try Program.run(["entity", "EASTWAVE insight consulting", "--casebase", base])
    #expect(found.status == 0, "\(found.errors)")
    #expect(found.errors.contains("shown is Eastwave Insight Consulting"))
    for unknown in ["Nobody Atall", "person-x", ""] {
      let result = try Program.run(["entity", unknown, "--casebase", base])
      #expect(result.status == 70)
      #expect(result.errors.contains("nobody and nothing here is called"), "\(result.errors)")
    }
  }
}
