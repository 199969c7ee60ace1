import CounterfoilModel
import CounterfoilStore
import Foundation
import GRDB

/// Search over generated bilingual documents: how fast they are indexed, how large the index is,
/// how long queries of several kinds take.
///
/// Documents are made from a seed: about 1 KB each, half English and half Chinese, words drawn from
/// a Zipf distribution, so that there are words in nearly every document and words in one.
enum SearchBenchmark {
  /// Some 25 MB of text, as a transaction of an ingest holds.
  private static let batch = 25_000
  private static let repeats = 5
  private static let english = 60_000
  private static let chinese = 40_000

  static func run(documents: Int, folder: String, report: Report) throws {
    let url = URL(fileURLWithPath: folder).appendingPathComponent("search-\(documents)")
    let tokens = SearchIndex.tokens
    let casebase: Casebase
    if FileManager.default.fileExists(atPath: Casebase.databaseURL(in: url).path) {
      casebase = try Casebase.open(url)
      report.line("using the index of an earlier run")
    } else {
      casebase = try Casebase.create(at: url, actor: "benchmark", at: "2026-01-01T00:00:00Z")
      try build(casebase, documents: documents, tokens: tokens, report)
    }
    try measure(casebase, report)
  }

  // MARK: building

  private static func build(
    _ casebase: Casebase, documents: Int, tokens: any SearchTokens, _ report: Report
  ) throws {
    var generator = DocumentGenerator(seed: 1)
    var textBytes = 0
    var indexing = 0.0
    var tokenising = 0.0
    var committing = 0.0
    var merging = 0.0
    var transactions = 0
    // As an ingest does: whenever so many segments have been written, and at its end.
    func merge() throws {
      merging -= processorSeconds()
      while try !casebase.write({ try SearchIndex.merge($0) }) {}
      merging += processorSeconds()
    }
    try casebase.write { db in
      try db.execute(sql: "INSERT INTO source (id, root) VALUES (1, '/')")
    }
    var id: Int64 = 0
    while id < documents {
      let texts = (0..<min(batch, documents - Int(id))).map { _ in generator.document() }
      var streams: [SearchStreams] = []
      let beginTokens = processorSeconds()
      streams = texts.map { tokens.streams(of: $0.text) }
      tokenising += processorSeconds() - beginTokens
      try casebase.write { db in
        for text in texts {
          id += 1
          textBytes += text.text.utf8.count
          try db.cachedStatement(
            sql: """
              INSERT INTO document (
                id, source, file, outcome, media_type, language, date, sender, recorded_at)
              VALUES (?, 1, ?, 'read', ?, ?, ?, ?, '2026-01-01T00:00:00Z')
              """
          ).execute(arguments: [
            id, "folder\(id % 97)/\(id).txt", text.mediaType, text.language, text.date, text.sender,
          ])
          try db.cachedStatement(
            sql: "INSERT INTO layer (document, kind, sha256, text) VALUES (?, 'text', x'00', ?)"
          ).execute(arguments: [id, text.text])
        }
        let begin = processorSeconds()
        let batch = SearchBatch()
        for (index, (text, stream)) in zip(texts, streams).enumerated() {
          try batch.add(
            db, document: id - Int64(texts.count - 1 - index), postings: SearchPostings(stream),
            facts: SearchFacts(
              length: stream.count, language: text.language, mediaType: text.mediaType,
              date: text.date))
        }
        try batch.write(db)
        indexing -= begin
        indexing += processorSeconds()
        committing -= processorSeconds()
      }
      committing += processorSeconds()
      transactions += 1
      if transactions % SearchIndex.mergedSegments == 0 { try merge() }
    }
    try merge()
    let pages = try casebase.read { db in
      try Int.fetchOne(
        db, sql: "SELECT sum(length(block)) FROM search_data") ?? 0
    }
    let megabytes = Double(textBytes) / 1e6
    report.line(
      """
      \(documents) documents, \(format(megabytes)) MB of text
        tokens    \(format(megabytes / tokenising)) MB/s on one core
        add       \(format(megabytes / (indexing + committing + merging))) MB/s of text on one core: postings and segments \(format(indexing)) s, commits \(format(committing)) s, merges \(format(merging)) s
        segments  \(transactions) written, merged as an ingest merges them, and measured so
        index     \(format(Double(pages) / 1e6)) MB, \(format(Double(pages) / Double(textBytes))) times the text (limit 2.5)
      """)
  }

  // MARK: measuring

