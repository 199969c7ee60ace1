import CounterfoilModel

/// Text → dates, numbers and amounts of money, in English and Chinese.
///
/// One pass gives the numbers and words of the grammar (`QuantityLexer`); rules over those few
/// lexemes give the mentions (`QuantityParser`).
struct QuantityScanner {
  let text: TextBytes
  /// The document's own date, from which a relative date is counted; nil where it has none.
  let anchor: CalendarDay?
  /// Whether plain numbers are found too, of which a table has millions.
  let keepsNumbers: Bool
  private(set) var found: [Found] = []
  /// Where the numbers stand that are not kept.
  private var passed: [Range<Int32>] = []
  /// Bytes and lexemes looked at beyond the pass itself, for the test that this grows linearly.
  private(set) var work = 0

  init(text: TextBytes, anchor: CalendarDay? = nil, keepsNumbers: Bool = true) {
    self.text = text
    self.anchor = anchor
    self.keepsNumbers = keepsNumbers
  }

  /// - Complexity: O(*bytes*).
  mutating func scan() {
    let (lexemes, steps) = QuantityLexer.lexemes(of: text)
    var parser = QuantityParser(text: text, lexemes: lexemes, anchor: anchor, keepsNumbers: keepsNumbers)
    parser.run()
    found = parser.found
    passed = parser.passed ?? []
    work = steps + lexemes.count
  }

  /// Of the numbers that are not kept those that overlap one of `others`, with which they compete for a place.
  ///
  /// - Parameter others: By start.
  func numbers(touching others: [Found]) -> [Found] {
    var result: [Found] = []
    var first = 0
    for number in passed {
      while first < others.count, others[first].end <= number.lowerBound { first += 1 }
      guard first < others.count else { break }
      if others[first].start < number.upperBound {
        result.append(
          Found(
            kind: .number, start: Int(number.lowerBound), end: Int(number.upperBound), value: "",
            confidence: Certainty.likely))
      }
    }
    return result
  }
}
