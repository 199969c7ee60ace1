public import CounterfoilModel
import CounterfoilText

/// Text → mentions: dictionary names, observables, dates and money.
///
/// Pure: the same text and the same lexicon give the same mentions, on any number of cores.
public struct Finder: Sendable {
  public init(lexicon: Lexicon) {}

  /// The mentions in a text, by start then by end.
  public func mentions(in text: String) -> [Mention] { [] }
}
