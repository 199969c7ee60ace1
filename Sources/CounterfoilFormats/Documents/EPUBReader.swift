public import CounterfoilModel

/// Reads EPUB books (2 and 3): each chapter of the reading order a page, read as HTML.
package enum EPUBReader: DocumentReader {
  package static func prepare() {
    XMLPull.prepare()
    HTMLReader.prepare()
  }

  package static func recognises(_ bytes: UnsafeRawBufferPointer, hint: ReadHint) -> Bool {
    OfficePackage.kind(of: bytes) == .epub
  }

  package static func read(
    _ bytes: UnsafeRawBufferPointer, hint: ReadHint, limits: ReadLimits,
    child: (ChildDocument) throws(ReadError) -> Void
  ) throws(ReadError) -> Reading {
    let parts = try OfficeParts(bytes, limits: limits, role: role, child: child)
    let book = EPUBBook(parts)
    guard !book.chapters.isEmpty else {
      throw ReadError(
        .damaged, "the book's chapters are missing or the file is cut short",
        advice: "ask for another copy, or convert it to PDF")
    }
    var paged = PagedLayer(byteLimit: limits.layerBytes)
    var problems = book.problems
    var locked = 0
    for path in book.chapters where !paged.isFull {
      guard !book.locked.contains(path), let page = parts.pages[path] else {
        locked += 1
        continue
      }
      var pageLimits = limits
      pageLimits.layerBytes = paged.bytesLeft
      let hint = ReadHint(name: path, declaredType: "application/xhtml+xml")
      guard
        let chapter = page.withUnsafeBytes({ bytes in
          try? HTMLReader.read(bytes, hint: hint, limits: pageLimits) {
            (_: ChildDocument) throws(ReadError) in
          }
        }), let layer = chapter.layer
      else { continue }
      var text = PageText()
      text.text = Array(layer.text.utf8)
      text.marks = layer.marks
      paged.append(text)
      problems += chapter.problems
    }
    guard locked < book.chapters.count else {
      throw ReadError(
        .encrypted, "the book is locked by its seller",
        advice: "add a copy without protection, or write down what matters in a text file")
    }
    if locked > 0 { problems.append(Problem("\(locked) chapters are missing or locked")) }
    if paged.isFull {
      problems.append(Problem("the text above \(limits.layerBytes >> 20) MiB was left out"))
    }
    if !parts.isWhole { problems.append(Problem("the file is damaged; parts of it may be missing")) }
    var metadata = book.metadata
    metadata.append(MetadataEntry(name: "chapters", value: String(paged.pageCount)))
    if parts.pictures > 0 {
      metadata.append(MetadataEntry(name: "pictures", value: String(parts.pictures)))
    }
    return Reading(
      mediaType: OfficePackage.epub.mediaType, layer: paged.layer, metadata: metadata,
      problems: problems)
  }

  private static func role(of path: String) -> OfficeParts.Role {
    let path = path.lowercased()
    func ends(_ endings: [String]) -> Bool { endings.contains { path.hasSuffix($0) } }
    if path.hasPrefix("meta-inf/") || ends([".opf"]) { return ends([".xml", ".opf"]) ? .xml : .other }
    if ends([".xhtml", ".html", ".htm", ".xml"]) { return .page }
    if ends([".jpg", ".jpeg", ".png", ".gif", ".svg", ".webp"]) { return .picture }
    return .other
  }
}

/// What a book says of itself: its chapters in order, its title and author.
struct EPUBBook {
  private(set) var chapters: [String] = []
  /// Members that are encrypted.
  private(set) var locked: Set<String> = []
  private(set) var metadata: [MetadataEntry] = []
  private(set) var problems: [Problem] = []

  private static let names = [
    "title": "title", "creator": "author", "date": "date", "language": "declared-language",
    "publisher": "publisher", "identifier": "identifier", "description": "description",
    "subject": "subject",
  ]

  init(_ parts: OfficeParts) {
    var package: String?
    problems += parts.walk("META-INF/container.xml") { pull, event in
      if case .start = event, pull.name == "rootfile", package == nil {
        package = pull.attribute("full-path")
      }
      return true
    }
    _ = parts.walk("META-INF/encryption.xml") { pull, event in
      if case .start = event, pull.name == "CipherReference", let path = pull.attribute("URI") {
        locked.insert(Self.decoded(path))
      }
      return true
    }
    let path = package ?? parts.xml.keys.filter { $0.hasSuffix(".opf") }.min() ?? ""
    readPackage(path, parts)
    if chapters.isEmpty {
      chapters = parts.pages.keys.filter { !$0.hasSuffix(".xml") }.sorted()
      if !chapters.isEmpty { problems.append(Problem("the order of the chapters is lost")) }
    }
  }

  private mutating func readPackage(_ path: String, _ parts: OfficeParts) {
    let folder = path.split(separator: "/").dropLast().joined(separator: "/")
    var items: [String: String] = [:]
    var order: [String] = []
    var current: String?
    problems += parts.walk(path) { pull, event in
      switch event {
      case .start(let isEmpty):
        current = isEmpty ? nil : Self.names[pull.name]
        if pull.name == "item", let identifier = pull.attribute("id"),
          let target = pull.attribute("href")
        {
          items[identifier] = OfficeParts.resolved(Self.decoded(target), from: folder)
        }
        if pull.name == "itemref", let identifier = pull.attribute("idref") { order.append(identifier) }
      case .text:
        let value = Whitespace.collapse(pull.text)
        if let current, !value.isEmpty {
          metadata.append(MetadataEntry(name: current, value: String(value.prefix(4096))))
        }
      case .end: current = nil
      }
      return true
    }
    var seen: Set<String> = []
    chapters = order.compactMap { items[$0] }.filter { seen.insert($0).inserted }
  }

  /// A path with `%20` and its like resolved, and without its fragment.
  private static func decoded(_ reference: String) -> String {
    var bytes: [UInt8] = []
    var rest = Array(reference.utf8.prefix { $0 != UInt8(ascii: "#") })[...]
    while let byte = rest.popFirst() {
      if byte == UInt8(ascii: "%"), rest.count >= 2, let high = RTFParser.hex(rest[rest.startIndex]),
        let low = RTFParser.hex(rest[rest.startIndex + 1])
      {
        bytes.append(high << 4 | low)
        rest = rest.dropFirst(2)
      } else {
        bytes.append(byte)
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
