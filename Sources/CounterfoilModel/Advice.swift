/// What to tell somebody who got a suspicious message: `Knowledge/tradecraft/advice.yaml`.
public struct Advice: Sendable {
  /// In one language.
  public struct Words: Sendable {
    /// Said before all else where somebody may be in danger.
    public var danger: [String] = []
    /// The four Rs: recognise, realise, report, remove.
    public var steps: [String] = []
    /// What to keep as evidence.
    public var keep: [String] = []
    /// Whom to ask.
    public var ask: [String] = []
    /// Said where nothing was found.
    public var nothing: [String] = []
    /// By pattern id.
    public var patterns: [String: String] = [:]
    /// By pattern id: what a genuine one would show.
    public var genuine: [String: [String]] = [:]
    /// By stage id.
    public var stages: [String: String] = [:]
    /// By indicator id; those missing have their English name alone.
    public var indicators: [String: String] = [:]
    /// Headings of the account, by key.
    public var labels: [String: String] = [:]

    public init() {}
  }

  /// By language: `en`, `zh`.
  public var words: [String: Words]

  public init(words: [String: Words]) { self.words = words }
}

/// What one document resembles, with what to do about it.
public struct CheckResult: Sendable {
  public var place: DocumentPlace
  public var reading: DocumentReading
  /// The heaviest of all patterns; nil where nothing was found.
  public var assessment: Assessment?
  /// The other patterns that something was found of.
  public var others: [Assessment]
  /// Whether somebody may be in danger, which comes before all else.
  public var isDanger: Bool
  /// The best innocent story and what a genuine one would show.
  public var benign: [String]
  public var advice: [String]

  /// Of every pattern, the heaviest first.
  public var all: [Assessment] { [assessment].compactMap { $0 } + others }
  /// What a person should look at.
  public var leads: [Assessment] { all.filter(\.isLead) }

  public init(
    place: DocumentPlace, reading: DocumentReading, assessment: Assessment?, others: [Assessment],
    isDanger: Bool,
    benign: [String], advice: [String]
  ) {
    self.place = place
    self.reading = reading
    self.assessment = assessment
    self.others = others
    self.isDanger = isDanger
    self.benign = benign
    self.advice = advice
  }
}
