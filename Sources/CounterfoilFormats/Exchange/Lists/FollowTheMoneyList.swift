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
        line.text.withUnsafeBufferPointer { utf8 in
          if Self.mayNest(utf8) {
            var told: String?
            for entity in Self.entities(utf8, &told) where !entity.id.isEmpty { body(entity.id) }
          } else if let id = FollowTheMoneyEntity.id(JSONWalk(utf8: utf8)), !id.isEmpty {
            body(id)
          }
        }
      }
    }
  }

  /// Whether a line speaks of a schema twice.
  private static func mayNest(_ utf8: UnsafeBufferPointer<UInt8>) -> Bool {
    let bytes = UnsafeRawBufferPointer(utf8)
    guard let first = ByteSearch.firstIndex(of: "\"schema\"", in: bytes) else { return false }
    return ByteSearch.firstIndex(of: "\"schema\"", in: bytes, from: first + 1) != nil
  }

  func walk(_ body: (ListFound) throws -> Void, _ fault: (ListFault) -> Void) throws {
    for url in files {
      var lines = ListLines(try ListFile(url))
      let name = lines.file.name
      var unknown: Set<String> = []
      while let line = try lines.next() {
        var broken: String?
        let entities = line.text.withUnsafeBufferPointer { Self.entities($0, &broken) }
        if let broken {
          let isLast = lines.file.isAtEnd && lines.file.unreadBytes == 0
          let words = isLast ? "\(broken); the file may have been cut short" : broken
          fault(ListFault(file: name, line: line.line, words: words, isEntryLost: true))
        }
        for entity in entities {
          guard !entity.id.isEmpty, !entity.kind.isEmpty else {
            let words = "the entity has no \(entity.id.isEmpty ? "id" : "schema")"
            fault(ListFault(file: name, line: line.line, words: words, isEntryLost: true))
            continue
          }
          var told: [String] = []
          let values = values(of: entity, &unknown, &told)
          for words in told {
            fault(ListFault(file: name, line: line.line, words: words, isEntryLost: false))
          }
          try body(ListFound(values: values, id: entity.id, file: name, line: line.line))
        }
      }
      if let undecodable = ListFault.undecodable(in: lines.file) { fault(undecodable) }
    }
  }

  /// The entity of a line, and those nested in it.
  private static func entities(
    _ utf8: UnsafeBufferPointer<UInt8>, _ broken: inout String?
  ) -> [FollowTheMoneyEntity] {
    let walk = JSONWalk(utf8: utf8)
    var entities: [FollowTheMoneyEntity] = []
    var open = [(at: walk.start(0), depth: 0)]
    do throws(JSONFault) {
      while !open.isEmpty {
        let (at, depth) = open.removeFirst()
        let entity = try FollowTheMoneyEntity(walk, at)
        entities.append(entity)
        // Each level is gone through once more, and nobody nests deeper.
        if depth < 6 { open += entity.nested.map { ($0, depth + 1) } }
      }
      return entities
    } catch {
      broken = "the line is no JSON object (\(error.message))"
      return []
    }
  }

  private func values(
    of entity: FollowTheMoneyEntity, _ unknown: inout Set<String>, _ told: inout [String]
  ) -> ListValues {
    var kind = entity.kind
    if !vocabulary.isKind(kind) {
      kind = "LegalEntity"
      if unknown.insert(entity.kind).inserted {
        told.append("\(entity.kind) is no kind known here; such entities are taken for LegalEntity")
      }
    }
    var values = ListValues(vocabulary, kind: kind)
    for (property, texts) in entity.properties {
      let isKnown = vocabulary.type(of: property, in: kind) != nil
      if !isKnown, unknown.insert("\(kind):\(property)").inserted {
        told.append("\(kind) has no property \(property) here; such values are kept as notes")
      }
      for text in texts {
        if isKnown { values.add(property, text) } else { values.note(text, label: property) }
      }
    }
    for (label, texts) in entity.notes { values.note(texts.joined(separator: ", "), label: label) }
    // Those with a registration number are people and bodies; links and addresses need no name.
    let isParty = vocabulary.type(of: "registrationNumber", in: kind) != nil
    if isParty, !values.hasName { told.append("the \(kind) has no name, so it cannot be looked for") }
    return values
  }
}
