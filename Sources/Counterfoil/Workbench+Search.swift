import CounterfoilModel
package import CounterfoilStore

extension Workbench {
  /// Finds documents, best first.
  /// - Parameters:
  ///   - text: A query; see docs/guide/searching.md.
  ///   - offset: How many of the best to leave out, for paging.
  /// - Throws: `QueryError`, which points at the character that is wrong.
  package func search(_ text: String, top: Int, offset: Int = 0) throws -> SearchResults {
    try casebase.read { try Search.run($0, query: text, top: top, offset: offset) }
  }
}
