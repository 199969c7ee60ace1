/// What pairs of values of a column with few of them say: "SIGMOD Conference" of one library goes with
/// "International Conference on Management of Data" of another.
///
/// Counted over the pairs that the other columns take for one, against how often chance brings the two together.
struct ValuePairs: Sendable {
  let count: Int
  /// Decibans for values `a` and `b` at `a * count + b`.
  let weights: [Float]

  /// More values than this are not a vocabulary but names.
  static let mostValues = 64
  /// The column's general weights count as so many matches.
  private static let belief = 20.0
  /// Fewer matches tell nothing.
  private static let least = 100.0

  /// - Parameters:
  ///   - matches: For each pair of values the expected matches; between two files `a` is of the first.
  ///   - first: How often each value stands in the first file, or in the only one.
  ///   - general: The column's weight for two values, in decibans.
  init?(count: Int, matches: [Double], first: [Double], second: [Double], general: (Int, Int) -> Double) {
    let all = matches.reduce(0, +)
    guard all >= Self.least else { return nil }
    let (firstAll, secondAll) = (max(1, first.reduce(0, +)), max(1, second.reduce(0, +)))
    self.count = count
    weights = (0..<(count * count)).map { place in
      let (a, b) = (place / count, place % count)
      let chance = max(first[a], 0.5) / firstAll * max(second[b], 0.5) / secondAll
      let prior = Self.belief * chance * Logarithm.ratio(decibans: min(20, max(-20, general(a, b))))
      return Float(Logarithm.decibans((matches[place] + prior) / ((all + Self.belief) * chance)))
    }
  }
}
