/// Dates in digits alone: `2024-03-05`, `23.11.2022`, `03/2024`, `113/1/13`, `20230914`, and years.
extension QuantityParser {
  mutating func numericDate(_ index: Int, isCued: Bool) -> DateReading? {
    let first = lexeme(index)
    guard first.kind == .digits, first.exponent == 0,
      first.marks.isDisjoint(with: [.separators, .suffix, .unit])
    else { return nil }
    if first.marks.contains(.plural) { return decade(index) }
    let start = Int(first.start)
    let second = lexeme(index + 1)
    let third = lexeme(index + 2)
    if second.kind == .digits, second.gap == .hyphen || second.gap == .slash || second.gap == .dot,
      startsCleanly(start), !first.marks.contains(.ordinal)
    {
      let isTriple =
        third.kind == .digits && third.gap == second.gap && second.length <= 2
        && second.exponent == 0 && third.exponent == 0
      if isTriple, endsDate(Int(third.end)) { return triple(index, first, second, third) }
      if !isTriple, endsDate(Int(second.end)) { return pair(index, first, second) }
      return nil
    }
    // 22.11 2022 does not occur; 2024.03.05 is lexed as one number and a part.
    if first.length == 8, startsCleanly(start), isEnd(Int(first.end)), first.value >= 19_000_101,
      first.value < 21_000_000, !first.marks.contains(.spaced),
      let day = CalendarDay(first.value / 10_000, first.value / 100 % 100, first.value % 100),
      lexeme(index - 1).kind != .identifier || first.gap == .other
    {
      var reading = DateReading(start, Int(first.end), index + 1, CalendarPoint(day))
      reading.confidence = Certainty.likely
      return reading
    }
    return nil
  }

  private func endsDate(_ end: Int) -> Bool {
    if text[end] == 0x54, text.has(end + 1, ByteClass.digit) { return true }
    if text.has(end, ByteClass.alphanumeric) { return false }
    let isJoined = text[end] == 0x2D || text[end] == 0x2F || text[end] == 0x2E || text[end] == 0x2C
    return !(isJoined && text.has(end + 1, ByteClass.digit))
  }

  private mutating func triple(_ index: Int, _ a: Lexeme, _ b: Lexeme, _ c: Lexeme) -> DateReading? {
    let (start, end, next) = (Int(a.start), Int(c.end), index + 3)
    if a.length == 4, c.length <= 2 {
      guard let day = CalendarDay(a.value, b.value, c.value) else { return refused(index + 3) }
      return DateReading(start, end, next, CalendarPoint(day))
    }
    // 113/1/13, a year of the Republic.
    if a.length == 3, a.value >= 60, a.value <= 150, c.length <= 2, b.gap != .hyphen,
      let day = CalendarDay(a.value + 1911, b.value, c.value)
    {
      var reading = DateReading(start, end, next, CalendarPoint(day))
      reading.calendar = "roc"
      reading.confidence = Certainty.likely
      return reading
    }
    guard a.length <= 2 else { return nil }
    let isShort = c.length == 2
    guard c.length == 4 || isShort && b.gap == .slash && !b.marks.contains(.spaced) else { return nil }
    let year = isShort ? fullYear(c.value) : c.value
    let dayFirst = CalendarDay(year, b.value, a.value)
    let monthFirst = CalendarDay(year, a.value, b.value)
    var point: CalendarPoint
    var confidence = isShort ? Certainty.likely : Certainty.complete
    switch (dayFirst, monthFirst) {
    case (nil, nil): return refused(index + 3)
    case (let day?, nil), (nil, let day?): point = CalendarPoint(day)
    case (let day?, let other?):
      // 05/03/2024 is May or March: only the year is certain.
      point = day == other ? CalendarPoint(day) : CalendarPoint(year: year)
      if day != other { confidence = Certainty.ambiguousDate }
      // 05.03.2024 with points is the writing of countries that put the day first.
      if day != other, b.gap == .dot {
        point = CalendarPoint(day)
        confidence = Certainty.likely
      }
    }
    var reading = DateReading(start, end, next, point)
    reading.confidence = confidence
    return reading
  }

