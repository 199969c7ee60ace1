internal import GRDB

/// Finds the documents that a field clause means.
struct FieldFilter {
  var total: SearchTotal
  var tokens: any SearchTokens

  /// Names that the statements of an entity carry.
  private static let nameProperties = "'name', 'alias', 'weakAlias', 'previousName', 'abbreviation'"
  /// Names are looked for in at most so many documents that hold their words, or so many different
  /// senders.
  private static let maximumCandidates = 20_000

  /// Narrows `filter` where the packed facts alone answer the clause; false where they cannot.
  func narrow(
    _ filter: inout WalkFilter, _ value: Query.FieldValue, negated: Bool, _ db: Database
  ) throws -> Bool {
    switch value {
    case .type, .mediaType:
      filter.allow(types: try numbers(.type, 0...4095, negated, db) { matches(value, $0) })
    case .language:
      filter.allow(languages: try numbers(.language, 0...255, negated, db) { matches(value, $0) })
    case .after(let date) where !negated:
      filter.dateFrom = max(filter.dateFrom, date.number)
    case .before(let date) where !negated:
      // Documents without a date are 0, and before nothing.
      filter.dateFrom = max(filter.dateFrom, 1)
      filter.dateBefore = min(filter.dateBefore, date.number)
    default:
      return false
    }
    return true
  }

  /// The documents the clause means.
  func documents(_ value: Query.FieldValue, _ db: Database) throws -> DocumentSet {
    var filter = WalkFilter()
    if try narrow(&filter, value, negated: false, db) {
      return try filter.documents(total: total, db)
    }
    var set = DocumentSet(bound: total.bound)
    func insert(_ sql: String, _ arguments: StatementArguments) throws {
      let ids = try Int64.fetchCursor(db, sql: sql, arguments: arguments)
      while let id = try ids.next() { set.insert(id) }
    }
    switch value {
    case .from(let name):
      try addresses("sender", Self.containing(name), db) { set.insert($0) }
    case .to(let name):
      try addresses("recipients", Self.containing(name), db) { set.insert($0) }
    case .path(let pattern) where pattern.contains("*") || pattern.contains("?"):
      // GLOB gives [ a meaning that nobody means in a path.
      let glob = pattern.replacing("[", with: "[[]").lowercased()
      try insert(
        """
        SELECT id FROM document
        WHERE lower(file) GLOB ?1 OR (part <> '' AND (lower(part) GLOB ?1 OR lower(file || '/' || part) GLOB ?1))
        """, [glob])
    case .path(let words):
      try insert(
        """
        SELECT id FROM document
        WHERE file LIKE ?1 ESCAPE '\\' OR (part <> '' AND file || '/' || part LIKE ?1 ESCAPE '\\')
        """, [Self.containing(words)])
    case .grade(let reliability, let credibility):
      let pattern = (reliability ?? "_") + (credibility ?? "_")
      guard (reliability ?? "F") == "F", (credibility ?? "6") == "6" else {
        try insert("SELECT id FROM document WHERE grade <> 'F6' AND grade LIKE ?", [pattern])
        break
      }
      // Almost every document is F6: take out the graded ones that differ.
      try insert("SELECT id FROM document WHERE grade <> 'F6' AND grade NOT LIKE ?", [pattern])
      var all = try WalkFilter().documents(total: total, db)
      all.subtract(set)
      return all
    case .marking(let marking):
      try insert(
        "SELECT id FROM document WHERE marking IS NOT NULL AND marking = ?", [marking])
    case .entity(let name):
      set = try entity(name, db)
    case .type, .mediaType, .language, .before, .after:
      break
    }
    // Rejected files and folders have rows too, and are not to be found.
    set.formIntersection(try WalkFilter().documents(total: total, db))
    return set
  }

  // MARK: senders and recipients

