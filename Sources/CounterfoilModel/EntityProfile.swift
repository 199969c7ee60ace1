/// What is known of one record or entity, as far as it helps to tell whether another is the same.
///
/// Holds no quarantined value: `init(id:schema:values:tables:)` takes only what `Knowledge/resolution` names.
public struct EntityProfile: Sendable {
  /// What can be compared with what: a person never with an organisation.
  public enum Kind: String, Hashable, Sendable {
    case person, organisation
    /// The source does not say which of the two.
    case unknown
    /// A ship, an aircraft, an address …
    case thing

    public init(schema: String) {
      self =
        switch schema {
        case "Person": .person
        case "LegalEntity": .unknown
        case "Organization", "Company", "PublicBody": .organisation
        default: .thing
        }
    }
  }

  public struct Name: Hashable, Sendable {
    public var text: String
    /// Too short or too common to find anybody by: shown, and never the only ground of a match.
    public var isWeak: Bool
    public var citation: Citation?

    public init(text: String, isWeak: Bool = false, citation: Citation? = nil) {
      self.text = text
      self.isWeak = isWeak
      self.citation = citation
    }
  }

  public struct Value: Hashable, Sendable {
    public var text: String
    public var citation: Citation?

    public init(text: String, citation: Citation? = nil) {
      self.text = text
      self.citation = citation
    }
  }

  public var id: EntityID
  public var kind: Kind
  /// The fullest first.
  public var names: [Name]
  /// By property, those of `Knowledge/resolution` alone.
  public var values: [String: [Value]]

  public init(id: EntityID, kind: Kind, names: [Name], values: [String: [Value]] = [:]) {
    self.id = id
    self.kind = kind
    self.names = names
    self.values = values
  }

  private static let nameProperties: Set<String> = ["name", "alias", "previousName", "abbreviation"]

  /// - Parameter values: Property, value and where it stands; what is neither a name nor named in `tables` is
  ///   left out.
  public init(
    id: EntityID, schema: String, values: [(property: String, value: String, citation: Citation?)],
    tables: ResolutionTables
  ) {
    self.init(id: id, kind: Kind(schema: schema), names: [])
    let known = Set(tables.properties.map(\.name))
    for (property, value, citation) in values {
      if Self.nameProperties.contains(property) {
        guard !names.contains(where: { $0.text == value && !$0.isWeak }) else { continue }
        let isWeak = property == "abbreviation" || kind == .person && Self.isPartOfName(value)
        names.append(Name(text: value, isWeak: isWeak, citation: citation))
      } else if property == "weakAlias" {
        names.append(Name(text: value, isWeak: true, citation: citation))
      } else if known.contains(property), !(self.values[property]?.contains { $0.text == value } ?? false) {
        self.values[property, default: []].append(Value(text: value, citation: citation))
      }
    }
  }

  /// Takes up what is known of another that is the same; what the two say of their kind, the more exact.
  public mutating func add(_ other: EntityProfile) {
    if kind == .unknown { kind = other.kind }
    for name in other.names where !names.contains(where: { $0.text == name.text && $0.isWeak == name.isWeak })
    {
      names.append(name)
    }
    for (property, values) in other.values {
      for value in values where !(self.values[property]?.contains { $0.text == value.text } ?? false) {
        self.values[property, default: []].append(value)
      }
    }
  }

  /// Whether a person's name is one word or one character, as nobody's whole name is: `Lydia`, 邬.
  private static func isPartOfName(_ name: String) -> Bool {
    let words = name.split { $0 == " " || $0 == "·" || $0 == "-" }
    guard words.count == 1 else { return false }
    let isHan = name.unicodeScalars.allSatisfy { (0x3400...0x9FFF).contains($0.value) || $0.value >= 0x20000 }
    return !isHan || name.unicodeScalars.count < 2
  }

  /// An entry of a list.
  /// - Parameter list: The list's name, for the citation.
  public init(_ entry: ListEntry, list: String, tables: ResolutionTables) {
    let citation = Citation.row(dataset: list, row: entry.id)
    self.init(
      id: .hashed(kind: "listed", list + "\u{1F}" + entry.id), schema: entry.schema,
      values: entry.values.map { ($0.property, $0.value, citation) }, tables: tables)
  }
}
