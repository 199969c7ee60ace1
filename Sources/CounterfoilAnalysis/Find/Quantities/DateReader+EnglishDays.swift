import CounterfoilModel

extension QuantityParser {
  // MARK: Day and month

  /// The day's number at a lexeme, from 1 to 31.
  func englishDayNumber(_ index: Int) -> Int? {
    let day = lexeme(index)
    guard day.kind == .digits, day.length <= 2, day.exponent == 0, day.value >= 1, day.value <= 31,
      day.marks.isSubset(of: [.ordinal, .leadingZero, .slip])
    else { return nil }
    return day.value
  }

  /// 5 March 2024, 5th day of March, 2024, 3–5 March 2024.
  mutating func dayFirst(_ index: Int) -> DateReading? {
    guard let day = englishDayNumber(index), startsCleanly(start(index)) else { return nil }
    var next = index + 1
    var lastDay: Int?
    if let second = englishDayNumber(next + 1), lexeme(next).kind == .to,
      Gaps.near.contains(lexeme(next).gap),
      Gaps.near.contains(lexeme(next + 1).gap), second > day
    {
      lastDay = second
      next += 2
    } else if let second = englishDayNumber(next), lexeme(next).gap == .hyphen, second > day {
      lastDay = second
      next += 1
    } else if let second = englishDayNumber(next + 1), value(next, .and, .space) != nil, second > day,
      lexeme(index - 1).kind == .between
    {
      lastDay = second
      next += 2
    }
    // 5th day of March
    if value(next, .unit, .space) == 4, lexeme(next - 1).marks.contains(.ordinal) { next += 1 }
    if value(next, .of, .space) != nil { next += 1 }
    guard let month = value(next, .month, [.space, .hyphen, .none, .dot, .slash]), isMonthHere(next) else {
      return nil
    }
    var reading = DateReading(
      start(index), end(next), next + 1, CalendarPoint(month: month, day: day))
    if let lastDay { reading.last = CalendarPoint(month: month, day: lastDay) }
    takeYear(&reading, [.space, .comma, .hyphen, .dot, .slash])
    if let year = reading.point.year, CalendarDay(year, month, lastDay ?? day) == nil {
      return refused(reading.next)
    }
    reading.last?.year = reading.point.year
    return reading
  }

  /// `may` and `march` in lower case are verbs.
  func isMonthHere(_ index: Int) -> Bool {
    let word = lexeme(index)
    return isUpper(Int(word.start)) || word.value != 3 && word.value != 5 || text[Int(word.start)] == 0x30
  }

  /// The year after a day or month: `2024`, `, 2024`, `last year`, `'98`.
  func takeYear(_ reading: inout DateReading, _ gaps: Gaps) {
    var next = reading.next
    if value(next, .of, .space) != nil,
      lexeme(next + 1).kind == .digits || lexeme(next + 1).kind == .last || lexeme(next + 1).kind == .this
    {
      next += 1
    } else if value(next, .in, .space) != nil, lexeme(next + 1).kind == .digits, lexeme(next + 1).length == 4,
      reading.point.day == nil
    {
      next += 1
    }
    let word = lexeme(next)
    if word.kind == .digits, word.length == 2, let mark = apostrophe(before: Int(word.start)),
      mark <= end(next - 1) + 2, mark >= end(next - 1)
    {
      reading.point.year = fullYear(word.value)
      reading.end = Int(word.end)
      reading.next = next + 1
      return
    }
    guard gaps.contains(word.gap) || word.gap == .space else { return }
    if word.kind == .digits, word.length == 4, word.exponent == 0, word.value >= 1000, word.value < 2200,
      word.marks.isSubset(of: [.slip, .spaced]), isEnd(Int(word.end)) || text[Int(word.end)] == 0x2D
    {
      let after = lexeme(next + 1)
      if word.gap == .space, after.gap == .space, after.kind == .counted || after.kind == .currency { return }
      reading.point.year = word.value
      reading.end = Int(word.end)
      reading.next = next + 1
      return
    }
    if let step = value(next, .last, .space) ?? value(next, .this, .space) ?? value(next, .next, .space),
      value(next + 1, .unit, .space) == 7
    {
      reading.end = end(next + 1)
      reading.next = next + 2
      if let anchor {
        reading.point.year = anchor.year + step
        reading.anchor = documentAnchor
      } else {
        reading.isOpen = true
        reading.precision = reading.point.precision
      }
      return
    }
    if word.kind == .digits, word.length == 2, word.gap == .hyphen, reading.point.day != nil,
      isEnd(Int(word.end))
    {
      // 05-Mar-24
      reading.point.year = fullYear(word.value)
      reading.end = Int(word.end)
      reading.next = next + 1
    }
  }

