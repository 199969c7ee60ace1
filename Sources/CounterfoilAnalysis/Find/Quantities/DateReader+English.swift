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
}
