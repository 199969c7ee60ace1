public import CounterfoilModel

/// Reads the PowerPoint format PPTX (Office Open XML; ISO/IEC 29500): each slide a page, in the order
/// in which they are shown.
///
/// Titles are marked; below a slide's words stand its speaker notes and comments, marked as such.
/// Hidden slides are read and marked. Embedded documents are children; macros are told of, never run.
package enum PPTXReader: DocumentReader {
  package static func prepare() { XMLPull.prepare() }

  package static func recognises(_ bytes: UnsafeRawBufferPointer, hint: ReadHint) -> Bool {
    OfficePackage.powerPoint.isKind(of: bytes)
  }

  package static func read(
    _ bytes: UnsafeRawBufferPointer, hint: ReadHint, limits: ReadLimits,
    child: (ChildDocument) throws(ReadError) -> Void
  ) throws(ReadError) -> Reading {
    let parts = try OfficeParts(
      bytes, folder: "ppt/", limits: limits, isWanted: isWanted, child: child)
    var show = PPTXShow(parts)
    guard !show.slides.isEmpty else {
      throw ReadError(
        .damaged, "the presentation's slides are missing or the file is cut short",
        advice: "ask for another copy, or open it in a presentation program and save it again")
    }
    var paged = PagedLayer(byteLimit: limits.layerBytes)
    for path in show.slides where !paged.isFull {
      paged.append(show.page(of: path, bytesLeft: paged.bytesLeft))
    }
    var problems = show.problems
    if paged.isFull {
      problems.append(Problem("the text above \(limits.layerBytes >> 20) MiB was left out"))
    }
    if let macros = parts.macroProblem { problems.append(macros) }
    if !parts.isWhole { problems.append(Problem("the file is damaged; parts of it may be missing")) }
    let slides = MetadataEntry(name: "slides", value: String(show.slides.count))
    return Reading(
      mediaType: OfficePackage.powerPoint.mediaType, layer: paged.layer,
      metadata: parts.metadata() + [slides] + paged.metadata, problems: problems)
  }

  private static func isWanted(_ path: String) -> Bool {
    guard path.hasPrefix("ppt/"), path.hasSuffix(".xml") else { return false }
    return [
      "presentation.xml", "slides/", "notesSlides/", "comments/", "commentAuthors", "authors",
      "charts/", "diagrams/data",
    ].contains { path.dropFirst(4).hasPrefix($0) }
  }
}

/// The slides of a presentation, each written as a page.
struct PPTXShow {
  /// In the order in which they are shown.
  private(set) var slides: [String] = []
  private(set) var problems: [Problem] = []
  private let parts: OfficeParts
  /// Names of those who comment, by identifier.
  private var authors: [String: String] = [:]

  init(_ parts: OfficeParts) {
    self.parts = parts
    let path = "ppt/presentation.xml"
    let relationships = parts.relationships(of: path)
    // A part named twice would be read twice.
    var seen: Set<String> = []
    problems += parts.walk(path) { pull, event in
      guard case .start = event, pull.name == "sldId" else { return true }
      guard let target = pull.relationshipIdentifier.flatMap({ relationships[$0]?.path }),
        parts.xml[target] != nil
      else {
        problems.append(Problem("a slide is missing from the file"))
        return true
      }
      if seen.insert(target).inserted { slides.append(target) }
      return true
    }
    if slides.isEmpty {
      // Without the order in which they are shown, that of their numbers.
      slides = parts.xml.keys.filter { $0.hasPrefix("ppt/slides/slide") && $0.hasSuffix(".xml") }
        .sorted { ($0.utf8.count, $0) < ($1.utf8.count, $1) }
      if !slides.isEmpty { problems.append(Problem("the order of the slides is lost")) }
    }
    for path in parts.xml.keys.sorted()
    where path.hasPrefix("ppt/commentAuthors") || path.hasPrefix("ppt/authors") {
      problems += parts.walk(path) { pull, event in
        guard case .start = event, ["cmAuthor", "author"].contains(pull.name),
          let identifier = pull.attribute("id")
        else { return true }
        authors[identifier] = pull.attribute("name")
        return true
      }
    }
  }

  mutating func page(of path: String, bytesLeft: Int) -> PageText {
    var text = SlideText(byteLimit: bytesLeft)
    let relationships = parts.relationships(of: path)
    problems += text.read(path, in: parts, relationships)
    let isHidden = text.isHidden
    let hasWords = !text.writer.text.isEmpty
    let pictures = relationships.values.contains { $0.type == "image" }
    for path in parts.related(to: path, type: "diagramData") + parts.related(to: path, type: "chart") {
      let (paragraphs, found) = DrawingText.paragraphs(of: path, in: parts)
      for paragraph in paragraphs { text.writer.line(paragraph) }
      problems += found
    }
    for notes in parts.related(to: path, type: "notesSlide") {
      var spoken = SlideText(byteLimit: bytesLeft)
      problems += spoken.read(notes, in: parts, parts.relationships(of: notes))
      guard !spoken.writer.text.isEmpty else { continue }
      text.writer.line("Speaker notes:", as: .header)
      for line in String(decoding: spoken.writer.text, as: UTF8.self).split(separator: "\n") {
        text.writer.line(String(line), as: .comment, detail: "speaker notes")
      }
    }
    for comments in parts.related(to: path, type: "comment") { writeComments(comments, &text) }
    text.writer.finish()
    var page = PageText(text.writer)
    page.needsOCR = !hasWords && pictures
    if isHidden, !page.text.isEmpty {
      let count = page.text.withUnsafeBufferPointer(UTF8Writer.scalarCount)
      page.marks.insert(LayerMark(kind: .hidden, range: 0..<count, detail: "hidden slide"), at: 0)
    }
    return page
  }

