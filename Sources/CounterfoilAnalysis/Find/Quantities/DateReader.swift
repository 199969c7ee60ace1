import CounterfoilModel

/// Dates of both languages: one point or a range, with what stands around it.
extension QuantityParser {
  mutating func date(_ index: Int) -> Candidate? {
    let first = lexeme(index)
    var reading: DateReading?
    if let modifier = dateModifier(first.kind), Gaps.near.contains(lexeme(index + 1).gap) {
      reading = span(index + 1, isCued: true)
      if reading?.modifier == nil { reading?.modifier = modifier }
      reading?.start = Int(first.start)
      // Before a clock or a count of days there is no range to be inside of.
      if first.kind == .about, reading?.last != nil, reading?.isClock == true { reading = nil }
    }
    if reading == nil { reading = span(index, isCued: isCued(index)) }
    guard var reading else { return nil }
    afterwards(&reading)
    return finished(reading)
  }

  private func dateModifier(_ kind: LexemeKind) -> QuantityDetail.Modifier? {
    switch kind {
    case .about: .about
    case .before: .before
    case .after: .after
    default: nil
    }
  }

  /// Whether what stands before a year or a month's name says that it is one.
  func isCued(_ index: Int) -> Bool {
    let gap = lexeme(index).gap
    if gap == .paren { return true }
    guard gap == .space || gap == .none else { return false }
    if isCue(index - 1) { return true }
    switch lexeme(index - 1).kind {
    case .and, .or:
      // In 2019 and 2020; a protocol of March and April.
      return index >= 2 && stated.end == end(index - 2) && stated.day == nil
    default: return false
    }
  }

  /// Whether a word is one that a year or a month follows.
  func isCue(_ index: Int) -> Bool {
    switch lexeme(index).kind {
    case .preposition, .by, .in, .from, .to, .of, .between, .before, .after, .about, .late, .early,
      .mid, .within, .season:
      true
    case .unit: lexeme(index).value == 7
    default: false
    }
  }

  /// A point, or a range from one to another.
  private mutating func span(_ index: Int, isCued: Bool) -> DateReading? {
    guard var first = point(index, isCued: isCued) else { return nil }
    let link = lexeme(first.next)
    var next = first.next
    if link.kind == .to, Gaps.near.contains(link.gap) {
      next += 1
    } else if link.kind == .and || link.kind == .enumeration, link.gap == .space || link.gap == .none,
      lexeme(index - 1).kind == .between
    {
      next += 1
    } else if link.gap != .hyphen {
      return first
    }
    let after = lexeme(next)
    guard after.gap == .none || after.gap == .space || after.gap == .hyphen else { return first }
    if first.point.month == nil, first.point.period == nil, first.point.year != nil,
      after.kind == .digits, after.length == 2, after.exponent == 0,
      link.gap == .hyphen || isDash(first.next),
      lexeme(next + 1).kind != .year || lexeme(next + 1).gap != .none,
      isEnd(Int(after.end)), let year = first.point.year, after.value > year % 100
    {
      // 2019–21
      first.last = CalendarPoint(year: year / 100 * 100 + after.value)
      first.end = Int(after.end)
      first.next = next + 1
      return first
    }
    guard let second = tail(next, of: first.point) ?? point(next, isCued: true) ?? hourTail(next, first),
      !(second.isOpen && !first.isOpen), mayJoin(first.point, second.point)
    else { return first }
    let alone = first
    first.last = second.point
    // 下午两点到三点: the half of the day goes for both.
    if let from = first.point.hour, let to = second.point.hour, from >= 12, to < 12, from < to + 12,
      lexeme(next).kind != .daypart, second.point.day == nil
    {
      first.last?.hour = to + 12
    }
    // Monday to Friday: the second comes after the first.
    if first.precision == .day, second.precision == .day, !first.isOpen, let from = day(first.point),
      let to = day(second.point), to.number < from.number, let later = to.adding(days: 7)
    {
      first.last = CalendarPoint(later)
    }
    // 5 March 2024 to 3 February 2024 is no range.
    if let last = first.last, first.point.isAfter(last) { return alone }
    first.end = second.end
    first.next = second.next
    first.isOpen = first.isOpen || second.isOpen
    first.anchor = first.anchor ?? second.anchor
    first.isClock = first.isClock && second.isClock
    first.modifier = nil
    // 14:30–16:10 on 5 March
    if first.isClock || first.point.day == nil && first.point.hour != nil, second.point.day != nil {
      first.point.year = second.point.year
      first.point.month = second.point.month
      first.point.day = second.point.day
      first.isClock = false
    }
    return first
  }