  /// 2024-03, 2019-21, 03/2024.
  private mutating func pair(_ index: Int, _ a: Lexeme, _ b: Lexeme) -> DateReading? {
    if a.length == 4, b.length == 2, b.gap == .hyphen || b.gap == .slash, a.value >= 1000, a.value < 2200 {
      let isNextYear = b.value == a.value % 100 + 1
      if b.value >= 1, b.value <= 12, !isNextYear {
        return DateReading(
          Int(a.start), Int(b.end), index + 2, CalendarPoint(year: a.value, month: b.value))
      }
      guard b.value > a.value % 100 else { return nil }
      var reading = DateReading(Int(a.start), Int(b.end), index + 2, CalendarPoint(year: a.value))
      reading.last = CalendarPoint(year: a.value / 100 * 100 + b.value)
      takeYearMark(&reading)
      return reading
    }
    if a.length == 4, b.length == 4, b.gap == .hyphen, a.value >= 1000, a.value < b.value, b.value < 2200 {
      var reading = DateReading(Int(a.start), Int(b.end), index + 2, CalendarPoint(year: a.value))
      reading.last = CalendarPoint(year: b.value)
      takeYearMark(&reading)
      return reading
    }
    if a.length == 2, b.length == 4, b.gap == .slash, a.value >= 1, a.value <= 12, b.value >= 1900,
      b.value < 2200
    {
      return DateReading(
        Int(a.start), Int(b.end), index + 2, CalendarPoint(year: b.value, month: a.value))
    }
    return nil
  }

  /// 1950-53年
  private func takeYearMark(_ reading: inout DateReading) {
    guard value(reading.next, .year) != nil else { return }
    reading.end = end(reading.next)
    reading.next += 1
  }

  /// A date that does not exist is none, and neither are its parts.
  mutating func refused(_ next: Int) -> DateReading? {
    refusedUntil = max(refusedUntil, next)
    return nil
  }

  /// 1990s, '90s.
  private func decade(_ index: Int) -> DateReading? {
    let first = lexeme(index)
    let start = Int(first.start)
    guard startsDate(index) || apostrophe(before: start) != nil else { return nil }
    let year: Int
    var from = start
    if first.length == 4, first.value % 10 == 0, first.value >= 1000, first.value < 2200 {
      year = first.value
    } else if first.length == 2, first.value % 10 == 0,
      let mark = apostrophe(before: start)
        ?? (followsThe(index) ? start : nil)
    {
      year = fullYear(first.value)
      from = mark
    } else {
      return nil
    }
    return DateReading(from, Int(first.end), index + 1, CalendarPoint(year: year, period: .decade))
  }

  /// Where an apostrophe begins that stands right before `start` and after no letter.
  func apostrophe(before start: Int) -> Int? {
    for mark in [StaticString("'"), "’", "‘"] {
      let place = start - mark.utf8CodeUnitCount
      if text.matches(mark, at: place), !text.has(place - 1, ByteClass.alphanumeric) { return place }
    }
    return nil
  }

  /// As `startsCleanly`, and after mid- and late-.
  private func startsDate(_ index: Int) -> Bool {
    if startsCleanly(start(index)) { return true }
    let before = lexeme(index - 1).kind
    return lexeme(index).gap == .hyphen && (before == .mid || before == .early || before == .late)
  }

  // MARK: Years

