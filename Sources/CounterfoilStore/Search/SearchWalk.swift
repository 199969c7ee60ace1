internal import CSearchRank
internal import GRDB

/// Which documents a walk lets through; all conditions hold together.
struct WalkFilter {
  var allowed: DocumentSet?
  /// By the numbers of `search_value`.
  var types: Set<Int>?
  var languages: Set<Int>?
  var dateFrom: UInt32 = 0
  var dateBefore: UInt32 = .max

  mutating func allow(_ set: DocumentSet) {
    if allowed == nil { allowed = set } else { allowed?.formIntersection(set) }
  }

  mutating func allow(types numbers: Set<Int>) {
    types = types?.intersection(numbers) ?? numbers
  }

  mutating func allow(languages numbers: Set<Int>) {
    languages = languages?.intersection(numbers) ?? numbers
  }
}

/// How many documents, as `search_total` has it.
struct SearchTotal {
  var documents: Int64
  var tokens: Int64
  var last: Int64
  /// One more than the highest id.
  var bound: Int { Int(last) + 1 }

  init(_ db: Database) throws {
    let row = try Row.fetchOne(db, sql: "SELECT documents, tokens, last FROM search_total")
    documents = row?["documents"] ?? 0
    tokens = row?["tokens"] ?? 0
    last = row?["last"] ?? 0
  }
}

/// What walks count and keep; a second walk adds to the first.
struct WalkResult {
  var total = 0
  var best: [search_hit] = []
  var types = [UInt32](repeating: 0, count: Int(SEARCH_TYPES))
  var languages = [UInt32](repeating: 0, count: Int(SEARCH_LANGUAGES))
  var months = [UInt32](repeating: 0, count: Int(SEARCH_MONTHS))
}

extension WalkFilter {
  /// Walks the matches of `expression`, or every allowed document where it is nil, keeping the
  /// best `capacity` after those `result` holds already.
  func rank(
    _ expression: MatchExpression?, capacity: Int, total: SearchTotal, into result: inout WalkResult,
    _ db: Database
  ) throws {
    let room = max(0, capacity - result.best.count)
    let best = UnsafeMutablePointer<search_hit>.allocate(capacity: max(1, room))
    defer { best.deallocate() }
    let phrases = expression?.phrases ?? []
    try phrases.withUnsafeBufferPointer { phrases in
      try result.types.withUnsafeMutableBufferPointer { types in
        try result.languages.withUnsafeMutableBufferPointer { languages in
          try result.months.withUnsafeMutableBufferPointer { months in
            var walk = search_walk()
            walk.phrases = phrases.baseAddress
            walk.phrase_count = Int32(phrases.count)
            walk.document_count = total.documents
            walk.token_count = total.tokens
            walk.last_id = total.last
            walk.capacity = Int32(room)
            walk.best = best
            walk.types = types.baseAddress
            walk.languages = languages.baseAddress
            walk.months = months.baseAddress
            try with(&walk) { walk in
              if let expression {
                search_walk_matches(db.sqliteConnection, expression.sql, &walk)
              } else {
                search_walk_allowed(db.sqliteConnection, &walk)
              }
            } failing: {
              Self.error($0, db)
            }
            result.total += Int(walk.total)
            result.best += UnsafeBufferPointer(start: best, count: Int(walk.best_count))
          }
        }
      }
    }
  }

  /// The documents that match `expression`, whatever the filter says.
  static func matches(
    _ expression: MatchExpression, total: SearchTotal, _ db: Database
  ) throws -> DocumentSet {
    var set = DocumentSet(bound: total.bound)
    let bound = Int64(set.bound)
    let code = set.withUnsafeMutableWords { words in
      var walk = search_walk()
      walk.found = words
      walk.found_count = bound
      return search_walk_matches(db.sqliteConnection, expression.sql, &walk)
    }
    if code != SQLITE_OK { throw error(code, db) }
    return set
  }

  /// Every indexed document the filter lets through.
  func documents(total: SearchTotal, _ db: Database) throws -> DocumentSet {
    var set = DocumentSet(bound: total.bound)
    let bound = Int64(set.bound)
    try set.withUnsafeMutableWords { words -> Result<Void, any Error> in
      Result {
        var walk = search_walk()
        walk.found = words
        walk.found_count = bound
        try with(&walk) {
          search_walk_facts(db.sqliteConnection, &$0)
        } failing: {
          Self.error($0, db)
        }
      }
    }.get()
    return set
  }

  /// Lends the filter's tables to a walk.
  private func with(
    _ walk: inout search_walk, _ body: (inout search_walk) -> Int32,
    failing error: (Int32) -> any Error
  ) throws {
    walk.date_from = dateFrom
    walk.date_before = dateBefore
    let types = types.map { Self.table($0, Int(SEARCH_TYPES)) } ?? []
    let languages = languages.map { Self.table($0, Int(SEARCH_LANGUAGES)) } ?? []
    let allowedWords = allowed?.words ?? []
    let code = types.withUnsafeBufferPointer { types in
      languages.withUnsafeBufferPointer { languages in
        allowedWords.withUnsafeBufferPointer { words in
          walk.types_allowed = self.types == nil ? nil : types.baseAddress
          walk.languages_allowed = self.languages == nil ? nil : languages.baseAddress
          walk.allowed = allowed == nil ? nil : words.baseAddress
          walk.allowed_count = Int64(allowed?.bound ?? 0)
          return body(&walk)
        }
      }
    }
    if code != SQLITE_OK { throw error(code) }
  }

  private static func table(_ numbers: Set<Int>, _ count: Int) -> [UInt8] {
    var table = [UInt8](repeating: 0, count: count)
    for number in numbers where number >= 0 && number < count { table[number] = 1 }
    return table
  }

  private static func error(_ code: Int32, _ db: Database) -> any Error {
    DatabaseError(resultCode: ResultCode(rawValue: code), message: db.lastErrorMessage)
  }
}
