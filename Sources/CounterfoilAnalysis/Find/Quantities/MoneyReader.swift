import CounterfoilModel

/// Amounts of money: `$1.5bn`, `人民币12万元`, `between $5,000 and $7,000`, `two hundred thousand dollars`.
extension QuantityParser {
  private struct Amount {
    var number: NumberPhrase
    var currency: String
    var start: Int
    var end: Int
    var next: Int
    var confidence = Certainty.complete
    /// 元 alone or ¥, whose country the text around it tells.
    var isNamed = true
    var isPrefixed = false
  }

  func money(_ index: Int) -> Candidate? {
    var first = index
    var modifier = Self.modifiersBefore[lexeme(index).kind]
    if modifier != nil {
      first += 1
      guard Gaps.near.contains(lexeme(first).gap) else { return nil }
    }
    let isBetween = lexeme(index - 1).kind == .between
    var value: String
    var last: ExactNumber?
    var amount: Amount
    if let single = self.amount(first) {
      amount = single
      if let range = moneyRange(amount, isBetween: isBetween) { (amount, last) = range }
    } else if let range = openRange(first, isBetween: isBetween) {
      (amount, last) = range
    } else {
      return nil
    }
    // 万元 alone heads a table.
    if amount.number.shape == .scaleOnly, modifier == nil, !amount.number.isMore, !amount.isPrefixed,
      amount.number.end - amount.number.start == 3
    {
      return nil
    }
    let confidence = isAmbiguous(amount) ? Certainty.ambiguousAmount : amount.confidence
    if let number = amount.number.value {
      value = amount.currency + " " + number.description
      if let last { value += "/" + last.description }
      if amount.number.isMore { modifier = .moreThan }
    } else {
      value = ""
      modifier = modifier ?? .about
    }
    var end = amount.end
    var next = amount.next
    if let after = modifierAfter(next) {
      modifier = modifier ?? after
      end = self.end(next)
      next += 1
    }
    return Candidate(
      found: Found(
        kind: .money, start: modifier != nil && first > index ? start(index) : amount.start,
        end: end, value: value, confidence: confidence,
        quantity: modifier.map { QuantityDetail(modifier: $0) }), next: next)
  }

  /// - Parameter isSecond: The far end of a range, so that a hyphen may stand before it.
  private func amount(_ index: Int, isSecond: Bool = false) -> Amount? {
    var amount =
      switch lexeme(index).kind {
      case .sign, .yen, .code, .currency: prefixed(index)
      default: suffixed(index, isSecond: isSecond)
      }
    if let found = amount { amount?.number = withThousands(found.number, found.currency) }
    return amount
  }

  /// Currencies of countries that part thousands by points.
  private static let pointed: Set<String> = ["EUR", "DKK", "ISK", "TRY", "BRL", "IDR", "VND"]
  /// Currencies whose smallest parts are written out.
  private static let coins: Set<String> = ["BTC", "ETH", "USDT", "USDC", "XMR"]

  /// 5.000 €, EUR 2.500: a point before three digits parts thousands where the currency's countries write so.
  private func withThousands(_ number: NumberPhrase, _ currency: String) -> NumberPhrase {
    guard Self.pointed.contains(currency), let value = pointedThousands(number) else { return number }
    var result = number
    result.value = value
    return result
  }

  /// $1.250 is one dollar and a quarter, or 1250.
  private func isAmbiguous(_ amount: Amount) -> Bool {
    !Self.coins.contains(amount.currency) && pointedThousands(amount.number) != nil
  }

  private func pointedThousands(_ number: NumberPhrase) -> ExactNumber? {
    guard number.shape == .digits, number.scale == 0, let value = number.value, value.exponent == -3,
      number.length <= 3, !number.marks.contains(.separators), text[number.start] != 0x30
    else { return nil }
    return value.scaled(3)
  }

