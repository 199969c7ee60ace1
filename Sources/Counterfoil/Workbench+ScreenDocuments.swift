package import CounterfoilAnalysis
import CounterfoilFormats
package import CounterfoilModel
package import CounterfoilStore
import Foundation

/// A person or organisation of the casebase that is on a list, or bears a name that is.
package struct ScreenedEntity: Sendable {
  package var profile: EntityProfile
  package var result: ScreenResult
  /// Where the casebase names it so: the first place.
  package var place: DocumentPlace?
}

extension Workbench {
  /// Screens every person and organisation of the documents against lists, on all cores.
  ///
  /// What judgements hold together is asked about once, with all that is known of it.
  /// - Returns: The hits, then the same names, each by name; what is on no list is left out.
  package func screenDocuments(
    against lists: [ScreenedList], in caseFile: CaseFile, tables: ResolutionTables, top: Int = 10,
    outlook: (ScreeningOutlook) -> Void
  ) throws -> [ScreenedEntity] {
    let profiles = try casebase.read { db in
      try ClusterRecord.joined(ProfileRecord.fetch(db, tables: tables).map(\.profile), db)
    }
    let rows = profiles.enumerated().map { ScreenedRow(row: $0.offset + 1, profile: $0.element) }
    var found: [ScreenedEntity] = []
    try screen(rows, against: lists, in: caseFile, tables: tables, top: top, outlook: outlook) {
      row, result in
      guard result.verdict != .none else { return }
      found.append(ScreenedEntity(profile: row.profile, result: result, place: nil))
    }
    func rank(_ entity: ScreenedEntity) -> Int { entity.result.verdict == .hit ? 0 : 1 }
    found.sort {
      (rank($0), -($0.result.matches.first?.comparison.weight ?? 0), $0.profile.id)
        < (rank($1), -($1.result.matches.first?.comparison.weight ?? 0), $1.profile.id)
    }
    return try casebase.read { db in
      try found.map { entity in
        var entity = entity
        entity.place = try StoredStatement.fetch(db, entity: entity.profile.id).first?.place
        return entity
      }
    }
  }

  /// Saves a question, to be asked again for what is new.
  /// - Throws: `AlertError`; `CaseError` or `ListsError` for a case or list that is not there.
  package func addAlert(named name: String, _ question: Alert.Question, in caseFile: String?) throws -> Alert
  {
    let name = name.trimmingCharacters(in: .whitespacesAndNewlines)
    guard !name.isEmpty, name.utf8.count <= 100 else { throw AlertError.badName(name) }
    // A question that cannot be asked is not kept.
    if case .search(let query) = question { _ = try search(query, top: 1) }
    if case .screening(let names) = question {
      guard let caseFile else { throw AlertError.noCase }
      _ = try self.caseFile(caseFile)
      let known = try lists().map(\.name)
      for name in names where !known.contains(name) { throw ListsError.unknown(name, known) }
    }
    let alert = Alert(
      name: name, question: question, caseFile: caseFile, madeBy: Account.current, madeAt: Timestamp.now())
    let isNew = try casebase.write { db in
      guard try AlertRecord.insert(alert, db) else { return false }
      try Log.append(
        db, at: alert.madeAt, actor: alert.madeBy, action: "alert add",
        detail: ["alert": name, "question": Self.spoken(question), "case": caseFile ?? ""])
      return true
    }
    guard isNew else { throw AlertError.exists(name) }
    return alert
  }

  package func removeAlert(named name: String) throws {
    let isGone = try casebase.write { db in
      guard try AlertRecord.remove(name, db) else { return false }
      try Log.append(
        db, at: Timestamp.now(), actor: Account.current, action: "alert remove", detail: ["alert": name])
      return true
    }
    guard isGone else { throw AlertError.unknown(name) }
  }

  /// By name.
  package func alerts() throws -> [Alert] { try casebase.read { try AlertRecord.all($0) } }

  /// What an alert tells.
  package enum AlertNews: Sendable {
    case document(SearchHit)
    case entity(ScreenedEntity)
  }

  /// Asks an alert's question, and tells what it has not told before.
  /// - Throws: What the search or the screening throws: a list that is gone, a case whose review is overdue.
  package func news(of alert: Alert) throws -> [AlertNews] {
    var items: [(key: String, news: AlertNews)] = []
    switch alert.question {
    case .search(let query):
      items = try search(query, top: Self.mostNews).hits.map { hit in
        ("\(hit.place.file)\u{1F}\(hit.place.part)", .document(hit))
      }
    case .screening(let names):
      let tables = try KnowledgeLoader.resolution()
      let lists = try names.map { try screenedList($0, tables: tables) }
      items = try screenDocuments(
        against: lists, in: caseFile(alert.caseFile ?? ""), tables: tables, outlook: { _ in }
      ).map { entity in
        // The same match is told once, whichever document brought it.
        let matches = entity.result.matches.filter { $0.verdict != .none }
        let key = matches.map { "\($0.list)\u{1F}\($0.entry)\u{1F}\($0.verdict.rawValue)" }.joined(
          separator: "\u{1E}")
        return (entity.profile.id.rawValue + "\u{1D}" + key, .entity(entity))
      }
    }
    let new = Set(
      try casebase.write { db in
        try AlertRecord.tell(items.map(\.key), of: alert.name, at: Timestamp.now(), db)
      })
    return items.filter { new.contains($0.key) }.map(\.news)
  }

  private static let mostNews = 10_000

  package static func spoken(_ question: Alert.Question) -> String {
    switch question {
    case .search(let query): "search \(query)"
    case .screening(let lists): "all documents against \(lists.joined(separator: ", "))"
    }
  }
}

/// Why an alert could not be kept.
package enum AlertError: Error, Hashable, CustomStringConvertible {
  case badName(String)
  case exists(String)
  case unknown(String)
  case noCase

  package var description: String {
    switch self {
    case .badName(let name): "'\(name)' cannot name an alert: take a few words"
    case .exists(let name): "there is an alert \(name) already; remove it first, or take another name"
    case .unknown(let name): "there is no alert \(name); `counterfoil alerts list` shows those there are"
    case .noCase: "a screening belongs to a case: name it with --case"
    }
  }
}
