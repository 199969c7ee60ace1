import CounterfoilModel

/// English dates in words: `5 March 2024`, `March 3–5`, `last spring`, `a decade ago`, `Q4 2023`.
extension QuantityParser {
  mutating func englishDate(_ index: Int, isCued: Bool) -> DateReading? {
    let first = lexeme(index)
    switch first.kind {
    case .digits:
      return dayFirst(index) ?? ago(index) ?? ordinalPeriod(index) ?? ordinalDay(index)
        ?? yearAlone(index, isCued: isCued)
    case .month: return monthFirst(index, isCued: isCued)
    case .weekday: return weekdayFirst(index)
    case .ones, .tens, .a: return ago(index)
    case .in: return inTime(index)
    case .dayWord:
      let offset = first.value
      return relative(
        Int(first.start), Int(first.end), index + 1, { $0.adding(days: offset).map(CalendarPoint.init) },
        precision: .day)
    case .last, .next, .this: return offset(index)
    case .the: return afterThe(index)
    case .same: return same(index, from: index)
    case .early, .mid, .late: return partOf(index)
    case .yearPart:
      var reading = period(Int(first.start), Int(first.end), index + 1, 7, 0)
      reading?.modifier = first.value == 2 ? .mid : .late
      return reading
    case .season: return season(index, isCued: isCued)
    case .quarterName, .halfName: return named(period: index)
    case .ordinal: return ordinalPeriod(index) ?? dayOfMonthInWords(index)
    case .unit: return weekOf(index)
    case .decade: return decadeInWords(index)
    default: return nil
    }
  }

  // MARK: Day and month

  /// The day's number at a lexeme, from 1 to 31.
  private func dayNumber(_ index: Int) -> Int? {
    let day = lexeme(index)
    guard day.kind == .digits, day.length <= 2, day.exponent == 0, day.value >= 1, day.value <= 31,
      day.marks.isSubset(of: [.ordinal, .leadingZero, .slip])
    else { return nil }
    return day.value
  }

