import CounterfoilKnowledge
package import Foundation
import Yams

extension ListMapping {
  /// Proposes a mapping for a table by the names of its columns and what its first rows hold.
  ///
  /// - Returns: YAML for a person to look over; columns it makes nothing of are listed, and kept as notes.
  /// - Throws: A pack that cannot be used.
  package static func proposal(header: [String], rows: [[String]]) throws(ListError) -> String {
    try proposal(header: header, rows: rows, root: Knowledge.root)
  }

  /// Proposes a mapping for a file.
  package static func proposal(for table: URL) throws(ListError) -> String {
    let head = try TableList.head(of: table)
    return try proposal(header: head.header.names, rows: head.rows.map(\.cells))
  }

  static func proposal(header: [String], rows: [[String]], root: URL) throws(ListError) -> String {
    do throws(KnowledgeError) {
      var words = ProposalWords()
      try words.load(in: root)
      return MappingProposal(header: header, rows: rows, words: words).yaml
    } catch {
      throw ListError(file: error.file, line: error.line, words: error.message)
    }
  }
}

/// Names of columns, by property.
struct ProposalWords {
  struct Property {
    var name: String
    var isMany: Bool
    var headers: [String]
  }

  var properties: [Property] = []
  var kinds: [(name: String, kind: String)] = []

  mutating func load(in root: URL) throws(KnowledgeError) {
    let pack = try PackNode.load("lists/headers.yaml", in: root)
    for node in try pack.list("headers") {
      properties.append(
        Property(
          name: try node.string("property"), isMany: try node.flag("many"),
          headers: try node.strings("names").map(ListHeader.fold)))
    }
    for (name, node) in try pack.table("kinds") {
      guard let kind = node.node.scalar?.string else { throw node.fail("a kind of entity") }
      kinds.append((name, kind))
    }
  }
}

private struct MappingProposal {
  let header: [String]
  let rows: [[String]]
  let words: ProposalWords

  var yaml: String {
    var taken: [Int: String] = [:]
    for property in words.properties {
      var found: [Int] = []
      for name in property.headers {
        for (index, column) in header.enumerated()
        where ListHeader.fold(column) == name && taken[index] == nil && !found.contains(index)
          && header.firstIndex(of: column) == index
        {
          found.append(index)
        }
      }
      if !property.isMany { found = Array(found.prefix(1)) }
      for index in found where fits(property.name, index) { taken[index] = property.name }
    }
    if !taken.values.contains("name") {
      // A table without such a column: the first whose cells are mostly words.
      let first = header.indices.first { taken[$0] == nil && !header[$0].isEmpty && isWords($0) } ?? 0
      taken[first] = "name"
    }
    return lines(taken).joined(separator: "\n") + "\n"
  }

  private func lines(_ taken: [Int: String]) -> [String] {
    var lines = ["# Proposed by the names of the columns. Look it over, and change what is not so."]
    let kindIndex = taken.first { $0.value == "schema" }?.key
    let isOfPeople = taken.values.contains("birthDate") || taken.values.contains("passportNumber")
    let otherwise = isOfPeople && kindIndex == nil ? "Person" : "LegalEntity"
    lines.append("schema: \(otherwise)  # of an entry; such as Person, Organization, Company")
    if let kindIndex {
      lines += ["schema_from:", "  column: \(Self.quoted(header[kindIndex]))", "  values:"]
      for (name, kind) in words.kinds where cells(kindIndex).contains(where: { $0.lowercased() == name }) {
        lines.append("    \(Self.quoted(name)): \(kind)")
      }
    }
    if let index = taken.first(where: { $0.value == "id" })?.key {
      lines.append("id: \(Self.quoted(header[index]))")
    } else {
      lines.append(
        "# id: []  # columns that stay from edition to edition; else an entry is known by its whole row")
    }
    if let order = order(taken) { lines.append("dates: \(order.0)  # \(order.1)") }
    lines.append("columns:")
    for (index, name) in header.enumerated() {
      guard let property = taken[index], property != "id", property != "schema" else { continue }
      if let separator = separator(index, property) {
        lines.append("  \(Self.quoted(name)): {property: \(property), separator: \"\(separator)\"}")
      } else {
        lines.append("  \(Self.quoted(name)): \(property)")
      }
    }
    let others = header.indices.filter { taken[$0] == nil && !header[$0].isEmpty }
    if !others.isEmpty {
      let names = others.map { Whitespace.collapse(header[$0]) }.joined(separator: ", ")
      lines.append("# Kept as notes: \(names)")
      lines.append("# ignore: []  # columns of which nothing is to be kept")
    }
    return lines
  }

  // MARK: what the cells say

  private func cells(_ index: Int) -> [String] {
    rows.compactMap { index < $0.count && !ListText.isNothing($0[index]) ? $0[index] : nil }
  }

  private func isWords(_ index: Int) -> Bool {
    let cells = cells(index)
    let words = cells.count { cell in cell.unicodeScalars.contains { $0.properties.isAlphabetic } }
    return words * 2 >= cells.count
  }

  private func fits(_ property: String, _ index: Int) -> Bool {
    let cells = cells(index)
    guard !cells.isEmpty else { return true }
    switch property {
    case "schema":
      let known = Set(words.kinds.map(\.name))
      return cells.contains { known.contains($0.lowercased()) }
    case "id": return Set(cells).count * 10 >= cells.count * 9
    case "createdAt", "birthDate", "deathDate":
      return cells.count { ListDate.read($0, order: nil) != .unreadable } * 2 >= cells.count
    case "sourceUrl", "website":
      return cells.count { $0.contains(".") && !$0.contains(" ") } * 2 >= cells.count
    default: return true
    }
  }

  /// What parts several values in the cells of a column.
  private func separator(_ index: Int, _ property: String) -> String? {
    guard property != "summary", property != "notes", property != "name" else { return nil }
    let cells = cells(index)
    for separator in [";", "|", "；", "\\n"] {
      let sought = separator == "\\n" ? "\n" : separator
      if cells.contains(where: { $0.contains(sought) }) { return separator }
    }
    return nil
  }

  /// Which of two numbers up to 12 is the month, where some date of the sample decides it.
  private func order(_ taken: [Int: String]) -> (String, String)? {
    var votes = ["dmy": 0, "mdy": 0]
    var isOpen = false
    for (index, property) in taken where property.hasSuffix("Date") || property == "createdAt" {
      for cell in cells(index) {
        let numbers = cell.split { !"0123456789".contains($0) }.compactMap { Int($0) }
        guard numbers.count == 3, cell.allSatisfy({ "0123456789/.- ".contains($0) }), numbers[0] <= 31
        else { continue }
        isOpen = true
        if numbers[0] > 12 { votes["dmy", default: 0] += 1 }
        if numbers[1] > 12 { votes["mdy", default: 0] += 1 }
      }
    }
    let (days, months) = (votes["dmy", default: 0], votes["mdy", default: 0])
    if days > months { return ("dmy", "31.12.1962") }
    if months > days { return ("mdy", "12/31/1962") }
    return isOpen ? ("dmy", "a guess: no date in the first rows tells day from month") : nil
  }

  private static func quoted(_ text: String) -> String {
    var quoted = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": quoted += "\\\""
      case "\\": quoted += "\\\\"
      case _ where scalar.properties.generalCategory == .control || scalar.value == 0xFEFF:
        let digits = String(scalar.value, radix: 16)
        quoted += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: quoted.unicodeScalars.append(scalar)
      }
    }
    return quoted + "\""
  }
}
