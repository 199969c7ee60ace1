import CounterfoilModel

/// Reads amounts with their currency in the plain forms of both languages, as `USD 1200000`.
///
/// Here: a sign or code before a number, or a number before a unit. Ranges, words for numbers in
/// English and approximate amounts come with the full number grammar, which replaces these readers.
struct MoneyReader {
  let text: TextBytes
  var found: [Found] = []
  /// Bytes looked at, for the test that this grows linearly.
  var work = 0

  init(text: TextBytes) { self.text = text }

  /// An amount in ten-thousandths, and where it ends.
  typealias Amount = (value: Int, end: Int)
  static let unit = 10_000

  /// Reads `$…`; where it ends if it is an amount.
  mutating func atDollar(_ start: Int) -> Int? { signFirst(start, 1, "USD", Certainty.complete) }

  /// Reads what begins at a sign or character beyond ASCII.
  mutating func atNonASCII(_ index: Int, _ byte: UInt8) -> Int? {
    switch byte {
    case 0xC2:
      if text[index + 1] == 0xA3 { return signFirst(index, 2, "GBP", Certainty.complete) }
      if text[index + 1] == 0xA5 { return signFirst(index, 2, "CNY", Certainty.sharedSymbol) }
      return nil
    case 0xE2:
      return text[index + 1] == 0x82 && text[index + 2] == 0xAC
        ? signFirst(index, 3, "EUR", Certainty.complete) : nil
    case 0xEF:
      if text.matches("￥", at: index) { return signFirst(index, 3, "CNY", Certainty.sharedSymbol) }
      if text.matches("＄", at: index) { return signFirst(index, 3, "USD", Certainty.complete) }
      return nil
    case 0xE3...0xE9:
      guard ChineseNumerals.mayBeginAmount(text, index) else { return nil }
      if let (currency, length) = chineseCurrency(index) {
        return signFirst(index, length, currency, Certainty.complete)
      }
      guard ChineseNumerals.sign(text, index) != nil else { return nil }
      return atNumber(index) ?? ChineseNumerals.number(text, index)?.end
    default: return nil
    }
  }

  private mutating func keep(
    _ start: Int, _ end: Int, _ currency: String, _ value: Int, _ confidence: Double
  ) -> Int {
    found.append(
      Found(
        kind: .money, start: start, end: end, value: currency + " " + Self.written(value),
        confidence: confidence))
    return end
  }

  static func written(_ value: Int) -> String {
    let fraction = value % unit
    guard fraction != 0 else { return "\(value / unit)" }
    var digits = String(unit + fraction).dropFirst()
    while digits.last == "0" { digits = digits.dropLast() }
    return "\(value / unit).\(digits)"
  }

  // MARK: Sign or code before the number

  private mutating func signFirst(
    _ start: Int, _ length: Int, _ currency: String, _ confidence: Double
  ) -> Int? {
    work += length
    var index = start + length
    var currency = currency
    var confidence = confidence
    // RMB ¥30,000; 人民币￥30,000
    if text[index] == 0xC2, text[index + 1] == 0xA5 { index += 2 }
    if text.matches("￥", at: index) { index += 3 }
    if text[index] == 0x20 || text[index] == 0x3A { index += 1 }
    guard let amount = amount(index) else { return nil }
    var end = amount.end
    if let (unit, length) = unit(end) {
      end += length
      if confidence == Certainty.sharedSymbol || unit != "CNY" { currency = unit }
      confidence = Certainty.complete
    }
    return keep(start, end, currency, amount.value, confidence)
  }

  /// USD 50,000, RMB30,000, US$1.2 million, HK$500.
  mutating func atCapital(_ start: Int, _ end: Int) -> Int? {
    guard end - start >= 3 || text[end] == 0x24 else { return nil }
    if text[end] == 0x24, end - start <= 2 {
      let currency: String? =
        switch text.string(start..<end) {
        case "US": "USD"
        case "HK": "HKD"
        case "NT": "TWD"
        case "A", "AU": "AUD"
        case "C", "CA": "CAD"
        case "S", "SG": "SGD"
        case "NZ": "NZD"
        default: nil
        }
      return currency.flatMap { signFirst(start, end + 1 - start, $0, Certainty.complete) }
    }
    // RMB30,000 is one word of letters and digits.
    guard end - start == 3 || text.has(start + 3, ByteClass.digit),
      text.base[start + 1] & 0x20 == 0,
      text.base[start + 2] & 0x20 == 0, let currency = Self.codes[text.string(start..<(start + 3))]
    else { return nil }
    var index = start + 3
    if text[index] == 0x24 { index += 1 }
    return signFirst(start, index - start, currency, Certainty.complete)
  }

