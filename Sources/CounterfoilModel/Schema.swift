/// The kinds of entity and their properties: FollowTheMoney's where they exist, ours where not.
public struct Schema: Sendable {
  public struct Property: Hashable, Sendable {
    public var name: String
    public var label: String
    /// `name`, `text`, `date`, `entity`, `identifier`, …: FollowTheMoney's type names.
    public var type: String
    /// For `entity`: the schema of the other end.
    public var range: String?
    /// True for the properties that no scorer may read (nationality, ethnicity, religion …).
    public var quarantined: Bool
    /// True for a property that FollowTheMoney does not have, on whatever kind.
    public var ours: Bool

    public init(
      name: String, label: String, type: String, range: String?, quarantined: Bool, ours: Bool = false
    ) {
      self.name = name
      self.label = label
      self.type = type
      self.range = range
      self.quarantined = quarantined
      self.ours = ours
    }
  }

  public struct Kind: Hashable, Sendable {
    public var name: String
    public var label: String
    /// Direct parents.
    public var extends: [String]
    /// Properties declared here, without the inherited.
    public var properties: [Property]
    /// For a kind that is a link: the properties that name its two ends.
    public var edge: Edge?
    /// True for a kind that FollowTheMoney does not have.
    public var ours: Bool

    public init(
      name: String, label: String, extends: [String], properties: [Property], edge: Edge?,
      ours: Bool
    ) {
      self.name = name
      self.label = label
      self.extends = extends
      self.properties = properties
      self.edge = edge
      self.ours = ours
    }
  }

  public struct Edge: Hashable, Sendable {
    public var source: String
    public var target: String
    public init(source: String, target: String) {
      self.source = source
      self.target = target
    }
  }

  public let kinds: [String: Kind]

  public init(kinds: [Kind]) {
    self.kinds = Dictionary(kinds.map { ($0.name, $0) }, uniquingKeysWith: { $1 })
  }

  /// A kind and all its ancestors, nearest first.
  public func lineage(of name: String) -> [Kind] {
    var result: [Kind] = []
    var queue = [name]
    while !queue.isEmpty {
      let next = queue.removeFirst()
      guard let kind = kinds[next], !result.contains(where: { $0.name == next }) else { continue }
      result.append(kind)
      queue += kind.extends
    }
    return result
  }

  /// A property of a kind, inherited ones included; nil where the kind has none of that name.
  public func property(_ property: String, of kind: String) -> Property? {
    for ancestor in lineage(of: kind) {
      if let found = ancestor.properties.first(where: { $0.name == property }) { return found }
    }
    return nil
  }
}
