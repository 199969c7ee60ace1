import Counterfoil
import CounterfoilAnalysis
import CounterfoilFormats
import CounterfoilModel
import CounterfoilStore
import Foundation
import GRDB

/// Text, HTML and mail from disk to a searchable casebase, beside SQLite's own FTS5 with one writer,
/// and where the time goes. At least 6 MB/s of input on two cores.
enum IngestBenchmark {
  static func run(_ report: Report) throws {
    let megabytes = Int(ProcessInfo.processInfo.environment["BENCH_MB"] ?? "") ?? 100
    let pile = Place.generated.appendingPathComponent("pile-1-\(megabytes)")
    var corpus = Corpus(seed: 1)
    let (bytes, files) = try corpus.write(to: pile, bytes: megabytes * 1_000_000)
    report.line(
      "\(bytes / 1_000_000) MB in \(files) files: a third each text, HTML, mail; half English, half Chinese")
    let bases = (0..<5).map { Place.generated.appendingPathComponent("casebase-\(getpid())-\($0)") }
    defer { for base in bases { try? FileManager.default.removeItem(at: base) } }
    var speeds: [Double] = []
    var processor: [Double] = []
    for base in bases {
      try Command.run(Place.program, ["init", base.path])
      let before = Command.processorSeconds
      speeds.append(
        Double(bytes) / 1e6
          / (try Command.run(Place.program, ["ingest", pile.path, "--casebase", base.path])))
      processor.append(Command.processorSeconds - before)
    }
    report.figure("counterfoil ingest", speeds, unit: "MB/s of input (at least 6)")
    // What other programs do at the same time shows less in this one.
    report.figure("processor time of an ingest, all cores", processor, unit: "s")
    let base = bases[0]
    let size =
      try FileManager.default.attributesOfItem(atPath: base.appendingPathComponent("casebase.sqlite").path)[
        .size] as? Int ?? 0
    report.line(String(format: "casebase.sqlite is %.2f times the input", Double(size) / Double(bytes)))
    try stages(pile, report)
  }

  /// Each stage alone, on one core, over a part of the same files.
  private static func stages(_ pile: URL, _ report: Report) throws {
    let files =
      (FileManager.default.enumerator(at: pile, includingPropertiesForKeys: nil)?.allObjects as? [URL] ?? [])
      .filter { !$0.hasDirectoryPath }.map(\.path).sorted().prefix(1500)
    var texts: [String] = []
    var input = 0
    let loose = LooseFiles(executable: Place.program, ocr: false)
    let reading = try seconds {
      for file in files {
        try loose.read(file) { _, result in
          if case .success(let reading) = result, let layer = reading.layer { texts.append(layer.text) }
        }
      }
    }
    for file in files {
      input += (try FileManager.default.attributesOfItem(atPath: file)[.size] as? Int) ?? 0
    }
    let lexicon = try KnowledgeLoader.lexicon()
    let finder = Finder(lexicon: lexicon)
    var found = 0
    let finding = seconds { for text in texts { found += finder.mentions(in: text).count } }
    let tokens = Pipeline(lexicon: lexicon).tokens
    var streams: [SearchStreams] = []
    let tokenising = seconds { streams = texts.map { tokens.streams(of: $0) } }
    var postings: [SearchPostings] = []
    let gathering = seconds { postings = streams.map { SearchPostings($0) } }
    let scratch = Place.generated.appendingPathComponent("fts-\(getpid())")
    defer { try? FileManager.default.removeItem(at: scratch) }
    let own = try Casebase.create(
      at: scratch, actor: "benchmark", at: "2026-01-01T00:00:00Z")
    let ours = try seconds {
      try own.write { db in
        let batch = SearchBatch()
        for (row, made) in postings.enumerated() {
          try batch.add(
            db, document: Int64(row + 1), postings: made,
            facts: SearchFacts(length: streams[row].count, language: nil, mediaType: nil, date: nil))
        }
        try batch.write(db)
      }
    }
    let peer = try fts(scratch, sql: "CREATE VIRTUAL TABLE t USING fts5(text)") { db in
      let insert = try db.cachedStatement(sql: "INSERT INTO t (text) VALUES (?)")
      for text in texts { try insert.execute(arguments: [text]) }
    }
    let megabytes = Double(input) / 1e6
    report.line(
      "where the time goes, each stage alone on one core, over \(input / 1_000_000) MB (\(found) mentions):")
    for (name, time) in [
      ("read, confined (parent waits for the child)", reading), ("find", finding),
      ("search tokens", tokenising), ("postings", gathering),
      ("our index (pairs and words of Chinese), one writer", ours),
      ("limit: SQLite's own FTS5 (unicode61: a run of Chinese is one token), one writer", peer),
    ] {
      report.line(String(format: "  %@: %.2f s, %.1f MB/s", name, time, megabytes / time))
    }
  }

  private static func fts(_ folder: URL, sql: String, _ body: (Database) throws -> Void) throws -> Double {
    let pool = try DatabasePool(path: folder.appendingPathComponent("peer.sqlite").path)
    return try seconds {
      try pool.write { db in
        try db.execute(sql: sql)
        try body(db)
      }
    }
  }
}
