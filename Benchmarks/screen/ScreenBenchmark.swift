import CounterfoilAnalysis
import CounterfoilFormats
import CounterfoilModel
import Foundation

/// Names of a table, and of all documents, against lists; and the documents' entities resolved.
enum ScreenBenchmark {
  private struct Entry: Decodable {
    var id: String
    var names: [String]
  }

  private struct Question: Decodable {
    var q: String
    var target: String
    var dir: String
    var rom: String
  }

  static func run(_ report: Report) throws {
    guard let shared = Place.shared else { return report.line("no development data beside the checkout") }
    let names = shared.appendingPathComponent("eval/names/screen")
    let watched: [Entry] = try load(names.appendingPathComponent("watchlist.jsonl"))
    let questions: [Question] = try load(names.appendingPathComponent("queries.jsonl"))
    let tables = try KnowledgeLoader.resolution()
    let folder = Place.generated.appendingPathComponent("screen", isDirectory: true)
    try? FileManager.default.removeItem(at: folder)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let list = try ScreenedList(
      name: "watch",
      entries: watched.map { entry in
        ListEntry(
          id: entry.id, schema: "Person",
          values: entry.names.map { ListEntry.Value(property: "name", value: $0) })
      }, tables: tables, indexes: folder)
    recall(list, questions, tables, report)
    speed(list, watched, questions, tables, report)
    try documents(shared, watched, folder, report)
    try ResolutionScore.run(folder, report)
  }

  private static func load<Row: Decodable>(_ url: URL) throws -> [Row] {
    let decoder = JSONDecoder()
    return try String(contentsOf: url, encoding: .utf8).split(separator: "\n").map {
      try decoder.decode(Row.self, from: Data($0.utf8))
    }
  }

  private static func profile(_ name: String, _ tables: ResolutionTables) -> EntityProfile {
    EntityProfile(id: EntityID("asked"), schema: "Person", values: [("name", name, nil)], tables: tables)
  }

  private static func recall(
    _ list: ScreenedList, _ questions: [Question], _ tables: ResolutionTables, _ report: Report
  ) {
    let screener = Screener([list], tables: tables)
    var found: [String: (asked: Int, first: Int, ten: Int)] = [:]
    for question in questions {
      let entries = screener.screen(profile(question.q, tables)).matches.map(\.entry)
      let group = question.rom == "dialect" ? "dialect spellings" : "\(question.rom), \(question.dir)"
      found[group, default: (0, 0, 0)].asked += 1
      if entries.first == question.target { found[group, default: (0, 0, 0)].first += 1 }
      if entries.contains(question.target) { found[group, default: (0, 0, 0)].ten += 1 }
    }
    for (group, counts) in found.sorted(by: { $0.key < $1.key }) {
      report.line(
        String(
          format: "screening %@, %d: recall@1 %.3f, recall@10 %.3f", group, counts.asked,
          Double(counts.first) / Double(counts.asked), Double(counts.ten) / Double(counts.asked)))
    }
  }

  /// Every name asked once: what is found of a name is kept.
  private static func speed(
    _ list: ScreenedList, _ watched: [Entry], _ questions: [Question], _ tables: ResolutionTables,
    _ report: Report
  ) {
    let others = stride(from: 0, to: watched.count, by: 9).map { watched[$0].names[0] }
    let asked = Array(Set(questions.map(\.q) + others)).sorted().map { profile($0, tables) }
    let lanes = ProcessInfo.processInfo.activeProcessorCount
    let rates = (0..<3).map { _ in
      Double(asked.count)
        / seconds {
          DispatchQueue.concurrentPerform(iterations: lanes) { lane in
            let screener = Screener([list], tables: tables)
            for index in stride(from: lane, to: asked.count, by: lanes) { _ = screener.screen(asked[index]) }
          }
        }
    }
    report.figure(
      "\(asked.count) people against \(list.count) names, \(lanes) cores", rates,
      unit: "a second  [at least 5,000]",
      digits: 0)
  }

  /// The development documents, from files to answers, as a user would.
  private static func documents(_ shared: URL, _ watched: [Entry], _ folder: URL, _ report: Report) throws {
    let base = folder.appendingPathComponent("base").path
    let names = folder.appendingPathComponent("watch.jsonl")
    let lines = try watched.map { entry in
      let object: [String: Any] = ["id": entry.id, "schema": "Person", "properties": ["name": entry.names]]
      return String(decoding: try JSONSerialization.data(withJSONObject: object), as: UTF8.self)
    }
    try lines.joined(separator: "\n").write(to: names, atomically: true, encoding: .utf8)
    let lists = shared.appendingPathComponent("eval/lists")
    func run(_ arguments: [String]) throws -> Double {
      try Command.run(Place.program, arguments + ["--casebase", base])
    }
    try Command.run(Place.program, ["init", base])
    _ = try run(["ingest", shared.appendingPathComponent("eval/cases").path])
    report.figure(
      "resolve the development documents' people and organisations", [try run(["resolve"])], unit: "s")
    _ = try run(["lists", "import", "watch", names.path, "--format", "ftm"])
    var named = ["watch"]
    for (name, path) in [
      ("ofac", ["us/ofac_sdn_2021-07.csv", "us/ofac_alt_2021-07.csv", "us/ofac_add_2021-07.csv"]),
      ("un", ["un/UN_consolidated_2026-02-27.xml"]),
      ("universities", ["universities/aspi_china_defence_universities_misp.json"]),
      ("dod", ["test-only/dod_1260H_2026-08.csv"]),
    ] {
      _ = try run(["lists", "import", name] + path.map { lists.appendingPathComponent($0).path })
      named.append(name)
    }
    _ = try run(["case", "new", "--title", "Bench", "--purpose", "measuring", "--basis", "none"])
    let year = Calendar(identifier: .gregorian).component(.year, from: Date())
    let files = try FileManager.default.contentsOfDirectory(
      atPath: shared.appendingPathComponent("eval/cases").path)
    let count = Double(files.count { $0.hasSuffix(".txt") || $0.hasSuffix(".pdf") })
    for lists in [["watch"], named] {
      // Once to make the indexes of the lists.
      let arguments =
        ["screen", "--documents", "--case", "C-\(year)-001"] + lists.flatMap { ["--list", $0] }
      _ = try run(arguments)
      report.figure(
        "all \(Int(count)) documents against \(lists.joined(separator: ", ")), a document",
        try (0..<3).map { _ in try run(arguments) / count * 1000 }, unit: "ms  [at most 20]")
    }
  }
}
