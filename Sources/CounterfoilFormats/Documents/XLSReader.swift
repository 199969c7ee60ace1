internal import CounterfoilModel

/// Reads the binary Excel format of 1997 to 2003 (BIFF8; [MS-XLS]): as XLSX, each sheet a page.
///
/// Strings, numbers, dates, results of formulas, comments, hidden sheets, rows and columns are read;
/// text boxes and links are not.
struct XLSReader {
  private(set) var problems: [Problem] = []

  private struct Sheet {
    var name: String
    var offset: Int
    var hiddenAs: String?
  }

  private let records: BIFFRecords
  private let limits: ReadLimits
  private var sheets: [Sheet] = []
  private var strings: [String] = []
  private var written: [Int: SpreadsheetDate.Form] = [:]
  private var formats: [Int] = []
  private var datesFrom1904 = false
  private var hasMacroSheets = false

  static func read(
    _ workbook: [UInt8], hasMacros: Bool, limits: ReadLimits
  ) throws(ReadError) -> Reading {
    var reader = XLSReader(records: BIFFRecords(workbook), limits: limits)
    try reader.readGlobals()
    guard !reader.sheets.isEmpty else {
      throw ReadError(
        .damaged, "the workbook's sheets are missing or the file is cut short",
        advice: "ask for another copy, or open it in a spreadsheet program and save it again")
    }
    var writer = SheetWriter(limits: limits)
    for sheet in reader.sheets where !writer.isFull { writer.write(reader.cells(of: sheet)) }
    var problems = reader.problems + writer.problems
    var metadata = writer.metadata
    if hasMacros || reader.hasMacroSheets {
      problems.append(Problem("it carries macros, which were not run"))
      metadata.append(MetadataEntry(name: "macros", value: "present, not run"))
    }
    return Reading(
      mediaType: "application/vnd.ms-excel", layer: writer.paged.layer, metadata: metadata,
      problems: problems)
  }

  private init(records: BIFFRecords, limits: ReadLimits) {
    self.records = records
    self.limits = limits
  }

  private mutating func readGlobals() throws(ReadError) {
    var index = 0
    var isFirst = true
    while let record = records.record(at: index) {
      if isFirst {
        guard record.kind == 0x0809, records.short(record.start) == 0x0600 else {
          throw ReadError(
            .unsupported, "cannot read Excel workbooks from before 1997",
            advice: "open it in LibreOffice, save it as XLSX, and add that")
        }
        isFirst = false
      }
      index = record.end
      switch record.kind {
      case 0x002F:
        throw ReadError(
          .encrypted, "the workbook is locked with a password",
          advice: "save a copy without the password and add that")
      case 0x0022: datesFrom1904 = records.short(record.start) == 1
      case 0x0085: readSheet(record)
      case 0x041E:
        var text = BIFFText(records, record.start + 2, end: record.end)
        if let number = records.short(record.start), let code = text.string(countBytes: 2) {
          written[number] = SpreadsheetDate.form(of: code)
        }
      case 0x00E0: formats.append(records.short(record.start + 2) ?? 0)
      case 0x00FC: index = readStrings(record)
      case 0x000A: return
      default: break
      }
    }
  }

  private mutating func readSheet(_ record: BIFFRecords.Record) {
    var text = BIFFText(records, record.start + 6, end: record.end)
    guard let offset = records.long(record.start), let flags = records.short(record.start + 4),
      let name = text.string(countBytes: 1), !sheets.contains(where: { $0.offset == offset }),
      sheets.count < 4096
    else { return }
    let hiddenAs: String? =
      switch flags & 3 {
      case 1: "hidden sheet"
      case 2: "sheet hidden from Excel's menus"
      default: nil
      }
    let kind = flags >> 8
    if kind == 1 || kind == 6 { hasMacroSheets = true }
    sheets.append(Sheet(name: name, offset: offset, hiddenAs: hiddenAs))
  }

  /// - Returns: Where the records go on.
  private mutating func readStrings(_ record: BIFFRecords.Record) -> Int {
    let count = records.long(record.start + 4) ?? 0
    var text = BIFFText(records, record.start + 8, end: record.end)
    while strings.count < count, let string = text.string(countBytes: 2) { strings.append(string) }
    if strings.count < count {
      problems.append(Problem("\(count - strings.count) of the workbook's strings are missing"))
    }
    return max(record.end, text.recordEnd)
  }

  // MARK: One sheet

