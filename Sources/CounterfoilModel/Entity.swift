/// Names an entity. Stable across runs: made from what the entity is, never from a row number.
public struct EntityID: Hashable, Sendable, Comparable, RawRepresentable, CustomStringConvertible {
  public var rawValue: String
  public init(rawValue: String) { self.rawValue = rawValue }
  public init(_ rawValue: String) { self.rawValue = rawValue }
  public var description: String { rawValue }
  public static func < (left: EntityID, right: EntityID) -> Bool { left.rawValue < right.rawValue }

  /// An identifier made from content: `kind-` and 20 hexadecimal digits of its SHA-256.
  public static func hashed(kind: String, _ content: String) -> EntityID {
    EntityID(kind + "-" + Digest(sha256: content).description.prefix(20))
  }
}

/// A person, organisation, document or thing: a *set* of statements held together by judgements.
public struct Entity: Hashable, Sendable {
  public var id: EntityID
  public var statements: [Statement]

  public init(id: EntityID, statements: [Statement]) {
    self.id = id
    self.statements = statements
  }

  /// The values said of one property, each once, in the order the statements stand.
  public func values(of property: String) -> [String] {
    var seen: Set<String> = []
    return statements.compactMap {
      $0.property == property && seen.insert($0.value).inserted ? $0.value : nil
    }
  }
}
