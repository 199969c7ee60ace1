import CounterfoilModel

extension QuantityParser {
  // MARK: Counted from the document's day

  /// last week, next Tuesday, this spring, last May.
  mutating func offset(_ index: Int) -> DateReading? {
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
      if let day = englishDayNumber(next), lexeme(next).gap == .space, reading != nil {
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
  mutating func ago(_ index: Int) -> DateReading? {
    guard let (number, next) = smallNumber(index), let unit = value(next, .unit, .space) else { return nil }
    var step = 0
    if value(next + 1, .ago, .space) != nil { step = -number }
    if value(next + 1, .fromNow, .space) != nil { step = number }
    guard step != 0 else { return nil }
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
  mutating func inTime(_ index: Int) -> DateReading? {
    guard Gaps.space.contains(lexeme(index + 1).gap), let (number, next) = smallNumber(index + 1),
      let unit = value(next, .unit, .space), unit >= 4, unit <= 7,
      isAhead(start(index)) || isAheadAfter(end(next)) || followsPlan(start(index))
    else { return nil }
    return counted(start(index), end(next), next + 1, unit, number)
  }

  /// We leave in three days: a present tense before it.
  private func followsPlan(_ start: Int) -> Bool {
    for word in words.plans {
      let place = start - 1 - word.count
      if text[start - 1] == 0x20, text[place - 1] == 0x20, text.agrees(word, at: place) { return true }
    }
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
  mutating func afterThe(_ index: Int) -> DateReading? {
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
  func same(_ index: Int, from: Int) -> DateReading? {
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
}