  /// Documents whose `column` is like `pattern`.
  ///
  /// Few people write most mails: the different values are walked from one to the next through the
  /// column's index, and only where there are very many is every row looked at.
  private func addresses(
    _ column: String, _ pattern: String, _ db: Database, _ insert: (Int64) -> Void
  ) throws {
    let values = try Row.fetchAll(
      db,
      sql: """
        WITH RECURSIVE next(value) AS (
          SELECT min(\(column)) FROM document WHERE \(column) IS NOT NULL
          UNION ALL
          SELECT (SELECT min(\(column)) FROM document WHERE \(column) > value) FROM next
          WHERE value IS NOT NULL LIMIT \(Self.maximumCandidates))
        SELECT value, value LIKE ? ESCAPE '\\' AS fits FROM next WHERE value IS NOT NULL
        """, arguments: [pattern])
    // The last step finds nothing more.
    guard values.count < Self.maximumCandidates else {
      let ids = try Int64.fetchCursor(
        db,
        sql: "SELECT id FROM document WHERE \(column) IS NOT NULL AND \(column) LIKE ? ESCAPE '\\'",
        arguments: [pattern])
      while let id = try ids.next() { insert(id) }
      return
    }
    for row in values where row["fits"] {
      let value: String = row["value"]
      let ids = try Int64.fetchCursor(
        db, sql: "SELECT id FROM document WHERE \(column) = ?", arguments: [value])
      while let id = try ids.next() { insert(id) }
    }
  }

  // MARK: types and languages

  private func numbers(
    _ kind: SearchIndex.ValueKind, _ every: ClosedRange<Int>, _ negated: Bool, _ db: Database,
    _ matches: (String) -> Bool
  ) throws -> Set<Int> {
    var numbers: Set<Int> = []
    let rows = try Row.fetchCursor(
      db, sql: "SELECT number, value FROM search_value WHERE kind = ?", arguments: [kind.rawValue])
    while let row = try rows.next() {
      if matches(row["value"]) { numbers.insert(row["number"]) }
    }
    return negated ? Set(every).subtracting(numbers) : numbers
  }

  private func matches(_ wanted: Query.FieldValue, _ value: String) -> Bool {
    switch wanted {
    case .type(let kind):
      return MediaClass(mediaType: value) == kind
    case .mediaType(let type):
      return type.hasSuffix("/*") ? value.hasPrefix(type.dropLast(1)) : value == type
    case .language(let tag):
      let value = value.lowercased()
      return value == tag || value.hasPrefix(tag + "-")
    default:
      return false
    }
  }

  // MARK: entities

  /// Documents with a mention of the entity; or of an entity so named; or with a mention that reads
  /// as the name.
  private func entity(_ name: String, _ db: Database) throws -> DocumentSet {
    var set = DocumentSet(bound: total.bound)
    var entities: Set<String> = [name]
    if let candidates = try documentsNaming(name, db) {
      let mentions = try db.cachedStatement(
        sql: "SELECT entity, quote, value FROM mention WHERE document = ?")
      let folded = name.lowercased()
      for id in candidates {
        let rows = try Row.fetchCursor(mentions, arguments: [id])
        while let row = try rows.next() {
          let quote: String = row["quote"]
          let value: String? = row["value"]
          guard quote.lowercased() == folded || value?.lowercased() == folded else { continue }
          set.insert(id)
          if let entity: String = row["entity"] { entities.insert(entity) }
        }
      }
    }
    for entity in entities {
      let ids = try Int64.fetchCursor(
        db, sql: "SELECT document FROM mentioned WHERE entity = ?", arguments: [entity])
      while let id = try ids.next() { set.insert(id) }
      let stated = try Int64.fetchCursor(
        db,
        sql: """
          SELECT DISTINCT document FROM statement WHERE entity = ? AND document IS NOT NULL
          """, arguments: [entity])
      while let id = try stated.next() { set.insert(id) }
    }
    return set
  }

  /// Documents whose text holds the words of the name; nil where it has none.
  private func documentsNaming(_ name: String, _ db: Database) throws -> [Int64]? {
    guard
      let expression = try? MatchExpression(
        .term(Query.Term(text: name)), tokens: tokens, ranks: false)
    else { return nil }
    return try Int64.fetchAll(
      db, sql: "SELECT rowid FROM search WHERE search MATCH ? LIMIT ?",
      arguments: [expression.sql, Self.maximumCandidates])
  }

  private static func containing(_ text: String) -> String {
    var pattern = "%"
    for character in text {
      if character == "%" || character == "_" || character == "\\" { pattern.append("\\") }
      pattern.append(character)
    }
    return pattern + "%"
  }
}
