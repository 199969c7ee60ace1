import CounterfoilModel
import Foundation

/// Which property the UN's types of documents tell, by `lists/un-documents.yaml`.
struct UNDocuments {
  private var properties: [(words: String, property: String)] = []

  init(in root: URL, _ vocabulary: ListVocabulary) throws(KnowledgeError) {
    for node in try PackNode.load("lists/un-documents.yaml", in: root).list("documents") {
      let property = try node.string("property")
      guard vocabulary.isProperty(property) else { throw node.fail("no kind has a property \(property)") }
      for words in try node.strings("types") { properties.append((words.lowercased(), property)) }
    }
  }

  func read(_ document: ListElement, _ values: inout ListValues) {
    let types = ["TYPE_OF_DOCUMENT", "TYPE_OF_DOCUMENT2"].map { Whitespace.collapse(document.text($0)) }
      .filter { !$0.isEmpty }
    let number = Whitespace.collapse(document.text("NUMBER"))
    let rest = document.children.filter {
      !["TYPE_OF_DOCUMENT", "TYPE_OF_DOCUMENT2", "NUMBER"].contains($0.name)
    }.map { Whitespace.collapse($0.text) }.filter { !$0.isEmpty }
    let whole = ([types.joined(separator: ", "), number].filter { !$0.isEmpty } + rest).joined(
      separator: "; ")
    guard let code = Self.code(in: number), let property = property(types) else {
      return values.note(whole, label: "Document")
    }
    values.add(property, code, original: whole, verbatim: whole)
  }

  /// The number: `A 0139243` of `German travel document A 0139243`; nil of a sentence.
  private static func code(in text: String) -> String? {
    let words = text.split(separator: " ").map(String.init)
    guard let first = words.first, text.contains(where: \.isNumber), words.count <= 8 else { return nil }
    let isSaid = first.count > 2 && !first.contains(where: \.isNumber)
    if !isSaid { return words.count <= 4 ? text : nil }
    var code: [String] = []
    for word in words.reversed() {
      let isMark = word.count <= 2 && word.allSatisfy { $0.isLetter && $0.isUppercase }
      guard word.contains(where: \.isNumber) || isMark && !code.isEmpty else { break }
      code.insert(word, at: 0)
    }
    // A year is none.
    return code.joined().count > 4 ? code.joined(separator: " ") : nil
  }

  private func property(_ types: [String]) -> String? {
    for type in types.reversed() {
      let folded = type.lowercased()
      if let found = properties.first(where: { folded.contains($0.words) }) { return found.property }
    }
    return nil
  }
}
