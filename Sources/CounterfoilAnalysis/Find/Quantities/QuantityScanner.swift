import CounterfoilModel

/// Text → dates, numbers and amounts of money, in English and Chinese.
///
/// One pass gives the numbers and words of the grammar (`QuantityLexer`); rules over those few
/// lexemes give the mentions (`QuantityParser`).
struct QuantityScanner {
  let text: TextBytes
  /// The document's own date, from which a relative date is counted; nil where it has none.
  let anchor: CalendarDay?
  private(set) var found: [Found] = []
  /// Bytes and lexemes looked at beyond the pass itself, for the test that this grows linearly.
  private(set) var work = 0

  init(text: TextBytes, anchor: CalendarDay? = nil) {
    self.text = text
    self.anchor = anchor
  }

  /// - Complexity: O(*bytes*).
  mutating func scan() {
    let (lexemes, steps) = QuantityLexer.lexemes(of: text)
    var parser = QuantityParser(text: text, lexemes: lexemes, anchor: anchor)
    parser.run()
    found = parser.found
    work = steps + lexemes.count
  }
}
