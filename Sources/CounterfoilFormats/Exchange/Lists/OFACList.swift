import CounterfoilModel
import Foundation

/// The U.S. Treasury's lists in its comma-separated files: a primary one of 12 columns, and beside it
/// addresses (6), aliases (5) and what of the remarks did not fit (2), tied by the entry's number.
///
/// The primary file is read row by row; the others are held in memory.
struct OFACList: ListSource {
  enum Part { case primary, aliases, addresses, comments }

  private let tables: ListTables
  private let files: [(url: URL, part: Part)]

  init(files: [URL], tables: ListTables) throws(ListError) {
    self.tables = tables
    var told: [(URL, Part)] = []
    for url in files {
      guard let part = try Self.part(of: url) else {
        throw ListError(
          file: url.lastPathComponent,
          words:
            "this is none of OFAC's files: its rows begin with no number, or have not 12, 6, 5 or 2 cells")
      }
      told.append((url, part))
    }
    guard told.contains(where: { $0.1 == .primary }) else {
      throw ListError(
        file: nil,
        words: "the primary file is missing (sdn.csv or cons_prim.csv, with 12 columns); name it beside "
          + files.map(\.lastPathComponent).joined(separator: ", "))
    }
    self.files = told
  }

  /// What a file is, by the shape of its first rows; nil where it is none of OFAC's.
  static func part(of url: URL) throws(ListError) -> Part? {
    let file = try ListFile(url)
    var votes: [Part: Int] = [:]
    guard var rows = try? ListRows(file, delimiter: 0x2C) else { return nil }
    var seen = 0
    while seen < 20, let row = try? rows.next() {
      // A header makes it another table, but for that of some copies.
      if seen == 0, Int(row.cells[0]) == nil {
        guard row.cells[0].lowercased() == "ent_num" else { return nil }
        continue
      }
      seen += 1
      guard Int(row.cells[0]) != nil else { continue }
      switch row.cells.count {
      case 12: votes[.primary, default: 0] += 1
      case 6 where Int(row.cells[1]) != nil: votes[.addresses, default: 0] += 1
      case 5 where kinds[row.cells[2].lowercased()] != nil: votes[.aliases, default: 0] += 1
      case 2: votes[.comments, default: 0] += 1
      default: break
      }
    }
    guard let best = votes.max(by: { $0.value < $1.value }), best.value * 2 > seen else { return nil }
    return best.key
  }

  /// Properties of aliases.
  private static let kinds = ["aka": "alias", "fka": "previousName", "nka": "alias"]

  func forEachID(_ body: (String) -> Void) throws {
    for (url, part) in files where part == .primary {
      var rows = try ListRows(ListFile(url), delimiter: 0x2C)
      while let row = try rows.next() {
        if Int(row.cells[0]) != nil { body(row.cells[0]) }
      }
    }
  }

  func walk(_ body: (ListFound) throws -> Void, _ fault: (ListFault) -> Void) throws {
    var beside = Beside()
    for (url, part) in files where part != .primary { try beside.read(url, part, fault) }
    for (url, part) in files where part == .primary {
      let name = url.lastPathComponent
      var rows = try ListRows(ListFile(url), delimiter: 0x2C, trims: false)
      while let row = try rows.next() {
        let id = ListText.trimmed(row.cells[0])
        guard Int(id) != nil, row.cells.count > 1 else {
          if id.lowercased() != "ent_num" {
            fault(
              ListFault(
                file: name, line: row.line, words: "the row begins with no entry's number", isEntryLost: true)
            )
          }
          continue
        }
        var told: [String] = []
        let values = entry(row, beside.take(id), &told)
        for words in told {
          fault(ListFault(file: name, line: row.line, words: words, isEntryLost: !values.hasName))
        }
        if values.hasName {
          try body(ListFound(values: values, id: id, file: name, line: row.line))
        } else if told.isEmpty {
          fault(ListFault(file: name, line: row.line, words: "the row has no name", isEntryLost: true))
        }
      }
      if let undecodable = ListFault.undecodable(in: rows.file) { fault(undecodable) }
    }
    for orphans in beside.orphans() { fault(orphans) }
  }

