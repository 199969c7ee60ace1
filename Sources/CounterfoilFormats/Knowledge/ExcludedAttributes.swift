import CounterfoilModel
import CounterfoilText
import Foundation

/// What no pack may read of a person: `Knowledge/tradecraft/excluded.yaml`, the names of states and peoples, and surnames.
struct ExcludedAttributes {
  private struct Attribute {
    var id: String
    var name: String
    var reason: String
  }

  /// By what names it: words in lower case, simplified.
  private var attributes: [String: Attribute] = [:]
  private let surnames: Set<String>
  /// Words, or Chinese characters, of the longest name.
  private var longest = (words: 1, characters: 1)

  init(in root: URL) throws(KnowledgeError) {
    surnames = Set(
      try TableFile.load("names/population/surnames.tsv", in: root).rows.compactMap(\.fields.first))
    for node in try PackNode.load("tradecraft/excluded.yaml", in: root).list("excluded") {
      let attribute = Attribute(
        id: try node.string("id"), name: try node.string("attribute"), reason: try node.string("reason"))
      for word in try node.strings("words") { add(word, attribute) }
    }
    let people = Attribute(
      id: "EXC-06", name: "a state or people", reason: "where somebody comes from is no evidence of anything")
    for row in try TableFile.load("tradecraft/peoples.tsv", in: root).rows {
      for word in row.fields where !word.isEmpty { add(word, people) }
    }
  }

  private mutating func add(_ word: String, _ attribute: Attribute) {
    let name = Self.fold(word)
    attributes[name] = attribute
    longest.words = max(longest.words, name.split(separator: " ").count)
    longest.characters = max(longest.characters, name.count)
  }

  /// - Parameters:
  ///   - words: Of a form or class.
  ///   - owner: Says whose they are.
  /// - Throws: Where one names an excluded attribute.
  func check(_ words: [String], of owner: String, at node: PackNode) throws(KnowledgeError) {
    for word in words {
      guard let (named, attribute) = named(in: Self.fold(word)) else { continue }
      throw node.fail(
        "\(owner): “\(word)” names \(attribute.name) (\(attribute.id), “\(named)”), which no indicator may read: \(attribute.reason)"
      )
    }
    let names = words.count { surnames.contains($0) }
    if names >= 3, names * 2 > words.count {
      throw node.fail(
        "\(owner) lists surnames, which no indicator may read: a name finds documents and never weighs")
    }
  }

  /// What a text names first: English as whole words, Chinese anywhere.
  private func named(in text: String) -> (name: String, attribute: Attribute)? {
    let isLatin = text.unicodeScalars.allSatisfy { $0.value < 0x2E80 }
    let pieces = isLatin ? text.split(separator: " ").map(String.init) : text.map(String.init)
    let most = isLatin ? longest.words : longest.characters
    for start in pieces.indices {
      var name = ""
      for piece in pieces[start...].prefix(most) {
        name += isLatin && !name.isEmpty ? " " + piece : piece
        if let attribute = attributes[name] { return (name, attribute) }
      }
    }
    return nil
  }

  private static func fold(_ word: String) -> String { Folding.simplified(word).lowercased() }
}
