public import CounterfoilKnowledge
public import CounterfoilModel
public import Foundation

/// Reads the knowledge packs into the model.
///
/// A pack that cannot be used stops the program: what it would have found would be missing without
/// a word. `KnowledgeError` names file and line.
public enum KnowledgeLoader {
  /// What `find` looks up: organisations, glossary, places and the tables for host names.
  public static func lexicon(in root: URL = Knowledge.root) throws(KnowledgeError) -> Lexicon {
    Lexicon(
      organisations: try organisations(in: root), terms: try terms(in: root),
      places: try places(in: root), hosts: try hosts(in: root), recognisers: try recognisers(in: root),
      lifeDates: try lifeDates(in: root))
  }

  /// The trained models, which are mapped and not read; a missing one stops the program as a missing pack does.
  static func recognisers(in root: URL) throws(KnowledgeError) -> RecogniserFiles {
    func path(_ name: String) throws(KnowledgeError) -> String {
      let file = "recogniser/\(name).model"
      let path = root.appendingPathComponent(file).path
      guard FileManager.default.isReadableFile(atPath: path) else {
        throw KnowledgeError(file: file, line: nil, message: "the model is missing; `make train` makes it")
      }
      return path
    }
    return RecogniserFiles(english: try path("english"), chinese: try path("chinese"))
  }

  static func organisations(in root: URL) throws(KnowledgeError) -> [OrganisationEntry] {
    var result: [OrganisationEntry] = []
    var seen: Set<String> = []
    for file in try packs("organisations", in: root) {
      let pack = try PackNode.load(file, in: root)
      let category = try pack.string("category")
      for node in try pack.list("organisations") {
        let id = try node.string("id")
        guard seen.insert(id).inserted else { throw node.fail("the id \(id) is used twice") }
        result.append(
          OrganisationEntry(
            id: id, english: try node.string("english"),
            simplified: try node.optionalString("simplified"),
            traditional: try node.optionalString("traditional"),
            aliases: try node.strings("aliases"), abbreviations: try node.strings("abbreviations"),
            notIfInside: try node.strings("not_if_inside"), category: category,
            parent: try node.optionalString("parent"), note: try node.optionalString("note"),
            source: try node.strings("sources").joined(separator: "; "),
            evidenceStatus: try status(node, organisationStatuses)))
      }
    }
    return result
  }

  static func terms(in root: URL) throws(KnowledgeError) -> [GlossaryTerm] {
    var result: [GlossaryTerm] = []
    var seen: Set<String> = []
    for file in try packs("glossary", in: root) {
      let pack = try PackNode.load(file, in: root)
      let domain = try pack.string("domain")
      for node in try pack.list("terms") {
        let id = try node.string("id")
        guard seen.insert(id).inserted else { throw node.fail("the id \(id) is used twice") }
        result.append(
          GlossaryTerm(
            id: id, simplified: try node.string("simplified"),
            traditional: try node.string("traditional"), pinyin: try node.string("pinyin"),
            literal: try node.string("literal"), gloss: try node.string("gloss"), domain: domain,
            misreadingRisk: try node.optionalString("misreading_risk"),
            notIfInside: try node.strings("not_if_inside"),
            needsNearby: try node.strings("needs_nearby"), source: try node.string("source"),
            evidenceStatus: try status(node, termStatuses)))
      }
    }
    return result.sorted { $0.id < $1.id }
  }

  static func places(in root: URL) throws(KnowledgeError) -> [PlaceEntry] {
    let table = try TableFile.load("places/places.tsv", in: root)
    var result: [PlaceEntry] = []
    result.reserveCapacity(table.rows.count)
    for row in table.rows {
      guard row.fields.count == 6, let population = Int(row.fields[3]),
        let latitude = Double(row.fields[4]), let longitude = Double(row.fields[5])
      else {
        throw KnowledgeError(
          file: table.file, line: row.line,
          message:
            "a place has six fields: id, English name, names, population, latitude, longitude")
      }
      result.append(
        PlaceEntry(
          id: row.fields[0], english: row.fields[1],
          names: row.fields[2].split(separator: "|").map(String.init), population: population,
          latitude: latitude, longitude: longitude))
    }
    return result
  }

  static func hosts(in root: URL) throws(KnowledgeError) -> HostTables {
    HostTables(
      topLevelDomains: try TableFile.words("observables/top-level-domains.txt", in: root),
      fileExtensions: try TableFile.words("observables/file-extensions.txt", in: root),
      notHosts: try TableFile.words("observables/not-hosts.txt", in: root))
  }

  private static let organisationStatuses: Set = [
    "sourced", "name_from_documented_pattern", "from_memory",
  ]
  private static let termStatuses: Set = [
    "seen_in_source", "attested_in_prc_law", "string_in_prc_law_gloss_from_memory", "from_memory",
  ]

  private static func status(_ node: PackNode, _ known: Set<String>) throws(KnowledgeError)
    -> String
  {
    let status = try node.string("evidence_status")
    guard known.contains(status) else {
      throw node.fail(
        "evidence_status is one of \(known.sorted().joined(separator: ", ")), not \(status)")
    }
    return status
  }

  /// The YAML packs of a folder, by name.
  static func packs(_ folder: String, in root: URL) throws(KnowledgeError) -> [String] {
    guard
      let names = try? FileManager.default.contentsOfDirectory(
        atPath: root.appendingPathComponent(folder).path)
    else { throw KnowledgeError(file: folder, line: nil, message: "the folder is missing") }
    return names.filter { $0.hasSuffix(".yaml") }.sorted().map { folder + "/" + $0 }
  }
}
