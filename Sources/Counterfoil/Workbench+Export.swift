import CounterfoilAnalysis
import CounterfoilFormats
import CounterfoilModel
import CounterfoilStore

extension Workbench {
  /// Every statement as a JSON line, in an order that depends on content alone.
  /// - Parameter stable: Leaves out when each was recorded.
  public func exportStatements(stable: Bool, _ write: (String) throws -> Void) throws {
    try casebase.read { db in
      try StoredStatement.each(db) { stored in
        try write(
          MachineLines.statement(
            stored.statement, id: stored.id, place: stored.place, stable: stable))
      }
    }
  }

  /// Every document and entity as FollowTheMoney, with a `Mention` for each document that names an
  /// entity.
  /// - Returns: What FollowTheMoney has no place for, by schema or property, and how often.
  public func exportFollowTheMoney(_ write: (String) throws -> Void) throws -> [String: Int] {
    var writer = FollowTheMoneyWriter(schema: try KnowledgeLoader.schema())
    return try casebase.read { db in
      // A document is written once, however many copies of it lie about; copies of one mail differ in
      // their bytes, so several digests may lead to one entity.
      var written: Set<EntityID> = []
      var documents: [Digest: EntityID] = [:]
      try DocumentRecord.each(db) { record in
        guard record.isFinal, record.line.outcome != .duplicate, let digest = record.line.digest
        else { return }
        var document = Document(
          place: record.line.place, digest: digest, mediaType: record.line.mediaType ?? "")
        document.metadata = try DocumentRecord.metadata(db, document: record.id)
        let own = StatementBuilder.entity(of: document)
        documents[digest] = own.id
        guard written.insert(own.id).inserted else { return }
        try write(
          writer.line(
            document: record.line, id: own.id, schema: own.schema,
            statements: StoredStatement.fetch(db, entity: own.id).map(\.statement)))
      }
      try StoredStatement.eachEntity(db) { entity, stored in
        guard !written.contains(entity.id), let line = writer.line(entity) else { return }
        try write(line)
        guard let first = stored.first?.statement, first.schema == "Organization" else { return }
        var mentions: Set<String> = []
        for statement in stored where statement.statement.property == "name" {
          guard case .passage(let passage) = statement.statement.citation,
            let document = documents[passage.document]
          else { continue }
          let mention = writer.mention(
            of: entity.id, schema: first.schema, name: statement.statement.value, document: document)
          if mentions.insert(mention).inserted { try write(mention) }
        }
      }
      return writer.leftOut
    }
  }
}
