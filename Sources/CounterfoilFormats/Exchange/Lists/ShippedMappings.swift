import CounterfoilKnowledge
import CounterfoilModel
import Foundation

extension ListTables {
  /// A shipped mapping by its file's name, such as `bis-denied`.
  func mapping(named name: String) throws(ListError) -> ListMapping {
    do throws(KnowledgeError) {
      return try ListMapping(PackNode.load("lists/mappings/\(name).yaml", in: root), schema: schema)
    } catch {
      throw ListError(file: error.file, line: error.line, words: error.message)
    }
  }

  /// The mapping for a table that came without one: that of the shipped whose columns are all there and are
  /// most, else a proposed one.
  func mapping(for header: ListHeader, rows: [ListRow], file: URL) throws(ListError) -> ListMapping {
    let folder = root.appendingPathComponent("lists/mappings")
    let names = ((try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? [])
      .filter { $0.hasSuffix(".yaml") }.map { String($0.dropLast(5)) }.sorted()
    var best: ListMapping?
    for name in names {
      let mapping = try mapping(named: name)
      let columns = mapping.namedColumns
      guard columns.allSatisfy({ header.index(of: $0.name) != nil }) else { continue }
      if columns.count > best?.namedColumns.count ?? 0 { best = mapping }
    }
    if let best { return best }
    let yaml = try ListMapping.proposal(header: header.names, rows: rows.map(\.cells), root: root)
    return try ListMapping(
      yaml: yaml, file: "the mapping proposed for \(file.lastPathComponent)", schema: schema)
  }
}
