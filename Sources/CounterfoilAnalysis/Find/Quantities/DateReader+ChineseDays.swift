import CounterfoilModel

extension QuantityParser {
  /// 3月, 3月5日, 12月底, 3月中旬, 3月3至5日, 5、6月.
  mutating func monthNumber(_ index: Int) -> DateReading? {
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

  mutating func afterMonth(_ reading: inout DateReading) {
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
  mutating func dayAlone(_ index: Int) -> DateReading? {
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
}
