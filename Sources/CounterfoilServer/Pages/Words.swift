package import Foundation

/// The words of the interface in one language: `Web/words/<language>.json`.
///
/// A path such as `ledger.title` names a phrase; `{name}` in a phrase is filled in. Another
/// language is another file with the same paths.
package struct Words: Sendable {
  let language: String
  private let phrases: [String: String]
  /// For templates: `{{words.ledger.title}}`.
  let table: WordTable

  package init(language: String, folder: URL) throws {
    self.language = language
    let data = try Data(contentsOf: folder.appendingPathComponent(language + ".json"))
    table = try JSONDecoder().decode(WordTable.self, from: data)
    var phrases: [String: String] = [:]
    func flatten(_ node: WordTable, _ path: String) {
      switch node {
      case .phrase(let text): phrases[path] = text
      case .section(let children):
        for (name, child) in children { flatten(child, path.isEmpty ? name : path + "." + name) }
      }
    }
    flatten(table, "")
    self.phrases = phrases
  }

  /// A phrase; its path where the table lacks it, so that a gap is seen and breaks nothing.
  subscript(path: String) -> String { phrases[path] ?? path }

  /// A phrase, or nil where the table lacks it.
  package func known(_ path: String) -> String? { phrases[path] }

  /// A phrase with its blanks filled.
  func callAsFunction(_ path: String, _ values: KeyValuePairs<String, String>) -> String {
    values.reduce(self[path]) { $0.replacing("{\($1.key)}", with: $1.value) }
  }

  /// A phrase that says how many, under `path.one` or `path.many`; `{n}` is the number.
  package func count(_ path: String, _ number: Int, _ values: KeyValuePairs<String, String> = [:])
    -> String
  {
    let phrase = self(path + (number == 1 ? ".one" : ".many"), ["n": Figures.count(number)])
    return values.reduce(phrase) { $0.replacing("{\($1.key)}", with: $1.value) }
  }
}