  // MARK: one entry

  private static let columns = [
    "number", "name", "type", "program", "title", "call sign", "vessel type", "tonnage",
    "gross registered tonnage", "vessel flag", "vessel owner", "remarks",
  ]

  private func entry(_ row: ListRow, _ beside: Beside.Entry, _ faults: inout [String]) -> ListValues {
    func cell(_ index: Int) -> String {
      let text = index < row.cells.count ? ListText.trimmed(row.cells[index]) : ""
      return text == "-0-" ? "" : text
    }
    let isWhole = row.cells.count == Self.columns.count && !row.isOpen
    let type = cell(2).lowercased()
    let kinds = ["": "Organization", "individual": "Person", "vessel": "Vessel", "aircraft": "Airplane"]
    var values = ListValues(tables.vocabulary, kind: isWhole ? kinds[type] ?? "LegalEntity" : "LegalEntity")
    guard isWhole else {
      faults.append(
        row.isLast
          ? "the file ends within this row; what is there of it is kept as notes"
          : "the row has \(row.cells.count) cells and not 12, so they may have shifted; all but the name are kept as notes"
      )
      values.add("name", Whitespace.collapse(cell(1)))
      for index in row.cells.indices.dropFirst(2) where !cell(index).isEmpty {
        values.note(
          cell(index), label: index < Self.columns.count ? Self.columns[index] : "cell \(index + 1)")
      }
      add(beside, &values)
      return values
    }
    if kinds[type] == nil { faults.append("the type \"\(cell(2))\" is not known; taken for LegalEntity") }
    add(name: cell(1), as: "name", &values)
    for program in cell(3).components(separatedBy: "] [") {
      values.add(
        "program",
        ListText.trimmed(
          program.replacingOccurrences(of: "]", with: "").replacingOccurrences(of: "[", with: "")))
    }
    values.add("position", cell(4), label: "Title")
    for (index, property) in [
      (5, "callSign"), (6, "type"), (7, "tonnage"), (8, "grossRegisteredTonnage"), (9, "flag"),
    ] {
      if let words = values.read(property, cell(index), label: Self.columns[index]) { faults.append(words) }
    }
    values.note(cell(10), label: "Vessel owner")
    // Remarks that did not fit go on in the middle of a word; whole ones end with a full stop.
    var remarks = ListText.trimmed(row.cells[11]) == "-0-" ? "" : row.cells[11]
    if !beside.comments.isEmpty, ListText.trimmed(remarks).hasSuffix(".") { remarks += "; " }
    remarks += beside.comments.joined()
    tables.remarks.read(remarks, &values, &faults)
    add(beside, &values)
    return values
  }

  private func add(_ beside: Beside.Entry, _ values: inout ListValues) {
    for (kind, name, remark) in beside.aliases {
      add(name: name, as: Self.kinds[kind] ?? "alias", &values)
      values.note(remark, label: "Alias \(name)")
    }
    for (lines, country, remark) in beside.addresses {
      if !lines.isEmpty {
        values.add("address", (lines + (country.isEmpty ? [] : [country])).joined(separator: ", "))
      }
      if let code = tables.vocabulary.countries.code(of: country) {
        values.add("country", code, original: country)
      } else if lines.isEmpty, !country.isEmpty {
        values.add("address", country)
      }
      values.note(remark, label: "Address")
    }
  }

  private func add(name: String, as property: String, _ values: inout ListValues) {
    let name = Whitespace.collapse(name)
    let turned = values.kind == "Person" ? PersonName.turned(name) : nil
    values.add(property, turned ?? name, original: turned == nil ? nil : name)
  }
}
