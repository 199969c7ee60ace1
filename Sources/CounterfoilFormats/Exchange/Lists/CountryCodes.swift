import CounterfoilKnowledge
import Foundation

/// The codes of countries as FollowTheMoney writes them, by the names lists use.
struct CountryCodes {
  private var codes: [String: String] = [:]

  /// From `places/places.tsv` and `lists/countries.tsv`, which adds what lists write: `Korea, North`.
  init(in root: URL = Knowledge.root) throws(KnowledgeError) {
    // Countries are the first few of some 30,000 rows, so the others are not taken apart.
    for line in try PackNode.read("places/places.tsv", in: root).utf8.split(separator: 0x0A)
    where line.starts(with: "iso-".utf8) {
      let fields = line.split(separator: 0x09, omittingEmptySubsequences: false).map { String(Substring($0)) }
      guard fields.count == 6, fields[0].utf8.count == 6 else { continue }
      let code = String(fields[0].dropFirst(4)).lowercased()
      add(fields[1], code)
      for name in fields[2].split(separator: "|") { add(String(name), code) }
      add(code, code)
    }
    let table = try TableFile.load("lists/countries.tsv", in: root)
    for row in table.rows where row.fields != [""] {
      guard row.fields.count == 2 else {
        throw KnowledgeError(file: table.file, line: row.line, message: "a code and names parted by |")
      }
      add(row.fields[0], row.fields[0].lowercased())
      for name in row.fields[1].split(separator: "|") { add(String(name), row.fields[0].lowercased()) }
    }
  }

  private mutating func add(_ name: String, _ code: String) {
    codes[name] = code
    codes[Self.fold(name)] = code
  }

  /// The code, also of a code in whatever case.
  func code(of name: String) -> String? { codes[name] ?? codes[Self.fold(name)] }

  private static func fold(_ name: String) -> String {
    name.folding(options: [.caseInsensitive, .diacriticInsensitive], locale: nil)
      .replacingOccurrences(of: "’", with: "'")
      .trimmingCharacters(in: .whitespacesAndNewlines)
  }
}
