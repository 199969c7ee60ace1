/// A document as a source: what it copies, whose words it carries, what it says of itself.
package struct SourceDocument: Hashable, Sendable {
  package var id: Int64
  package var place: DocumentPlace
  /// The day it gives itself, ISO 8601.
  package var date: String?
  package var title: String?
  /// The beginning of its text: enough for a heading and a dateline.
  package var opening: String
  /// Equal for documents that are copies of each other, and for the parts of one mail.
  package var group: Int64
  /// Where the very same bytes stand, too.
  package var duplicates: [DocumentPlace]

  package init(
    id: Int64, place: DocumentPlace, date: String? = nil, title: String? = nil, opening: String = "",
    group: Int64? = nil, duplicates: [DocumentPlace] = []
  ) {
    self.id = id
    self.place = place
    self.date = date
    self.title = title
    self.opening = opening
    self.group = group ?? id
    self.duplicates = duplicates
  }
}

/// The documents behind an account, and what ties them to each other.
package struct SourceDocuments: Sendable {
  /// A passage that stands word for word in two documents of which none is a copy.
  package struct SharedPassage: Hashable, Sendable {
    package var document: Int64
    package var other: Int64
    package var quotation: Quotation

    package init(document: Int64, other: Int64, quotation: Quotation) {
      self.document = document
      self.other = other
      self.quotation = quotation
    }
  }

  /// A group whose text stands in that of another group, which is longer.
  package struct Part: Hashable, Sendable {
    package var part: Int64
    package var whole: Int64

    package init(part: Int64, whole: Int64) {
      self.part = part
      self.whole = whole
    }
  }

  /// A link or event as a document that is taken back tells it.
  package struct Telling: Hashable, Sendable {
    package var type: String
    /// Of all who take part, folded.
    package var names: Set<String>

    package init(type: String, names: Set<String>) {
      self.type = type
      self.names = names
    }
  }

  package var documents: [Int64: SourceDocument]
  /// By document that a correction names: a correction tells again what it takes back, of people whom nobody has
  /// judged the same.
  package var tellings: [Int64: [Telling]] = [:]
  package var parts: Set<Part>
  package var shared: [SharedPassage]

  package init(_ documents: [SourceDocument], parts: Set<Part> = [], shared: [SharedPassage] = []) {
    self.documents = Dictionary(documents.map { ($0.id, $0) }, uniquingKeysWith: { one, _ in one })
    self.parts = parts
    self.shared = shared
  }

  package subscript(_ id: Int64?) -> SourceDocument? { id.flatMap { documents[$0] } }
}
