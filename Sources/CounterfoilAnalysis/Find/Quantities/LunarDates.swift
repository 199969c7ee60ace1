import CounterfoilModel
import Foundation
import Synchronization

/// Dates of the Chinese calendar: `农历癸卯年八月十五`, `正月初七`.
extension QuantityParser {
  /// - Parameter year: What the words before have said.
  func lunarDate(_ index: Int, year: Int? = nil) -> DateReading? {
    let from = start(index)
    var next = index
    var year = year
    var isLunar = false
    var isStated = year != nil
    if lexeme(next).kind == .lunar {
      isLunar = true
      next += 1
    }
    if lexeme(next).kind == .cycleYear {
      year = cycleYear(lexeme(next).value)
      isStated = true
      next += 1
      isLunar = true
    } else if isLunar, lexeme(next).isNumber, lexeme(next).length == 4, value(next + 1, .year) != nil {
      year = lexeme(next).value
      isStated = true
      next += 2
    }
    var month: Int?
    if let named = meaning(lexeme(next), .lunarMonth), Gaps.near.contains(lexeme(next).gap) || next == index {
      month = named
      next += 1
    } else if isLunar, lexeme(next).isNumber, Gaps.near.contains(lexeme(next).gap), lexeme(next).value <= 12,
      value(next + 1, .monthWord) != nil
    {
      month = lexeme(next).value
      next += 2
    }
    guard let month, month >= 1 else {
      // 癸卯年 alone is a year only where the calendar is named.
      return nil
    }
    var day: Int?
    let word = lexeme(next)
    if Gaps.near.contains(word.gap) {
      if let named = meaning(word, .lunarDay) {
        day = named
        next += 1
      } else if word.isNumber, word.value >= 1, word.value <= 30 {
        day = word.value
        next += 1
        if value(next, .day, .none) != nil { next += 1 }
      }
    }
    guard let day else { return nil }
    var reading = DateReading(from, end(next - 1), next, CalendarPoint())
    reading.calendar = "lunar"
    reading.precision = .day
    if !isStated, let anchor {
      year = anchor.year
      reading.anchor = documentAnchor
    }
    guard let year else {
      reading.isOpen = true
      return reading
    }
    let date = LunarCalendar.day(LunarDay(year: year, month: month, day: day))
    if let date { reading.point = CalendarPoint(date) } else { reading.isOpen = true }
    return reading
  }

  /// The year nearest the document's with this place in the cycle of sixty.
  private func cycleYear(_ place: Int) -> Int {
    let base = anchor?.year ?? stated.year ?? 2020
    let near = base - ((base - 4 - place) % 60 + 60) % 60
    return base - near > 45 ? near + 60 : near
  }
}

/// A day of the Chinese calendar in the year that begins in a Gregorian one.
struct LunarDay: Hashable {
  var year: Int
  var month: Int
  var day: Int
}

enum LunarCalendar {
  /// The days of each lunar year asked for, worked out at most once.
  private static let years = Mutex<[Int: [LunarDay: CalendarDay]]>([:])

  /// The Gregorian day; nil where the month has no such day, or outside 1900 to 2100.
  static func day(_ lunar: LunarDay) -> CalendarDay? {
    guard lunar.year >= 1900, lunar.year <= 2100 else { return nil }
    return years.withLock { years in
      if let known = years[lunar.year] { return known[lunar] }
      let days = days(of: lunar.year)
      years[lunar.year] = days
      return days[lunar]
    }
  }

  /// All days of a lunar year; of a month that comes twice, those of the first.
  ///
  /// Asks Foundation's calendar, whose tables are those of ICU; about 2 ms.
  private static func days(of year: Int) -> [LunarDay: CalendarDay] {
    var calendar = Calendar(identifier: .chinese)
    // The lunar year begins between 21 January and 21 February.
    guard let china = TimeZone(secondsFromGMT: 8 * 3600), let first = CalendarDay(year, 1, 20) else {
      return [:]
    }
    calendar.timeZone = china
    var days: [LunarDay: CalendarDay] = [:]
    for offset in 0..<420 {
      guard let day = first.adding(days: offset) else { break }
      let noon = Date(timeIntervalSince1970: Double(day.number) * 86_400 + 4 * 3600)
      let parts = calendar.dateComponents([.month, .day], from: noon)
      guard let month = parts.month, let number = parts.day else { break }
      let isNewYear = month == 1 && number == 1
      if isNewYear, !days.isEmpty { break }
      guard isNewYear || !days.isEmpty else { continue }
      let lunar = LunarDay(year: year, month: month, day: number)
      if days[lunar] == nil { days[lunar] = day }
    }
    return days
  }
}