  /// March 5, 2024; March 3–5, 2024; March 2024; March.
  mutating func monthFirst(_ index: Int, isCued: Bool) -> DateReading? {
    guard isMonthHere(index) else { return nil }
    let word = lexeme(index)
    let start = Int(word.start)
    let month = word.value
    var reading = DateReading(start, Int(word.end), index + 1, CalendarPoint(month: month))
    var next = index + 1
    if value(next, .the, .space) != nil, englishDayNumber(next + 1) != nil { next += 1 }
    let gap = lexeme(next).gap
    if let day = englishDayNumber(next), gap == .space || gap == .hyphen && lexeme(next + 1).gap == .hyphen,
      lexeme(next + 1).kind != .counted || lexeme(next + 1).gap != .space,
      !(lexeme(next + 1).gap == .colon && lexeme(next + 1).isNumber),
      isEnd(end(next)) || text[end(next)] == 0x2D || text[end(next)] == 0x2E
    {
      reading.point.day = day
      reading.end = end(next)
      reading.next = next + 1
      var second: Int?
      if let last = englishDayNumber(next + 2), lexeme(next + 1).kind == .to,
        Gaps.near.contains(lexeme(next + 1).gap), Gaps.near.contains(lexeme(next + 2).gap), last > day,
        // March 3 to 5 April begins another date.
        lexeme(next + 3).kind != .month || lexeme(next + 3).gap != .space
      {
        second = last
        reading.next = next + 3
      } else if let last = englishDayNumber(next + 1), lexeme(next + 1).gap == .hyphen, last > day {
        second = last
        reading.next = next + 2
      } else if let last = englishDayNumber(next + 2), value(next + 1, .and, .space) != nil, last > day,
        lexeme(index - 1).kind == .between
      {
        second = last
        reading.next = next + 3
      }
      if let second {
        reading.last = CalendarPoint(month: month, day: second)
        reading.end = end(reading.next - 1)
      }
      takeYear(&reading, [.space, .comma, .hyphen])
      reading.last?.year = reading.point.year
      if let year = reading.point.year, CalendarDay(year, month, second ?? day) == nil {
        return refused(reading.next)
      }
      return reading
    }
    takeYear(&reading, [.space, .comma])
    if reading.point.year != nil || reading.isOpen { return reading }
    // A month alone: May, March, April, June and August are also names and verbs.
    guard text[start] < 0x80, isUpper(start), word.end - word.start > 3 || month == 5,
      text[Int(word.end) - 1] != 0x2E
    else { return nil }
    let isName = month == 3 || month == 4 || month == 5 || month == 6 || month == 8
    let isOffset = lexeme(index - 1).kind == .last || lexeme(index - 1).kind == .next
    let follows = capitalFollows(Int(word.end))
    guard isCued || isOffset || !isName && !follows && !followsName(start) else { return nil }
    if isCued, follows, isName { return nil }
    reading.confidence = isName ? Certainty.likely : Certainty.month
    return reading
  }

  private func capitalFollows(_ end: Int) -> Bool {
    text[end] == 0x20 && isUpper(end + 1) && text.has(end + 2, ByteClass.alphanumeric)
  }

  /// The 2nd of this month; the 21st, after a dated day.
  mutating func ordinalDay(_ index: Int) -> DateReading? {
    guard let day = englishDayNumber(index), lexeme(index).marks.contains(.ordinal),
      startsCleanly(start(index))
    else {
      return nil
    }
    let first = lexeme(index)
    if value(index + 1, .of, .space) != nil,
      let step = value(index + 2, .this, .space) ?? value(index + 2, .last, .space)
        ?? value(index + 2, .next, .space),
      value(index + 3, .unit, .space) == 6
    {
      return relative(
        Int(first.start), end(index + 3), index + 4,
        {
          let month = $0.month(after: step)
          return CalendarPoint(year: month.year, month: month.month, day: day)
        }, precision: .day)
    }
    guard value(index - 1, .the, .any) != nil, first.gap == .space,
      lexeme(index - 2).kind == .on || lexeme(index - 2).kind == .by || lexeme(index - 2).kind == .from
        || lexeme(index - 2).kind == .to || lexeme(index - 2).kind == .preposition,
      standsAlone(Int(first.end)),
      let year = stated.year, let month = stated.month, stated.day != nil,
      Int(first.start) - stated.end < 600
    else { return nil }
    var reading = DateReading(
      Int(first.start), Int(first.end), index + 1, CalendarPoint(year: year, month: month, day: day))
    reading.anchor = QuantityDetail.Anchor(date: stated.value, source: .text)
    return reading
  }

