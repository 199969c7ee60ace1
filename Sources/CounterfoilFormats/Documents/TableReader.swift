import CounterfoilModel

/// CSV and its kin: comma, tab, semicolon or bar between fields.
///
/// The layer is the text as it stands, so that a citation quotes the file; the header row is
/// marked, and its names, the columns and the rows are metadata.
enum TableReader: DocumentReader {
  static func recognises(_ bytes: UnsafeRawBufferPointer, hint: ReadHint) -> Bool {
    let isNamed = isNamedTable(hint)
    let otherNames = [".txt", ".log", ".md", ".eml", ".html", ".htm", ".json", ".jsonl"]
    if !isNamed, TextKind.hasEnding(hint, otherNames) { return false }
    guard TextKind.isText(bytes, declared: TextDecoding.charset(ofType: hint.declaredType)) else {
      return false
    }
    if isNamed { return true }
    // Without a name that says so, only what can hardly be prose.
    let head = TextDecoding.decode(UnsafeRawBufferPointer(rebasing: bytes.prefix(32 << 10)))
    let shape = TableShape(head.text, isCut: bytes.count > 32 << 10)
    return shape.columns >= 3 && shape.rows >= 3 && shape.oddRows == 0
  }

  private static func isNamedTable(_ hint: ReadHint) -> Bool {
    let type = hint.declaredType ?? ""
    return type.hasPrefix("text/csv") || type.hasPrefix("text/tab-separated-values")
      || TextKind.hasEnding(hint, [".csv", ".tsv", ".tab"])
  }

  static func read(
    _ bytes: UnsafeRawBufferPointer, hint: ReadHint, limits: ReadLimits,
    child: (ChildDocument) throws(ReadError) -> Void
  ) throws(ReadError) -> Reading {
    if bytes.count > limits.segmentBytes {
      return try TextSegments.read(
        bytes, type: "text/csv", hint: hint, limits: limits, child: child)
    }
    let decoded = TextDecoding.decode(
      bytes, declared: TextDecoding.charset(ofType: hint.declaredType))
    guard !decoded.text.isEmpty else { throw ReadError.emptyFile }
    let shape = TableShape(decoded.text)
    let type = shape.delimiter == 0x09 ? "text/tab-separated-values" : "text/csv"
    var reading = Reading(mediaType: type, encoding: decoded.encoding)
    var layer = TextLayer(text: decoded.text)
    if shape.hasHeader {
      layer.marks.append(LayerMark(kind: .header, range: shape.headerRange))
      reading.metadata.append(
        MetadataEntry(
          name: "header", value: shape.header.joined(separator: ", "), range: shape.headerRange))
    }
    reading.metadata.append(MetadataEntry(name: "columns", value: String(shape.columns)))
    reading.metadata.append(MetadataEntry(name: "rows", value: String(shape.rows)))
    reading.layer = layer
    if let message = decoded.problemMessage { reading.problems.append(Problem(message)) }
    if shape.oddRows > 0 {
      let rows = shape.oddRows == 1 ? "1 row has" : "\(shape.oddRows) rows have"
      reading.problems.append(Problem("\(rows) not the \(shape.columns) columns of the others"))
    }
    if shape.endsInQuote {
      reading.problems.append(Problem("the last quoted field is never closed"))
    }
    ChatTable(decoded.text, shape)?.complete(&reading)
    EventTable.complete(&reading, decoded.text, shape)
    return reading
  }
}

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
    var isQuoted = false
    var isFieldStart = true
    var fields = 1
    var rowStart = 0
    var fieldStart = 0
    var index = 0
    func endField(_ end: Int, _ shape: inout TableShape) {
      if shape.rows == 0 { shape.header.append(Self.field(utf8[fieldStart..<end])) }
    }
    func endRow(_ end: Int, _ shape: inout TableShape) {
      // DOS wrote its end-of-file character as a last row.
      let isEndMark = end == rowStart + 1 && utf8[rowStart] == 0x1A
      if end > rowStart, !isEndMark {
        endField(end, &shape)
        if shape.rows == 0 {
          shape.columns = fields
          shape.headerRange = 0..<Self.scalars(utf8[0..<end])
        } else if fields != shape.columns {
          shape.oddRows += 1
        }
        shape.rows += 1
      }
      fields = 1
    }
    while index < utf8.count {
      let byte = utf8[index]
      if isQuoted {
        if byte == 0x22 {
          if index + 1 < utf8.count, utf8[index + 1] == 0x22 { index += 1 } else { isQuoted = false }
        }
      } else if byte == 0x22, isFieldStart {
        isQuoted = true
      } else if byte == delimiter {
        endField(index, &self)
        fields += 1
        fieldStart = index + 1
        isFieldStart = true
        index += 1
        continue
      } else if byte == 0x0A || byte == 0x0D {
        endRow(index, &self)
        rowStart = index + 1
        fieldStart = index + 1
        isFieldStart = true
        index += 1
        continue
      }
      isFieldStart = false
      index += 1
    }
    endsInQuote = isQuoted && !isCut
    if !isCut { endRow(utf8.count, &self) }
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

  private static func scalars(_ utf8: Slice<UnsafeBufferPointer<UInt8>>) -> Int {
    var count = 0
    for byte in utf8 where byte & 0xC0 != 0x80 { count += 1 }
    return count
  }

  private static func field(_ raw: Slice<UnsafeBufferPointer<UInt8>>) -> String {
    var bytes = Array(raw)
    if bytes.count >= 2, bytes.first == 0x22, bytes.last == 0x22 {
      bytes = Array(bytes.dropFirst().dropLast())
      var plain: [UInt8] = []
      var index = 0
      while index < bytes.count {
        plain.append(bytes[index])
        index += bytes[index] == 0x22 && index + 1 < bytes.count && bytes[index + 1] == 0x22 ? 2 : 1
      }
      bytes = plain
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
