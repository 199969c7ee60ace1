import CounterfoilModel

/// A currency stated once for the amounts after it: `Amount (EUR)`, `all amounts in USD:`, `单位：万元`.
struct CurrencyHeading {
  var currency: String
  /// The power of ten of 万元.
  var scale = 0
  /// UTF-8 byte offset.
  var end: Int
}

extension QuantityParser {
  /// How far below its heading an amount may stand, bytes.
  private static let headingReach = 1_500

  /// Notes the currency at a lexeme where it heads a list or table.
  mutating func noteHeading(_ index: Int) {
    let word = lexeme(index)
    switch word.kind {
    case .code, .currency, .yuan, .sign: break
    default: return
    }
    let (start, end) = (Int(word.start), Int(word.end))
    let isBracketed =
      (text[start - 1] == 0x28 || text.matches("（", at: start - 3))
      && (text[end] == 0x29 || text.matches("）", at: end))
    let isAnnounced =
      (text.matches("in ", at: start - 3) || text.matches("（", at: start - 3)
        || text.matches("位：", at: start - 6)
        || text.matches("位:", at: start - 4))
      && !text.has(end + 1, ByteClass.digit)
    var scale = 0
    var isScaled = false
    if word.kind == .yuan || word.kind == .currency, word.gap == .none, lexeme(index - 1).kind == .hanScale {
      let from = self.start(index - 1)
      isScaled =
        text.matches("位：", at: from - 6) || text.matches("位:", at: from - 4)
        || (text[from - 1] == 0x28 || text.matches("（", at: from - 3))
          && (text[end] == 0x29 || text.matches("）", at: end))
      scale = lexeme(index - 1).value
    }
    guard isBracketed || isScaled || isAnnounced && headsList(end) else { return }
    // 5 元（人民币） says whose money it is, of one amount.
    guard !(isBracketed && lexeme(index - 1).kind == .yuan) else { return }
    let code =
      word.kind == .yuan ? (isTraditional(around: start) ? "TWD" : "CNY") : words.currencies[word.value]
    heading = CurrencyHeading(currency: code, scale: isScaled ? scale : 0, end: end)
  }

  private func headsList(_ end: Int) -> Bool {
    switch text[end] {
    case 0x3A, 0x29, 0x0A, 0x0D, 0x3B, 0x7C: true
    default: text.matches("：", at: end) || text.matches("）", at: end) || text.matches("；", at: end)
    }
  }

  /// The amount that a bare number is below such a heading.
  func underHeading(_ number: Candidate, _ index: Int) -> Candidate? {
    guard let heading, number.found.start - heading.end < Self.headingReach, number.found.quantity == nil,
      lexeme(index).kind == .digits, lexeme(index).end == number.found.end,
      lexeme(index).marks.isSubset(of: .separators), !isDay(lexeme(index)),
      !(ExactNumber(digits: lexeme(index).value, exponent: Int(lexeme(index).exponent))
        < ExactNumber(digits: 10)),
      endsCell(number.found.end), !hasBlankLine(heading.end, number.found.start)
    else { return nil }
    var result = number
    let value = ExactNumber(digits: lexeme(index).value, exponent: Int(lexeme(index).exponent)).scaled(
      heading.scale)
    result.found.kind = .money
    result.found.value = heading.currency + " " + value.description
    result.found.confidence = Certainty.sharedSymbol
    return result
  }

  /// 20240305
  private func isDay(_ number: Lexeme) -> Bool {
    number.length == 8 && number.marks.isEmpty
      && CalendarDay(number.value / 10_000, number.value / 100 % 100, number.value % 100) != nil
  }

  private func endsCell(_ end: Int) -> Bool {
    switch text[end] {
    case 0x2C, 0x3B, 0x7C, 0x09, 0x0A, 0x0D, 0x2E, 0: true
    case 0x20: text[end + 1] == 0x7C || text[end + 1] == 0x20 || text[end + 1] == 0x0A
    default:
      text.matches("，", at: end) || text.matches("；", at: end) || text.matches("。", at: end)
        || text.matches("、", at: end)
    }
  }

  private func hasBlankLine(_ start: Int, _ end: Int) -> Bool {
    var lines = 0
    for index in start..<max(start, end) {
      if text.base[index] == 0x0A {
        lines += 1
        if lines > 1 { return true }
      } else if !text.has(index, ByteClass.space) {
        lines = 0
      }
    }
    return false
  }
}