  /// $5,000; RMB ¥30,000; 人民币 5,000 元整.
  private func prefixed(_ index: Int) -> Amount? {
    let first = lexeme(index)
    // R$5 is no dollar.
    if first.kind == .sign, text.has(Int(first.start), ByteClass.alphanumeric) == false,
      text.has(Int(first.start) - 1, ByteClass.alphanumeric)
    {
      return nil
    }
    if first.kind == .code, !isUpper(Int(first.start)) { return nil }
    // Only Chinese names stand before their number: bitcoins 5 does not.
    if first.kind == .currency, !isHan(Int(first.start)) { return nil }
    var next = index + 1
    var currency = words.currencies[first.value]
    var isNamed = first.kind != .yen
    while next < index + 3 {
      let more = lexeme(next)
      guard Gaps.near.contains(more.gap),
        more.kind == .sign || more.kind == .yen || more.kind == .code
      else { break }
      if more.kind != .yen, !isNamed || first.kind == .sign { currency = words.currencies[more.value] }
      isNamed = isNamed || more.kind != .yen
      next += 1
    }
    guard Gaps([.none, .space, .colon]).contains(lexeme(next).gap),
      var number = numberPhrase(next, isMoney: true), number.shape != .words,
      number.shape != .scaleOnly || first.kind == .currency
    else { return nil }
    if let (power, end) = spacedSuffix(number) {
      number.value = number.value?.scaled(power)
      number.scale = power
      number.end = end
    }
    // USDT 1500 yes, USD 2024-03 no.
    guard isEnd(number.end) || text[number.end] == 0x2D else { return nil }
    var amount = Amount(
      number: number, currency: currency, start: Int(first.start), end: number.end,
      next: number.next)
    amount.isNamed = isNamed
    amount.isPrefixed = true
    amount.confidence = isNamed ? Certainty.complete : Certainty.sharedSymbol
    if let unit = unit(amount.next) {
      amount.end = unit.end
      amount.next = unit.next
      if unit.isNamed, !isNamed || first.kind == .sign { amount.currency = unit.currency }
      if unit.isNamed { amount.confidence = Certainty.complete }
      takeSmallChange(&amount)
    } else if number.shape == .han, number.length == 1 || number.marks.contains(.positional) {
      return nil
    }
    return amount
  }

  /// EUR 1.2 m
  private func spacedSuffix(_ number: NumberPhrase) -> (power: Int, end: Int)? {
    guard number.shape == .digits, number.scale == 0, text[number.end] == 0x20 else { return nil }
    for (suffix, power) in [(StaticString("k"), 3), ("m", 6), ("mn", 6), ("bn", 9)] {
      let end = number.end + 1 + suffix.utf8CodeUnitCount
      if text.matches(suffix, at: number.end + 1), !text.has(end, ByteClass.alphanumeric),
        start(number.next) < 0 || start(number.next) >= end
      {
        return (power, end)
      }
    }
    return nil
  }

  /// 30,000 yuan; 三千多元; half a million dollars.
  private func suffixed(_ index: Int, isSecond: Bool = false) -> Amount? {
    guard var number = numberPhrase(index, isMoney: true) else { return nil }
    // Tens of millions of dollars.
    if number.shape == .vague, value(number.next, .of) != nil { number.next += 1 }
    guard isSecond || startsCleanly(number.start) else { return nil }
    if let place = value(number.next, .subunit), let cents = number.value {
      number.value = cents.scaled(-2)
      var amount = Amount(
        number: number, currency: words.currencies[place], start: number.start, end: end(number.next),
        next: number.next + 1)
      amount.confidence = Certainty.sharedSymbol
      return amount
    }
    guard let unit = unit(number.next) ?? counter(number.next) else { return nil }
    if number.marks.contains(.suffix), number.scale != 3, !unit.isNamed { return nil }
    if number.marks.contains(.positional), number.length > 1 { return nil }
    // Of pounds, of yuan: a number has to stand before them.
    if number.shape == .scaleOnly, !isHan(start(number.next)) { return nil }
    var amount = Amount(
      number: number, currency: unit.currency, start: number.start, end: unit.end, next: unit.next)
    amount.isNamed = unit.isNamed
    amount.confidence = unit.isNamed ? Certainty.complete : Certainty.sharedSymbol
    takeSmallChange(&amount)
    return amount
  }

