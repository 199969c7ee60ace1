/// A date as far as a source knows it: a day, a month, a year, or some years.
struct PartialDate: Equatable {
  var years: ClosedRange<Int>
  var month: Int?
  var day: Int?

  /// Reads `1962-03-12`, `1962-03`, `1962` and `1962/1965`; nil for anything else.
  init?(_ text: String) {
    let ends = text.split(separator: "/", omittingEmptySubsequences: false)
    guard let first = ends.first, ends.count <= 2 else { return nil }
    let parts = first.prefix { $0 != "T" }.split(separator: "-", omittingEmptySubsequences: false).map {
      Int($0)
    }
    guard let year = parts.first ?? nil, (1...3000).contains(year), parts.count <= 3 else { return nil }
    if ends.count == 2 {
      guard let last = Int(ends[1].prefix(4)), last >= year, last <= 3000 else { return nil }
      years = year...last
      return
    }
    years = year...year
    if parts.count > 1 {
      guard let month = parts[1], (1...12).contains(month) else { return nil }
      self.month = month
    }
    if parts.count > 2 {
      guard let day = parts[2], (1...31).contains(day) else { return nil }
      self.day = day
    }
  }

  /// How far two dates agree.
  enum Agreement: Int, Comparable {
    case none, nearYear, year, month, slip, day
    static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
  }

  /// - Parameter placeholders: `MM-DD` that stand for an unknown day.
  func agreement(with other: PartialDate, placeholders: Set<String>) -> Agreement {
    let (one, two) = (meant(placeholders), other.meant(placeholders))
    guard one.years.overlaps(two.years) else {
      let gap = max(two.years.lowerBound - one.years.upperBound, one.years.lowerBound - two.years.upperBound)
      if one.isDay, two.isDay { return one.isOneFigureFrom(two) ? .slip : .none }
      return gap <= 2 ? .nearYear : .none
    }
    guard let month = one.month, let otherMonth = two.month else { return .year }
    guard let day = one.day, let otherDay = two.day else { return month == otherMonth ? .month : .none }
    if month == otherMonth, day == otherDay { return .day }
    return month == otherDay && day == otherMonth || one.isOneFigureFrom(two) ? .slip : .none
  }

  /// Whether no one day is both: a year holds a day of it.
  func contradicts(_ other: PartialDate) -> Bool {
    guard years.overlaps(other.years) else { return true }
    if let month, let otherMonth = other.month, month != otherMonth { return true }
    if let day, let otherDay = other.day, day != otherDay { return true }
    return false
  }

  /// The first of January is a year where it stands for one.
  private func meant(_ placeholders: Set<String>) -> PartialDate {
    guard let month, let day else { return self }
    func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
    guard placeholders.contains("\(two(month))-\(two(day))") else { return self }
    var year = self
    year.month = nil
    year.day = nil
    return year
  }

  private var isDay: Bool { day != nil }

  private func isOneFigureFrom(_ other: PartialDate) -> Bool {
    func figures(_ date: PartialDate) -> [Int] {
      let (year, month, day) = (date.years.lowerBound, date.month ?? 0, date.day ?? 0)
      return [
        year / 1000, year / 100 % 10, year / 10 % 10, year % 10, month / 10, month % 10, day / 10, day % 10,
      ]
    }
    return zip(figures(self), figures(other)).count { $0 != $1 } == 1
  }
}
