internal import CounterfoilModel

/// Reads one sheet of an XLSX workbook.
struct XLSXSheet {
  private(set) var cells: SheetCells
  private(set) var problems: [Problem] = []

  private let path: String
  private let workbook: XLSXWorkbook

  private var row = -1
  private var position = SheetCells.Position(row: 0, column: -1)
  private var type = ""
  private var form = SpreadsheetDate.Form.number
  private var value = ""
  private var isInValue = false
  private var isInCell = false
  /// Cells that name a shared string the workbook has not.
  private var lostStrings = 0

  init(_ sheet: XLSXWorkbook.Sheet, in workbook: XLSXWorkbook, byteLimit: Int) {
    self.workbook = workbook
    path = sheet.path
    cells = SheetCells(name: sheet.name, byteLimit: byteLimit)
    cells.hiddenAs = sheet.hiddenAs
  }

  mutating func read(_ parts: OfficeParts) {
    let relationships = parts.relationships(of: path)
    problems += parts.walk(path) { pull, event in
      switch event {
      case .start(let isEmpty): start(&pull, isEmpty, relationships)
      case .text: if isInValue { value += pull.text }
      case .end: end(pull.name)
      }
      return !cells.isFull
    }
    if lostStrings > 0 {
      problems.append(
        Problem("sheet \(cells.name): the words of \(lostStrings) cells are missing from the file"))
    }
    var hasThreads = false
    for path in parts.related(to: path, type: "threadedComment") {
      readThreads(path, parts)
      hasThreads = true
    }
    for path in parts.related(to: path, type: "comments") {
      readComments(path, parts, hasThreads: hasThreads)
    }
    for path in parts.related(to: path, type: "drawing") { readDrawing(path, parts) }
  }

  private mutating func start(
    _ pull: inout XMLPull, _ isEmpty: Bool, _ relationships: [String: OfficeParts.Relationship]
  ) {
    switch pull.name {
    case "c":
      let given = pull.attribute("r").flatMap { SheetCells.Position($0) }
      position = given ?? .init(row: max(row, 0), column: position.column + 1)
      type = pull.attribute("t") ?? "n"
      let style = pull.attribute("s").flatMap { Int($0) } ?? 0
      form = workbook.forms.indices.contains(style) ? workbook.forms[style] : .number
      value = ""
      isInCell = !isEmpty
    case "v", "t": isInValue = isInCell && !isEmpty
    case "f", "rPh": if !isEmpty { pull.skip() }
    case "row":
      let given = pull.attribute("r").flatMap { Int($0) }.map { $0 - 1 }
      row = given.map { min(max($0, 0), SheetCells.mostRows) } ?? row + 1
      position = .init(row: row, column: -1)
      if Self.isTrue(pull.attribute("hidden")) { cells.hiddenRows.insert(Int32(row)) }
    case "col":
      guard Self.isTrue(pull.attribute("hidden")),
        let first = pull.attribute("min").flatMap({ Int($0) }),
        let last = pull.attribute("max").flatMap({ Int($0) }), first >= 1, last >= first,
        cells.hiddenColumns.count < 1000
      else { return }
      cells.hiddenColumns.append(min(first, 1 << 20) - 1...min(last, 1 << 20) - 1)
    case "hyperlink":
      // A link may be laid over a range; its first cell stands for it.
      guard let first = pull.attribute("ref")?.split(separator: ":").first,
        let position = SheetCells.Position(String(first)), cells.links.count < 100_000,
        let target = pull.relationshipIdentifier.flatMap({ relationships[$0] }), target.isExternal
      else { return }
      cells.links[position] = target.target
    default: break
    }
  }

  private mutating func end(_ name: String) {
    switch name {
    case "v", "t": isInValue = false
    case "c":
      isInCell = false
      guard !value.isEmpty else { return }
      cells.add(shown(), at: position, isHidden: form == .nothing)
    default: break
    }
  }

  /// The cell's value as text.
  private mutating func shown() -> String {
    switch type {
    case "s":
      guard let index = Int(value), workbook.strings.indices.contains(index) else {
        lostStrings += 1
        return ""
      }
      return workbook.strings[index]
    case "b": return value == "1" || value == "true" ? "TRUE" : "FALSE"
    case "n":
      if form != .number, form != .nothing, let number = Double(value),
        let date = SpreadsheetDate.iso8601(number, as: form, from1904: workbook.datesFrom1904)
      {
        return date
      }
      return SpreadsheetDate.plain(value)
    // Inline and formula strings, errors, ISO dates.
    default: return value
    }
  }

  private static func isTrue(_ value: String?) -> Bool { value == "1" || value == "true" }

  private mutating func readComments(_ path: String, _ parts: OfficeParts, hasThreads: Bool) {
    var authors: [String] = []
    var comment: SheetCells.Comment?
    var text = ""
    problems += parts.walk(path) { pull, event in
      switch event {
      case .start(let isEmpty):
        switch pull.name {
        case "comment":
          let author = pull.attribute("authorId").flatMap { Int($0) }
            .flatMap { authors.indices.contains($0) ? authors[$0] : nil }
          comment = SheetCells.Comment(
            position: pull.attribute("ref").flatMap { SheetCells.Position($0) }, author: author,
            text: "")
          text = ""
        case "author": text = ""
        case "rPh": if !isEmpty { pull.skip() }
        default: break
        }
      case .text: text += pull.text
      case .end:
        if pull.name == "author" { authors.append(Whitespace.collapse(text)) }
        guard pull.name == "comment", var done = comment else { return true }
        done.text = text
        comment = nil
        // For older programs, a thread's words again.
        let isCopy = hasThreads && text.hasPrefix("[Threaded comment]")
        if !isCopy, !Whitespace.collapse(text).isEmpty { cells.comments.append(done) }
      }
      return cells.comments.count < 100_000
    }
  }

  private mutating func readThreads(_ path: String, _ parts: OfficeParts) {
    var comment: SheetCells.Comment?
    problems += parts.walk(path) { pull, event in
      switch event {
      case .start:
        guard pull.name == "threadedComment" else { return true }
        comment = SheetCells.Comment(
          position: pull.attribute("ref").flatMap { SheetCells.Position($0) },
          author: pull.attribute("personId").flatMap { workbook.persons[$0] }, text: "")
      case .text: comment?.text += pull.text
      case .end:
        if pull.name == "threadedComment", let done = comment { cells.comments.append(done) }
      }
      return cells.comments.count < 100_000
    }
  }

  private mutating func readDrawing(_ path: String, _ parts: OfficeParts) {
    let related = parts.related(to: path, type: "chart") + parts.related(to: path, type: "diagramData")
    for path in [path] + related {
      let (paragraphs, found) = DrawingText.paragraphs(of: path, in: parts)
      cells.boxes += paragraphs
      problems += found
    }
  }
}
