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