  private func day(_ point: CalendarPoint) -> CalendarDay? {
    guard let year = point.year, let month = point.month, let day = point.day else { return nil }
    return CalendarDay(year, month, day)
  }

  /// 下午两点到四点: an hour in words, which alone might count points.
  private func hourTail(_ index: Int, _ first: DateReading) -> DateReading? {
    guard first.point.hour != nil, let clock = clock(index, followsDay: true), !clock.isUnsure else {
      return nil
    }
    var reading = DateReading(clock.start, clock.end, clock.next, CalendarPoint())
    reading.point.hour = clock.hour
    reading.point.minute = clock.minute
    reading.isClock = true
    return reading
  }

  /// Ends of a range are of one kind, or the second leaves out what the first says.
  private func mayJoin(_ first: CalendarPoint, _ second: CalendarPoint) -> Bool {
    if second.hour != nil { return first.hour != nil }
    if first.hour != nil { return false }
    if second.day != nil { return first.day != nil }
    if first.day != nil { return second.day != nil }
    if first.period != nil || second.period != nil { return true }
    return first.month == nil ? second.month == nil : true
  }

  /// What follows a date and bears on it: 前, 之后, 左右.
  private func afterwards(_ reading: inout DateReading) {
    let word = lexeme(reading.next)
    guard word.gap == .none, isHan(Int(word.start)) else { return }
    var modifier: QuantityDetail.Modifier?
    switch word.kind {
    case .aboutAfter: modifier = .about
    case .moreAfter where reading.point.hour != nil && reading.point.minute == nil: modifier = .about
    case .beforeAfter, .afterAfter:
      // 2019年前三季度, 2019年后续
      let after = lexeme(reading.next + 1)
      if after.gap == .none, after.isNumber { return }
      if word.end - word.start == 3 {
        for other in ["续", "来", "面", "方", "往", "任", "夕", "提", "景", "台", "期", "半", "排", "者", "所", "述", "去"]
        where text.agrees(Array(other.utf8), at: Int(word.end)) { return }
      }
      modifier = word.kind == .beforeAfter ? .before : .after
    default: return
    }
    guard let modifier else { return }
    reading.modifier = modifier
    reading.end = Int(word.end)
    reading.next += 1
  }

  // MARK: What the words leave open

  /// The mention, with the parts that the words leave out taken from the range's other end, from
  /// the text before, or from the document's date.
  private mutating func finished(_ reading: DateReading) -> Candidate? {
    var reading = reading
    if reading.last != nil { share(&reading) }
    if reading.isClock { takeDay(&reading) }
    if reading.point.year == nil, !reading.isOpen { takeYear(&reading) }
    var value = ""
    if !reading.isOpen {
      guard let first = reading.point.description else { return nil }
      value = first
      if let last = reading.last {
        guard let second = last.description else { return nil }
        // A range of periods goes from the first's first to the second's last.
        value =
          String(first.split(separator: "/").first ?? "") + "/"
          + String(second.split(separator: "/").last ?? "")
      }
    }
    let precision = reading.last != nil ? .range : reading.precision ?? reading.point.precision
    var confidence = reading.confidence
    if reading.anchor != nil || reading.isOpen { confidence = min(confidence, Certainty.relativeDate) }
    return Candidate(
      found: Found(
        kind: .date, start: reading.start, end: reading.end, value: value, confidence: confidence,
        quantity: QuantityDetail(
          precision: precision, modifier: reading.modifier, calendar: reading.calendar,
          anchor: reading.anchor)),
      next: reading.next, stated: statement(of: reading, value))
  }

