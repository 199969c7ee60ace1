import CounterfoilModel

extension QuantityParser {
  // MARK: Periods

  /// 第四季度, 一季度, 1季度.
  func quarter(_ index: Int) -> (Int, Int, Int)? {
    let from = lexeme(index).kind == .rank ? index + 1 : index
    let number = lexeme(from)
    guard number.isNumber, number.value >= 1, number.value <= 4,
      Gaps.near.contains(number.gap) || from == index,
      value(from + 1, .quarterWord) != nil
    else { return nil }
    return (number.value, end(from + 1), from + 2)
  }

  /// 80年代, 1980年代, 八十年代初.
  func decade(_ index: Int, century: Int? = nil) -> DateReading? {
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

  func lastCentury(_ index: Int) -> DateReading? {
    let word = lexeme(index)
    // Where no year is known, whoever writes lives in this century.
    let base = anchor?.year ?? stated.year ?? 2001
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
  func afterPeriod(_ reading: inout DateReading) {
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
  func week(_ index: Int) -> DateReading? {
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
  func before(_ index: Int, unit: Int, next: Int) -> DateReading? {
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
  func halfAgo(_ index: Int) -> DateReading? {
    let word = lexeme(index)
    let after = lexeme(index + 1)
    guard word.value == 7, after.gap == .none, after.kind == .beforeAfter || after.kind == .afterAfter else {
      return nil
    }
    return counted(Int(word.start), Int(after.end), index + 2, 6, after.kind == .beforeAfter ? -6 : 6)
  }
}
