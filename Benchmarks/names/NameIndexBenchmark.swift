import CounterfoilText
import Foundation

/// One name among many: recall on the screening set, namesakes of common names, and an index of a million.
enum NameIndexBenchmark {
  private struct Entry: Decodable {
    var id: String
    var names: [String]
  }

  private struct Question: Decodable {
    var id: String
    var q: String
    var target: String
    var dir: String
    var rom: String
  }

  private struct Person: Decodable {
    var id: Int
    var han: String
    var latin: String
  }

  private struct Asked: Decodable {
    var q: String
    var kind: String
  }

  static func run(_ matcher: NameMatcher, _ report: Report) throws {
    guard let names = Place.shared?.appendingPathComponent("eval/names") else { return }
    let entries: [Entry] = try load(names.appendingPathComponent("screen/watchlist.jsonl"))
    let questions: [Question] = try load(names.appendingPathComponent("screen/queries.jsonl"))
    let people: [Person] = try load(names.appendingPathComponent("common/population.jsonl"))
    let asked: [Asked] = try load(names.appendingPathComponent("common/queries.jsonl"))
    try screening(entries, questions, report)
    namesakes(people, asked, matcher, report)
    try million(entries, people, questions, report)
  }

  private static func load<Row: Decodable>(_ url: URL) throws -> [Row] {
    let decoder = JSONDecoder()
    return try String(contentsOf: url, encoding: .utf8).split(separator: "\n").map {
      try decoder.decode(Row.self, from: Data($0.utf8))
    }
  }

  private static func build(_ rows: [(String, String)], at url: URL) throws {
    var builder = NameIndexBuilder()
    for (id, name) in rows { builder.add(id: id, name: name) }
    try builder.append(to: url, replacing: true)
  }

  private static func screening(_ entries: [Entry], _ questions: [Question], _ report: Report) throws {
    let url = Place.generated.appendingPathComponent("screen.names")
    try build(entries.flatMap { entry in entry.names.map { (entry.id, $0) } }, at: url)
    let query = NameIndexQuery(try NameIndex(contentsOf: url))
    var found: [String: (asked: Int, first: Int, ten: Int)] = [:]
    for question in questions {
      let hits = query.search(question.q, top: 10, least: -30)
      let group = question.rom == "dialect" ? "dialect spellings" : "\(question.rom), \(question.dir)"
      found[group, default: (0, 0, 0)].asked += 1
      if hits.first?.id == question.target { found[group, default: (0, 0, 0)].first += 1 }
      if hits.contains(where: { $0.id == question.target }) { found[group, default: (0, 0, 0)].ten += 1 }
    }
    for (group, counts) in found.sorted(by: { $0.key < $1.key }) {
      report.line(
        String(
          format: "screening %@, %d: recall@1 %.3f, recall@10 %.3f", group, counts.asked,
          Double(counts.first) / Double(counts.asked), Double(counts.ten) / Double(counts.asked)))
    }
  }

  /// How many of 100,000 people a common name flags: exact namesakes apart from other names.
  private static func namesakes(
    _ people: [Person], _ asked: [Asked], _ matcher: NameMatcher, _ report: Report
  ) {
    let common = asked.filter { $0.kind == "common" }.prefix(20)
    let sample = people.prefix(20_000)
    for (form, name) in [("characters", \Person.han), ("pinyin", \Person.latin)] {
      let prepared = sample.map { matcher.analyse($0[keyPath: name]) }
      var (same, different) = (0, 0)
      for question in common {
        let query = matcher.analyse(question.q)
        for (person, candidate) in zip(sample, prepared) where matcher.weigh(query, candidate) >= 10 {
          if person.latin == question.q { same += 1 } else { different += 1 }
        }
      }
      let scale = 100_000 / Double(sample.count) / Double(common.count)
      report.line(
        String(
          format:
            "common names against people in %@, per 100,000 at +10 dB: same name %.0f, different name %.1f  [at most 2]",
          form, Double(same) * scale, Double(different) * scale))
    }
  }

  /// A million mixed names: those of the two lists, and words of theirs put together anew (seed 53).
  private static func million(
    _ entries: [Entry], _ people: [Person], _ questions: [Question], _ report: Report
  ) throws {
    var random = SplitMix(seed: 53)
    var rows = entries.flatMap { entry in entry.names.map { (entry.id, $0) } }
    rows += people.map { ("han-\($0.id)", $0.han) } + people.map { ("latin-\($0.id)", $0.latin) }
    let words = entries.compactMap { entry -> (String, String)? in
      let parts = entry.names[0].split(separator: " ")
      guard parts.count > 1, let first = parts.first, let last = parts.last else { return nil }
      return (String(first), String(last))
    }
    while rows.count < 1_000_000 {
      let one = words[Int(random.next() % UInt64(words.count))]
      let other = words[Int(random.next() % UInt64(words.count))]
      rows.append(("made-\(rows.count)", "\(one.0) \(other.1)"))
    }
    let url = Place.generated.appendingPathComponent("million.names")
    report.figure(
      "index of 1 million names, build", [try seconds { try build(rows, at: url) }], unit: "s  [at most 15]")
    var index: NameIndex?
    report.figure(
      "  open", [try seconds { index = try NameIndex(contentsOf: url) } * 1000], unit: "ms  [at most 10]",
      digits: 2)
    guard let index else { return }
    report.line("  bytes a name: \(index.bytes / index.count)  [at most 200]")
    let query = NameIndexQuery(index)
    for question in questions.prefix(100) { _ = query.search(question.q) }
    let times = questions.map { question in seconds { _ = query.search(question.q) } * 1000 }.sorted()
    report.line(
      String(
        format: "  a query: p50 %.2f ms, p95 %.2f ms  [at most 0.3 and 2]", times[times.count / 2],
        times[times.count * 95 / 100]))
  }
}
