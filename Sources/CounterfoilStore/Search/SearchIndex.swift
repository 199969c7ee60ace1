import GRDB

/// The full-text index: SQLite's FTS5 over streams of tokens that `CounterfoilText` makes.
enum SearchIndex {
  static func create(_ db: Database) throws {}
}
