/// One file given to `ingest`, or one part inside it, and what was learned about it as a whole.
public struct Document: Hashable, Sendable {
  public var place: DocumentPlace
  /// SHA-256 of the bytes read.
  public var digest: Digest
  /// By content, never by name alone; such as `application/pdf`.
  public var mediaType: String
  /// Of the text as decoded, such as `gb18030`; nil for formats that fix it themselves.
  public var encoding: String?
  /// The main language as a BCP 47 tag (`en`, `zh-Hans`, `zh-Hant`, …); nil where there is no text.
  public var language: String?
  public var metadata: [MetadataEntry]
  public var grade: Grade
  public var marking: Marking?

  public init(
    place: DocumentPlace, digest: Digest, mediaType: String, encoding: String? = nil,
    language: String? = nil, metadata: [MetadataEntry] = [], grade: Grade = .unknown,
    marking: Marking? = nil
  ) {
    self.place = place
    self.digest = digest
    self.mediaType = mediaType
    self.encoding = encoding
    self.language = language
    self.metadata = metadata
    self.grade = grade
    self.marking = marking
  }
}

/// Where a document stands: a file, and a part inside that file.
public struct DocumentPlace: Hashable, Sendable, Comparable {
  /// Relative to the folder given to `ingest`, with `/`. Bytes that are not UTF-8 are written
  /// `%XX`, and a literal `%` as `%25`, so that every file name has one spelling.
  public var file: String
  /// Attachment, archive member or message, nested with `/`; empty for the file itself.
  public var part: String

  public init(file: String, part: String = "") {
    self.file = file
    self.part = part
  }

  public static func < (left: DocumentPlace, right: DocumentPlace) -> Bool {
    (left.file, left.part) < (right.file, right.part)
  }
}

/// Something a file says about itself: `title`, `author`, `date`, `from`, `message-id` …
public struct MetadataEntry: Hashable, Sendable {
  /// Lowercase, hyphenated.
  public var name: String
  public var value: String
  /// Where the reader wrote it out in the layer, if it did.
  public var range: ScalarRange?

  public init(name: String, value: String, range: ScalarRange? = nil) {
    self.name = name
    self.value = value
    self.range = range
  }

  /// The name of an entry that counts the members an archive kept for want of a password.
  public static let encryptedMembers = "encrypted-members"

  /// The name of an entry that says a document was opened with a password that was supplied.
  public static let openedWithPassword = "opened-with-password"
}
