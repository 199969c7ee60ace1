import CounterfoilKnowledge
import CounterfoilModel
import Foundation
import Yams

/// Reads remarks such as `DOB 12 Mar 1962; Passport A123 (Iran); a.k.a. 'FIXER'.` by `lists/remarks.yaml`.
///
/// A remark it makes nothing of is kept verbatim as a note.
struct ListRemarks {
  private enum Form: String {
    /// What stands behind the words.
    case text
    /// Number, country in brackets, dates of issue: the number is the value, the remark is kept.
    case identifier
    /// Names in quotation marks.
    case quoted
    /// The words themselves are what is said.
    case whole
  }

  private struct Pattern {
    var words: String
    var property: String
    var form: Form
  }

  /// The longest words first, by their first letter in lower case.
  private var patterns: [UInt8: [Pattern]] = [:]

  init(in root: URL, _ vocabulary: ListVocabulary) throws(KnowledgeError) {
    var all: [Pattern] = []
    for node in try PackNode.load("lists/remarks.yaml", in: root).list("remarks") {
      let property = try node.string("property")
      guard vocabulary.isProperty(property) else { throw node.fail("no kind has a property \(property)") }
      guard let form = Form(rawValue: try node.optionalString("as") ?? "text") else {
        throw node.fail("as is text, identifier, quoted or whole")
      }
      for words in try node.strings("starts") {
        all.append(Pattern(words: words.lowercased(), property: property, form: form))
      }
    }
    all.sort { ($1.words.utf8.count, $0.words) < ($0.words.utf8.count, $1.words) }
    patterns = Dictionary(grouping: all) { $0.words.utf8.first ?? 0 }
  }

  /// Reads remarks parted by semicolons.
  func read(_ text: String, _ values: inout ListValues, _ faults: inout [String]) {
    for part in text.split(separator: ";") {
      let remark = ListText.trimmed(part)
      if !remark.isEmpty, remark != "." { readOne(remark, &values, &faults) }
    }
  }

  /// Reads `US, 80-0890696, Tax ID No.; …`: country, number, what it is.
  func readIdentifiers(_ text: String, _ values: inout ListValues, _ faults: inout [String]) {
    for part in text.split(separator: ";") {
      let remark = ListText.trimmed(part)
      var fields = remark.components(separatedBy: ",").map { ListText.trimmed($0) }
      guard fields.count > 1, let kind = fields.popLast(), !kind.isEmpty else {
        values.note(remark)
        continue
      }
      let country = fields.count > 1 && fields[0].utf8.count == 2 ? " (\(fields.removeFirst()))" : ""
      readOne(
        "\(kind) \(fields.joined(separator: ", "))\(country)", &values, &faults, original: remark)
    }
  }

  private func readOne(
    _ remark: String, _ values: inout ListValues, _ faults: inout [String], original: String? = nil
  ) {
    let kept = original ?? remark
    // The last remark ends with a full stop that is not its own.
    let stopped = remark.hasSuffix(".") && !remark.hasSuffix("..") ? String(remark.dropLast()) : remark
    var said = stopped
    if said.hasPrefix("(") && said.hasSuffix(")") { said = String(said.dropFirst().dropLast()) }
    if said.hasPrefix("alt. ") { said.removeFirst(5) }
    guard let (pattern, rest) = match(said) else { return values.note(kept) }
    switch pattern.form {
    case .text:
      if let words = values.read(
        pattern.property, rest, label: pattern.words, original: original, verbatim: kept)
      {
        faults.append(words)
      }
    case .identifier:
      let number = Self.number(rest)
      guard Self.isNumber(number) else { return values.note(kept) }
      values.add(pattern.property, number, original: original ?? stopped, verbatim: kept)
    case .quoted:
      let names = Self.quoted(rest)
      if names.isEmpty { return values.note(kept) }
      for name in names { addName(pattern.property, name, &values) }
    case .whole: values.add(pattern.property, said, verbatim: kept)
    }
  }

  private func addName(_ property: String, _ name: String, _ values: inout ListValues) {
    let turned = values.kind == "Person" ? PersonName.turned(name) : nil
    values.add(property, turned ?? name, original: turned == nil ? nil : name)
  }

  private func match(_ remark: String) -> (Pattern, String)? {
    let folded = remark.lowercased()
    guard let first = folded.utf8.first else { return nil }
    for pattern in patterns[first] ?? [] where folded.hasPrefix(pattern.words) {
      let rest = String(remark.dropFirst(pattern.words.count))
      // `Member` is not the beginning of `Membership`.
      if let next = rest.first, next.isLetter || next.isNumber,
        pattern.words.last.map({ $0.isLetter || $0.isNumber }) == true
      {
        continue
      }
      if pattern.form == .whole, !rest.isEmpty { continue }
      return (pattern, ListText.trimmed(rest.hasPrefix(":") ? rest.dropFirst() : rest[...]))
    }
    return nil
  }

  /// `# 800146749-7 (Colombia) issued 14 Dec 2005` gives `800146749-7`.
  private static func number(_ text: String) -> String {
    var text = text
    for mark in ["#", "No.", ":", "-"] where text.hasPrefix(mark) {
      text = ListText.trimmed(text.dropFirst(mark.count))
    }
    if text.hasPrefix("(") { return "" }
    for end in [" (", ", ", " issued ", " expires ", " Date of Issue"] {
      if let range = text.range(of: end) { text = String(text[..<range.lowerBound]) }
    }
    // `Booklet: A51` is A51.
    if let range = text.range(of: ": ", options: .backwards) { text = String(text[range.upperBound...]) }
    return Whitespace.collapse(text)
  }

  /// Whether it is a number or a short code, and no sentence.
  private static func isNumber(_ text: String) -> Bool {
    let words = text.split(separator: " ")
    let isSaid = words.contains { word in word.count > 2 && word.allSatisfy(\.isLowercase) }
    let isCode = text.utf8.count <= 12 && !text.contains(where: \.isLowercase)
    return !text.isEmpty && words.count <= 8 && !isSaid
      && (text.contains(where: \.isNumber) || isCode)
  }

  /// What stands between quotation marks; one within a name, as in `NO'MAN`, ends nothing.
  private static func quoted(_ text: String) -> [String] {
    guard let mark = text.first, "'\"‘“".contains(mark) else { return [] }
    let closing: Character = mark == "‘" ? "’" : mark == "“" ? "”" : mark
    var inside = text.dropFirst()
    if let end = inside.lastIndex(of: closing) { inside = inside[..<end] }
    let name = ListText.trimmed(inside)
    return name.isEmpty ? [] : [name]
  }
}
