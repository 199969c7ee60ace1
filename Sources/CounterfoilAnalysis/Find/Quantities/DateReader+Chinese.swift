import CounterfoilModel

/// Chinese dates: `2024年3月5日`, `民國113年`, `去年三月`, `3月上旬`, `上周五`, `三天前`, `正月初七`.
extension QuantityParser {
  mutating func chineseDate(_ index: Int, isCued: Bool) -> DateReading? {
    let first = lexeme(index)
    let (start, end, next) = (Int(first.start), Int(first.end), index + 1)
    switch first.kind {
    case .era: return eraYear(index)
    case .digits, .hanNumber: return chineseNumberFirst(index)
    case .yearWord:
      let step = first.value
      guard
        var reading = relative(start, end, next, { CalendarPoint(year: $0.year + step) }, precision: .year)
      else { return nil }
      afterYear(&reading)
      return reading
    case .sameYear, .nextYear:
      guard var reading = leaning(start, end, next, 7, first.kind == .nextYear ? 1 : 0) else { return nil }
      afterYear(&reading)
      return reading
    case .monthOffset:
      let step = first.value
      guard
        var reading = relative(
          start, end, next,
          {
            let month = $0.month(after: step)
            return CalendarPoint(year: month.year, month: month.month)
          }, precision: .month)
      else { return nil }
      afterMonth(&reading)
      return reading
    case .sameMonth, .nextMonth:
      guard var reading = leaning(start, end, next, 6, first.kind == .nextMonth ? 1 : 0) else { return nil }
      afterMonth(&reading)
      return reading
    case .sameDay, .nextDay:
      guard !belongsToWord(start) else { return nil }
      return leaning(start, end, next, 4, first.kind == .nextDay ? 1 : 0)
    case .weekOffset: return week(index)
    case .weekday:
      guard lexeme(index - 1).kind != .every || first.gap != .none,
        lexeme(next).kind != .to || lexeme(next).gap != .none,
        lexeme(index - 1).kind != .to || first.gap != .none
      else { return nil }
      let weekday = first.value
      let isAhead = lexeme(next).kind == .beforeAfter && lexeme(next).gap == .none
      return relative(
        start, end, next,
        { anchor in
          var days = weekday - anchor.weekday
          if isAhead { days = days < 0 ? days + 7 : days } else { days = days > 0 ? days - 7 : days }
          return anchor.adding(days: days).map(CalendarPoint.init)
        }, precision: .day)
    case .dayWord:
      let offset = first.value
      var reading = relative(
        start, end, next, { $0.adding(days: offset).map(CalendarPoint.init) }, precision: .day)
      // 昨（5日）, 今早6点: the clock is attached by the caller.
      reading?.confidence = Certainty.relativeDate
      return reading
    case .yearPart:
      guard first.gap != .none || !lexeme(index - 1).isNumber, !continuesWord(end) else { return nil }
      var reading = relative(start, end, next, { CalendarPoint(year: $0.year) }, precision: .year)
      reading?.modifier = partModifier(first.value)
      return reading
    case .monthPart:
      guard first.gap != .none || !lexeme(index - 1).isNumber else { return nil }
      var reading = relative(
        start, end, next, { CalendarPoint(year: $0.year, month: $0.month) }, precision: .month)
      reading?.modifier = partModifier(first.value)
      return reading
    case .halfYear:
      let half = first.value
      guard half > 0 else { return nil }
      return relative(
        start, end, next, { CalendarPoint(year: $0.year, period: .half(half)) }, precision: .half)
    case .rank:
      guard let (quarter, stop, after) = quarter(index) else { return nil }
      return relative(
        start, stop, after, { CalendarPoint(year: $0.year, period: .quarter(quarter)) }, precision: .quarter)
    case .seasonOf:
      let (season, step) = (first.value % 10, first.value > 10 ? -1 : 0)
      return relative(
        start, end, next, { CalendarPoint(year: $0.year + step, period: .season(season)) }, precision: .season
      )
    case .solarMonth:
      var reading = DateReading(start, end, next, CalendarPoint(month: first.value))
      afterMonth(&reading)
      return reading
    case .lastCentury: return lastCentury(index)
    case .lunar, .lunarMonth, .cycleYear: return lunarDate(index)
    case .halfUnit: return halfAgo(index)
    default: return nil
    }
  }

  private func partModifier(_ part: Int) -> QuantityDetail.Modifier {
    part == 1 ? .early : part == 2 ? .mid : .late
  }

  private func continuesWord(_ end: Int) -> Bool {
    for word in ["奖", "考", "审", "会", "总", "饭"] where text.agrees(Array(word.utf8), at: end) { return true }
    return false
  }

