internal import CounterfoilModel

/// The parts of an Office Open XML document that hold text or say something about it.
struct OfficeParts {
  private(set) var xml: [String: [UInt8]] = [:]
  /// Parts that are pages of HTML.
  private(set) var pages: [String: [UInt8]] = [:]
  /// Parts that declared entities, which were taken out.
  private(set) var withEntities: Set<String> = []
  private(set) var pictures = 0
  private(set) var hasMacros = false
  /// False where the archive could not be walked to its end.
  private(set) var isWhole = true

  /// What a member of the archive is to its reader.
  enum Role {
    case xml, picture, macros, embedded, other
    /// Kept as it stands: a page of HTML may use entities.
    case page
  }

  /// Loads an Office Open XML document.
  ///
  /// - Parameter folder: `word/`, `xl/` or `ppt/`; what is embedded under it becomes a child.
  /// - Parameter isWanted: Whether a part holds text.
  init(
    _ bytes: UnsafeRawBufferPointer, folder: String, limits: ReadLimits,
    isWanted: (String) -> Bool, child: (ChildDocument) throws(ReadError) -> Void
  ) throws(ReadError) {
    try self.init(
      bytes, limits: limits,
      role: { path in
        // A chunk is a document in another format that Word shows as a part of this one.
        let isChunk = path.hasPrefix("word/afchunk")
        if path.hasPrefix("\(folder)embeddings/") || isChunk { return .embedded }
        if path.hasPrefix("\(folder)media/") { return .picture }
        if path.hasSuffix("vbaProject.bin") || path.hasPrefix("xl/macrosheets/") { return .macros }
        return isWanted(path) || Self.isAboutDocument(path) ? .xml : .other
      }, child: child)
  }

  init(
    _ bytes: UnsafeRawBufferPointer, limits: ReadLimits, role: (String) -> Role,
    child: (ChildDocument) throws(ReadError) -> Void
  ) throws(ReadError) {
    var names = SiblingNames()
    var zip = ZipMembers(packed: bytes.count, limits: limits)
    var xml: [String: [UInt8]] = [:]
    var pages: [String: [UInt8]] = [:]
    var withEntities: Set<String> = []
    var pictures = 0
    var hasMacros = false
    isWhole = try zip.walk(bytes, limit: limits.members) {
      (path: String, take: () throws(ReadError) -> [UInt8]) throws(ReadError) in
      guard !path.hasSuffix("/") else { return }
      switch role(path) {
      case .embedded:
        let name = path.split(separator: "/").last.map(String.init) ?? "embedded"
        try child(ChildDocument(name: names.unique(name), bytes: try take()))
      case .picture: pictures += 1
      case .macros: hasMacros = true
      case .xml:
        guard xml[path] == nil else { return }
        let source = XMLSource(try take())
        if source.hadDocumentType { withEntities.insert(path) }
        xml[path] = source.bytes
      case .page: if pages[path] == nil { pages[path] = try take() }
      case .other: break
      }
    }
    self.xml = xml
    self.pages = pages
    self.withEntities = withEntities
    self.pictures = pictures
    self.hasMacros = hasMacros
  }

  private static func isAboutDocument(_ path: String) -> Bool {
    path == "docProps/core.xml" || path == "docProps/app.xml" || path.hasSuffix(".rels")
  }

  /// Walks one part; `body` answers false to stop.
  ///
  /// - Returns: What went wrong with it.
  func walk(
    _ path: String, _ body: (inout XMLPull, XMLPull.Event) -> Bool
  ) -> [Problem] {
    guard let part = xml[path] else { return [] }
    var problems: [Problem] = []
    part.withUnsafeBytes { bytes in
      guard var pull = XMLPull(bytes) else { return }
      while let event = pull.next() {
        guard body(&pull, event) else { break }
      }
      if withEntities.contains(path) {
        problems.append(Problem("\(path) declares entities, which were not expanded"))
      }
      if pull.isDamaged {
        problems.append(Problem("\(path) is damaged; its text was read up to the damage"))
      }
    }
    return problems
  }

  struct Relationship {
    /// The last step of its type: `slide`, `comments`, `hyperlink`.
    var type: String
    var target: String
    /// The part it leads to; nil for a target outside the document.
    var path: String?

    var isExternal: Bool { path == nil }
  }

  /// What the identifiers in one part refer to.
  func relationships(of path: String) -> [String: Relationship] {
    let steps = path.split(separator: "/")
    let folder = steps.dropLast().joined(separator: "/")
    let rels = (folder.isEmpty ? "" : folder + "/") + "_rels/\(steps.last ?? "").rels"
    return relationships(inPart: rels, folder: folder)
  }

