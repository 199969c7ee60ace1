import CounterfoilKnowledge
import Foundation

/// The rows of a tab-separated table of the knowledge folder.
///
/// A missing table reads as an empty one: what needs it then knows less, and nothing fails.
package enum KnowledgeTable {
  /// The bytes of a field; they live as long as the call that hands them out.
  package typealias Field = UnsafeBufferPointer<UInt8>

  /// Calls `body` with the fields of each line; lines that begin with `#` and empty lines are left out.
  package static func forEachRow(of path: String, fields body: ([Field]) -> Void) {
    guard let data = try? Data(contentsOf: Knowledge.url(path)) else { return }
    data.withUnsafeBytes { raw in
      let bytes = raw.bindMemory(to: UInt8.self)
      guard let base = bytes.baseAddress else { return }
      var fields: [Field] = []
      var start = 0
      while start < bytes.count {
        var end = start
        var fieldStart = start
        fields.removeAll(keepingCapacity: true)
        while true {
          let byte = end < bytes.count ? bytes[end] : UInt8(ascii: "\n")
          if byte == UInt8(ascii: "\t") || byte == UInt8(ascii: "\n") {
            fields.append(Field(start: base + fieldStart, count: end - fieldStart))
            fieldStart = end + 1
          }
          if byte == UInt8(ascii: "\n") { break }
          end += 1
        }
        if end > start, bytes[start] != UInt8(ascii: "#") { body(fields) }
        start = end + 1
      }
    }
  }

  /// Calls `body` with the first three fields of each line, empty where there are fewer.
  package static func forEachRow(of path: String, _ body: (Field, Field, Field) -> Void) {
    let none = Field(start: nil, count: 0)
    forEachRow(of: path) { fields in
      body(fields[0], fields.count > 1 ? fields[1] : none, fields.count > 2 ? fields[2] : none)
    }
  }
}

extension KnowledgeTable.Field {
  package var string: String { String(decoding: self, as: UTF8.self) }

  /// A decimal number; 0 for anything else.
  var number: Float { Float(string) ?? 0 }

  /// The first scalar of the field; nil where it is empty.
  var scalar: UInt32? {
    guard let base = baseAddress, !isEmpty, count >= UTF8Scalar.width(lead: self[0]) else {
      return nil
    }
    return UTF8Scalar.decode(base, at: 0).value
  }

  /// All scalars of the field, which must be valid UTF-8.
  var scalars: [UInt32] { string.unicodeScalars.map(\.value) }

  /// A number in hexadecimal capitals; nil for anything else.
  var hexadecimal: UInt32? { Self.hexadecimal(self) }

  /// Numbers in hexadecimal capitals, separated by spaces; `-` is none.
  var hexadecimals: [UInt32] {
    split(separator: UInt8(ascii: " ")).compactMap(Self.hexadecimal)
  }

  private static func hexadecimal(_ digits: some Collection<UInt8>) -> UInt32? {
    var value: UInt32 = 0
    for byte in digits {
      switch byte {
      case 0x30...0x39: value = value << 4 | UInt32(byte - 0x30)
      case 0x41...0x46: value = value << 4 | UInt32(byte - 0x41 + 10)
      default: return nil
      }
    }
    return digits.isEmpty || digits.count > 6 ? nil : value
  }

  /// `reading:share reading:share …`; shares not stated fall from the first to the last and fill what the others leave.
  var shares: [(name: KnowledgeTable.Field, share: Float)] {
    var parts: [(name: KnowledgeTable.Field, share: Float?)] = []
    for part in split(separator: UInt8(ascii: " ")) {
      let pieces = part.split(separator: UInt8(ascii: ":"), maxSplits: 1)
      guard let name = pieces.first else { continue }
      parts.append(
        (
          KnowledgeTable.Field(rebasing: name),
          pieces.count > 1 ? KnowledgeTable.Field(rebasing: pieces[1]).number : nil
        ))
    }
    // Most readings stand alone.
    if parts.count == 1 { return [(parts[0].name, parts[0].share ?? 1)] }
    let stated = parts.reduce(Float(0)) { $0 + ($1.share ?? 0) }
    let open = parts.filter { $0.share == nil }.count
    var left = Swift.max(0.05, 1 - stated)
    var seen = 0
    return parts.map { name, share in
      if let share { return (name, share) }
      seen += 1
      let part = seen == open ? left : left * 0.7
      left -= part
      return (name, part)
    }
  }
}
