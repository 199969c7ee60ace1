/// A weight and its reason.
public struct Evidence: Hashable, Sendable {
  /// Decibans: ten times the decimal logarithm of a likelihood ratio. Positive speaks for, negative against.
  public var weight: Double
  /// One clause in plain words.
  public var because: String
  /// Where the facts behind it stand; empty for what is known of the population.
  public var citations: [Citation]

  public init(weight: Double, because: String, citations: [Citation] = []) {
    self.weight = weight
    self.because = because
    self.citations = citations
  }
}
