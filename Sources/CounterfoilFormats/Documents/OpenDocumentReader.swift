public import CounterfoilModel

/// Reads OpenDocument texts, spreadsheets, presentations and drawings (ODF; ISO/IEC 26300).
///
/// A sheet or a slide is a page. Insertions, deletions, annotations, hidden words, sheets, rows,
/// columns and slides, and speaker notes are kept and marked. Macros are told of and never run.
package enum OpenDocumentReader: DocumentReader {
  package static func prepare() { XMLPull.prepare() }

  package static func recognises(_ bytes: UnsafeRawBufferPointer, hint: ReadHint) -> Bool {
    switch OfficePackage.kind(of: bytes) {
    case .openText, .openSheet, .openPresentation, .openDrawing: true
    default: false
    }
  }

  package static func read(
    _ bytes: UnsafeRawBufferPointer, hint: ReadHint, limits: ReadLimits,
    child: (ChildDocument) throws(ReadError) -> Void
  ) throws(ReadError) -> Reading {
    let kind = OfficePackage.kind(of: bytes) ?? .openText
    let parts = try OfficeParts(bytes, limits: limits, role: role, child: child)
    guard !isEncrypted(parts) else {
      throw ReadError(
        .encrypted, "the document is locked with a password",
        advice: "save a copy without the password and add that")
    }
    guard parts.xml["content.xml"] != nil else {
      throw ReadError(
        .damaged, "the document's text (content.xml) is missing or the file is cut short",
        advice: "ask for another copy, or open it in LibreOffice and save it again")
    }
    let styles = ODFStyles(parts)
    var reading =
      switch kind {
      case .openSheet: sheets(parts, styles, limits)
      case .openText: text(parts, styles, limits)
      default: pages(parts, styles, limits)
      }
    reading.mediaType = kind.mediaType
    reading.metadata = metadata(parts) + reading.metadata
    if let macros = parts.macroProblem { reading.problems.append(macros) }
    if !parts.isWhole {
      reading.problems.append(Problem("the file is damaged; parts of it may be missing"))
    }
    return reading
  }

  private static func role(of path: String) -> OfficeParts.Role {
    if ["content.xml", "styles.xml", "meta.xml", "META-INF/manifest.xml"].contains(path) {
      return .xml
    }
    if path.hasPrefix("Pictures/") { return .picture }
    if path.hasPrefix("Basic/") || path.hasPrefix("Scripts/") { return .macros }
    // What another program made; a folder of this name is a part of OpenDocument's own.
    if path.hasPrefix("Object "), !path.contains("/") { return .embedded }
    return .other
  }

  private static func isEncrypted(_ parts: OfficeParts) -> Bool {
    var found = false
    _ = parts.walk("META-INF/manifest.xml") { pull, event in
      if case .start = event, pull.name == "encryption-data" { found = true }
      return !found
    }
    return found
  }

  private static func text(
    _ parts: OfficeParts, _ styles: ODFStyles, _ limits: ReadLimits
  ) -> Reading {
    var text = ODFText(styles, byteLimit: limits.layerBytes)
    var problems = parts.walk("content.xml") { pull, event in
      text.take(&pull, event)
      return !text.writer.isFull
    }
    text.writeNotes()
    for line in styles.headers { text.writer.line(line) }
    text.writer.finish()
    if text.writer.isFull {
      problems.append(Problem("the text above \(limits.layerBytes >> 20) MiB was left out"))
    }
    return Reading(
      mediaType: "",
      layer: TextLayer(
        text: String(decoding: text.writer.text, as: UTF8.self), marks: text.writer.marks),
      problems: styles.problems + problems)
  }

  private static func pages(
    _ parts: OfficeParts, _ styles: ODFStyles, _ limits: ReadLimits
  ) -> Reading {
    var paged = PagedLayer(byteLimit: limits.layerBytes)
    var page: ODFText?
    var isHidden = false
    func close() {
      guard var done = page else { return }
      page = nil
      let hasWords = !done.writer.text.isEmpty
      done.writeNotes()
      done.writer.finish()
      var text = PageText(done.writer)
      text.needsOCR = !hasWords && done.hasPictures
      if isHidden, !text.text.isEmpty {
        let count = text.text.withUnsafeBufferPointer(UTF8Writer.scalarCount)
        text.marks.insert(LayerMark(kind: .hidden, range: 0..<count, detail: "hidden slide"), at: 0)
      }
      paged.append(text)
    }
    var problems = parts.walk("content.xml") { pull, event in
      if case .start = event, pull.name == "page" {
        close()
        page = ODFText(styles, byteLimit: paged.bytesLeft)
        isHidden = pull.attribute("style-name").map(styles.hiddenPages.contains) ?? false
      } else if case .end = event, pull.name == "page" {
        close()
      } else {
        page?.take(&pull, event)
      }
      return !paged.isFull && page?.writer.isFull != true
    }
    if paged.isFull || page?.writer.isFull == true {
      problems.append(Problem("the text above \(limits.layerBytes >> 20) MiB was left out"))
    }
    close()
    return Reading(
      mediaType: "", layer: paged.layer,
      metadata: [MetadataEntry(name: "slides", value: String(paged.pageCount))],
      problems: styles.problems + problems)
  }

  private static func sheets(
    _ parts: OfficeParts, _ styles: ODFStyles, _ limits: ReadLimits
  ) -> Reading {
    var sheets = ODFSheets(styles, limits: limits)
    let problems = parts.walk("content.xml") { pull, event in
      sheets.take(&pull, event)
      return !sheets.writer.isFull
    }
    sheets.finish()
    return Reading(
      mediaType: "", layer: sheets.writer.paged.layer, metadata: sheets.writer.metadata,
      problems: styles.problems + problems + sheets.problems + sheets.writer.problems)
  }

  private static func metadata(_ parts: OfficeParts) -> [MetadataEntry] {
    var entries = parts.properties([
      (
        "meta.xml",
        [
          "title": "title", "initial-creator": "author", "creator": "modified-by",
          "creation-date": "date", "date": "modified", "subject": "subject",
          "description": "description", "keyword": "keywords", "language": "declared-language",
          "generator": "creator", "printed-by": "printed-by",
        ]
      )
    ])
    if parts.pictures > 0 {
      entries.append(MetadataEntry(name: "pictures", value: String(parts.pictures)))
    }
    if parts.hasMacros { entries.append(MetadataEntry(name: "macros", value: "present, not run")) }
    return entries
  }
}
