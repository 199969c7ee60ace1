/// The Admiralty grade of a statement: how reliable its source, how credible its content.
///
/// F and 6 mean *cannot be judged*. They are unknown: never a middle value, never a number.
public struct Grade: Hashable, Sendable {
  public enum Reliability: String, Hashable, Sendable, CaseIterable {
    case a = "A", b = "B", c = "C", d = "D", e = "E", f = "F"
  }
  public enum Credibility: String, Hashable, Sendable, CaseIterable {
    case one = "1", two = "2", three = "3", four = "4", five = "5", six = "6"
  }

  public var reliability: Reliability
  public var credibility: Credibility

  public init(reliability: Reliability, credibility: Credibility) {
    self.reliability = reliability
    self.credibility = credibility
  }

  /// Reads `B2`; nil for anything that is not a letter A–F and a digit 1–6.
  public init?(_ text: some StringProtocol) {
    guard text.count == 2,
      let reliability = Reliability(rawValue: text.prefix(1).uppercased()),
      let credibility = Credibility(rawValue: String(text.suffix(1)))
    else { return nil }
    self.init(reliability: reliability, credibility: credibility)
  }

  public static let unknown = Grade(reliability: .f, credibility: .six)
}

extension Grade: CustomStringConvertible {
  public var description: String { reliability.rawValue + credibility.rawValue }
}
