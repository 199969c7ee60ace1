import CounterfoilAnalysis
import CounterfoilModel
import CounterfoilStore
import CounterfoilText

/// Statements of a casebase → names, values, links and events of one entity.
struct AccountReader {
  let members: [EntityID]
  let kinds: [String: RelationTables.Kind]
  let joiner: PartJoiner

  static let nameProperties: Set<String> = [
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
          // Several readers may tell of one name at one place.
          let isTold = names[place].sayings.contains {
            $0.document == saying.document && $0.statement.citation == saying.statement.citation
          }
          if !isTold { names[place].sayings.append(saying) }
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

  private static func saying(_ stored: StoredStatement, date: String? = nil, isHedged: Bool = false) -> Saying
  {
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
        if roles.contains(property), property != stored.statement.property || value != stored.statement.value
        {
          ends.append(end(property, value, named, clusters))
        } else if kind.details.contains(where: { $0.property == property })
          || ["location", "currency"].contains(property)
        {
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
        role: role, entity: nil, spellings: [value], keys: ["words " + Folding.shared.key(value)])
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
      spellings: names.isEmpty ? words.isEmpty ? [value] : words : Set(names).sorted(), keys: keys)
  }
}
