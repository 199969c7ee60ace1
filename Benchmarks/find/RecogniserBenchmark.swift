import CounterfoilAnalysis
import CounterfoilFormats
import CounterfoilModel
import CounterfoilText
import Foundation

/// The recogniser alone on annotated text that it was not trained on, and the speed of all of find.
enum RecogniserBenchmark {
  static func run(_ report: Report) throws {
    guard let shared = Place.shared else {
      return report.line("skipped: the development data is not here")
    }
    let files = try KnowledgeLoader.lexicon().recognisers
    let recogniser = Recogniser(english: files.english, chinese: files.chinese)
    let finder = Finder(lexicon: try KnowledgeLoader.lexicon())
    for (name, path, goal) in [
      ("English, EWT dev", "UNER_English-EWT/en_ewt-ud-dev.iob2", "at least 620; XLM-R large 860"),
      ("Chinese, GSD dev", "UNER_Chinese-GSD/zh_gsd-ud-dev.iob2", "at least 750; XLM-R large 895"),
      (
        "Chinese in simplified form, GSD dev", "derived_zh_hans/zh_gsd-ud-dev.hans.iob2",
        "within 10 of the above"
      ),
    ] {
      let samples = try AnnotatedText.read(shared.appendingPathComponent("eval/ner/\(path)"))
      report.line("\(name), strict span F1 in thousandths (\(goal))")
      score(samples, recogniser, report)
      scoreAll(samples, "all of find, before linking", report) { finder.unlinkedMentions(in: $0) }
      scoreAll(samples, "all of find, linked", report) { finder.mentions(in: $0) }
    }
    for (language, prefix, goal) in [("English", "en-", 2.0), ("Chinese", "zh-", 1.5)] {
      let folder = shared.appendingPathComponent("eval/cases")
      let names = try FileManager.default.contentsOfDirectory(atPath: folder.path)
        .filter { $0.hasPrefix(prefix) && $0.hasSuffix(".txt") }.sorted()
      let text = names.compactMap {
        try? String(contentsOf: folder.appendingPathComponent($0), encoding: .utf8)
      }
      .joined(separator: "\n")
      report.figure(
        "all of find, \(language), \(text.utf8.count / 1000) kB",
        (0..<5).map { _ in Double(text.utf8.count) / 1e6 / seconds { _ = finder.mentions(in: text) } },
        unit: "MB/s (at least \(goal))")
      // Turn and turn about and by processor time, so that other work on the machine slows both alike.
      var (linked, unlinked, references) = ([Double](), [Double](), [Double]())
      for _ in 0..<5 {
        unlinked.append(processorSeconds { _ = finder.unlinkedMentions(in: text) })
        linked.append(processorSeconds { _ = finder.mentions(in: text) })
        references.append(processorSeconds { _ = finder.linkedMentions(in: text) })
      }
      let least = unlinked.min() ?? 1
      report.line(
        String(
          format: "  linking takes %.1f %% more, with pronouns and nouns %.1f %% (at most 10)",
          100 * ((linked.min() ?? 1) / least - 1), 100 * ((references.min() ?? 1) / least - 1)))
    }
  }

  /// Seconds of processor time that this thread takes.
  private static func processorSeconds(_ body: () -> Void) -> Double {
    func now() -> Double {
      var time = timespec()
      clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
      return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }
    let start = now()
    body()
    return now() - start
  }

  /// People, organisations and places as a whole run of find gives them, dictionary included.
  private static func scoreAll(
    _ samples: [AnnotatedText], _ label: String, _ report: Report, _ mentions: (String) -> [Mention]
  ) {
    let kinds: [Mention.Kind] = [.person, .organisation, .place]
    var (right, found, wanted) = ([0, 0, 0], [0, 0, 0], [0, 0, 0])
    for sample in samples {
      for span in sample.spans { wanted[span.kind] += 1 }
      let map = ScalarMap(sample.text)
      for mention in mentions(sample.text) {
        guard let kind = kinds.firstIndex(of: mention.kind) else { continue }
        found[kind] += 1
        let span = AnnotatedText.Span(
          start: map.byte(atScalar: mention.range.lowerBound),
          end: map.byte(atScalar: mention.range.upperBound),
          kind: kind)
        if sample.spans.contains(span) { right[kind] += 1 }
      }
    }
    func measure(_ kinds: [Int]) -> Int {
      let sum = kinds.reduce(0) { $0 + found[$1] + wanted[$1] }
      return sum == 0 ? 0 : 2000 * kinds.reduce(0) { $0 + right[$1] } / sum
    }
    report.line("  \(label): all \(measure([0, 1, 2])), people \(measure([0]))")
  }

