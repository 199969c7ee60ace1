/// One document, list or person saying one thing: a statement where it stands.
package struct Saying: Hashable, Sendable {
  package var id: Digest
  package var statement: Statement
  /// Nil for a judgement or a row of an import.
  package var document: Int64?
  package var place: DocumentPlace?
  /// When what is said happened or held, as this saying has it.
  package var date: String?
  /// Whether the words leave it open.
  package var isHedged: Bool
  /// Who or what takes it back; empty where nobody does.
  package var retractions: [Retraction]

  package init(
    id: Digest, statement: Statement, document: Int64?, place: DocumentPlace?, date: String? = nil,
    isHedged: Bool = false
  ) {
    self.id = id
    self.statement = statement
    self.document = document
    self.place = place
    self.date = date
    self.isHedged = isHedged
    retractions = []
  }
}

/// That a document takes back what another says.
package struct Retraction: Hashable, Sendable {
  package enum Ground: String, Sendable, CaseIterable {
    /// The same speaker takes it back, or the paper named as the one that does.
    case speaker
    /// A correction names the document by its title and withdraws it.
    case withdrawn
    /// A correction names the document by its title, and tells of the same.
    case corrected
    /// The document copies or quotes one that is taken back.
    case copied
    /// The correction itself repeats what it takes back.
    case repeated
  }

  /// The document that takes it back.
  package var document: Int64
  package var place: DocumentPlace
  package var date: String?
  package var ground: Ground
  /// The words by which it does.
  package var quote: String

  package init(document: Int64, place: DocumentPlace, date: String?, ground: Ground, quote: String) {
    self.document = document
    self.place = place
    self.date = date
    self.ground = ground
    self.quote = quote
  }
}

/// How many documents say a thing, and how many sources they come to.
package struct Corroboration: Hashable, Sendable {
  package var documents: Int
  /// Never more than there are sayings, and none only where all is taken back.
  package var sources: Int

  package init(documents: Int, sources: Int) {
    self.documents = documents
    self.sources = sources
  }
}

/// Everything a casebase says of one entity.
package struct EntityAccount: Sendable {
  /// A property and a value, by whomever it is said.
  package struct Value: Sendable {
    package var property: String
    package var value: String
    package var sayings: [Saying]
    package var support: [Modality: Corroboration] = [:]

    package init(property: String, value: String, sayings: [Saying]) {
      self.property = property
      self.value = value
      self.sayings = sayings
    }
  }

  /// Whoever or whatever else takes part.
  package struct End: Hashable, Sendable {
    /// The property that names it: `employer`.
    package var role: String
    /// The cluster's identifier, or the entity's own; nil for a value that is no entity.
    package var entity: EntityID?
    /// The spelling most used, of equals the longest; a description where it has no name.
    package var name: String
    /// As often as it is spelled so.
    package var spellings: [String]
    /// By which two documents' ends are one: the cluster of a person, the cluster or name of a body.
    package var keys: Set<String>

    /// - Parameter spellings: Not empty.
    package init(role: String, entity: EntityID?, spellings: [String], keys: Set<String>) {
      self.role = role
      self.entity = entity
      self.spellings = spellings
      self.keys = keys
      name = Self.best(spellings)
    }

    /// Takes up another telling's words for the same.
    package mutating func add(_ other: End) {
      keys.formUnion(other.keys)
      spellings += other.spellings
      name = Self.best(spellings)
    }

    private static func best(_ spellings: [String]) -> String {
      let counts = Dictionary(spellings.map { ($0, 1) }, uniquingKeysWith: +)
      return counts.max { ($0.value, $0.key.count, $1.key) < ($1.value, $1.key.count, $0.key) }?.key ?? ""
    }
  }

  /// A link or event, by whomever it is told.
  package struct Part: Sendable {
    package var kind: RelationTables.Kind
    /// The property by which our entity takes part: `employee`.
    package var role: String
    package var ends: [End]
    /// Property and words: an offence, an amount.
    package var details: [String: String]
    package var date: String?
    package var sayings: [Saying]
    package var support: [Modality: Corroboration] = [:]

    package init(
      kind: RelationTables.Kind, role: String, ends: [End], details: [String: String], date: String?,
      sayings: [Saying]
    ) {
      self.kind = kind
      self.role = role
      self.ends = ends
      self.details = details
      self.date = date
      self.sayings = sayings
    }
  }

  package var id: EntityID
  /// All that judgements hold together, `id` among them.
  package var members: [EntityID]
  package var schemas: [String]
  /// Names in all spellings, the most often said first.
  package var names: [Value]
  package var values: [Value]
  package var parts: [Part]
  package var contradictions: [Contradiction] = []
  package var outcomes: [OutcomeTimeline] = []
  package var documents: SourceDocuments

  package init(
    id: EntityID, members: [EntityID], schemas: [String], names: [Value], values: [Value], parts: [Part],
    documents: SourceDocuments
  ) {
    self.id = id
    self.members = members
    self.schemas = schemas
    self.names = names
    self.values = values
    self.parts = parts
    self.documents = documents
  }
}

/// Sayings of one thing that cannot all hold, side by side.
package struct Contradiction: Sendable {
  /// One answer, and who gives it.
  package struct Side: Sendable {
    /// A value, or how it is said: `asserted`, `denied`.
    package var answer: String
    package var sayings: [Saying]
    package var support: Corroboration

    package init(answer: String, sayings: [Saying], support: Corroboration) {
      self.answer = answer
      self.sayings = sayings
      self.support = support
    }
  }

  package enum Kind: String, Sendable {
    /// A property of one value has two.
    case values
    /// One says what another denies or takes back.
    case denial
  }

  package var kind: Kind
  /// A property, or the type of a link or event.
  package var subject: String
  /// The value or the other ends; empty for `values`.
  package var object: String
  package var sides: [Side]

  package init(kind: Kind, subject: String, object: String, sides: [Side]) {
    self.kind = kind
    self.subject = subject
    self.object = object
    self.sides = sides
  }
}

/// What became of an accusation, step by step.
package struct OutcomeTimeline: Sendable {
  package struct Step: Sendable {
    /// `charged`, `acquitted`; of conduct that somebody is accused of, `alleged`.
    package var name: String
    /// What is alleged, or the court's words: `payment to X`, `espionage`.
    package var words: String
    /// ISO 8601 or a prefix; the document's where the words give none.
    package var date: String?
    package var isDateOfDocument: Bool
    /// Whether the step is told under a modality against it: the charge is denied to have been brought.
    package var isOpposed: Bool
    package var endsAccusation: Bool
    package var sayings: [Saying]
    package var support: Corroboration

    package init(
      name: String, words: String, date: String?, isDateOfDocument: Bool, isOpposed: Bool,
      endsAccusation: Bool, sayings: [Saying], support: Corroboration
    ) {
      self.name = name
      self.words = words
      self.date = date
      self.isDateOfDocument = isDateOfDocument
      self.isOpposed = isOpposed
      self.endsAccusation = endsAccusation
      self.sayings = sayings
      self.support = support
    }
  }

  /// As the fullest step words it; nil where none says.
  package var offence: String?
  /// By date; what has none stands last.
  package var steps: [Step]

  package init(offence: String?, steps: [Step]) {
    self.offence = offence
    self.steps = steps
  }
}
