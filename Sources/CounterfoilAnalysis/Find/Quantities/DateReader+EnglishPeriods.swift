import CounterfoilModel

extension QuantityParser {
  /// Early March, mid-2023, late last month, end of June.
  mutating func partOf(_ index: Int) -> DateReading? {
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
    let mark = apostrophe(before: start(next))
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
  mutating func season(_ index: Int, isCued: Bool) -> DateReading? {
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
  mutating func named(period index: Int) -> DateReading? {
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
  mutating func ordinalPeriod(_ index: Int) -> DateReading? {
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
    if after.kind == .unit, after.value == 10, (1...4).contains(place) {
      reading.point = CalendarPoint(period: .quarter(place))
    } else if after.kind == .half, (1...2).contains(place) {
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
  mutating func weekOf(_ index: Int) -> DateReading? {
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
  func decadeInWords(_ index: Int) -> DateReading? {
    let word = lexeme(index)
    guard followsThe(index), word.gap == .space || word.gap == .hyphen, word.value >= 20 else {
      return nil
    }
    return DateReading(
      Int(word.start), Int(word.end), index + 1,
      CalendarPoint(year: fullYear(word.value), period: .decade))
  }
}
