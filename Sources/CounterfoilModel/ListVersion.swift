/// A list as it was imported.
public struct ListVersion: Hashable, Sendable {
  /// As a person calls it, such as `ofac-sdn`.
  public var name: String
  /// What it was read as: `ofac`, `un`, `table` …
  public var format: String
  /// The names of its files, without their folders.
  public var files: [String]
  /// SHA-256 over its entries, in order: the same for the same content.
  public var digest: Digest
  public var entries: Int
  /// Of the entries, those that are people.
  public var persons: Int
  public var importedBy: String
  /// ISO 8601, UTC.
  public var importedAt: String

  public init(
    name: String, format: String, files: [String], digest: Digest, entries: Int, persons: Int,
    importedBy: String,
    importedAt: String
  ) {
    self.name = name
    self.format = format
    self.files = files
    self.digest = digest
    self.entries = entries
    self.persons = persons
    self.importedBy = importedBy
    self.importedAt = importedAt
  }
}

/// What an import changed, entry by entry.
public struct ListChange: Hashable, Sendable {
  /// Identifiers of entries that were not there before.
  public var added: [String] = []
  public var changed: [String] = []
  public var removed: [String] = []

  public init() {}

  public var isEmpty: Bool { added.isEmpty && changed.isEmpty && removed.isEmpty }
}
