import Counterfoil
import CounterfoilAnalysis
import CounterfoilModel
import CounterfoilStore
import Foundation
import GRDB

/// Near-duplicates over generated documents with known copies: what is found, what is found wrongly, how fast.
///
/// Goes the casebase's own way: sketches as the lanes make them, then the writer with its index and its comparison of
/// candidates, in transactions as an ingest has them. Readers and search index are left out.
enum CopyBenchmark {
  private static let transaction = 5_000

  static func run(_ report: Report) throws {
    let count = Int(ProcessInfo.processInfo.environment["BENCH_DOCUMENTS"] ?? "") ?? 100_000
    let folder = Place.generated.appendingPathComponent("copies-\(getpid())")
    defer { try? FileManager.default.removeItem(at: folder) }
    let casebase = try Casebase.create(at: folder, actor: "benchmark", at: "2026-01-01T00:00:00Z")
    try casebase.write { try $0.execute(sql: "INSERT INTO source (id, root) VALUES (1, '/')") }
    var pile = CopyPile(seed: 70)
    var origins: [CopyPile.Origin] = []
    var bytes = 0
    var keys = 0
    var (sketching, comparing, committing, hashing, reading) = (0.0, 0.0, 0.0, 0.0, 0.0)
    while origins.count < count {
      let documents = (0..<min(transaction, count - origins.count)).map { _ in pile.next() }
      let texts = documents.map(\.text)
      bytes += texts.reduce(0) { $0 + $1.utf8.count }
      var digests: [Digest] = []
      hashing += processorSeconds { digests = texts.map { Digest(sha256: $0) } }
      var sum: UInt64 = 0
      reading += processorSeconds {
        for text in texts { sum = text.utf8.reduce(sum) { $0 &+ UInt64($1) } }
      }
      precondition(sum > 0)
      var sketches: [CopySketch?] = []
      sketching += processorSeconds { sketches = texts.map(CopySketcher.sketch) }
      let begin = processorTime()
      var inside = 0.0
      var inserted = 0.0
      try casebase.write { db in
        inserted = try processorSeconds { try insert(texts, digests, from: origins.count, db) }
        inside = try processorSeconds {
          let batch = CopyBatch(ShingleComparer())
          for (index, sketch) in sketches.enumerated() {
            guard let sketch else { continue }
            keys += sketch.keys.count
            try batch.add(db, document: Int64(origins.count + index + 1), sketch: sketch)
          }
          try batch.write(db)
        }
      }
      comparing += inside
      // Of the commit, what is not the texts' own: at most all of it.
      committing += processorTime() - begin - inside - inserted
      origins += documents.map(\.origin)
    }
    let megabytes = Double(bytes) / 1e6
    func speed(_ seconds: Double) -> String { String(format: "%.0f MB/s", megabytes / seconds) }
    report.line(
      "\(count) documents, \(Int(megabytes)) MB of text, half English, half Chinese; seconds of one core")
    report.line("copies, sketched and compared: \(speed(sketching + comparing)) a core (at least 20)")
    report.line(
      String(
        format: "  sketches %.1f s (%.0f MB/s), index and comparison %.1f s (%.0f MB/s)", sketching,
        megabytes / sketching, comparing, megabytes / comparing))
    report.line(
      String(
        format: "  commits, with those of the texts: %.1f s; %.1f keys a document", committing,
        Double(keys) / Double(count)))
    report.line(
      "limit: SHA-256 of the same bytes: \(speed(hashing)) a core; touching each byte: \(speed(reading))")
    let sizes = try casebase.read { db in
      try Int.fetchOne(
        db,
        sql: "SELECT sum(pgsize) FROM dbstat WHERE name IN ('copy', 'copy_other', 'copy_key', 'copy_sketch')")
    }
    if let sizes {
      report.line(String(format: "  tables: %.1f %% of the text", Double(sizes) / Double(bytes) * 100))
    }
    try judge(casebase, origins, report)
  }

  private static func insert(
    _ texts: [String], _ digests: [Digest], from number: Int, _ db: Database
  ) throws {
    for (index, text) in texts.enumerated() {
      let id = number + index + 1
      try db.cachedStatement(
        sql: """
          INSERT INTO document (id, source, file, outcome, recorded_at)
          VALUES (?, 1, ?, 'read', '2026-01-01T00:00:00Z')
          """
      ).execute(arguments: [id, "\(id).txt"])
      try db.cachedStatement(
        sql: "INSERT INTO layer (document, kind, sha256, text) VALUES (?, 'text', ?, ?)"
      ).execute(arguments: [id, Data(digests[index].bytes), text])
    }
  }

