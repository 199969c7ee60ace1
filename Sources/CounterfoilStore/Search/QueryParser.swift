/// Reads the query language: words, "phrases", AND OR NOT (or `-word`), brackets, prefix*,
/// NEAR(a b, 10) and `field:value`. Words side by side are joined by AND.
///
/// Full-width quotes, brackets and colons, as Chinese input methods type them, are the same.
package struct QueryParser {
  private static let maximumLength = 10_000
  private static let maximumDepth = 20
  private static let maximumTerms = 100

  private let scalars: [Unicode.Scalar]
  private var index = 0
  private var depth = 0
  private var terms = 0

  package static func parse(_ text: String) throws(QueryError) -> Query {
    var parser = QueryParser(scalars: Array(text.unicodeScalars))
    return try parser.whole()
  }

  private init(scalars: [Unicode.Scalar]) { self.scalars = scalars }

  private mutating func whole() throws(QueryError) -> Query {
    guard scalars.count <= Self.maximumLength else {
      throw QueryError(
        .tooLong, at: Self.maximumLength,
        "the query is longer than \(Self.maximumLength) characters; shorten it")
    }
    skipSpace()
    guard index < scalars.count else {
      throw QueryError(.empty, at: 0, "the query is empty; give a word to look for")
    }
    let query = try alternatives()
    skipSpace()
    if index < scalars.count {
      throw QueryError(
        .strayBracket, at: index,
        "this bracket closes nothing; remove it, or put the words in quotes")
    }
    if query.isOnlyNegative {
      throw QueryError(
        .notAlone, at: 0,
        "the query says only what to leave out; add a word or a field to look for")
    }
    return query
  }

  // MARK: grammar

  private mutating func alternatives() throws(QueryError) -> Query {
    var parts = [try conjunction()]
    while let start = take(keyword: "OR") {
      guard startsOperand() else { throw dangling("OR", at: start) }
      parts.append(try conjunction())
    }
    return parts.count == 1 ? parts[0] : .or(parts)
  }

  private mutating func conjunction() throws(QueryError) -> Query {
    guard startsOperand() else {
      for keyword in ["AND", "OR"] {
        if let start = take(keyword: keyword) { throw dangling(keyword, at: start) }
      }
      throw QueryError(
        .emptyGroup, at: index, "there is nothing to look for here; give a word")
    }
    var parts = [try factor()]
    while true {
      if let start = take(keyword: "AND") {
        guard startsOperand() else { throw dangling("AND", at: start) }
        parts.append(try factor())
      } else if startsOperand() {
        parts.append(try factor())
      } else {
        return parts.count == 1 ? parts[0] : .and(parts)
      }
    }
  }

  private mutating func factor() throws(QueryError) -> Query {
    var negations = 0
    while true {
      if let start = take(keyword: "NOT") {
        guard startsOperand() else { throw dangling("NOT", at: start) }
        negations += 1
      } else if isMinus(at: index) {
        let start = index
        index += 1
        guard startsOperand() else { throw dangling("NOT", at: start) }
        negations += 1
      } else {
        break
      }
    }
    let operand = try primary()
    return negations % 2 == 1 ? .not(operand) : operand
  }

  private mutating func primary() throws(QueryError) -> Query {
    let start = index
    if Self.isOpening(scalars[index]) {
      index += 1
      depth += 1
      defer { depth -= 1 }
      guard depth <= Self.maximumDepth else {
        throw QueryError(
          .tooLong, at: start, "brackets stand more than \(Self.maximumDepth) deep; use fewer")
      }
      skipSpace()
      if index < scalars.count, Self.isClosing(scalars[index]) {
        throw QueryError(
          .emptyGroup, at: start, "nothing stands between these brackets; put a word there or remove them")
      }
      let inner = try index < scalars.count ? alternatives() : nil
      skipSpace()
      guard let inner, index < scalars.count, Self.isClosing(scalars[index]) else {
        throw QueryError(.unclosedBracket, at: start, "this bracket is never closed; add )")
      }
      index += 1
      return inner
    }
    if isNear() { return try near() }
    if let name = fieldName() { return try field(name) }
    return .term(try term())
  }

  private mutating func near() throws(QueryError) -> Query {
    let start = index
    index += 5
    var parts: [Query.Term] = []
    var distance = 10
    while true {
      skipSpace()
      guard index < scalars.count else {
        throw QueryError(.unclosedBracket, at: start + 4, "this bracket is never closed; add )")
      }
      if Self.isClosing(scalars[index]) {
        index += 1
        break
      }
      if Self.isComma(scalars[index]) {
        index += 1
        distance = try nearDistance()
        continue
      }
      guard !Self.isOpening(scalars[index]) else {
        throw QueryError(
          .badNear, at: index, "NEAR takes words and phrases only; move the brackets out of it")
      }
      parts.append(try term(endingAtComma: true))
    }
    guard parts.count > 1 else {
      throw QueryError(
        .badNear, at: start, "NEAR needs at least two words, such as NEAR(bank transfer, 10)")
    }
    return .near(parts, distance: distance)
  }

  private mutating func nearDistance() throws(QueryError) -> Int {
    skipSpace()
    let start = index
    var value = 0
    while index < scalars.count, let digit = Self.digit(scalars[index]), value < 100_000 {
      value = value * 10 + digit
      index += 1
    }
    let digits = index - start
    skipSpace()
    guard digits > 0, value <= 1000, index < scalars.count, Self.isClosing(scalars[index]) else {
      throw QueryError(
        .badNear, at: start, "after the comma NEAR takes a distance from 0 to 1000 words, then )")
    }
    return value
  }

  // MARK: words and phrases

  private mutating func term(endingAtComma: Bool = false) throws(QueryError) -> Query.Term {
    terms += 1
    guard terms <= Self.maximumTerms else {
      throw QueryError(
        .tooLong, at: index, "the query has more than \(Self.maximumTerms) words; use fewer")
    }
    let start = index
    if let quoted = try quoted() {
      var isPrefix = false
      if index < scalars.count, Self.isStar(scalars[index]) {
        index += 1
        isPrefix = true
      }
      let term = Query.Term(text: quoted, isPrefix: isPrefix, range: start..<index)
      try checkPrefix(term)
      return term
    }
    while index < scalars.count, !endsWord(at: index),
      !(endingAtComma && Self.isComma(scalars[index]))
    {
      index += 1
    }
    var word = scalars[start..<index]
    var isPrefix = false
    while let last = word.last, Self.isStar(last) {
      word.removeLast()
      isPrefix = true
    }
    if let star = word.firstIndex(where: Self.isStar) {
      throw QueryError(
        .misplacedStar, at: star,
        "* stands only at the end of a word, for all words that begin so; remove it here")
    }
    let term = Query.Term(text: Self.string(word), isPrefix: isPrefix, range: start..<index)
    try checkPrefix(term)
    return term
  }

  private func checkPrefix(_ term: Query.Term) throws(QueryError) {
    guard term.isPrefix else { return }
    let last = term.text.unicodeScalars.reversed().prefix { !$0.properties.isWhitespace }
    let letters = last.filter { !$0.properties.isPatternSyntax }
    guard letters.count < 2, !letters.contains(where: \.properties.isIdeographic) else { return }
    throw QueryError(
      .shortPrefix, at: term.range.lowerBound,
      "\(term.text)* matches too much; give at least two letters before *")
  }

  /// The words between quotes, if a quote stands here.
  private mutating func quoted() throws(QueryError) -> String? {
    guard index < scalars.count, let closers = Self.closers(of: scalars[index]) else { return nil }
    let start = index
    var end = index + 1
    while end < scalars.count, !closers.contains(scalars[end]) { end += 1 }
    guard end < scalars.count else {
      throw QueryError(
        .unclosedQuote, at: start,
        "this quote is never closed; add \(Self.string(closers.suffix(1)))")
    }
    let text = Self.string(scalars[(start + 1)..<end])
    index = end + 1
    if text.unicodeScalars.allSatisfy(\.properties.isWhitespace) {
      throw QueryError(.emptyGroup, at: start, "nothing stands between these quotes; put a word there")
    }
    return text
  }

  // MARK: fields

  /// The letters before a colon, where they can be a field's name.
  private func fieldName() -> String? {
    var end = index
    while end < scalars.count, Self.isLetter(scalars[end]) { end += 1 }
    guard end > index, end < scalars.count, Self.isColon(scalars[end]) else { return nil }
    // An address such as https://… is a word.
    if end + 2 < scalars.count, scalars[end + 1] == "/", scalars[end + 2] == "/" { return nil }
    return Self.string(scalars[index..<end])
  }

  private mutating func field(_ name: String) throws(QueryError) -> Query {
    let start = index
    guard let field = Query.Field(rawValue: name.lowercased()) else {
      throw QueryError(.unknownField, at: start, FieldReader.unknown(name))
    }
    index += name.unicodeScalars.count + 1
    let valueStart = index
    let value: String
    if let quoted = try quoted() {
      value = quoted
    } else {
      while index < scalars.count, !endsWord(at: index) { index += 1 }
      value = Self.string(scalars[valueStart..<index])
    }
    guard !value.isEmpty else {
      throw QueryError(
        .missingValue, at: valueStart,
        "\(field.rawValue): needs a value right after it, in quotes if it has spaces")
    }
    return .field(
      Query.FieldClause(
        try FieldReader.read(field, value, at: valueStart), range: start..<index))
  }

  // MARK: scanning

  private mutating func skipSpace() {
    while index < scalars.count {
      if scalars[index].properties.isWhitespace || scalars[index].value < 0x20 {
        index += 1
      } else if isLoneDash(at: index) {
        index += 1
      } else {
        return
      }
    }
  }

  /// Skips space, and says whether a word, a bracket, a field or a NOT comes next.
  private mutating func startsOperand() -> Bool {
    skipSpace()
    guard index < scalars.count, !Self.isClosing(scalars[index]) else { return false }
    return !isKeyword("AND", at: index) && !isKeyword("OR", at: index)
  }

  private mutating func take(keyword: String) -> Int? {
    skipSpace()
    guard isKeyword(keyword, at: index) else { return nil }
    let start = index
    index += keyword.utf8.count
    return start
  }

  private func isKeyword(_ keyword: String, at start: Int) -> Bool {
    let letters = Array(keyword.unicodeScalars)
    let end = start + letters.count
    guard end <= scalars.count, scalars[start..<end].elementsEqual(letters) else { return false }
    return end == scalars.count || endsWord(at: end)
  }

  private func isNear() -> Bool {
    let end = index + 4
    return end < scalars.count && scalars[index..<end].elementsEqual("NEAR".unicodeScalars)
      && Self.isOpening(scalars[end])
  }

  /// A minus that stands before a word and after space.
  private func isMinus(at start: Int) -> Bool {
    guard start < scalars.count, Self.isDash(scalars[start]) else { return false }
    return start + 1 < scalars.count && !isSpace(start + 1) && !Self.isClosing(scalars[start + 1])
  }

  private func isLoneDash(at start: Int) -> Bool {
    Self.isDash(scalars[start])
      && (start + 1 == scalars.count || isSpace(start + 1) || Self.isClosing(scalars[start + 1]))
  }

  private func isSpace(_ at: Int) -> Bool {
    scalars[at].properties.isWhitespace || scalars[at].value < 0x20
  }

  private func endsWord(at position: Int) -> Bool {
    let scalar = scalars[position]
    return isSpace(position) || Self.isOpening(scalar) || Self.isClosing(scalar)
      || Self.closers(of: scalar) != nil
  }

  private func dangling(_ keyword: String, at offset: Int) -> QueryError {
    let message =
      keyword == "NOT"
      ? "NOT needs a word after it; give one, or put \"NOT\" in quotes to look for it"
      : "\(keyword) needs a word on both sides; give one, or put \"\(keyword)\" in quotes to look for it"
    return QueryError(.danglingOperator, at: offset, message)
  }

  private static func string(_ scalars: some Sequence<Unicode.Scalar>) -> String {
    var view = String.UnicodeScalarView()
    view.append(contentsOf: scalars)
    return String(view)
  }

  /// What closes a quote that opens with this character; nil where it is no quote.
  private static func closers(of scalar: Unicode.Scalar) -> [Unicode.Scalar]? {
    switch scalar {
    case "\"", "\u{201C}", "\u{201D}", "\u{201E}", "\u{201F}", "\u{FF02}":
      ["\u{201C}", "\u{201D}", "\u{201E}", "\u{201F}", "\u{FF02}", "\""]
    case "\u{300C}": ["\u{300D}"]
    case "\u{300E}": ["\u{300F}"]
    default: nil
    }
  }

  private static func isOpening(_ scalar: Unicode.Scalar) -> Bool {
    scalar == "(" || scalar == "\u{FF08}"
  }
  private static func isClosing(_ scalar: Unicode.Scalar) -> Bool {
    scalar == ")" || scalar == "\u{FF09}"
  }
  private static func isColon(_ scalar: Unicode.Scalar) -> Bool {
    scalar == ":" || scalar == "\u{FF1A}"
  }
  private static func isComma(_ scalar: Unicode.Scalar) -> Bool {
    scalar == "," || scalar == "\u{FF0C}" || scalar == "\u{3001}"
  }
  private static func isStar(_ scalar: Unicode.Scalar) -> Bool {
    scalar == "*" || scalar == "\u{FF0A}"
  }
  private static func isDash(_ scalar: Unicode.Scalar) -> Bool {
    scalar == "-" || scalar == "\u{FF0D}" || scalar == "\u{2212}"
  }
  private static func isLetter(_ scalar: Unicode.Scalar) -> Bool {
    scalar >= "a" && scalar <= "z" || scalar >= "A" && scalar <= "Z"
  }
  private static func digit(_ scalar: Unicode.Scalar) -> Int? {
    if scalar >= "0", scalar <= "9" { return Int(scalar.value - 0x30) }
    if scalar >= "\u{FF10}", scalar <= "\u{FF19}" { return Int(scalar.value - 0xFF10) }
    return nil
  }
}