  /// 3元5角; 整.
  private func takeSmallChange(_ amount: inout Amount) {
    for (kind, power) in [(LexemeKind.jiao, -1), (.fen, -2)] {
      let digit = lexeme(amount.next)
      guard digit.gap == .none, digit.isNumber, digit.value < 10,
        meaning(lexeme(amount.next + 1), kind) != nil, lexeme(amount.next + 1).gap == .none,
        let sum = amount.number.value.flatMap({
          $0 + ExactNumber(digits: digit.value, exponent: power)
        })
      else { continue }
      amount.number.value = sum
      amount.end = end(amount.next + 1)
      amount.next += 2
    }
    let digit = lexeme(amount.next)
    if digit.isNumber, digit.gap == .none, digit.value < 10, digit.exponent == 0, !isHan(Int(digit.end)),
      text.agrees(Array("块".utf8), at: amount.end - 3),
      let sum = amount.number.value.flatMap({ $0 + ExactNumber(digits: digit.value, exponent: -1) })
    {
      amount.number.value = sum
      amount.end = Int(digit.end)
      amount.next += 1
    }
    if value(amount.next, .whole) != nil {
      amount.end = end(amount.next)
      amount.next += 1
    }
  }

  /// Weighed 180 pounds.
  private func isWeighed(_ start: Int) -> Bool {
    var place = start
    while place > 0, start - place < 24 {
      place -= 1
      if text.matches("weigh", at: place) { return true }
    }
    return false
  }

  /// 12个比特币
  private func counter(_ index: Int) -> (currency: String, end: Int, next: Int, isNamed: Bool)? {
    let word = lexeme(index)
    guard word.kind == .measure, word.gap == .none, lexeme(index + 1).gap == .none,
      lexeme(index + 1).kind == .currency,
      text.agrees(Array("个".utf8), at: Int(word.start)) || text.agrees(Array("枚".utf8), at: Int(word.start))
    else { return nil }
    return unit(index + 1)
  }

  /// The currency named at a lexeme next to its number.
  private func unit(_ index: Int) -> (currency: String, end: Int, next: Int, isNamed: Bool)? {
    let word = lexeme(index)
    guard word.gap == .none || word.gap == .space || word.gap == .hyphen && word.kind == .currency
    else { return nil }
    switch word.kind {
    case .currency: return (words.currencies[word.value], Int(word.end), index + 1, true)
    case .code where isUpper(Int(word.start)) || word.end - word.start == 3 && word.gap == .space:
      return (words.currencies[word.value], Int(word.end), index + 1, true)
    case .pounds:
      // 5 pounds of flour.
      guard value(index + 1, .of) == nil, !isWeighed(Int(word.start)) else { return nil }
      return ("GBP", Int(word.end), index + 1, true)
    case .sign where Int(word.end - word.start) >= 2 && word.gap == .none || word.gap == .space:
      // 5 000 €; not 5 $6.
      guard !text.has(Int(word.end), ByteClass.digit), text[Int(word.start)] != 0x24 else { return nil }
      return (words.currencies[word.value], Int(word.end), index + 1, true)
    case .yuan:
      guard !beginsOtherWord(index) else { return nil }
      var (end, next) = (Int(word.end), index + 1)
      // 元（人民币）
      let after = lexeme(next)
      if after.kind == .currency, after.gap == .none || after.gap == .paren, isHan(Int(after.start)),
        after.gap == .none || text.matches("）", at: Int(after.end)) || text[Int(after.end)] == 0x29
      {
        if after.gap == .none { (end, next) = (Int(after.end), next + 1) }
        return (words.currencies[after.value], end, next, true)
      }
      return (isTraditional(around: Int(word.start)) ? "TWD" : "CNY", end, next, false)
    default: return nil
    }
  }

