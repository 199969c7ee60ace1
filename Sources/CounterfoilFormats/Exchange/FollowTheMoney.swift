public import CounterfoilModel

/// Entities as FollowTheMoney JSON, one a line, as PyPI's `followthemoney` reads them.
///
/// Schemata and properties that FollowTheMoney does not have are left out and counted, so that the
/// export can say so. Source: followthemoney 4, `EntityProxy.from_dict`.
public struct FollowTheMoneyWriter {
  private let schema: Schema
  /// What was left out, by schema or `schema:property`, and how often.
  public private(set) var leftOut: [String: Int] = [:]

  public init(schema: Schema) { self.schema = schema }

  /// Nil for an entity of a kind that FollowTheMoney does not have.
  public mutating func line(_ entity: Entity) -> String? {
    guard let kind = entity.statements.first?.schema else { return nil }
    guard let found = schema.kinds[kind], !found.ours else {
      leftOut[kind, default: 0] += 1
      return nil
    }
    // It has no place for how a thing is said, and would make a fact of an allegation.
    if let modality = entity.statements.first(where: { !Self.isHeldTrue($0) })?.modality {
      leftOut["\(kind) \(modality.rawValue)", default: 0] += 1
      return nil
    }
    return Self.line(
      id: entity.id.rawValue, schema: kind, properties: properties(of: entity.statements, kind))
  }

  /// A document as an entity, so that what is said in it has something to point to.
  /// - Parameter statements: What the document says of itself.
  public mutating func line(
    document: LedgerLine, id: EntityID, schema kind: String, statements: [Statement]
  ) -> String {
    var values = properties(of: statements, kind)
    values.append(("fileName", [document.place.lastStep]))
    for (name, value) in [
      // Not contentHash: FollowTheMoney takes SHA-1 there, and ours is SHA-256.
      ("mimeType", document.mediaType), ("encoding", document.encoding), ("fileSize", "\(document.bytes)"),
    ] {
      if let value, schema.property(name, of: kind) != nil { values.append((name, [value])) }
    }
    return Self.line(id: id.rawValue, schema: kind, properties: values)
  }

  private static func isHeldTrue(_ statement: Statement) -> Bool {
    (statement.modality == .asserted || statement.modality == .convicted) && statement.property != "hedge"
  }

  private mutating func properties(of statements: [Statement], _ kind: String) -> [(
    name: String, values: [String]
  )] {
    var properties: [(name: String, values: [String])] = []
    for statement in statements {
      guard let property = schema.property(statement.property, of: kind), !property.ours else {
        leftOut["\(kind):\(statement.property)", default: 0] += 1
        continue
      }
      if let at = properties.firstIndex(where: { $0.name == statement.property }) {
        if !properties[at].values.contains(statement.value) {
          properties[at].values.append(statement.value)
        }
      } else {
        properties.append((statement.property, [statement.value]))
      }
    }
    // `two hackers`: FollowTheMoney takes nobody without a name.
    if kind == "LegalEntity", !properties.contains(where: { $0.name == "name" }),
      let described = properties.first(where: { $0.name == "description" })
    {
      properties.append(("name", described.values))
    }
    return properties
  }

  /// That an entity is named in a document: FollowTheMoney's `Mention`.
  public func mention(of entity: EntityID, schema kind: String, name: String, document: EntityID)
    -> String
  {
    Self.line(
      id: EntityID.hashed(kind: "mention", "\(entity)\u{1F}\(document)\u{1F}\(name)").rawValue,
      schema: "Mention",
      properties: [
        ("document", [document.rawValue]), ("name", [name]), ("resolved", [entity.rawValue]),
        ("detectedSchema", [kind]),
      ])
  }

  private static func line(id: String, schema: String, properties: [(String, [String])]) -> String {
    var inner = JSONLine()
    for (name, values) in properties { inner.add(name, values) }
    var json = JSONLine()
    json.add("id", id)
    json.add("schema", schema)
    json.add("properties", json: inner.text)
    return json.text
  }
}

extension DocumentPlace {
  fileprivate var lastStep: String {
    String((part.isEmpty ? file : part).split(separator: "/").last ?? "")
  }
}
