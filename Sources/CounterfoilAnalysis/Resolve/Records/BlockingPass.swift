/// What records must share to be compared: a blocking key made of one to three columns.
struct BlockingPass: Sendable {
  struct Part: Sendable {
    enum Form: Sendable { case exact, rough, word }
    var column: Int
    var form: Form
    /// The probability that two records drawn at random share it.
    var share: Double
  }

  var parts: [Part]

  /// Of two records drawn at random, were the columns independent.
  var share: Double { parts.reduce(1) { $0 * $1.share } }

  /// For a person: `surname + date of birth`.
  func spoken(_ columns: [ColumnValues]) -> String {
    parts.map { part in
      let name = columns[part.column].name
      switch part.form {
      case .exact: return name
      case .rough: return columns[part.column].sketches.isEmpty ? name : "\(name) (roughly)"
      case .word: return "a word of \(name)"
      }
    }.joined(separator: " + ")
  }

  /// The columns all of whose values are equal in a block.
  var columns: [Int] { parts.map(\.column) }
}

/// Chooses passes so that two records of one person or thing meet though some columns differ, at a bounded number of pairs.
///
/// One column where few records share a value, else two together, else three. What is chosen depends on the
/// frequencies of values alone.
struct BlockingPlan {
  private(set) var passes: [BlockingPass] = []
  /// So many pairs one pass may give.
  let most: Int

  /// - Parameter pairs: All pairs that could be compared.
  init(_ columns: [ColumnValues], records: Int, pairs: Double) {
    let isSmall = records <= 20_000
    most = max(2000, records * (isSmall ? 30 : 3))
    let budget = Double(most)
    var accepted: [BlockingPass] = []
    /// Rough where that is cheap enough, for it holds all that exact does.
    func cheapest(_ columns: [[BlockingPass.Part]]) -> BlockingPass? {
      var combinations: [[BlockingPass.Part]] = [[]]
      for forms in columns { combinations = combinations.flatMap { done in forms.map { done + [$0] } } }
      let passes = combinations.map { BlockingPass(parts: $0) }.sorted { $0.share > $1.share }
      return passes.first { $0.share * pairs <= budget }
    }
    let forms = columns.indices.map { Self.forms($0, columns[$0]) }
    let usable = columns.indices.filter { !forms[$0].isEmpty }
    func isCovered(_ wanted: [Int]) -> Bool {
      accepted.contains { Set($0.columns).isStrictSubset(of: wanted) }
    }
    for column in usable {
      if let pass = cheapest([forms[column]]) { accepted.append(pass) }
      // Words of a text are many keys a record, beside its whole.
      if columns[column].words != nil {
        accepted.append(BlockingPass(parts: [BlockingPass.Part(column: column, form: .word, share: 0)]))
      }
    }
    for (place, first) in usable.enumerated() {
      for second in usable[(place + 1)...] where !isCovered([first, second]) {
        if let pass = cheapest([forms[first], forms[second]]) { accepted.append(pass) }
      }
    }
    for (place, first) in usable.enumerated() {
      for (next, second) in usable.enumerated() where next > place {
        for third in usable[(next + 1)...] where !isCovered([first, second, third]) {
          if let pass = cheapest([forms[first], forms[second], forms[third]]) { accepted.append(pass) }
        }
      }
    }
    // The most telling first, and no more than can be afforded.
    let limit = isSmall ? 80 : 32
    passes = Array(accepted.sorted { ($0.parts.count, $0.share) < ($1.parts.count, $1.share) }.prefix(limit))
  }

  private static func forms(_ index: Int, _ column: ColumnValues) -> [BlockingPass.Part] {
    guard column.filled > 1, column.count > 1 else { return [] }
    var forms = [
      BlockingPass.Part(column: index, form: .exact, share: share(column.counts, of: column.codes.count))
    ]
    if !column.sketches.isEmpty {
      var counts: [UInt64: Int32] = [:]
      for code in 0..<column.count { counts[column.sketches[code], default: 0] += column.counts[code] }
      forms.append(
        BlockingPass.Part(
          column: index, form: .rough, share: share(Array(counts.values), of: column.codes.count)))
    }
    return forms
  }

  private static func share(_ counts: [Int32], of records: Int) -> Double {
    let all = Double(records) * Double(records - 1)
    let same = counts.reduce(0.0) { $0 + Double($1) * Double($1 - 1) }
    return all > 0 ? max(same / all, 1e-12) : 1
  }
}
