import CounterfoilKnowledge
import CounterfoilModel
import Foundation
import Yams

/// MISP galaxy clusters of people and bodies, by `lists/misp.yaml`. A file is read whole.
struct GalaxyList: ListSource {
  private let files: [(url: URL, kind: String)]
  private let tables: ListTables
  private let properties: [String: String]

  init(files: [URL], tables: ListTables) throws(ListError) {
    self.tables = tables
    let pack: (kinds: [(String, String)], properties: [String: String])
    do throws(KnowledgeError) {
      pack = try Self.pack(tables)
    } catch {
      throw ListError(file: error.file, line: error.line, words: error.message)
    }
    properties = pack.properties
    var told: [(URL, String)] = []
    for url in files {
      let type = Self.withText(of: url) { Self.type(of: $0) }
      guard let type else {
        throw ListError(
          file: url.lastPathComponent, words: "this is no MISP galaxy cluster: it has no \"type\"")
      }
      guard let kind = pack.kinds.first(where: { $0.0 == type })?.1 else {
        throw ListError(
          file: url.lastPathComponent,
          words: "a cluster of type \(type) lists no people or bodies; those known are "
            + pack.kinds.map(\.0).joined(separator: ", "))
      }
      told.append((url, kind))
    }
    self.files = told
  }

  private static func pack(_ tables: ListTables) throws(KnowledgeError) -> (
    kinds: [(String, String)], properties: [String: String]
  ) {
    let pack = try PackNode.load("lists/misp.yaml", in: tables.root)
    var kinds: [(String, String)] = []
    for (type, node) in try pack.table("kinds") {
      guard let kind = node.node.scalar?.string, tables.vocabulary.isKind(kind) else {
        throw node.fail("a kind of the schema is expected")
      }
      kinds.append((type, kind))
    }
    var properties: [String: String] = [:]
    for (key, node) in try pack.table("meta") {
      guard let property = node.node.scalar?.string, tables.vocabulary.isProperty(property) else {
        throw node.fail("a property of the schema is expected")
      }
      properties[key] = property
    }
    return (kinds, properties)
  }

  private static func withText<T>(of url: URL, _ body: (JSONWalk) -> T?) -> T? {
    guard let data = try? Data(contentsOf: url, options: .mappedIfSafe) else { return nil }
    var text = data.withUnsafeBytes { TextDecoding.decode($0) }.text
    return text.withUTF8 { body(JSONWalk(utf8: $0)) }
  }

  /// The cluster's type, which may stand behind its values; of a file cut short, its name in what is there.
  private static func type(of walk: JSONWalk) -> String? {
    let start = walk.start(0)
    guard walk.isObject(start) else { return nil }
    var type: String?
    var name: String?
    _ = try? walk.members(start) { key, at in
      if key == "type" { type = walk.scalar(at) }
      if key == "name" { name = walk.scalar(at) }
      return type == nil
    }
    return type ?? name?.lowercased().replacingOccurrences(of: " ", with: "-")
  }

  func forEachID(_ body: (String) -> Void) throws {
    try walk({ body($0.id) }, { _ in })
  }

  func walk(_ body: (ListFound) throws -> Void, _ fault: (ListFault) -> Void) throws {
    for (url, kind) in files {
      let data = try Data(contentsOf: url, options: .mappedIfSafe)
      let decoded = data.withUnsafeBytes { TextDecoding.decode($0) }
      let file = url.lastPathComponent
      if let words = decoded.problemMessage {
        fault(ListFault(file: file, line: nil, words: words, isEntryLost: false))
      }
      var text = decoded.text
      let failure = text.withUTF8 { read(JSONWalk(utf8: $0), file, kind, body, fault) }
      if let failure { throw failure }
    }
  }

  /// - Returns: What `body` threw.
  private func read(
    _ walk: JSONWalk, _ file: String, _ kind: String, _ body: (ListFound) throws -> Void,
    _ fault: (ListFault) -> Void
  ) -> (any Error)? {
    var failure: (any Error)?
    // Lines are counted on, so that each byte is looked at once.
    var (line, counted) = (1, 0)
    func lineNumber(_ at: Int) -> Int {
      let at = min(at, walk.utf8.count)
      guard at > counted else { return line }
      line += walk.utf8[counted..<at].count { $0 == 0x0A }
      counted = at
      return line
    }
    do throws(JSONFault) {
      try walk.members(walk.start(0)) { (name, at) throws(JSONFault) in
        guard name == "values", walk.isArray(at) else { return true }
        try walk.elements(at) { (at) throws(JSONFault) in
          let line = lineNumber(at)
          guard walk.isObject(at) else { return true }
          // Whole, or it is not read.
          _ = try walk.end(at)
          let (id, values) = try entry(walk, at, kind)
          guard values.hasName else {
            fault(ListFault(file: file, line: line, words: "the value has no name", isEntryLost: true))
            return true
          }
          do {
            try body(ListFound(values: values, id: id, file: file, line: line))
          } catch {
            failure = error
          }
          return failure == nil
        }
        return failure == nil
      }
    } catch {
      fault(
        ListFault(
          file: file, line: lineNumber(error.at),
          words: "the file breaks off here or is damaged (\(error.message)); what stands before it was read",
          isEntryLost: false))
    }
    return failure
  }

  private func entry(_ walk: JSONWalk, _ at: Int, _ kind: String) throws(JSONFault) -> (String, ListValues) {
    var values = ListValues(tables.vocabulary, kind: kind)
    var id = ""
    var meta: Int?
    var related: Int?
    try walk.members(at) { (name, at) throws(JSONFault) in
      switch name {
      case "value": values.add("name", Whitespace.collapse(walk.scalar(at) ?? ""))
      case "uuid": id = walk.scalar(at) ?? ""
      case "description": values.add("summary", walk.scalar(at) ?? "")
      case "meta" where walk.isObject(at): meta = at
      case "related" where walk.isArray(at): related = at
      default: if let text = walk.scalar(at) { values.note(text, label: name) }
      }
      return true
    }
    if let meta {
      try walk.members(meta) { (name, at) throws(JSONFault) in
        let texts = try FollowTheMoneyEntity.texts(walk, at)
        if let property = properties[name] {
          for text in texts { _ = values.read(property, text, label: name) }
        } else {
          values.note(texts.joined(separator: "; "), label: name)
        }
        return true
      }
    }
    if let related {
      try walk.elements(related) { (at) throws(JSONFault) in
        guard walk.isObject(at) else { return true }
        var (type, other) = ("related", "")
        try walk.members(at) { name, at in
          if name == "type" { type = walk.scalar(at) ?? type }
          if name == "dest-uuid" { other = walk.scalar(at) ?? "" }
          return true
        }
        values.note(other, label: type)
        return true
      }
    }
    if id.isEmpty {
      id = EntityID.hashed(kind: "value", values.values.first { $0.property == "name" }?.value ?? "").rawValue
    }
    return (id, values)
  }
}