  private static let codes: [String: String] = [
    "USD": "USD", "CNY": "CNY", "RMB": "CNY", "HKD": "HKD", "TWD": "TWD", "NTD": "TWD",
    "EUR": "EUR", "NOK": "NOK", "SEK": "SEK", "DKK": "DKK", "ISK": "ISK", "PLN": "PLN", "CZK": "CZK",
    "HUF": "HUF", "INR": "INR", "THB": "THB", "MYR": "MYR", "VND": "VND", "NZD": "NZD", "BRL": "BRL",
    "GBP": "GBP", "JPY": "JPY", "AUD": "AUD", "CAD": "CAD", "SGD": "SGD", "CHF": "CHF",
    "KRW": "KRW",
    "RUB": "RUB", "MOP": "MOP",
  ]

  // MARK: Number before the unit

  /// Reads what begins at a number.
  mutating func atNumber(_ start: Int) -> Int? {
    if text.has(start - 1, ByteClass.alphanumeric) { return nil }
    if text[start - 1] == 0x2E || text[start - 1] == 0x2C, text.has(start - 2, ByteClass.digit) {
      return nil
    }
    guard let amount = amount(start) else { return nil }
    work += amount.end - start
    guard let (currency, length) = unit(amount.end) else { return nil }
    // Bare 元 is the currency of whoever writes.
    let isBare = text.matches("元", at: amount.end) || text.matches("圆", at: amount.end)
    var end = amount.end + length
    var isNamed = !isBare
    var named = currency
    // 五十万元人民币, 30,000 元（人民币）
    if isBare, let (after, more) = chineseCurrency(end) {
      // 500元美元 does not occur; 元 + 人民币 or 新台币 does.
      named = after
      end += more
      isNamed = true
    }
    return keep(
      start, end, named, amount.value, isNamed ? Certainty.complete : Certainty.sharedSymbol)
  }

  /// The currency named at `index`, a space before it allowed, and the length of both.
  private func unit(_ index: Int) -> (String, Int)? {
    let skip = text[index] == 0x20 ? 1 : 0
    let start = index + skip
    if text[start] >= 0xE3 {
      if let (currency, length) = chineseCurrency(start) { return (currency, length + skip) }
      if text.matches("元", at: start) || text.matches("圆", at: start)
        || text.matches("圓", at: start)
      {
        // 元 begins many words (元旦, 元件, 元年), none of which follows a number of money.
        for word in [StaticString("元旦"), "元年", "元件", "元素", "元月"] where text.matches(word, at: start) {
          return nil
        }
        return ("CNY", 3 + skip)
      }
      return nil
    }
    guard text.has(start, ByteClass.alphanumeric) else { return nil }
    var end = start
    while text.has(end, ByteClass.alphanumeric), end < start + 9 { end += 1 }
    guard end > start, !text.has(end, ByteClass.alphanumeric) else { return nil }
    let word = text.string(start..<end)
    if let currency = Self.codes[word] { return (currency, end - index) }
    if word == "US" || word == "U" || word == "Hong" || word == "Taiwan" || word == "Chinese" {
      for (phrase, currency) in Self.phrases where text.matches(phrase, at: start) {
        let stop = start + phrase.utf8CodeUnitCount
        if !text.has(stop, ByteClass.alphanumeric) { return (currency, stop - index) }
      }
      return nil
    }
    return Self.words[word.lowercased()].map { ($0, end - index) }
  }

  private static let words: [String: String] = [
    "dollar": "USD", "dollars": "USD", "yuan": "CNY", "renminbi": "CNY", "rmb": "CNY",
    "euro": "EUR",
    "euros": "EUR", "yen": "JPY", "sterling": "GBP", "rubles": "RUB", "roubles": "RUB",
  ]
  private static let phrases: [(StaticString, String)] = [
    ("us dollars", "USD"), ("u.s. dollars", "USD"), ("hong kong dollars", "HKD"),
    ("taiwan dollars", "TWD"), ("chinese yuan", "CNY"), ("chinese renminbi", "CNY"),
  ]

  /// A currency's Chinese name; 元 alone is not one.
  private func chineseCurrency(_ index: Int) -> (String, Int)? {
    guard ChineseNumerals.mayBeginAmount(text, index) else { return nil }
    for (word, currency) in Self.chinese where text.matches(word, at: index) {
      return (currency, word.utf8CodeUnitCount)
    }
    return nil
  }

