/// A day of the Gregorian calendar, which is also used for the days before it was.
struct CalendarDay: Equatable, CustomStringConvertible {
  let year: Int
  let month: Int
  let day: Int

  /// Nil for 30 February and for years outside 1000 to 2999.
  init?(_ year: Int, _ month: Int, _ day: Int) {
    guard year >= 1000, year <= 2999, month >= 1, month <= 12, day >= 1,
      day <= Self.length(year, month)
    else { return nil }
    (self.year, self.month, self.day) = (year, month, day)
  }

  /// The day `2024-03-05`, which may be followed by a time; nil for anything else.
  init?(iso: String) {
    let bytes = Array(iso.utf8.prefix(11))
    guard bytes.count >= 10, bytes[4] == 0x2D, bytes[7] == 0x2D,
      bytes.count == 10 || bytes[10] == 0x54 || bytes[10] == 0x20,
      let year = Int(String(decoding: bytes[0..<4], as: UTF8.self)),
      let month = Int(String(decoding: bytes[5..<7], as: UTF8.self)),
      let day = Int(String(decoding: bytes[8..<10], as: UTF8.self))
    else { return nil }
    self.init(year, month, day)
  }

  /// The number of days of a month from 1 to 12.
  static func length(_ year: Int, _ month: Int) -> Int {
    if month == 2 { return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28 }
    return month == 4 || month == 6 || month == 9 || month == 11 ? 30 : 31
  }

  /// Days since 1970-01-01.
  /// - Note: After Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms", 2013.
  var number: Int {
    let y = month <= 2 ? year - 1 : year
    let era = y / 400
    let yearOfEra = y - era * 400
    let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
    return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
  }

  /// The day with this number; nil outside the years 1000 to 2999.
  init?(number: Int) {
    guard number > -360_000, number < 380_000 else { return nil }
    let z = number + 719_468
    let era = z / 146_097
    let dayOfEra = z - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let m = (5 * dayOfYear + 2) / 153
    let month = m < 10 ? m + 3 : m - 9
    self.init(
      yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, dayOfYear - (153 * m + 2) / 5 + 1)
  }

  func adding(days: Int) -> CalendarDay? { CalendarDay(number: number + days) }

  /// 1 for Monday to 7 for Sunday.
  var weekday: Int { ((number + 3) % 7 + 7) % 7 + 1 }

  /// The Monday of the week `weeks` after this one.
  func monday(weeks: Int = 0) -> CalendarDay? { adding(days: 1 - weekday + 7 * weeks) }

  /// Year and month `months` after this one.
  func month(after months: Int) -> (year: Int, month: Int) {
    let index = year * 12 + month - 1 + months
    return (index / 12, index % 12 + 1)
  }

  /// `2024-03`; nil where the month does not exist.
  static func month(_ year: Int, _ month: Int) -> String? {
    CalendarDay(year, month, 1).map { String($0.description.prefix(7)) }
  }

  static func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }

  /// `2024-03-05`
  var description: String { "\(year)-\(Self.two(month))-\(Self.two(day))" }
}
