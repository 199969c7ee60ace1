import CounterfoilModel
import Foundation

extension OFACList {
  /// What the files beside the primary one hold.
  struct Beside {
    struct Entry {
      var aliases: [(kind: String, name: String, remark: String)] = []
      var addresses: [(lines: [String], country: String, remark: String)] = []
      var comments: [String] = []
    }

    private var entries: [String: Entry] = [:]
    private var taken: Set<String> = []
    private var file = ""

    mutating func read(_ url: URL, _ part: Part, _ fault: (ListFault) -> Void) throws {
      file = url.lastPathComponent
      var rows = try ListRows(ListFile(url), delimiter: 0x2C, trims: part != .comments)
      while let row = try rows.next() {
        let id = ListText.trimmed(row.cells[0])
        let isWhole = row.cells.count == [.aliases: 5, .addresses: 6][part] ?? 2 && !row.isOpen
        guard Int(id) != nil, isWhole else {
          if id.lowercased() == "ent_num" { continue }
          let words = row.isLast ? "the file ends within this row" : "the row is not as the file's others"
          let rest = row.cells.dropFirst().joined(separator: ", ")
          fault(
            ListFault(
              file: file, line: row.line, words: "\(words); left out: \(rest)", isEntryLost: false))
          continue
        }
        let cells = row.cells.map { $0 == "-0-" ? "" : $0 }
        switch part {
        case .aliases:
          entries[id, default: Entry()].aliases.append((cells[2].lowercased(), cells[3], cells[4]))
        case .addresses:
          let lines = [cells[2], cells[3]].filter { !$0.isEmpty }.map(Whitespace.collapse)
          entries[id, default: Entry()].addresses.append((lines, cells[4], cells[5]))
        case .comments, .primary: entries[id, default: Entry()].comments.append(cells[1])
        }
      }
      if let undecodable = ListFault.undecodable(in: rows.file) { fault(undecodable) }
    }

    mutating func take(_ id: String) -> Entry {
      guard let entry = entries[id] else { return Entry() }
      taken.insert(id)
      return entry
    }

    /// That there are rows of entries which the primary file does not have.
    func orphans() -> [ListFault] {
      let left = entries.keys.filter { !taken.contains($0) }.sorted { (Int($0) ?? 0) < (Int($1) ?? 0) }
      guard let first = left.first else { return [] }
      let words =
        left.count == 1
        ? "the primary file has no entry \(first), to which rows beside it belong"
        : "the primary file has not \(left.count) entries to which rows beside it belong, the first \(first); "
          + "are the files of one day?"
      return [ListFault(file: file, line: nil, words: words, isEntryLost: false)]
    }
  }
}
