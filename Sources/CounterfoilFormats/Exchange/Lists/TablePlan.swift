import CounterfoilModel
import Foundation

/// A mapping applied to one header: which cell of a row goes where.
struct TablePlan {
  private struct Cell {
    var index: Int
    var column: ListMapping.Column
  }

  private let mapping: ListMapping
  private let header: ListHeader
  private let cells: [Cell]
  private let joined: [(part: ListMapping.Joined, indices: [Int])]
  private let ids: [Int]
  private let kindIndex: Int?
  /// Columns nobody mapped, whose cells become notes.
  private let others: [Int]
  /// Most rows of the table leave out empty cells at their end.
  private let leavesOutLast: Bool

  /// - Parameter sample: The first rows.
  init(_ mapping: ListMapping, _ header: ListHeader, sample: [ListRow]) {
    self.mapping = mapping
    self.header = header
    let cells = mapping.columns.compactMap { column in
      header.index(of: column.name).map { Cell(index: $0, column: column) }
    }
    self.cells = cells
    joined = mapping.joined.map { part in (part, part.columns.compactMap { header.index(of: $0) }) }
    let ids = mapping.idColumns.compactMap { header.index(of: $0.name) }
    self.ids = ids
    kindIndex = mapping.kindColumn.flatMap { header.index(of: $0.column) }
    let named = Set(mapping.namedColumns.compactMap { header.index(of: $0.name) })
    let idOnly = ids.filter { id in !cells.contains { $0.index == id } }
    others = header.names.indices.filter { !named.contains($0) && !idOnly.contains($0) }
    let short = sample.count { $0.cells.count < header.names.count && !$0.isLast }
    leavesOutLast = short * 2 > sample.count
  }

  /// What the id column says. Several are hashed, and the whole row where none says anything.
  func id(of row: ListRow) -> String {
    let parts = ids.map { $0 < row.cells.count ? row.cells[$0] : "" }
    if parts.count == 1, !parts[0].isEmpty { return parts[0] }
    let isTold = parts.contains { !$0.isEmpty }
    return EntityID.hashed(kind: "row", (isTold ? parts : row.cells).joined(separator: "\u{1F}")).rawValue
  }

  func values(of row: ListRow, _ tables: ListTables, _ faults: inout [String]) -> ListValues {
    var values = ListValues(tables.vocabulary, kind: kind(of: row, &faults))
    if let words = unfit(row) {
      faults.append(words)
      keepAsNotes(row, &values)
    } else {
      for cell in cells where cell.index < row.cells.count {
        read(row.cells[cell.index], cell.column, tables, &values, &faults)
      }
      for (part, indices) in joined {
        let text = indices.compactMap { $0 < row.cells.count && !row.cells[$0].isEmpty ? row.cells[$0] : nil }
          .joined(separator: part.with)
        if let words = values.read(part.property, text, label: part.property) { faults.append(words) }
      }
      for index in others where index < row.cells.count && !ListText.isNothing(row.cells[index]) {
        values.note(row.cells[index], label: header.names[index])
      }
    }
    for constant in mapping.constants {
      if let words = values.read(constant.property, constant.value, label: constant.property) {
        faults.append(words)
      }
    }
    return values
  }

  private func kind(of row: ListRow, _ faults: inout [String]) -> String {
    guard let index = kindIndex, let column = mapping.kindColumn, index < row.cells.count,
      !row.cells[index].isEmpty
    else { return mapping.kind }
    if let kind = column.kinds[row.cells[index].lowercased()] { return kind }
    faults.append(
      "\(column.column) is \"\(row.cells[index])\", which the mapping does not know; taken for \(mapping.kind)"
    )
    return mapping.kind
  }

  private func read(
    _ text: String, _ column: ListMapping.Column, _ tables: ListTables, _ values: inout ListValues,
    _ faults: inout [String]
  ) {
    guard !text.isEmpty else { return }
    var parts = [text]
    if let separator = column.separator {
      let mark = ListText.trimmed(separator)
      parts = text.components(separatedBy: mark.isEmpty ? separator : mark)
    }
    switch column.form {
    case .remarks: return tables.remarks.read(text, &values, &faults)
    case .identifiers: return tables.remarks.readIdentifiers(text, &values, &faults)
    case .lastFirst, nil: break
    }
    for part in parts {
      let part = ListText.trimmed(part)
      if column.form == .lastFirst, values.kind == "Person", let turned = PersonName.turned(part) {
        values.add(column.property, turned, original: part, label: column.label)
      } else if column.property == "notes" {
        values.note(part, label: column.label.isEmpty ? nil : column.label)
      } else if let words = values.read(column.property, part, label: column.label, order: column.order) {
        faults.append(words)
      }
    }
  }

  // MARK: rows that do not fit

  /// Why cells may stand under columns that are not theirs; nil where the row is as the header says.
  private func unfit(_ row: ListRow) -> String? {
    let count = header.names.count
    if row.isOpen {
      return row.isLast
        ? "the file ends within this row; what is there of it is kept as notes"
        : "a quotation mark is never closed; the row's cells are kept as notes"
    }
    if row.cells.count < count, row.isLast, !leavesOutLast {
      return "the file ends within this row; what is there of it is kept as notes"
    }
    let isLong = row.cells.count > count && row.cells[count...].contains { !$0.isEmpty }
    let isShort = row.cells.count < count && !leavesOutLast
    guard isLong || isShort else { return nil }
    return "the row has \(row.cells.count) cells and the header \(count), so they may have shifted; "
      + "all but the name are kept as notes"
  }

  private func keepAsNotes(_ row: ListRow, _ values: inout ListValues) {
    for (index, text) in row.cells.enumerated() where !text.isEmpty {
      let isName = cells.contains { $0.index == index && $0.column.property == "name" }
      if isName, !values.hasName {
        _ = values.read("name", text, label: header.names[index])
      } else {
        values.note(text, label: index < header.names.count ? header.names[index] : "cell \(index + 1)")
      }
    }
  }
}
