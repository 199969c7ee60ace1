import CounterfoilModel

/// One point in time: a day or period, with the clock before or after it.
extension QuantityParser {
  mutating func point(_ index: Int, isCued: Bool) -> DateReading? {
    if let clock = clock(index) { return clockFirst(clock, index) }
    guard var reading = calendar(index, isCued: isCued) else { return nil }
    attachClock(&reading)
    return reading
  }

  private mutating func calendar(_ index: Int, isCued: Bool) -> DateReading? {
    switch lexeme(index).kind {
    case .digits, .hanNumber:
      return numericDate(index, isCued: isCued) ?? chineseDate(index, isCued: isCued)
        ?? englishDate(index, isCued: isCued)
    default:
      return isHan(start(index)) ? chineseDate(index, isCued: isCued) : englishDate(index, isCued: isCued)
    }
  }

  /// 3 pm on 5 March, 5 a.m. today; alone it belongs to the day named before.
  private mutating func clockFirst(_ clock: Clock, _ index: Int) -> DateReading? {
    var next = clock.next
    if value(next, .on, [.space, .comma]) != nil || value(next, .of, .space) != nil { next += 1 }
    let gap = lexeme(next).gap
    if gap == .space || gap == .comma, !isHan(start(next)), self.clock(next) == nil,
      var day = calendar(next, isCued: false), day.point.day != nil || day.isOpen && day.precision == .day,
      day.point.period == nil
    {
      day.start = clock.start
      day.take(clock)
      return day
    }
    guard
      clock.isClear || beginsClockRange(clock.next) || lexeme(index - 1).kind == .at
        || lexeme(index - 1).kind == .by
        || lexeme(index - 1).kind == .about || lexeme(index - 1).kind == .from
        || lexeme(index - 1).kind == .between || lexeme(index - 1).kind == .to
    else { return nil }
    var reading = DateReading(clock.start, clock.end, clock.next, CalendarPoint())
    reading.isClock = true
    reading.precision = .day
    reading.take(clock)
    if clock.isAbout { reading.modifier = .about }
    return reading
  }

  /// 9:00 to 17:00
  private func beginsClockRange(_ next: Int) -> Bool {
    let link = lexeme(next)
    if link.kind == .to, Gaps.near.contains(link.gap) {
      return Gaps.near.contains(lexeme(next + 1).gap) && clock(next + 1)?.isClear == true
    }
    return link.gap == .hyphen && clock(next)?.isClear == true
  }

  private func attachClock(_ reading: inout DateReading) {
    guard
      reading.point.day != nil && reading.point.period == nil || reading.isOpen && reading.precision == .day
        || reading.point.day != nil && reading.isOpen
    else { return }
    var next = reading.next
    var isAbout = false
    let first = lexeme(next)
    // 2024-03-05T10:20
    let isISO = first.kind == .digits && text[reading.end] == 0x54 && Int(first.start) == reading.end + 1
    if !isISO {
      guard Gaps([.none, .space, .comma]).contains(first.gap) || skipsBracket == next else { return }
      if value(next, .at, [.space, .comma]) != nil { next += 1 }
      if value(next, .about) != nil {
        isAbout = true
        next += 1
      }
      guard Gaps([.none, .space, .comma]).contains(lexeme(next).gap) || skipsBracket == next else { return }
    }
    guard var clock = clock(next, isISO: isISO, followsDay: true) else { return }
    // 昨晚8点
    if lexeme(next).kind != .daypart,
      text.agrees(Array("晚".utf8), at: reading.end - 3) || text.agrees(Array("夜".utf8), at: reading.end - 3)
    {
      clock.isNight()
    }
    reading.take(clock)
    reading.end = clock.end
    reading.next = clock.next
    if isAbout || clock.isAbout { reading.modifier = .about }
  }

  // MARK: The clock

  struct Clock {
    var start: Int
    var end: Int
    var next: Int
    var hour: Int
    var minute: Int?
    var isAbout = false
    /// Whether the form alone says that it is a time.
    var isClear = false
    /// 24时, 晚上12点, midnight: which day or half of a day is meant is not sure, so the day alone is kept.
    var isUnsure = false

    /// Makes the hour one of the evening and night: 晚上8点, 夜里两点.
    mutating func isNight() {
      switch hour {
      case 0, 5, 12: isUnsure = true
      case 6..<12: hour += 12
      default: break
      }
    }
  }

  func clock(_ index: Int, isISO: Bool = false, followsDay: Bool = false) -> Clock? {
    let first = lexeme(index)
    switch first.kind {
    case .clockWord:
      return Clock(
        start: Int(first.start), end: Int(first.end), next: index + 1, hour: first.value,
        isUnsure: first.value == 24)
    case .daypart:
      let after = lexeme(index + 1)
      guard Gaps.near.contains(after.gap), after.isNumber,
        var clock = digital(index + 1, isISO: false) ?? spoken(index + 1, isClear: true)
      else { return nil }
      clock.start = Int(first.start)
      clock.isClear = true
      switch first.value {
      case 3: clock.isNight()
      case 2 where clock.hour < 12, 1 where clock.hour < 4: clock.hour += 12
      case 0 where clock.hour == 12 && text.agrees(Array("凌晨".utf8), at: clock.start): clock.hour = 0
      default: break
      }
      return clock
    case .digits:
      return digital(index, isISO: isISO) ?? spoken(index, isClear: followsDay)
    case .hanNumber: return spoken(index, isClear: followsDay)
    default: return nil
    }
  }

