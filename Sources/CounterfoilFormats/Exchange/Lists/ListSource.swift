import CounterfoilModel

/// An entry, and where in its list it stands.
struct ListFound {
  var values: ListValues
  var id: String
  var file: String
  var line: Int?
}

/// A list of one form, in one file or a set of them, read from first to last.
protocol ListSource: Sendable {
  /// Calls `body` with the identifier of each entry, in the order of `walk`, at less cost.
  func forEachID(_ body: (String) -> Void) throws

  func walk(_ body: (ListFound) throws -> Void, _ fault: (ListFault) -> Void) throws
}

extension ListFault {
  /// What `file` says of its own decoding; nil where every byte was text.
  static func undecodable(in file: ListFile) -> ListFault? {
    DecodedText(text: "", encoding: file.encoding, undecodable: file.undecodable).problemMessage.map {
      ListFault(
        file: file.name, line: nil, words: $0 + "; they are written \u{FFFD} in what was read",
        isEntryLost: false)
    }
  }
}
