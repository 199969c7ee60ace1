public import CounterfoilModel

/// Reads the Excel format XLSX (Office Open XML; ISO/IEC 29500): each sheet a page, in the order of
/// the workbook, each row a line.
///
/// Cells are what the file keeps of them: a formula's last result, a date in ISO 8601. Hidden sheets,
/// rows and columns are read and marked; comments and the words of text boxes stand below their
/// sheet. Embedded documents are children; macros are told of and never run.
package enum XLSXReader: DocumentReader {
  package static func prepare() { XMLPull.prepare() }

  package static func recognises(_ bytes: UnsafeRawBufferPointer, hint: ReadHint) -> Bool {
    OfficePackage.excel.isKind(of: bytes)
  }

  package static func read(
    _ bytes: UnsafeRawBufferPointer, hint: ReadHint, limits: ReadLimits,
    child: (ChildDocument) throws(ReadError) -> Void
  ) throws(ReadError) -> Reading {
    let parts = try OfficeParts(
      bytes, folder: "xl/", limits: limits, isWanted: isWanted, child: child)
    let workbook = XLSXWorkbook(parts)
    guard !workbook.sheets.isEmpty else { throw noSheet(bytes) }
    var writer = SheetWriter(limits: limits)
    var problems = workbook.problems
    for sheet in workbook.sheets where !writer.isFull {
      var reader = XLSXSheet(sheet, in: workbook, byteLimit: limits.layerBytes)
      reader.read(parts)
      problems += reader.problems
      writer.write(reader.cells)
    }
    problems += writer.problems
    if let macros = parts.macroProblem { problems.append(macros) }
    if !parts.isWhole { problems.append(Problem("the file is damaged; parts of it may be missing")) }
    return Reading(
      mediaType: OfficePackage.excel.mediaType, layer: writer.paged.layer,
      metadata: parts.metadata() + writer.metadata, problems: problems)
  }

  private static func isWanted(_ path: String) -> Bool {
    guard path.hasPrefix("xl/"), path.hasSuffix(".xml") else { return false }
    return [
      "workbook", "sharedStrings", "styles", "worksheets/", "chartsheets/", "comments",
      "threadedComments/", "persons/", "drawings/", "charts/", "diagrams/data",
    ].contains { path.dropFirst(3).hasPrefix($0) }
  }

  private static func noSheet(_ bytes: UnsafeRawBufferPointer) -> ReadError {
    let isBinary =
      ByteSearch.firstIndex(
        of: "xl/workbook.bin", in: UnsafeRawBufferPointer(rebasing: bytes.suffix(256 << 10))) != nil
    if isBinary {
      return ReadError(
        .unsupported, "cannot read binary Excel workbooks (XLSB)",
        advice: "open it in Excel or LibreOffice and save it as XLSX")
    }
    return ReadError(
      .damaged, "the workbook's sheets are missing or the file is cut short",
      advice: "ask for another copy, or open it in a spreadsheet program and save it again")
  }
}

/// What the sheets of a workbook share.
struct XLSXWorkbook {
  struct Sheet {
    var name: String
    var hiddenAs: String?
    var path: String
  }

  private(set) var sheets: [Sheet] = []
  private(set) var strings: [String] = []
  /// What each cell style shows of a number.
  private(set) var forms: [SpreadsheetDate.Form] = []
  private(set) var datesFrom1904 = false
  /// Names of people by their identifier in threaded comments.
  private(set) var persons: [String: String] = [:]
  private(set) var problems: [Problem] = []

  init(_ parts: OfficeParts) {
    readSheets(parts)
    readStrings(parts)
    readStyles(parts)
    for path in parts.xml.keys.sorted() where path.hasPrefix("xl/persons/") {
      problems += parts.walk(path) { pull, event in
        if case .start = event, pull.name == "person", let identifier = pull.attribute("id") {
          persons[identifier] = pull.attribute("displayName")
        }
        return true
      }
    }
  }

  private mutating func readSheets(_ parts: OfficeParts) {
    let path = "xl/workbook.xml"
    let relationships = parts.relationships(of: path)
    // A part named twice would be read twice.
    var seen: Set<String> = []
    problems += parts.walk(path) { pull, event in
      guard case .start = event else { return true }
      switch pull.name {
      case "workbookPr":
        datesFrom1904 = ["1", "true"].contains(pull.attribute("date1904") ?? "")
      case "sheet":
        guard let identifier = pull.relationshipIdentifier, let target = relationships[identifier],
          let path = target.path, seen.insert(path).inserted
        else { return true }
        let hiddenAs: String? =
          switch pull.attribute("state") {
          case "hidden": "hidden sheet"
          case "veryHidden": "sheet hidden from Excel's menus"
          default: nil
          }
        guard parts.xml[path] != nil else {
          let name = pull.attribute("name") ?? path
          // Macro sheets are code, and told of as macros.
          if target.type == "worksheet" {
            problems.append(Problem("sheet \(name) is missing from the file"))
          }
          return true
        }
        sheets.append(
          Sheet(name: pull.attribute("name") ?? path, hiddenAs: hiddenAs, path: path))
      default: break
      }
      return true
    }
    // A workbook without its table of contents still has its sheets.
    guard sheets.isEmpty else { return }
    for path in parts.xml.keys.filter({ $0.hasPrefix("xl/worksheets/") && $0.hasSuffix(".xml") })
      .sorted(by: { ($0.utf8.count, $0) < ($1.utf8.count, $1) })
    {
      let name = path.split(separator: "/").last?.split(separator: ".").first ?? "sheet"
      sheets.append(Sheet(name: String(name), path: path))
    }
    if !sheets.isEmpty { problems.append(Problem("the names and order of the sheets are lost")) }
  }

  private mutating func readStrings(_ parts: OfficeParts) {
    var current = ""
    var isInText = false
    problems += parts.walk("xl/sharedStrings.xml") { pull, event in
      switch event {
      case .start(let isEmpty):
        switch pull.name {
        case "si":
          current = ""
          if isEmpty { strings.append("") }
        case "t": isInText = !isEmpty
        // How Chinese and Japanese words are read aloud.
        case "rPh": if !isEmpty { pull.skip() }
        default: break
        }
      case .text: if isInText { current += pull.text }
      case .end:
        isInText = false
        if pull.name == "si" { strings.append(current) }
      }
      return true
    }
  }

  private mutating func readStyles(_ parts: OfficeParts) {
    var written: [Int: SpreadsheetDate.Form] = [:]
    var isInCellFormats = false
    problems += parts.walk("xl/styles.xml") { pull, event in
      switch event {
      case .start(let isEmpty):
        switch pull.name {
        case "numFmt":
          if let number = pull.attribute("numFmtId").flatMap({ Int($0) }),
            let code = pull.attribute("formatCode")
          {
            written[number] = SpreadsheetDate.form(of: code)
          }
        case "cellXfs": isInCellFormats = !isEmpty
        case "xf":
          guard isInCellFormats else { return true }
          let number = pull.attribute("numFmtId").flatMap { Int($0) } ?? 0
          forms.append(written[number] ?? SpreadsheetDate.form(ofBuiltIn: number))
        default: break
        }
      case .end: if pull.name == "cellXfs" { isInCellFormats = false }
      case .text: break
      }
      return true
    }
  }
}