  /// 14:30, 14:30:05, 3 pm, 9.30 a.m., 12 o'clock.
  private func digital(_ index: Int, isISO: Bool) -> Clock? {
    let first = lexeme(index)
    guard first.kind == .digits, first.length <= 2, first.value >= 0,
      first.marks.isDisjoint(with: [.slip, .spaced, .ordinal, .plural, .suffix, .separators, .unit]),
      isISO || startsCleanly(Int(first.start)), text[Int(first.start) - 1] != 0x24
    else { return nil }
    var clock = Clock(
      start: Int(first.start), end: Int(first.end), next: index + 1, hour: first.value)
    let second = lexeme(index + 1)
    if first.exponent == 0, second.kind == .digits, second.gap == .colon, isTight(index + 1),
      second.length == 2, second.value < 60
    {
      clock.minute = second.value
      clock.end = Int(second.end)
      clock.next = index + 2
      let third = lexeme(index + 2)
      if third.kind == .digits, third.gap == .colon, isTight(index + 2), third.length == 2 {
        clock.end = Int(third.end)
        clock.next = index + 3
      } else if third.kind == .digits, third.gap == .colon {
        return nil
      }
      if second.exponent != 0 { return nil }
      clock.isClear = first.length == 2 || lexeme(clock.next).kind == .am || lexeme(clock.next).kind == .pm
    } else if first.exponent == -2, first.value % 100 < 60 {
      clock.hour = first.value / 100
      clock.minute = first.value % 100
    }
    if let shift = value(clock.next, .am) ?? value(clock.next, .pm) {
      guard clock.hour >= 1, clock.hour <= 12 || clock.hour < 24 && clock.minute != nil else { return nil }
      if clock.hour <= 12 { clock.hour = clock.hour % 12 + shift }
      clock.end = end(clock.next)
      clock.next += 1
      clock.isClear = true
      return clock
    }
    if value(clock.next, .oclock) != nil, clock.minute == nil {
      clock.end = end(clock.next)
      clock.next += 1
      clock.isClear = true
    } else if clock.minute == nil || first.exponent != 0 {
      return nil
    }
    clock.isUnsure = clock.hour == 24 && clock.minute == 0
    guard clock.hour < 24 || clock.isUnsure,
      !text.has(clock.end, ByteClass.alphanumeric) || text[clock.end] == 0x5A
    else { return nil }
    return clock
  }

  /// Whether two lexemes have nothing but their mark between them: 14:30, not 2: 15.
  private func isTight(_ index: Int) -> Bool {
    let length = start(index) - end(index - 1)
    return length == 1 || length == 3 && text[end(index - 1)] == 0xEF
  }

  /// 8时30分, 两点半, 8点许.
  private func spoken(_ index: Int, isClear: Bool) -> Clock? {
    let first = lexeme(index)
    guard first.isNumber, first.value <= 24, first.exponent == 0,
      !first.marks.contains(.positional) || first.length == 1, value(index + 1, .hour) != nil,
      startsCleanly(Int(first.start))
    else { return nil }
    var clock = Clock(
      start: Int(first.start), end: end(index + 1), next: index + 2, hour: first.value)
    clock.isUnsure = first.value == 24
    clock.isClear = isClear
    let more = lexeme(clock.next)
    if let part = value(clock.next, .halfHour) ?? value(clock.next, .quarterHour) {
      clock.minute = part
      clock.end = end(clock.next)
      clock.next += 1
      clock.isClear = true
    } else if more.isNumber, Gaps.near.contains(more.gap), more.value < 60,
      value(clock.next + 1, .minute) != nil
    {
      clock.minute = more.value
      clock.end = end(clock.next + 1)
      clock.next += 2
      clock.isClear = true
      let third = lexeme(clock.next)
      if third.isNumber, Gaps.near.contains(third.gap), value(clock.next + 1, .second) != nil {
        clock.end = end(clock.next + 1)
        clock.next += 2
      }
    } else if value(clock.next, .whole) != nil {
      clock.end = end(clock.next)
      clock.next += 1
      clock.isClear = true
    }
    let after = lexeme(clock.next)
    if after.gap == .none, after.kind == .aboutAfter || after.kind == .moreAfter {
      clock.isAbout = true
      clock.isClear = true
      clock.end = Int(after.end)
      clock.next += 1
    }
    // 两点建议, 3点意见: points, where nothing says that they are hours.
    return clock.isClear || first.kind == .digits && !isHan(clock.end) ? clock : nil
  }
}

extension DateReading {
  /// Adds a clock time to a day.
  fileprivate mutating func take(_ clock: QuantityParser.Clock) {
    guard !clock.isUnsure else { return }
    point.hour = clock.hour
    point.minute = clock.minute
    precision = clock.minute == nil ? .hour : .minute
  }
}
