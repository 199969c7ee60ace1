/// Days of the Gregorian calendar, as programs write them beside what they record.
enum CalendarDay {
  /// Years of which logs and chats can be.
  static let years = 1970...2200

  /// Whether there is such a day; of a month without its year, whether some year has it.
  static func exists(year: Int?, month: Int, day: Int) -> Bool {
    guard year.map(years.contains) ?? true, (1...12).contains(month) else { return false }
    let isLeap = year.map { $0 % 4 == 0 && ($0 % 100 != 0 || $0 % 400 == 0) } ?? true
    let days = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
    return (1...days[month - 1]).contains(day)
  }
}
