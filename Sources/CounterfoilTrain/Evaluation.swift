import CounterfoilAnalysis

/// Strict F1 over spans: start, end and class must all agree.
struct Evaluation {
  var right = [0, 0, 0]
  var found = [0, 0, 0]
  var wanted = [0, 0, 0]
  /// Margin, class and truth of each name found.
  var judged: [(margin: Int, kind: Int, isRight: Bool)] = []
  var errors: [(text: String, margin: Int)] = []

  init(_ samples: [Sample], _ recogniser: Recogniser) {
    for sample in samples {
      let gold = Set(sample.spans)
      var open = gold
      for span in gold { wanted[span.kind] += 1 }
      for name in recogniser.names(in: sample.text) {
        let span = Sample.Span(start: name.start, end: name.end, kind: name.kind)
        found[name.kind] += 1
        let isRight = gold.contains(span)
        if isRight { right[name.kind] += 1 }
        open.remove(span)
        judged.append((name.margin, name.kind, isRight))
        if !isRight {
          errors.append(("+\(Self.classes[name.kind]) \(Self.quote(sample.text, span))", name.margin))
        }
      }
      for span in open.sorted(by: { $0.start < $1.start }) {
        errors.append(("-\(Self.classes[span.kind]) \(Self.quote(sample.text, span))", 0))
      }
    }
  }

  static let classes = ["PER", "ORG", "LOC"]

  private static func quote(_ text: String, _ span: Sample.Span) -> String {
    let bytes = Array(text.utf8)
    func part(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }
    let before = part(max(0, span.start - 30)..<span.start)
    let after = part(span.end..<min(bytes.count, span.end + 30))
    return "\(before)⟦\(part(span.start..<span.end))⟧\(after)"
  }

  static func measure(_ right: Int, _ found: Int, _ wanted: Int) -> Double {
    found + wanted == 0 ? 0 : 2 * Double(right) / Double(found + wanted)
  }

  var measure: Double { Self.measure(right.reduce(0, +), found.reduce(0, +), wanted.reduce(0, +)) }

  var summary: String {
    func text(_ value: Double) -> String { String(Int((value * 1000).rounded())) }
    let total = (right.reduce(0, +), found.reduce(0, +), wanted.reduce(0, +))
    let precision = total.1 == 0 ? 0 : Double(total.0) / Double(total.1)
    let recall = total.2 == 0 ? 0 : Double(total.0) / Double(total.2)
    let classes = (0..<3).map {
      "\(Self.classes[$0]) \(text(Self.measure(right[$0], found[$0], wanted[$0])))"
    }
    return "F1 \(text(measure)) (P \(text(precision)) R \(text(recall)); \(classes.joined(separator: ", ")))"
  }
}