  private mutating func cells(of sheet: Sheet) -> SheetCells {
    var cells = SheetCells(name: sheet.name, byteLimit: limits.layerBytes)
    cells.hiddenAs = sheet.hiddenAs
    guard records.record(at: sheet.offset)?.kind == 0x0809 else {
      problems.append(Problem("sheet \(sheet.name) is missing from the file"))
      return cells
    }
    var index = sheet.offset
    var depth = 0
    /// The cell whose formula's result is a string, which stands in the next record.
    var formula: SheetCells.Position?
    var notes: [Int: SheetCells.Comment] = [:]
    var texts: [Int: String] = [:]
    var object = 0
    while let record = records.record(at: index), !cells.isFull {
      index = record.end
      let at = record.start
      switch record.kind {
      // Charts stand inside their sheets.
      case 0x0809: depth += 1
      case 0x000A: depth -= 1
      default: break
      }
      if depth == 0 { break }
      guard depth == 1 else { continue }
      switch record.kind {
      case 0x00FD:
        if let place = position(at), let string = records.long(at + 6) {
          cells.add(strings.indices.contains(string) ? strings[string] : "", at: place)
        }
      case 0x0204:
        var text = BIFFText(records, at + 6, end: record.end)
        if let place = position(at), let string = text.string(countBytes: 2) {
          cells.add(string, at: place)
        }
      case 0x0203:
        if let place = position(at), let bits = records.bits(at + 6) {
          add(Double(bitPattern: bits), style: records.short(at + 4), at: place, to: &cells)
        }
      case 0x027E:
        if let place = position(at), let packed = records.long(at + 6) {
          add(Self.number(packed), style: records.short(at + 4), at: place, to: &cells)
        }
      case 0x00BD: addRow(record, to: &cells)
      case 0x0205:
        if let place = position(at), let value = records.short(at + 6) {
          cells.add(
            value >> 8 == 1 ? Self.errors[value & 0xFF] ?? "#ERROR" : value & 1 == 1 ? "TRUE" : "FALSE",
            at: place)
        }
      case 0x0006: formula = addFormula(record, to: &cells)
      case 0x0207:
        var text = BIFFText(records, at, end: record.end)
        if let place = formula, let string = text.string(countBytes: 2) { cells.add(string, at: place) }
        formula = nil
      case 0x0208:
        if let row = records.short(at), let flags = records.short(at + 12), flags & 0x20 != 0 {
          cells.hiddenRows.insert(Int32(row))
        }
      case 0x007D:
        if let first = records.short(at), let last = records.short(at + 2), first <= last,
          let flags = records.short(at + 8), flags & 1 != 0, cells.hiddenColumns.count < 1000
        {
          cells.hiddenColumns.append(first...last)
        }
      case 0x005D: object = records.short(at + 6) ?? 0
      case 0x01B6:
        // The words stand in the record behind, which goes on from this one.
        if let length = records.short(at + 10), let next = records.record(at: index), next.kind == 0x003C,
          texts.count < 100_000
        {
          var text = BIFFText(records, next.start, end: next.end)
          texts[object] = text.characters(length)
        }
      case 0x001C:
        var text = BIFFText(records, at + 8, end: record.end)
        if let place = position(at), let identifier = records.short(at + 6), notes.count < 100_000 {
          notes[identifier] = SheetCells.Comment(
            position: place, author: text.string(countBytes: 2), text: "")
        }
      default: break
      }
    }
    for (identifier, words) in texts.sorted(by: { $0.key < $1.key }) {
      if var note = notes[identifier] {
        note.text = words
        cells.comments.append(note)
      } else {
        cells.boxes.append(words)
      }
    }
    return cells
  }

  private func position(_ at: Int) -> SheetCells.Position? {
    guard let row = records.short(at), let column = records.short(at + 2) else { return nil }
    return SheetCells.Position(row: row, column: column)
  }

  /// Several numbers beside each other.
  private func addRow(_ record: BIFFRecords.Record, to cells: inout SheetCells) {
    guard let start = position(record.start) else { return }
    var at = record.start + 4
    var column = start.column
    while at + 6 <= record.end - 2, let style = records.short(at), let packed = records.long(at + 2) {
      add(
        Self.number(packed), style: style, at: .init(row: start.row, column: column), to: &cells)
      column += 1
      at += 6
    }
  }

  /// - Returns: The cell, where its result is a string that follows.
  private func addFormula(
    _ record: BIFFRecords.Record, to cells: inout SheetCells
  ) -> SheetCells.Position? {
    let at = record.start
    guard let place = position(at), let bits = records.bits(at + 6) else { return nil }
    guard bits >> 48 == 0xFFFF else {
      add(Double(bitPattern: bits), style: records.short(at + 4), at: place, to: &cells)
      return nil
    }
    let value = Int(bits >> 16 & 0xFF)
    switch bits & 0xFF {
    case 0: return place
    case 1: cells.add(value == 1 ? "TRUE" : "FALSE", at: place)
    case 2: cells.add(Self.errors[value] ?? "#ERROR", at: place)
    default: break
    }
    return nil
  }

  private func add(
    _ number: Double, style: Int?, at place: SheetCells.Position, to cells: inout SheetCells
  ) {
    let format = style.flatMap { formats.indices.contains($0) ? formats[$0] : nil } ?? 0
    let form = written[format] ?? SpreadsheetDate.form(ofBuiltIn: format)
    let date =
      form == .number || form == .nothing
      ? nil : SpreadsheetDate.iso8601(number, as: form, from1904: datesFrom1904)
    let plain = Int64(exactly: number).map { String($0) } ?? SpreadsheetDate.plain(String(number))
    cells.add(date ?? plain, at: place, isHidden: form == .nothing)
  }

  /// A number in thirty bits: a whole one, or the upper part of a binary fraction; perhaps times a
  /// hundred.
  private static func number(_ packed: Int) -> Double {
    let value =
      packed & 2 != 0
      ? Double(Int32(truncatingIfNeeded: packed) >> 2)
      : Double(bitPattern: UInt64(packed & 0xFFFF_FFFC) << 32)
    return packed & 1 != 0 ? value / 100 : value
  }

  private static let errors = [
    0: "#NULL!", 7: "#DIV/0!", 15: "#VALUE!", 23: "#REF!", 29: "#NAME?", 36: "#NUM!", 42: "#N/A",
  ]
}
