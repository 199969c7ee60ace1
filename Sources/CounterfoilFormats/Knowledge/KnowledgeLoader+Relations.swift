public import CounterfoilKnowledge
public import CounterfoilModel
public import Foundation
import Yams

extension KnowledgeLoader {
  /// Kinds of links and events, and the frames of both languages.
  public static func relations(in root: URL = Knowledge.root) throws(KnowledgeError) -> RelationTables {
    var kinds: [RelationTables.Kind] = []
    for node in try PackNode.load("relations/types.yaml", in: root).list("types") {
      kinds.append(try relationKind(node))
    }
    let known = Dictionary(kinds.map { ($0.id, $0) }, uniquingKeysWith: { $1 })
    return RelationTables(
      kinds: kinds, english: try language("english", known, in: root),
      chinese: try language("chinese", known, in: root))
  }

  private static func relationKind(_ node: PackNode) throws(KnowledgeError) -> RelationTables.Kind {
    guard let form = RelationTables.Kind.Form(rawValue: try node.string("form")) else {
      throw node.fail("form is link or event")
    }
    func slots(_ key: String) throws(KnowledgeError) -> [RelationTables.Slot] {
      var result: [RelationTables.Slot] = []
      for (name, property) in try node.table(key) {
        guard let text = property.node.scalar?.string else { throw property.fail("a property's name") }
        result.append(RelationTables.Slot(name: name, property: text))
      }
      return result
    }
    return RelationTables.Kind(
      id: try node.string("id"), form: form, label: try node.string("label"),
      schema: try node.string("schema"),
      roles: try slots("roles"), details: try slots("details"))
  }

  private static func language(
    _ name: String, _ kinds: [String: RelationTables.Kind], in root: URL
  ) throws(KnowledgeError) -> RelationTables.Language {
    let file = "relations/\(name).yaml"
    let pack = try PackNode.load(file, in: root)
    var language = RelationTables.Language()
    for node in try pack.list("frames") { language.frames.append(try frame(node, kinds)) }
    for (list, node) in try pack.table("words") {
      guard let sequence = node.node.sequence else { throw node.fail("\(list) is a list of words") }
      language.words[list] = sequence.compactMap { $0.scalar?.string }
    }
    return language
  }

  private static func frame(
    _ node: PackNode, _ kinds: [String: RelationTables.Kind]
  ) throws(KnowledgeError) -> RelationTables.Frame {
    let type = try node.string("type")
    guard let kind = kinds[type] else { throw node.fail("types.yaml has no \(type)") }
    func fillings(_ key: String, _ slots: [RelationTables.Slot]) throws(KnowledgeError)
      -> [RelationTables.Frame.Filling]
    {
      var result: [RelationTables.Frame.Filling] = []
      for (name, places) in try node.table(key) {
        guard slots.contains(where: { $0.name == name }) else { throw places.fail("\(type) has no \(name)") }
        let one = places.node.scalar.map { [$0.string] }
        let many = places.node.sequence?.compactMap { $0.scalar?.string }
        guard let all = one ?? many else { throw places.fail("\(name) is a place or a list of places") }
        result.append(RelationTables.Frame.Filling(name: name, places: all))
      }
      return result
    }
    guard let sort = RelationTables.Frame.Sort(rawValue: try node.optionalString("sort") ?? "plain") else {
      throw node.fail("sort is plain, conduct or procedure")
    }
    guard let modality = Modality(rawValue: try node.optionalString("modality") ?? "asserted") else {
      throw node.fail("modality is one of \(Modality.allCases.map(\.rawValue).joined(separator: ", "))")
    }
    return RelationTables.Frame(
      type: type, verbs: try node.strings("verbs"), nouns: try node.strings("nouns"),
      roles: try fillings("roles", kind.roles), details: try fillings("details", kind.details), sort: sort,
      modality: modality, isEnoughAlone: try node.flag("alone"))
  }
}
