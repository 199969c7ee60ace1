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
    var properties: [(name: String, values: [String])] = []
    for statement in entity.statements {
      guard let property = schema.property(statement.property, of: kind),
        schema.lineage(of: kind).contains(where: { !$0.ours && $0.properties.contains(property) })
      else {
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
    return Self.line(id: entity.id.rawValue, schema: kind, properties: properties)
  }

  /// A document as an entity, so that what is said in it has something to point to.
  public func line(
    document: LedgerLine, id: EntityID, schema kind: String, title: String?, date: String?
  ) -> String {
    var properties: [(String, [String])] = [("fileName", [document.place.lastStep])]
    func add(_ name: String, _ value: String?) {
      if let value, schema.property(name, of: kind) != nil { properties.append((name, [value])) }
    }
    add("title", title)
    add("date", date)
    add("contentHash", document.digest?.description)
    add("mimeType", document.mediaType)
    add("encoding", document.encoding)
    add("fileSize", "\(document.bytes)")
    return Self.line(id: id.rawValue, schema: kind, properties: properties)
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
