import Foundation
import Hummingbird

/// The fields of an address after `?`, as a form writes them: `+` is a space.
package struct Parameters: Sendable {
  private var values: [String: String] = [:]

  init(_ request: Request) { self.init(query: request.uri.query ?? "") }

  package init(query: String) {
    for pair in query.split(separator: "&") {
      let sides = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      guard let name = sides.first.map(Self.decode), values[name] == nil else { continue }
      values[name] = sides.count > 1 ? Self.decode(sides[1]) : ""
    }
  }

  /// The first value of that name; bytes that are not UTF-8 come as U+FFFD.
  package subscript(name: String) -> String? { values[name] }

  /// A whole number, 0 or more; nil where there is none, a refusal where it is something else.
  package func count(_ name: String) throws -> Int? {
    guard let text = values[name], !text.isEmpty else { return nil }
    guard let number = Int(text), number >= 0, number <= Int(Int32.max) else {
      throw Failure.badRequest("number")
    }
    return number
  }

  private static func decode(_ text: Substring) -> String {
    var bytes: [UInt8] = []
    var rest = Array(text.utf8)[...]
    while let byte = rest.popFirst() {
      if byte == UInt8(ascii: "+") {
        bytes.append(UInt8(ascii: " "))
      } else if byte == UInt8(ascii: "%"), rest.count >= 2,
        let value = UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16)
      {
        bytes.append(value)
        rest = rest.dropFirst(2)
      } else {
        bytes.append(byte)
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}

/// An address of this site under construction.
package struct Address {
  package private(set) var text: String
  private var hasQuery = false

  package init(_ path: String) { text = path }

  /// Adds a field; nil and empty add nothing.
  package mutating func add(_ name: String, _ value: String?) {
    guard let value, !value.isEmpty else { return }
    text += (hasQuery ? "&" : "?") + name + "=" + Self.encode(value)
    hasQuery = true
  }

  package mutating func jump(to fragment: String) { text += "#" + fragment }

  static func encode(_ value: String) -> String {
    var result = ""
    for byte in value.utf8 {
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."),
        UInt8(ascii: "_"), UInt8(ascii: "~"):
        result.unicodeScalars.append(Unicode.Scalar(byte))
      default:
        result += "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
      }
    }
    return result
  }
}