  private static func measure(_ casebase: Casebase, _ report: Report) throws {
    let queries = queries()
    // Milliseconds, by how many documents matched.
    var classes: [String: [Double]] = [:]
    var walls: [Double] = []
    var kinds: [String: [Double]] = [:]
    var worst: [(Double, String, Int)] = []
    for round in 0...repeats {
      for (kind, query) in queries {
        let begin = processorSeconds()
        let results = try casebase.read { try Search.run($0, query: query, top: 20) }
        guard round > 0 else { continue }
        // On a machine that does other work the processor's time is the fair figure.
        let milliseconds = (processorSeconds() - begin) * 1000
        walls.append(seconds(results.elapsed) * 1000)
        let size =
          results.total <= 20_000 ? "up to 20,000 matches" : "beyond"
        classes["all", default: []].append(milliseconds)
        classes[size, default: []].append(milliseconds)
        kinds[kind, default: []].append(milliseconds)
        if round == 1 { worst.append((milliseconds, query, results.total)) }
      }
    }
    walls.sort()
    report.line("\(queries.count) queries, \(repeats) warm rounds; milliseconds of one core")
    report.line(
      "  all, by the wall clock: p50 \(format(percentile(walls, 50))), p95 \(format(percentile(walls, 95)))")
    for (title, groups) in [("", classes), ("  ", kinds)] {
      for (name, times) in groups.sorted(by: { $0.key < $1.key }) {
        let sorted = times.sorted()
        report.line(
          "  \(title)\(name): p50 \(format(percentile(sorted, 50))), p95 \(format(percentile(sorted, 95))), most \(format(sorted.last ?? 0)) (\(sorted.count) runs)"
        )
      }
    }
    for (milliseconds, query, total) in worst.sorted(by: { $0.0 > $1.0 }).prefix(12) {
      report.line("    \(format(milliseconds)) ms: \(query) (\(total) matches)")
    }
  }

  /// Kinds of query and queries, the same for the same seed.
  private static func queries() -> [(String, String)] {
    var numbers = SplitMix(seed: 99)
    let vocabulary = Vocabulary()
    func english(_ ranks: Range<Int>) -> String {
      vocabulary.english[Int.random(in: ranks, using: &numbers)]
    }
    func chinese(_ ranks: Range<Int>) -> String {
      vocabulary.chinese[Int.random(in: ranks, using: &numbers)]
    }
    var queries: [(String, String)] = []
    for _ in 0..<20 {
      queries.append(("word, in most documents", english(0..<30)))
      queries.append(("word, common", english(100..<1_000)))
      queries.append(("word, rare", english(5_000..<50_000)))
      queries.append(("Chinese word, common", chinese(20..<500)))
      queries.append(("Chinese word, rare", chinese(3_000..<30_000)))
      queries.append(("AND", "\(english(50..<600)) \(english(50..<600))"))
      queries.append(("AND, two languages", "\(english(50..<3_000)) \(chinese(50..<3_000))"))
      queries.append(("phrase", "\"\(english(0..<60)) \(english(0..<200))\""))
      queries.append(("NOT", "\(english(200..<2_000)) -\(english(100..<1_000))"))
      queries.append(("OR", "\(english(500..<5_000)) OR \(chinese(500..<5_000))"))
    }
    for _ in 0..<10 {
      queries.append(("prefix", String(english(1_000..<20_000).prefix(5)) + "*"))
      queries.append(("one Chinese character", String(chinese(0..<20_000).prefix(1))))
      queries.append(("type and word", "type:pdf \(english(100..<2_000))"))
      queries.append(
        ("dates and Chinese", "after:2015 before:2018 lang:zh \(chinese(20..<2_000))"))
      queries.append(("NEAR", "NEAR(\(english(20..<400)) \(english(20..<400)), 10)"))
      queries.append(
        ("sender and word", "from:person\(Int.random(in: 0..<900, using: &numbers)) \(english(50..<500))"))
    }
    return queries
  }

  private static func percentile(_ sorted: [Double], _ percent: Int) -> Double {
    guard !sorted.isEmpty else { return 0 }
    return sorted[min(sorted.count - 1, sorted.count * percent / 100)]
  }

  private static func seconds(_ duration: Duration) -> Double {
    Double(duration.components.seconds) + Double(duration.components.attoseconds) / 1e18
  }

  private static func processorSeconds() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }

  private static func format(_ value: Double) -> String { String(format: "%.2f", value) }
}

/// Made-up words of two languages, most frequent first.
private struct Vocabulary {
  private(set) var english: [String] = []
  private(set) var chinese: [String] = []

