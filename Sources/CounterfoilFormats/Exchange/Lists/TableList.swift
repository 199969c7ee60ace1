import CounterfoilModel
import Foundation

/// A list in a delimited table, read through a mapping.
struct TableList: ListSource {
  let mapping: ListMapping
  private let tables: ListTables
  private let files: [(url: URL, plan: TablePlan, above: Int)]

  /// The first rows of a table.
  struct Head {
    /// Rows above the header: titles, dates of issue.
    var above: Int
    var header: ListHeader
    var rows: [ListRow]
  }

  init(files: [URL], mapping: ListMapping?, tables: ListTables) throws(ListError) {
    self.tables = tables
    var heads: [(url: URL, head: Head)] = []
    for url in files { heads.append((url, try Self.head(of: url, mapping))) }
    if let mapping {
      self.mapping = mapping
    } else {
      let first = heads[0].head
      self.mapping = try tables.mapping(for: first.header, rows: first.rows, file: files[0])
    }
    var planned: [(URL, TablePlan, Int)] = []
    for (url, head) in heads {
      try self.mapping.check(header: head.header, of: url.lastPathComponent)
      planned.append((url, TablePlan(self.mapping, head.header, sample: head.rows), head.above))
    }
    self.files = planned
  }

  /// The header and the rows behind it.
  ///
  /// The header is the first row with all the columns that the mapping names; without a mapping, the first
  /// in which half as many cells say something as in most rows.
  static func head(of url: URL, _ mapping: ListMapping? = nil) throws(ListError) -> Head {
    let file = try ListFile(url)
    var sample: [ListRow] = []
    do {
      var rows = try ListRows(file)
      while sample.count < 60, let row = try rows.next() { sample.append(row) }
    } catch {
      throw ListError(file: file.name, words: "the file cannot be read")
    }
    guard !sample.isEmpty else { throw ListError(file: file.name, words: "the file is empty") }
    let named = mapping?.namedColumns.map(\.name)
    let filled = sample.map { row in row.cells.count { !$0.isEmpty } }
    let usual = filled.sorted()[filled.count / 2]
    let above =
      sample.indices.prefix(10).first { at in
        guard let named else { return filled[at] * 2 >= usual }
        let header = ListHeader(sample[at].cells)
        return named.allSatisfy { header.index(of: $0) != nil }
      } ?? 0
    return Head(
      above: above, header: ListHeader(sample[above].cells), rows: Array(sample.dropFirst(above + 1)))
  }

  func forEachID(_ body: (String) -> Void) throws {
    for (url, plan, above) in files {
      var rows = try ListRows(ListFile(url))
      for _ in 0...above { _ = try rows.next() }
      while let row = try rows.next() { body(plan.id(of: row)) }
    }
  }

  func walk(_ body: (ListFound) throws -> Void, _ fault: (ListFault) -> Void) throws {
    try eachRow({ try body($1) }, fault: fault)
  }

  /// - Parameter body: Called with the row's number, counted from 1 over all files without their headers and
  ///   empty lines, and what it holds.
  func eachRow(_ body: (Int, ListFound) throws -> Void, fault: (ListFault) -> Void) throws {
    var number = 0
    for (url, plan, above) in files {
      let name = url.lastPathComponent
      var rows = try ListRows(ListFile(url))
      for _ in 0...above { _ = try rows.next() }
      var isEmpty = true
      while let row = try rows.next() {
        isEmpty = false
        number += 1
        var told: [String] = []
        let values = plan.values(of: row, tables, &told)
        for words in told {
          fault(ListFault(file: name, line: row.line, words: words, isEntryLost: !values.hasName))
        }
        if values.hasName {
          try body(number, ListFound(values: values, id: plan.id(of: row), file: name, line: row.line))
        } else if told.isEmpty {
          fault(ListFault(file: name, line: row.line, words: "the row has no name", isEntryLost: true))
        }
      }
      if isEmpty {
        fault(
          ListFault(file: name, line: nil, words: "the table has a header and no rows", isEntryLost: false))
      }
      if let undecodable = ListFault.undecodable(in: rows.file) { fault(undecodable) }
    }
  }
}
