import CounterfoilKnowledge
import Foundation

/// Rows of tab-separated tables.
enum Tables {
  /// - Returns: The fields of each line; comments and empty lines are left out.
  static func rows(_ url: URL) throws -> [[String]] {
    try String(contentsOf: url, encoding: .utf8).split(separator: "\n")
      .filter { !$0.hasPrefix("#") && !$0.isEmpty }
      .map { $0.split(separator: "\t", omittingEmptySubsequences: false).map(String.init) }
  }

  static func knowledge(_ path: String) throws -> [[String]] { try rows(Knowledge.url(path)) }
}
