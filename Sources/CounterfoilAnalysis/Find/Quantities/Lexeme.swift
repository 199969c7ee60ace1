/// A number or a word of the grammar of dates, numbers and money, where it stands.
struct Lexeme {
  /// UTF-8 byte offsets.
  var start: Int32
  var end: Int32
  var kind: LexemeKind
  /// What stands between the lexeme before and this one.
  var gap: Gap = .other
  /// Of digits and numerals the number without its decimal point; of a word what its table says.
  var value: Int = 0
  /// The power of ten that `value` is to be multiplied with.
  var exponent: Int8 = 0
  /// Of digits how many stand before the point; of a word 0.
  var length: UInt8 = 0
  var marks: Marks = []
  /// A word's other meaning, such as `second`: a unit and an ordinal.
  var otherKind: LexemeKind = .none
  var otherValue: Int32 = 0

  /// How digits are written.
  struct Marks: OptionSet {
    let rawValue: UInt16
    /// 12,500
    static let separators = Marks(rawValue: 1)
    /// 2 0 1 9; counts only where more than the digits says that they are one number.
    static let spaced = Marks(rawValue: 2)
    /// 2O21, as OCR reads it; counts only in a date or an amount.
    static let slip = Marks(rawValue: 4)
    /// 21st
    static let ordinal = Marks(rawValue: 8)
    /// 20k, 3m: `suffix` is the power.
    static let suffix = Marks(rawValue: 16)
    /// 二〇二四, without 十百千万.
    static let positional = Marks(rawValue: 32)
    static let leadingZero = Marks(rawValue: 64)
    static let han = Marks(rawValue: 128)
    /// 64GB: a unit of measure is written against the digits.
    static let unit = Marks(rawValue: 256)
    /// 1990s
    static let plural = Marks(rawValue: 512)
  }
  /// Of `20k` 3, of `3m` 6.
  var suffix: Int8 = 0

  /// What stands between two lexemes.
  enum Gap: UInt8 {
    case none, space, comma, hyphen, dash, slash, dot, colon, paren, other
  }

  var isNumber: Bool { kind == .digits || kind == .hanNumber }
}

/// What a lexeme does in the grammar; the words of each kind stand in `Knowledge/quantities`.
enum LexemeKind: String {
  case none, digits, hanNumber, hanScale, opaque
  // Numbers.
  case ones, tens, hundred, scale, dozen, vague, half, ordinal, parts, partsOf, tenths
  case percent, percentPoint
  case about, almost, moreThan, lessThan, atLeast, atMost, orMore, orLess, orSo
  case aboutAfter, moreAfter, atLeastAfter, atMostAfter, before, after, beforeAfter, afterAfter
  // The calendar.
  case month, weekday, season, unit, dayWord, last, next, this, beforeLast, afterNext, same
  case followingDay, ago, fromNow, early, mid, late, quarterName, halfName
  case year, monthWord, day, decade, century, yearWord, sameYear, sameMonth, sameDay, nextDay
  case nextMonth, nextYear, monthOffset, weekOffset, yearPart, monthPart, tenDays, quarterWord
  case halfYear, seasonOf, lastCentury, rank, era, lunar, lunarMonth, lunarDay, solarMonth, cycleYear
  case age, halfUnit
  // The clock.
  case am, pm, clockWord, oclock, daypart, hour, minute, second, halfHour, quarterHour
  // Small words.
  case of, the, a, and, or, to, on, at, `in`, within, from, between, preposition, by, every, outOf
  case agedWord, listComma, enumeration
  // What a number only names, and what is counted.
  case identifier, nameAfter, counted, measure
  // Money.
  case sign, yen, code, currency, pounds, subunit, yuan, jiao, fen, whole
}
