import CounterfoilModel

/// Reads dates in the plain forms of both languages, as ISO 8601.
///
/// Here: whole dates, months, and Chinese years. Relative dates, ranges, seasons and quarters
/// come with the full date grammar, which replaces these readers and keeps `CalendarDay`.
struct DateReader {
  let text: TextBytes
  var found: [Found] = []
  /// Bytes looked at, for the test that this grows linearly.
  var work = 0

  init(text: TextBytes) { self.text = text }

  /// Whether a month's name can begin with this letter: A D F J M N O S.
  @inline(__always) static func mayBeginMonth(_ byte: UInt8) -> Bool {
    byte >= 0x41 && byte <= 0x53 && (0x47229 as UInt32) >> UInt32(byte - 0x41) & 1 == 1
  }

  /// Reads what begins at a word of letters; where it ends if it is a date.
  mutating func atLetters(_ start: Int) -> Int? {
    guard let month = month(start) else { return nil }
    return monthFirst(start, month.end, month.number)
  }

  private mutating func keep(_ start: Int, _ end: Int, _ value: String, _ confidence: Double) -> Int {
    found.append(Found(kind: .date, start: start, end: end, value: value, confidence: confidence))
    return end
  }

  /// Digits from `start`: their value and end; nil where there are none or more than `most`.
  private func digits(_ start: Int, most: Int) -> (value: Int, end: Int)? {
    var index = start
    var value = 0
    while text.has(index, ByteClass.digit), index - start <= most {
      value = value * 10 + Int(text.base[index] - 0x30)
      index += 1
    }
    return index > start && index - start <= most ? (value, index) : nil
  }

  private func endsNumber(_ index: Int) -> Bool {
    !text.has(index, ByteClass.alphanumeric)
      && !((text[index] == 0x2E || text[index] == 0x2D || text[index] == 0x2F
        || text[index] == 0x2C)
        && text.has(index + 1, ByteClass.digit))
  }

  // MARK: Digits first

  /// Reads what begins at a digit; where it ends if it is a date.
  mutating func atDigit(_ start: Int) -> Int? {
    guard let first = digits(start, most: 4) else { return nil }
    work += first.end - start
    let before = text[start - 1]
    let isBounded =
      !((before == 0x2E || before == 0x2D || before == 0x2F || before == 0x2C)
      && text.has(start - 2, ByteClass.alphanumeric)) && before != 0x5F
    let length = first.end - start
    if length == 4, let after = chineseYear(start, first.value, first.end) { return after }
    guard isBounded else { return nil }
    let separator = text[first.end]
    if separator == 0x2D || separator == 0x2F || separator == 0x2E {
      return punctuated(start, first, separator, length)
    }
    if length <= 2 { return dayFirst(start, first.value, first.end) }
    return nil
  }

  private mutating func punctuated(
    _ start: Int, _ first: (value: Int, end: Int), _ separator: UInt8, _ length: Int
  ) -> Int? {
    guard let second = digits(first.end + 1, most: 4) else {
      // 5-March-2024
      return length <= 2 && separator == 0x2D ? dayFirst(start, first.value, first.end) : nil
    }
    let secondLength = second.end - first.end - 1
    if text[second.end] == separator, let third = digits(second.end + 1, most: 4), secondLength <= 2 {
      let thirdLength = third.end - second.end - 1
      let isTime = text[third.end] == 0x54 && text.has(third.end + 1, ByteClass.digit)
      guard isTime || endsNumber(third.end) else { return nil }
      if length == 4, thirdLength <= 2 {
        guard let day = CalendarDay(first.value, second.value, third.value) else { return nil }
        return keep(start, third.end, day.description, Certainty.complete)
      }
      guard length <= 2, thirdLength == 4 else { return nil }
      return dayMonthYear(start, third.end, first.value, second.value, third.value)
    }
    // 03/2024
    if separator == 0x2F, length == 2, secondLength == 4, endsNumber(second.end),
      let month = CalendarDay.month(second.value, first.value)
    {
      return keep(start, second.end, month, Certainty.month)
    }
    return nil
  }

