import Foundation
import Testing

/// Cases, lists and screening, with the real program.
@Suite(.serialized) struct `Screening` {
  private func casebase() throws -> (folder: TemporaryFolder, path: String) {
    let folder = try TemporaryFolder()
    let base = folder.url.appendingPathComponent("base").path
    #expect(try Program.run(["init", base]).status == 0)
    return (folder, base)
  }

  private func run(_ arguments: [String], _ base: String) throws -> Program.Outcome {
    try Program.run(arguments + ["--casebase", base])
  }

  private static let list =
    "id,type,name,date of birth,nationality\n7,person,徐延军,1980-03-12,cn\n8,person,Wang Wei,1975,cn\n9,organization,Lanfeng Network Technology Co. Ltd.,,cn\n"

  private func importList(_ folder: TemporaryFolder, _ base: String, _ text: String = list) throws
    -> Program.Outcome
  {
    try folder.write("list.csv", text)
    return try run(["lists", "import", "watch", folder.url.appendingPathComponent("list.csv").path], base)
  }

  private func openCase(_ base: String) throws -> String {
    let opened = try run(
      ["case", "new", "--title", "Visit", "--purpose", "visitors", "--basis", "act 12", "--json"], base)
    return try #require(opened.objects.first?["case"] as? String)
  }

  @Test func `needs a case for people, tells the chance hits first, and answers each row`() throws {
    let (folder, base) = try casebase()
    #expect(try importList(folder, base).status == 0)
    try folder.write(
      "names.csv",
      "name,date of birth,type\nXu Yanjun,1980-03-12,person\n王伟,,person\n澜锋网络技术有限公司,,organization\nNobody Such,,person\n"
    )
    let names = folder.url.appendingPathComponent("names.csv").path
    let without = try run(["screen", names, "--list", "watch", "--json"], base)
    #expect(without.status == 70)
    #expect(without.errors.contains("people are screened in a case"))

    let file = try openCase(base)
    let result = try run(["screen", names, "--list", "watch", "--case", file, "--json"], base)
    #expect(result.status == 0, "\(result.errors)")
    #expect(result.errors.contains("By chance alone"))
    #expect(
      result.objects.map { $0["result"] as? String } == ["hit", "same name not identified", "hit", "no hit"])
    let match = try #require((result.objects.first?["matches"] as? [[String: Any]])?.first)
    #expect(
      Set(match.keys).isSuperset(of: ["list", "id", "name", "weight", "identifiers", "sharers", "reason"]))
    #expect(match["id"] as? String == "7")
    #expect(match["identifiers"] as? [String] == ["birth"])
    #expect(try run(["verify"], base).status == 0)
  }

  @Test func `says what a new version of a list changes, and keeps the old one where it cannot be read`()
    throws
  {
    let (folder, base) = try casebase()
    #expect(try importList(folder, base).errors.contains("3 new, 0 changed, 0 gone"))
    #expect(try importList(folder, base).errors.contains("nothing has changed"))
    let newer = "id,type,name,date of birth,nationality\n7,person,徐延军,1980-03-13,cn\n10,person,Li Na,,\n"
    #expect(try importList(folder, base, newer).errors.contains("1 new, 1 changed, 2 gone"))
    let broken = try importList(folder, base, "id,type,name\n")
    #expect(broken.status == 70)
    #expect(try run(["lists", "show", "--json"], base).objects.first?["entries"] as? Int == 2)
  }

  @Test func `shows what no scorer may read only when asked`() throws {
    let (folder, base) = try casebase()
    #expect(try importList(folder, base).status == 0)
    let shown = try run(["lists", "show", "watch", "7"], base)
    #expect(shown.output.contains("徐延军") && !shown.output.contains("nationality"))
    #expect(try run(["lists", "show", "watch", "7", "--quarantined"], base).output.contains("nationality"))
  }

  @Test(
    arguments: [
      (["--title", "", "--purpose", "p", "--basis", "b"], "needs a title"),
      (["--title", "t", "--purpose", " ", "--basis", "b"], "needs a purpose"),
      (["--title", "t", "--purpose", "p", "--basis", "b", "--review", "soon"], "is no day"),
      (
        ["--title", "t", "--purpose", "p", "--basis", "b", "--review", "2020-01-01"],
        "not between tomorrow and"
      ),
      (
        ["--title", "t", "--purpose", "p", "--basis", "b", "--review", "2999-01-01"],
        "not between tomorrow and"
      ),
    ] as [([String], String)])
  func `opens no case without purpose, ground and a day of review`(arguments: [String], words: String) throws
  {
    let (folder, base) = try casebase()
    defer { withExtendedLifetime(folder) {} }
    let result = try run(["case", "new"] + arguments, base)
    #expect(result.status == 70)
    #expect(result.errors.contains(words), "\(result.errors)")
  }

  @Test func `names the lists and cases there are when one is meant that is not`() throws {
    let (folder, base) = try casebase()
    #expect(try importList(folder, base).status == 0)
    try folder.write("names.csv", "name\nXu Yanjun\n")
    let names = folder.url.appendingPathComponent("names.csv").path
    let file = try openCase(base)
    #expect(
      try run(["screen", names, "--list", "wach", "--case", file], base).errors.contains("there are watch"))
    #expect(
      try run(["screen", names, "--list", "watch", "--case", "C-1"], base).errors.contains(
        "there is no case C-1"))
  }

  @Test func `refuses a list that is no text, and an alert that cannot be asked`() throws {
    let (folder, base) = try casebase()
    try folder.write("noise.csv", [UInt8]("id,name\n".utf8) + (0..<200).map { UInt8($0 * 7 % 256) } + [0, 0])
    let noise = try run(
      ["lists", "import", "noise", folder.url.appendingPathComponent("noise.csv").path], base)
    #expect(noise.status == 70)
    #expect(noise.errors.contains("is no text"), "\(noise.errors)")
    #expect(try run(["lists", "show", "--json"], base).objects.isEmpty)
    let alert = try run(["alerts", "add", "a", "--search", "\"open"], base)
    #expect(alert.status == 70)
    #expect(try run(["alerts", "list"], base).output.isEmpty)
  }

  @Test func `tells what is new once`() throws {
    let (folder, base) = try casebase()
    let pile = try TemporaryFolder()
    try pile.write("a.txt", "Huawei Technologies Co., Ltd. wrote to Mr. Walter Hollis.")
    #expect(try run(["ingest", pile.path], base).status == 0)
    #expect(try importList(folder, base, "id,type,name\n1,organization,Huawei Technologies\n").status == 0)
    let file = try openCase(base)
    #expect(try run(["alerts", "add", "screen", "--list", "watch", "--case", file], base).status == 0)
    #expect(try run(["alerts", "add", "letters", "--search", "wrote"], base).status == 0)
    let first = try run(["alerts", "--json"], base).objects
    #expect(Set(first.compactMap { $0["alert"] as? String }) == ["letters", "screen"])
    #expect(try run(["alerts", "--json"], base).objects.isEmpty)
    try pile.write("b.txt", "He wrote again.")
    #expect(try run(["ingest", pile.path], base).status == 0)
    #expect(try run(["alerts", "--json"], base).objects.map { $0["file"] as? String } == ["b.txt"])
  }
}
