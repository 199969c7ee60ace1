internal import CSearchRank
internal import CounterfoilModel
internal import Foundation
package import GRDB

/// Runs queries. The command line and the server both call this.
///
/// Saved searches are queries kept as text: they will be parsed and run here.
package struct Search {
  /// Nobody reads further, and it bounds memory.
  private static let maximumHits = 10_000

  /// Finds documents, best first.
  /// - Parameters:
  ///   - query: In the language `QueryParser` reads.
  ///   - top: How many hits to return after leaving out `offset`; together up to 10,000.
  ///   - filters: Clauses that must hold beside the query, such as a facet somebody chose.
  ///   - tokens: Those the index was made with.
  /// - Throws: `QueryError` where the query cannot be run; `DatabaseError`.
  /// - Complexity: One walk over the matches, about half a microsecond each.
  package static func run(
    _ db: Database, query: String, top: Int = 20, offset: Int = 0,
    filters: [Query.FieldValue] = [], tokens: any SearchTokens = SearchIndex.tokens
  ) throws -> SearchResults {
    try run(
      db, query: try QueryParser.parse(query), top: top, offset: offset, filters: filters,
      tokens: tokens)
  }

  /// Finds documents, best first, for a query already parsed.
  package static func run(
    _ db: Database, query: Query, top: Int = 20, offset: Int = 0,
    filters: [Query.FieldValue] = [], tokens: any SearchTokens = SearchIndex.tokens
  ) throws -> SearchResults {
    let clock = ContinuousClock()
    let begin = clock.now
    let total = try SearchTotal(db)
    var expansion = try NameExpansion(tokens: tokens, db)
    let query = try expansion.expand(query)
    let plan = try SearchPlan(query, filters, total: total, tokens: tokens, db)
    let offset = min(max(offset, 0), Self.maximumHits)
    let capacity = min(offset + min(max(top, 0), Self.maximumHits), Self.maximumHits)
    var result = WalkResult()
    try plan.walk(capacity: capacity, total: total, into: &result, db)
    let hits = try fetch(
      result.best.dropFirst(offset), terms: query.positiveTerms, tokens: tokens, db)
    return SearchResults(
      total: result.total, totalIsExact: true, hits: hits, facets: try facets(result, db),
      names: expansion.names, elapsed: clock.now - begin)
  }

  // MARK: hits

  private static func fetch(
    _ best: ArraySlice<search_hit>, terms: [Query.Term], tokens: any SearchTokens, _ db: Database
  ) throws -> [SearchHit] {
    let finder = SnippetFinder(
      terms: terms.compactMap { try? MatchExpression.look(up: $0, tokens) }, tokens: tokens)
    let documents = try db.cachedStatement(
      sql: """
        SELECT file, part, title, language, media_type, date, layer.text
        FROM document LEFT JOIN layer ON layer.document = document.id
        WHERE document.id = ?
        """)
    let pages = try db.cachedStatement(
      sql: "SELECT number FROM page WHERE document = ? AND start <= ? AND end > ? LIMIT 1")
    var hits: [SearchHit] = []
    for hit in best {
      let rows = try Row.fetchCursor(documents, arguments: [hit.id])
      guard let row = try rows.next() else { continue }
      let snippet =
        try row.withUnsafeData(atIndex: 6) { data in
          data?.withUnsafeBytes { finder.snippet(of: $0.bindMemory(to: UInt8.self)) }
        } ?? Snippet(text: "", marks: [], match: 0..<0)
      hits.append(
        SearchHit(
          document: hit.id,
          place: DocumentPlace(file: row["file"], part: row["part"]),
          title: row["title"],
          page: try Int.fetchOne(
            pages,
            arguments: [hit.id, snippet.match.lowerBound, snippet.match.lowerBound]),
          score: hit.score,
          snippet: snippet.text,
          snippetMarks: snippet.marks,
          start: snippet.match.lowerBound,
          end: snippet.match.upperBound,
          language: row["language"],
          mediaType: row["media_type"],
          date: row["date"]))
    }
    return hits
  }

  // MARK: facets

  private static func facets(_ result: WalkResult, _ db: Database) throws -> SearchFacets {
    var types: [String: Int] = [:]
    var languages: [String: Int] = [:]
    let rows = try Row.fetchCursor(
      db, sql: "SELECT DISTINCT kind, number, value FROM search_value ORDER BY kind, number, value")
    var counted: Set<[Int]> = []
    while let row = try rows.next() {
      let number: Int = row["number"]
      let value: String = row["value"]
      let isType = row["kind"] == SearchIndex.ValueKind.type.rawValue
      // Values that came after the numbers ran out share the last one.
      guard counted.insert([isType ? 0 : 1, number]).inserted else { continue }
      if isType {
        let count = Int(result.types[number])
        if count > 0 { types[MediaClass(mediaType: value).rawValue, default: 0] += count }
      } else {
        let count = Int(result.languages[number])
        if count > 0 { languages[value, default: 0] += count }
      }
    }
    func mostFirst(_ counts: [String: Int]) -> [SearchFacets.Count] {
      counts.map { SearchFacets.Count(value: $0.key, count: $0.value) }
        .sorted { ($1.count, $0.value) < ($0.count, $1.value) }
    }
    var months: [SearchFacets.Count] = []
    for (index, count) in result.months.enumerated() where count > 0 && index > 0 {
      months.append(
        SearchFacets.Count(value: PackedDate.month(ofIndex: index), count: Int(count)))
    }
    return SearchFacets(
      types: mostFirst(types), languages: mostFirst(languages), months: months)
  }
}
