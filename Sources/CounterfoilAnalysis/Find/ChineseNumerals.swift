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

  /// By the twelve low bits and the low nibble of a character's three bytes: 0 for no numeral,
  /// 1 to 10 for a digit plus one, 20 + n for the n-th power of ten, 40 for the first character
  /// of a currency's name. One look-up a character, because amounts are looked for at each.
  private static let signs: [UInt8] = {
    var table = [UInt8](repeating: 0, count: 1 << 16)
    func set(_ words: String, _ value: UInt8) {
      for word in words.unicodeScalars {
        let bytes = Array(String(word).utf8)
        if bytes[0] >= 0xE3 { table[slot(bytes[0], bytes[1], bytes[2])] = value }
      }
    }
    set("人美欧歐英港日新台澳加卢韩瑞", firstOfCurrency)
    for (value, words) in [
      "〇零", "一壹", "二贰貳两兩", "三叁參", "四肆", "五伍", "六陆陸", "七柒", "八捌", "九玖",
    ].enumerated() { set(words, UInt8(value + 1)) }
    for (words, power) in [("十拾", 1), ("百佰", 2), ("千仟", 3), ("万萬", 4), ("亿億", 8)] {
      set(words, UInt8(20 + power))
    }
    return table
  }()
  private static let firstOfCurrency: UInt8 = 40

  @inline(__always) private static func slot(_ a: UInt8, _ b: UInt8, _ c: UInt8) -> Int {
    Int(a & 0x0F) << 12 | Int(b & 0x3F) << 6 | Int(c & 0x3F)
  }

  @inline(__always) private static func code(_ text: TextBytes, _ index: Int) -> UInt8 {
    guard text[index] >= 0xE3, text[index] < 0xF0 else { return 0 }
    return signs[slot(text[index], text[index + 1], text[index + 2])]
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

  /// Whether an amount can begin at the character at `index`: with a numeral or a currency.
  @inline(__always) static func mayBeginAmount(_ text: TextBytes, _ index: Int) -> Bool {
    code(text, index) != 0
  }

  /// The longest numeral read, in characters; longer runs are no numbers.
  private static let cap = 24

  /// A numeral such as 二十五, 一百一十三, 五十万 or 二〇二四 (read digit by digit).
  static func number(_ text: TextBytes, _ start: Int) -> (value: Int, end: Int)? {
    var index = start
    var total = 0
    var section = 0
    var digit: Int?
    var digits = 0
    var isPositional = true
    var positional = 0
    var count = 0
    while let sign = sign(text, index) {
      count += 1
      guard count <= cap else { return nil }
      switch sign {
      case .digit(let value):
        digits += 1
        if digits <= 9 { positional = positional * 10 + value }
        digit = value
      case .small(let value):
        isPositional = false
        section += (digit ?? 1) * value
        digit = nil
      case .large(let value):
        isPositional = false
        let before = section + (digit ?? 0)
        guard before > 0 || total > 0 else { return nil }
        let (product, overflow) = (total + before).multipliedReportingOverflow(by: value)
        guard !overflow else { return nil }
        total = product
        section = 0
        digit = nil
      }
      index += 3
    }
    guard count > 0 else { return nil }
    return (isPositional && digits > 1 ? positional : total + section + (digit ?? 0), index)
  }
}
