/// One entry of a list that others keep: a sanctioned person, a listed university, a register's row.
///
/// Its values are those of the schema (`Knowledge/schema`), so that an entry becomes statements like any
/// other source's. What no scorer may read is among them; the schema says which.
public struct ListEntry: Hashable, Sendable {
  public struct Value: Hashable, Sendable {
    /// A property of the entry's schema: `name`, `alias`, `weakAlias` (too common or too short to find
    /// anybody by), `previousName`, `birthDate`, `passportNumber`, `address` …
    public var property: String
    /// In the form the property's type prescribes. Dates are ISO 8601 or a prefix; where the list leaves a
    /// range, `1963/1968`.
    public var value: String
    /// As the list has it, where `value` is not just that: `circa 1962`.
    public var original: String?

    public init(property: String, value: String, original: String? = nil) {
      self.property = property
      self.value = value
      self.original = original
    }
  }

  /// The list's own identifier of the entry; unique within the list.
  public var id: String
  /// Such as `Person`, `Organization`, `Vessel`; `LegalEntity` where the list does not say.
  public var schema: String
  /// In the order of the list, each once.
  public var values: [Value]

  public init(id: String, schema: String, values: [Value] = []) {
    self.id = id
    self.schema = schema
    self.values = values
  }

  /// Values of one property, in the list's order.
  public subscript(property: String) -> [String] {
    values.compactMap { $0.property == property ? $0.value : nil }
  }
}

/// A line of a list that could not be read, or not wholly, in words for whoever imports it.
public struct ListFault: Hashable, Sendable {
  /// The file's name.
  public var file: String
  /// Counted from 1; nil where the fault is of the file.
  public var line: Int?
  public var words: String
  /// False where the entry was kept without the value at fault.
  public var isEntryLost: Bool

  public init(file: String, line: Int?, words: String, isEntryLost: Bool) {
    self.file = file
    self.line = line
    self.words = words
    self.isEntryLost = isEntryLost
  }
}
