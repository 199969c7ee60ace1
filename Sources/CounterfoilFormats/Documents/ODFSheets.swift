internal import CounterfoilModel

/// Reads the tables of an OpenDocument spreadsheet.
///
/// A run of equal rows or cells is one element with a count; empty ones are only counted.
struct ODFSheets {
  private(set) var writer: SheetWriter
  private(set) var problems: [Problem] = []

  private let styles: ODFStyles
  private let byteLimit: Int
  private var sheet: SheetCells?
  private var row = 0
  private var rowRepeat = 1
  private var rowIsHidden = false
  private var column = 0
  private var tableColumn = 0
  private var cell: Cell?
  private var rowCells: [(column: Int, text: String)] = []
  private var paragraph: String?
  private var comment: SheetCells.Comment?
  private var isInCreator = false
  private var isSkippingDeepTable = 0
  /// Copies that repeated cells and rows may still make.
  private var copies = 1_000_000

  private struct Cell {
    var columnRepeat: Int
    /// The value in a form fit for machines; nil where the words are the value.
    var value: String?
    var text = ""
    var link: String?
  }

  init(_ styles: ODFStyles, limits: ReadLimits) {
    self.styles = styles
    byteLimit = limits.layerBytes
    writer = SheetWriter(limits: limits)
  }

  mutating func finish() { closeSheet() }

  mutating func take(_ pull: inout XMLPull, _ event: XMLPull.Event) {
    switch event {
    case .start(let isEmpty): start(&pull, isEmpty)
    case .text:
      if isInCreator {
        comment?.author = pull.text
      } else if comment != nil {
        comment?.text += pull.text
      } else {
        paragraph? += pull.text
      }
    case .end: end(pull.name)
    }
  }

  private mutating func start(_ pull: inout XMLPull, _ isEmpty: Bool) {
    switch pull.name {
    case "table":
      // A table in a cell is read into that cell.
      guard cell == nil else {
        if !isEmpty { isSkippingDeepTable += 1 }
        return
      }
      closeSheet()
      sheet = SheetCells(name: pull.attribute("name") ?? "", byteLimit: byteLimit)
      if pull.attribute("style-name").map(styles.hiddenTables.contains) ?? false {
        sheet?.hiddenAs = "hidden sheet"
      }
      row = 0
      tableColumn = 0
    case "table-column":
      let count = Self.count(pull.attribute("number-columns-repeated"), most: SheetCells.mostColumns)
      if Self.isHidden(pull.attribute("visibility")), (sheet?.hiddenColumns.count ?? 0) < 1000 {
        sheet?.hiddenColumns.append(tableColumn...tableColumn + count - 1)
      }
      tableColumn = min(tableColumn + count, SheetCells.mostColumns)
    case "table-row":
      guard cell == nil else { return }
      rowRepeat = Self.count(pull.attribute("number-rows-repeated"), most: SheetCells.mostRows)
      rowIsHidden = Self.isHidden(pull.attribute("visibility"))
      column = 0
      rowCells = []
      if isEmpty { closeRow() }
    case "table-cell", "covered-table-cell":
      guard cell == nil else { return }
      let count = Self.count(pull.attribute("number-columns-repeated"), most: SheetCells.mostColumns)
      cell = Cell(columnRepeat: count, value: Self.value(pull))
      if isEmpty { closeCell() }
    case "annotation":
      guard !isEmpty else { return }
      comment = SheetCells.Comment(position: .init(row: row, column: column), text: "")
    case "creator": isInCreator = !isEmpty && comment != nil
    case "date": if !isEmpty, comment != nil { pull.skip() }
    case "p", "h":
      if comment != nil { comment?.text += " " } else if !isEmpty { paragraph = "" }
    case "s", "tab", "line-break":
      if comment != nil { comment?.text += " " } else { paragraph? += " " }
    case "a": cell?.link = pull.attribute("href")
    // Earlier values of changed cells stand in no sheet.
    case "tracked-changes", "event-listeners": if !isEmpty { pull.skip() }
    case "title", "desc": if !isEmpty, pull.prefix == "svg" { pull.skip() }
    default: break
    }
  }

