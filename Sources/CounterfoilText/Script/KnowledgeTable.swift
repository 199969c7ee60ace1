import CounterfoilKnowledge
import Foundation

/// The rows of a tab-separated table of the knowledge folder.
///
/// A missing table reads as an empty one: text then folds by less, and nothing fails.
enum KnowledgeTable {
  typealias Field = Slice<UnsafeBufferPointer<UInt8>>

  /// Calls `body` with the first three fields of each line, empty where there are fewer; lines that
  /// begin with `#` and empty lines are left out.
  static func forEachRow(of path: String, _ body: (Field, Field, Field) -> Void) {
    guard let data = try? Data(contentsOf: Knowledge.url(path)) else { return }
    [UInt8](data).withUnsafeBufferPointer { bytes in
      var start = 0
      while start < bytes.count {
        var fields = (bytes[start..<start], bytes[start..<start], bytes[start..<start])
        var field = 0
        var fieldStart = start
        var end = start
        while true {
          let byte = end < bytes.count ? bytes[end] : UInt8(ascii: "\n")
          if byte == UInt8(ascii: "\t") || byte == UInt8(ascii: "\n") {
            switch field {
            case 0: fields.0 = bytes[fieldStart..<end]
            case 1: fields.1 = bytes[fieldStart..<end]
            case 2: fields.2 = bytes[fieldStart..<end]
            default: break
            }
            field += 1
            fieldStart = end + 1
          }
          if byte == UInt8(ascii: "\n") { break }
          end += 1
        }
        if end > start, bytes[start] != UInt8(ascii: "#") { body(fields.0, fields.1, fields.2) }
        start = end + 1
      }
    }
  }
}

extension KnowledgeTable.Field {
  var string: String { String(decoding: self, as: UTF8.self) }

  /// The first scalar of the field; nil where it is empty.
  var scalar: UInt32? {
    guard !isEmpty, let base = base.baseAddress, count >= UTF8Scalar.width(lead: self[startIndex])
    else { return nil }
    return UTF8Scalar.decode(base, at: startIndex).value
  }

  /// A number in hexadecimal capitals; nil for anything else.
  var hexadecimal: UInt32? {
    var value: UInt32 = 0
    for byte in self {
      switch byte {
      case 0x30...0x39: value = value << 4 | UInt32(byte - 0x30)
      case 0x41...0x46: value = value << 4 | UInt32(byte - 0x41 + 10)
      default: return nil
      }
    }
    return isEmpty || count > 6 ? nil : value
  }

  /// Numbers in hexadecimal capitals, separated by spaces; `-` is none.
  var hexadecimals: [UInt32] {
    split(separator: UInt8(ascii: " ")).compactMap(\.hexadecimal)
  }
}