  /// 05/03/2024 is May or March: only the year is certain.
  private mutating func dayMonthYear(_ start: Int, _ end: Int, _ a: Int, _ b: Int, _ year: Int)
    -> Int?
  {
    let dayFirst = CalendarDay(year, b, a)
    let monthFirst = CalendarDay(year, a, b)
    switch (dayFirst, monthFirst) {
    case (nil, nil): return nil
    case (let day?, nil), (nil, let day?):
      return keep(start, end, day.description, Certainty.complete)
    case (let day?, let other?):
      guard day == other else {
        return keep(start, end, String(day.description.prefix(4)), Certainty.ambiguousDate)
      }
      return keep(start, end, day.description, Certainty.complete)
    }
  }

  /// 5 March 2024, 5th of March, 2024.
  private mutating func dayFirst(_ start: Int, _ day: Int, _ dayEnd: Int) -> Int? {
    var index = ordinal(dayEnd)
    guard let gap = gap(index, dash: true) else { return nil }
    index = gap
    if text.matches("of ", at: index) { index += 3 }
    guard let month = month(index) else { return nil }
    guard let yearStart = self.gap(month.end, dash: true), let year = digits(yearStart, most: 4),
      year.end - yearStart == 4, !text.has(year.end, ByteClass.alphanumeric)
    else { return nil }
    // 30 February 2024 is not February 2024 either.
    guard let date = CalendarDay(year.value, month.number, day) else { return year.end }
    return keep(start, year.end, date.description, Certainty.complete)
  }

  private func ordinal(_ index: Int) -> Int {
    for suffix in [StaticString("st"), "nd", "rd", "th"] where text.matches(suffix, at: index) {
      return index + 2
    }
    return index
  }

  /// Past what stands between the parts of a date: a comma, a space or line break; or a hyphen.
  private func gap(_ index: Int, dash: Bool = false) -> Int? {
    var place = index
    if dash, text[place] == 0x2D { return place + 1 }
    if text[place] == 0x2C { place += 1 }
    while text.has(place, ByteClass.space), place < index + 4 { place += 1 }
    return place > index ? place : nil
  }

  // MARK: Month first

  private static let months: [StaticString] = [
    "january", "february", "march", "april", "may", "june", "july", "august", "september",
    "october",
    "november", "december",
  ]

  /// A month's name or its short form at `start`, its stop included.
  private func month(_ start: Int) -> (number: Int, end: Int)? {
    guard text.has(start, ByteClass.alphanumeric), text.base[start] & 0x20 == 0,
      !text.has(start - 1, ByteClass.alphanumeric)
    else { return nil }
    for (number, name) in Self.months.enumerated()
    where text.lower(start) == name.utf8Start[0] && text.lower(start + 1) == name.utf8Start[1]
      && text.lower(start + 2) == name.utf8Start[2]
    {
      let whole = start + name.utf8CodeUnitCount
      if text.matches(name, at: start), !text.has(whole, ByteClass.alphanumeric) {
        return (number + 1, whole)
      }
      var end = start + 3
      if number == 8, text.lower(end) == 0x74 { end += 1 }
      guard !text.has(end, ByteClass.alphanumeric) else { return nil }
      return (number + 1, text[end] == 0x2E ? end + 1 : end)
    }
    return nil
  }

  /// March 5, 2024; March 2024.
  private mutating func monthFirst(_ start: Int, _ end: Int, _ month: Int) -> Int? {
    work += end - start
    guard let next = gap(end), let first = digits(next, most: 4) else { return nil }
    if first.end - next == 4 {
      guard endsNumber(first.end), let value = CalendarDay.month(first.value, month) else {
        return nil
      }
      return keep(start, first.end, value, Certainty.month)
    }
    guard first.end - next <= 2, let yearStart = gap(ordinal(first.end)),
      let year = digits(yearStart, most: 4), year.end - yearStart == 4,
      !text.has(year.end, ByteClass.alphanumeric),
      let date = CalendarDay(year.value, month, first.value)
    else { return nil }
    return keep(start, year.end, date.description, Certainty.complete)
  }

