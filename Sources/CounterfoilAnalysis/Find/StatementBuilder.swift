public import CounterfoilModel
public import CounterfoilText

/// Mentions and a document's own words about itself → statements.
///
/// States only what needs no reading between the lines: a person or organisation is named so here, has this
/// title, an observable stands here, a mail says who sent it. Links and speakers come with the
/// relate stage. One statement for each entity, property and value of a document, at its first
/// mention; every further mention stays in the table of mentions.
public struct StatementBuilder: Sendable {
  private static let findOrigin = Origin(name: "find", version: "2")
  private static let readOrigin = Origin(name: "read", version: "1")

  private let lifeDates: LifeDates

  /// A builder keeps nothing between documents; one may serve them all.
  public init(lifeDates: [LifeDateWords] = []) { self.lifeDates = LifeDates(lifeDates) }

  /// - Parameters:
  ///   - map: Of `layer.text`.
  ///   - entities: Of `mentions`.
  ///   - recordedAt: ISO 8601, UTC.
  public func statements(
    document: Document, layer: TextLayer, layerDigest: Digest, map: ScalarMap,
    mentions: [Mention], entities: DocumentEntities, recordedAt: String
  ) -> [Statement] {
    var result: [Statement] = []
    var seen: Set<[String]> = []
    func add(
      _ entity: EntityID, _ schema: String, _ property: String, value: String, quote: String,
      range: ScalarRange, origin: Origin, language: String?
    ) {
      guard !value.isEmpty, !quote.isEmpty,
        seen.insert([entity.rawValue, property, value]).inserted
      else { return }
      result.append(
        Statement(
          entity: entity, schema: schema, property: property, value: value,
          original: value == quote ? nil : quote, language: language,
          citation: .passage(
            Passage(
              document: document.digest, layer: layerDigest, range: range,
              page: layer.page(at: range.lowerBound), quote: quote)),
          grade: document.grade, origin: origin, recordedAt: recordedAt))
    }
    let own = Self.entity(of: document)
    for entry in document.metadata {
      guard let property = own.properties[entry.name], let range = entry.range,
        let quote = map.slice(range)
      else { continue }
      add(
        own.id, own.schema, property, value: entry.value, quote: quote, range: range,
        origin: Self.readOrigin, language: nil)
    }
    for entity in entities.entities {
      for form in entity.forms {
        add(
          entity.id, entity.schema, form.isShort ? "weakAlias" : "name",
          value: Self.oneLine(form.mention.quote),
          quote: form.mention.quote, range: form.mention.range, origin: Self.findOrigin,
          language: Self.language(of: form.mention.quote, in: document))
      }
      for title in entity.titles {
        let isAddress = title.kind == .honorific || title.kind == .academic
        add(
          entity.id, entity.schema, isAddress ? "title" : "position", value: Self.oneLine(title.quote),
          quote: title.quote, range: title.range, origin: Self.findOrigin,
          language: Self.language(of: title.quote, in: document))
      }
      for mail in entity.mails {
        add(
          entity.id, entity.schema, "email", value: mail.value, quote: mail.quote, range: mail.range,
          origin: Self.findOrigin, language: nil)
      }
    }
    for found in lifeDates.dates(mentions, map) {
      guard let entity = entities.entity(of: found.person) else { continue }
      add(
        entity, "Person", found.property, value: found.date.value, quote: found.date.quote,
        range: found.date.range, origin: Self.findOrigin, language: nil)
    }
    for mention in mentions {
      switch mention.kind {
      case .ipv4, .ipv6, .domain, .url, .email, .md5, .sha1, .sha256, .sha512, .cve, .asn,
        .bitcoin, .ethereum, .phone:
        add(
          .hashed(kind: "observable", "\(mention.kind.rawValue):\(mention.value)"), "Observable",
          mention.kind.rawValue, value: mention.value, quote: mention.quote, range: mention.range,
          origin: Self.findOrigin, language: nil)
      case .person, .organisation, .term, .place, .date, .money, .number:
        // A glossary term explains; places, dates and sums become statements as parts of events.
        continue
      }
    }
    return result
  }

  /// The entity a document is, and which of its metadata are properties of that entity.
  public static func entity(of document: Document) -> (
    id: EntityID, schema: String, properties: [String: String]
  ) {
    if document.mediaType == "message/rfc822" {
      let id = document.metadata.first { $0.name == "message-id" }?.value
      return (
        id.map { .hashed(kind: "mail", $0) } ?? .hashed(kind: "document", document.digest.description),
        "Email",
        [
          "subject": "subject", "from": "from", "to": "to", "cc": "cc", "date": "date",
          "message-id": "messageId", "in-reply-to": "inReplyTo",
        ]
      )
    }
    let schema =
      switch document.mediaType {
      case "text/html", "application/xhtml+xml": "HyperText"
      case "application/pdf": "Pages"
      case "text/csv", "text/tab-separated-values": "Table"
      case let type where type.hasPrefix("text/"): "PlainText"
      default: "Document"
      }
    return (
      .hashed(kind: "document", document.digest.description), schema,
      ["title": "title", "date": "date", "author": "author"]
    )
  }

  /// FollowTheMoney takes letters, digits, hyphens and dots in an identifier.
  static func organisation(_ entry: String) -> EntityID {
    EntityID("org-" + entry.split(separator: "_").joined(separator: "-"))
  }

  private static func oneLine(_ quote: String) -> String {
    guard quote.utf8.contains(where: { $0 == 0x0A || $0 == 0x0D || $0 == 0x09 }) else { return quote }
    return quote.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  /// Nil for a script that neither English nor Chinese is written in.
  private static func language(of quote: String, in document: Document) -> String? {
    let scalars = quote.unicodeScalars
    guard scalars.contains(where: { (0x4E00...0x9FFF).contains($0.value) }) else {
      // Latin letters end before U+0250; Greek, Cyrillic and the others are neither language.
      return scalars.contains { $0.value >= 0x250 && $0.properties.isAlphabetic } ? nil : "en"
    }
    if let language = document.language, language.hasPrefix("zh") { return language }
    return "zh"
  }
}
