import CounterfoilAnalysis
import CounterfoilFormats
import CounterfoilModel

/// Sayings, documents and links for tests of accounts.
enum Accounts {
  static let tables: AccountTables = {
    do { return try KnowledgeLoader.account() } catch { fatalError("\(error)") }
  }()
  private static let kinds: [String: RelationTables.Kind] = {
    do {
      return Dictionary(
        try KnowledgeLoader.relations().kinds.map { ($0.id, $0) }, uniquingKeysWith: { one, _ in one })
    } catch { fatalError("\(error)") }
  }()

  static func saying(
    _ document: Int64, _ modality: Modality = .asserted, speaker: String = "", date: String? = nil,
    at range: ScalarRange = 0..<5
  ) -> Saying {
    let digest = Digest(sha256: "\(document)")
    let statement = Statement(
      entity: EntityID("person-a"), schema: "Person", property: "x", value: "y",
      speaker: Speaker(name: speaker),
      modality: modality,
      citation: .passage(Passage(document: digest, layer: digest, range: range, quote: "quote")),
      origin: Origin(name: "test", version: "1"), recordedAt: "2024-01-01T00:00:00Z")
    return Saying(
      id: Digest(sha256: "\(document) \(range) \(modality)"), statement: statement, document: document,
      place: DocumentPlace(file: "\(document).txt"), date: date)
  }

  static func document(
    _ id: Int64, group: Int64? = nil, date: String? = nil, title: String? = nil, opening: String = "",
    duplicates: [String] = []
  ) -> SourceDocument {
    SourceDocument(
      id: id, place: DocumentPlace(file: "\(id).txt"), date: date, title: title, opening: opening,
      group: group, duplicates: duplicates.map { DocumentPlace(file: $0) })
  }

  static func counter(_ documents: SourceDocuments) -> SourceCounter {
    SourceCounter(sources: documents, tables: tables)
  }

  static func part(
    _ type: String, role: String, _ ends: [(role: String, name: String)] = [],
    details: [String: String] = [:], date: String? = nil, _ sayings: [Saying]
  ) -> EntityAccount.Part {
    guard let kind = kinds[type] else { fatalError("no type \(type)") }
    return EntityAccount.Part(
      kind: kind, role: role,
      ends: ends.map {
        EntityAccount.End(
          role: $0.role, entity: EntityID($0.name), spellings: [$0.name], keys: ["name \($0.name)"])
      }, details: details, date: date, sayings: sayings)
  }
}
