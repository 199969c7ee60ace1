import CounterfoilModel
import Yams

extension ListMapping {
  private static let keys = [
    "title", "schema", "schema_from", "id", "separator", "dates", "columns", "joined", "constants", "ignore",
  ]

  /// From a mapping's YAML, each key and property checked.
  init(_ node: PackNode, schema: Schema) throws(KnowledgeError) {
    file = node.file
    for (key, value) in try node.entries() where !Self.keys.contains(key) {
      throw value.fail("\(key) is no key of a mapping; those are \(Self.keys.joined(separator: ", "))")
    }
    title = try node.optionalString("title")
    kind = try node.optionalString("schema") ?? kind
    try Self.checkKind(kind, node["schema"] ?? node, schema)
    if let from = node["schema_from"] { kindColumn = try Self.kindColumn(from, schema) }
    let kinds = [kind] + (kindColumn.map { Array($0.kinds.values) } ?? [])
    let checked = Checked(kinds: kinds, schema: schema)
    idColumns = try Self.names("id", node)
    ignored = try Self.names("ignore", node)
    let separator = try node.optionalString("separator")
    let order = try Self.order("dates", node)
    for (name, value) in try node.table("columns") {
      columns += try Self.columns(name, value, separator: separator, order: order, checked)
    }
    for part in try node.list("joined") {
      let property = try checked.property(part["property"] ?? part, try part.string("property"))
      let names = try part.strings("columns")
      guard !names.isEmpty else { throw part.fail("joined columns are a list: columns: [Street, City]") }
      joined.append(
        Joined(
          property: property, columns: names, with: try part.optionalString("with") ?? ", ",
          line: part.node.mark?.line))
    }
    for (property, value) in try node.table("constants") {
      guard let text = value.node.scalar?.string else { throw value.fail("a constant is a text") }
      constants.append(Constant(property: try checked.property(value, property), value: text))
    }
    let isNamed = columns.contains { $0.property == "name" } || joined.contains { $0.property == "name" }
    guard isNamed else {
      throw node.fail("no column is mapped to name; an entry without a name cannot be looked for")
    }
  }

  private struct Checked {
    var kinds: [String]
    var schema: Schema

    func property(_ node: PackNode, _ name: String) throws(KnowledgeError) -> String {
      if kinds.contains(where: { schema.property(name, of: $0) != nil }) { return name }
      let kind = kinds[0]
      let known = schema.lineage(of: kind).flatMap(\.properties).map(\.name).sorted()
      throw node.fail("\(kind) has no property \(name); it has \(known.joined(separator: ", "))")
    }
  }

  private static func checkKind(_ kind: String, _ node: PackNode, _ schema: Schema) throws(KnowledgeError) {
    guard schema.kinds[kind] == nil else { return }
    throw node.fail(
      "\(kind) is no kind of entity; common ones are Person, Organization, Company, PublicBody, LegalEntity, Vessel, Airplane"
    )
  }

  private static func kindColumn(_ node: PackNode, _ schema: Schema) throws(KnowledgeError) -> KindColumn {
    var kinds: [String: String] = [:]
    for (text, value) in try node.table("values") {
      guard let kind = value.node.scalar?.string else { throw value.fail("a kind of entity") }
      try checkKind(kind, value, schema)
      kinds[text.lowercased()] = kind
    }
    return KindColumn(column: try node.string("column"), kinds: kinds, line: node.node.mark?.line)
  }

  /// A name or a list of names.
  private static func names(_ key: String, _ node: PackNode) throws(KnowledgeError) -> [(
    name: String, line: Int?
  )] {
    guard let found = node[key] else { return [] }
    if let one = found.node.scalar { return [(one.string, found.node.mark?.line)] }
    return try node.strings(key).map { ($0, found.node.mark?.line) }
  }

  private static func order(_ key: String, _ node: PackNode) throws(KnowledgeError) -> ListDate.Order? {
    guard let text = try node.optionalString(key) else { return nil }
    guard let order = ListDate.Order(rawValue: text) else {
      throw (node[key] ?? node).fail("\(key) is dmy (31.12.1962), mdy (12/31/1962) or ymd")
    }
    return order
  }

  /// A column's property, or what is told of it, or a list of these.
  private static func columns(
    _ name: String, _ node: PackNode, separator: String?, order: ListDate.Order?, _ checked: Checked
  ) throws(KnowledgeError) -> [Column] {
    if let sequence = node.node.sequence {
      var all: [Column] = []
      for item in sequence {
        all += try columns(
          name, PackNode(node: item, file: node.file), separator: separator, order: order, checked)
      }
      return all
    }
    let line = node.node.mark?.line
    if let property = node.node.scalar?.string {
      return [
        Column(
          name: name, property: try checked.property(node, property), separator: separator, order: order,
          form: nil, label: name, line: line)
      ]
    }
    for (key, value) in try node.entries()
    where !["property", "separator", "dates", "as", "label"].contains(key) {
      throw value.fail("\(key) is no key of a column; those are property, separator, dates, as, label")
    }
    var form: Form?
    if let text = try node.optionalString("as") {
      form = Form(rawValue: text)
      guard form != nil else {
        throw node.fail("as is one of \(Form.allCases.map(\.rawValue).joined(separator: ", "))")
      }
    }
    // Remarks and identifiers say themselves what they are.
    let isFree = form == .remarks || form == .identifiers
    let property = isFree ? "notes" : try checked.property(node, try node.string("property"))
    return [
      Column(
        name: name, property: property, separator: try node.optionalString("separator") ?? separator,
        order: try Self.order("dates", node) ?? order, form: form,
        label: try node.optionalString("label") ?? name, line: line)
    ]
  }
}
