import CounterfoilModel

/// A point or period of the calendar as far as the words give it.
struct CalendarPoint {
  var year: Int?
  var month: Int?
  var day: Int?
  var hour: Int?
  var minute: Int?
  var period: Period?

  /// What is neither a year, a month nor a day.
  enum Period: Equatable {
    /// 1 for spring to 4 for winter, which ends in the next year.
    case season(Int)
    case quarter(Int)
    case half(Int)
    /// From the point's year, which is the first.
    case decade, century
    /// 上旬 中旬 下旬 of the point's month.
    case tenDays(Int)
    /// From the point's day, a Monday.
    case week
  }

  init(year: Int? = nil, month: Int? = nil, day: Int? = nil, period: Period? = nil) {
    self.year = year
    self.month = month
    self.day = day
    self.period = period
  }

  init(_ day: CalendarDay) { self.init(year: day.year, month: day.month, day: day.day) }

  /// Whether this comes after `other`, as far as both say year, month and day.
  func isAfter(_ other: CalendarPoint) -> Bool {
    for (own, its) in [(year, other.year), (month, other.month), (day, other.day)] {
      guard let own, let its else { return false }
      if own != its { return own > its }
    }
    return false
  }

  var precision: QuantityDetail.Precision {
    switch period {
    case .season: .season
    case .quarter: .quarter
    case .half: .half
    case .decade: .decade
    case .century: .century
    case .tenDays: .range
    case .week: .week
    case nil:
      minute != nil ? .minute : hour != nil ? .hour : day != nil ? .day : month != nil ? .month : .year
    }
  }

  /// ISO 8601, `A/B` for a period; nil where there is no such day or no year.
  var description: String? {
    guard let year, year >= 1000, year <= 2999 else { return nil }
    func month(_ month: Int, _ year: Int) -> String { "\(year)-\(CalendarDay.two(month))" }
    switch period {
    case .season(let season):
      let first = season * 3
      return month(first, year) + "/" + (season == 4 ? month(2, year + 1) : month(first + 2, year))
    case .quarter(let quarter): return month(quarter * 3 - 2, year) + "/" + month(quarter * 3, year)
    case .half(let half): return month(half * 6 - 5, year) + "/" + month(half * 6, year)
    case .decade: return "\(year)/\(year + 9)"
    case .century: return "\(year)/\(year + 99)"
    case .tenDays(let part):
      guard let number = self.month, let first = CalendarDay(year, number, part * 10 - 9) else {
        return nil
      }
      let last = part == 3 ? CalendarDay.length(year, number) : part * 10
      return "\(first)/\(month(number, year))-\(last)"
    case .week:
      guard let number = self.month, let day, let first = CalendarDay(year, number, day),
        let last = first.adding(days: 6)
      else { return nil }
      return "\(first)/\(last)"
    case nil:
      guard let number = self.month else { return "\(year)" }
      guard let first = CalendarDay(year, number, day ?? 1) else { return nil }
      guard day != nil else { return month(number, year) }
      guard let hour else { return first.description }
      guard hour < 24 else { return nil }
      return "\(first)T\(CalendarDay.two(hour))" + (minute.map { ":" + CalendarDay.two($0) } ?? "")
    }
  }
}

/// A date as read, before what it leaves open is taken from the text or the document.
struct DateReading {
  /// UTF-8 byte offsets.
  var start: Int
  var end: Int
  /// The first lexeme after it.
  var next: Int
  var point: CalendarPoint
  /// The other end of a range.
  var last: CalendarPoint?
  var modifier: QuantityDetail.Modifier?
  /// Where a relative date was counted from; nil for what the words say themselves.
  var anchor: QuantityDetail.Anchor?
  /// Relative, with nothing to count from.
  var isOpen = false
  /// What precision the words have where `point` cannot say.
  var precision: QuantityDetail.Precision?
  var calendar: String?
  var confidence = Certainty.complete
  /// A clock time without its day.
  var isClock = false

  init(_ start: Int, _ end: Int, _ next: Int, _ point: CalendarPoint) {
    self.start = start
    self.end = end
    self.next = next
    self.point = point
  }
}

/// The last date that the text has said.
struct StatedDate {
  var year: Int?
  var month: Int?
  var day: Int?
  /// UTF-8 byte offset of its end.
  var end = 0
  /// As it was written out, ISO 8601.
  var value = ""
}
