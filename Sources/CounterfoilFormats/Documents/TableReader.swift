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
