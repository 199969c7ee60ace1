public import CounterfoilKnowledge
public import CounterfoilModel
public import Foundation

extension KnowledgeLoader {
  /// FollowTheMoney's kinds and ours, with the quarantine applied.
  ///
  /// A kind of ours that FollowTheMoney has too adds its properties to it.
  public static func schema(in root: URL = Knowledge.root) throws(KnowledgeError) -> Schema {
    let quarantine = try PackNode.load("schema/quarantine.yaml", in: root)
    let quarantined = Set(try quarantine.strings("properties"))
    var kinds: [String: Schema.Kind] = [:]
    for (file, ours) in [("schema/followthemoney.yaml", false), ("schema/counterfoil.yaml", true)] {
      for (name, node) in try PackNode.load(file, in: root).table("kinds") {
        var kind = try kind(name, node, ours: ours, quarantined: quarantined)
        if let known = kinds[name] {
          kind = Schema.Kind(
            name: name, label: known.label, extends: known.extends,
            properties: known.properties + kind.properties, edge: known.edge ?? kind.edge,
            ours: known.ours)
        }
        kinds[name] = kind
      }
    }
    for kind in kinds.values.sorted(by: { $0.name < $1.name }) {
      for parent in kind.extends where kinds[parent] == nil {
        throw KnowledgeError(
          file: "schema", line: nil, message: "\(kind.name) extends \(parent), which no pack has")
      }
    }
    return Schema(kinds: kinds.values.sorted { $0.name < $1.name })
  }

  private static func kind(
    _ name: String, _ node: PackNode, ours: Bool, quarantined: Set<String>
  ) throws(KnowledgeError) -> Schema.Kind {
    var properties: [Schema.Property] = []
    for (property, details) in try node.table("properties") {
      properties.append(
        Schema.Property(
          name: property, label: try details.optionalString("label") ?? property,
          type: try details.optionalString("type") ?? "string",
          range: try details.optionalString("range"), quarantined: quarantined.contains(property), ours: ours)
      )
    }
    var edge: Schema.Edge?
    if let ends = node["edge"] {
      edge = Schema.Edge(source: try ends.string("source"), target: try ends.string("target"))
    }
    return Schema.Kind(
      name: name, label: try node.optionalString("label") ?? name,
      extends: try node.strings("extends"), properties: properties, edge: edge, ours: ours)
  }
}
