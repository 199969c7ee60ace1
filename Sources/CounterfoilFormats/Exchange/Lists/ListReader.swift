package import CounterfoilModel
package import Foundation

/// Reads the lists that others publish: who is sanctioned, denied, listed or registered.
package struct ListReader: Sendable {
  package let format: ListFormat
  /// The mapping in use; nil for lists whose form is fixed.
  package let mapping: ListMapping?
  private let source: any ListSource

  /// Opens the files, finds out their form, and checks that they can be read so.
  ///
  /// - Parameters:
  ///   - files: One list. Of OFAC's the set of its files, in any order; of other forms, several are read
  ///     one after another.
  ///   - format: Nil to tell by content.
  ///   - mapping: For tables; without it one of those shipped is taken where its columns are there, else
  ///     `ListMapping.proposal`.
  /// - Throws: What cannot be read or does not fit, before any entry is read.
  package init(files: [URL], format: ListFormat?, mapping: ListMapping?, schema: Schema) throws(ListError) {
    guard !files.isEmpty else { throw ListError(file: nil, words: "no file was named") }
    let tables: ListTables
    do throws(KnowledgeError) {
      tables = try ListTables(schema: schema)
    } catch {
      throw ListError(file: error.file, line: error.line, words: error.message)
    }
    let told = format ?? (mapping == nil ? nil : .table)
    let format = if let told { told } else { try ListRecognition.format(of: files) }
    self.format = format
    var read: ListMapping?
    switch format {
    case .followTheMoney: source = FollowTheMoneyList(files: files, vocabulary: tables.vocabulary)
    case .ofac: source = try OFACList(files: files, tables: tables)
    case .un: source = try UNList(files: files, tables: tables)
    case .misp: source = try GalaxyList(files: files, tables: tables)
    case .bisDenied, .csl, .table:
      let shipped = format == .table ? mapping : try tables.mapping(named: format.rawValue)
      let table = try TableList(files: files, mapping: shipped, tables: tables)
      read = table.mapping
      source = table
    }
    self.mapping = read
  }

  /// Calls `entry` with each entry, in the list's order.
  ///
  /// Rows of one identifier and the same names become one entry, in the place of the last of them. To find
  /// them the list is gone through once before.
  /// - Parameters:
  ///   - fault: Called with what could not be read, or not wholly.
  /// - Throws: What `entry` throws, or what the file system says.
  package func read(_ entry: (ListEntry) throws -> Void, fault: (ListFault) -> Void) throws {
    var repeated = RepeatedIDs()
    try source.forEachID { repeated.add($0) }
    var join = ListJoin(repeated)
    repeated = RepeatedIDs()
    try source.walk({ try join.take($0, entry, fault) }, fault)
    try join.finish(entry)
  }
}
