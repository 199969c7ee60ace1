public import CounterfoilModel
public import CounterfoilText

/// Relations → statements, each with its citation, speaker and modality.
///
/// A link or event becomes an entity of its own (Employment, Payment, Event …) whose properties name who
/// takes part. Whoever is named becomes an entity of this document: that two documents speak of one person
/// is for a judgement to say. Words that name nobody (`two hackers`) become an entity with a description.
public struct RelationStatements: Sendable {
  private static let origin = Origin(name: "relate", version: "1")
  private let kinds: [String: RelationTables.Kind]

  public init(tables: RelationTables) {
    kinds = Dictionary(tables.kinds.map { ($0.id, $0) }, uniquingKeysWith: { $1 })
  }

  /// - Parameters:
  ///   - map: Of `layer.text`.
  ///   - mentions: Of the layer; amounts are taken from them.
  ///   - entities: Of `mentions`.
  ///   - recordedAt: ISO 8601, UTC.
  public func statements(
    document: Document, layer: TextLayer, layerDigest: Digest, map: ScalarMap, relations: [Relation],
    mentions: [Mention], entities: DocumentEntities, recordedAt: String
  ) -> [Statement] {
    var writer = Writer(
      document: document, layer: layer, layerDigest: layerDigest, map: map, entities: entities,
      recordedAt: recordedAt, origin: Self.origin)
    let amounts = Dictionary(
      mentions.filter { $0.kind == .money }.map { ($0.range.lowerBound, $0.value) },
      uniquingKeysWith: { one, _ in one })
    for relation in relations {
      guard let kind = kinds[relation.type] else { continue }
      if relation.type == "alias" {
        writer.alias(relation)
      } else {
        writer.write(relation, kind, amounts: amounts)
      }
    }
    return writer.statements
  }

  /// What all statements of one document share.
  private struct Writer {
    let document: Document
    let layer: TextLayer
    let layerDigest: Digest
    let map: ScalarMap
    let entities: DocumentEntities
    let recordedAt: String
    let origin: Origin
    var statements: [Statement] = []
    private var seen: Set<[String]> = []

    init(
      document: Document, layer: TextLayer, layerDigest: Digest, map: ScalarMap, entities: DocumentEntities,
      recordedAt: String, origin: Origin
    ) {
      self.document = document
      self.layer = layer
      self.layerDigest = layerDigest
      self.map = map
      self.entities = entities
      self.recordedAt = recordedAt
      self.origin = origin
    }

    mutating func write(_ relation: Relation, _ kind: RelationTables.Kind, amounts: [Int: String]) {
      let ends = relation.participants.filter { $0.role != "place" || kind.id == "location" }
      let names = ends.map {
        $0.role + "=" + ($0.mention.map(Self.key) ?? "\($0.range.lowerBound):\($0.quote)")
      }
      let id = EntityID.hashed(
        kind: kind.schema.lowercased(),
        ([document.digest.description, kind.id, "\(relation.words.lowerBound)"] + names).joined(
          separator: "\u{1F}"))
      func add(_ property: String, _ value: String, range: ScalarRange? = nil) {
        self.add(id, kind.schema, property, value, relation, range: range ?? relation.words)
      }
      add("relationType", kind.id)
      for participant in relation.participants {
        guard let slot = kind.roles.first(where: { $0.name == participant.role }) else { continue }
        if kind.id == "location", participant.role == "place" {
          add(slot.property, Self.oneLine(participant.quote))
          continue
        }
        let entity = entity(participant, relation)
        add(slot.property, entity.rawValue)
        if kind.schema == "Event" || kind.schema == "Trip" { add("involved", entity.rawValue) }
      }
      if kind.form == .event, let place = relation["place"], kind.schema == "Event" || kind.schema == "Trip" {
        add("location", Self.oneLine(place.quote), range: relation.words)
      }
      for detail in relation.details {
        guard let slot = kind.details.first(where: { $0.name == detail.name }) else { continue }
        if slot.property == "amount" {
          guard let value = amounts[detail.range.lowerBound] else { continue }
          let parts = value.split(separator: " ").map(String.init)
          if parts.count == 2 { add("currency", parts[0], range: detail.range) }
          add("amount", parts.last ?? value, range: detail.range)
        } else {
          add(slot.property, Self.oneLine(detail.quote), range: detail.range)
        }
      }
      if let date = relation.date {
        let ends = date.split(separator: "/").map(String.init)
        if kind.form == .event, let first = ends.first {
          add("date", first)
          if ends.count == 2 { add("endDate", ends[1]) }
        }
      }
      if relation.isHedged { add("hedge", "the words leave it open") }
      if relation.speakers.count > 1 { add("speakerChain", relation.speakers.joined(separator: " › ")) }
    }

