import CounterfoilAnalysis
import CounterfoilModel
import Foundation
import Testing

/// Dates, numbers and money against rows that were labelled before the grammar was written.
@Suite struct `Labelled dates, numbers and money` {
  /// Rows with odd numbers were looked at when the grammar was mended, those with even ones never.
  @Test(arguments: [
    ("en", true, 0.99), ("en", false, 0.88), ("zh", true, 0.99), ("zh", false, 0.91),
  ])
  func `are found exactly as labelled`(language: String, odd: Bool, least: Double) throws {
    var score = QuantityScore()
    for row in try QuantityRow.rows(language) where row.isOdd == odd { score.count(row) }
    #expect(score.rate >= least, "\(score.exact) of \(score.labelled), \(score.extra) too many")
  }
}

/// A labelled text.
struct QuantityRow: Decodable {
  struct Expected: Decodable {
    var quote, kind, value, precision, modifier: String
  }
  var id, anchor, text: String
  var expect: [Expected]

  var isOdd: Bool { Int(id.suffix(3)).map { $0 % 2 == 1 } ?? false }

  static func rows(_ language: String) throws -> [QuantityRow] {
    let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appendingPathComponent("Fixtures")
    let text = try String(
      contentsOf: folder.appendingPathComponent("quantities-\(language).jsonl"), encoding: .utf8)
    return try text.split(separator: "\n").map {
      try JSONDecoder().decode(QuantityRow.self, from: Data($0.utf8))
    }
  }
}

/// How many mentions are right in quote, kind, value, precision and modifier.
struct QuantityScore {
  var labelled = 0
  var exact = 0
  /// Found where no label was missed.
  var extra = 0
  var rate: Double { Double(exact) / Double(max(1, labelled + extra)) }

  mutating func count(_ row: QuantityRow) {
    var left = Find.finder.quantities(in: row.text, anchor: row.anchor.isEmpty ? nil : row.anchor)
    var missed = 0
    for label in row.expect {
      if let place = left.firstIndex(where: { $0.agrees(with: label) }) {
        left.remove(at: place)
      } else {
        missed += 1
      }
    }
    labelled += row.expect.count
    exact += row.expect.count - missed
    extra += max(0, left.count - missed)
  }
}

extension Mention {
  fileprivate func agrees(with label: QuantityRow.Expected) -> Bool {
    quote == label.quote && kind.rawValue == label.kind && value == label.value
      && quantity?.precision?.rawValue ?? "" == label.precision
      && quantity?.modifier?.rawValue ?? "" == label.modifier
  }
}
