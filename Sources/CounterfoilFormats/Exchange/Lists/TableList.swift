import CounterfoilModel
import Foundation

/// A list in a delimited table, read through a mapping.
struct TableList: ListSource {
  let mapping: ListMapping
  private let tables: ListTables
  private let files: [(url: URL, plan: TablePlan)]

  init(files: [URL], mapping: ListMapping?, tables: ListTables) throws(ListError) {
    self.tables = tables
    var opened: [(URL, ListHeader, [ListRow])] = []
    for url in files {
      let (header, rows) = try Self.head(of: url)
      opened.append((url, header, rows))
    }
    if let mapping {
      self.mapping = mapping
    } else {
      self.mapping = try tables.mapping(for: opened[0].1, rows: opened[0].2, file: files[0])
    }
    var planned: [(URL, TablePlan)] = []
    for (url, header, rows) in opened {
      try self.mapping.check(header: header, of: url.lastPathComponent)
      planned.append((url, TablePlan(self.mapping, header, sample: rows)))
    }
    self.files = planned
  }

  /// The header and the first rows.
  static func head(of url: URL) throws(ListError) -> (ListHeader, [ListRow]) {
    let file = try ListFile(url)
    do {
      var rows = try ListRows(file)
      guard let header = try rows.next() else {
        throw ListError(file: file.name, words: "the file is empty")
      }
      var sample: [ListRow] = []
      while sample.count < 50, let row = try rows.next() { sample.append(row) }
      return (ListHeader(header.cells), sample)
    } catch let error as ListError {
      throw error
    } catch {
      throw ListError(file: file.name, words: "the file cannot be read to its end")
    }
  }

  func forEachID(_ body: (String) -> Void) throws {
    for (url, plan) in files {
      var rows = try ListRows(ListFile(url))
      _ = try rows.next()
      while let row = try rows.next() { body(plan.id(of: row)) }
    }
  }

  func walk(_ body: (ListFound) throws -> Void, _ fault: (ListFault) -> Void) throws {
    for (url, plan) in files {
      let name = url.lastPathComponent
      var rows = try ListRows(ListFile(url))
      _ = try rows.next()
      var isEmpty = true
      while let row = try rows.next() {
        isEmpty = false
        var told: [String] = []
        let values = plan.values(of: row, tables, &told)
        for words in told {
          fault(ListFault(file: name, line: row.line, words: words, isEntryLost: !values.hasName))
        }
        if values.hasName {
          try body(ListFound(values: values, id: plan.id(of: row), file: name, line: row.line))
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
