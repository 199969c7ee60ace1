import Counterfoil
import CounterfoilFormats
import CounterfoilModel
import Foundation
import RelationScoring

/// Links and events against those that a reader labelled, and how fast they are read.
///
/// Labels: `Tests/Fixtures/relations`. `BENCH_ERRORS` is how many mistakes of each part are printed, 30 if it
/// is not set; they are not kept, since their words are the documents'. `BENCH_PART` is how the names of the
/// parts to run begin, such as `pairs`, `pairs, English` or `speed`.
enum RelationBenchmark {
  private static let wanted = ProcessInfo.processInfo.environment["BENCH_PART"] ?? ""

  static func run(_ report: Report) throws {
    let tables = try KnowledgeLoader.relations()
    let reader = Reader(
      pipeline: Pipeline(lexicon: try KnowledgeLoader.lexicon(), relations: tables), kinds: tables.kinds)
    DocumentReaders.prepare()
    let pairs = try documents("pairs")
    let gold = try documents("gold")
    for name in gold.missing {
      report.line("skipped \(name): its text is not here, cannot be read, or is another")
    }
    var parity: [String: RelationScore] = [:]
    for language in ["en", "zh"] {
      let part = pairs.found.filter { $0.document.language == language }
      parity[language] = reader.show("pairs, \(words(language))", part, report)
    }
    if let english = parity["en"], let chinese = parity["zh"], english.all.labelled * chinese.all.labelled > 0
    {
      report.line("")
      for (name, figure) in [
        ("links and events", \RelationScore.all.f1), ("links", \.links.f1), ("events", \.events.f1),
        ("partial links", \.partialLinks.f1), ("partial events", \.partialEvents.f1),
      ] {
        report.line(
          String(
            format: "parity of \(name): F1 English %.3f, Chinese %.3f, apart %.1f points (at most 5)",
            english[keyPath: figure], chinese[keyPath: figure],
            100 * abs(english[keyPath: figure] - chinese[keyPath: figure])))
      }
    }
    let (real, example) = (gold.found.filter { !$0.isExample }, gold.found.filter(\.isExample))
    for language in ["en", "zh"] {
      let part = real.filter { $0.document.language == language }
      reader.show("real documents, \(words(language))", part, report)
    }
    for language in ["en", "zh"] {
      let part = example.filter { $0.document.language == language }
      reader.show("example case, \(words(language))", part, report)
    }
    reader.show(
      "real documents and example case (links at least 0.60, events 0.65)", gold.found, report, errors: 0)
    try speed(reader, report)
  }

  private static func words(_ language: String) -> String { language == "en" ? "English" : "Chinese" }

  /// A labelled document and what its reader says of it.
  private struct Document {
    var document: LabelledDocument
    var reading: Reading
    var isExample: Bool
  }

  private static func documents(_ folder: String) throws -> (found: [Document], missing: [String]) {
    let fixtures = Place.root.appendingPathComponent("Tests/Fixtures/relations/\(folder)")
    var found: [Document] = []
    var missing: [String] = []
    for name in try FileManager.default.contentsOfDirectory(atPath: fixtures.path).sorted()
    where name.hasSuffix(".json") {
      let file = fixtures.appendingPathComponent(name)
      var reading: Reading?
      var isExample = false
      let document = try LabelledDocument.read(file) { document in
        isExample = document.contains("/")
        let text =
          folder == "pairs"
          ? file.deletingPathExtension().appendingPathExtension("txt")
          : isExample
            ? Place.root.appendingPathComponent("Examples/documents/\(document)")
            : Place.shared?.appendingPathComponent("eval/cases/\(document).txt")
        guard let text, FileManager.default.fileExists(atPath: text.path) else { return nil }
        // Where a format's library is not installed, its documents are left out.
        reading = try? read(text)
        return reading?.layer?.text
      }
      if let document, let reading {
        found.append(Document(document: document, reading: reading, isExample: isExample))
      } else {
        missing.append(name)
      }
    }
    return (found, missing)
  }

  /// A file by the program's own readers, in this process.
  private static func read(_ file: URL) throws -> Reading {
    let bytes = [UInt8](try Data(contentsOf: file))
    return try bytes.withUnsafeBytes { bytes in
      try DocumentReaders.read(
        bytes, hint: ReadHint(name: file.lastPathComponent), limits: ReadLimits(), child: { _ in })
    }
  }

  private struct Reader {
    let pipeline: Pipeline
    let kinds: [RelationTables.Kind]

