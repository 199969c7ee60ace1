import CounterfoilStore

/// A query as text, to which a facet's filter is added and taken away where everyone can see it.
package struct QueryText {
  private let text: String
  /// What stands between spaces, quotes not minded: a filter added here never stands in quotes.
  private var pieces: [Substring] { text.split(whereSeparator: \.isWhitespace) }

  package init(_ text: String) { self.text = text }

  package func has(_ clauses: [String]) -> Bool {
    let pieces = pieces.map { $0.lowercased() }
    return clauses.allSatisfy { pieces.contains($0.lowercased()) }
  }

  /// Brackets keep alternatives together: `a OR b` with a filter is `(a OR b) type:pdf`.
  package func adding(_ clauses: [String]) -> String {
    let bare = pieces.contains("OR") && !isBracketed ? "(\(text))" : text
    return ([bare] + clauses).joined(separator: " ")
  }

  package func removing(_ clauses: [String]) -> String {
    let clauses = clauses.map { $0.lowercased() }
    return pieces.filter { !clauses.contains($0.lowercased()) }.joined(separator: " ")
  }

  /// The query with all its filters taken away.
  package var withoutFilters: String {
    pieces.filter { piece in
      !Query.Field.allCases.contains { piece.lowercased().hasPrefix($0.rawValue + ":") }
    }.joined(separator: " ")
  }

  /// Whether one pair of brackets holds everything but what follows its end.
  private var isBracketed: Bool {
    guard text.hasPrefix("("), let close = text.lastIndex(of: ")") else { return false }
    return !text[close...].split(whereSeparator: \.isWhitespace).contains("OR")
      && !text[..<close].dropFirst().contains(")")
  }

  /// The month after `2024-12`, or the year after `2024`.
  package static func following(_ period: String) -> String {
    let parts = period.split(separator: "-").compactMap { Int($0) }
    guard let year = parts.first else { return period }
    guard parts.count > 1 else { return padded(year + 1, 4) }
    return parts[1] >= 12
      ? "\(padded(year + 1, 4))-01" : "\(padded(year, 4))-\(padded(parts[1] + 1, 2))"
  }

  private static func padded(_ number: Int, _ width: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
  }
}
