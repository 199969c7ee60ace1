import CounterfoilKnowledge
import Foundation

/// The rows of a tab-separated table of the knowledge folder, with any number of fields.
///
/// A missing table reads as an empty one; what needs it then knows less, and nothing fails.
enum ByteRows {
  typealias Field = UnsafeBufferPointer<UInt8>

  /// Calls `body` with the fields of each line; lines that begin with `#` and empty lines are left out.
  static func forEach(in path: String, _ body: ([Field]) -> Void) {
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
}

extension ByteRows.Field {
  var text: String { String(decoding: self, as: UTF8.self) }

  var number: Float { Float(text) ?? 0 }

  /// The scalars of the field, which must be valid UTF-8.
  var scalars: [UInt32] { text.unicodeScalars.map(\.value) }

  /// `reading:share reading:share …`; a missing share is filled in from what the others leave.
  var shares: [(name: String, share: Float)] {
    let parts = split(separator: UInt8(ascii: " ")).map { part -> (String, Float?) in
      let pieces = part.split(separator: UInt8(ascii: ":"), maxSplits: 1)
      let name = pieces.first.map { String(decoding: $0, as: UTF8.self) } ?? ""
      let share = pieces.count > 1 ? Float(String(decoding: pieces[1], as: UTF8.self)) : nil
      return (name, share)
    }
    let given = parts.reduce(Float(0)) { $0 + ($1.1 ?? 0) }
    let open = parts.filter { $0.1 == nil }.count
    // Unstated shares halve from the first to the last.
    var left = Swift.max(0.05, 1 - given)
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
