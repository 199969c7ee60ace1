import CounterfoilModel
import Foundation

/// Entities of FollowTheMoney, one JSON object a line, as OpenSanctions publishes them.
struct FollowTheMoneyList: ListSource {
  let files: [URL]
  let vocabulary: ListVocabulary

  func forEachID(_ body: (String) -> Void) throws {
    for url in files {
      var lines = ListLines(try ListFile(url))
      while let line = try lines.next() {
        let id = line.text.withUnsafeBufferPointer { utf8 -> String? in
          let walk = JSONWalk(utf8: utf8)
          let start = walk.start(0)
          guard walk.isObject(start) else { return nil }
          var id: String?
          _ = try? walk.members(start) { name, at in
            if name == "id" { id = walk.scalar(at) }
            return id == nil
          }
          return id
        }
        if let id, !id.isEmpty { body(id) }
      }
    }
  }

  func walk(_ body: (ListFound) throws -> Void, _ fault: (ListFault) -> Void) throws {
    for url in files {
      var lines = ListLines(try ListFile(url))
      let name = lines.file.name
      var unknown: Set<String> = []
      while let line = try lines.next() {
        var told: [(words: String, isLost: Bool)] = []
        let isLast = lines.file.isAtEnd && lines.file.unreadBytes == 0
        let found = line.text.withUnsafeBufferPointer { entry($0, &unknown, &told) }
        for (words, isLost) in told {
          let words = isLost && isLast ? "\(words); the file may have been cut short" : words
          fault(ListFault(file: name, line: line.line, words: words, isEntryLost: isLost))
        }
        if let (id, values) = found {
          try body(ListFound(values: values, id: id, file: name, line: line.line))
        }
      }
      if let undecodable = ListFault.undecodable(in: lines.file) { fault(undecodable) }
    }
  }

  private struct Line {
    var id = ""
    var kind = ""
    var properties: [(name: String, values: [String])] = []
    /// What OpenSanctions adds beside the properties.
    var notes: [(label: String, values: [String])] = []
  }

  private func entry(
    _ utf8: UnsafeBufferPointer<UInt8>, _ unknown: inout Set<String>,
    _ told: inout [(words: String, isLost: Bool)]
  ) -> (String, ListValues)? {
    let line: Line
    do throws(JSONFault) {
      line = try Self.line(utf8)
    } catch {
      told.append(("the line is no JSON object (\(error.message))", true))
      return nil
    }
    guard !line.id.isEmpty, !line.kind.isEmpty else {
      told.append(("the entity has no \(line.id.isEmpty ? "id" : "schema")", true))
      return nil
    }
    var kind = line.kind
    if !vocabulary.isKind(kind) {
      kind = "LegalEntity"
      if unknown.insert(line.kind).inserted {
        told.append(("\(line.kind) is no kind known here; such entities are taken for LegalEntity", false))
      }
    }
    var values = ListValues(vocabulary, kind: kind)
    for (property, texts) in line.properties {
      let isKnown = vocabulary.type(of: property, in: kind) != nil
      if !isKnown, unknown.insert("\(kind):\(property)").inserted {
        told.append(("\(kind) has no property \(property) here; such values are kept as notes", false))
      }
      for text in texts {
        if isKnown { values.add(property, text) } else { values.note(text, label: property) }
      }
    }
    for (label, texts) in line.notes { values.note(texts.joined(separator: ", "), label: label) }
    if vocabulary.type(of: "weakAlias", in: kind) != nil, !values.hasName, Self.needsName(kind, vocabulary) {
      told.append(("the \(kind) has no name, so it cannot be looked for", false))
    }
    return (line.id, values)
  }

  private static func needsName(_ kind: String, _ vocabulary: ListVocabulary) -> Bool {
    vocabulary.type(of: "registrationNumber", in: kind) != nil
  }

  private static func line(_ utf8: UnsafeBufferPointer<UInt8>) throws(JSONFault) -> Line {
    let walk = JSONWalk(utf8: utf8)
    let start = walk.start(0)
    guard walk.isObject(start) else { throw JSONFault(at: 0, message: "it does not begin with a brace") }
    var line = Line()
    try walk.members(start) { (name, at) throws(JSONFault) in
      switch name {
      case "id": line.id = walk.scalar(at) ?? ""
      case "schema": line.kind = walk.scalar(at) ?? ""
      case "properties":
        guard walk.isObject(at) else { throw JSONFault(at: at, message: "properties is no object") }
        try walk.members(at) { (property, at) throws(JSONFault) in
          line.properties.append((property, try texts(walk, at)))
          return true
        }
      case "datasets", "referents": line.notes.append((name, try texts(walk, at)))
      default: break
      }
      return true
    }
    return line
  }

  /// The texts of a list, or a text alone; of nested entities their ids.
  static func texts(_ walk: JSONWalk, _ at: Int) throws(JSONFault) -> [String] {
    guard walk.isArray(at) else { return walk.scalar(at).map { [$0] } ?? [] }
    var texts: [String] = []
    try walk.elements(at) { (at) throws(JSONFault) in
      if let text = walk.scalar(at) {
        texts.append(text)
      } else if walk.isObject(at) {
        try walk.members(at) { (name, at) throws(JSONFault) in
          if name == "id", let id = walk.scalar(at) { texts.append(id) }
          return true
        }
      }
      return true
    }
    return texts
  }
}
