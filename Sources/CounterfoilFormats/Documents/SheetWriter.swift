internal import CounterfoilModel

/// Writes workbooks as text: a sheet is a page, a row a line, and tabs part its cells.
///
/// A sheet begins with its name. Columns that are empty throughout are left out, empty rows become
/// empty lines, and many of them one; where that breaks the count, a `row` entry says which row the
/// next line is, so that every line's row is known. The header row is marked, as in CSV.
struct SheetWriter {
  private(set) var paged: PagedLayer
  private(set) var problems: [Problem] = []
  private var rows = 0
  private var rowEntries = 0
  private var hiddenMarks = 0
  private let layerBytes: Int

  /// Up to so many empty rows become lines.
  private static let emptyLines = 3
  /// Entries of the kind `row` that a workbook may have.
  private static let mostRowEntries = 2000
  private static let mostHiddenMarks = 20_000
  /// A header is looked for in so many rows: titles and dates may stand above it.
  private static let headerRows = 10

  init(limits: ReadLimits) {
    paged = PagedLayer(byteLimit: limits.layerBytes)
    layerBytes = limits.layerBytes
  }

  var isFull: Bool { paged.isFull }

  mutating func write(_ sheet: SheetCells) {
    guard !paged.isFull else { return }
    var sheet = sheet
    sheet.sort()
    var page = SheetPage(byteLimit: paged.bytesLeft)
    let nameRange = page.line(Whitespace.collapse(sheet.name))
    page.mark(.header, nameRange, sheet.hiddenAs ?? "sheet")
    page.entry("sheet", sheet.name, nameRange)
    writeRows(sheet, &page)
    for box in sheet.boxes { page.line(Whitespace.collapse(box)) }
    for comment in sheet.comments.sorted(by: Self.isBefore) {
      let place = comment.position.map { $0.name + ": " } ?? ""
      let range = page.line(place + Whitespace.collapse(comment.text))
      page.mark(.comment, range, comment.author)
    }
    if let hiddenAs = sheet.hiddenAs {
      page.mark(.hidden, 0..<page.scalarCount, hiddenAs)
      page.entry("hidden-sheet", sheet.name, nil)
    }
    if sheet.isFull || page.isFull {
      problems.append(
        Problem("sheet \(sheet.name): the text above \(layerBytes >> 20) MiB was left out"))
    }
    paged.append(page.finished())
  }

  /// What all sheets have in common, told last.
  var metadata: [MetadataEntry] {
    paged.metadata + [
      MetadataEntry(name: "sheets", value: String(paged.pageCount)),
      MetadataEntry(name: "rows", value: String(rows)),
    ]
  }

  private static func isBefore(_ left: SheetCells.Comment, _ right: SheetCells.Comment) -> Bool {
    (left.position?.row ?? .max, left.position?.column ?? .max)
      < (right.position?.row ?? .max, right.position?.column ?? .max)
  }

  private mutating func writeRows(_ sheet: SheetCells, _ page: inout SheetPage) {
    let columns = Set(sheet.cells.map(\.column)).sorted()
    let places = Dictionary(uniqueKeysWithValues: columns.enumerated().map { ($1, $0) })
    let hidden = Set(columns.filter { sheet.isHidden(column: $0) })
    let header = Self.headerRow(sheet)
    var hiddenRun: Range<Int>?
    var expected: Int32 = 0
    var index = 0
    while index < sheet.cells.count, !page.isFull {
      let row = sheet.cells[index].row
      var end = index
      while end < sheet.cells.count, sheet.cells[end].row == row { end += 1 }
      let gap = Int(row - expected)
      for _ in 0..<(expected == 0 ? 0 : gap > Self.emptyLines ? 1 : gap) { page.breakLine() }
      if gap > 0, expected == 0 || gap > Self.emptyLines, rowEntries < Self.mostRowEntries {
        rowEntries += 1
        page.entry(
          "row", "\(sheet.name)!\(row + 1)", page.scalarCount + 1..<page.scalarCount + 1)
      }
      let range = writeRow(sheet, index..<end, places, hidden, &page)
      rows += 1
      if row == header {
        page.mark(.header, range, nil)
        let names = sheet.cells[index..<end].map {
          String(decoding: sheet.bytes(of: $0), as: UTF8.self)
        }
        page.entry("header", names.joined(separator: ", "), range)
      }
      // Hidden rows beside each other are one mark.
      if sheet.hiddenRows.contains(row) {
        hiddenRun = (hiddenRun?.lowerBound ?? range.lowerBound)..<range.upperBound
      } else if let run = hiddenRun {
        markHidden(run, "hidden row", &page)
        hiddenRun = nil
      }
      expected = row + 1
      index = end
    }
    if let run = hiddenRun { markHidden(run, "hidden row", &page) }
  }

