/// What agreeing or differing in a value says of two records: `Knowledge/resolution`.
public struct ResolutionTables: Sendable {
  /// How values of a property are compared.
  public enum Reading: String, Sendable, CaseIterable {
    /// ISO 8601 dates, prefixes or intervals.
    case date
    /// Letters and digits alone count.
    case number
    case mail, phone
    /// The host of an address.
    case host
    /// Words, but for case, marks and order.
    case words
  }

  public struct Property: Sendable {
    public var name: String
    /// Properties of one group are one clue.
    public var group: String
    public var reading: Reading
    /// Whether agreeing in it can identify somebody, beside a name.
    public var identifies: Bool
    /// Decibans where a value of both agrees.
    public var same: Double
    /// Decibans where both have values and none agrees.
    public var other: Double
    /// What is said where they agree: `born on the same day`.
    public var because: String

    public init(
      name: String, group: String, reading: Reading, identifies: Bool, same: Double, other: Double,
      because: String
    ) {
      self.name = name
      self.group = group
      self.reading = reading
      self.identifies = identifies
      self.same = same
      self.other = other
      self.because = because
    }
  }

  /// A kind of link whose other end's name becomes a value: who is employed by X has the employer X.
  public struct Link: Sendable {
    public var schema: String
    /// The end that gets the value.
    public var of: String
    public var other: String
    public var property: String

    public init(schema: String, of: String, other: String, property: String) {
      self.schema = schema
      self.of = of
      self.other = other
      self.property = property
    }
  }

  /// Decibans for dates that agree or differ in less than the day.
  public struct Dates: Sendable {
    public var month: (same: Double, other: Double)
    public var year: (same: Double, other: Double)
    public var slip: Double
    public var nearYear: Double
    /// `MM-DD` that often stand for an unknown day.
    public var placeholderDays: Set<String>

    public init(
      month: (same: Double, other: Double), year: (same: Double, other: Double), slip: Double,
      nearYear: Double, placeholderDays: Set<String>
    ) {
      self.month = month
      self.year = year
      self.slip = slip
      self.nearYear = nearYear
      self.placeholderDays = placeholderDays
    }
  }

  public var properties: [Property]
  public var links: [Link]
  public var dates: Dates
  /// Names of mailboxes that many people use: `info`.
  public var sharedMailboxes: Set<String>
  /// Decibans before two like-named organisations are compared.
  public var organisationPrior: Double

  public init(
    properties: [Property], links: [Link], dates: Dates, sharedMailboxes: Set<String>,
    organisationPrior: Double
  ) {
    self.properties = properties
    self.links = links
    self.dates = dates
    self.sharedMailboxes = sharedMailboxes
    self.organisationPrior = organisationPrior
  }
}