  private static func score(_ samples: [AnnotatedText], _ recogniser: Recogniser, _ report: Report) {
    let classes = ["PER", "ORG", "LOC"]
    var (right, found, wanted) = ([0, 0, 0], [0, 0, 0], [0, 0, 0])
    var errors: [(confidence: Double, text: String)] = []
    var deciles = [(right: Int, all: Int)](repeating: (0, 0), count: 10)
    for sample in samples {
      var open = sample.spans
      for span in open { wanted[span.kind] += 1 }
      for name in recogniser.names(in: sample.text) {
        let span = AnnotatedText.Span(start: name.start, end: name.end, kind: name.kind)
        let isRight = open.remove(span) != nil
        found[name.kind] += 1
        right[name.kind] += isRight ? 1 : 0
        let decile = min(9, Int(name.confidence * 10))
        deciles[decile] = (deciles[decile].right + (isRight ? 1 : 0), deciles[decile].all + 1)
        if !isRight {
          errors.append((name.confidence, "\(classes[name.kind]) \(sample.quote(span))"))
        }
      }
    }
    func measure(_ right: Int, _ found: Int, _ wanted: Int) -> Int {
      found + wanted == 0 ? 0 : Int((2000 * Double(right) / Double(found + wanted)).rounded())
    }
    let total = measure(right.reduce(0, +), found.reduce(0, +), wanted.reduce(0, +))
    let parts = (0..<3).map { "\(classes[$0]) \(measure(right[$0], found[$0], wanted[$0]))" }
    report.line("  all \(total), \(parts.joined(separator: ", "))")
    for (decile, counts) in deciles.enumerated() where counts.all > 0 {
      report.line("  confidence \(decile * 10)–\(decile * 10 + 9) %: \(counts.right) of \(counts.all) right")
    }
    // Printed and not kept: their sentences are the data's.
    print("  the twenty surest errors:")
    for error in errors.sorted(by: { ($1.confidence, $0.text) < ($0.confidence, $1.text) }).prefix(20) {
      print(String(format: "    %.2f ", error.confidence) + error.text)
    }
  }
}

/// A line of Universal NER: its text and the names in it.
struct AnnotatedText {
  struct Span: Hashable {
    /// UTF-8 byte offsets.
    var start: Int
    var end: Int
    /// Person, organisation, place.
    var kind: Int
  }

  var text: String
  var spans: Set<Span>

  func quote(_ span: Span) -> String {
    let bytes = Array(text.utf8)
    return String(decoding: bytes[span.start..<span.end], as: UTF8.self) + " in: " + text.prefix(70)
  }

  static func read(_ url: URL) throws -> [AnnotatedText] {
    let kinds = ["PER": 0, "ORG": 1, "LOC": 2]
    var result: [AnnotatedText] = []
    var text = ""
    var place = text.startIndex
    var spans: [Span] = []
    var isOpen = false
    for line in try String(contentsOf: url, encoding: .utf8).split(
      separator: "\n", omittingEmptySubsequences: false)
    {
      if line.hasPrefix("# text = ") {
        text = String(line.dropFirst(9))
        place = text.startIndex
        spans = []
        isOpen = false
      }
      let fields = line.split(separator: "\t", omittingEmptySubsequences: false)
      if line.hasPrefix("#") { continue }
      guard fields.count > 2 else {
        if !text.isEmpty { result.append(AnnotatedText(text: text, spans: Set(spans))) }
        text = ""
        continue
      }
      guard let word = text.range(of: String(fields[1]), range: place..<text.endIndex) else { continue }
      place = word.upperBound
      let end = text.utf8.distance(from: text.startIndex, to: word.upperBound)
      let start = text.utf8.distance(from: text.startIndex, to: word.lowerBound)
      if fields[2].hasPrefix("I-"), isOpen {
        spans[spans.count - 1].end = end
      } else if let kind = kinds[String(fields[2].dropFirst(2))] {
        spans.append(Span(start: start, end: end, kind: kind))
        isOpen = true
      } else {
        isOpen = false
      }
    }
    return result
  }
}
