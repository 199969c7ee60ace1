public import CounterfoilKnowledge
public import CounterfoilModel
public import Foundation

extension KnowledgeLoader {
  /// Words that give a date of somebody's life.
  static func lifeDates(in root: URL) throws(KnowledgeError) -> [LifeDateWords] {
    let quarantined = Set(try PackNode.load("schema/quarantine.yaml", in: root).strings("properties"))
    var result: [LifeDateWords] = []
    for node in try PackNode.load("account/dates.yaml", in: root).list("dates") {
      let property = try node.string("property")
      guard !quarantined.contains(property) else {
        throw node.fail("\(property) is quarantined and is not read from texts")
      }
      result.append(
        LifeDateWords(
          property: property, between: try node.strings("between"), after: try node.strings("after")))
    }
    return result
  }

  /// How what is said of one entity is counted and compared.
  /// - Throws: Also where a type or property is named that the other packs do not have.
  public static func account(in root: URL = Knowledge.root) throws(KnowledgeError) -> AccountTables {
    let pack = try PackNode.load("account/account.yaml", in: root)
    let types = Set(try relations(in: root).kinds.map(\.id))
    func known(_ type: String, _ node: PackNode) throws(KnowledgeError) -> String {
      guard types.contains(type) else { throw node.fail("relations/types.yaml has no \(type)") }
      return type
    }
    func modality(_ text: String, _ node: PackNode) throws(KnowledgeError) -> Modality {
      guard let modality = Modality(rawValue: text) else {
        throw node.fail("a modality is one of \(Modality.allCases.map(\.rawValue).joined(separator: ", "))")
      }
      return modality
    }
    func modalities(_ key: String) throws(KnowledgeError) -> Set<Modality> {
      var result: Set<Modality> = []
      for text in try pack.strings(key) { result.insert(try modality(text, pack)) }
      return result
    }
    var single: [String: ResolutionTables.Reading] = [:]
    for node in try pack.list("single") {
      guard let reading = ResolutionTables.Reading(rawValue: try node.string("reads")) else {
        throw node.fail(
          "reads is one of \(ResolutionTables.Reading.allCases.map(\.rawValue).joined(separator: ", "))")
      }
      single[try node.string("property")] = reading
    }
    var steps: [AccountTables.Step] = []
    for node in try pack.list("steps") {
      var only: Modality?
      if let text = try node.optionalString("modality") { only = try modality(text, node) }
      steps.append(
        AccountTables.Step(
          name: try node.string("step"), type: try known(try node.string("type"), node), modality: only,
          subject: try node.string("subject"), endsAccusation: try node.flag("ends")))
    }
    var accused: [String: Set<String>] = [:]
    for node in try pack.list("accused") {
      accused[try known(try node.string("type"), node)] = Set(try node.strings("properties"))
    }
    var wires: [AccountTables.Wire] = []
    for node in try pack.list("wires") {
      wires.append(
        AccountTables.Wire(name: try node.string("name"), credits: try node.strings("credits")))
    }
    let (holding, opposing) = (try modalities("for"), try modalities("against"))
    guard holding.isDisjoint(with: opposing), holding.union(opposing).count == Modality.allCases.count else {
      throw pack.fail("each modality stands either in for or in against")
    }
    return AccountTables(
      single: single, holding: holding, opposing: opposing, steps: steps,
      accusing: try modalities("accusing"), accused: accused, corrections: try pack.strings("corrections"),
      withdrawals: try pack.strings("withdrawals"), wires: wires)
  }
}
