internal import CounterfoilModel

/// What an old Office document says of itself ([MS-OLEPS]).
enum OLEProperties {
  private static let names = [
    2: "title", 3: "subject", 4: "author", 5: "keywords", 6: "description", 8: "modified-by",
    12: "date", 13: "modified", 18: "creator",
  ]

  /// - Parameter stream: `SummaryInformation`.
  static func entries(_ stream: [UInt8]) -> [MetadataEntry] {
    let fields = BIFFRecords(stream)
    guard fields.short(0) == 0xFFFE, let start = fields.long(44), let count = fields.long(start + 4)
    else { return [] }
    let rows = (0..<min(count, 64)).compactMap { row -> (Int, Int)? in
      guard let identifier = fields.long(start + 8 + row * 8),
        let offset = fields.long(start + 12 + row * 8)
      else { return nil }
      return (identifier, start + offset)
    }
    let page = rows.first { $0.0 == 1 }.flatMap { fields.short($0.1 + 4) }
    return rows.compactMap { identifier, at in
      guard let name = names[identifier], let value = value(at, fields, stream, page) else { return nil }
      let text = Whitespace.collapse(value)
      return text.isEmpty ? nil : MetadataEntry(name: name, value: String(text.prefix(4096)))
    }
  }

  private static func value(
    _ at: Int, _ fields: BIFFRecords, _ stream: [UInt8], _ page: Int?
  ) -> String? {
    switch fields.long(at) {
    case 0x1E:
      guard let length = fields.long(at + 4), at + 8 <= stream.count else { return nil }
      let bytes = stream[(at + 8)...].prefix(min(length, 4096)).prefix { $0 != 0 || page == 1200 }
      let declared = page == 1200 ? "utf-16le" : page.flatMap { TextDecoding.canonical("cp\($0)") }
      return Array(bytes).withUnsafeBytes { bytes in
        page == 65_001
          ? String(decoding: bytes, as: UTF8.self)
          : (declared.flatMap { TextDecoding.decode(bytes, as: $0) } ?? TextDecoding.decode(bytes)).text
      }
      .split(separator: "\u{FFFD}").joined()
    case 0x1F:
      guard let length = fields.long(at + 4), at + 8 <= stream.count else { return nil }
      return Array(stream[(at + 8)...].prefix(min(length, 4096) * 2)).withUnsafeBytes {
        TextDecoding.decode($0, as: "utf-16le")?.text
      }?
      .split(separator: "\u{FFFD}").joined()
    case 0x40:
      guard let ticks = fields.bits(at + 4), ticks > 0 else { return nil }
      let seconds = Int(ticks / 10_000_000) - 11_644_473_600
      return MailDate.iso8601(secondsSince1970: seconds)
    default: return nil
    }
  }
}
