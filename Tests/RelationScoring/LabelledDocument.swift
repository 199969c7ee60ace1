package import CounterfoilModel
package import Foundation

/// A document with the links and events that a reader found in it; see `Tests/Fixtures/relations`.
package struct LabelledDocument: Sendable {
  package struct Entity: Sendable {
    /// `person`, `organisation`, `place`, `thing` or `group`.
    package var kind: String
    /// Each form by which the document names it, the fullest first.
    package var names: [String]

    package init(kind: String, names: [String]) {
      self.kind = kind
      self.names = names
    }
  }

  package struct Label: Sendable {
    package var type: String
    /// Role → entities; several where a role is filled several times, as in a meeting.
    package var roles: [String: [Entity]]
    package var details: [String: String]
    package var words: String
    /// Where the words stand in the text; nil where the reader's text parts them otherwise.
    package var range: ScalarRange?
    /// From the outermost to the innermost; nil where somebody says it under a name that is not kept.
    package var speakers: [String]?
    package var modality: Modality
    package var isHedged: Bool
    /// As the document gives it; of a link from and to, parted by `/`.
    package var date: String?
    /// If it is true, someone broke a law.
    package var isOffence: Bool

    package init(
      type: String, roles: [String: [Entity]], details: [String: String] = [:], words: String = "",
      range: ScalarRange? = nil, speakers: [String]? = [], modality: Modality = .asserted,
      isHedged: Bool = false, date: String? = nil, isOffence: Bool = false
    ) {
      self.type = type
      self.roles = roles
      self.details = details
      self.words = words
      self.range = range
      self.speakers = speakers
      self.modality = modality
      self.isHedged = isHedged
      self.date = date
      self.isOffence = isOffence
    }
  }

  package var name: String
  /// `en` or `zh`.
  package var language: String
  package var text: String
  package var labels: [Label]

  package init(name: String, language: String, text: String, labels: [Label]) {
    self.name = name
    self.language = language
    self.text = text
    self.labels = labels
  }

  /// A labelled file and its text.
  ///
  /// - Parameter text: Of the document of that name; nil where it is not here.
  /// - Returns: Nil where the text is not here, or is not the one that was labelled.
  package static func read(
    _ file: URL, text: (_ document: String) throws -> String?
  ) throws -> LabelledDocument? {
    let fixture = try JSONDecoder().decode(Fixture.self, from: Data(contentsOf: file))
    guard let text = try text(fixture.document) else { return nil }
    if let digest = fixture.sha256, digest != Digest(sha256: text).description { return nil }
    return fixture.document(text: text)
  }
}

/// The file's own shape.
private struct Fixture: Decodable {
  /// Words as they stand, or their range in a text that is not kept here.
  enum Words: Decodable {
    case quote(String)
    case range(ScalarRange)

    init(from decoder: any Decoder) throws {
      let value = try decoder.singleValueContainer()
      if let quote = try? value.decode(String.self) {
        self = .quote(quote)
        return
      }
      let ends = try value.decode([Int].self)
      guard ends.count == 2, ends[0] <= ends[1] else {
        throw DecodingError.dataCorruptedError(in: value, debugDescription: "a range has two ends")
      }
      self = .range(ends[0]..<ends[1])
    }
  }

  struct Entity: Decodable {
    var id, kind: String
    var names: [Words]
  }

  struct Relation: Decodable {
    var type: String
    var roles: [String: [String]]
    var details: [String: Words]
    var words: Words
    var speakers: [Words]?
    var modality: String
    var hedged: Bool?
    var date, from, to: String?
    var offence: Bool?
  }

  var document, language: String
  var sha256: String?
  var entities: [Entity]
  var relations: [Relation]

  func document(text: String) -> LabelledDocument {
    let scalars = Array(text.unicodeScalars)
    func string(_ words: Words) -> String {
      switch words {
      case .quote(let quote): return quote
      case .range(let range):
        var view = String.UnicodeScalarView()
        view.append(contentsOf: scalars[range.clamped(to: 0..<scalars.count)])
        return String(view)
      }
    }
    func range(_ words: Words) -> ScalarRange? {
      switch words {
      case .quote(let quote): Self.place(of: quote, in: scalars)
      case .range(let range): range
      }
    }
    let known = Dictionary(
      entities.map {
        ($0.id, LabelledDocument.Entity(kind: $0.kind, names: $0.names.map(string)))
      }, uniquingKeysWith: { first, _ in first })
    let labels = relations.map { relation in
      LabelledDocument.Label(
        type: relation.type,
        roles: relation.roles.mapValues { $0.compactMap { known[$0] } },
        details: relation.details.mapValues(string), words: string(relation.words),
        range: range(relation.words), speakers: relation.speakers?.map(string),
        modality: Modality(rawValue: relation.modality) ?? .asserted, isHedged: relation.hedged ?? false,
        date: relation.date ?? Self.interval(relation.from, relation.to),
        isOffence: relation.offence ?? false)
    }
    return LabelledDocument(name: document, language: language, text: text, labels: labels)
  }

  private static func interval(_ from: String?, _ to: String?) -> String? {
    switch (from, to) {
    case (nil, nil): nil
    case (let from?, nil): from
    default: "\(from ?? "")/\(to ?? "")"
    }
  }

  /// Where words stand, however white space parts them in the text.
  private static func place(of quote: String, in scalars: [Unicode.Scalar]) -> ScalarRange? {
    let wanted = quote.unicodeScalars.filter { !$0.properties.isWhitespace }
    guard let first = wanted.first else { return nil }
    let letters = scalars.indices.filter { !scalars[$0].properties.isWhitespace }
    guard letters.count >= wanted.count else { return nil }
    for start in 0...(letters.count - wanted.count) where scalars[letters[start]] == first {
      let candidates = letters[start..<(start + wanted.count)]
      if zip(wanted, candidates).allSatisfy({ $0 == scalars[$1] }), let last = candidates.last {
        return letters[start]..<(last + 1)
      }
    }
    return nil
  }
}
