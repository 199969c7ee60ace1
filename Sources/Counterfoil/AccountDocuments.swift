import CounterfoilAnalysis
import CounterfoilModel
import CounterfoilStore
import CounterfoilText

/// The documents of an account, what ties them, and the corrections that name one of them.
struct AccountDocuments {
  var sources: SourceDocuments
  var notices: [CorrectionNotice] = []

  private static let titlesAsked = 200
  private static let hitsRead = 20

  init(_ db: Casebase.Connection, _ ids: Set<Int64>, _ tables: AccountTables) throws {
    sources = try Self.dated(try SourceDocuments.fetch(db, documents: ids), db)
    let documents = sources.documents.values.sorted { $0.id < $1.id }
    try findCorrections(of: documents, db, tables)
    try findCorrected(by: documents, db, tables)
    let named = Set(notices.flatMap { [$0.document, $0.target] })
    guard !named.isEmpty else { return }
    sources = try Self.dated(try SourceDocuments.fetch(db, documents: ids.union(named)), db)
    for target in Set(notices.map(\.target)) { sources.tellings[target] = try Self.tellings(db, target) }
  }

  /// Corrections that name one of the documents by its title.
  private mutating func findCorrections(
    of documents: [SourceDocument], _ db: Casebase.Connection, _ tables: AccountTables
  ) throws {
    var isAsked: Set<String> = []
    for document in documents {
      guard let title = document.title, CorrectionNotice.isNaming(title), isAsked.count < Self.titlesAsked
      else { continue }
      isAsked.insert(title)
      let phrase = "\"" + title.filter { !"\"“”「」".contains($0) } + "\""
      // A title that is no query names nothing that could be looked for.
      guard let hits = try? Search.run(db, query: phrase, top: Self.hitsRead).hits else { continue }
      for hit in hits { try add(correction: hit.document, title, document.id, db, tables) }
    }
  }

  /// What those of the documents that are corrections name by its title.
  private mutating func findCorrected(
    by documents: [SourceDocument], _ db: Casebase.Connection, _ tables: AccountTables
  ) throws {
    for document in documents where CorrectionNotice.isCorrection(document.opening, tables) {
      guard let text = try DocumentRecord.text(db, document: document.id) else { continue }
      for target in try AccountRecord.titled(db, in: text) {
        try add(correction: document.id, target.title, target.document, db, tables)
      }
    }
  }

  private mutating func add(
    correction: Int64, _ title: String, _ target: Int64, _ db: Casebase.Connection, _ tables: AccountTables
  ) throws {
    guard correction != target,
      !notices.contains(where: { $0.document == correction && $0.target == target }),
      let text = try DocumentRecord.text(db, document: correction),
      let notice = CorrectionNotice.read(
        text, document: correction, naming: title, of: target, tables: tables)
    else { return }
    notices.append(notice)
  }

  /// With the day that a document without a date of its own gives itself in its first lines.
  private static func dated(_ sources: SourceDocuments, _ db: Casebase.Connection) throws -> SourceDocuments {
    var sources = sources
    for document in sources.documents.values where document.date == nil {
      let date = DocumentDate.day(
        metadata: try DocumentRecord.metadata(db, document: document.id), text: document.opening)
      sources.documents[document.id]?.date = date
    }
    return sources
  }

  /// The links and events of a document, by type and the names of all who take part.
  private static func tellings(_ db: Casebase.Connection, _ document: Int64) throws
    -> [SourceDocuments.Telling]
  {
    let statements = try StoredStatement.fetch(db, document: document).map(\.statement)
    var names: [String: Set<String>] = [:]
    for statement in statements where AccountReader.nameProperties.contains(statement.property) {
      names[statement.entity.rawValue, default: []].insert(Folding.shared.key(statement.value))
    }
    let told = Dictionary(grouping: statements, by: \.entity)
    return told.keys.sorted().compactMap { entity in
      guard let all = told[entity], let type = all.first(where: { $0.property == "relationType" })?.value
      else { return nil }
      return SourceDocuments.Telling(
        type: type, names: all.reduce(into: []) { $0.formUnion(names[$1.value] ?? []) })
    }
  }
}
