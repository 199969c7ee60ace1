/// How what is said of one entity is counted and compared: `Knowledge/account`.
public struct AccountTables: Sendable {
  /// A step of a case.
  public struct Step: Hashable, Sendable {
    /// For a person: `charged`, `charges dropped`.
    public var name: String
    /// A type of link or event.
    public var type: String
    /// The modality it is said under; nil for any.
    public var modality: Modality?
    /// The property that names whom it befalls.
    public var subject: String
    /// Whether an accusation ends with it.
    public var endsAccusation: Bool

    public init(name: String, type: String, modality: Modality?, subject: String, endsAccusation: Bool) {
      self.name = name
      self.type = type
      self.modality = modality
      self.subject = subject
      self.endsAccusation = endsAccusation
    }
  }

  /// A news agency and the lines by which papers credit it.
  public struct Wire: Hashable, Sendable {
    public var name: String
    public var credits: [String]

    public init(name: String, credits: [String]) {
      self.name = name
      self.credits = credits
    }
  }

  /// Properties of one value, and how two values are compared.
  public var single: [String: ResolutionTables.Reading]
  /// Modalities under which something is held to be so.
  public var holding: Set<Modality>
  /// Those under which it is held not to be, or is taken back.
  public var opposing: Set<Modality>
  /// In the order in which they follow each other.
  public var steps: [Step]
  public var accusing: Set<Modality>
  /// By type of link or event, the properties whose entity is accused by it.
  public var accused: [String: Set<String>]
  /// Words near the head of a document that takes something back.
  public var corrections: [String]
  /// Words by which it takes back all of what it names.
  public var withdrawals: [String]
  public var wires: [Wire]

  public init(
    single: [String: ResolutionTables.Reading], holding: Set<Modality>, opposing: Set<Modality>,
    steps: [Step], accusing: Set<Modality>, accused: [String: Set<String>], corrections: [String],
    withdrawals: [String], wires: [Wire]
  ) {
    self.single = single
    self.holding = holding
    self.opposing = opposing
    self.steps = steps
    self.accusing = accusing
    self.accused = accused
    self.corrections = corrections
    self.withdrawals = withdrawals
    self.wires = wires
  }

  /// The step that a link or event of a type, said under a modality, is; its place in `steps` is its order.
  public func step(_ type: String, _ modality: Modality) -> (order: Int, step: Step)? {
    let order =
      steps.firstIndex { $0.type == type && $0.modality == modality }
      ?? steps.firstIndex { $0.type == type && $0.modality == nil }
    return order.map { ($0, steps[$0]) }
  }
}