  /// 投票当天: the day of what the word before names; 于当日 is that of the text.
  private func belongsToWord(_ start: Int) -> Bool {
    guard isHan(start - 3), text.agrees(Array("当".utf8), at: start) else { return false }
    return !["于", "在", "至", "到", "从", "即", "而", "且", "并", "均", "都", "的"].contains {
      text.agrees(Array($0.utf8), at: start - 3)
    }
  }

  // MARK: Years

  /// 民國113年, 光绪二十四年, 令和元年, 公元前… is left alone.
  private mutating func eraYear(_ index: Int) -> DateReading? {
    let era = lexeme(index)
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
    guard year >= 1, era.value == 0 ? year >= 1000 && year < 2200 : year <= 200,
      isYearMark(next) || lexeme(next).kind == .decade
    else { return nil }
    if lexeme(next).kind == .decade, era.value > 0 {
      var reading = DateReading(
        Int(era.start), end(next), next + 1,
        CalendarPoint(year: era.value + year / 10 * 10, period: .decade))
      reading.calendar = calendarName(era.value)
      afterPeriod(&reading)
      return reading
    }
    var reading = DateReading(Int(era.start), Int(era.end), next, CalendarPoint(year: era.value + year))
    if era.value > 0 { reading.calendar = calendarName(era.value) }
    takeYearMark(&reading)
    return reading
  }

