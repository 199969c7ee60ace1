/// Why two records are, or are not, taken for one: a column of signed numbers that add up.
public struct RecordExplanation: Sendable {
  public struct Line: Sendable {
    public var column: String
    public var kind: RecordKind
    /// As they were read; nil where nothing is said.
    public var values: (String?, String?)
    /// How far they agree, in words.
    public var agreement: String
    /// Decibans.
    public var weight: Double
    /// What else bears on the weight: how many records have the value, or which column has said it already.
    public var remark: String
  }

  public var lines: [Line]
  /// Decibans that two records drawn at random are one.
  public var prior: Double
  /// Decibans for being one, the prior included.
  public var sum: Double
  public var isOne: Bool
  /// How the cluster hangs together, or why the two are not in one though they agree; a sentence, or nothing.
  public var remark: String
}

extension RecordResolver {
  /// - Parameters:
  ///   - a: A record's place in the table.
  public func explain(_ a: Int, _ b: Int, _ result: Result) -> RecordExplanation {
    let (one, other) = (rank(of: a), rank(of: b))
    let pattern = comparer.pattern(one, other)
    let weights = MatchWeights(result.model, comparer, sides: sides)
    var lines = comparer.columns.indices.map { index in
      let column = comparer.columns[index]
      let level = PairComparer.level(pattern, index)
      return RecordExplanation.Line(
        column: column.name, kind: column.kind,
        values: (table.value(a, tableColumns[index]), table.value(b, tableColumns[index])),
        agreement: ColumnComparer.names(column.kind)[level],
        weight: Double(weights.weight(index, pattern, one, other)),
        remark: remark(index, level, pattern, one, result.model))
    }
    let sums = comparer.columns.indices.reduce(into: (all: 0.0, own: 0.0)) { sums, index in
      sums.all += lines[index].weight
      if !comparer.columns[index].kind.isShared { sums.own += lines[index].weight }
    }
    let household = Double(weights.household(Float(sums.all), Float(sums.own)))
    if household < -0.05 {
      lines.append(
        RecordExplanation.Line(
          column: "household", kind: .ignore, values: (nil, nil),
          agreement: "what people of one household share does not tell them apart", weight: household,
          remark: ""))
    }
    let prior = result.model.prior(across: table.sides[a] != table.sides[b])
    let isOne = result.clusters.cluster[a] == result.clusters.cluster[b]
    let sum = lines.reduce(prior) { $0 + $1.weight }
    return RecordExplanation(
      lines: lines, prior: prior, sum: sum, isOne: isOne, remark: remark(isOne: isOne, sum: sum, a, b, result)
    )
  }

  private func remark(_ index: Int, _ level: Int, _ pattern: UInt64, _ record: Int, _ model: MatchModel)
    -> String
  {
    let column = comparer.columns[index]
    if level == 0 { return "" }
    if let dependence = model.dependences.first(where: { $0.column == index }),
      PairComparer.level(pattern, dependence.parent) == 1
    {
      return "\(comparer.columns[dependence.parent].name) has said most of it"
    }
    if level > 1, index < model.pairs.count, model.pairs[index] != nil {
      return "weighed by how often these two go together in records that are one"
    }
    guard level == 1, column.codes[record] >= 0 else { return "" }
    let count = column.counts[Int(column.codes[record])]
    return "\(count) of \(column.filled) records have it"
  }

  private func remark(isOne: Bool, sum: Double, _ a: Int, _ b: Int, _ result: Result) -> String {
    if isOne, sum < 0 { return "They are one through other records that agree with both." }
    if !isOne, sum >= 0 {
      return result.isOneToOne
        ? "One of them has a better partner in the other file, or others of their clusters differ too much."
        : "They agree, but their clusters taken together do not."
    }
    return ""
  }

  /// The place of a record in the order in which the resolver works.
  func rank(of record: Int) -> Int {
    let kept = repeats.first { $0.record == Int32(record) }?.first ?? Int32(record)
    return order.firstIndex(of: kept) ?? 0
  }
}
