import CounterfoilModel

extension QuantityParser {
  /// 民國113年, 光绪二十四年, 令和元年, 公元前… is left alone.
  mutating func eraYear(_ index: Int) -> DateReading? {
    let name = lexeme(index)
    let era = words.eras[name.value]
    let number = lexeme(index + 1)
    var next = index + 1
    var year = 0
    if number.isNumber, Gaps.near.contains(number.gap), number.exponent == 0 {
      year = number.value
      next += 1
    } else if value(index + 1, .yuan, .none) != nil, text.agrees(Array("元".utf8), at: end(index)) {
      year = 1
      next += 1
    }
    guard year >= 1, era.calendar == nil ? year >= 1000 && year < 2200 : year <= 200,
      isYearMark(next) || lexeme(next).kind == .decade
    else { return nil }
    if lexeme(next).kind == .decade, era.calendar != nil {
      var reading = DateReading(
        Int(name.start), end(next), next + 1,
        CalendarPoint(year: era.yearBefore + year / 10 * 10, period: .decade))
      reading.calendar = era.calendar
      afterPeriod(&reading)
      return reading
    }
    var reading = DateReading(
      Int(name.start), Int(name.end), next, CalendarPoint(year: era.yearBefore + year))
    reading.calendar = era.calendar
    takeYearMark(&reading)
    return reading
  }

  private func isYearMark(_ index: Int) -> Bool {
    let word = lexeme(index)
    guard Gaps.near.contains(word.gap) else { return false }
    return word.kind == .year || word.kind == .yearPart
  }

  /// 年, 年初, 年底 at `reading.next`, and all that follows it.
  private mutating func takeYearMark(_ reading: inout DateReading) {
    let word = lexeme(reading.next)
    reading.end = Int(word.end)
    reading.next += 1
    if word.kind == .yearPart {
      reading.modifier = partModifier(word.value)
      return
    }
    afterYear(&reading)
  }

  /// A number and what follows it: a year, month, quarter, decade, or a count of days before now.
  mutating func chineseNumberFirst(_ index: Int) -> DateReading? {
    let number = lexeme(index)
    guard number.exponent == 0,
      number.marks.isDisjoint(with: [.ordinal, .plural, .suffix, .unit, .slip, .separators]),
      number.kind == .hanNumber || startsCleanly(Int(number.start)) || text[Int(number.start) - 1] == 0x27
        || number.gap == .hyphen && isHan(end(index - 1) - 3)
    else { return nil }
    let mark = lexeme(index + 1)
    guard Gaps.near.contains(mark.gap), !isRepeated(index) else { return nil }
    let start = Int(number.start)
    switch mark.kind {
    case .year, .yearPart:
      // 2024年 is a year, 三年前 a count.
      if let (year, calendar) = yearNumber(index) {
        var reading = DateReading(start, Int(number.end), index + 1, CalendarPoint(year: year))
        reading.calendar = calendar
        let isLong = number.length >= 3
        takeYearMark(&reading)
        if reading.point.month == nil, reading.point.period == nil, reading.modifier == nil,
          isDuration(reading.next, isLong)
        {
          return nil
        }
        return reading
      }
      return before(index, unit: 7, next: index + 2)
    case .monthWord, .monthPart, .tenDays: return monthNumber(index)
    case .decade: return decade(index)
    case .century:
      guard number.value >= 11, number.value <= 29 else { return nil }
      var reading = DateReading(
        start, Int(mark.end), index + 2,
        CalendarPoint(year: number.value * 100 - 99, period: .century))
      if let decade = decade(reading.next, century: number.value * 100 - 100) { return decade.started(start) }
      afterPeriod(&reading)
      return reading
    case .quarterWord:
      guard number.value >= 1, number.value <= 4, let (quarter, stop, next) = quarter(index) else {
        return nil
      }
      return relative(
        start, stop, next, { CalendarPoint(year: $0.year, period: .quarter(quarter)) }, precision: .quarter)
    case .to:
      // 2019至2021年
      let second = lexeme(index + 2)
      guard number.length == 4, second.length == 4, second.gap == .none, second.isNumber,
        number.value >= 1000,
        number.value < second.value, second.value < 2200, value(index + 3, .year) != nil
      else { return nil }
      return DateReading(start, Int(number.end), index + 1, CalendarPoint(year: number.value))
    case .listComma:
      // 5、6月
      let second = lexeme(index + 2)
      guard number.length <= 2, second.isNumber, second.gap == .none, number.value >= 1, second.value <= 12,
        second.value > number.value, value(index + 3, .monthWord, .none) != nil
      else { return nil }
      var reading = DateReading(start, end(index + 3), index + 4, CalendarPoint(month: number.value))
      reading.last = CalendarPoint(month: second.value)
      return reading
    case .day:
      return before(index, unit: 4, next: index + 2) ?? dayAlone(index)
    case .unit: return before(index, unit: mark.value, next: index + 2)
    case .moreAfter:
      // 十多年前
      let unit = lexeme(index + 2)
      guard unit.gap == .none, unit.kind == .unit || unit.kind == .year else { return nil }
      return before(index, unit: unit.kind == .year ? 7 : unit.value, next: index + 3)
    default: return nil
    }
  }

