import CounterfoilModel
import Foundation

/// A value in the form in which two writings of it are equal.
enum ComparableValue {
  /// Nil where nothing is left to compare, or where the value is no clue: a mailbox that many share.
  static func of(_ text: String, as reading: ResolutionTables.Reading, tables: ResolutionTables) -> String? {
    switch reading {
    case .date: return text
    case .number:
      let kept = text.uppercased().filter { $0.isASCII && ($0.isLetter || $0.isNumber) }
      return kept.count >= 4 ? kept : nil
    case .mail:
      let mail = text.lowercased()
      guard let at = mail.firstIndex(of: "@"), mail[mail.index(after: at)...].contains(".") else {
        return nil
      }
      return tables.sharedMailboxes.contains(String(mail[..<at])) ? nil : mail
    case .phone:
      // Country codes and leading zeros are written or not: the last nine figures say who is called.
      let figures = text.filter { $0.isASCII && $0.isNumber }
      return figures.count >= 7 ? String(figures.suffix(9)) : nil
    case .host:
      var host = text.lowercased()[...]
      if let scheme = host.range(of: "://") { host = host[scheme.upperBound...] }
      host = host.prefix { !"/?#:".contains($0) }
      if host.hasPrefix("www.") { host = host.dropFirst(4) }
      return host.contains(".") ? String(host) : nil
    case .words:
      let words = text.folding(
        options: [.caseInsensitive, .diacriticInsensitive, .widthInsensitive], locale: nil
      )
      .split { !$0.isLetter && !$0.isNumber }.sorted()
      return words.isEmpty ? nil : words.joined(separator: " ")
    }
  }
}
