import Foundation
import Yams

/// A knowledge pack that cannot be used, and where.
public struct KnowledgeError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The pack's path below the knowledge folder.
  public var file: String
  /// Counted from 1; nil where the file as a whole is meant.
  public var line: Int?
  /// What is wrong, in a person's words, without a final stop.
  public var message: String

  public init(file: String, line: Int?, message: String) {
    self.file = file
    self.line = line
    self.message = message
  }

  public var description: String {
    line.map { "\(file):\($0): \(message)" } ?? "\(file): \(message)"
  }
}

/// One node of a YAML pack that knows where it stands.
struct PackNode {
  let node: Node
  let file: String

  /// - Parameter file: The path below `root`, for messages.
  static func load(_ file: String, in root: URL) throws(KnowledgeError) -> PackNode {
    try compose(try read(file, in: root), file: file)
  }

  static func compose(_ text: String, file: String) throws(KnowledgeError) -> PackNode {
    do {
      guard let node = try Yams.compose(yaml: text) else {
        throw KnowledgeError(file: file, line: nil, message: "the pack is empty")
      }
      return PackNode(node: node, file: file)
    } catch let error as KnowledgeError {
      throw error
    } catch let error as YamlError {
      throw KnowledgeError(file: file, line: line(of: error), message: "not valid YAML")
    } catch {
      throw KnowledgeError(file: file, line: nil, message: "not valid YAML")
    }
  }

  /// The text of a pack of any form.
  static func read(_ file: String, in root: URL) throws(KnowledgeError) -> String {
    guard let data = try? Data(contentsOf: root.appendingPathComponent(file)) else {
      throw KnowledgeError(file: file, line: nil, message: "the pack is missing or cannot be read")
    }
    guard let text = String(validating: data, as: UTF8.self) else {
      throw KnowledgeError(file: file, line: nil, message: "the pack is not UTF-8")
    }
    return text
  }

  private static func line(of error: YamlError) -> Int? {
    switch error {
    case .scanner(_, _, let mark, _), .parser(_, _, let mark, _), .composer(_, _, let mark, _):
      mark.line
    default: nil
    }
  }

  func fail(_ message: String) -> KnowledgeError {
    KnowledgeError(file: file, line: node.mark?.line, message: message)
  }

  /// The value of a key; nil where it is absent or null.
  subscript(_ key: String) -> PackNode? {
    guard let found = node.mapping?[Node(key)], found.null == nil else { return nil }
    return PackNode(node: found, file: file)
  }

  /// The string of a key that must be there.
  func string(_ key: String) throws(KnowledgeError) -> String {
    guard let value = try optionalString(key), !value.isEmpty else {
      throw fail("\(key) is missing")
    }
    return value
  }

  func optionalString(_ key: String) throws(KnowledgeError) -> String? {
    guard let found = self[key] else { return nil }
    guard let scalar = found.node.scalar else {
      throw found.fail("\(key) is text, not a list or a table")
    }
    return scalar.string
  }

  /// The list of a key; empty where it is absent.
  func list(_ key: String) throws(KnowledgeError) -> [PackNode] {
    guard let found = self[key] else { return [] }
    guard let sequence = found.node.sequence else { throw found.fail("\(key) is a list") }
    return sequence.map { PackNode(node: $0, file: file) }
  }

  func strings(_ key: String) throws(KnowledgeError) -> [String] {
    var result: [String] = []
    for item in try list(key) {
      guard let scalar = item.node.scalar else { throw item.fail("\(key) is a list of texts") }
      result.append(scalar.string)
    }
    return result
  }

  /// The keys and values of a table, in the file's order; empty where it is absent.
  func table(_ key: String) throws(KnowledgeError) -> [(String, PackNode)] {
    guard let found = self[key] else { return [] }
    return try found.entries()
  }

  func entries() throws(KnowledgeError) -> [(String, PackNode)] {
    guard let mapping = node.mapping else { throw fail("here a table of keys is expected") }
    return mapping.map { ($0.key.scalar?.string ?? "", PackNode(node: $0.value, file: file)) }
  }

  func flag(_ key: String) throws(KnowledgeError) -> Bool {
    switch try optionalString(key) {
    case nil, "false": return false
    case "true": return true
    default: throw fail("\(key) is true or false")
    }
  }
}