  /// 元旦, 元件; 硬盘3块, where 块 counts pieces.
  private func beginsOtherWord(_ index: Int) -> Bool {
    let word = lexeme(index)
    let end = Int(word.end)
    if text.agrees(Array("元".utf8), at: Int(word.start)) {
      for other in ["旦", "年", "件", "素", "月", "首", "老", "宵", "钱庄"]
      where text.agrees(Array(other.utf8), at: end) { return true }
      return false
    }
    guard word.end - word.start == 3, text.agrees(Array("块".utf8), at: Int(word.start)) else {
      return false
    }
    let number = lexeme(index - 1)
    let after = lexeme(index + 1)
    // 两块五
    if after.isNumber, after.gap == .none, after.value < 10, !isHan(Int(after.end)) { return false }
    return isHan(end) && !text.agrees(Array("的".utf8), at: end)
      || number.kind == .digits && number.value < 10
      || number.kind == .hanNumber && number.value < 3
  }

  func isUpper(_ index: Int) -> Bool { text[index] >= 0x41 && text[index] <= 0x5A }

  // MARK: Ranges

  private func moneyRange(_ first: Amount, isBetween: Bool) -> (Amount, ExactNumber)? {
    var next = first.next
    let link = lexeme(next)
    let isAnd = isBetween && (link.kind == .and || link.kind == .enumeration)
    if link.kind == .to || isAnd, Gaps.near.contains(link.gap) {
      next += 1
      guard Gaps.near.contains(lexeme(next).gap) else { return nil }
    } else if link.gap != .hyphen {
      return nil
    }
    var result = first
    guard let low = first.number.value else { return nil }
    if let second = amount(next, isSecond: true), second.currency == first.currency || !second.isNamed,
      let high = second.number.value, low < high
    {
      result.end = second.end
      result.next = second.next
      // $5-7 million, $5 to $7 million; but $500 to $5 million.
      if first.isPrefixed { result.number.value = shared(low, first, second.number) }
      return (result, high)
    }
    guard first.isPrefixed,
      let number = numberPhrase(next, isMoney: true).map({ withThousands($0, first.currency) }),
      let high = number.value,
      low < high, isEnd(number.end), number.shape == .digits, !isYear(number)
    else { return nil }
    result.number.value = shared(low, first, number)
    result.end = number.end
    result.next = number.next
    if let unit = unit(number.next) {
      result.end = unit.end
      result.next = unit.next
    }
    return (result, high)
  }

  /// The low end of a range in the million of the high one.
  private func shared(_ low: ExactNumber, _ first: Amount, _ second: NumberPhrase) -> ExactNumber {
    let scaled = low.scaled(second.scale)
    guard first.number.scale == 0, let high = second.value, low < ExactNumber(digits: 1000), scaled < high
    else { return low }
    return scaled
  }

  private func isYear(_ number: NumberPhrase) -> Bool {
    number.length == 4 && number.isPlainDigits && !number.marks.contains(.separators)
  }
}

extension QuantityParser {
  /// An amount whose first number has no currency of its own: 5万至8万元, 5 to 7 million dollars.
  private func openRange(_ index: Int, isBetween: Bool) -> (Amount, ExactNumber)? {
    guard let first = numberPhrase(index, isMoney: true), startsCleanly(first.start) else { return nil }
    var next = first.next
    let link = lexeme(next)
    if link.kind == .to && Gaps.near.contains(link.gap)
      || isBetween && link.kind == .and && link.gap == .space
    {
      next += 1
      guard Gaps.near.contains(lexeme(next).gap) else { return nil }
    } else if link.gap != .hyphen {
      return nil
    }
    guard var second = amount(next, isSecond: true), !second.isPrefixed, let high = second.number.value,
      let near = withThousands(first, second.currency).value
    else { return nil }
    var low = near
    if first.isPlainDigits, second.number.scale > 0, low < ExactNumber(digits: 10_000) {
      let scaled = low.scaled(second.number.scale)
      if scaled < high { low = scaled }
    } else if first.shape == .han, let whole = high.integer {
      // 三至五万元 shares the 万.
      for power in [100_000_000, 10_000, 1_000, 100] where whole % power == 0 {
        guard power >= 10_000 || low < ExactNumber(digits: 10), let scaled = low.times(power),
          scaled < high
        else { continue }
        low = scaled
        break
      }
    }
    guard low < high else { return nil }
    second.number.value = low
    second.number.isMore = false
    second.start = first.start
    return (second, high)
  }
}