    /// Another name is a property of whoever bears it.
    mutating func alias(_ relation: Relation) {
      guard let owner = relation.participants.first, let name = relation.details.first else { return }
      let entity = entity(owner, relation)
      add(
        entity, Self.schema(owner), "alias", Self.oneLine(name.quote), relation, range: name.range)
    }

    /// Who takes part, as an entity of this document, with the words that name or describe it.
    private mutating func entity(_ participant: Relation.Participant, _ relation: Relation) -> EntityID {
      guard let mention = participant.mention else {
        let id = EntityID.hashed(
          kind: "unnamed", "\(document.digest)\u{1F}\(participant.range.lowerBound)\u{1F}\(participant.quote)"
        )
        let isName = participant.quote.first?.isUppercase == true
        name(id, "LegalEntity", isName ? "name" : "description", participant.quote, participant.range)
        return id
      }
      let id =
        entities.entity(of: mention)
        ?? .hashed(kind: mention.kind.rawValue, "\(document.digest)\u{1F}\(Self.key(mention))")
      name(id, Self.schema(participant), "name", mention.quote, mention.range)
      // `He` at the head of a sentence is no name.
      if mention.range != participant.range, entities.isNamed(at: participant.range.lowerBound),
        participant.quote.first?.isUppercase == true,
        Self.oneLine(participant.quote) != Self.oneLine(mention.quote)
      {
        name(id, Self.schema(participant), "weakAlias", participant.quote, participant.range)
      }
      return id
    }

    /// That somebody is called so is the document's own word, however the sentence around it is meant.
    private mutating func name(
      _ id: EntityID, _ schema: String, _ property: String, _ quote: String, _ range: ScalarRange
    ) {
      add(id, schema, property, Self.oneLine(quote), nil, range: range)
    }

    private mutating func add(
      _ entity: EntityID, _ schema: String, _ property: String, _ value: String, _ relation: Relation?,
      range: ScalarRange
    ) {
      guard !value.isEmpty, let quote = map.slice(range), !quote.isEmpty else { return }
      // One statement for each name of an entity; each link and event keeps its own.
      let key = [entity.rawValue, property, value]
      guard seen.insert(key).inserted else { return }
      let dates = relation?.date?.split(separator: "/").map(String.init) ?? []
      statements.append(
        Statement(
          entity: entity, schema: schema, property: property, value: value,
          original: value == quote ? nil : quote, speaker: Speaker(name: relation?.speakers.last ?? ""),
          modality: relation?.modality ?? .asserted, validFrom: dates.first,
          validTo: dates.count == 2 ? dates[1] : nil,
          citation: .passage(
            Passage(
              document: document.digest, layer: layerDigest, range: range,
              page: layer.page(at: range.lowerBound),
              quote: quote)), grade: document.grade, origin: origin, recordedAt: recordedAt))
    }

    private static func schema(_ participant: Relation.Participant) -> String {
      switch participant.mention?.kind {
      case .person: "Person"
      case .organisation: "Organization"
      // A place that acts is its government.
      default: "LegalEntity"
      }
    }

    /// What tells one named entity of a document from another.
    private static func key(_ mention: Mention) -> String {
      mention.entityHint
        ?? mention.quote.lowercased().split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }

    private static func oneLine(_ text: String) -> String {
      text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }
  }
}
