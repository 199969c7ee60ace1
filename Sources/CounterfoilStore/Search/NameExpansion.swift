internal import CounterfoilText
internal import GRDB

/// Lets a query for a Chinese name find the name in the other script: `Xu Yanjun` finds 徐延军, and the other way round.
///
/// Two or three words side by side, a phrase, or two to four characters are taken for a name where they can be one.
struct NameExpansion {
  /// The names that were looked for besides, likeliest first.
  private(set) var names: [String] = []

  // Loads tables: only where a query may hold a name.
  private lazy var readings = NameReadings()
  private let tokens: any SearchTokens
  /// Finds out whether a token is in the index at all; its instances are not counted.
  private let lookUp: Statement
  private var known: [String: Bool] = [:]

  init(tokens: any SearchTokens, _ db: Database) throws {
    self.tokens = tokens
    lookUp = try db.cachedStatement(sql: "SELECT 1 FROM search_term WHERE term = ? LIMIT 1")
  }

  /// The query with the names' other forms as alternatives. What stands under NOT, in NEAR or in a field stays.
  mutating func expand(_ query: Query) throws -> Query {
    switch query {
    case .term(let term): try alternatives([term]).map { .or([query] + $0) } ?? query
    case .or(let parts): .or(try parts.map { try expand($0) })
    case .and(let parts): try expand(parts)
    case .near, .field, .not: query
    }
  }

  private mutating func expand(_ parts: [Query]) throws -> Query {
    var expanded: [Query] = []
    var run: [Query.Term] = []
    for part in parts {
      if case .term(let term) = part, !term.isPrefix, Self.isWord(term.text) {
        run.append(term)
        continue
      }
      try close(&run, &expanded)
      expanded.append(try expand(part))
    }
    try close(&run, &expanded)
    return expanded.count == 1 ? expanded[0] : .and(expanded)
  }

  /// Words side by side become a name where they can be one, and stay words besides.
  private mutating func close(_ run: inout [Query.Term], _ expanded: inout [Query]) throws {
    let words = run.map { Query.term($0) }
    if run.count > 1, let others = try alternatives(run) {
      expanded.append(.or([.and(words)] + others))
    } else {
      expanded += words
    }
    run = []
  }

  private mutating func alternatives(_ terms: [Query.Term]) throws -> [Query]? {
    let text = terms.map(\.text).joined(separator: " ")
    guard terms.allSatisfy({ !$0.isPrefix }), text.utf8.count <= 60, let range = terms.first?.range,
      terms.count > 1 || Self.mayBeName(text)
    else {
      return nil
    }
    var found: [String]
    if text.unicodeScalars.allSatisfy({ $0.properties.isIdeographic }) {
      found = []
      for phrase in readings.inLetters(text) where try holdsAll(phrase) { found.append(phrase) }
    } else {
      let readings = readings
      found = try readings.inCharacters(text) { try holds($0) }
    }
    guard !found.isEmpty else { return nil }
    names += found
    return found.map { .term(Query.Term(text: $0, range: range)) }
  }

  private mutating func holdsAll(_ phrase: String) throws -> Bool {
    for token in tokens.tokens(ofQuery: phrase).tokens where try !holds(token: token) { return false }
    return true
  }

  /// Whether two characters stand side by side anywhere.
  private mutating func holds(_ characters: String) throws -> Bool {
    guard let token = tokens.tokens(ofQuery: characters).tokens.first else { return false }
    return try holds(token: token)
  }

  private mutating func holds(token: String) throws -> Bool {
    if let known = known[token] { return known }
    let isHeld = try Int.fetchOne(lookUp, arguments: [token]) != nil
    known[token] = isHeld
    return isHeld
  }

  /// One word of Latin letters is mostly no name, and a long row of characters is none.
  private static func mayBeName(_ text: String) -> Bool {
    let scalars = text.unicodeScalars
    if scalars.allSatisfy(\.properties.isIdeographic) { return (2...4).contains(scalars.count) }
    return scalars.contains(where: \.properties.isWhitespace) || scalars.first?.properties.isUppercase == true
  }

  private static func isWord(_ text: String) -> Bool {
    !text.unicodeScalars.contains { $0.properties.isWhitespace || $0.properties.isIdeographic }
  }
}
