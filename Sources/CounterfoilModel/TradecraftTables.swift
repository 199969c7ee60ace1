/// A kind of conduct as an ordered row of stages.
public struct TradecraftPattern: Hashable, Sendable {
  public struct Stage: Hashable, Sendable {
    public var id: String
    public var name: String

    public init(id: String, name: String) {
      self.id = id
      self.name = name
    }
  }

  public var id: String
  public var name: String
  public var stages: [Stage]
  /// Decibans before any evidence: the base rate in `population`.
  public var prior: Double
  /// Of what the prior is a base rate, and what it rests on.
  public var population: String
  /// How much is at stake, 1 to 3; ranks leads.
  public var severity: Double
  /// The best innocent story, where no indicator has a better one.
  public var innocent: String
  /// What a genuine one would show.
  public var genuine: [String]
  /// Whether people whom a text names are taken for those it is done to, but for who writes a threat.
  public var protectsPeople = false

  public init(
    id: String, name: String, stages: [Stage], prior: Double, population: String, severity: Double,
    innocent: String, genuine: [String]
  ) {
    self.id = id
    self.name = name
    self.stages = stages
    self.prior = prior
    self.population = population
    self.severity = severity
    self.innocent = innocent
    self.genuine = genuine
  }
}

/// How a sentence stands to the behaviour it names.
public enum Voice: String, Hashable, Sendable, CaseIterable {
  /// It says, or shows, that it happened.
  case told
  /// It says that somebody did not do it, or denies it.
  case denied
  /// It warns of it, or says what such people do.
  case warned
  /// It supposes it, plans for it or asks about it.
  case supposed
  /// It is the text of a law or rule about it.
  case rule
  /// It is told of a story, a film or a game.
  case fiction
}

/// All packs that hold together: `Knowledge/tradecraft`, and a user's own beside it.
public struct TradecraftTables: Sendable {
  public struct Source: Hashable, Sendable {
    public var id: String
    public var title: String
    public var address: String
    /// How the source was seen: `seen`, `memory`, `repo`.
    public var status: String

    public init(id: String, title: String, address: String, status: String) {
      self.id = id
      self.title = title
      self.address = address
      self.status = status
    }
  }

  /// Numbers by which indicators weigh and leads are raised. All judged.
  public struct Weights: Hashable, Sendable {
    /// Decibans of a high, medium and low indicator.
    public var power: [Indicator.Power: Double] = [:]
    /// At most this many decibans a stage.
    public var stageCap: Double = 9
    /// What a source's reliability (A–F) and a piece's credibility (1–6) multiply a weight by.
    public var reliability: [String: Double] = [:]
    public var credibility: [String: Double] = [:]
    /// Decibans of evidence that raise a lead.
    public var lead: Double = 6
    /// Days after which a lead's freshness has halved.
    public var halfLife: Double = 365

    public init() {}
  }

  public var patterns: [TradecraftPattern] = []
  public var indicators: [Indicator] = []
  public var counters: [CounterIndicator] = []
  /// Words by language and class: `en:employer`.
  public var classes: [String: [String]] = [:]
  /// By which words a sentence takes another voice than `told`.
  public var voices: [Voice: [WordForm]] = [:]
  /// Parts of the names of bodies to which people report what was done to them, in lower case.
  public var authorities: [String] = []
  /// By which words a text warns of what the sentences around say, too.
  public var warnsAround: [WordForm] = []
  /// By which words somebody who writes tells what was done to them, in lower case.
  public var suffered: [String] = []
  public var sources: [String: Source] = [:]
  public var weights = Weights()
  /// English verbs and nouns whose forms no rule gives: each word with all of its forms.
  public var irregular: [[String]] = []
  /// Each pack with its version.
  public var packs: [String] = []

  public init() {}

  public func pattern(_ id: String) -> TradecraftPattern? { patterns.first { $0.id == id } }
}
