import CounterfoilStore
import Foundation
import GRDB
import Testing

/// The segments written by hand against those FTS5 writes itself.
@Suite struct `Index segments` {
  @Test func `hold what FTS5 would hold, token by token`() throws {
    let documents = Self.documents()
    let casebase = try TemporaryBase()
    // Parts come before the container they lie in: identifiers do not ascend.
    for half in [documents.prefix(150).reversed(), documents.dropFirst(150).reversed()] {
      try casebase.base.write { db in
        let batch = SearchBatch()
        for (id, streams) in half {
          try batch.add(
            db, document: id, postings: SearchPostings(streams),
            facts: SearchFacts(length: streams.count, language: nil, mediaType: nil, date: nil))
        }
        try batch.write(db)
      }
    }
    let ours = try casebase.instances()
    let peer = try Self.byFTS5(documents)
    #expect(ours.count > 100_000)
    #expect(ours == peer)

    try casebase.base.write { db in
      try db.execute(sql: "PRAGMA writable_schema = RESET")
      try db.execute(sql: "INSERT INTO search (search) VALUES ('integrity-check')")
      try db.execute(sql: "INSERT INTO search (search) VALUES ('optimize')")
      try db.execute(sql: "INSERT INTO search (search) VALUES ('integrity-check')")
    }
    #expect(try casebase.instances() == peer)
  }

  @Test func `a long list is entered in its middle`() throws {
    let casebase = try TemporaryBase()
    try casebase.base.write { db in
      let batch = SearchBatch()
      for id in 1...40_000 {
        let text = id % 9_999 == 0 ? "common rare" : "common"
        try batch.add(
          db, document: Int64(id),
          postings: SearchPostings(SearchStreams(text: Array(text.utf8), words: [], count: 2)),
          facts: SearchFacts(length: 2, language: nil, mediaType: nil, date: nil))
      }
      try batch.write(db)
    }
    let (found, indexed) = try casebase.base.read { db in
      (
        try Int64.fetchAll(db, sql: "SELECT rowid FROM search('common AND rare')"),
        // The lowest bit says that the pages of the page's last list have an index.
        try Int.fetchOne(db, sql: "SELECT count(*) FROM search_idx WHERE pgno & 1") ?? 0
      )
    }
    #expect(found == [9_999, 19_998, 29_997, 39_996])
    #expect(indexed == 1)
  }

  @Test func `merge once there are sixteen, and not before`() throws {
    let casebase = try TemporaryBase()
    for id in 1...Int64(SearchIndex.mergedSegments) {
      #expect(try casebase.segments() == Int(id) - 1)
      try casebase.base.write { db in
        let batch = SearchBatch()
        try batch.add(
          db, document: id,
          postings: SearchPostings(SearchStreams(text: Array("common a\(id)".utf8), words: [], count: 2)),
          facts: SearchFacts(length: 2, language: nil, mediaType: nil, date: nil))
        try batch.write(db)
      }
      while try !casebase.base.write({ try SearchIndex.merge($0) }) {}
    }
    #expect(try casebase.segments() == 1)
    #expect(try casebase.instances().count == 2 * SearchIndex.mergedSegments)
  }

  /// Short and long ones, a word repeated over many pages, and words that share long beginnings.
  private static func documents() -> [(Int64, SearchStreams)] {
    var numbers = SeededNumbers(seed: 3)
    return (0..<300).map { number in
      var text: [String] = []
      let count = number == 77 ? 60_000 : Int.random(in: 0..<900, using: &numbers)
      for _ in 0..<count {
        let word = Int.random(in: 0..<(number == 77 ? 2 : 4_000), using: &numbers)
        text.append(
          word < 2
            ? "the" : word % 5 == 0 ? "国\(word)" : String(repeating: "ab", count: word % 29) + "\(word)")
      }
      let words = text.filter { $0.count % 3 == 0 }
      return (
        Int64(number * number + 1),
        SearchStreams(
          text: Array(text.joined(separator: " ").utf8), words: Array(words.joined(separator: " ").utf8),
          count: text.count)
      )
    }
  }

  private static func byFTS5(_ documents: [(Int64, SearchStreams)]) throws -> [String] {
    let queue = try DatabaseQueue()
    return try queue.write { db in
      let marks = "!#$%&()*+,-./:;<=>?@[\\]^_`{|}~"
      try db.execute(
        sql: """
          CREATE VIRTUAL TABLE search USING fts5(
            text, words, characters, content='', columnsize=0, tokenize="ascii tokenchars '\(marks)'")
          """)
      for (id, streams) in documents {
        try db.execute(
          sql: "INSERT INTO search (rowid, text, words, characters) VALUES (?, ?, ?, ?)",
          arguments: [
            id, String(decoding: streams.text, as: UTF8.self),
            String(decoding: streams.words, as: UTF8.self),
            String(decoding: streams.characters, as: UTF8.self),
          ])
      }
      return try Self.instances(db)
    }
  }

  fileprivate static func instances(_ db: Database) throws -> [String] {
    try db.execute(
      sql: "CREATE VIRTUAL TABLE IF NOT EXISTS temp.vocabulary USING fts5vocab(main, search, instance)")
    return try String.fetchAll(
      db, sql: "SELECT term || ' ' || doc || ' ' || col || ' ' || offset FROM temp.vocabulary")
  }

  private final class TemporaryBase {
    let base: Casebase
    init() throws {
      base = try Casebase.create(
        at: FileManager.default.temporaryDirectory.appendingPathComponent("batch-\(UUID().uuidString)"),
        actor: "test", at: "2026-01-01T00:00:00Z")
    }
    deinit { try? FileManager.default.removeItem(at: base.folder) }

    func instances() throws -> [String] {
      let queue = try DatabaseQueue(path: base.folder.appendingPathComponent("casebase.sqlite").path)
      return try queue.write { try `Index segments`.instances($0) }
    }

    /// Read from FTS5's record of its structure, where the number of segments is the third.
    func segments() throws -> Int {
      let record = try base.read {
        try Data.fetchOne($0, sql: "SELECT block FROM search_data WHERE id = 10") ?? Data()
      }
      return record.count > 5 ? Int(record[record.startIndex + 5]) : 0
    }
  }
}
