internal import CounterfoilModel

/// Reads what stands after a field's colon.
enum FieldReader {
  static func read(
    _ field: Query.Field, _ value: String, at offset: Int
  ) throws(QueryError) -> Query.FieldValue {
    func bad(_ message: String) -> QueryError { QueryError(.badValue, at: offset, message) }
    switch field {
    case .type:
      if value.contains("/") { return .mediaType(value.lowercased()) }
      guard let known = MediaClass(name: value) else {
        let names = MediaClass.allCases.map(\.rawValue).joined(separator: ", ")
        throw bad("type: does not know \(value); give one of \(names), or a media type such as text/csv")
      }
      return .type(known)
    case .lang:
      guard value.utf8.allSatisfy({ Self.isTagByte($0) }) else {
        throw bad("lang: takes a language code such as en, zh, zh-Hant or ru, not \(value)")
      }
      return .language(value.lowercased())
    case .from: return .from(value)
    case .to: return .to(value)
    case .before: return .before(try date(value, field, offset))
    case .after: return .after(try date(value, field, offset))
    case .entity: return .entity(value)
    case .grade:
      var letter: String?
      var digit: String?
      var rest = Substring(value.uppercased())
      if let first = rest.first, first >= "A", first <= "F" {
        letter = String(first)
        rest.removeFirst()
      }
      if let first = rest.first, first >= "1", first <= "6" {
        digit = String(first)
        rest.removeFirst()
      }
      guard rest.isEmpty else {
        throw bad("grade: takes a letter A to F, a digit 1 to 6, or both such as B2, not \(value)")
      }
      return .grade(reliability: letter, credibility: digit)
    case .marking:
      guard let marking = Marking(value) else {
        throw bad("marking: takes clear, green, amber, amber+strict or red, not \(value)")
      }
      return .marking(marking.rawValue)
    case .path: return .path(value)
    }
  }

  static func unknown(_ name: String) -> String {
    let lowered = Array(name.lowercased().utf8)
    let fields = Query.Field.allCases.map(\.rawValue)
    let nearest =
      aliases[name.lowercased()]
      ?? fields.map { ($0, distance(lowered, Array($0.utf8))) }
      .filter { $0.1 <= 2 && $0.1 < max(2, $0.0.utf8.count) }
      .min { $0.1 < $1.1 }?.0
    let way = "or put it in quotes to look for the words"
    if let nearest { return "there is no field \(name):; did you mean \(nearest): ? Use that, \(way)" }
    return "there is no field \(name):; use one of \(fields.joined(separator: ", ")), \(way)"
  }

  /// Names that other tools use for our fields.
  private static let aliases = [
    "language": "lang", "filetype": "type", "format": "type", "kind": "type", "sender": "from",
    "author": "from", "recipient": "to", "cc": "to", "since": "after", "until": "before",
    "date": "after", "file": "path", "filename": "path", "folder": "path", "tlp": "marking",
    "person": "entity", "name": "entity", "source": "path",
  ]

  private static func date(
    _ value: String, _ field: Query.Field, _ offset: Int
  ) throws(QueryError) -> PackedDate {
    if value.utf8.count <= 10, let date = PackedDate(value) { return date }
    throw QueryError(
      .badDate, at: offset,
      "\(field.rawValue): takes a date such as 2021, 2021-03 or 2021-03-05, not \(value)")
  }

  private static func isTagByte(_ byte: UInt8) -> Bool {
    byte >= 0x61 && byte <= 0x7A || byte >= 0x41 && byte <= 0x5A || byte >= 0x30 && byte <= 0x39
      || byte == 0x2D
  }

  private static func distance(_ left: [UInt8], _ right: [UInt8]) -> Int {
    var row = Array(0...right.count)
    for (i, a) in left.enumerated() {
      var diagonal = row[0]
      row[0] = i + 1
      for (j, b) in right.enumerated() {
        let above = row[j + 1]
        row[j + 1] = min(above + 1, row[j] + 1, diagonal + (a == b ? 0 : 1))
        diagonal = above
      }
    }
    return row[right.count]
  }
}