  private mutating func end(_ name: String) {
    switch name {
    case "creator": isInCreator = false
    case "annotation":
      if let done = comment, !Whitespace.collapse(done.text).isEmpty,
        (sheet?.comments.count ?? 0) < 100_000
      {
        sheet?.comments.append(done)
      }
      comment = nil
    case "p", "h":
      guard comment == nil, let done = paragraph else { return }
      paragraph = nil
      if cell != nil {
        let isFirst = cell?.text.isEmpty ?? true
        cell?.text += (isFirst ? "" : " ") + done
      } else if !done.isEmpty, (sheet?.boxes.count ?? 0) < 100_000 {
        sheet?.boxes.append(done)
      }
    case "table-cell", "covered-table-cell": if isSkippingDeepTable == 0 { closeCell() }
    case "table-row": if cell == nil { closeRow() }
    case "table":
      if isSkippingDeepTable > 0 { isSkippingDeepTable -= 1 } else { closeSheet() }
    default: break
    }
  }

  private mutating func closeCell() {
    guard let done = cell else { return }
    cell = nil
    let text = Whitespace.collapse(done.value ?? done.text)
    if !text.isEmpty {
      if let link = done.link, (sheet?.links.count ?? 0) < 100_000 {
        sheet?.links[.init(row: row, column: column)] = link
      }
      let count = min(done.columnRepeat, SheetCells.mostColumns - min(column, SheetCells.mostColumns))
      if count > 0 {
        for offset in 0...spend(extra: count - 1, of: 1) { rowCells.append((column + offset, text)) }
      }
    }
    column = min(column + done.columnRepeat, SheetCells.mostColumns)
  }

  private mutating func closeRow() {
    let count = min(rowRepeat, SheetCells.mostRows - row)
    if !rowCells.isEmpty, count > 0 {
      let rows = 1 + spend(extra: count - 1, of: rowCells.count)
      for offset in 0..<rows {
        for cell in rowCells { sheet?.add(cell.text, at: .init(row: row + offset, column: cell.column)) }
        if rowIsHidden { sheet?.hiddenRows.insert(Int32(row + offset)) }
      }
    }
    rowCells = []
    row += count
  }

  private mutating func closeSheet() {
    guard let done = sheet else { return }
    sheet = nil
    cell = nil
    writer.write(done)
  }

  /// How many of so many copies of `size` cells may be written, while the document's allowance lasts.
  private mutating func spend(extra: Int, of size: Int) -> Int {
    let allowed = min(extra, copies / size)
    if allowed < extra, copies > 0 {
      problems.append(
        Problem("sheet \(sheet?.name ?? ""): not all copies of a repeated cell or row were read"))
      copies = 0
    }
    copies -= min(allowed * size, copies)
    return allowed
  }

  private static func count(_ text: String?, most: Int) -> Int {
    min(max(text.flatMap { Int($0) } ?? 1, 1), most)
  }

  private static func isHidden(_ visibility: String?) -> Bool {
    visibility == "collapse" || visibility == "filter"
  }

  private static func value(_ pull: borrowing XMLPull) -> String? {
    switch pull.attribute("value-type") {
    case "date": pull.attribute("date-value")
    case "time": pull.attribute("time-value").map(time)
    case "float": pull.attribute("value").map(SpreadsheetDate.plain)
    case "boolean": pull.attribute("boolean-value").map { $0 == "true" ? "TRUE" : "FALSE" }
    case "string": pull.attribute("string-value")
    // The words carry the currency and the percent sign.
    default: nil
    }
  }

  /// `PT08H30M00S` as `08:30:00`.
  private static func time(_ duration: String) -> String {
    guard duration.hasPrefix("PT"), duration.hasSuffix("S") else { return duration }
    let parts = duration.dropFirst(2).dropLast().split { $0 == "H" || $0 == "M" }
    guard parts.count == 3, parts.allSatisfy({ !$0.isEmpty && $0.utf8.count < 8 }) else {
      return duration
    }
    return parts.map { String($0) }.joined(separator: ":")
  }
}
