import Foundation

/// A pack in plain lines: tab-separated fields or one word a line; `#` begins a comment line.
struct TableFile {
  struct Row {
    /// Counted from 1.
    var line: Int
    var fields: [String]
  }

  var file: String
  var rows: [Row]

  static func load(_ file: String, in root: URL) throws(KnowledgeError) -> TableFile {
    let text = try PackNode.read(file, in: root)
    var rows: [Row] = []
    var number = 0
    for line in text.utf8.split(separator: 0x0A, omittingEmptySubsequences: false) {
      number += 1
      guard let first = line.first, first != 0x23 else { continue }
      rows.append(
        Row(
          line: number,
          fields: line.split(separator: 0x09, omittingEmptySubsequences: false).map {
            String($0) ?? ""
          }))
    }
    return TableFile(file: file, rows: rows)
  }

  static func words(_ file: String, in root: URL) throws(KnowledgeError) -> Set<String> {
    var words: Set<String> = []
    for row in try load(file, in: root).rows {
      guard row.fields.count == 1, let word = row.fields.first,
        word.utf8.allSatisfy({ $0 > 0x20 && !($0 >= 0x41 && $0 <= 0x5A) })
      else {
        throw KnowledgeError(file: file, line: row.line, message: "one lowercase word a line")
      }
      words.insert(word)
    }
    return words
  }
}
