import CounterfoilModel
import CounterfoilText
import Foundation

/// What no pack may read of a person: `Knowledge/tradecraft/excluded.yaml`, the names of states and peoples, and surnames.
struct ExcludedAttributes {
  private struct Attribute {
    var id: String
    var name: String
    var reason: String
    /// Each with a space before and after, in lower case.
    var words: [String]
  }

  private var attributes: [Attribute] = []
  private let surnames: Set<String>

  init(in root: URL) throws(KnowledgeError) {
    for node in try PackNode.load("tradecraft/excluded.yaml", in: root).list("excluded") {
      attributes.append(
        Attribute(
          id: try node.string("id"), name: try node.string("attribute"), reason: try node.string("reason"),
          words: try node.strings("words").map(Self.padded)))
    }
    var states: [String] = []
    for row in try TableFile.load("tradecraft/peoples.tsv", in: root).rows {
      states += row.fields.filter { !$0.isEmpty }.map(Self.padded)
    }
    attributes.append(
      Attribute(
        id: "EXC-06", name: "a state or people", reason: "where somebody comes from is no evidence of anything",
        words: states))
    surnames = Set(try TableFile.load("names/population/surnames.tsv", in: root).rows.compactMap(\.fields.first))
  }

  /// - Parameters:
  ///   - words: Of a form or class.
  ///   - owner: Says whose they are.
  /// - Throws: Where one names an excluded attribute.
  func check(_ words: [String], of owner: String, at node: PackNode) throws(KnowledgeError) {
    for word in words {
      let text = Self.padded(word)
      for attribute in attributes {
        guard let named = attribute.words.first(where: { text.contains($0) }) else { continue }
        throw node.fail(
          "\(owner): “\(word)” names \(attribute.name) (\(attribute.id), “\(named.trimmingCharacters(in: .whitespaces))”), which no indicator may read: \(attribute.reason)"
        )
      }
    }
    let names = words.count { surnames.contains($0) }
    if names >= 3, names * 2 > words.count {
      throw node.fail("\(owner) lists surnames, which no indicator may read: a name finds documents and never weighs")
    }
  }

  /// Chinese is matched anywhere, English as whole words.
  private static func padded(_ word: String) -> String {
    let folded = Folding.simplified(word).lowercased()
    let isLatin = folded.unicodeScalars.allSatisfy { $0.value < 0x2E80 }
    return isLatin ? " \(folded) " : folded
  }
}
