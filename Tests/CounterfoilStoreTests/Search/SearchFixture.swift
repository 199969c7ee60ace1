import CounterfoilModel
import CounterfoilStore
import Foundation
import GRDB

/// One document of a test, with what its row in the casebase says.
struct Sample {
  var id: Int64
  var file: String
  var text: String
  var part = ""
  var language = "en"
  var mediaType = "text/plain"
  var date: String?
  var sender: String?
  var recipients: String?
  var grade = "F6"
  var marking: String?
  var title: String?
}

/// A casebase in a temporary folder, deleted when the test lets go of it.
final class SearchFixture: Sendable {
  static let plain = PlainTokens(
    simplified: ["國": "国", "間": "间", "諜": "谍", "張": "张", "偉": "伟"])
  let casebase: Casebase
  private let tokens: any SearchTokens
  private let folder: URL

  init(_ samples: [Sample] = [], tokens: any SearchTokens = plain) throws {
    self.tokens = tokens
    folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("search-\(UUID().uuidString)")
    casebase = try Casebase.create(at: folder, actor: "test", at: "2026-01-01T00:00:00Z")
    try casebase.write { db in
      try db.execute(sql: "INSERT INTO source (id, root) VALUES (1, '/')")
    }
    for sample in samples { try add(sample) }
  }

  deinit { try? FileManager.default.removeItem(at: folder) }

  func add(_ sample: Sample) throws {
    try casebase.write { db in
      try db.execute(
        sql: """
          INSERT INTO document (
            id, source, file, part, outcome, media_type, language, title, date, sender, recipients,
            grade, marking, recorded_at)
          VALUES (?, 1, ?, ?, 'read', ?, ?, ?, ?, ?, ?, ?, ?, '2026-01-01T00:00:00Z')
          """,
        arguments: [
          sample.id, sample.file, sample.part, sample.mediaType, sample.language, sample.title,
          sample.date, sample.sender, sample.recipients, sample.grade, sample.marking,
        ])
      try db.execute(
        sql: "INSERT INTO layer (document, kind, sha256, text) VALUES (?, 'text', x'00', ?)",
        arguments: [sample.id, sample.text])
      let streams = tokens.streams(of: sample.text)
      let batch = SearchBatch()
      try batch.add(
        db, document: sample.id, postings: SearchPostings(streams),
        facts: SearchFacts(
          length: streams.count, language: sample.language, mediaType: sample.mediaType,
          date: sample.date))
      try batch.write(db)
    }
  }

  func withdraw(_ sample: Sample) throws {
    try casebase.write { db in
      try SearchIndex.withdraw(
        db, document: sample.id, streams: tokens.streams(of: sample.text))
    }
  }

  func mention(_ quote: String, entity: String, in document: Int64, start: Int) throws {
    try casebase.write { db in
      try db.execute(
        sql: """
          INSERT INTO mention (document, start, end, kind, quote, confidence, entity)
          VALUES (?, ?, ?, 'organisation', ?, 1, ?)
          """,
        arguments: [document, start, start + quote.unicodeScalars.count, quote, entity])
      try db.execute(
        sql: "INSERT OR IGNORE INTO mentioned (entity, document) VALUES (?, ?)",
        arguments: [entity, document])
    }
  }

  func search(
    _ query: String, top: Int = 1000, offset: Int = 0, filters: [Query.FieldValue] = []
  ) throws -> SearchResults {
    try casebase.read { db in
      try Search.run(
        db, query: query, top: top, offset: offset, filters: filters, tokens: tokens)
    }
  }

  /// The files found, in the order of their ids.
  func files(_ query: String) throws -> [String] {
    try search(query).hits.sorted { $0.document < $1.document }.map(\.place.file)
  }
}

/// SplitMix64 (Steele, Lea and Flood 2014): the same numbers for the same seed everywhere.
struct SeededNumbers: RandomNumberGenerator {
  var state: UInt64
  init(seed: UInt64) { state = seed }
  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ mixed >> 30) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
    return mixed ^ mixed >> 31
  }
}
