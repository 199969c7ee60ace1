public import CounterfoilKnowledge
public import CounterfoilModel
public import Foundation

extension KnowledgeLoader {
  /// Our packs, and a user's own beside them.
  /// - Parameter own: Files or folders of YAML. What they say of an id of ours replaces it.
  /// - Throws: Where a file is no pack, an id is used twice or unknown, or a word names an attribute that no
  ///   indicator may read.
  public static func tradecraft(in root: URL = Knowledge.root, own: [URL] = []) throws(KnowledgeError)
    -> TradecraftTables
  {
    var reader = try TradecraftReader(root: root)
    for file in try packs("tradecraft/classes", in: root) {
      try reader.read(PackNode.load(file, in: root), isOurs: true)
    }
    for file in try packs("tradecraft/indicators", in: root) {
      try reader.read(PackNode.load(file, in: root), isOurs: true)
    }
    try reader.read(PackNode.load("tradecraft/counter.yaml", in: root), isOurs: true)
    for place in own { for file in yamlFiles(at: place) { try reader.read(pack(at: file), isOurs: false) } }
    return try reader.finish()
  }

  /// Everyday sentences, one a line, in English and Chinese: what no form should find.
  public static func everydaySentences(in root: URL = Knowledge.root) throws(KnowledgeError) -> [String] {
    try TableFile.load("tradecraft/everyday.txt", in: root).rows.compactMap(\.fields.first).filter {
      !$0.isEmpty
    }
  }

  private static func yamlFiles(at place: URL) -> [URL] {
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: place.path, isDirectory: &isFolder), isFolder.boolValue
    else {
      return [place]
    }
    let names = (try? FileManager.default.subpathsOfDirectory(atPath: place.path)) ?? []
    return names.filter { $0.hasSuffix(".yaml") || $0.hasSuffix(".yml") }.sorted().map {
      place.appendingPathComponent($0)
    }
  }

  private static func pack(at file: URL) throws(KnowledgeError) -> PackNode {
    try PackNode.load(file.lastPathComponent, in: file.deletingLastPathComponent())
  }
}
