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
      let found = try AccountDocuments(db, ids, tables)
      let (documents, notices) = (found.sources, found.notices)
      let counter = SourceCounter(sources: documents, tables: tables)
      let retractions = RetractionFinder(
        sources: documents, tables: tables, counter: counter, notices: notices)
      func supported(_ sayings: [Saying]) -> [Modality: Corroboration] {
        Dictionary(grouping: sayings, by: \.statement.modality).mapValues { counter.count($0) }
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
        account.parts[place].sayings = retractions.marked(
          account.parts[place].sayings, of: account.parts[place], names: named.map(\.value))
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