  private mutating func writeRow(
    _ sheet: SheetCells, _ cells: Range<Int>, _ places: [UInt16: Int], _ hidden: Set<UInt16>,
    _ page: inout SheetPage
  ) -> ScalarRange {
    page.breakLine()
    let start = page.scalarCount
    var place = 0
    for (offset, cell) in sheet.cells[cells].enumerated() {
      let next = places[cell.column] ?? place
      // Two cells in one place, as only a damaged file has them.
      if offset > 0, next == place { page.write([0x20]) }
      page.write(repeatElement(0x09, count: next - place))
      place = next
      let range = page.write(sheet.bytes(of: cell))
      if cell.isHidden {
        markHidden(range, "hidden by its format", &page)
      } else if hidden.contains(cell.column) {
        markHidden(range, "hidden column", &page)
      }
      if !sheet.links.isEmpty,
        let target = sheet.links[.init(row: Int(cell.row), column: Int(cell.column))]
      {
        page.mark(.link, range, String(target.prefix(2048)))
      }
    }
    return start..<page.scalarCount
  }

  private mutating func markHidden(
    _ range: ScalarRange, _ detail: String, _ page: inout SheetPage
  ) {
    hiddenMarks += 1
    if hiddenMarks <= Self.mostHiddenMarks {
      page.mark(.hidden, range, detail)
    } else if hiddenMarks == Self.mostHiddenMarks + 1 {
      problems.append(
        Problem("only the first \(Self.mostHiddenMarks) hidden rows and cells are marked"))
    }
  }

  /// The first row that names the columns under it: as many names as the next row has cells, no
  /// name twice, and none a number.
  private static func headerRow(_ sheet: SheetCells) -> Int32? {
    var start = 0
    var names: (row: Int32, cells: Range<Int>)?
    for _ in 0..<headerRows + 1 where start < sheet.cells.count {
      let row = sheet.cells[start].row
      let end =
        sheet.cells[start...].prefix(mostColumns).firstIndex { $0.row != row }
        ?? min(sheet.cells.count, start + mostColumns)
      if let names, end - start > 1, names.cells.count >= end - start { return names.row }
      names = isHeader(start..<end, of: sheet) ? (row, start..<end) : nil
      start = end
    }
    return nil
  }

  /// Wider rows are data.
  private static let mostColumns = 1000

  private static func isHeader(_ cells: Range<Int>, of sheet: SheetCells) -> Bool {
    guard cells.count > 1 else { return false }
    let names = sheet.cells[cells].map { String(decoding: sheet.bytes(of: $0), as: UTF8.self) }
    return Set(names).count == names.count
      && names.allSatisfy { name in
        name.utf8.count < 200
          && name.unicodeScalars.contains {
            !("0"..."9").contains($0) && !" .,-+/:%TZ".unicodeScalars.contains($0)
          }
      }
  }
}

/// The lines of one sheet.
private struct SheetPage {
  private var page = PageText()
  private(set) var scalarCount = 0
  private var hasLine = false
  private let byteLimit: Int

  init(byteLimit: Int) { self.byteLimit = byteLimit }

  /// The line that ends the page is counted in front.
  var isFull: Bool { page.text.count + 1 >= byteLimit }

  mutating func breakLine() {
    if hasLine, !isFull {
      page.text.append(0x0A)
      scalarCount += 1
    }
    hasLine = true
  }

  @discardableResult
  mutating func line(_ text: String) -> ScalarRange {
    breakLine()
    return write(text.utf8)
  }

  /// Writes what fits.
  @discardableResult
  mutating func write(_ bytes: some Collection<UInt8>) -> ScalarRange {
    let start = scalarCount
    let room = byteLimit - 1 - page.text.count
    guard room >= bytes.count else {
      // No part of a character is written.
      page.text.append(contentsOf: repeatElement(0x20, count: max(0, room)))
      scalarCount += max(0, room)
      return start..<scalarCount
    }
    page.text.append(contentsOf: bytes)
    for byte in bytes where byte & 0xC0 != 0x80 { scalarCount += 1 }
    return start..<scalarCount
  }

  mutating func mark(_ kind: LayerMark.Kind, _ range: ScalarRange, _ detail: String?) {
    guard !range.isEmpty else { return }
    page.marks.append(LayerMark(kind: kind, range: range, detail: detail))
  }

  mutating func entry(_ name: String, _ value: String, _ range: ScalarRange?) {
    page.entries.append(MetadataEntry(name: name, value: value, range: range))
  }

  func finished() -> PageText {
    var page = page
    // A row's entry may point behind the text where that was full.
    for index in page.entries.indices {
      if let range = page.entries[index].range, range.upperBound > scalarCount {
        page.entries[index].range = nil
      }
    }
    page.marks.sort {
      ($0.range.lowerBound, $1.range.upperBound, $0.kind.rawValue)
        < ($1.range.lowerBound, $0.range.upperBound, $1.kind.rawValue)
    }
    return page
  }
}
