public import CounterfoilModel

/// Reads the Word format DOCX (Office Open XML; ISO/IEC 29500): paragraphs as lines, table cells
/// between tabs.
///
/// After the body come footnotes, endnotes, comments, headers and footers. Inserted and deleted
/// words are both kept and marked; hidden ones (`w:vanish`, or letters of one point) stand behind
/// the line they are in. Embedded documents are children; macros are told of and never run.
package enum DOCXReader: DocumentReader {
  package static func prepare() { XMLPull.prepare() }

  package static func recognises(_ bytes: UnsafeRawBufferPointer, hint: ReadHint) -> Bool {
    guard bytes.starts(with: [0x50, 0x4B, 0x03, 0x04]) else { return false }
    // The central directory stands at the end, the first members' names at the beginning.
    let end = UnsafeRawBufferPointer(rebasing: bytes.suffix(256 << 10))
    let start = UnsafeRawBufferPointer(rebasing: bytes.prefix(64 << 10))
    return [end, start].contains { ByteSearch.firstIndex(of: "word/document", in: $0) != nil }
  }

  package static func read(
    _ bytes: UnsafeRawBufferPointer, hint: ReadHint, limits: ReadLimits,
    child: (ChildDocument) throws(ReadError) -> Void
  ) throws(ReadError) -> Reading {
    var parts = DOCXParts()
    var names = SiblingNames()
    var zip = ZipMembers(packed: bytes.count, limits: limits)
    let isWhole = try zip.walk(bytes, limit: limits.members) {
      (path: String, take: () throws(ReadError) -> [UInt8]) throws(ReadError) in
      if path.hasPrefix("word/embeddings/"), !path.hasSuffix("/") {
        let name = path.split(separator: "/").last.map(String.init) ?? "embedded"
        try child(ChildDocument(name: names.unique(name), bytes: try take()))
      } else if path.hasPrefix("word/media/"), !path.hasSuffix("/") {
        parts.pictures += 1
      } else if path.hasSuffix("vbaProject.bin") {
        parts.hasMacros = true
      } else if DOCXParts.isWanted(path), parts.xml[path] == nil {
        var xml = try take()
        if XMLPull.removeDocumentType(from: &xml) { parts.withEntities.insert(path) }
        parts.xml[path] = xml
      }
    }
    var text = DOCXText(limits: limits)
    for path in parts.textPaths { text.read(path, in: parts) }
    text.finish()
    guard parts.documentPath != nil, isWhole || !text.writer.text.isEmpty else {
      throw ReadError(
        .damaged, "the document's text (word/document.xml) is missing or the file is cut short",
        advice: "ask for another copy, or open it in a word processor and save it again")
    }

    var problems = text.problems
    if !isWhole { problems.append(Problem("the file is damaged; parts of it may be missing")) }
    return Reading(
      mediaType: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
      layer: TextLayer(
        text: String(decoding: text.writer.text, as: UTF8.self), marks: text.writer.marks),
      metadata: parts.metadata(), problems: problems)
  }
}

/// The parts of a document that hold text or say something about it.
struct DOCXParts {
  var xml: [String: [UInt8]] = [:]
  /// Parts that declared entities, which were taken out.
  var withEntities: Set<String> = []
  var pictures = 0
  var hasMacros = false

  static func isWanted(_ path: String) -> Bool {
    if path.hasPrefix("word/_rels/") { return path.hasSuffix(".rels") }
    if path == "docProps/core.xml" || path == "docProps/app.xml" { return true }
    guard path.hasPrefix("word/"), path.hasSuffix(".xml") else { return false }
    return ["document", "footnotes", "endnotes", "comments.", "header", "footer"].contains {
      path.dropFirst(5).hasPrefix($0)
    }
  }

  var documentPath: String? {
    xml["word/document.xml"] != nil
      ? "word/document.xml" : xml.keys.filter { $0.hasPrefix("word/document") }.min()
  }

  /// In the order in which the layer has them.
  var textPaths: [String] {
    let rest = ["footnotes", "endnotes", "comments", "header", "footer"].flatMap { kind in
      xml.keys.filter { $0.hasPrefix("word/\(kind)") }
        .sorted { ($0.utf8.count, $0) < ($1.utf8.count, $1) }
    }
    return [documentPath].compactMap { $0 } + rest
  }

  struct Relationship {
    var type: String
    var target: String
    var isExternal: Bool
  }

  /// What the identifiers in one part refer to.
  func relationships(of path: String) -> [String: Relationship] {
    let name = path.split(separator: "/").last ?? ""
    return relationships(in: xml["word/_rels/\(name).rels"] ?? [])
  }

  private func relationships(in xml: [UInt8]) -> [String: Relationship] {
    var found: [String: Relationship] = [:]
    xml.withUnsafeBytes { bytes in
      guard var pull = XMLPull(bytes) else { return }
      while let event = pull.next() {
        guard case .start = event, pull.name == "Relationship",
          let identifier = pull.attribute("Id"), let target = pull.attribute("Target")
        else { continue }
        let type = pull.attribute("Type")?.split(separator: "/").last.map(String.init) ?? ""
        found[identifier] = Relationship(
          type: type, target: target, isExternal: pull.attribute("TargetMode") == "External")
      }
    }
    return found
  }

  func metadata() -> [MetadataEntry] {
    var entries: [MetadataEntry] = []
    let properties = [
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
    for (path, names) in properties {
      (xml[path] ?? []).withUnsafeBytes { bytes in
        guard var pull = XMLPull(bytes) else { return }
        var current: String?
        while let event = pull.next() {
          switch event {
          case .start(let isEmpty): current = isEmpty ? nil : names[pull.name]
          case .end: current = nil
          case .text:
            let value = Whitespace.collapse(pull.text)
            if let current, !value.isEmpty {
              entries.append(MetadataEntry(name: current, value: String(value.prefix(4096))))
            }
          }
        }
      }
    }
    if pictures > 0 { entries.append(MetadataEntry(name: "pictures", value: String(pictures))) }
    if hasMacros { entries.append(MetadataEntry(name: "macros", value: "present, not run")) }
    // Templates and objects that Word would fetch: a known way in.
    let external = xml.keys.filter { $0.hasPrefix("word/_rels/") }.sorted().flatMap { path in
      relationships(in: xml[path] ?? []).values
        .filter { $0.isExternal && $0.type != "hyperlink" }.map(\.target)
    }
    for target in Set(external).sorted() {
      entries.append(MetadataEntry(name: "external-target", value: target))
    }
    return entries
  }
}
