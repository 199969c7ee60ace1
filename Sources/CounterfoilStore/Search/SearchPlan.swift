internal import GRDB

/// A query taken apart: the words FTS5 walks, and the documents it may stop at.
struct SearchPlan {
  /// Nil where no words are asked for.
  private var expression: MatchExpression?
  private var filter = WalkFilter()
  /// Whether documents without any of the words belong to the answer too, as in `bank OR type:pdf`.
  private var allowsOthers = false

  private let fields: FieldFilter
  private let total: SearchTotal
  private let tokens: any SearchTokens

  init(
    _ query: Query, _ filters: [Query.FieldValue], total: SearchTotal, tokens: any SearchTokens,
    _ db: Database
  ) throws {
    self.total = total
    self.tokens = tokens
    fields = FieldFilter(total: total, tokens: tokens)
    var parts = [query]
    if case .and(let joined) = query { parts = joined }
    var text: [Query] = []
    var others: [Query] = []
    for part in parts {
      if case .not(let inner) = part, MatchExpression.canExpress(inner) {
        text.append(part)
      } else if MatchExpression.canExpress(part) {
        text.append(part)
      } else {
        others.append(part)
      }
    }
    let whole = Query.and(text)
    if MatchExpression.canExpress(whole) {
      expression = try MatchExpression(whole, tokens: tokens)
    } else {
      // Only fields and NOTs, or a mixture: the set is worked out, and what words there are rank.
      others += text
      let ranking = query.positiveTerms
      if !ranking.isEmpty {
        expression = try MatchExpression(.or(ranking.map { .term($0) }), tokens: tokens)
      }
      allowsOthers = true
    }
    for part in others { try narrow(by: part, db) }
    for value in filters { try narrow(by: .field(Query.FieldClause(value)), db) }
  }

  func walk(
    capacity: Int, total: SearchTotal, into result: inout WalkResult, _ db: Database
  ) throws {
    if let expression {
      try filter.rank(expression, capacity: capacity, total: total, into: &result, db)
    }
    guard allowsOthers else { return }
    var rest = try filter.allowed ?? filter.documents(total: total, db)
    if let expression {
      rest.subtract(try WalkFilter.matches(expression, total: total, db))
    }
    var others = filter
    others.allowed = rest
    try others.rank(nil, capacity: capacity, total: total, into: &result, db)
  }

  private mutating func narrow(by part: Query, _ db: Database) throws {
    switch part {
    case .field(let clause):
      if try fields.narrow(&filter, clause.value, negated: false, db) { return }
    case .not(.field(let clause)):
      if try fields.narrow(&filter, clause.value, negated: true, db) { return }
    default: break
    }
    filter.allow(try documents(part, db))
  }

  /// The documents a part of the query means, by sets.
  private func documents(_ part: Query, _ db: Database) throws -> DocumentSet {
    if MatchExpression.canExpress(part) {
      return try WalkFilter.matches(
        MatchExpression(part, tokens: tokens, ranks: false), total: total, db)
    }
    switch part {
    case .field(let clause):
      return try fields.documents(clause.value, db)
    case .not(let inner):
      var all = try WalkFilter().documents(total: total, db)
      all.subtract(try documents(inner, db))
      return all
    case .or(let parts):
      var union = DocumentSet(bound: total.bound)
      for part in parts { union.formUnion(try documents(part, db)) }
      return union
    case .and(let parts):
      var shared: DocumentSet?
      for part in parts {
        let set = try documents(part, db)
        if shared == nil { shared = set } else { shared?.formIntersection(set) }
      }
      return shared ?? DocumentSet(bound: total.bound)
    case .term, .near:
      return DocumentSet(bound: total.bound)
    }
  }
}
