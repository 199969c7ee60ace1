import CounterfoilAnalysis
import CounterfoilFormats
package import CounterfoilModel
import CounterfoilStore
import CounterfoilText

/// Whom a text on a command line can mean.
package struct SoughtEntities: Sendable {
  package var found: [EntityID]
  /// The spellings that they bear, where none is spelled just as asked.
  package var otherSpellings: [String]
}

extension Workbench {
  /// Who has an identifier or bears a name: spelled just so, else but for case, marks and script.
  package func entities(called text: String) throws -> SoughtEntities {
    try casebase.read { db in
      if !(try AccountRecord.about(db, [EntityID(text)])).isEmpty {
        return SoughtEntities(
          found: [try ClusterRecord.name(db, of: EntityID(text))], otherSpellings: [])
      }
      let found = try AccountRecord.bearers(db, name: text)
      guard found.isEmpty else { return SoughtEntities(found: found, otherSpellings: []) }
      let folding = Folding.shared
      let sought = folding.key(text)
      var spellings: [String] = []
      try AccountRecord.eachName(db) { if folding.key($0) == sought { spellings.append($0) } }
      let others = Set(try spellings.flatMap { try AccountRecord.bearers(db, name: $0) })
      return SoughtEntities(found: others.sorted(), otherSpellings: spellings)
    }
  }

  /// Everything that is said of an entity and of all that judgements hold together with it.
  /// - Returns: Nil where no statement is about it.
  package func account(of entity: EntityID) throws -> EntityAccount? {
    let tables = try KnowledgeLoader.account()
    let kinds = Dictionary(
      try KnowledgeLoader.relations().kinds.map { ($0.id, $0) }, uniquingKeysWith: { one, _ in one })
    let resolution = try KnowledgeLoader.resolution()
    return try casebase.read { db in
      let members = try ClusterRecord.members(db, of: entity)
      let about = try AccountRecord.about(db, members)
      guard !about.isEmpty else { return nil }
      let reader = AccountReader(members: members, kinds: kinds, joiner: PartJoiner(tables: tables))
      let told = try reader.parts(db)
      let (named, valued) = reader.values(about)
      let ids = Set((about + told.statements).compactMap(\.document))
      let (documents, notices) = try AccountReader.documents(db, ids, tables)
      let counter = SourceCounter(sources: documents, tables: tables)
      let retractions = RetractionFinder(
        sources: documents, tables: tables, counter: counter, notices: notices)
      func supported(_ sayings: [Saying]) -> [Modality: Corroboration] {
        // What is taken back supports nothing.
        Dictionary(grouping: sayings.filter(\.retractions.isEmpty), by: \.statement.modality)
          .mapValues { counter.count($0) }
      }
      var account = EntityAccount(
        id: members.min() ?? entity, members: members,
        schemas: Set(about.map(\.statement.schema)).sorted(), names: named, values: valued,
        parts: told.parts, documents: documents)
      for place in account.names.indices {
        account.names[place].support = supported(account.names[place].sayings)
      }
      for place in account.values.indices {
        account.values[place].sayings = retractions.marked(account.values[place].sayings)
        account.values[place].support = supported(account.values[place].sayings)
      }
      for place in account.parts.indices {
        account.parts[place].sayings = retractions.marked(account.parts[place].sayings)
        account.parts[place].support = supported(account.parts[place].sayings)
      }
      func documentCount(_ value: EntityAccount.Value) -> Int {
        value.support.values.reduce(0) { $0 + $1.documents }
      }
      account.names = account.names.enumerated().sorted {
        (-documentCount($0.element), $0.offset) < (-documentCount($1.element), $1.offset)
      }.map(\.element)
      account.contradictions = ContradictionFinder(
        tables: tables, resolution: resolution, counter: counter
      ).contradictions(account.values, account.parts)
      account.outcomes = OutcomeTimelines(tables: tables, counter: counter, sources: documents).timelines(
        account.parts)
      return account
    }
  }
}

/// Statements of a casebase → names, values, links and events of one entity.
private struct AccountReader {
  let members: [EntityID]
  let kinds: [String: RelationTables.Kind]
  let joiner: PartJoiner

  private static let nameProperties: Set<String> = [
    "name", "alias", "previousName", "weakAlias", "abbreviation",
  ]

  func values(_ about: [StoredStatement]) -> (names: [EntityAccount.Value], values: [EntityAccount.Value]) {
    var names: [EntityAccount.Value] = []
    var values: [EntityAccount.Value] = []
    let folding = Folding.shared
    var places: [[String]: Int] = [:]
    for stored in about {
      let (property, value) = (stored.statement.property, stored.statement.value)
      let saying = Self.saying(stored)
      if Self.nameProperties.contains(property) {
        // Each spelling for itself, once, as whatever kind of name it is first called.
        if let place = places[["", value]] {
          names[place].sayings.append(saying)
        } else {
          places[["", value]] = names.count
          names.append(EntityAccount.Value(property: property, value: value, sayings: [saying]))
        }
      } else if let place = places[[property, folding.key(value)]] {
        values[place].sayings.append(saying)
      } else {
        places[[property, folding.key(value)]] = values.count
        values.append(EntityAccount.Value(property: property, value: value, sayings: [saying]))
      }
    }
    return (names, values.sorted { $0.property < $1.property })
  }

