import Foundation
import Testing

/// `counterfoil resolve --records`, the real program on real files.
@Suite struct `Resolving records` {
  private static let people = """
    id,first_name,last_name,born,town
    1,Anneliese,Bergström,1962-03-15,Rostock
    2,Aneliese,Bergstrom,15.03.1962,Rostock
    3,Tomasz,Wiśniewski,1971-11-02,Gdańsk
    4,Wisniewski,Tomasz,1971-02-11,Gdansk
    5,Marguerite,Delacroix,1958-07-30,Lille

    """

  /// The five people above among three hundred others who come once or twice, so that there is something to learn from.
  private func table(_ folder: TemporaryFolder, _ name: String = "people.csv", delimiter: String = ",") throws
    -> String
  {
    var text = Self.people
    var random = SplitMix(seed: 11)
    let syllables = [
      "ba", "do", "fe", "gi", "ku", "la", "mo", "ne", "pi", "ra", "su", "ti", "vo", "we", "za",
    ]
    func word(_ count: Int) -> String {
      (0..<count).map { _ in syllables[random.below(syllables.count)] }.joined()
    }
    for number in 0..<300 {
      let (first, last, town) = (word(3), word(4), word(3))
      let born = "19\(30 + random.below(60))-0\(1 + random.below(9))-\(10 + random.below(18))"
      text += "x\(number),\(first),\(last),\(born),\(town)\n"
      if number % 2 == 0 { text += "y\(number),\(first),\(last.dropLast()),\(born),\(town)\n" }
    }
    try folder.write(
      name, text.split(separator: ",", omittingEmptySubsequences: false).joined(separator: delimiter))
    return folder.url.appendingPathComponent(name).path
  }

  @Test func `prints a cluster for each record, and the same for records of one person`() throws {
    let folder = try TemporaryFolder()
    let run = try Program.run(["resolve", "--records", try table(folder), "--json"])
    #expect(run.status == 0)
    let clusters = Dictionary(
      uniqueKeysWithValues: run.objects.map {
        ($0["unique_id"] as? String ?? "", $0["cluster"] as? String ?? "")
      })
    #expect(clusters.count == 455)
    #expect(clusters["1"] == clusters["2"])
    #expect(clusters["3"] == clusters["4"])
    #expect(Set(["1", "3", "5"].map { clusters[$0] }).count == 3)
    #expect((0..<300).filter { $0 % 2 == 0 }.allSatisfy { clusters["x\($0)"] == clusters["y\($0)"] })
    #expect(Set(run.objects.first?.keys.sorted() ?? []) == ["cluster", "unique_id"])
  }

  @Test func `explains two records by numbers that add up`() throws {
    let folder = try TemporaryFolder()
    let run = try Program.run(["resolve", "--records", try table(folder), "--explain", "3", "4", "--json"])
    let line = try #require(run.objects.first)
    let columns = try #require(line["columns"] as? [[String: Any]])
    let sum = columns.reduce(line["prior"] as? Double ?? 0) { $0 + ($1["weight"] as? Double ?? 0) }
    #expect(abs(sum - (line["weight"] as? Double ?? 0)) < 0.1)
    #expect(line["same"] as? Bool == true)
    #expect(columns.contains { $0["agreement"] as? String == "given name and surname exchanged" })
    let shown = try Program.run(["resolve", "--records", try table(folder), "--explain", "3", "4"])
    #expect(shown.output.contains("3 and 4 are taken for one"))
  }

  @Test func `links two files, of other forms and headings`() throws {
    let folder = try TemporaryFolder()
    let first = try table(folder)
    try folder.write(
      "other.jsonl",
      """
      {"id": 1, "surname": "Bergstroem", "vorname": "Anneliese", "dob": "1962-03-15", "city": "Rostock"}
      {"id": 2, "surname": "Nowak", "vorname": "Piotr", "dob": "1990-01-01", "city": "Poznan"}

      """)
    let other = folder.url.appendingPathComponent("other.jsonl").path
    let run = try Program.run(["resolve", "--records", first, other, "--link-only", "--json"])
    #expect(run.status == 0)
    let second = run.objects.filter { $0["file"] as? String == other }
    let cluster = run.objects.first { $0["unique_id"] as? String == "1" && $0["file"] as? String == first }?[
      "cluster"]
    #expect(second.count == 2)
    #expect(second.first { $0["unique_id"] as? String == "1" }?["cluster"] as? String == cluster as? String)
  }

  @Test func `says what is wrong with what was asked before it reads a row`() throws {
    let folder = try TemporaryFolder()
    let file = try table(folder)
    for (arguments, words) in [
      (["--map", "birth=date"], "no file has a column 'birth'"),
      (["--map", "born=day"], "'day' is no kind of column"),
      (["--id", "number"], "no file has a column 'number'"),
      (["--link-only"], "--link-only is for two files"),
      (["--explain", "1"], "--explain takes two ids"),
    ] {
      let run = try Program.run(["resolve", "--records", file] + arguments)
      #expect(run.status == 64)
      #expect(run.errors.contains(words), "\(run.errors)")
    }
    #expect(try Program.run(["resolve", "--json"]).status == 64)
    #expect(try Program.run(["resolve", "--records", folder.path + "/none.csv"]).status == 70)
    try folder.write("empty.csv", "")
    #expect(try Program.run(["resolve", "--records", folder.path + "/empty.csv"]).status == 70)
  }

  @Test func `tells of odd rows and goes on`() throws {
    let folder = try TemporaryFolder()
    try folder.write(
      "odd.csv", "id,name,born\n1,Wang Wei,circa 1962\n1,Wang Wei,1962-03-04,more\n2,,00/00/1970\n3\n")
    let run = try Program.run(["resolve", "--records", folder.path + "/odd.csv", "--json"])
    #expect(run.status == 0 && run.objects.count == 4)
    for words in ["an id that an earlier row has", "fewer cells", "more cells"] {
      #expect(run.errors.contains(words))
    }
  }

  @Test func `leaves out a column that looks like the answer`() throws {
    let folder = try TemporaryFolder()
    try folder.write("told.csv", "id,name,cluster\n1,Anna Berg,7\n2,Bo Lund,7\n")
    let run = try Program.run(["resolve", "--records", folder.path + "/told.csv", "--json"])
    #expect(run.errors.contains("column cluster is left out"))
    #expect(Set(run.objects.compactMap { $0["cluster"] as? String }).count == 2)
  }
}
