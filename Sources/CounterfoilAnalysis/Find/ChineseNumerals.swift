/// Chinese numerals as they stand in dates and amounts, simplified and traditional.
enum ChineseNumerals {
  /// What one numeral character (three bytes) is.
  enum Sign {
    case digit(Int)
    /// 十 百 千: multiplies the digit before it.
    case small(Int)
    /// 万 亿: multiplies all before it.
    case large(Int)
  }

  /// A numeral read from a text.
  struct Reading {
    enum Kind {
      case number
      /// Digit by digit: 二〇二四.
      case positional
      /// 百万: multipliers without a digit; the value is the power of ten.
      case scale
      /// 二三十 and what else is no exact number.
      case none
    }
    var kind: Kind
    var value: Int
    /// UTF-8 byte offset.
    var end: Int
  }

  /// By scalar: 0 for no numeral, 1 to 10 for a digit plus one, 20 + n for the n-th power of ten.
  private static let signs: [UInt8] = {
    var table = [UInt8](repeating: 0, count: 1 << 16)
    func set(_ words: String, _ value: UInt8) {
      for word in words.unicodeScalars {
        let bytes = Array(String(word).utf8)
        table[Int(TextBytes.scalar(bytes[0], bytes[1], bytes[2]))] = value
      }
    }
    for (value, words) in [
      "〇零", "一壹", "二贰貳两兩", "三叁參参", "四肆", "五伍", "六陆陸", "七柒", "八捌", "九玖",
    ].enumerated() { set(words, UInt8(value + 1)) }
    for (words, power) in [("十拾", 1), ("百佰", 2), ("千仟", 3), ("万萬", 4), ("亿億", 8)] {
      set(words, UInt8(20 + power))
    }
    return table
  }()

  @inline(__always) private static func code(_ text: TextBytes, _ index: Int) -> UInt8 {
    guard text[index] >= 0xE3, text[index] < 0xEA else { return 0 }
    return signs[Int(TextBytes.scalar(text[index], text[index + 1], text[index + 2]))]
  }

  @inline(__always) static func isNumeral(_ text: TextBytes, _ index: Int) -> Bool {
    code(text, index) != 0
  }

  static func sign(_ text: TextBytes, _ index: Int) -> Sign? {
    switch code(text, index) {
    case let code where code >= 1 && code <= 10: .digit(Int(code) - 1)
    case 21: .small(10)
    case 22: .small(100)
    case 23: .small(1_000)
    case 24: .large(10_000)
    case 28: .large(100_000_000)
    default: nil
    }
  }

  /// The longest numeral read, in characters; longer runs are no numbers.
  private static let cap = 24

  /// A numeral such as 二十五, 一百一十三, 五十万, 三千五 (3500) or 二〇二四 (digit by digit).
  static func read(_ text: TextBytes, _ start: Int) -> Reading? {
    var index = start
    var total = 0
    var section = 0
    var digit: Int?
    var count = 0
    var digits = 0
    var positional = 0
    var power = 0
    var isValid = true
    /// The multiplier just read, which a last digit continues: 三千五.
    var unit = 0
    while index < text.count {
      // 二○一四: the circle serves as a zero inside.
      let isCircle = digits == count && count > 0 && text.matches("○", at: index)
      guard let sign = isCircle ? .digit(0) : sign(text, index) else { break }
      count += 1
      index += 3
      guard count <= cap else { continue }
      switch sign {
      case .digit(let value):
        if digits < count - 1, digit != nil, digit != 0 { isValid = false }
        digits += 1
        if digits <= 9 { positional = positional * 10 + value }
        if value == 0 { unit = 0 }
        digit = value
      case .small(let value):
        if digits == count - 1, positional >= 10 { isValid = false }
        section += (digit ?? 1) * value
        digit = nil
        unit = value
        power += value == 10 ? 1 : value == 100 ? 2 : 3
      case .large(let value):
        if digits == count - 1, positional >= 10 { isValid = false }
        let before = section + (digit ?? 0)
        // 一亿二千万 adds, 万亿 multiplies.
        if before == 0 {
          let (product, overflow) = total.multipliedReportingOverflow(by: value)
          if overflow { isValid = false }
          total = overflow ? 0 : product
        } else if total > value {
          let (product, overflow) = before.multipliedReportingOverflow(by: value)
          let (sum, isTooMuch) = total.addingReportingOverflow(product)
          if overflow || isTooMuch { isValid = false }
          total = isTooMuch ? 0 : sum
        } else {
          let (product, overflow) = (total + before).multipliedReportingOverflow(by: value)
          if overflow { isValid = false }
          total = overflow ? 0 : product
        }
        section = 0
        digit = nil
        unit = value
        power += value == 10_000 ? 4 : 8
      }
    }
    guard count > 0 else { return nil }
    if count > cap { return Reading(kind: .none, value: 0, end: index) }
    if digits == 0, !startsWithTen(text, start) {
      return Reading(kind: power <= 12 ? .scale : .none, value: power, end: index)
    }
    if digits == count {
      return Reading(
        kind: digits > 9 ? .none : digits > 1 ? .positional : .number, value: positional, end: index)
    }
    if let last = digit, last > 0, unit >= 100 {
      section += last * unit / 10
      digit = nil
    }
    let (sum, overflow) = total.addingReportingOverflow(section + (digit ?? 0))
    guard isValid, !overflow, sum >= 0 else { return Reading(kind: .none, value: 0, end: index) }
    return Reading(kind: .number, value: sum, end: index)
  }

  /// Digits before 万 or 亿, without it: what follows the point of 三点五万. Nil for anything else.
  static func decimals(_ text: TextBytes, _ start: Int) -> Reading? {
    var index = start
    var value = 0
    while index < text.count, case .digit(let digit)? = sign(text, index), index - start < 3 * 9 {
      value = value * 10 + digit
      index += 3
    }
    guard index > start, case .large? = sign(text, index) else { return nil }
    return Reading(kind: index - start > 3 ? .positional : .number, value: value, end: index)
  }

  /// 百, 千, 万, 亿 right behind digits, without the numeral that may follow them: 万 of 3万五千.
  static func multipliers(_ text: TextBytes, _ start: Int) -> Reading? {
    var index = start
    var power = 0
    while index - start < 3 * cap, code(text, index) > 21 {
      power += Int(code(text, index)) - 20
      index += 3
    }
    guard index > start else { return nil }
    return Reading(kind: power <= 12 ? .scale : .none, value: power, end: index)
  }

  private static func startsWithTen(_ text: TextBytes, _ index: Int) -> Bool {
    code(text, index) == 21
  }
}
