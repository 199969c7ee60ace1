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
    OfficePackage.word.isKind(of: bytes)
  }

  package static func read(
    _ bytes: UnsafeRawBufferPointer, hint: ReadHint, limits: ReadLimits,
    child: (ChildDocument) throws(ReadError) -> Void
  ) throws(ReadError) -> Reading {
    let parts = try OfficeParts(
      bytes, folder: "word/", limits: limits, isWanted: DOCXParts.isWanted, child: child)
    var text = DOCXText(limits: limits, hiddenStyles: DOCXParts.hiddenStyles(in: parts))
    for path in DOCXParts.textPaths(in: parts) { text.read(path, in: parts) }
    text.finish()
    guard DOCXParts.documentPath(in: parts) != nil, parts.isWhole || !text.writer.text.isEmpty else {
      throw ReadError(
        .damaged, "the document's text (word/document.xml) is missing or the file is cut short",
        advice: "ask for another copy, or open it in a word processor and save it again")
    }

    var problems = text.problems
    if let macros = parts.macroProblem { problems.append(macros) }
    if !parts.isWhole { problems.append(Problem("the file is damaged; parts of it may be missing")) }
    return Reading(
      mediaType: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
      layer: TextLayer(
        text: String(decoding: text.writer.text, as: UTF8.self), marks: text.writer.marks),
      metadata: parts.metadata(), problems: problems)
  }
}

/// Which parts of a document hold its text.
enum DOCXParts {
  static func isWanted(_ path: String) -> Bool {
    guard path.hasPrefix("word/"), path.hasSuffix(".xml") else { return false }
    return [
      "document", "footnotes", "endnotes", "comments.", "header", "footer", "styles.",
    ].contains {
      path.dropFirst(5).hasPrefix($0)
    }
  }

  static func documentPath(in parts: OfficeParts) -> String? {
    parts.xml["word/document.xml"] != nil
      ? "word/document.xml"
      : parts.xml.keys.filter { $0.hasPrefix("word/document") && $0.hasSuffix(".xml") }.min()
  }

  /// Identifiers of styles whose words are not shown.
  static func hiddenStyles(in parts: OfficeParts) -> Set<String> {
    var hidden: Set<String> = []
    var style = ""
    // What is wrong with styles loses no words.
    _ = parts.walk("word/styles.xml") { pull, event in
      guard case .start = event else { return true }
      switch pull.name {
      case "style": style = pull.attribute("styleId") ?? ""
      case "docDefaults": style = ""
      case "vanish":
        if !style.isEmpty, !["0", "false", "off"].contains(pull.attribute("val") ?? "1") {
          hidden.insert(style)
        }
      default: break
      }
      return true
    }
    return hidden
  }

  /// In the order in which the layer has them.
  static func textPaths(in parts: OfficeParts) -> [String] {
    let rest = ["footnotes", "endnotes", "comments", "header", "footer"].flatMap { kind in
      parts.xml.keys.filter { $0.hasPrefix("word/\(kind)") && $0.hasSuffix(".xml") }
        .sorted { ($0.utf8.count, $0) < ($1.utf8.count, $1) }
    }
    return [documentPath(in: parts)].compactMap { $0 } + rest
  }
}