  // MARK: Judging

  private static func judge(_ casebase: Casebase, _ origins: [CopyPile.Origin], _ report: Report) throws {
    let (groups, parts) = try casebase.read { try CopyGroup.fetch($0) }
    func number(_ place: DocumentPlace) -> Int { (Int(place.file.dropLast(4)) ?? 0) - 1 }
    var group = [Int](repeating: -1, count: origins.count)
    for (index, found) in groups.enumerated() {
      for place in found.documents { group[number(place)] = index }
    }
    func source(_ index: Int) -> Int {
      switch origins[index] {
      case .alone: index
      case .copy(let of, _, _), .decoy(let of, _), .passage(let of, _): of
      }
    }
    var found: [String: (hits: Int, all: Int)] = [:]
    func count(_ kind: String, _ hit: Bool) {
      found[kind, default: (0, 0)].all += 1
      if hit { found[kind, default: (0, 0)].hits += 1 }
    }
    let containing = Set(parts.map { Pair(number($0.place), number($0.other)) })
    for (index, origin) in origins.enumerated() {
      switch origin {
      case .alone: break
      case .copy(let of, let shared, let how):
        let hit = group[index] >= 0 && group[index] == group[of]
        count("all", hit)
        count(how.rawValue, hit)
        if how != .words { count(shared < 0.8 ? "70–80 %" : shared < 0.9 ? "80–90 %" : "90–100 %", hit) }
      case .decoy(let of, let shared):
        count("decoy", group[index] >= 0 && group[index] == group[of])
        precondition(shared <= 0.501)
      case .passage(let of, _):
        count(
          "passage",
          containing.contains(Pair(index, of)) || group[index] >= 0 && group[index] == group[of])
      }
    }
    // A link is right between an original and its copy, or two copies of one which need not share more than half.
    var (right, wrong) = (0, 0)
    for found in groups {
      for link in found.links {
        let (one, two) = (number(link.place), number(link.other))
        if source(one) == source(two), isKin(origins[one]), isKin(origins[two]) {
          right += 1
        } else {
          wrong += 1
        }
      }
    }
    var (rightParts, wrongParts) = (0, 0)
    for part in parts {
      if source(number(part.place)) == source(number(part.other)) { rightParts += 1 } else { wrongParts += 1 }
    }
    func line(_ name: String, _ key: String) {
      let (hits, all) = found[key] ?? (0, 0)
      report.line(String(format: "%@: %.4f  (%d of %d)", name, Double(hits) / Double(max(1, all)), hits, all))
    }
    line("recall, copies of 70 to 100 % shared text (at least 0.98)", "all")
    for key in ["70–80 %", "80–90 %", "90–100 %"] { line("  \(key) shared", key) }
    for (key, words) in [
      ("sentences", "sentences replaced in many places"), ("stretch", "one stretch replaced"),
      ("moved", "moved, in capitals or traditional characters"),
      ("words", "single words replaced, 90 to 100 % kept"),
    ] { line("  \(words)", key) }
    report.line(
      String(
        format: "precision, of two documents linked (at least 0.98): %.4f  (%d wrong of %d)",
        Double(right) / Double(max(1, right + wrong)), wrong, right + wrong))
    line("decoys of 30 to 50 % shared text taken for copies", "decoy")
    line("recall, passages of 150 words or more, in the document they are from", "passage")
    report.line(
      String(
        format: "precision of parts: %.4f  (%d wrong of %d)",
        Double(rightParts) / Double(max(1, rightParts + wrongParts)), wrongParts, rightParts + wrongParts))
  }

  private static func isKin(_ origin: CopyPile.Origin) -> Bool {
    switch origin {
    case .alone, .copy, .passage: true
    case .decoy: false
    }
  }

  private struct Pair: Hashable {
    var low: Int
    var high: Int
    init(_ one: Int, _ two: Int) { (low, high) = (min(one, two), max(one, two)) }
  }

  // MARK: Time

  /// The thread's, so that other work on the machine does not count.
  private static func processorTime() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }

  private static func processorSeconds(_ body: () throws -> Void) rethrows -> Double {
    let start = processorTime()
    try body()
    return processorTime() - start
  }
}