  private func calendarName(_ first: Int) -> String {
    switch first {
    case 1911: "roc"
    case 2018: "reiwa"
    case 1988: "heisei"
    case 1925: "showa"
    case 1867: "meiji"
    default: "qing"
    }
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
  private mutating func chineseNumberFirst(_ index: Int) -> DateReading? {
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
      || follows(Int(number.start), apostrophe: true) != nil
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
  private mutating func afterYear(_ reading: inout DateReading) {
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
  private func endsPart(_ end: Int) -> Bool {
    for word in ["中", "级", "步", "次", "审", "始", "衷", "诊", "试"] where text.agrees(Array(word.utf8), at: end) {
      return false
    }
    return true
  }

  // MARK: Months and days

  /// 3月, 3月5日, 12月底, 3月中旬, 3月3至5日, 5、6月.
  private mutating func monthNumber(_ index: Int) -> DateReading? {
    let number = lexeme(index)
    let mark = lexeme(index + 1)
    guard number.value >= 1, number.value <= 12, number.exponent == 0,
      !number.marks.contains(.positional) || number.length == 1
    else { return nil }
    var reading = DateReading(
      Int(number.start), Int(mark.end), index + 2, CalendarPoint(month: number.value))
    switch mark.kind {
    case .monthPart: reading.modifier = partModifier(mark.value)
    case .tenDays where mark.value > 10: reading.point.period = .tenDays(mark.value - 10)
    case .monthWord: afterMonth(&reading)
    default: return nil
    }
    return reading
  }

  private mutating func afterMonth(_ reading: inout DateReading) {
    let first = lexeme(reading.next)
    guard Gaps.near.contains(first.gap) else { return }
    switch first.kind {
    case .digits, .hanNumber, .lunarDay:
      guard let day = dayNumber(reading.next) else { return }
      let mark = lexeme(reading.next + 1)
      if mark.kind == .day, Gaps.near.contains(mark.gap), first.kind != .lunarDay {
        reading.point.day = day
        reading.end = Int(mark.end)
        reading.next += 2
      } else if mark.kind == .to || mark.kind == .listComma || mark.gap == .hyphen,
        let last = dayNumber(reading.next + (mark.gap == .hyphen ? 1 : 2)), last > day,
        lexeme(reading.next + (mark.gap == .hyphen ? 2 : 3)).kind == .day
      {
        let dayMark = lexeme(reading.next + (mark.gap == .hyphen ? 2 : 3))
        reading.point.day = day
        reading.last = CalendarPoint(year: reading.point.year, month: reading.point.month, day: last)
        reading.end = Int(dayMark.end)
        reading.next += mark.gap == .hyphen ? 3 : 4
      } else {
        return
      }
      if reading.isOpen {
        reading.precision = .day
      } else if reading.precision != nil {
        reading.precision = nil
      }
      bracketedWeekday(&reading)
    case .tenDays where first.value < 10:
      reading.point.period = .tenDays(first.value)
      reading.precision = reading.isOpen ? .range : nil
      reading.end = Int(first.end)
      reading.next += 1
    case .early, .late:
      guard isHan(Int(first.start)), first.gap == .none, first.kind == .late || endsPart(Int(first.end))
      else { return }
      reading.modifier = first.kind == .early ? .early : .late
      reading.end = Int(first.end)
      reading.next += 1
    default: return
    }
  }

  private func dayNumber(_ index: Int) -> Int? {
    let number = lexeme(index)
    guard number.isNumber, number.exponent == 0, number.value >= 1, number.value <= 31,
      number.kind == .hanNumber
        ? !number.marks.contains(.positional) || number.length == 1 : number.length <= 2
    else { return nil }
    return number.value
  }

  /// 2月4日（星期五）
  private mutating func bracketedWeekday(_ reading: inout DateReading) {
    let word = lexeme(reading.next)
    guard word.kind == .weekday else { return }
    if word.gap == .paren {
      let end = Int(word.end)
      if text.matches("）", at: end) || text[end] == 0x29 {
        // The bracket stays outside unless a clock follows it.
        let after = lexeme(reading.next + 1)
        if after.gap == .paren || after.gap == .none, after.isNumber || after.kind == .daypart,
          clock(reading.next + 1, followsDay: true) != nil
        {
          reading.next += 1
          reading.end = Int(word.end)
          skipsBracket = reading.next
        }
      }
    } else if word.gap == .none || word.gap == .space {
      reading.next += 1
      reading.end = Int(word.end)
    }
  }

  /// The day in a range's second half, or after a date in the text: 8日.
  private mutating func dayAlone(_ index: Int) -> DateReading? {
    guard let day = dayNumber(index), lexeme(index).kind == .digits,
      text.agrees(Array("日".utf8), at: start(index + 1))
    else { return nil }
    let end = self.end(index + 1)
    for word in ["内", "以", "之", "的", "间", "游", "期", "左", "或", "本", "志", "工", "起算"]
    where text.agrees(Array(word.utf8), at: end) {
      return nil
    }
    guard let year = stated.year, let month = stated.month, start(index) - stated.end < 400 else {
      // 警方于5日上午: the last such day.
      let before = start(index) - 3
      guard
        ["于", "在"].contains(where: { text.agrees(Array($0.utf8), at: before) })
          || lexeme(index + 2).kind == .daypart
      else { return nil }
      return relative(
        start(index), end, index + 2,
        { anchor in
          let month = day <= anchor.day ? (anchor.year, anchor.month) : anchor.month(after: -1)
          return CalendarPoint(year: month.0, month: month.1, day: day)
        }, precision: .day)
    }
    var reading = DateReading(start(index), end, index + 2, CalendarPoint(year: year, month: month, day: day))
    reading.anchor = QuantityDetail.Anchor(date: stated.value, source: .text)
    return reading
  }

  /// The second part of a range that leaves out what the first says.
  mutating func tail(_ index: Int, of first: CalendarPoint) -> DateReading? {
    guard first.day != nil, first.period == nil, let day = dayNumber(index),
      isHan(end(index)) || text.has(end(index), ByteClass.space),
      let _ = value(index + 1, .day)
    else { return nil }
    var reading = DateReading(start(index), end(index + 1), index + 2, CalendarPoint(day: day))
    if let year = first.year, let month = first.month {
      reading.point = CalendarPoint(year: year, month: month, day: day)
    }
    return reading
  }

  // MARK: Periods

  /// 第四季度, 一季度, 1季度.
  private func quarter(_ index: Int) -> (Int, Int, Int)? {
    let from = lexeme(index).kind == .rank ? index + 1 : index
    let number = lexeme(from)
    guard number.isNumber, number.value >= 1, number.value <= 4,
      Gaps.near.contains(number.gap) || from == index,
      value(from + 1, .quarterWord) != nil
    else { return nil }
    return (number.value, end(from + 1), from + 2)
  }

  /// 80年代, 1980年代, 八十年代初.
  private func decade(_ index: Int, century: Int? = nil) -> DateReading? {
    let number = lexeme(index)
    guard number.isNumber, value(index + 1, .decade) != nil, century == nil || Gaps.near.contains(number.gap)
    else { return nil }
    let year: Int
    if number.length == 4, number.kind == .digits || number.marks.contains(.positional),
      number.value % 10 == 0
    {
      year = number.value
    } else if number.value >= 10, number.value <= 90, number.value % 10 == 0 {
      year = century.map { $0 + number.value } ?? fullYear(number.value)
    } else {
      return nil
    }
    var reading = DateReading(
      Int(number.start), end(index + 1), index + 2, CalendarPoint(year: year, period: .decade))
    afterPeriod(&reading)
    return reading
  }

  private func lastCentury(_ index: Int) -> DateReading? {
    let word = lexeme(index)
    let base = anchor?.year ?? stated.year ?? 2020
    let century = (base - 1) / 100 * 100 + word.value * 100
    if let decade = decade(index + 1, century: century) { return decade.started(Int(word.start)) }
    guard
      var reading = relative(
        Int(word.start), Int(word.end), index + 1,
        { CalendarPoint(year: ($0.year - 1) / 100 * 100 + 1 + word.value * 100, period: .century) },
        precision: .century)
    else { return nil }
    afterPeriod(&reading)
    return reading
  }

  /// 初, 末, 中期 of a decade or century.
  private func afterPeriod(_ reading: inout DateReading) {
    let word = lexeme(reading.next)
    guard word.gap == .none, isHan(Int(word.start)) else { return }
    switch word.kind {
    case .early: reading.modifier = .early
    case .mid:
      guard word.end - word.start > 3 || !isHan(Int(word.end)) else { return }
      reading.modifier = .mid
    case .late: reading.modifier = .late
    default: return
    }
    reading.end = Int(word.end)
    reading.next += 1
  }

  /// 上周, 上周五, 下星期三.
  private func week(_ index: Int) -> DateReading? {
    let word = lexeme(index)
    let step = word.value
    let after = lexeme(index + 1)
    var weekday: Int?
    if after.gap == .none {
      if after.isNumber, after.value >= 1, after.value <= 6, after.length == 1 { weekday = after.value }
      if after.kind == .day, text.agrees(Array("日".utf8), at: Int(after.start)) { weekday = 7 }
    }
    if text.agrees(Array("天".utf8), at: Int(word.end)) {
      var reading = relative(
        Int(word.start), Int(word.end) + 3, lexeme(index + 1).kind == .unit ? index + 2 : index + 1,
        { $0.monday(weeks: step)?.adding(days: 6).map(CalendarPoint.init) }, precision: .day)
      reading?.confidence = Certainty.relativeDate
      return reading
    }
    if text.agrees(Array("末".utf8), at: Int(word.end)) { return nil }
    guard let weekday else { return period(Int(word.start), Int(word.end), index + 1, 5, step) }
    return relative(
      Int(word.start), Int(after.end), index + 2,
      { $0.monday(weeks: step)?.adding(days: weekday - 1).map(CalendarPoint.init) }, precision: .day)
  }

  // MARK: Before and after the document's day

  /// 三天前, 2年后, 五十年前.
  private func before(_ index: Int, unit: Int, next: Int) -> DateReading? {
    let word = lexeme(next)
    guard word.gap == .none, word.kind == .beforeAfter || word.kind == .afterAfter, unit >= 4, unit <= 7,
      lexeme(index - 1).kind != .rank, lexeme(index).value > 0, lexeme(index).value < 3000,
      !lexeme(index).marks.contains(.leadingZero), lexeme(index).exponent == 0,
      !followsEvent(index)
    else { return nil }
    // 获批两天后: counted from what stands before it.
    if isHan(start(index) - 3), !mayPrecedeCount(start(index) - 3) { return nil }
    let number = lexeme(index).value
    let step = word.kind == .beforeAfter ? -number : number
    var reading = counted(Int(lexeme(index).start), Int(word.end), next + 1, unit, step)
    // 五十余年前: years.
    if lexeme(index + 1).kind == .moreAfter { reading?.modifier = .about }
    return reading
  }

  private func mayPrecedeCount(_ place: Int) -> Bool {
    for word in [
      "于", "在", "约", "从", "自", "至", "到", "即", "早", "但", "而", "且", "他", "她", "我", "就", "将", "们", "近", "概", "莫",
    ]
    where text.agrees(Array(word.utf8), at: place) { return true }
    return false
  }

  /// 签订后三日后, 届满前15日前: counted from something else than today.
  private func followsEvent(_ index: Int) -> Bool {
    let start = self.start(index)
    for word in ["后", "前", "满", "到期", "届满", "起", "自"] {
      let bytes = Array(word.utf8)
      if text.agrees(bytes, at: start - bytes.count) { return true }
    }
    return false
  }

  /// 半年前
  private func halfAgo(_ index: Int) -> DateReading? {
    let word = lexeme(index)
    let after = lexeme(index + 1)
    guard word.value == 7, after.gap == .none, after.kind == .beforeAfter || after.kind == .afterAfter else {
      return nil
    }
    return counted(Int(word.start), Int(after.end), index + 2, 6, after.kind == .beforeAfter ? -6 : 6)
  }
}

extension DateReading {
  func started(_ start: Int) -> DateReading {
    var reading = self
    reading.start = start
    return reading
  }
}
