internal import CSearchRank

/// A query without fields, written as an FTS5 expression.
struct MatchExpression {
  /// FTS5's syntax; every token stands between double quotes.
  private(set) var sql = ""
  /// One for each phrase of `sql`, in its order.
  private(set) var phrases: [search_phrase] = []

  /// How much a word's exact form adds to what its stem counts.
  private static let exactWeight = 0.5

  /// True where FTS5 can answer the query by itself: its NOT needs something to take from.
  static func canExpress(_ query: Query) -> Bool {
    switch query {
    case .term, .near: true
    case .field, .not: false
    case .or(let parts): parts.allSatisfy(canExpress)
    case .and(let parts):
      parts.contains(where: canExpress)
        && parts.allSatisfy { part in
          if case .not(let inner) = part { return canExpress(inner) }
          return canExpress(part)
        }
    }
  }

  /// - Precondition: `canExpress(query)`.
  init(_ query: Query, tokens: any SearchTokens, ranks: Bool = true) throws(QueryError) {
    try write(query, tokens, ranks)
  }

  private mutating func write(
    _ query: Query, _ tokens: any SearchTokens, _ ranks: Bool
  ) throws(QueryError) {
    switch query {
    case .term(let term):
      let found = try Self.look(up: term, tokens)
      let stem = phrases.count
      if let exact = found.exact, ranks {
        sql += "("
        phrase(found, ranks ? 1 : 0)
        sql += " OR words : \(Self.quoted([exact])))"
        phrases.append(
          search_phrase(weight: Self.exactWeight, idf_of: Int32(stem), fixed_idf: 0))
      } else {
        phrase(found, ranks ? 1 : 0)
      }
    case .near(let terms, let distance):
      sql += "text : NEAR("
      for (index, term) in terms.enumerated() {
        let found = try Self.look(up: term, tokens)
        sql += (index > 0 ? " " : "") + Self.quoted(found.tokens) + (found.isPrefix ? "*" : "")
        append(found, ranks ? 1 : 0)
      }
      sql += ", \(distance))"
    case .or(let parts):
      try join(parts, " OR ", tokens, ranks)
    case .and(let parts):
      var wanted: [Query] = []
      var unwanted: [Query] = []
      for part in parts {
        if case .not(let inner) = part { unwanted.append(inner) } else { wanted.append(part) }
      }
      if unwanted.isEmpty { return try join(wanted, " AND ", tokens, ranks) }
      sql += "("
      try join(wanted, " AND ", tokens, ranks)
      sql += " NOT "
      try join(unwanted, " OR ", tokens, false)
      sql += ")"
    case .field, .not: preconditionFailure("checked by canExpress")
    }
  }

  private mutating func join(
    _ parts: [Query], _ keyword: String, _ tokens: any SearchTokens, _ ranks: Bool
  ) throws(QueryError) {
    sql += "("
    for (index, part) in parts.enumerated() {
      if index > 0 { sql += keyword }
      try write(part, tokens, ranks)
    }
    sql += ")"
  }

  private mutating func phrase(_ term: SearchTerm, _ weight: Double) {
    if let character = term.loneCharacter {
      sql += "characters : " + Self.quoted([character])
      phrases.append(search_phrase(weight: weight, idf_of: Int32(phrases.count), fixed_idf: 0))
      return
    }
    // A stem stands in `text` only, so a word's beginning may be found in either.
    let columns = term.isWrittenForm && term.tokens.count == 1 ? "{text words}" : "text"
    sql += columns + " : " + Self.quoted(term.tokens) + (term.isPrefix ? "*" : "")
    append(term, weight)
  }

  private mutating func append(_ term: SearchTerm, _ weight: Double) {
    phrases.append(
      search_phrase(
        weight: weight, idf_of: Int32(phrases.count), fixed_idf: term.isPrefix ? 1 : 0))
  }

  /// The tokens of a term, or why there are none.
  static func look(
    up term: Query.Term, _ tokens: any SearchTokens
  ) throws(QueryError) -> SearchTerm {
    let found = tokens.tokens(ofQuery: term)
    guard !found.tokens.isEmpty else {
      throw QueryError(
        .nothingSearchable, at: term.range.lowerBound,
        "there is nothing to look for in \(term.text); give letters, digits or Chinese characters")
    }
    if found.isPrefix, let last = found.tokens.last, last.utf8.count == 1 {
      throw QueryError(
        .shortPrefix, at: term.range.lowerBound,
        "\(last)* matches too much; give at least two letters before *")
    }
    return found
  }

  private static func quoted(_ tokens: [String]) -> String {
    // Tokens hold no quotes; if one did, doubling it keeps the expression whole.
    var out: [UInt8] = [0x22]
    for (index, token) in tokens.enumerated() {
      if index > 0 { out.append(0x20) }
      for byte in token.utf8 where byte != 0 {
        if byte == 0x22 { out.append(0x22) }
        out.append(byte)
      }
    }
    out.append(0x22)
    return String(decoding: out, as: UTF8.self)
  }
}

extension SearchTerm {
  /// The character, where one alone is looked for that column `characters` holds.
  var loneCharacter: String? {
    guard isPrefix, tokens.count == 1, let first = tokens[0].utf8.first, first >= 0xE0,
      tokens[0].unicodeScalars.count == 1
    else { return nil }
    return tokens[0]
  }
}

extension SearchTokens {
  func tokens(ofQuery term: Query.Term) -> SearchTerm {
    tokens(ofQuery: term.isPrefix ? term.text + "*" : term.text)
  }
}
