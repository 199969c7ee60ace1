package import CounterfoilModel
package import Foundation
import Yams

/// Which columns of a table hold which properties of its entries.
///
/// Written as YAML, which a person can edit; docs/guide/lists.md explains it by example.
package struct ListMapping: Sendable {
  /// How a cell is read, besides as what its property holds.
  enum Form: String, CaseIterable, Sendable {
    /// `LAST, First` of people is turned round.
    case lastFirst = "last-first"
    /// Remarks parted by semicolons, as the U.S. Treasury writes them.
    case remarks
    /// `US, 80-0890696, Tax ID No.; …`, as the consolidated screening list writes identifiers.
    case identifiers
  }

  struct Column: Sendable {
    /// As the table's header has it.
    var name: String
    var property: String
    /// What parts several values in a cell; nil where a cell is one.
    var separator: String?
    var order: ListDate.Order?
    var form: Form?
    /// What stands before the words where they become a note.
    var label: String
    /// Of the mapping file.
    var line: Int?
  }

  /// Several columns that make up one value, such as the lines of an address.
  struct Joined: Sendable {
    var property: String
    var columns: [String]
    var with: String
    var line: Int?
  }

  /// A column whose cells say of which kind each entry is.
  struct KindColumn: Sendable {
    var column: String
    /// By the cell in lower case.
    var kinds: [String: String]
    var line: Int?
  }

  struct Constant: Sendable {
    var property: String
    var value: String
  }

  /// The mapping's file, for messages.
  var file: String
  /// What the list is called.
  package var title: String?
  /// Of an entry where no column says otherwise.
  var kind = "LegalEntity"
  var kindColumn: KindColumn?
  /// Columns that together name an entry; empty where its whole row does.
  var idColumns: [(name: String, line: Int?)] = []
  var columns: [Column] = []
  var joined: [Joined] = []
  var constants: [Constant] = []
  /// Columns of which nothing is kept.
  var ignored: [(name: String, line: Int?)] = []

  /// Reads a mapping and checks it against the schema.
  ///
  /// - Parameter file: What to call it in messages.
  /// - Throws: What is wrong with it and in which line.
  package init(yaml: String, file: String, schema: Schema) throws(ListError) {
    do throws(KnowledgeError) {
      try self.init(PackNode.compose(yaml, file: file), schema: schema)
    } catch {
      throw ListError(file: error.file, line: error.line, words: error.message)
    }
  }

  /// Reads a mapping file.
  package init(contentsOf url: URL, schema: Schema) throws(ListError) {
    guard let data = try? Data(contentsOf: url) else {
      throw ListError(file: url.lastPathComponent, words: "the mapping is missing or cannot be read")
    }
    try self.init(yaml: TextDecoding.decode([UInt8](data)).text, file: url.lastPathComponent, schema: schema)
  }

  /// Columns the mapping speaks of, each with the line where it does.
  var namedColumns: [(name: String, line: Int?)] {
    columns.map { ($0.name, $0.line) } + joined.flatMap { part in part.columns.map { ($0, part.line) } }
      + idColumns + ignored + (kindColumn.map { [($0.column, $0.line)] } ?? [])
  }

  /// Says which column the mapping names that the header does not have.
  func check(header: ListHeader, of table: String) throws(ListError) {
    for (name, line) in namedColumns where header.index(of: name) == nil {
      var words = "the column \"\(name)\" is not in \(table), whose columns are \(header.listed)"
      if let near = header.nearest(to: name) { words += "; is \"\(near)\" meant?" }
      throw ListError(file: file, line: line, words: words)
    }
  }
}