  /// 5 March 2024, 5th day of March, 2024, 3–5 March 2024.
  private mutating func dayFirst(_ index: Int) -> DateReading? {
    guard let day = dayNumber(index), startsCleanly(start(index)) else { return nil }
    var next = index + 1
    var lastDay: Int?
    if let second = dayNumber(next + 1), lexeme(next).kind == .to, Gaps.near.contains(lexeme(next).gap),
      Gaps.near.contains(lexeme(next + 1).gap), second > day
    {
      lastDay = second
      next += 2
    } else if let second = dayNumber(next), lexeme(next).gap == .hyphen, second > day {
      lastDay = second
      next += 1
    } else if let second = dayNumber(next + 1), value(next, .and, .space) != nil, second > day,
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
  private func isMonthHere(_ index: Int) -> Bool {
    let word = lexeme(index)
    return isUpper(Int(word.start)) || word.value != 3 && word.value != 5 || text[Int(word.start)] == 0x30
  }

  /// The year after a day or month: `2024`, `, 2024`, `last year`, `'98`.
  private func takeYear(_ reading: inout DateReading, _ gaps: Gaps) {
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
    if word.kind == .digits, word.length == 2, let mark = follows(Int(word.start), apostrophe: true),
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
  private mutating func monthFirst(_ index: Int, isCued: Bool) -> DateReading? {
    guard isMonthHere(index) else { return nil }
    let word = lexeme(index)
    let start = Int(word.start)
    let month = word.value
    var reading = DateReading(start, Int(word.end), index + 1, CalendarPoint(month: month))
    var next = index + 1
    if value(next, .the, .space) != nil, dayNumber(next + 1) != nil { next += 1 }
    let gap = lexeme(next).gap
    if let day = dayNumber(next), gap == .space || gap == .hyphen && lexeme(next + 1).gap == .hyphen,
      lexeme(next + 1).kind != .counted || lexeme(next + 1).gap != .space,
      !(lexeme(next + 1).gap == .colon && lexeme(next + 1).isNumber),
      isEnd(end(next)) || text[end(next)] == 0x2D || text[end(next)] == 0x2E
    {
      reading.point.day = day
      reading.end = end(next)
      reading.next = next + 1
      var second: Int?
      if let last = dayNumber(next + 2), lexeme(next + 1).kind == .to,
        Gaps.near.contains(lexeme(next + 1).gap), Gaps.near.contains(lexeme(next + 2).gap), last > day,
        // March 3 to 5 April begins another date.
        lexeme(next + 3).kind != .month || lexeme(next + 3).gap != .space
      {
        second = last
        reading.next = next + 3
      } else if let last = dayNumber(next + 1), lexeme(next + 1).gap == .hyphen, last > day {
        second = last
        reading.next = next + 2
      } else if let last = dayNumber(next + 2), value(next + 1, .and, .space) != nil, last > day,
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
  private mutating func ordinalDay(_ index: Int) -> DateReading? {
    guard let day = dayNumber(index), lexeme(index).marks.contains(.ordinal), startsCleanly(start(index))
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
    for word in [
      StaticString("he "), "she ", "it ", "they ", "we ", "i ", "you ", "the ", "a ", "an ", "and ", "to ",
      "at ",
      "in ", "when ", "his ", "her ", "by ", "with ", "for ", "but ", "or ", "from ", "of ", "only ",
      "after ",
    ] where text.matches(word, at: end + 1) { return true }
    return !text.has(end + 1, ByteClass.alphanumeric)
  }

  /// The twenty-first day of March 2024.
  private mutating func dayOfMonthInWords(_ index: Int) -> DateReading? {
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
  private mutating func weekdayFirst(_ index: Int) -> DateReading? {
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

  // MARK: Counted from the document's day

  /// last week, next Tuesday, this spring, last May.
  private mutating func offset(_ index: Int) -> DateReading? {
    let word = lexeme(index)
    let step = word.value
    let after = lexeme(index + 1)
    guard after.gap == .space else { return nil }
    let (start, end, next) = (Int(word.start), Int(after.end), index + 2)
    switch after.kind {
    case .unit:
      // the next day: counted from the text.
      if after.value == 4, step == 1, lexeme(index - 1).kind == .the {
        return following(index, from: index - 1)
      }
      if after.value == 4, step == -1, lexeme(index - 1).kind == .the, text.matches("previous", at: start) {
        return leaning(self.start(index - 1), end, next, 4, -1)
      }
      guard !(step != 0 && lexeme(index - 1).kind == .the && after.value == 4) else { return nil }
      return period(start, end, next, after.value, step)
    case .weekday:
      guard after.end - after.start >= 6 else { return nil }
      let weekday = after.value
      return relative(
        start, end, next,
        { anchor in
          let day: CalendarDay?
          if step < 0 {
            let back = (anchor.weekday - weekday + 6) % 7 + 1
            day = anchor.adding(days: -back)
          } else {
            day = anchor.monday(weeks: step)?.adding(days: weekday - 1)
          }
          return day.map(CalendarPoint.init)
        }, precision: .day)
    case .month where isMonthHere(index + 1):
      let month = after.value
      var reading = relative(
        start, end, next,
        { anchor in
          let isPast = month < anchor.month
          let year =
            step < 0
            ? (isPast ? anchor.year : anchor.year - 1)
            : step > 0 ? (month > anchor.month ? anchor.year : anchor.year + 1) : anchor.year
          return CalendarPoint(year: year, month: month)
        }, precision: .month)
      if let day = dayNumber(next), lexeme(next).gap == .space, reading != nil {
        reading?.point.day = day
        reading?.precision = .day
        reading?.end = self.end(next)
        reading?.next = next + 1
      }
      return reading
    case .season:
      let season = after.value
      return relative(
        start, end, next,
        { anchor in
          var year = anchor.year
          if step < 0 {
            // The last one that is over.
            let over = season == 4 ? 2 : season * 3 + 2
            year =
              season == 4
              ? (anchor.month > over ? year - 1 : year - 2) : (anchor.month > over ? year : year - 1)
          } else if step > 0 {
            year = anchor.month < season * 3 ? year : year + 1
          }
          return CalendarPoint(year: year, period: .season(season))
        }, precision: .season)
    default: return nil
    }
  }

  /// A week, month, quarter, year, decade or century some steps from the document's.
  func period(_ start: Int, _ end: Int, _ next: Int, _ unit: Int, _ step: Int) -> DateReading? {
    switch unit {
    case 5:
      return relative(
        start, end, next,
        {
          $0.monday(weeks: step).map {
            CalendarPoint(year: $0.year, month: $0.month, day: $0.day, period: .week)
          }
        }, precision: .week)
    case 6:
      return relative(
        start, end, next,
        {
          let month = $0.month(after: step)
          return CalendarPoint(year: month.year, month: month.month)
        }, precision: .month)
    case 7: return relative(start, end, next, { CalendarPoint(year: $0.year + step) }, precision: .year)
    case 8:
      return relative(
        start, end, next, { CalendarPoint(year: $0.year / 10 * 10 + step * 10, period: .decade) },
        precision: .decade)
    case 9:
      return relative(
        start, end, next,
        { CalendarPoint(year: ($0.year - 1) / 100 * 100 + 1 + step * 100, period: .century) },
        precision: .century)
    case 10:
      return relative(
        start, end, next,
        {
          let month = $0.month(after: step * 3)
          return CalendarPoint(year: month.year, period: .quarter((month.month + 2) / 3))
        }, precision: .quarter)
    default: return nil
    }
  }

  /// Three years ago, a decade ago, 2 days ago, two weeks from now.
  private mutating func ago(_ index: Int) -> DateReading? {
    guard let (number, next) = smallNumber(index), let unit = value(next, .unit, .space) else { return nil }
    var step = 0
    if value(next + 1, .ago, .space) != nil { step = -number }
    if value(next + 1, .fromNow, .space) != nil { step = number }
    guard step != 0 else { return nil }
    // Two years earlier, back in: only ago itself counts from the document's day.
    if step < 0, !text.matches("ago", at: start(next + 1)) { return nil }
    return counted(start(index), end(next + 1), next + 2, unit, step)
  }

  private func smallNumber(_ index: Int) -> (Int, Int)? {
    if lexeme(index).kind == .a { return (1, index + 1) }
    guard let phrase = numberPhrase(index), let number = phrase.value?.integer, number > 0, number < 3000,
      startsCleanly(phrase.start)
    else { return nil }
    return (number, phrase.next)
  }

  /// In three days, where the sentence speaks of what will be.
  private mutating func inTime(_ index: Int) -> DateReading? {
    guard Gaps.space.contains(lexeme(index + 1).gap), let (number, next) = smallNumber(index + 1),
      let unit = value(next, .unit, .space), unit >= 4, unit <= 7,
      isAhead(start(index)) || isAheadAfter(end(next)) || followsPlan(start(index))
    else { return nil }
    return counted(start(index), end(next), next + 1, unit, number)
  }

  /// We leave in three days: a present tense before it.
  private func followsPlan(_ start: Int) -> Bool {
    for word in [
      StaticString(" leave "), " leaves ", " start ", " starts ", " begin ", " begins ", " ends ", " end ",
      " opens ",
      " closes ", " arrive ", " arrives ", " back ", " again ", " you ", " expires ", " meet ", " is ",
      " are ",
      " return ", " returns ", " fly ", " flies ",
    ] where text.matches(word, at: start - word.utf8CodeUnitCount) { return true }
    return false
  }

  private func isAheadAfter(_ end: Int) -> Bool {
    var place = end
    while place < end + 60, text[place] != 0x2E, text[place] != 0x0A, place < text.count {
      for word in [
        StaticString(" will "), "'ll ", " is due", " expires", " at the latest",
      ] where text.matches(word, at: place) {
        return true
      }
      place += 1
    }
    return false
  }

  /// So many units before or after the document's day.
  func counted(_ start: Int, _ end: Int, _ next: Int, _ unit: Int, _ step: Int) -> DateReading? {
    switch unit {
    case 4:
      return relative(start, end, next, { $0.adding(days: step).map(CalendarPoint.init) }, precision: .day)
    case 5: return period(start, end, next, 5, step)
    case 6, 7, 8, 9:
      var reading =
        unit >= 8
        ? relative(
          start, end, next, { CalendarPoint(year: $0.year + step * (unit == 8 ? 10 : 100)) }, precision: .year
        )
        : period(start, end, next, unit, step)
      if reading?.modifier == nil { reading?.modifier = .about }
      return reading
    default: return nil
    }
  }

  // MARK: the …

  /// The same day, the following day, the week before last.
  private mutating func afterThe(_ index: Int) -> DateReading? {
    let word = lexeme(index + 1)
    guard word.gap == .space else { return nil }
    if word.kind == .same { return same(index + 1, from: index) }
    if word.otherKind == .followingDay || word.kind == .followingDay || word.kind == .next {
      return following(index + 1, from: index)
    }
    if word.kind == .unit,
      let step = value(index + 2, .beforeLast, .space) ?? value(index + 2, .afterNext, .space)
    {
      return period(Int(lexeme(index).start), end(index + 2), index + 3, word.value, step)
    }
    return nil
  }

  /// The same day, that same month.
  private func same(_ index: Int, from: Int) -> DateReading? {
    guard let unit = value(index + 1, .unit, .space) else { return nil }
    return leaning(start(from), end(index + 1), index + 2, unit, 0)
  }

  private func following(_ index: Int, from: Int) -> DateReading? {
    guard let unit = value(index + 1, .unit, .space), unit == 4 else { return nil }
    return leaning(start(from), end(index + 1), index + 2, unit, 1)
  }

  /// A day, month or year counted from the date that the text has just given.
  func leaning(_ start: Int, _ end: Int, _ next: Int, _ unit: Int, _ step: Int) -> DateReading? {
    guard let year = stated.year, start - stated.end < 1_000 else { return nil }
    var reading = DateReading(start, end, next, CalendarPoint())
    switch unit {
    case 4:
      guard let month = stated.month, let day = stated.day,
        let date = CalendarDay(year, month, day)?.adding(days: step)
      else { return nil }
      reading.point = CalendarPoint(date)
    case 6:
      guard let month = stated.month, let date = CalendarDay(year, month, 1) else { return nil }
      let moved = date.month(after: step)
      reading.point = CalendarPoint(year: moved.year, month: moved.month)
    case 7: reading.point = CalendarPoint(year: year + step)
    default: return nil
    }
    reading.anchor = QuantityDetail.Anchor(date: stated.value, source: .text)
    return reading
  }

  // MARK: Periods

  /// Early March, mid-2023, late last month, end of June.
  private mutating func partOf(_ index: Int) -> DateReading? {
    let word = lexeme(index)
    var next = index + 1
    if word.value == 1 {
      guard value(next, .of, .space) != nil else { return nil }
      next += 1
      if value(next, .the, .space) != nil, lexeme(next + 1).kind == .unit, lexeme(next + 1).value >= 6,
        lexeme(next + 1).value <= 7, lexeme(next + 1).gap == .space,
        value(next + 2, .preposition, .space) == nil
      {
        var reading = period(Int(word.start), end(next + 1), next + 2, lexeme(next + 1).value, 0)
        reading?.modifier = modifier(word.kind)
        return reading
      }
    } else if value(next, .in, .space) != nil {
      next += 1
    }
    if value(next, .the, .space) != nil { next += 1 }
    let mark = follows(start(next), apostrophe: true)
    guard lexeme(next).gap == .space || lexeme(next).gap == .hyphen || mark == end(next - 1) + 1 else {
      return nil
    }
    switch lexeme(next).kind {
    // Mid-mid-mid- must not go deeper and deeper.
    case .early, .mid, .late: return nil
    default: break
    }
    guard var reading = englishDate(next, isCued: true) ?? numericDate(next, isCued: true) else { return nil }
    // Early on Tuesday and early 5 March say nothing of a period.
    guard reading.point.day == nil || reading.point.period == .week,
      !(reading.isOpen && reading.precision == .day)
    else { return nil }
    reading.start = Int(word.start)
    reading.modifier = modifier(word.kind)
    return reading
  }

  private func modifier(_ kind: LexemeKind) -> QuantityDetail.Modifier {
    kind == .early ? .early : kind == .mid ? .mid : .late
  }

  /// Spring 2023, the winter of 2021; a season alone only after "in the", "by", ….
  private mutating func season(_ index: Int, isCued: Bool) -> DateReading? {
    let word = lexeme(index)
    var reading = DateReading(
      Int(word.start), Int(word.end), index + 1, CalendarPoint(period: .season(word.value)))
    takeYear(&reading, [.space, .comma])
    if reading.point.year != nil || reading.isOpen {
      if reading.isOpen { reading.precision = .season }
      return reading
    }
    let before = lexeme(index - 1)
    let isThe =
      before.kind == .the && word.gap == .space && self.isCued(index - 1)
      && lexeme(index - 2).kind != .of
    // In summer camps, the fall of Rome.
    let after = lexeme(index + 1)
    guard isThe || isCued && before.kind != .of, !(after.kind == .of && after.gap == .space),
      !text.has(Int(word.end), ByteClass.space) || after.gap != .other
        || !text.has(Int(word.end) + 1, ByteClass.alphanumeric)
    else { return nil }
    reading.confidence = Certainty.relativeDate
    return reading
  }

  /// Q4 2023, H1 2024, 2024 Q1.
  private mutating func named(period index: Int) -> DateReading? {
    let word = lexeme(index)
    guard isUpper(Int(word.start)) else { return nil }
    let period: CalendarPoint.Period = word.kind == .quarterName ? .quarter(word.value) : .half(word.value)
    var reading = DateReading(Int(word.start), Int(word.end), index + 1, CalendarPoint(period: period))
    takeYear(&reading, [.space, .comma, .hyphen])
    if reading.point.year == nil, !reading.isOpen, word.kind == .halfName { return nil }
    if reading.isOpen { reading.precision = reading.point.precision }
    return reading
  }

  /// Third quarter of 2022, first half of the year, 19th century.
  private mutating func ordinalPeriod(_ index: Int) -> DateReading? {
    let word = lexeme(index)
    let place: Int
    if word.kind == .digits {
      guard word.marks.contains(.ordinal), !word.marks.contains(.slip), startsCleanly(Int(word.start)) else {
        return nil
      }
      place = word.value
    } else {
      guard let ordinal = meaning(word, .ordinal) else { return nil }
      place = ordinal
    }
    let after = lexeme(index + 1)
    guard after.gap == .space || after.gap == .hyphen else { return nil }
    var reading = DateReading(Int(word.start), Int(after.end), index + 2, CalendarPoint())
    if after.kind == .unit, after.value == 9, place >= 11, place <= 29 {
      reading.point = CalendarPoint(year: place * 100 - 99, period: .century)
      return reading
    }
    if after.kind == .unit, after.value == 10, place <= 4 {
      reading.point = CalendarPoint(period: .quarter(place))
    } else if after.kind == .half, place <= 2 {
      reading.point = CalendarPoint(period: .half(place))
    } else {
      return nil
    }
    takeYear(&reading, [.space, .comma])
    if value(reading.next, .of, .space) != nil,
      lexeme(reading.next + 1).kind == .the || lexeme(reading.next + 1).kind == .this,
      value(reading.next + 2, .unit, .space) == 7
    {
      reading.end = end(reading.next + 2)
      reading.next += 3
    } else if after.kind == .half, reading.point.year == nil, !reading.isOpen {
      // The first half of the game.
      let stop = text[reading.end]
      guard stop == 0x2E || stop == 0x2C, lexeme(index - 1).kind == .the else { return nil }
    }
    if reading.isOpen { reading.precision = reading.point.precision }
    return reading
  }

  /// The week of 10 June 2019, the week before last.
  private mutating func weekOf(_ index: Int) -> DateReading? {
    let word = lexeme(index)
    guard word.kind == .unit, word.value == 5, value(index + 1, .of, .space) != nil else { return nil }
    var next = index + 2
    if value(next, .the, .space) != nil { next += 1 }
    guard lexeme(next).gap == .space, lexeme(next).kind == .digits || lexeme(next).kind == .month,
      let day = englishDate(next, isCued: true), day.point.day != nil,
      day.last == nil, day.point.period == nil
    else { return nil }
    var reading = day
    reading.start = Int(word.start)
    if reading.point.year == nil { reading.point.year = stated.year ?? anchor?.year }
    if let year = reading.point.year, let month = reading.point.month, let number = reading.point.day,
      let monday = CalendarDay(year, month, number)?.monday()
    {
      reading.point = CalendarPoint(year: monday.year, month: monday.month, day: monday.day, period: .week)
    }
    reading.precision = .week
    return reading
  }

  /// The 80s, the early 80s; not his early 30s.
  func followsThe(_ index: Int) -> Bool {
    switch lexeme(index - 1).kind {
    case .the: true
    case .early, .mid, .late: lexeme(index - 2).kind == .the && lexeme(index - 1).gap == .space
    default: false
    }
  }

  /// The eighties.
  private func decadeInWords(_ index: Int) -> DateReading? {
    let word = lexeme(index)
    guard followsThe(index), word.gap == .space || word.gap == .hyphen, word.value >= 20 else {
      return nil
    }
    return DateReading(
      Int(word.start), Int(word.end), index + 1,
      CalendarPoint(year: fullYear(word.value), period: .decade))
  }
}