  /// What later dates without a year lean on: the last date with a month or a bare year close by.
  private func statement(of reading: DateReading, _ value: String) -> StatedDate? {
    let point = reading.last ?? reading.point
    guard !reading.isOpen, let year = point.year, point.period == nil || point.month != nil else {
      return nil
    }
    if point.month == nil, reading.anchor != nil || reading.modifier != nil || reading.last != nil {
      return nil
    }
    return StatedDate(
      year: year, month: point.month, day: point.period == nil ? point.day : nil, end: reading.end,
      value: String(value.split(separator: "/").last ?? "").prefix(10).description)
  }

  /// 3–5 March 2024; 5 March to 8 April 2024; 3月5日至8日.
  private func share(_ reading: inout DateReading) {
    guard var last = reading.last else { return }
    if reading.point.year == nil, let year = last.year {
      let isEarlier = (reading.point.month ?? 0) > (last.month ?? 13)
      reading.point.year = isEarlier ? year - 1 : year
    }
    if reading.point.month == nil, reading.point.day != nil { reading.point.month = last.month }
    if last.day == nil, last.hour != nil { last.day = reading.point.day }
    if last.month == nil, last.day != nil { last.month = reading.point.month }
    if last.year == nil, last.month != nil || last.period != nil, let year = reading.point.year {
      last.year = (last.month ?? 13) < (reading.point.month ?? 0) ? year + 1 : year
    }
    reading.last = last
  }

  /// A clock time belongs to the day the text has just named.
  private func takeDay(_ reading: inout DateReading) {
    var day: CalendarPoint?
    if let year = stated.year, let month = stated.month, let number = stated.day,
      reading.start - stated.end < Self.contextReach
    {
      day = CalendarPoint(year: year, month: month, day: number)
      reading.anchor = QuantityDetail.Anchor(date: stated.value, source: .text)
    } else if let anchor {
      day = CalendarPoint(anchor)
      reading.anchor = documentAnchor
    }
    guard let day else {
      reading.isOpen = true
      return
    }
    reading.point.year = day.year
    reading.point.month = day.month
    reading.point.day = day.day
    if reading.last != nil {
      reading.last?.year = day.year
      reading.last?.month = day.month
      reading.last?.day = day.day
    }
  }

  /// How far back a bare year or a day is still meant, bytes.
  private static let contextReach = 1_000

  private func takeYear(_ reading: inout DateReading) {
    // A bare year long ago in the text is not the year of what comes after.
    if let year = stated.year, stated.month != nil || reading.start - stated.end < 200 {
      reading.point.year = year
      reading.anchor = QuantityDetail.Anchor(date: stated.value, source: .text)
    } else if let anchor {
      reading.point.year = anchor.year
      reading.anchor = documentAnchor
    } else {
      reading.isOpen = true
      return
    }
    if var last = reading.last {
      if last.year == nil { last.year = reading.point.year }
      if let year = last.year, (last.month ?? 13) < (reading.point.month ?? 0) { last.year = year + 1 }
      reading.last = last
    }
  }

  var documentAnchor: QuantityDetail.Anchor? {
    anchor.map { QuantityDetail.Anchor(date: $0.description, source: .document) }
  }

  /// A year of two digits: within the century that puts it nearest the anchor, and at most twenty
  /// years after it.
  func fullYear(_ two: Int) -> Int {
    let base = anchor?.year ?? stated.year ?? 2020
    let near = base / 100 * 100 + two
    if near > base + 20 { return near - 100 }
    return near < base - 79 ? near + 100 : near
  }

  /// A reading of a day counted from the document's date, or an open one.
  func relative(
    _ start: Int, _ end: Int, _ next: Int, _ make: (CalendarDay) -> CalendarPoint?,
    precision: QuantityDetail.Precision
  )
    -> DateReading?
  {
    var reading = DateReading(start, end, next, CalendarPoint())
    reading.precision = precision
    guard let anchor else {
      reading.isOpen = true
      return reading
    }
    guard let point = make(anchor) else { return nil }
    reading.point = point
    reading.anchor = documentAnchor
    return reading
  }
}
