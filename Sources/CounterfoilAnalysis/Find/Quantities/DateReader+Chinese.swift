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

  func partModifier(_ part: Int) -> QuantityDetail.Modifier {
    part == 1 ? .early : part == 2 ? .mid : .late
  }

  func continuesWord(_ end: Int) -> Bool {
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
}

extension DateReading {
  func started(_ start: Int) -> DateReading {
    var reading = self
    reading.start = start
    return reading
  }
}
