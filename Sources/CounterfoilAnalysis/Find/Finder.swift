public import CounterfoilModel
import CounterfoilText

/// Text → mentions: dictionary names, observables, dates and money.
///
/// Pure: the same text and the same lexicon give the same mentions, on any number of cores.
public struct Finder: Sendable {
  private let hosts: HostTables

  public init(lexicon: Lexicon) {
    hosts = lexicon.hosts
  }

  /// The mentions in a text, by start then by end.
  public func mentions(in text: String) -> [Mention] {
    mentions(text, found: observables(in: text))
  }

  /// The observables alone, unresolved.
  func observables(in text: String) -> [Found] {
    TextBytes.with(text) { bytes in
      var scanner = ObservableScanner(text: bytes, hosts: hosts)
      scanner.scan()
      return scanner.found
    }
  }
  func mentions(_ text: String, found: [Found]) -> [Mention] { [] }
}
