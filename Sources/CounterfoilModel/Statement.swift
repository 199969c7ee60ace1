/// One claim that one source makes about one entity, and where it makes it.
///
/// Statements are never edited. A correction is a new statement, so every figure in a report
/// still leads back to the page it came from.
public struct Statement: Hashable, Sendable {
  /// The entity spoken of.
  public var entity: EntityID
  /// A schema of `Knowledge/schema`, such as `Organization`.
  public var schema: String
  /// A property of that schema, such as `name`.
  public var property: String
  /// The cleaned value, in the form the property's type prescribes.
  public var value: String
  /// The value as read, kept only where cleaning changed it.
  public var original: String?
  /// BCP 47 tag of the value's language; nil where it has none (a number, an address).
  public var language: String?
  public var speaker: Speaker
  public var modality: Modality
  /// When the claim holds, as ISO 8601 dates or prefixes of one (`2024-03`); nil is unknown.
  public var validFrom: String?
  public var validTo: String?
  public var citation: Citation
  public var grade: Grade
  public var origin: Origin
  /// ISO 8601, UTC, to the second.
  public var recordedAt: String

  public init(
    entity: EntityID, schema: String, property: String, value: String, original: String? = nil,
    language: String? = nil, speaker: Speaker = .document, modality: Modality = .asserted,
    validFrom: String? = nil, validTo: String? = nil, citation: Citation, grade: Grade = .unknown,
    origin: Origin, recordedAt: String
  ) {
    self.entity = entity
    self.schema = schema
    self.property = property
    self.value = value
    self.original = original
    self.language = language
    self.speaker = speaker
    self.modality = modality
    self.validFrom = validFrom
    self.validTo = validTo
    self.citation = citation
    self.grade = grade
    self.origin = origin
    self.recordedAt = recordedAt
  }

  /// A digest of everything the statement says and where; when it was recorded is left out, so
  /// that reading the same document again gives the same identifier.
  ///
  /// - Parameters:
  ///   - file: The path as ingested; two copies of one document make two statements.
  ///   - part: The attachment, archive member or message; empty for the file itself.
  public func identifier(file: String, part: String) -> Digest {
    // One buffer and one call: an ingest makes hundreds of thousands of these.
    var bytes: [UInt8] = []
    bytes.reserveCapacity(512)
    func field(_ text: String?) {
      if let text { bytes.append(contentsOf: text.utf8) } else { bytes.append(0) }
      bytes.append(0x1F)
    }
    for text in [
      entity.rawValue, schema, property, value, language, speaker.name, modality.rawValue,
      validFrom, validTo, origin.description, file, part,
    ] {
      field(text)
    }
    switch citation {
    case .passage(let passage):
      field("passage")
      field(passage.layer.description)
      field("\(passage.range.lowerBound)-\(passage.range.upperBound)")
      field(passage.quote)
    case .judgement(let id):
      field("judgement")
      field(id)
    case .row(let dataset, let row):
      field("row")
      field(dataset)
      field(row)
    }
    return bytes.withUnsafeBytes { Digest(sha256: $0) }
  }
}

/// What wrote a statement down: an extractor, a person, or an import, with its version.
public struct Origin: Hashable, Sendable, CustomStringConvertible {
  /// Such as `find/organisations`, `read/mail`, `person/a.lee` or `import/ofac-sdn`.
  public var name: String
  public var version: String

  public init(name: String, version: String) {
    self.name = name
    self.version = version
  }

  public var description: String { "\(name)@\(version)" }
}
