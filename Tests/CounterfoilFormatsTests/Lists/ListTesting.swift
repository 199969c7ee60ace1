import CounterfoilFormats
import CounterfoilModel
import Foundation
import Testing

/// What came of reading a list.
struct ReadList {
  var format: ListFormat
  var entries: [ListEntry] = []
  var faults: [ListFault] = []

  subscript(id: String) -> ListEntry? { entries.first { $0.id == id } }

  /// `property: value` of an entry's values, and `(original)` where it is kept.
  func lines(_ index: Int = 0) -> [String] {
    guard index < entries.count else { return [] }
    return entries[index].values.map { value in
      "\(value.property): \(value.value)" + (value.original.map { " (\($0))" } ?? "")
    }
  }
}

enum ListTesting {
  static let schema: Schema? = try? KnowledgeLoader.schema()

  /// Reads a list whose files are given by name and bytes.
  static func read(
    _ files: [(name: String, bytes: [UInt8])], format: ListFormat? = nil, mapping: String? = nil
  ) throws -> ReadList {
    let schema = try #require(schema)
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("lists-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    var urls: [URL] = []
    for (name, bytes) in files {
      let url = folder.appendingPathComponent(name)
      try Data(bytes).write(to: url)
      urls.append(url)
    }
    let read = try mapping.map { try ListMapping(yaml: $0, file: "mapping.yaml", schema: schema) }
    return try self.read(urls, format: format, mapping: read)
  }

  static func read(_ name: String, _ text: String, format: ListFormat? = nil, mapping: String? = nil) throws
    -> ReadList
  {
    try read([(name, Array(text.utf8))], format: format, mapping: mapping)
  }

  static func read(_ urls: [URL], format: ListFormat? = nil, mapping: ListMapping? = nil) throws -> ReadList {
    let schema = try #require(schema)
    let reader = try ListReader(files: urls, format: format, mapping: mapping, schema: schema)
    var list = ReadList(format: reader.format)
    try reader.read({ list.entries.append($0) }, fault: { list.faults.append($0) })
    return list
  }
}
