import CounterfoilModel

/// Rows and columns of a delimited text.
struct TableShape {
  /// The byte between fields.
  var delimiter: UInt8 = 0x2C
  /// Fields of the first row.
  var columns = 0
  /// Rows with anything in them, the header counted.
  var rows = 0
  /// Rows with another number of fields than the first.
  var oddRows = 0
  var header: [String] = []
  /// Scalars of the first row, without its line end.
  var headerRange: ScalarRange = 0..<0
  var hasHeader = false
  var endsInQuote = false

  /// - Parameter isCut: The text goes on; its last row is not counted.
  init(_ text: String, isCut: Bool = false) {
    var text = text
    self = text.withUTF8 { utf8 in
      var best = TableShape()
      for delimiter in [0x2C, 0x09, 0x3B, 0x7C] as [UInt8] {
        let shape = TableShape(utf8, delimiter: delimiter, isCut: isCut)
        let isBetter =
          (shape.columns > 1 ? 1 : 0, -shape.oddRows * 20 / max(shape.rows, 1), shape.columns)
          > (best.columns > 1 ? 1 : 0, -best.oddRows * 20 / max(best.rows, 1), best.columns)
        if best.rows == 0 || isBetter { best = shape }
      }
      return best
    }
  }

  private init() {}

  private init(_ utf8: UnsafeBufferPointer<UInt8>, delimiter: UInt8, isCut: Bool) {
    self.delimiter = delimiter
    var fields = DelimitedFields(utf8, delimiter: delimiter)
    var count = 0
    while let field = fields.next() {
      if isCut, field.range.upperBound == utf8.count { break }
      count += 1
      if rows == 0 { header.append(fields.text(field)) }
      guard field.endsRow else { continue }
      if fields.isBlank(field) {
        if rows == 0 { header = [] }
      } else {
        if rows == 0 {
          columns = count
          let row = UnsafeBufferPointer(rebasing: utf8[..<field.range.upperBound])
          headerRange = 0..<UTF8Writer.scalarCount(row)
        } else if count != columns {
          oddRows += 1
        }
        rows += 1
      }
      count = 0
    }
    endsInQuote = fields.endsInQuote && !isCut
    // A header names its columns: no empty name, no number, no name twice.
    hasHeader =
      columns > 1 && rows > 1 && Set(header).count == header.count
      && header.allSatisfy { name in
        !name.isEmpty && name.utf8.count < 200
          && name.unicodeScalars.contains {
            !("0"..."9").contains($0) && !" .,-+/:%".unicodeScalars.contains($0)
          }
      }
  }
}