  init() {
    var numbers = SplitMix(seed: 5)
    let onsets = [
      "b", "br", "c", "ch", "d", "dr", "f", "g", "gr", "h", "j", "k", "l", "m", "n", "p", "pl", "r", "s",
      "st", "t", "tr", "v", "w",
    ]
    let middles = ["a", "e", "i", "o", "u", "ai", "ea", "ou"]
    let endings = ["", "n", "r", "t", "st", "ng", "l", "nd", "s", "ed", "ing", "er", "tion", "ment", "ly"]
    var seen: Set<String> = []
    while english.count < 60_000 {
      var word = ""
      for _ in 0..<(english.count < 200 ? 1 : Int.random(in: 1...3, using: &numbers)) {
        word += pick(onsets, &numbers) + pick(middles, &numbers)
      }
      word += pick(endings, &numbers)
      if seen.insert(word).inserted { english.append(word) }
    }
    // Characters have a Zipf distribution of their own: 3,000 of them from U+4E00.
    let characters = Zipf(count: 3_000)
    while chinese.count < 40_000 {
      var word = ""
      for _ in 0..<pick([1, 2, 2, 2, 2, 2, 3, 4], &numbers) {
        // 7 has no factor in common with 20,000: neighbours in rank stand apart in the block.
        let scalar = 0x4E00 + UInt32(characters.next(&numbers) * 7 % 20_000)
        if let scalar = Unicode.Scalar(scalar) { word.unicodeScalars.append(scalar) }
      }
      if seen.insert(word).inserted { chinese.append(word) }
    }
  }

  private func pick<T>(_ values: [T], _ numbers: inout SplitMix) -> T {
    values[Int.random(in: 0..<values.count, using: &numbers)]
  }
}

private struct DocumentGenerator {
  struct Made {
    var text: String
    var language: String
    var mediaType: String
    var date: String
    var sender: String?
  }

  private let vocabulary = Vocabulary()
  private let english: Zipf
  private let chinese: Zipf
  private var numbers: SplitMix

  init(seed: UInt64) {
    english = Zipf(count: vocabulary.english.count)
    chinese = Zipf(count: vocabulary.chinese.count)
    numbers = SplitMix(seed: seed)
  }

  mutating func document() -> Made {
    let kind = numbers.next() % 10
    let limit = 600 + Int(numbers.next() % 900)
    var text = ""
    text.reserveCapacity(limit + 32)
    var isChinese = kind >= 4
    var left = 12
    while text.utf8.count < limit {
      if isChinese {
        text += vocabulary.chinese[chinese.next(&numbers)]
      } else {
        text += vocabulary.english[english.next(&numbers)]
        text += " "
      }
      left -= 1
      if left == 0 {
        text += isChinese ? "。" : ".\n"
        left = 6 + Int(numbers.next() % 12)
        // Documents 8 and 9 of ten hold both languages.
        if kind >= 8 { isChinese.toggle() }
      }
    }
    let types = ["text/plain", "text/html", "application/pdf", "message/rfc822", "text/csv"]
    let type = types[Int(numbers.next() % 5)]
    let month = 1 + numbers.next() % 12
    let day = 1 + numbers.next() % 28
    let date = "\(2005 + numbers.next() % 20)-\(month < 10 ? "0" : "")\(month)-\(day < 10 ? "0" : "")\(day)"
    return Made(
      text: text, language: kind >= 4 && kind < 8 ? (kind == 7 ? "zh-Hant" : "zh-Hans") : "en",
      mediaType: type, date: date,
      sender: type == "message/rfc822" ? "person\(numbers.next() % 1000)@example.org" : nil)
  }
}

/// Draws ranks with probability 1/(rank + 2), by Vose's alias method: one look a draw.
private struct Zipf {
  private var keep: [Double]
  private var other: [Int]

  init(count: Int) {
    var weights = (0..<count).map { 1 / Double($0 + 2) }
    let sum = weights.reduce(0, +)
    for index in weights.indices { weights[index] *= Double(count) / sum }
    keep = [Double](repeating: 1, count: count)
    other = Array(0..<count)
    var small = weights.indices.filter { weights[$0] < 1 }
    var large = weights.indices.filter { weights[$0] >= 1 }
    while let less = small.popLast(), let more = large.last {
      keep[less] = weights[less]
      other[less] = more
      weights[more] -= 1 - weights[less]
      if weights[more] < 1 {
        large.removeLast()
        small.append(more)
      }
    }
  }

  func next(_ numbers: inout SplitMix) -> Int {
    let index = Int(numbers.next() % UInt64(keep.count))
    let share = Double(numbers.next() >> 11) / Double(1 << 53)
    return share < keep[index] ? index : other[index]
  }
}
