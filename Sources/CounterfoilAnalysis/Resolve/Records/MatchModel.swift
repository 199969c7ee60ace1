/// How much each level of agreement says (Fellegi and Sunter, JASA 64, 1969).
///
/// `m` is the probability of a level between two records of one person or thing, `u` between records of two.
/// A level weighs 10·log₁₀(*m*/*u*) decibans. An equal value weighs by its own frequency instead of the column's, so that a rare one
/// says more (the term-frequency adjustment of Winkler 1989 and of Splink).
struct MatchModel: Sendable {
  /// For each column and level; level 0, a missing value, says nothing.
  var m: [[Double]]
  var u: [[Double]]
  /// How much more, in decibans, each value of a column says than the column's mean, when it is equal.
  var terms: [[Float]] = []
  /// Columns that say in part what another has said already.
  var dependences: [Dependence] = []
  /// Odds in decibans that two records drawn at random are one: between two files, and within one.
  var prior = 0.0
  var priorWithin = 0.0

  /// A column whose agreement is to be expected where another's values are equal: the region of an equal postcode.
  struct Dependence: Sendable {
    var column: Int
    var parent: Int
    /// For each level of `column`, given that the values of `parent` are equal.
    var m: [Double]
    var u: [Double]
    /// How many times likelier than otherwise two different ones agree on it.
    var lift: Double
  }

  /// For columns with few values what two of them say; else nil.
  var pairs: [ValuePairs?] = []

  /// Odds that two records drawn at random are of two people of one household, who share what households share.
  var household = 0.0

  func prior(across: Bool) -> Double { across ? prior : priorWithin }

  /// Of two records drawn at random.
  func odds() -> Double { Logarithm.ratio(decibans: prior) }

  /// The likelihood ratio of a pattern, one against two strangers, without the frequencies of values.
  ///
  /// - Parameter used: Of these columns.
  func ratio(_ pattern: UInt64, _ used: [Int]) -> Double {
    var ratio = 1.0
    for column in used {
      let level = PairComparer.level(pattern, column)
      if level > 0 { ratio *= m[column][level] / u[column][level] }
    }
    for dependence in dependences where PairComparer.level(pattern, dependence.parent) == 1 {
      let (column, level) = (dependence.column, PairComparer.level(pattern, dependence.column))
      if level == 0 || !used.contains(column) || !used.contains(dependence.parent) { continue }
      ratio *= dependence.m[level] / dependence.u[level] / (m[column][level] / u[column][level])
    }
    return ratio
  }

  /// Decibans of each level, without terms.
  func weights(_ column: Int) -> [Double] {
    m[column].indices.map { $0 == 0 ? 0 : Logarithm.decibans(m[column][$0] / u[column][$0]) }
  }

  /// The frequency of a value stands for `u` where it is equal. Near values count half of what the more frequent one says.
  mutating func setTerms(_ columns: [ColumnValues]) {
    terms = columns.indices.map { index in
      let column = columns[index]
      let filled = Double(max(1, column.filled))
      return column.counts.map { Float(Logarithm.decibans(u[index][1] / (Double($0) / filled))) }
    }
  }
}

/// The model's weights laid out for scoring millions of pairs.
struct MatchWeights: Sendable {
  private let columns: [ColumnValues]
  private let terms: [[Float]]
  private let plain: [[Float]]
  private let dependent: [(parent: Int, weights: [Float])?]
  private let given: Int?
  private let surname: Int?
  private let pairs: [ValuePairs?]
  private let shared: [Bool]
  private let mates: Double
  private let sides: [UInt8]

  /// - Parameter sides: For each record, in the order of the comparer, the file it stands in.
  init(_ model: MatchModel, _ comparer: PairComparer, sides: [UInt8]) {
    pairs = model.pairs
    shared = comparer.columns.map(\.kind.isShared)
    mates = model.household > 0 ? Logarithm.decibans(model.household) : -1000
    self.sides = sides
    columns = comparer.columns
    terms = model.terms
    plain = comparer.columns.indices.map { model.weights($0).map { Float($0) } }
    var dependent = [(parent: Int, weights: [Float])?](repeating: nil, count: comparer.columns.count)
    for dependence in model.dependences {
      let weights = dependence.m.indices.map { level in
        level == 0 ? 0 : Float(Logarithm.decibans(dependence.m[level] / dependence.u[level]))
      }
      dependent[dependence.column] = (dependence.parent, weights)
    }
    self.dependent = dependent
    given = comparer.given
    surname = comparer.surname
  }

  /// Decibans without the prior, against two strangers or two of one household, whichever is likelier.
  func sum(_ pattern: UInt64, _ a: Int, _ b: Int) -> Float {
    var (sum, own): (Float, Float) = (0, 0)
    for column in columns.indices {
      let weight = weight(column, pattern, a, b)
      sum += weight
      if !shared[column] { own += weight }
    }
    return sum + household(sum, own)
  }

  /// What it takes off that two of one household are not told apart by what they share.
  ///
  /// - Parameter own: The part of the sum that is not of shared columns.
  func household(_ sum: Float, _ own: Float) -> Float {
    guard mates > -200 else { return 0 }
    // 10·log₁₀(1 / (10^(-sum/10) + η·10^(-own/10))) - sum
    let excess = Double(sum - own) + mates
    return excess < -60 ? 0 : Float(-Logarithm.decibans(1 + Logarithm.ratio(decibans: min(500, excess))))
  }

  /// What one column adds.
  func weight(_ column: Int, _ pattern: UInt64, _ a: Int, _ b: Int) -> Float {
    let level = PairComparer.level(pattern, column)
    if level == 0 { return 0 }
    if let dependent = dependent[column], PairComparer.level(pattern, dependent.parent) == 1 {
      return dependent.weights[level]
    }
    let base = plain[column][level]
    let (one, other) = (columns[column].codes[a], columns[column].codes[b])
    if let pairs = pairs[column] {
      let isTurned = sides[a] > sides[b]
      return pairs.weights[Int(isTurned ? other : one) * pairs.count + Int(isTurned ? one : other)]
    }
    switch level {
    case 1 where one == other: return base + terms[column][Int(one)]
    case 1, 2,
      3 where one >= 0 && other >= 0 && level < plain[column].count - 1:
      return base + min(terms[column][Int(one)], terms[column][Int(other)]) / 2
    case Int(ColumnComparer.swapped) where column == given:
      guard let surname, one >= 0, columns[surname].codes[a] >= 0 else { return base }
      return base + terms[column][Int(one)] + terms[surname][Int(columns[surname].codes[a])]
    default: return base
    }
  }
}
