/// A row of a table.
struct ListRow {
  /// Where it begins, counted from 1.
  var line: Int
  /// Without quotes and the white space around them.
  var cells: [String]
  /// A quotation mark in it is never closed; it ends with its first line.
  var isOpen = false
  /// The file ends with it, without a line end.
  var isLast = false
}

/// The rows of a delimited file with anything in them.
struct ListRows {
  private(set) var file: ListFile
  let delimiter: UInt8
  private let trims: Bool

  /// A quotation mark that is not closed within so many bytes was not meant to be one.
  private static let mostRowBytes = 1 << 20
  /// A line that is longer is cut.
  private static let mostLineBytes = 64 << 20

  /// - Parameters:
  ///   - delimiter: Nil to tell by the first rows.
  ///   - trims: False to keep white space at the ends of cells.
  init(_ file: ListFile, delimiter: UInt8? = nil, trims: Bool = true) throws {
    var file = file
    self.trims = trims
    if file.unreadBytes == 0 { try file.fill() }
    self.delimiter =
      delimiter
      ?? file.withUnread { unread in
        var head = Substring(decoding: unread.prefix(64 << 10), as: UTF8.self)
        var shape = TableShape(String(head), isCut: unread.count > 64 << 10)
        // Titles may stand above the table.
        for _ in 0..<5 where shape.columns <= 1 {
          guard let end = head.unicodeScalars.firstIndex(of: "\n") else { break }
          head = head[head.unicodeScalars.index(after: end)...]
          let below = TableShape(String(head), isCut: unread.count > 64 << 10)
          if below.columns > 1 { shape = below }
        }
        return shape.delimiter
      }
    self.file = file
  }

  mutating func next() throws -> ListRow? {
    while true {
      if file.unreadBytes == 0 {
        if file.isAtEnd { return nil }
        try file.fill()
        continue
      }
      let found = file.withUnread { Self.row($0, delimiter: delimiter, trims: trims) }
      let isWhole =
        found.isEnded || !found.isOpen && (file.isAtEnd || file.unreadBytes > Self.mostLineBytes)
      let mayGrow = !file.isAtEnd && !(found.isOpen && file.unreadBytes > Self.mostRowBytes)
      if !isWhole, mayGrow {
        try file.fill()
        continue
      }
      var row = ListRow(line: file.line, cells: found.cells, isOpen: false, isLast: !found.isEnded)
      var count = found.count
      if !isWhole, found.isOpen {
        (row.cells, count) = file.withUnread { Self.firstLine($0, delimiter: delimiter) }
        row.isOpen = true
        row.isLast = file.isAtEnd && count >= file.unreadBytes
      }
      let isBlank = found.isBlank && !row.isOpen
      file.take(min(count, file.unreadBytes))
      if !isBlank { return row }
    }
  }

  private struct Found {
    var cells: [String] = []
    var count = 0
    var isEnded = false
    var isOpen = false
    var isBlank = false
  }

  private static func row(_ utf8: UnsafeBufferPointer<UInt8>, delimiter: UInt8, trims: Bool) -> Found {
    var fields = DelimitedFields(utf8, delimiter: delimiter)
    var found = Found()
    while let field = fields.next() {
      let text = fields.text(field)
      found.cells.append(trims ? ListText.trimmed(text) : text)
      guard field.endsRow else { continue }
      found.count = field.range.upperBound + 1
      found.isEnded = field.range.upperBound < utf8.count
      found.isOpen = fields.endsInQuote && !found.isEnded
      found.isBlank = fields.isBlank(field) || found.cells.allSatisfy { ListText.trimmed($0).isEmpty }
      break
    }
    return found
  }

  /// The first line, cut at each delimiter.
  private static func firstLine(
    _ utf8: UnsafeBufferPointer<UInt8>, delimiter: UInt8
  ) -> (cells: [String], count: Int) {
    let end = utf8.firstIndex { $0 == 0x0A || $0 == 0x0D } ?? utf8.count
    let cells = utf8[..<end].split(separator: delimiter, omittingEmptySubsequences: false).map {
      ListText.trimmed(String(decoding: $0.filter { $0 != 0x22 }, as: UTF8.self))
    }
    return (cells, end + 1)
  }
}
