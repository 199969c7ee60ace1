import CounterfoilStore
import Testing

/// Laws over documents and queries made from a seed.
@Suite struct `Search laws` {
  private static let english = [
    "courier", "report", "reports", "embassy", "train", "bank", "letter", "dead", "drop", "case",
    "Officer", "cover", "the", "of", "a",
  ]
  private static let chinese = ["国家", "國家", "间谍", "安全", "张伟", "張偉", "情报", "国", "局", "部"]

  private static func text(_ numbers: inout SeededNumbers) -> String {
    var text = ""
    for _ in 0..<Int.random(in: 1...60, using: &numbers) {
      if Int.random(in: 0..<3, using: &numbers) == 0 {
        text += pick(chinese, &numbers)
      } else {
        text += " " + pick(english, &numbers)
      }
      if Int.random(in: 0..<8, using: &numbers) == 0 { text += pick(["。", ".\n", "，", "\r\n\t"], &numbers) }
    }
    return text
  }

  private static func pick(_ words: [String], _ numbers: inout SeededNumbers) -> String {
    words[Int.random(in: 0..<words.count, using: &numbers)]
  }

  private static func samples(_ numbers: inout SeededNumbers) -> [Sample] {
    (1...40).map { Sample(id: $0, file: "\($0).txt", text: text(&numbers)) }
  }

  /// A word's letters as a document may hold them.
  private static func folded(_ text: String) -> String {
    let pairs: [Character: Character] = ["國": "国", "張": "张", "偉": "伟"]
    var text = String(text.lowercased().map { pairs[$0] ?? $0 })
    if text.count > 3, text.hasSuffix("s") { text.removeLast() }
    return text
  }

  @Test(arguments: 0..<12 as Range<UInt64>)
  func `every hit stands where it says`(seed: UInt64) throws {
    var numbers = SeededNumbers(seed: seed)
    let samples = Self.samples(&numbers)
    let fixture = try SearchFixture(samples)
    for word in Self.english + Self.chinese {
      for hit in try fixture.search(word).hits {
        let scalars = Array(samples[Int(hit.document) - 1].text.unicodeScalars)
        let slice = Self.string(scalars[hit.start..<hit.end])
        #expect(Self.folded(slice) == Self.folded(word))
        let snippet = Array(hit.snippet.unicodeScalars)
        #expect(!hit.snippetMarks.isEmpty)
        for mark in hit.snippetMarks {
          #expect(Self.folded(Self.string(snippet[mark])).contains(Self.folded(word)))
        }
        #expect(snippet.count <= 202)
      }
    }
  }

  @Test(arguments: 0..<12 as Range<UInt64>)
  func `AND, OR and NOT are those of sets`(seed: UInt64) throws {
    var numbers = SeededNumbers(seed: seed)
    let fixture = try SearchFixture(Self.samples(&numbers))
    let words = Self.english + Self.chinese
    func found(_ query: String) throws -> Set<Int64> {
      Set(try fixture.search(query).hits.map(\.document))
    }
    for _ in 0..<10 {
      let (a, b) = (Self.pick(words, &numbers), Self.pick(words, &numbers))
      let (left, right) = (try found(a), try found(b))
      #expect(try found("\(a) AND \(b)") == left.intersection(right))
      #expect(try found("\(a) OR \(b)") == left.union(right))
      #expect(try found("\(a) NOT \(b)") == left.subtracting(right))
      #expect(try found("\"\(a) \(b)\"").isSubset(of: left.intersection(right)))
    }
  }

  @Test(arguments: 0..<6 as Range<UInt64>)
  func `the order of adding does not change the ranking`(seed: UInt64) throws {
    var numbers = SeededNumbers(seed: seed)
    let samples = Self.samples(&numbers)
    let (left, right) = (try SearchFixture(samples), try SearchFixture(samples.shuffled(using: &numbers)))
    for query in ["report", "reports OR 国家", "embassy bank", "国", "co*", "\"dead drop\""] {
      #expect(try left.search(query).hits == right.search(query).hits)
    }
  }

  @Test(arguments: 0..<20 as Range<UInt64>)
  func `any input is a query or an error with a place`(seed: UInt64) throws {
    var numbers = SeededNumbers(seed: seed)
    let pieces = [
      "a", "bank", "国", "间谍", " ", "\u{3000}", "\"", "“", "”", "「", "」", "(", ")", "（", "）", "*", "＊", "-",
      "－", ":", "：", ",", "，", "AND ", "OR ", "NOT ", "NEAR(", "type:", "lang:", "from:", "before:",
      "2021", "path:", "entity:", "grade:", "B2", "'", ";", "--", "\u{0}", "\u{FEFF}", "é", "🙂", "\n", "^",
      "{text}", "+", "x*", "1", "%", "_", "[", "\\", "e\u{301}", "words", "pdf", "\u{1F}", "NOT(", "-(",
    ]
    let fixture = Self.fuzzed
    for _ in 0..<100 {
      var query = ""
      for _ in 0..<Int.random(in: 1...14, using: &numbers) { query += Self.pick(pieces, &numbers) }
      do {
        let results = try fixture.get().search(query)
        #expect(results.hits.count == results.total)
      } catch let error as QueryError {
        #expect((0...query.unicodeScalars.count).contains(error.offset), "\(query)")
        #expect(!error.message.isEmpty)
      }
    }
  }

  /// One casebase for all random queries.
  private static let fuzzed = Result {
    var numbers = SeededNumbers(seed: 7)
    return try SearchFixture(samples(&numbers))
  }

  private static func string(_ scalars: ArraySlice<Unicode.Scalar>) -> String {
    var view = String.UnicodeScalarView()
    view.append(contentsOf: scalars)
    return String(view)
  }
}