  /// The parts of one type that a part refers to, in order of their names.
  func related(to path: String, type: String) -> [String] {
    relationships(of: path).values.filter { $0.type.hasPrefix(type) }.compactMap(\.path)
      .sorted { ($0.utf8.count, $0) < ($1.utf8.count, $1) }
  }

  private func relationships(inPart rels: String, folder: String) -> [String: Relationship] {
    var found: [String: Relationship] = [:]
    _ = walk(rels) { pull, event in
      guard case .start = event, pull.name == "Relationship",
        let identifier = pull.attribute("Id"), let target = pull.attribute("Target")
      else { return true }
      let type = pull.attribute("Type")?.split(separator: "/").last.map(String.init) ?? ""
      let isExternal = pull.attribute("TargetMode") == "External"
      found[identifier] = Relationship(
        type: type, target: target,
        path: isExternal ? nil : Self.resolved(target, from: folder))
      return true
    }
    return found
  }

  /// `../notesSlides/notesSlide1.xml` from `ppt/slides`.
  static func resolved(_ target: String, from folder: String) -> String {
    var steps = target.hasPrefix("/") ? [] : folder.split(separator: "/")
    for step in target.split(separator: "/") {
      switch step {
      case ".": continue
      case "..": _ = steps.popLast()
      default: steps.append(step)
      }
    }
    return steps.joined(separator: "/")
  }

  /// Said of every document with macros, since who sent it may have meant them to run.
  var macroProblem: Problem? {
    hasMacros ? Problem("it carries macros, which were not run") : nil
  }

  func metadata() -> [MetadataEntry] {
    var entries = properties(Self.officeProperties)
    if pictures > 0 { entries.append(MetadataEntry(name: "pictures", value: String(pictures))) }
    if hasMacros { entries.append(MetadataEntry(name: "macros", value: "present, not run")) }
    // Templates and objects that Office would fetch: a known way in.
    let external = xml.keys.filter { $0.hasSuffix(".rels") }.flatMap { path in
      relationships(inPart: path, folder: "").values
        .filter { $0.isExternal && $0.type != "hyperlink" }.map(\.target)
    }
    for target in Set(external).sorted() {
      entries.append(MetadataEntry(name: "external-target", value: target))
    }
    return entries
  }

  /// Names of elements and of the entries they become, by part.
  private static let officeProperties = [
    (
      "docProps/core.xml",
      [
        "title": "title", "creator": "author", "lastModifiedBy": "modified-by", "created": "date",
        "modified": "modified", "subject": "subject", "description": "description",
        "keywords": "keywords", "language": "declared-language",
      ]
    ),
    ("docProps/app.xml", ["Company": "company", "Manager": "manager", "Application": "creator"]),
  ]

  /// What parts say of the document, one entry for each element named.
  func properties(_ properties: [(String, [String: String])]) -> [MetadataEntry] {
    var entries: [MetadataEntry] = []
    for (path, names) in properties {
      var current: String?
      _ = walk(path) { pull, event in
        switch event {
        case .start(let isEmpty): current = isEmpty ? nil : names[pull.name]
        case .end: current = nil
        case .text:
          let value = Whitespace.collapse(pull.text)
          if let current, !value.isEmpty {
            entries.append(MetadataEntry(name: current, value: String(value.prefix(4096))))
          }
        }
        return true
      }
    }
    return entries
  }
}

/// XML as `XMLPull` is given it: UTF-8, or an encoding that agrees with ASCII, and no entities.
struct XMLSource {
  private(set) var bytes: [UInt8]
  private(set) var hadDocumentType = false

  init(_ raw: [UInt8]) {
    bytes = raw
    // A declaration of entities must not hide in two bytes a character.
    let head = raw.prefix(2)
    if head.elementsEqual([0xFF, 0xFE]) || head.elementsEqual([0x3C, 0]) {
      decode("utf-16le")
    } else if head.elementsEqual([0xFE, 0xFF]) || head.elementsEqual([0, 0x3C]) {
      decode("utf-16be")
    }
    hadDocumentType = XMLPull.removeDocumentType(from: &bytes)
  }

  private mutating func decode(_ encoding: String) {
    let decoded = bytes.withUnsafeBytes { TextDecoding.decode($0, as: encoding)?.text } ?? ""
    bytes = Array(decoded.utf8)
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { bytes.removeFirst(3) }
    // The declaration names an encoding that is no longer true.
    if bytes.starts(with: "<?xml".utf8),
      let end = bytes.withUnsafeBytes({ ByteSearch.firstIndex(of: "?>", in: $0) })
    {
      bytes.removeFirst(end + 2)
    }
  }
}