  /// 每年3月, 每月5日: a set of days.
  private func isRepeated(_ index: Int) -> Bool {
    lexeme(index).gap == .none && lexeme(index - 1).gap == .none && lexeme(index - 2).kind == .every
  }

  /// The year that a number before 年 is, and its calendar.
  private func yearNumber(_ index: Int) -> (Int, String?)? {
    let number = lexeme(index)
    if number.length == 4, number.kind == .digits || number.marks.contains(.positional), number.value >= 1000,
      number.value < 2200
    {
      return (number.value, nil)
    }
    guard lexeme(index + 1).gap == .none || number.kind == .digits else { return nil }
    let isMonthNext = monthFollows(index + 2)
    // 107年: only Taiwan counts its years so.
    if number.length == 3, number.kind == .digits || number.marks.contains(.positional), number.value >= 100,
      number.value <= 150, isTraditional(around: Int(number.start))
    {
      return (number.value + 1911, "roc")
    }
    guard number.length == 2, number.kind == .digits || number.marks.contains(.positional),
      !number.marks.contains(.spaced)
    else { return nil }
    if isMonthNext || number.value >= 70 && !isFollowedByCount(index + 2)
      || apostrophe(before: Int(number.start)) != nil
    {
      return (fullYear(number.value), nil)
    }
    return nil
  }

  private func isFollowedByCount(_ index: Int) -> Bool {
    let word = lexeme(index)
    return word.gap == .none && (word.kind == .beforeAfter || word.kind == .afterAfter)
  }

  private func monthFollows(_ index: Int) -> Bool {
    let number = lexeme(index)
    let mark = lexeme(index + 1)
    return number.isNumber && Gaps.near.contains(number.gap) && number.value >= 1 && number.value <= 12
      && Gaps.near.contains(mark.gap)
      && (mark.kind == .monthWord || mark.kind == .monthPart || mark.kind == .tenDays)
  }

  /// 2000年来, 2000年历史: years counted.
  private func isDuration(_ index: Int, _ isLong: Bool) -> Bool {
    let end = Int(lexeme(index - 1).end)
    for word in ["来", "历史", "间隔", "的历史", "之久", "徒刑", "有期"] where text.agrees(Array(word.utf8), at: end) {
      return true
    }
    return false
  }

  /// What may follow a year: a month, a quarter, a season, its beginning or end.
  mutating func afterYear(_ reading: inout DateReading) {
    let first = lexeme(reading.next)
    guard Gaps.near.contains(first.gap) else { return }
    let (year, isOpen) = (reading.point.year, reading.isOpen)
    func take(_ precision: QuantityDetail.Precision, _ reading: inout DateReading, _ end: Int, _ next: Int) {
      reading.end = end
      reading.next = next
      if isOpen { reading.precision = precision } else { reading.precision = nil }
    }
    if monthFollows(reading.next) || first.kind == .solarMonth
      || first.isNumber && lexeme(reading.next + 1).kind == .listComma
    {
      guard
        var month = monthFollows(reading.next)
          ? monthNumber(reading.next) : chineseDate(reading.next, isCued: true)
      else { return }
      month.start = reading.start
      month.point.year = year
      if month.last != nil { month.last?.year = year }
      month.isOpen = isOpen
      month.anchor = reading.anchor
      month.calendar = reading.calendar
      if isOpen { month.precision = month.point.precision }
      reading = month
      if let year, let number = month.point.month, CalendarDay(year, number, month.point.day ?? 1) == nil {
        refusedUntil = max(refusedUntil, month.next)
      }
      return
    }
    // 前三季度
    if first.kind == .beforeAfter, first.gap == .none, text.agrees(Array("前".utf8), at: Int(first.start)),
      let (count, end, next) = quarter(reading.next + 1), lexeme(reading.next + 1).gap == .none
    {
      reading.point.month = 1
      reading.last = CalendarPoint(year: year, month: count * 3)
      reading.end = end
      reading.next = next
      return
    }
    switch first.kind {
    case .halfYear where first.value > 0:
      reading.point.period = .half(first.value)
      take(.half, &reading, Int(first.end), reading.next + 1)
    case .rank, .digits, .hanNumber:
      guard let (quarter, end, next) = quarter(reading.next) else { return }
      reading.point.period = .quarter(quarter)
      take(.quarter, &reading, end, next)
    case .season:
      guard first.end - first.start > 3 || !isHan(Int(first.end)) else { return }
      reading.point.period = .season(first.value)
      take(.season, &reading, Int(first.end), reading.next + 1)
    case .yearPart where !continuesWord(Int(first.end)):
      reading.modifier = partModifier(first.value)
      reading.end = Int(first.end)
      reading.next += 1
    case .early, .late:
      guard isHan(Int(first.start)), first.gap == .none, endsPart(Int(first.end)) || first.kind == .late
      else { return }
      reading.modifier = first.kind == .early ? .early : .late
      reading.end = Int(first.end)
      reading.next += 1
    case .lunarMonth, .lunar:
      guard let lunar = lunarDate(reading.next, year: year) else { return }
      reading = lunar.started(reading.start)
    default: return
    }
  }

  /// Whether 初 ends here: 今年初, not 今年初中.
  func endsPart(_ end: Int) -> Bool {
    for word in ["中", "级", "步", "次", "审", "始", "衷", "诊", "试"] where text.agrees(Array(word.utf8), at: end) {
      return false
    }
    return true
  }
}
