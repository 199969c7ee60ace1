/// What links and events there are, and the words by which each language tells of them.
public struct RelationTables: Sendable {
  /// A kind of link or event; see `Knowledge/relations/types.yaml`.
  public struct Kind: Hashable, Sendable {
    public enum Form: String, Hashable, Sendable { case link, event }

    public var id: String
    public var form: Form
    /// For a sentence: `works for`, `arrest`.
    public var label: String
    /// The kind of `Schema` that carries it.
    public var schema: String
    /// Role or detail → that kind's property, in the order of the table.
    public var roles: [Slot]
    public var details: [Slot]

    public init(id: String, form: Form, label: String, schema: String, roles: [Slot], details: [Slot]) {
      self.id = id
      self.form = form
      self.label = label
      self.schema = schema
      self.roles = roles
      self.details = details
    }
  }

  /// A role or detail and the property that holds it.
  public struct Slot: Hashable, Sendable {
    public var name: String
    public var property: String

    public init(name: String, property: String) {
      self.name = name
      self.property = property
    }
  }

  /// One way of a language to tell of a link or event: a verb or noun, and where each role stands about it.
  public struct Frame: Hashable, Sendable {
    /// A role or detail, and the places it may stand in, best first: `subject`, `object`, a preposition …
    public struct Filling: Hashable, Sendable {
      public var name: String
      public var places: [String]

      public init(name: String, places: [String]) {
        self.name = name
        self.places = places
      }
    }

    /// What the words accuse somebody of, or how far they are a step of the law.
    public enum Sort: String, Hashable, Sendable {
      /// Neither: a job, a meeting.
      case plain
      /// If it is true, someone broke a law; an accusation governs its modality.
      case conduct
      /// A step of a case: arrest, charge, sentence; true as reported even in an accusation.
      case procedure
    }

    public var type: String
    /// Lemmas, each with the words that must follow: `plead guilty`, 提起公诉.
    public var verbs: [String]
    public var nouns: [String]
    public var roles: [Filling]
    public var details: [Filling]
    public var sort: Sort
    /// The modality the words have by themselves: a conviction is `convicted`.
    public var modality: Modality
    /// Whether one role is enough: `was arrested` says something without a word on by whom.
    public var isEnoughAlone: Bool

    public init(
      type: String, verbs: [String], nouns: [String], roles: [Filling], details: [Filling], sort: Sort,
      modality: Modality, isEnoughAlone: Bool
    ) {
      self.type = type
      self.verbs = verbs
      self.nouns = nouns
      self.roles = roles
      self.details = details
      self.sort = sort
      self.modality = modality
      self.isEnoughAlone = isEnoughAlone
    }
  }

  /// A language's frames, and its lists of words by the name of what they do: `speech`, `hedge`, `family` …
  public struct Language: Sendable {
    public var frames: [Frame]
    public var words: [String: [String]]

    public init(frames: [Frame] = [], words: [String: [String]] = [:]) {
      self.frames = frames
      self.words = words
    }
  }

  public var kinds: [Kind]
  public var english: Language
  public var chinese: Language

  public init(kinds: [Kind] = [], english: Language = Language(), chinese: Language = Language()) {
    self.kinds = kinds
    self.english = english
    self.chinese = chinese
  }
}
