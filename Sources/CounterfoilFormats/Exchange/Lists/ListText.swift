/// Text of cells.
enum ListText {
  /// Without white space at its ends, that of other scripts and DOS's end-of-file character counted.
  static func trimmed(_ text: String) -> String {
    guard let first = text.utf8.first, let last = text.utf8.last else { return text }
    // Mostly there is nothing to trim.
    if first > 0x20, last > 0x20, first < 0x7F, last < 0x7F { return text }
    return trimmed(text[...])
  }

  static func trimmed(_ text: Substring) -> String {
    let scalars = text.unicodeScalars
    var start = scalars.startIndex
    var end = scalars.endIndex
    while start < end, isSpace(scalars[start]) { start = scalars.index(after: start) }
    while start < end {
      let before = scalars.index(before: end)
      guard isSpace(scalars[before]) else { break }
      end = before
    }
    return String(scalars[start..<end])
  }

  private static func isSpace(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0...0x20, 0x7F, 0xA0, 0x3000, 0xFEFF, 0x200B: true
    default: false
    }
  }

  /// Whether a cell says that it holds nothing.
  static func isNothing(_ text: String) -> Bool {
    if text.utf8.count > 7 { return false }
    switch text.lowercased() {
    case "", "-0-", "-", "--", "—", "n/a", "na", "none", "null", "nil", "unknown": return true
    default: return false
    }
  }
}
