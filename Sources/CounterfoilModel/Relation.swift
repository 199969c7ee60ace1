/// Something a document says of one or more participants: a link that holds, or an event that happened.
///
/// Not yet a fact about anyone: who says it and how are part of it.
public struct Relation: Hashable, Sendable {
  /// Whoever or whatever takes part, and as what.
  public struct Participant: Hashable, Sendable {
    /// A role of the relation's type, such as `employer`; `place` for where an event happened.
    public var role: String
    /// The words that stand in the sentence: a name, `the company`, `two hackers`.
    public var range: ScalarRange
    public var quote: String
    /// The mention that names it, elsewhere in the document where the words here are a pronoun or short
    /// form; nil for what the document does not name.
    public var mention: Mention?

    public init(role: String, range: ScalarRange, quote: String, mention: Mention? = nil) {
      self.role = role
      self.range = range
      self.quote = quote
      self.mention = mention
    }
  }

  /// Words of the text that say more: an amount, an offence, a job.
  public struct Detail: Hashable, Sendable {
    /// A detail of the relation's type, such as `amount`.
    public var name: String
    public var range: ScalarRange
    public var quote: String

    public init(name: String, range: ScalarRange, quote: String) {
      self.name = name
      self.range = range
      self.quote = quote
    }
  }

  /// A type of `Knowledge/relations/types.yaml`.
  public var type: String
  public var participants: [Participant]
  public var details: [Detail]
  /// When it held or happened, as the mention of the date has it: ISO 8601, a prefix or an interval.
  public var date: String?
  /// The shortest stretch that says it, within one sentence.
  public var words: ScalarRange
  /// Who says so, from the outermost to the innermost; empty where the document speaks for itself.
  public var speakers: [String]
  public var modality: Modality
  /// Whether the words leave it open: `may have`, `likely`, 或许.
  public var isHedged: Bool

  public init(
    type: String, participants: [Participant], details: [Detail] = [], date: String? = nil,
    words: ScalarRange,
    speakers: [String] = [], modality: Modality = .asserted, isHedged: Bool = false
  ) {
    self.type = type
    self.participants = participants
    self.details = details
    self.date = date
    self.words = words
    self.speakers = speakers
    self.modality = modality
    self.isHedged = isHedged
  }

  /// The first participant in a role.
  public subscript(role: String) -> Participant? { participants.first { $0.role == role } }
}