  // MARK: Chinese

  /// Reads what begins at a Chinese character: 二〇二四年…, 民國113年….
  mutating func atChinese(_ start: Int) -> Int? {
    if text.base[start] == 0xE6, text.matches("民国", at: start) || text.matches("民國", at: start) {
      let next = skipSpace(start + 6)
      guard let number = digits(next, most: 3) ?? ChineseNumerals.number(text, next),
        number.value >= 1, number.value <= 300
      else { return nil }
      // 中華民國: the country's name is the era's.
      let isWhole = text.matches("中华", at: start - 6) || text.matches("中華", at: start - 6)
      return chineseYear(
        isWhole ? start - 6 : start, 1911 + number.value, number.end, isRepublic: true)
    }
    // A year in Chinese digits begins with 一 or 二.
    let third = text[start + 2]
    guard text.base[start] == 0xE4,
      (text[start + 1] == 0xB8 && third == 0x80) || (text[start + 1] == 0xBA && third == 0x8C),
      let number = ChineseNumerals.number(text, start), number.end - start == 12,
      number.value >= 1000
    else { return nil }
    work += number.end - start
    return chineseYear(start, number.value, number.end)
  }

  private func skipSpace(_ index: Int) -> Int { text[index] == 0x20 ? index + 1 : index }

  private func part(_ start: Int, _ marks: [StaticString]) -> (value: Int, end: Int)? {
    let first = skipSpace(start)
    guard let number = digits(first, most: 2) ?? ChineseNumerals.number(text, first) else {
      return nil
    }
    let mark = skipSpace(number.end)
    for word in marks where text.matches(word, at: mark) {
      return (number.value, mark + word.utf8CodeUnitCount)
    }
    return nil
  }

  private mutating func chineseYear(
    _ start: Int, _ year: Int, _ end: Int, isRepublic: Bool = false
  ) -> Int? {
    let mark = skipSpace(end)
    guard text[mark] == 0xE5, text.matches("年", at: mark) else { return nil }
    let yearEnd = mark + 3
    guard let month = part(yearEnd, ["月"]) else {
      guard year >= 1900, year <= 2099 || isRepublic, !isDuration(yearEnd) else { return nil }
      return keep(start, yearEnd, "\(year)", Certainty.month)
    }
    if let day = part(month.end, ["日", "号", "號"]) {
      guard let date = CalendarDay(year, month.value, day.value) else { return nil }
      return keep(start, day.end, date.description, Certainty.complete)
    }
    guard let value = CalendarDay.month(year, month.value) else { return nil }
    return keep(start, month.end, value, Certainty.month)
  }

  /// 2000年来, 2000年前: two thousand years, not the year.
  private func isDuration(_ index: Int) -> Bool {
    for word in [StaticString("来"), "來", "历史", "歷史"] where text.matches(word, at: index) {
      return true
    }
    return false
  }
}

/// A day that exists in the Gregorian calendar.
struct CalendarDay: Equatable, CustomStringConvertible {
  let year: Int
  let month: Int
  let day: Int

  /// Nil for 30 February and for years outside 1000 to 2999.
  init?(_ year: Int, _ month: Int, _ day: Int) {
    guard year >= 1000, year <= 2999, month >= 1, month <= 12, day >= 1 else { return nil }
    let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
    let days = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
    guard day <= days[month - 1] else { return nil }
    (self.year, self.month, self.day) = (year, month, day)
  }

  /// `2024-03`; nil where the month does not exist.
  static func month(_ year: Int, _ month: Int) -> String? {
    CalendarDay(year, month, 1).map { String($0.description.prefix(7)) }
  }

  var description: String {
    "\(year)-\(month < 10 ? "0" : "")\(month)-\(day < 10 ? "0" : "")\(day)"
  }
}