  /// A year without month or day, where what stands around it says that it is one.
  func yearAlone(_ index: Int, isCued: Bool) -> DateReading? {
    let first = lexeme(index)
    guard first.kind == .digits, first.exponent == 0 else { return nil }
    let start = Int(first.start)
    if first.length == 2, first.marks.isEmpty || first.marks == .leadingZero,
      let mark = apostrophe(before: start), isEnd(Int(first.end)),
      end(index - 1) == mark - 1, isCue(index - 1) || lexeme(index - 1).kind == .month
    {
      return DateReading(mark, Int(first.end), index + 1, CalendarPoint(year: fullYear(first.value)))
    }
    guard first.length == 4, first.value >= 1500, first.value < 2200,
      first.marks.isEmpty || first.marks == .slip, startsDate(index), !isHan(Int(first.end))
    else { return nil }
    let end = Int(first.end)
    // 1990's
    if text.matches("'s", at: end) || text.matches("’s", at: end), first.value % 10 == 0,
      lexeme(index - 1).kind == .the || lexeme(index - 1).kind == .late || lexeme(index - 1).kind == .early
    {
      let length = text[end] == 0x27 ? 2 : 4
      return DateReading(
        start, end + length, index + 1, CalendarPoint(year: first.value, period: .decade))
    }
    guard endsYear(end) else { return nil }
    let after = lexeme(index + 1)
    if after.gap == .space {
      switch after.kind {
      case .unit, .counted, .scale, .hundred, .dozen, .currency, .code, .pounds, .percent, .measure,
        .age:
        return nil
      default: break
      }
    }
    if meaning(lexeme(index - 1), .identifier) != nil, first.gap == .space { return nil }
    var reading = DateReading(start, end, index + 1, CalendarPoint(year: first.value))
    reading.confidence = Certainty.month
    if isCued || first.marks.isEmpty && beginsRange(index)
      || first.marks.isEmpty && standsAsYear(index, start, end, first.value)
    {
      return reading
    }
    return nil
  }

  /// 2015 through 2019
  private func beginsRange(_ index: Int) -> Bool {
    let last = lexeme(index + 2)
    return value(index + 1, .to) != nil && last.kind == .digits && last.marks.isEmpty
      && last.exponent == 0 && Gaps.near.contains(last.gap) && lexeme(index).value >= 1800
      && (last.length == 4 && last.value > lexeme(index).value && last.value <= 2100
        || last.length == 2 && isDash(index + 1) && last.value > lexeme(index).value % 100)
      && endsYear(Int(last.end))
      && !pluralFollows(Int(last.end))
      && !(lexeme(index + 3).gap == .space && lexeme(index + 3).kind == .counted)
  }

  /// – and ~, which join the parts of one date more closely than words do.
  func isDash(_ index: Int) -> Bool {
    let byte = text[start(index)]
    return byte == 0x7E || byte == 0xE2 || byte == 0xEF
  }

  private func endsYear(_ end: Int) -> Bool {
    // the 2019-based study, 2019-21
    text[end] == 0x2D || isEnd(end)
  }

  /// Without a preposition: (2019), "the 2024 election", a year between punctuation.
  private func standsAsYear(_ index: Int, _ start: Int, _ end: Int, _ year: Int) -> Bool {
    guard year >= 1800, year <= 2100 else { return false }
    if text[start - 1] == 0x28, text[end] == 0x29 || text[end] == 0x2C || text[end] == 0x3B { return true }
    guard year >= 1900 || text[start - 1] == 0x28 else { return false }
    let before = lexeme(index - 1)
    let isPlural = pluralFollows(end)
    if lexeme(index).gap == .space, before.kind == .the, text[end] == 0x20 { return !isPlural }
    if before.kind == .to || before.kind == .and, lexeme(index).gap == .space { return false }
    // From a list or a table: 2019, 2020 and 2021.
    if lexeme(index).gap == .comma, stated.end == self.end(index - 1), stated.month == nil { return true }
    return endsClause(end) && !followsName(start) && Self.modifiersBefore[before.kind] == nil
  }

  /// Whether punctuation or the line's end follows.
  private func endsClause(_ end: Int) -> Bool {
    switch text[end] {
    case 0x2E, 0x3B, 0x0A, 0x0D, 0x21, 0x3F, 0: true
    case 0x2C: text.has(end + 1, ByteClass.space)
    default: false
    }
  }

  func pluralFollows(_ end: Int) -> Bool {
    guard text[end] == 0x20, text[end + 1] >= 0x61, text[end + 1] <= 0x7A else { return false }
    var stop = end + 1
    while text.has(stop, ByteClass.alphanumeric), stop < end + 30 { stop += 1 }
    return text[stop - 1] == 0x73 && text[stop - 2] != 0x73 && stop - end > 4
  }
}
