public import CounterfoilModel

/// What a reader made of one file or part.
public struct Reading: Sendable {
  /// By content; such as `text/html`.
  public var mediaType: String
  /// As detected, lowercase: `utf-8`, `gb18030`, `big5`, `windows-1252`; nil where the format fixes it.
  public var encoding: String?
  /// Nil for a container that has no text of its own.
  public var layer: TextLayer?
  public var metadata: [MetadataEntry]
  /// What went wrong on the way. Any problem makes the ledger say "read with warnings".
  public var problems: [Problem]
  /// What a reader of the ledger should know though nothing went wrong.
  public var notes: [String] = []

  public init(
    mediaType: String, encoding: String? = nil, layer: TextLayer? = nil,
    metadata: [MetadataEntry] = [], problems: [Problem] = []
  ) {
    self.mediaType = mediaType
    self.encoding = encoding
    self.layer = layer
    self.metadata = metadata
    self.problems = problems
  }
}

/// A document inside another: an attachment, an archive member, a message of a mailbox.
public struct ChildDocument: Sendable {
  /// One step of `DocumentPlace.part`: a member's path, an attachment's name, `message-0001`.
  /// Unique among its siblings: the reader adds ` (2)` to the second of one name.
  public var name: String
  public var bytes: [UInt8]
  /// What the container says it is; a hint only.
  public var declaredType: String?

  public init(name: String, bytes: [UInt8], declaredType: String? = nil) {
    self.name = name
    self.bytes = bytes
    self.declaredType = declaredType
  }
}

/// Reads one format. Runs inside the confined worker, on one thread, with no file system.
///
/// The second conformer came first: there are ten.
package protocol DocumentReader {
  /// Whether this reader takes the bytes, by their content. `hint` is consulted only where content
  /// cannot tell (CSV and Markdown are both plain text).
  static func recognises(_ bytes: UnsafeRawBufferPointer, hint: ReadHint) -> Bool

  /// Loads whatever the reader would otherwise open from disk while it works: libraries, tables,
  /// converters. Called once, before the worker locks itself; by default nothing.
  static func prepare()

  /// Reads the whole input. Damaged input is data: what could be read is kept and the rest is a
  /// `Problem`; throws only where nothing could be read.
  ///
  /// - Parameter child: Called for each document inside, in the file's order; blocks while the
  ///   receiver is busy, so a container of any size needs the memory of its largest member.
  static func read(
    _ bytes: UnsafeRawBufferPointer, hint: ReadHint, limits: ReadLimits,
    child: (ChildDocument) throws(ReadError) -> Void
  ) throws(ReadError) -> Reading
}

extension DocumentReader {
  package static func prepare() {}
}

/// What is known of a file besides its bytes.
public struct ReadHint: Hashable, Sendable {
  /// The last component of its path.
  public var name: String
  /// What its container says it is.
  public var declaredType: String?
  /// For what is encrypted.
  public var passwords = Passwords.none

  public init(name: String, declaredType: String? = nil) {
    self.name = name
    self.declaredType = declaredType
  }
}

/// What one reading may cost. A reading that reaches a limit keeps what it has, where it can.
public struct ReadLimits: Hashable, Sendable {
  /// What the reading process may allocate, bytes; the mapped document is not counted.
  public var memory = 2 << 30
  /// Seconds of processor time for one file.
  public var processorSeconds = 60.0
  /// Seconds in which the reader must answer, its receiver's own time not counted.
  public var wallSeconds = 120.0
  /// UTF-8 bytes of one text layer. Plain text above `segmentBytes` is split and never meets this.
  public var layerBytes = 64 << 20
  /// Plain text, CSV, JSON Lines and logs above this are read as numbered segments.
  public var segmentBytes = 8 << 20
  /// Containers inside containers.
  public var depth = 12
  /// Bytes that one file may expand to, over all its members.
  public var expandedBytes = 20 << 30
  /// Expanded bytes over packed bytes of one archive; meant for bombs, far above real text.
  public var expansionRatio = 400.0
  /// Members of one container.
  public var members = 200_000
  /// Bytes of one member, which is held in memory whole.
  public var memberBytes = 512 << 20
  /// Width times height of one picture.
  public var picturePixels = 100_000_000
  /// Pages of one file that are read by OCR; those behind are said to need it.
  public var ocrPages = 1_000

  public init() {}
}
