import CounterfoilModel

/// What a list's readers know besides its bytes: the schema's properties, and names of countries.
struct ListVocabulary {
  private let types: [String: [String: String]]
  let countries: CountryCodes

  init(schema: Schema, countries: CountryCodes) {
    var types: [String: [String: String]] = [:]
    for kind in schema.kinds.keys {
      for ancestor in schema.lineage(of: kind) {
        for property in ancestor.properties where types[kind]?[property.name] == nil {
          types[kind, default: [:]][property.name] = property.type
        }
      }
    }
    self.types = types
    self.countries = countries
  }

  func isKind(_ kind: String) -> Bool { types[kind] != nil }

  /// The type of a property of a kind; nil where the kind has none of that name.
  func type(of property: String, in kind: String) -> String? { types[kind]?[property] }

  func properties(of kind: String) -> [String] { types[kind].map { $0.keys.sorted() } ?? [] }

  func isProperty(_ name: String) -> Bool { types.values.contains { $0[name] != nil } }
}

/// The values of one entry while it is read. What has no place among the kind's properties becomes a note.
struct ListValues {
  let vocabulary: ListVocabulary
  private(set) var kind: String
  private(set) var values: [ListEntry.Value] = []
  private var seen: Set<ListEntry.Value> = []

  init(_ vocabulary: ListVocabulary, kind: String) {
    self.vocabulary = vocabulary
    self.kind = kind
  }

  var hasName: Bool {
    values.contains { ["name", "alias", "weakAlias", "previousName", "abbreviation"].contains($0.property) }
  }

  /// Adds a value that is in its final form.
  mutating func add(_ property: String, _ value: String, original: String? = nil, label: String? = nil) {
    guard !value.isEmpty else { return }
    // Tickers and the like are had by companies alone, so an organisation that has one is one.
    if vocabulary.type(of: property, in: kind) == nil, kind == "Organization",
      vocabulary.type(of: property, in: "Company") != nil
    {
      kind = "Company"
    }
    guard vocabulary.type(of: property, in: kind) != nil else {
      return note(original ?? value, label: label ?? property)
    }
    let isAsGiven = original == nil || original == value
    append(ListEntry.Value(property: property, value: value, original: isAsGiven ? nil : original))
  }

  /// Keeps words as they stand, behind what they are of.
  mutating func note(_ words: String, label: String? = nil) {
    let words = ListText.trimmed(words)
    guard !words.isEmpty else { return }
    append(ListEntry.Value(property: "notes", value: label.map { "\($0): \(words)" } ?? words))
  }

  private mutating func append(_ value: ListEntry.Value) {
    if seen.insert(value).inserted { values.append(value) }
  }

  /// Adds what a list says, in the form the property's type prescribes; the list's own words are kept
  /// where the form says less.
  ///
  /// - Parameter label: What the list calls it, for a note where it does not fit.
  /// - Returns: What is wrong, in words, where it became a note instead.
  mutating func read(
    _ property: String, _ text: String, label: String, original: String? = nil, order: ListDate.Order? = nil
  ) -> String? {
    let text = ListText.trimmed(text)
    let isEmpty =
      ["name", "weakAlias", "alias"].contains(property)
      ? ["", "-0-", "-"].contains(text) : ListText.isNothing(text)
    if isEmpty { return nil }
    switch vocabulary.type(of: property, in: kind) {
    case "date":
      switch ListDate.read(text, order: order) {
      case .date(let value, let isExact):
        add(property, value, original: original ?? (isExact ? nil : text), label: label)
      case .impossible(let words):
        note(original ?? text, label: original == nil ? label : nil)
        return "\(words); kept as a note"
      case .unreadable:
        note(original ?? text, label: original == nil ? label : nil)
        return "\(label) is no date: \(text); kept as a note"
      }
    case "country":
      guard let code = vocabulary.countries.code(of: text) else {
        note(original ?? text, label: original == nil ? label : nil)
        return "\(label) is no country known here: \(text); kept as a note"
      }
      add(property, code, original: original ?? (code == text ? nil : text), label: label)
    case "name":
      let value = Whitespace.collapse(text)
      add(property, value, original: original ?? (value == text ? nil : text), label: label)
    case "gender":
      let value =
        ["m": "male", "f": "female", "男": "male", "女": "female"][text.lowercased()] ?? text.lowercased()
      add(property, value, original: original ?? (value == text ? nil : text), label: label)
    case nil: add(property, text, original: original, label: label)
    default: add(property, text, original: original, label: label)
    }
    return nil
  }

  /// Joins what another row says of the same entry.
  mutating func join(_ others: [ListEntry.Value]) { for value in others { append(value) } }

  func entry(id: String) -> ListEntry { ListEntry(id: id, schema: kind, values: values) }
}