    @discardableResult
    func show(
      _ name: String, _ documents: [Document], _ report: Report,
      errors: Int = Int(ProcessInfo.processInfo.environment["BENCH_ERRORS"] ?? "") ?? 30
    ) -> RelationScore {
      var sum = RelationScore(kinds: kinds)
      guard name.hasPrefix(RelationBenchmark.wanted) else { return sum }
      report.line("")
      guard !documents.isEmpty else {
        report.line("skipped \(name): the development data is not here")
        return sum
      }
      var lines: [String] = []
      for document in documents {
        var score = RelationScore(kinds: kinds)
        score.count(relations(document.reading), in: document.document)
        lines.append(
          "  \(document.document.name): links \(RelationBenchmark.line(score.links)); "
            + "events \(RelationBenchmark.line(score.events))")
        sum.add(score)
      }
      report.line("## \(name): \(documents.count) documents, \(sum.all.labelled) labels")
      RelationBenchmark.figures(sum, report)
      report.line("by type")
      for (type, tally) in sum.types.sorted(by: { ($1.value.labelled, $0.key) < ($0.value.labelled, $1.key) })
      {
        report.line("  \(type): \(RelationBenchmark.line(tally))")
      }
      report.line("by document")
      for line in lines { report.line(line) }
      if errors > 0 {
        print("the worst mistakes of \(sum.mistakes.count):")
        for mistake in RelationBenchmark.worst(sum.mistakes, errors) {
          print("    \(mistake.document): \(mistake.text)")
        }
      }
      return sum
    }

    private func relations(_ reading: Reading) -> [Relation] {
      guard let layer = reading.layer else { return [] }
      return pipeline.relations(in: layer, metadata: reading.metadata)
    }
  }

  private static func figures(_ score: RelationScore, _ report: Report) {
    report.line("links  \(line(score.links))")
    report.line("events \(line(score.events))")
    report.line(
      "with two participants right: links \(line(score.partialLinks)); events \(line(score.partialEvents))")
    report.line("with the type and one participant right: \(line(score.loose))")
    report.line(
      "labelled offences found: \(score.offences.right) of \(score.offences.labelled); "
        + "read again and not counted: \(score.repeated)")
    report.line(
      "of those right: speaker \(line(score.speakers)), where one is named \(line(score.namedSpeakers)); "
        + "modality \(line(score.modalities)), other than asserted \(line(score.otherModalities)); "
        + "hedged or not \(line(score.hedges)); date \(line(score.dates))")
  }

  private static func line(_ tally: RelationScore.Tally) -> String {
    String(
      format: "P %.3f R %.3f F1 %.3f (%d right, %d labelled, %d read)", tally.precision, tally.recall,
      tally.f1,
      tally.right, tally.labelled, tally.read)
  }

  private static func line(_ share: RelationScore.Share) -> String {
    share.of == 0 ? "– (n = 0)" : String(format: "%.3f (n = %d)", share.value, share.of)
  }

  /// The worst of each document in turn, so that no long one fills the list.
  private static func worst(_ mistakes: [RelationScore.Mistake], _ count: Int) -> [RelationScore.Mistake] {
    var rank: [String: Int] = [:]
    let ordered = mistakes.enumerated().sorted { ($0.element.kind, $0.offset) < ($1.element.kind, $1.offset) }
    let ranked = ordered.map { mistake in
      rank[mistake.element.document, default: 0] += 1
      return (turn: rank[mistake.element.document] ?? 0, mistake: mistake.element)
    }
    return ranked.enumerated().sorted { ($0.element.turn, $0.offset) < ($1.element.turn, $1.offset) }
      .prefix(count).map(\.element.mistake)
  }

  private static func speed(_ reader: Reader, _ report: Report) throws {
    guard "speed".hasPrefix(wanted) else { return }
    report.line("")
    guard let folder = Place.shared?.appendingPathComponent("eval/cases") else {
      return report.line("skipped the speed: the development data is not here")
    }
    for (language, prefix) in [("English", "en-"), ("Chinese", "zh-")] {
      let text = try FileManager.default.contentsOfDirectory(atPath: folder.path)
        .filter { $0.hasPrefix(prefix) && $0.hasSuffix(".txt") }.sorted()
        .compactMap { try? String(contentsOf: folder.appendingPathComponent($0), encoding: .utf8) }
        .joined(separator: "\n")
      let layer = TextLayer(text: text)
      let megabytes = Double(text.utf8.count) / 1e6
      var found = LinkedMentions()
      var (both, alone): ([Double], [Double]) = ([], [])
      var count = 0
      for _ in 0..<5 {
        let find = seconds { found = reader.pipeline.linkedMentions(in: layer, metadata: []) }
        let relate = seconds { count = reader.pipeline.relations(in: layer, found: found).count }
        both.append(megabytes / (find + relate))
        alone.append(megabytes / relate)
      }
      report.figure(
        "find and relate, \(language), \(text.utf8.count / 1000) kB, one core", both,
        unit: "MB/s (at least 1)",
        digits: 2)
      report.figure("relate alone, \(language), \(count) relations", alone, unit: "MB/s", digits: 2)
    }
  }
}
