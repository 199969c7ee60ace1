/// What became of one file or part: the honest answer to "was it read?". Exactly one a file.
public struct LedgerLine: Hashable, Sendable {
  public enum Outcome: String, Hashable, Sendable, CaseIterable {
    case read
    case readWithWarnings = "read-with-warnings"
    case rejected
    case duplicate
  }

  public var place: DocumentPlace
  public var outcome: Outcome
  /// In a person's words; nil only for a plain `read`.
  public var reason: String?
  public var mediaType: String?
  public var encoding: String?
  public var language: String?
  public var bytes: Int
  /// Unicode scalars of the text layer.
  public var characters: Int
  public var pages: Int?
  /// Pages that only OCR can read, whether it has or not yet.
  public var ocrPages: Int?
  public var digest: Digest?
  /// The document this one is a copy of.
  public var copyOf: DocumentPlace?
  /// Wall time of the reader.
  public var seconds: Double

  public init(
    place: DocumentPlace, outcome: Outcome, reason: String? = nil, mediaType: String? = nil,
    encoding: String? = nil, language: String? = nil, bytes: Int = 0, characters: Int = 0,
    pages: Int? = nil, ocrPages: Int? = nil, digest: Digest? = nil, copyOf: DocumentPlace? = nil,
    seconds: Double = 0
  ) {
    self.place = place
    self.outcome = outcome
    self.reason = reason
    self.mediaType = mediaType
    self.encoding = encoding
    self.language = language
    self.bytes = bytes
    self.characters = characters
    self.pages = pages
    self.ocrPages = ocrPages
    self.digest = digest
    self.copyOf = copyOf
    self.seconds = seconds
  }
}
