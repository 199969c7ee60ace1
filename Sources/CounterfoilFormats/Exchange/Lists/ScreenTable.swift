package import CounterfoilModel
package import Foundation

/// A table of names to be looked for in lists, with whatever else it knows of each: read as a list is, but row
/// by row, so that every row gets its answer.
package struct ScreenTable {
  package struct Row {
    /// Counted from 1, without the header.
    package var number: Int
    package var entry: ListEntry
  }

  /// Whether the table or its mapping says what is a person; without it the names of the columns are all there is to go by.
  package let saysKind: Bool
  private let table: TableList
  private let tables: ListTables

  /// - Parameter mapping: Nil to go by the names of the columns.
  package init(_ file: URL, mapping: ListMapping?, schema: Schema) throws(ListError) {
    do throws(KnowledgeError) {
      tables = try ListTables(schema: schema)
    } catch {
      throw ListError(file: error.file, line: error.line, words: error.message)
    }
    table = try TableList(files: [file], mapping: mapping, tables: tables)
    saysKind = mapping != nil || table.mapping.kindColumn != nil
  }

  /// The rows that have a name; the others are told as faults.
  package func rows(fault: (ListFault) -> Void) throws -> [Row] {
    var rows: [Row] = []
    try table.eachRow { number, found in
      rows.append(Row(number: number, entry: found.values.entry(id: "\(number)")))
    } fault: {
      fault($0)
    }
    return rows
  }
}