  /// Whether a clause goes on after an ordinal: `on the 7th he left`, not `on the 7th floor`.
  private func standsAlone(_ end: Int) -> Bool {
    guard text[end] == 0x20 else { return true }
    for word in words.clauseStarts
    where text.agrees(word, at: end + 1) && text[end + 1 + word.count] == 0x20 { return true }
    return !text.has(end + 1, ByteClass.alphanumeric)
  }

  /// The twenty-first day of March 2024.
  mutating func dayOfMonthInWords(_ index: Int) -> DateReading? {
    let word = lexeme(index)
    guard let day = meaning(word, .ordinal) else { return nil }
    var next = index + 1
    if value(next, .unit, .space) == 4 { next += 1 }
    guard value(next, .of, .space) != nil, let month = value(next + 1, .month, .space), isMonthHere(next + 1)
    else {
      return nil
    }
    var reading = DateReading(
      Int(word.start), end(next + 1), next + 2, CalendarPoint(month: month, day: day))
    takeYear(&reading, [.space, .comma])
    return reading
  }

  // MARK: Weekdays

  /// Saturday 25 April; Tuesday.
  mutating func weekdayFirst(_ index: Int) -> DateReading? {
    let word = lexeme(index)
    guard isUpper(Int(word.start)), lexeme(index - 1).kind != .every || word.gap != .space else { return nil }
    let next = lexeme(index + 1)
    var from = index + 1
    if value(from, .the, [.space, .comma]) != nil { from += 1 }
    if next.gap == .space || next.gap == .comma,
      lexeme(from).kind == .digits || lexeme(from).kind == .month,
      var day = numericDate(from, isCued: true) ?? englishDate(from, isCued: true), day.point.day != nil,
      day.point.period == nil
    {
      day.start = Int(word.start)
      return day
    }
    // Tuesday last week
    if let step = value(index + 1, .last, .space) ?? value(index + 1, .next, .space)
      ?? value(index + 1, .this, .space),
      value(index + 2, .unit, .space) == 5, word.end - word.start >= 6
    {
      let weekday = word.value
      return relative(
        Int(word.start), end(index + 2), index + 3,
        { $0.monday(weeks: step)?.adding(days: weekday - 1).map(CalendarPoint.init) }, precision: .day)
    }
    guard word.end - word.start >= 6, !capitalFollows(Int(word.end)), !namesFeast(Int(word.start)),
      !(text[Int(word.end)] == 0x2E && text.has(Int(word.end) + 1, ByteClass.alphanumeric))
    else { return nil }
    let weekday = word.value
    let before = lexeme(index - 1)
    let isAhead =
      word.gap == .space && (before.kind == .by || text.matches("until", at: Int(before.start)))
      || isAhead(Int(word.start))
    return relative(
      Int(word.start), Int(word.end), index + 1,
      { anchor in
        var days = weekday - anchor.weekday
        if isAhead { days = days < 0 ? days + 7 : days } else { days = days > 0 ? days - 7 : days }
        return anchor.adding(days: days).map(CalendarPoint.init)
      }, precision: .day)
  }

  /// Good Friday, Black Friday: feasts, whose day the calendar of the year would have to tell.
  private func namesFeast(_ start: Int) -> Bool {
    for word in [
      StaticString("good "), "black ", "bloody ", "holy ", "easter ", "ash ", "palm ", "cyber ", "super ",
    ]
    where text.matches(word, at: start - word.utf8CodeUnitCount) { return true }
    return false
  }

  /// Whether the sentence so far speaks of what will be: `will`, `'ll`, `shall`, `due`.
  ///
  /// Looks at most 120 bytes back.
  func isAhead(_ start: Int) -> Bool {
    var place = start
    while place > 0, start - place < 120, text[place] != 0x2E, text[place] != 0x0A, text[place] != 0x21,
      text[place] != 0x3F
    {
      place -= 1
      guard text[place] == 0x20 || text[place] == 0x27 || place == 0 else { continue }
      for word in [
        StaticString(" will "), "'ll ", " shall ", " due ", " expires ", " let's ", "tomorrow", " please ",
        " can you ",
        " could you ", " meet ", " going to ", " moved to ",
      ]
      where text.matches(word, at: place) { return true }
    }
    return false
  }
}
