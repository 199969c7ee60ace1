import CounterfoilModel

/// Walks the fields of a delimited text, in order.
struct DelimitedFields {
  struct Field {
    /// UTF-8 bytes as they stand, with the quotes around them.
    var range: Range<Int>
    var startsRow: Bool
    var endsRow: Bool
  }

  private let utf8: UnsafeBufferPointer<UInt8>
  private let delimiter: UInt8
  private var start = 0
  private var startsRow = true
  /// Whether the last quoted field is never closed.
  private(set) var endsInQuote = false

  init(_ utf8: UnsafeBufferPointer<UInt8>, delimiter: UInt8) {
    self.utf8 = utf8
    self.delimiter = delimiter
  }

  /// The next field; the last one ends with the text.
  mutating func next() -> Field? {
    guard start <= utf8.count else { return nil }
    var index = start
    if index < utf8.count, utf8[index] == 0x22 {
      endsInQuote = true
      index += 1
      while index < utf8.count, endsInQuote {
        if utf8[index] != 0x22 {
          index += 1
        } else if index + 1 < utf8.count, utf8[index + 1] == 0x22 {
          index += 2
        } else {
          endsInQuote = false
          index += 1
        }
      }
    }
    while index < utf8.count, utf8[index] != delimiter, utf8[index] != 0x0A, utf8[index] != 0x0D {
      index += 1
    }
    let endsRow = index == utf8.count || utf8[index] != delimiter
    defer { (start, startsRow) = (index + 1, endsRow) }
    return Field(range: start..<index, startsRow: startsRow, endsRow: endsRow)
  }

  /// Whether the field is a row with nothing in it; DOS wrote its end-of-file character as a last one.
  func isBlank(_ field: Field) -> Bool {
    field.startsRow && field.endsRow
      && (field.range.isEmpty || field.range.count == 1 && utf8[field.range.lowerBound] == 0x1A)
  }

  /// Without quotes around it, and with one for each two inside.
  func text(_ field: Field) -> String {
    let raw = utf8[field.range]
    guard raw.count >= 2, raw.first == 0x22, raw.last == 0x22 else {
      return String(decoding: raw, as: UTF8.self)
    }
    let inside = raw.dropFirst().dropLast()
    var bytes: [UInt8] = []
    var index = inside.startIndex
    while index < inside.endIndex {
      bytes.append(inside[index])
      let isDouble = inside[index] == 0x22 && index + 1 < inside.endIndex && inside[index + 1] == 0x22
      index += isDouble ? 2 : 1
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}

/// The rows of a delimited text, with the places of their cells.
enum DelimitedRows {
  struct Cell {
    /// Without quotes around it.
    var text: String
    /// Scalars of the text as it stands.
    var range: ScalarRange
  }

  struct Row { var cells: [Cell] }

  /// Rows with anything in them.
  static func of(_ text: String, delimiter: UInt8) -> [Row] {
    var text = text
    return text.withUTF8 { utf8 in
      var rows: [Row] = []
      var row = Row(cells: [])
      var places = ScalarPlaces()
      var fields = DelimitedFields(utf8, delimiter: delimiter)
      while let field = fields.next() {
        let start = places.scalars(in: utf8, before: field.range.lowerBound)
        let range = start..<places.scalars(in: utf8, before: field.range.upperBound)
        row.cells.append(Cell(text: fields.text(field), range: range))
        guard field.endsRow else { continue }
        if !fields.isBlank(field) { rows.append(row) }
        row = Row(cells: [])
      }
      return rows
    }
  }
}
