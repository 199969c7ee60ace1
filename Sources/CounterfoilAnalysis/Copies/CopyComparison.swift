package import CounterfoilModel

/// Compares one text with several others, and cuts it into shingles once.
package struct CopyComparison {
  private let text: String
  private var all: ShingledText?
  private var some: ShingledText?

  package init(_ text: String) { self.text = text }

  /// - Parameter least: See `ShingledText`.
  package mutating func shared(with other: String, atLeast least: Double = 0) -> SharedText {
    let sampling = ShingledText.Sampling.of(bytes: text.utf8.count, other.utf8.count)
    let mine: ShingledText
    switch sampling {
    case .all:
      mine = all ?? ShingledText(text, .all)
      all = mine
    case .some:
      mine = some ?? ShingledText(text, .some)
      some = mine
    }
    return mine.shared(with: ShingledText(other, sampling), atLeast: least)
  }
}
