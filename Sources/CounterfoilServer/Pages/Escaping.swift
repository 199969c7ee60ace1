import Mustache

/// Escapes by Unicode scalars, and shows what would otherwise act unseen.
///
/// Text of a document can hold anything: markup, controls, overrides that turn the direction of
/// writing around. All of it comes out as something that only shows.
struct ScalarEscaping: MustacheContentType {
  static let name = "SCALARS"

  func escapeText(_ text: String) -> String {
    // Most values need nothing.
    guard text.unicodeScalars.contains(where: { Escape(of: $0) != nil }) else { return text }
    var result = ""
    for scalar in text.unicodeScalars {
      switch Escape(of: scalar) {
      case nil: result.unicodeScalars.append(scalar)
      case .markup(let entity): result += entity
      case .unseen(let symbol): result += symbol
      }
    }
    return result
  }
}

/// What stands for a scalar that cannot be shown as itself.
enum Escape {
  case markup(String)
  /// A symbol for a character that has no shape of its own.
  case unseen(String)

  /// Nil for a scalar that is shown as itself; line breaks and tabs are.
  init?(of scalar: Unicode.Scalar) {
    switch scalar.value {
    case 0x26: self = .markup("&amp;")
    case 0x3C: self = .markup("&lt;")
    case 0x3E: self = .markup("&gt;")
    case 0x22: self = .markup("&quot;")
    case 0x27: self = .markup("&#39;")
    case 0x09, 0x0A: return nil
    case 0x00...0x1F: self = .symbol(0x2400 + scalar.value)
    case 0x7F: self = .symbol(0x2421)
    case 0x20...0x7E, 0xA0...0xAC: return nil
    default:
      guard let name = Self.name(of: scalar.value) else { return nil }
      self = .unseen("⟦\(name)⟧")
    }
  }

  private static func symbol(_ value: UInt32) -> Escape {
    .unseen(Unicode.Scalar(value).map { String(Character($0)) } ?? "\u{FFFD}")
  }

  /// The short name of a character that controls others and has no shape.
  private static func name(of value: UInt32) -> String? {
    switch value {
    case 0x80...0x9F, 0xFFF9...0xFFFB, 0xFFFE, 0xFFFF, 0xE0000...0xE007F:
      "U+" + String(value, radix: 16, uppercase: true)
    case 0xAD: "SHY"
    case 0x061C: "ALM"
    case 0x200B: "ZWSP"
    case 0x200E: "LRM"
    case 0x200F: "RLM"
    case 0x2028: "LS"
    case 0x2029: "PS"
    case 0x202A: "LRE"
    case 0x202B: "RLE"
    case 0x202C: "PDF"
    case 0x202D: "LRO"
    case 0x202E: "RLO"
    case 0x2060: "WJ"
    case 0x2066: "LRI"
    case 0x2067: "RLI"
    case 0x2068: "FSI"
    case 0x2069: "PDI"
    case 0xFEFF: "BOM"
    default: nil
    }
  }
}

extension String {
  /// On one line: breaks and tabs as symbols, for names of files and titles.
  var shown: String {
    guard unicodeScalars.contains(where: { $0.value == 0x09 || $0.value == 0x0A }) else {
      return self
    }
    return String(
      String.UnicodeScalarView(
        unicodeScalars.map {
          switch $0.value {
          case 0x09: "\u{2409}"
          case 0x0A: "\u{240A}"
          default: $0
          }
        }))
  }
}