  private static let chinese: [(StaticString, String)] = [
    ("人民币", "CNY"), ("人民幣", "CNY"), ("美元", "USD"), ("美金", "USD"), ("欧元", "EUR"), ("歐元", "EUR"),
    ("英镑", "GBP"), ("英鎊", "GBP"), ("港币", "HKD"), ("港幣", "HKD"), ("港元", "HKD"), ("日元", "JPY"),
    ("日圆", "JPY"), ("日圓", "JPY"), ("新台币", "TWD"), ("新台幣", "TWD"), ("新臺幣", "TWD"), ("台币", "TWD"),
    ("台幣", "TWD"), ("澳元", "AUD"), ("加元", "CAD"), ("卢布", "RUB"), ("韩元", "KRW"), ("瑞士法郎", "CHF"),
  ]

  // MARK: The number

  /// `1,200.50`, `1.2 million`, `20k`, `3万`, `1亿2000万`, `五十万`.
  private func amount(_ start: Int) -> Amount? {
    guard text.has(start, ByteClass.digit) else {
      guard let number = ChineseNumerals.number(text, start) else { return nil }
      let (value, overflow) = number.value.multipliedReportingOverflow(by: Self.unit)
      return overflow ? nil : (value, number.end)
    }
    guard var total = decimal(start) else { return nil }
    guard var scale = scale(total.end) else { return total }
    guard var sum = Self.times(total.value, scale.value) else { return nil }
    total.end = scale.end
    // 1亿2000万, 3万5千
    while scale.isChinese, let more = decimal(total.end), let next = self.scale(more.end),
      next.isChinese,
      next.value < scale.value
    {
      guard let part = Self.times(more.value, next.value), part <= Int.max - sum else { return nil }
      sum += part
      scale = next
      total.end = next.end
    }
    return (sum, total.end)
  }

  private static func times(_ left: Int, _ right: Int) -> Int? {
    let (value, overflow) = left.multipliedReportingOverflow(by: right)
    return overflow ? nil : value
  }

  /// Digits with or without thousands' commas, and at most four decimals.
  private func decimal(_ start: Int) -> Amount? {
    var index = start
    var value = 0
    while text.has(index, ByteClass.digit), index - start < 14 {
      value = value * 10 + Int(text.base[index] - 0x30)
      index += 1
    }
    guard index > start, index - start < 14 else { return nil }
    if index - start <= 3 {
      while text[index] == 0x2C, text.has(index + 1, ByteClass.digit),
        text.has(index + 2, ByteClass.digit),
        text.has(index + 3, ByteClass.digit), !text.has(index + 4, ByteClass.digit),
        index - start < 18
      {
        for offset in 1...3 { value = value * 10 + Int(text.base[index + offset] - 0x30) }
        index += 4
      }
    }
    guard var result = Self.times(value, Self.unit) else { return nil }
    if text[index] == 0x2E, text.has(index + 1, ByteClass.digit) {
      var place = Self.unit / 10
      var end = index + 1
      while text.has(end, ByteClass.digit), end < index + 6 {
        result += Int(text.base[end] - 0x30) * place
        place /= 10
        end += 1
      }
      // 1.2.3 is no amount.
      guard !text.has(end, ByteClass.digit),
        !(text[end] == 0x2E && text.has(end + 1, ByteClass.digit))
      else { return nil }
      index = end
    }
    return (result, index)
  }

  private func scale(_ index: Int) -> (value: Int, end: Int, isChinese: Bool)? {
    if text[index] >= 0xE3 {
      var value = 1
      var end = index
      // 百万, 千万, 万亿 multiply.
      while let sign = ChineseNumerals.sign(text, end), end < index + 9 {
        switch sign {
        case .digit: return value > 1 ? (value, end, true) : nil
        case .small(let factor), .large(let factor):
          guard let product = Self.times(value, factor) else { return nil }
          value = product
        }
        end += 3
      }
      return value > 1 ? (value, end, true) : nil
    }
    let start = text.has(index, ByteClass.space) ? index + 1 : index
    for (word, value) in Self.scales where text.matches(word, at: start) {
      let end = start + word.utf8CodeUnitCount
      // Letters alone count only at the number itself: "$20k", not "$20 K Street".
      if word.utf8CodeUnitCount <= 2, start > index { continue }
      if !text.has(end, ByteClass.alphanumeric) { return (value, end, false) }
    }
    return nil
  }

  private static let scales: [(StaticString, Int)] = [
    ("thousand", 1_000), ("million", 1_000_000), ("billion", 1_000_000_000),
    ("trillion", 1_000_000_000_000), ("k", 1_000), ("mn", 1_000_000), ("m", 1_000_000),
    ("bn", 1_000_000_000), ("b", 1_000_000_000),
  ]
}
