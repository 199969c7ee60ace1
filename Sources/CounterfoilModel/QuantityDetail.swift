/// What a date, number or amount says besides its value.
public struct QuantityDetail: Hashable, Sendable {
  /// The unit a date is exact to; `range` where the words give both ends.
  public enum Precision: String, Hashable, Sendable, CaseIterable {
    case minute, hour, day, week, month, season, quarter, half, year, decade, century, range
  }

  /// How the words stand to the value: `about 200`, `early March`, `before 31 May`.
  public enum Modifier: String, Hashable, Sendable, CaseIterable {
    case about, almost
    case moreThan = "more than"
    case lessThan = "less than"
    case atLeast = "at least"
    case atMost = "at most"
    case early, mid, late, before, after
  }

  /// The day that a date without a year, or a relative one, was counted from.
  public struct Anchor: Hashable, Sendable {
    public enum Source: String, Hashable, Sendable {
      /// The document's own date.
      case document
      /// A date that stands before it in the text.
      case text
    }
    /// ISO 8601: a day, month or year.
    public var date: String
    public var source: Source

    public init(date: String, source: Source) {
      self.date = date
      self.source = source
    }
  }

  /// Nil for numbers and amounts.
  public var precision: Precision?
  public var modifier: Modifier?
  /// The calendar the words use where it is not the Gregorian: `roc`, `reiwa`, `lunar`, ….
  public var calendar: String?
  /// Nil where the words say everything.
  public var anchor: Anchor?

  public init(
    precision: Precision? = nil, modifier: Modifier? = nil, calendar: String? = nil,
    anchor: Anchor? = nil
  ) {
    self.precision = precision
    self.modifier = modifier
    self.calendar = calendar
    self.anchor = anchor
  }
}
