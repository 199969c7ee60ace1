package import CounterfoilAnalysis
package import CounterfoilFormats
public import CounterfoilModel
import CounterfoilStore
package import Foundation

extension Workbench {
  /// The imported lists, by name.
  public func lists() throws -> [ListVersion] { try casebase.read { try ListRecord.all($0) } }

  /// Brings a list in, in place of its last version; all of it or nothing.
  /// - Throws: `ListError` with what to do; nothing is changed then.
  package func importList(
    named name: String, reader: ListReader, files: [String], fault: (ListFault) -> Void
  ) throws -> (version: ListVersion, change: ListChange) {
    guard Self.isListName(name) else { throw ListsError.badName(name) }
    let names = files.map { URL(fileURLWithPath: $0).lastPathComponent }
    return try casebase.write { db in
      var list = try ListImport(db, name: name)
      try reader.read(
        { entry in
          if try !list.add(entry) {
            fault(
              ListFault(
                file: names.first ?? "", line: nil,
                words: "the identifier \(entry.id) stands twice; the first was kept",
                isEntryLost: true))
          }
        }, fault: fault)
      let (version, change) = try list.finish(
        format: reader.format.rawValue, files: names, by: Account.current, at: Timestamp.now())
      guard version.entries > 0 else { throw ListsError.empty(names) }
      return (version, change)
    }
  }

  private static func isListName(_ name: String) -> Bool {
    !name.isEmpty && name.utf8.count <= 60 && name.utf8.first != 0x2D
      && name.utf8.allSatisfy { (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) || $0 == 0x2D }
  }

  /// An entry of an imported list.
  /// - Throws: `ListsError.unknown`.
  public func listEntry(_ list: String, _ row: String) throws -> ListEntry {
    guard let entry = try casebase.read({ try ListRecord.entry($0, list: list, row: row) }) else {
      throw ListsError.noEntry(list, row)
    }
    return entry
  }

  /// Makes an imported list ready for screening. Its indexes of names lie beside the casebase's database and
  /// are made anew when the list has changed.
  package func screenedList(_ name: String, tables: ResolutionTables) throws -> ScreenedList {
    guard let version = try casebase.read({ try ListRecord.fetch($0, name: name) }) else {
      throw ListsError.unknown(name, try lists().map(\.name))
    }
    var entries: [ListEntry] = []
    entries.reserveCapacity(version.entries)
    try casebase.read { db in try ListRecord.each(db, list: name) { entries.append($0) } }
    let all = casebase.folder.appendingPathComponent("indexes", isDirectory: true)
    let folder = all.appendingPathComponent(
      "\(name)-\(version.digest.description.prefix(16))", isDirectory: true)
    let files = ScreenedList.files(in: folder)
    let isReady = [files.people, files.bodies].allSatisfy { FileManager.default.fileExists(atPath: $0.path) }
    if !isReady { Self.removeIndexes(of: name, in: all) }
    try FileManager.default.createDirectory(
      at: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    return try ScreenedList(name: name, entries: entries, tables: tables, indexes: folder, isReady: isReady)
  }

  /// Makes a list that lies in a file ready for screening, without bringing it in. Its indexes lie in `scratch`.
  package func screenedList(
    file: URL, tables: ResolutionTables, scratch: URL, fault: (ListFault) -> Void
  ) throws -> ScreenedList {
    let reader = try ListReader(
      files: [file], format: nil, mapping: nil, schema: try KnowledgeLoader.schema())
    var entries: [ListEntry] = []
    try reader.read({ entries.append($0) }, fault: fault)
    let folder = scratch.appendingPathComponent(UUID().uuidString, isDirectory: true)
    try FileManager.default.createDirectory(
      at: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    return try ScreenedList(name: file.lastPathComponent, entries: entries, tables: tables, indexes: folder)
  }

  private static func removeIndexes(of name: String, in folder: URL) {
    let files =
      (try? FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)) ?? []
    for file in files where file.lastPathComponent.dropLast(17) == name {
      try? FileManager.default.removeItem(at: file)
    }
  }
}

/// Why a list could not be used, and what to do.
public enum ListsError: Error, Hashable, CustomStringConvertible {
  case badName(String)
  case empty([String])
  case unknown(String, [String])
  case noEntry(String, String)

  public var description: String {
    switch self {
    case .badName(let name):
      "'\(name)' cannot name a list: take small letters, digits and hyphens, such as ofac-sdn"
    case .empty(let files):
      "no entry could be read from \(files.joined(separator: ", ")); nothing was changed"
    case .unknown(let name, let known):
      known.isEmpty
        ? "there is no list \(name), nor any other; `counterfoil lists import` brings one in"
        : "there is no list \(name); there are \(known.joined(separator: ", "))"
    case .noEntry(let list, let row): "the list \(list) has no entry \(row)"
    }
  }
}
