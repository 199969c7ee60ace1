import CounterfoilModel

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
  ///
  /// - Parameters:
  ///   - label: What stands before it where the kind has no such property and it becomes a note.
  ///   - verbatim: What becomes the note instead.
  mutating func add(
    _ property: String, _ value: String, original: String? = nil, label: String? = nil,
    verbatim: String? = nil
  ) {
    guard !value.isEmpty else { return }
    // Tickers and the like are had by companies alone, so an organisation that has one is one.
    if vocabulary.type(of: property, in: kind) == nil, kind == "Organization",
      vocabulary.type(of: property, in: "Company") != nil
    {
      kind = "Company"
    }
    guard vocabulary.type(of: property, in: kind) != nil else {
      if let verbatim { return note(verbatim) }
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
    // Another name that is the name tells nothing.
    if ["alias", "weakAlias", "previousName"].contains(value.property), value.original == nil,
      seen.contains(ListEntry.Value(property: "name", value: value.value))
    {
      return
    }
    if seen.insert(value).inserted { values.append(value) }
  }

  /// Adds what a list says, in the form the property's type prescribes; the list's own words are kept
  /// where the form says less.
  ///
  /// - Parameters:
  ///   - label: What the list calls it, for a note where it does not fit.
  ///   - original: What to keep as the list's own words.
  ///   - verbatim: What becomes the note where it does not fit.
  /// - Returns: What is wrong, in words, where it became a note instead.
  mutating func read(
    _ property: String, _ text: String, label: String, original: String? = nil, verbatim: String? = nil,
    order: ListDate.Order? = nil
  ) -> String? {
    let text = ListText.trimmed(text)
    let type = vocabulary.type(of: property, in: kind)
    let isEmpty = type == "name" ? ["", "-0-", "-", "n/a", "N/A"].contains(text) : ListText.isNothing(text)
    if isEmpty { return nil }
    var value = text
    switch type {
    case "date":
      switch ListDate.read(text, order: order, latestShortYear: property == "birthDate" ? 2019 : 2049) {
      case .date(let date, _): value = date
      case .impossible(let words): return refuse(words, text, label, verbatim)
      case .unreadable: return refuse("\(label) is no date: \(text)", text, label, verbatim)
      }
    case "country":
      guard let code = vocabulary.countries.code(of: text) else {
        return refuse("\(label) is no country known here: \(text)", text, label, verbatim)
      }
      value = code
    case "gender":
      let folded = text.lowercased()
      value = ["m": "male", "f": "female", "男": "male", "女": "female"][folded] ?? folded
    case "name", "identifier", "address": value = Whitespace.collapse(text)
    default: break
    }
    add(
      property, value, original: original ?? (value == text ? nil : text), label: label, verbatim: verbatim)
    return nil
  }

  private mutating func refuse(_ words: String, _ text: String, _ label: String, _ verbatim: String?)
    -> String
  {
    if let verbatim { note(verbatim) } else { note(text, label: label) }
    return words + "; kept as a note"
  }

  /// Joins what another row says of the same entry.
  mutating func join(_ others: [ListEntry.Value]) { for value in others { append(value) } }

  func entry(id: String) -> ListEntry { ListEntry(id: id, schema: kind, values: values) }
}
