import Counterfoil
import CounterfoilAnalysis
import CounterfoilFormats
import CounterfoilModel
import Foundation

/// How often tradecraft is seen where there is none, how often it is found in other words, and how fast packs are matched.
enum AssessBenchmark {
  static func run(_ report: Report) throws {
    let packs = try TradecraftPacks()
    let check = try ApproachCheck(packs: packs)
    report.line(
      "\(packs.tables.indicators.count) indicators, \(packs.tables.indicators.reduce(0) { $0 + $1.forms.count }) forms"
    )
    let cases = try collections(check, report)
    try labels(check, report)
    try mails(check, report)
    try paraphrases(packs, report)
    if !cases.isEmpty { speed(packs.tables, cases, report) }
  }

  // MARK: where there is none

  /// Documents of each kind that raise a lead; returns their texts.
  private static func collections(_ check: ApproachCheck, _ report: Report) throws -> [String] {
    guard let folder = Place.shared?.appendingPathComponent("eval/cases"),
      let index = try? String(contentsOf: folder.appendingPathComponent("index.jsonl"), encoding: .utf8)
    else {
      report.line("skipped the collections: they are not here")
      return []
    }
    var all: [String: (documents: Int, leads: Int)] = [:]
    var texts: [String] = []
    for line in index.split(separator: "\n") {
      guard let entry = try? JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any],
        let kind = entry["kind"] as? String, let name = entry["file"] as? String,
        let language = (entry["language"] as? String)?.prefix(2),
        let text = try? String(contentsOf: folder.appendingPathComponent(name), encoding: .utf8)
      else { continue }
      texts.append(text)
      let result = try check.result(
        TextLayer(kind: .text, text: text), place: DocumentPlace(file: name), language: "en")
      all["\(kind), \(language)", default: (0, 0)].documents += 1
      if !result.leads.isEmpty { all["\(kind), \(language)", default: (0, 0)].leads += 1 }
    }
    for (kind, count) in all.sorted(by: { $0.key < $1.key }) {
      let limit = ["control": " (at most 1)", "law": " (none)", "news": " (at most 1)"][
        String(kind.prefix { $0 != "," })]
      report.line("\(kind): \(count.leads) of \(count.documents) documents raise a lead\(limit ?? "")")
    }
    return texts
  }

  private static func mails(_ check: ApproachCheck, _ report: Report) throws {
    guard let folder = Place.shared?.appendingPathComponent("eval/behaviour/spamassassin") else {
      report.line("skipped the mails: they are not here")
      return
    }
    let loose = LooseFiles(executable: Place.program, ocr: false)
    var (mails, raised) = (0, 0)
    var reasons: [String: Int] = [:]
    for name in ["spam-1", "spam-2", "hard-ham-1"] {
      let files =
        (try? FileManager.default.contentsOfDirectory(atPath: folder.appendingPathComponent(name).path)) ?? []
      for file in files.sorted() {
        let path = folder.appendingPathComponent("\(name)/\(file)").path
        mails += 1
        var lead: Assessment?
        try loose.read(path) { place, result in
          guard lead == nil, case .success(let reading) = result, let layer = reading.layer else { return }
          let checked = try check.result(layer, metadata: reading.metadata, place: place, language: "en")
          lead = checked.leads.first { $0.pattern == "recruitment" }
        }
        guard let lead else { continue }
        raised += 1
        for item in lead.evidence { reasons[item.hit.indicator, default: 0] += 1 }
      }
    }
    guard mails > 0 else { return }
    report.line(
      String(
        format: "spam and hard ham: %d of %d mails, %.2f %%, raised as recruitment (at most 0.5 %%): %@",
        raised, mails,
        100 * Double(raised) / Double(mails),
        reasons.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map { "\($0.key) \($0.value)" }.joined(
          separator: ", ")))
  }

  // MARK: against labels

  /// Decibans of evidence for which a pattern counts as seen in a document.
  private static let seen = 3.0

  /// Patterns seen in whole documents against what a reader saw: `Tests/Fixtures/assess/labels.jsonl`.
  private static func labels(_ check: ApproachCheck, _ report: Report) throws {
    struct Label: Decodable {
      var collection, file: String
      var patterns: [String]
    }
    let file = Place.root.appendingPathComponent("Tests/Fixtures/assess/labels.jsonl")
    let lines = (try? String(contentsOf: file, encoding: .utf8))?.split(separator: "\n") ?? []
    let errors = Int(ProcessInfo.processInfo.environment["BENCH_ERRORS"] ?? "") ?? 0
    for (name, isSeen) in [
      ("leads", { (assessment: Assessment) in assessment.isLead }),
      ("seen with \(Int(seen)) dB", { $0.evidence.reduce(0) { $0 + $1.weight } >= seen }),
    ] {
      var counts: [String: (right: Int, wrong: Int, missed: Int)] = [:]
      var documents = 0
      for line in lines {
        let label = try JSONDecoder().decode(Label.self, from: Data(line.utf8))
        let folder =
          label.collection == "cases"
          ? Place.shared?.appendingPathComponent("eval/cases")
          : Place.root.appendingPathComponent("Examples/sources")
        guard let path = folder?.appendingPathComponent(label.file),
          let text = try? String(contentsOf: path, encoding: .utf8)
        else { continue }
        documents += 1
        let result = try check.result(
          TextLayer(kind: .text, text: text), place: DocumentPlace(file: label.file), language: "en")
        let found = Set(result.all.filter(isSeen).map(\.pattern))
        for pattern in found.union(label.patterns) {
          switch (found.contains(pattern), label.patterns.contains(pattern)) {
          case (true, true): counts[pattern, default: (0, 0, 0)].right += 1
          case (true, false): counts[pattern, default: (0, 0, 0)].wrong += 1
          default: counts[pattern, default: (0, 0, 0)].missed += 1
          }
        }
        if errors > 0, found != Set(label.patterns) {
          print("  \(label.file): wanted \(label.patterns.sorted()), found \(found.sorted())")
          for assessment in result.all {
            for item in assessment.evidence.prefix(errors) {
              print(
                "    \(item.hit.indicator) \(item.weight) “\(item.hit.quote.prefix(100))” by \(item.hit.form.prefix(120))"
              )
            }
          }
        }
      }
      guard documents > 0 else { return report.line("skipped the labels: no text is here") }
      counts["all"] = counts.values.reduce((0, 0, 0)) { ($0.0 + $1.right, $0.1 + $1.wrong, $0.2 + $1.missed) }
      report.line("labels, \(documents) documents, \(name) (recall at least 0.8, precision 0.85):")
      for (pattern, count) in counts.sorted(by: { $0.key < $1.key }) {
        report.line(
          String(
            format: "  %@: recall %.2f, precision %.2f, n = %d", pattern,
            Double(count.right) / Double(max(1, count.right + count.missed)),
            Double(count.right) / Double(max(1, count.right + count.wrong)), count.right + count.missed))
      }
    }
  }

  // MARK: in other words

  private static func paraphrases(_ packs: TradecraftPacks, _ report: Report) throws {
    let file = Place.root.appendingPathComponent("Tests/Fixtures/assess/paraphrases.jsonl")
    guard let lines = try? String(contentsOf: file, encoding: .utf8) else {
      report.line("skipped the paraphrases: nobody has written them yet")
      return
    }
    var counts: [String: (found: Int, all: Int, wrong: Int, benign: Int)] = [:]
    for line in lines.split(separator: "\n") {
      guard let entry = try? JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: String],
        let id = entry["indicator"], let language = entry["lang"], let text = entry["text"],
        let kind = entry["kind"]
      else { continue }
      let isFound = packs.indicatorsTold(in: text).contains(id)
      for key in [String(language.prefix(2)), "all"] {
        if kind == "behaviour" {
          counts[key, default: (0, 0, 0, 0)].all += 1
          if isFound { counts[key, default: (0, 0, 0, 0)].found += 1 }
        } else {
          counts[key, default: (0, 0, 0, 0)].benign += 1
          if isFound { counts[key, default: (0, 0, 0, 0)].wrong += 1 }
        }
      }
    }
    for (language, count) in counts.sorted(by: { $0.key < $1.key }) {
      report.line(
        String(
          format:
            "paraphrases, %@: recall %.3f (at least 0.75; %d of %d), precision %.3f (at least 0.95; %d of %d benign ones found)",
          language, Double(count.found) / Double(max(1, count.all)), count.found, count.all,
          Double(count.found) / Double(max(1, count.found + count.wrong)), count.wrong, count.benign))
    }
  }

  // MARK: speed

  private static func speed(_ tables: TradecraftTables, _ texts: [String], _ report: Report) {
    let bytes = texts.reduce(0) { $0 + $1.utf8.count }
    var more = tables
    for copy in 1...9 {
      more.indicators += tables.indicators.map { indicator in
        var indicator = indicator
        indicator.id += "-\(copy)"
        return indicator
      }
    }
    var rates: [String: [Double]] = [:]
    for (name, tables) in [("packs as they are", tables), ("ten times the indicators", more)] {
      let finder = IndicatorFinder(tables: tables)
      for _ in 0..<5 {
        let time = seconds { for text in texts { _ = finder.hits(in: text) } }
        rates[name, default: []].append(Double(bytes) / time / 1e6)
      }
      report.figure("matching, \(name), one core", rates[name] ?? [], unit: "MB/s (at least 20)")
    }
    let count = seconds { for text in texts { _ = text.utf8.reduce(into: 0) { $0 &+= Int($1) } } }
    report.line(
      String(format: "limit: adding up the bytes of the same texts, %.0f MB/s", Double(bytes) / count / 1e6))
    if let one = rates["packs as they are"]?.sorted()[2],
      let ten = rates["ten times the indicators"]?.sorted()[2]
    {
      report.line(String(format: "ten times the indicators take %.2f times as long (at most 2)", one / ten))
    }
  }
}
