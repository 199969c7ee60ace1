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
    let pile = Place.generated.appendingPathComponent("pile")
    var corpus = Corpus(seed: 1)
    let (bytes, files) = try corpus.write(to: pile, bytes: megabytes * 1_000_000)
    report.line(
      "\(bytes / 1_000_000) MB in \(files) files: a third each text, HTML, mail; half English, half Chinese")
    let base = Place.generated.appendingPathComponent("casebase")
    var speeds: [Double] = []
    for _ in 0..<3 {
      try? FileManager.default.removeItem(at: base)
      try Command.run(Place.program, ["init", base.path])
      speeds.append(
        Double(bytes) / 1e6
          / (try Command.run(Place.program, ["ingest", pile.path, "--casebase", base.path])))
    }
    report.figure("counterfoil ingest", speeds, unit: "MB/s of input (at least 6)")
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
    let loose = LooseFiles(executable: Place.program)
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
    let scratch = Place.generated.appendingPathComponent("fts")
    let ours = try fts(
      scratch,
      sql: "CREATE VIRTUAL TABLE t USING fts5(text, words, content='', columnsize=0, tokenize='ascii')"
    ) { db in
      let insert = try db.cachedStatement(sql: "INSERT INTO t (rowid, text, words) VALUES (?, ?, ?)")
      for (row, stream) in streams.enumerated() {
        try insert.execute(arguments: [
          row,
          String(decoding: stream.text, as: UTF8.self), String(decoding: stream.words, as: UTF8.self),
        ])
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
      ("search tokens", tokenising), ("our index (pairs and words of Chinese), one writer", ours),
      ("limit: SQLite's own FTS5 (unicode61: a run of Chinese is one token), one writer", peer),
    ] {
      report.line(String(format: "  %@: %.2f s, %.1f MB/s", name, time, megabytes / time))
    }
  }

  private static func fts(_ folder: URL, sql: String, _ body: (Database) throws -> Void) throws -> Double {
    try? FileManager.default.removeItem(at: folder)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let pool = try DatabasePool(path: folder.appendingPathComponent("t.sqlite").path)
    return try seconds {
      try pool.write { db in
        try db.execute(sql: sql)
        try body(db)
      }
    }
  }
}
