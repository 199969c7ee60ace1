/// What a search looks for, as parsed.
package indirect enum Query: Hashable, Sendable {
  case term(Term)
  /// Terms within `distance` tokens of each other, in any order.
  case near([Term], distance: Int)
  case field(FieldClause)
  case and([Query])
  case or([Query])
  case not(Query)

  /// A word or a phrase. Chinese characters written without spaces are a phrase.
  package struct Term: Hashable, Sendable {
    package var text: String
    package var isPrefix: Bool
    /// Where it stands in the query: Unicode scalars.
    package var range: Range<Int>

    package init(text: String, isPrefix: Bool = false, range: Range<Int> = 0..<0) {
      self.text = text
      self.isPrefix = isPrefix
      self.range = range
    }
  }

  package struct FieldClause: Hashable, Sendable {
    package var value: FieldValue
    /// Where it stands in the query: Unicode scalars.
    package var range: Range<Int>

    package init(_ value: FieldValue, range: Range<Int> = 0..<0) {
      self.value = value
      self.range = range
    }
  }

  /// A field and what it is held against.
  package enum FieldValue: Hashable, Sendable {
    case type(MediaClass)
    /// An exact media type, or all of a family: `image/*`.
    case mediaType(String)
    /// `zh` also matches `zh-Hans` and `zh-Hant`.
    case language(String)
    case from(String)
    case to(String)
    /// Dated earlier than the start of this day, month or year.
    case before(PackedDate)
    /// Dated on or after the start of this day, month or year.
    case after(PackedDate)
    /// An entity's identifier, or one of its names.
    case entity(String)
    /// A letter A–F, a digit 1–6, or both.
    case grade(reliability: String?, credibility: String?)
    case marking(String)
    /// Part of the file's or part's path; a pattern for the whole where it holds `*` or `?`.
    case path(String)
  }

  package enum Field: String, CaseIterable, Sendable {
    case type, lang, from, to, before, after, entity, grade, marking, path
  }
}

/// A query that cannot be run, and where it goes wrong.
package struct QueryError: Error, Hashable, Sendable, CustomStringConvertible {
  package enum Code: String, Hashable, Sendable {
    case empty, unclosedQuote, unclosedBracket, strayBracket, emptyGroup, danglingOperator, notAlone
    case unknownField, missingValue, badValue, badDate, shortPrefix, misplacedStar, badNear
    case nothingSearchable, tooLong
  }

  package var code: Code
  /// The character at fault, in Unicode scalars from the start of the query.
  package var offset: Int
  /// What is wrong and what to do, for a person.
  package var message: String

  package init(_ code: Code, at offset: Int, _ message: String) {
    self.code = code
    self.offset = offset
    self.message = message
  }

  package var description: String { message }
}

extension Query {
  /// True where nothing says what to look for, only what to leave out.
  var isOnlyNegative: Bool {
    switch self {
    case .term, .near, .field: false
    case .not: true
    case .and(let parts), .or(let parts): parts.allSatisfy(\.isOnlyNegative)
    }
  }

  /// The words and phrases that a hit may show, in the order of the query; those under NOT left out.
  var positiveTerms: [Term] {
    switch self {
    case .term(let term): [term]
    case .near(let terms, _): terms
    case .field, .not: []
    case .and(let parts), .or(let parts): parts.flatMap(\.positiveTerms)
    }
  }
}
