/// The forms in which lists are published. The raw value is what a person types for one.
package enum ListFormat: String, CaseIterable, Sendable {
  /// The U.S. Treasury's comma-separated files: a primary one, and beside it aliases, addresses, comments.
  case ofac
  /// The UN Security Council's consolidated list in XML.
  case un
  /// The U.S. Department of Commerce's denied persons, tab-separated.
  case bisDenied = "bis-denied"
  /// The U.S. consolidated screening list, comma-separated.
  case csl
  /// Entities of FollowTheMoney, one JSON object a line.
  case followTheMoney = "ftm"
  /// A MISP galaxy cluster.
  case misp
  /// Any delimited table, read through a `ListMapping`.
  case table
}

/// A list that cannot be read at all, or a mapping that does not fit it.
package struct ListError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The file's name; nil where several are meant.
  package var file: String?
  /// Counted from 1; nil where the file as a whole is meant.
  package var line: Int?
  /// What is wrong and what to do about it, for a person.
  package var words: String

  package init(file: String?, line: Int? = nil, words: String) {
    self.file = file
    self.line = line
    self.words = words
  }

  package var description: String {
    guard let file else { return words }
    return line.map { "\(file), line \($0): \(words)" } ?? "\(file): \(words)"
  }
}