  private static func saying(_ stored: StoredStatement, date: String? = nil, isHedged: Bool = false) -> Saying {
    Saying(
      id: stored.id, statement: stored.statement, document: stored.document, place: stored.place,
      date: date ?? stored.statement.validFrom, isHedged: isHedged)
  }

  /// Links and events in which the entity takes part, and all their statements.
  func parts(_ db: Casebase.Connection) throws -> (
    parts: [EntityAccount.Part], statements: [StoredStatement]
  ) {
    let naming = try AccountRecord.naming(db, members).filter { $0.statement.property != "involved" }
    let relations = Dictionary(
      grouping: try AccountRecord.about(db, Set(naming.map(\.statement.entity)).sorted()),
      by: \.statement.entity)
    let values = relations.values.flatMap { $0 }.map { EntityID($0.statement.value) }
    let clusters = try AccountRecord.clusters(db, of: values)
    // All spellings of the other ends, those of the document itself first.
    let named = Dictionary(
      grouping: try AccountRecord.about(db, Set(values).subtracting(members).sorted()), by: \.statement.entity
    )
    var parts: [EntityAccount.Part] = []
    for stored in naming {
      let all = relations[stored.statement.entity] ?? []
      guard
        let kind = all.first(where: { $0.statement.property == "relationType" }).flatMap({
          kinds[$0.statement.value]
        })
      else { continue }
      let roles = Set(kind.roles.map(\.property))
      guard roles.contains(stored.statement.property) else { continue }
      var details: [String: String] = [:]
      var ends: [EntityAccount.End] = []
      for other in all {
        let (property, value) = (other.statement.property, other.statement.value)
        if roles.contains(property), property != stored.statement.property || value != stored.statement.value {
          ends.append(end(property, value, named, clusters))
        } else if kind.details.contains(where: { $0.property == property }) || property == "location" {
          details[property] = value
        }
      }
      let date = all.first { $0.statement.property == "date" }?.statement.value ?? stored.statement.validFrom
      parts.append(
        EntityAccount.Part(
          kind: kind, role: stored.statement.property, ends: ends, details: details, date: date,
          sayings: [
            Self.saying(
              stored, date: date, isHedged: all.contains { $0.statement.property == "hedge" })
          ]))
    }
    return (joiner.joined(parts), relations.values.flatMap { $0 })
  }

  private func end(
    _ role: String, _ value: String, _ named: [EntityID: [StoredStatement]],
    _ clusters: [EntityID: EntityID]
  ) -> EntityAccount.End {
    let id = EntityID(value)
    guard let about = named[id] else {
      return EntityAccount.End(
        role: role, entity: nil, name: value, keys: ["words " + Folding.shared.key(value)])
    }
    let cluster = clusters[id] ?? id
    let names = about.filter { $0.statement.property == "name" || $0.statement.property == "alias" }
      .map(\.statement.value)
    let words = about.filter { $0.statement.property == "description" }.map(\.statement.value)
    var keys: Set<String> = ["cluster \(cluster)"]
    if !about.contains(where: { $0.statement.schema == "Person" }) {
      keys.formUnion(names.map { "name " + Folding.shared.key($0) })
      if names.isEmpty { keys.formUnion(words.map { "words " + Folding.shared.key($0) }) }
    }
    return EntityAccount.End(
      role: role, entity: cluster,
      name: names.max { $0.count < $1.count } ?? words.first ?? value, keys: keys)
  }

  // MARK: - Documents

  /// The documents of an account and the corrections that name one of them.
  static func documents(
    _ db: Casebase.Connection, _ ids: Set<Int64>, _ tables: AccountTables
  ) throws -> (SourceDocuments, [CorrectionNotice]) {
    let known = try dated(try SourceDocuments.fetch(db, documents: ids), db)
    var notices: [CorrectionNotice] = []
    var isAsked: Set<String> = []
    for document in known.documents.values.sorted(by: { $0.id < $1.id }) {
      guard let title = document.title, CorrectionNotice.isNaming(title), isAsked.count < titlesAsked,
        isAsked.insert(title).inserted
      else { continue }
      let phrase = "\"" + title.filter { !"\"“”「」".contains($0) } + "\""
      // A title that is no query names nothing that could be looked for.
      guard let hits = try? Search.run(db, query: phrase, top: hitsRead).hits else { continue }
      for hit in hits where hit.document != document.id {
        guard let text = try DocumentRecord.text(db, document: hit.document),
          let notice = CorrectionNotice.read(
            text, document: hit.document, naming: title, of: document.id, tables: tables)
        else { continue }
        notices.append(notice)
      }
    }
    let corrections = Set(notices.map(\.document)).subtracting(ids)
    guard !corrections.isEmpty else { return (known, notices) }
    return (
      try dated(try SourceDocuments.fetch(db, documents: ids.union(corrections)), db), notices
    )
  }

  private static let titlesAsked = 200
  private static let hitsRead = 20

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
}
