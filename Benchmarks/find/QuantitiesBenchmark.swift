import CounterfoilAnalysis
import CounterfoilModel
import Foundation

/// Dates, numbers and money: right by kind and language on the labelled rows, and how fast.
///
/// The labels stand in `Tests/Fixtures`. Rows with odd numbers are those the grammar was mended by;
/// the errors of the others are counted and not shown, so that they stay a measure.
enum QuantitiesBenchmark {
  private struct Row: Decodable {
    struct Label: Decodable { var quote, kind, value, precision, modifier: String }
    var id, anchor, text: String
    var expect: [Label]
  }

  private struct Score {
    var labelled = 0
    var exact = 0
    var extra = 0
    var line: String {
      String(
        format: "%3d of %3d, %d too many: %.3f", exact, labelled, extra,
        Double(exact) / Double(max(1, labelled + extra)))
    }
  }

  static func run(_ report: Report) throws {
    let finder = Finder(lexicon: Lexicon())
    for language in ["en", "zh"] { try score(language, finder, report) }
    speed(finder, report)
  }

  private static func score(_ language: String, _ finder: Finder, _ report: Report) throws {
    let file = Place.root.appendingPathComponent("Tests/Fixtures/quantities-\(language).jsonl")
    let rows = try String(contentsOf: file, encoding: .utf8).split(separator: "\n").map {
      try JSONDecoder().decode(Row.self, from: Data($0.utf8))
    }
    var errors: [String] = []
    for isOdd in [true, false] {
      var scores: [String: Score] = [:]
      for row in rows where (Int(row.id.suffix(3)) ?? 0) % 2 == (isOdd ? 1 : 0) {
        var left = finder.quantities(in: row.text, anchor: row.anchor.isEmpty ? nil : row.anchor)
        var missed = 0
        for label in row.expect {
          let place = left.firstIndex {
            $0.quote == label.quote && $0.kind.rawValue == label.kind && $0.value == label.value
              && $0.quantity?.precision?.rawValue ?? "" == label.precision
              && $0.quantity?.modifier?.rawValue ?? "" == label.modifier
          }
          for kind in [label.kind, "all"] {
            scores[kind, default: Score()].labelled += 1
            if place != nil { scores[kind, default: Score()].exact += 1 }
          }
          if let place {
            left.remove(at: place)
          } else {
            missed += 1
            if isOdd { errors.append("\(row.id): missed \(label.kind) “\(label.quote)” \(label.value)") }
          }
        }
        scores["all", default: Score()].extra += max(0, left.count - missed)
        if isOdd {
          errors += left.map { "\(row.id): found \($0.kind.rawValue) “\($0.quote)” \($0.value)" }
        }
      }
      for (kind, score) in scores.sorted(by: { $0.key < $1.key }) {
        report.line("\(language) \(isOdd ? "odd " : "even") rows, \(kind): \(score.line)")
      }
    }
    for error in errors.prefix(20) { report.line("  " + error) }
  }

  private static func speed(_ finder: Finder, _ report: Report) {
    func speed(_ text: String) -> [Double] {
      (0..<5).map { _ in Double(text.utf8.count) / 1e6 / seconds { _ = finder.quantities(in: text) } }
    }
    if let mixed = mixed() {
      report.figure("dates, numbers and money, mixed text", speed(mixed), unit: "MB/s (at least 20)")
    } else {
      report.line("skipped the mixed text: the development data is not here")
    }
    for piece in [
      "7", "1-1-1-", "一", "1,", "1 1 ", "hundred and ", "2024年", "1月1日", "$1 ", "百分之", "Monday ", "5元",
    ] {
      // Linear: twice the text takes twice the time, so the speed stays.
      let (once, twice) = (String(repeating: piece, count: 1 << 18), String(repeating: piece, count: 1 << 19))
      report.line(
        String(
          format: "adversarial “%@”: %.0f MB/s, twice as long %.0f MB/s", piece, speed(once).sorted()[2],
          speed(twice).sorted()[2]))
    }
  }

  /// The cases' texts in both languages, one after the other.
  private static func mixed() -> String? {
    guard let folder = Place.shared?.appendingPathComponent("eval/cases"),
      let names = try? FileManager.default.contentsOfDirectory(atPath: folder.path)
    else { return nil }
    var text = ""
    for name in names.sorted() where name.hasSuffix(".txt") {
      text += (try? String(contentsOf: folder.appendingPathComponent(name), encoding: .utf8)) ?? ""
      if text.utf8.count > 8_000_000 { break }
    }
    return text.isEmpty ? nil : text
  }
}
