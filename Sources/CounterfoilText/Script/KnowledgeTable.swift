import CounterfoilKnowledge
import Foundation

/// The rows of a tab-separated table of the knowledge folder.
///
/// A missing table reads as an empty one: text then folds by less, and nothing fails.
enum KnowledgeTable {
  /// Calls `body` for each line with its fields; empty lines and lines that begin with `#` are left out.
  static func forEachRow(of path: String, _ body: ([Substring]) -> Void) {
    guard let data = try? Data(contentsOf: Knowledge.url(path)) else { return }
    let text = String(decoding: data, as: UTF8.self)
    for line in text.utf8.split(separator: UInt8(ascii: "\n")) where line.first != UInt8(ascii: "#") {
      body(line.split(separator: UInt8(ascii: "\t")).map { Substring($0) })
    }
  }
}
