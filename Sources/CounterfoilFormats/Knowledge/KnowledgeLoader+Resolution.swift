public import CounterfoilKnowledge
public import CounterfoilModel
public import Foundation

extension KnowledgeLoader {
  /// What agreeing and differing say of two records.
  /// - Throws: Also where a property is named that no scorer may read.
  public static func resolution(in root: URL = Knowledge.root) throws(KnowledgeError) -> ResolutionTables {
    let pack = try PackNode.load("resolution/evidence.yaml", in: root)
    let quarantined = Set(try PackNode.load("schema/quarantine.yaml", in: root).strings("properties"))
    var properties: [ResolutionTables.Property] = []
    for node in try pack.list("properties") {
      let name = try node.string("property")
      guard !quarantined.contains(name) else {
        throw node.fail("\(name) is quarantined: it is no evidence of anything and no scorer may read it")
      }
      guard let reading = ResolutionTables.Reading(rawValue: try node.string("reads")) else {
        throw node.fail(
          "reads is one of \(ResolutionTables.Reading.allCases.map(\.rawValue).joined(separator: ", "))")
      }
      properties.append(
        ResolutionTables.Property(
          name: name, group: try node.string("group"), reading: reading,
          identifies: try node.flag("identifies"), same: try node.number("same"),
          other: try node.number("other"), because: try node.string("because")))
    }
    var links: [ResolutionTables.Link] = []
    for node in try pack.list("links") {
      let property = try node.string("property")
      guard properties.contains(where: { $0.name == property }) else {
        throw node.fail("\(property) is not among the properties")
      }
      links.append(
        ResolutionTables.Link(
          schema: try node.string("schema"), of: try node.string("of"), other: try node.string("other"),
          property: property))
    }
    guard let dates = pack["dates"], let priors = pack["priors"] else {
      throw pack.fail("dates and priors are needed")
    }
    func pair(_ key: String) throws(KnowledgeError) -> (same: Double, other: Double) {
      guard let node = dates[key] else { throw dates.fail("\(key) is missing") }
      return (try node.number("same"), try node.number("other"))
    }
    return ResolutionTables(
      properties: properties, links: links,
      dates: ResolutionTables.Dates(
        month: try pair("month"), year: try pair("year"), slip: try dates.number("slip"),
        nearYear: try dates.number("nearYear"),
        placeholderDays: Set(try dates.strings("placeholderDays"))),
      sharedMailboxes: Set(try pack.strings("sharedMailboxes")),
      organisationPrior: try priors.number("organisation"))
  }
}

extension PackNode {
  /// The number of a key that must be there.
  func number(_ key: String) throws(KnowledgeError) -> Double {
    guard let value = Double(try string(key)) else { throw fail("\(key) is a number") }
    return value
  }
}