  /// Both forms: `p:cm` with `p:text`, and the newer threads with paragraphs.
  private mutating func writeComments(_ path: String, _ text: inout SlideText) {
    var author: String?
    var words = ""
    var isInText = false
    func close(_ writer: inout LineWriter) {
      let line = Whitespace.collapse(words)
      if !line.isEmpty { writer.line(line, as: .comment, detail: author) }
      words = ""
    }
    problems += parts.walk(path) { pull, event in
      switch event {
      case .start(let isEmpty):
        switch pull.name {
        case "cm", "reply":
          close(&text.writer)
          author = pull.attribute("authorId").flatMap { authors[$0] }
        case "text", "t": isInText = !isEmpty
        default: break
        }
      case .text: if isInText { words += pull.text }
      case .end:
        isInText = false
        if ["cm", "reply"].contains(pull.name) { close(&text.writer) }
        if pull.name == "p" { words += " " }
      }
      return !text.writer.isFull
    }
  }
}

/// Writes the shapes of one slide, or of its notes, as lines.
struct SlideText {
  var writer: LineWriter
  private(set) var isHidden = false

  private var isInText = false
  private var isInTitle = false
  private var titleSpan: Int?
  private var linkSpan: (span: Int, target: String)?
  /// For each open row, the line count when it began, or nothing before its first cell.
  private var rows: [Int?] = []
  /// Shapes that say only the slide's number, its date, or show the slide again.
  private static let furniture: Set<String> = ["sldNum", "sldImg", "dt"]
  private var isFurniture = false

  init(byteLimit: Int) { writer = LineWriter(byteLimit: byteLimit) }

  mutating func read(
    _ path: String, in parts: OfficeParts, _ relationships: [String: OfficeParts.Relationship]
  ) -> [Problem] {
    parts.walk(path) { pull, event in
      switch event {
      case .start(let isEmpty): start(&pull, isEmpty, relationships)
      case .end: end(pull.name)
      case .text: if isInText { writer.write(pull.text) }
      }
      return !writer.isFull
    }
  }

  private mutating func start(
    _ pull: inout XMLPull, _ isEmpty: Bool, _ relationships: [String: OfficeParts.Relationship]
  ) {
    switch pull.name {
    case "sld": isHidden = ["0", "false"].contains(pull.attribute("show") ?? "1")
    case "sp", "graphicFrame", "cxnSp", "pic":
      isInTitle = false
      isFurniture = false
    case "ph":
      let type = pull.attribute("type") ?? ""
      isInTitle = ["title", "ctrTitle"].contains(type)
      isFurniture = Self.furniture.contains(type)
    case "txBody":
      writer.breakLine()
      if isInTitle, !isEmpty { titleSpan = writer.beginSpan() }
    case "t": isInText = !isEmpty && !isFurniture
    case "br": writer.breakLine()
    case "tab": writer.write("\t")
    case "p": writer.breakLine()
    case "hlinkClick":
      if let target = pull.relationshipIdentifier.flatMap({ relationships[$0] }), target.isExternal,
        linkSpan == nil
      {
        linkSpan = (writer.beginSpan(), target.target)
      }
    case "tr":
      writer.breakRow()
      if !isEmpty { rows.append(nil) }
    case "tc":
      guard let last = rows.indices.last else { return writer.breakLine() }
      if let start = rows[last] {
        writer.breakCell(onNewLine: writer.lineCount > start + 1)
      } else {
        rows[last] = writer.lineCount
      }
    case "Fallback": if !isEmpty { pull.skip() }
    default: break
    }
  }

  private mutating func end(_ name: String) {
    switch name {
    case "t": isInText = false
    case "r", "fld":
      if let link = linkSpan {
        writer.endSpan(link.span, as: .link, detail: String(link.target.prefix(2048)))
      }
      linkSpan = nil
    case "p": writer.breakLine()
    case "tr":
      _ = rows.popLast()
      writer.breakRow()
    case "txBody":
      if let title = titleSpan { writer.endSpan(title, as: .title, detail: nil) }
      titleSpan = nil
    default: break
    }
  }
}

extension LineWriter {
  mutating func write(_ text: String, hidden: Bool = false) {
    var text = text
    text.withUTF8 {
      write(UnsafeRawBufferPointer($0), hidden: hidden, preformatted: true)
    }
  }

  /// Writes a line by itself.
  mutating func line(_ text: String, as kind: LayerMark.Kind? = nil, detail: String? = nil) {
    breakRow()
    let span = kind.map { _ in beginSpan() }
    write(text)
    if let span, let kind { endSpan(span, as: kind, detail: detail) }
    breakRow()
  }
}
