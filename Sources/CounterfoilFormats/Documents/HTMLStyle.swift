/// What an element's own attributes say about whether its text can be seen.
///
/// What a style sheet says of the element's classes and id comes from `HTMLStyleSheet`.
struct HTMLStyle {
  /// Nothing inside can be seen, whatever inner elements say.
  var hidesSubtree = false
  /// `visibility`, which inner elements may set back.
  var isInvisible: Bool?
  /// A font too small to see, which inner elements may set back.
  var isTiny: Bool?
  var color: UInt32?
  var background: UInt32?

  /// A background that may be of any colour: a picture, a gradient, or one that a style sheet sets.
  static let unknownColor = UInt32.max

  /// Pixels or points at which text is no longer text.
  private static let tinySize = 1.5
  /// Offsets past this many pixels push text off the page.
  private static let farOffset = 900.0

  private static let display = HTMLName("display")
  private static let visibility = HTMLName("visibility")
  private static let opacity = HTMLName("opacity")
  private static let fontSize = HTMLName("font-size")
  private static let color = HTMLName("color")
  private static let background = HTMLName("background")
  private static let backgroundColor = HTMLName("background-color")
  private static let backgroundImage = HTMLName("background-image")
  private static let height = HTMLName("height")
  private static let maxHeight = HTMLName("max-height")
  private static let width = HTMLName("width")
  private static let maxWidth = HTMLName("max-width")
  private static let overflow = HTMLName("overflow")
  private static let textIndent = HTMLName("text-indent")
  private static let left = HTMLName("left")
  private static let top = HTMLName("top")
  private static let msoHide = HTMLName("mso-hide")

  /// Adds the declarations of a `style` attribute.
  mutating func apply(_ style: some Sequence<UInt8>) {
    var property = HTMLName()
    var value: [UInt8] = []
    var inValue = false
    var hasNoExtent = false
    var clipsOverflow = false

    func finish(_ result: inout HTMLStyle) {
      defer {
        property = HTMLName()
        value.removeAll(keepingCapacity: true)
        inValue = false
      }
      guard inValue, !value.isEmpty else { return }
      func has(_ prefix: StaticString) -> Bool { Self.starts(value[...], with: prefix) }
      switch property {
      case Self.display: if has("none") { result.hidesSubtree = true }
      case Self.msoHide: if has("all") { result.hidesSubtree = true }
      case Self.visibility: result.isInvisible = has("hidden") || has("collapse")
      case Self.opacity:
        if let number = Self.number(value[...]), number.value < 0.05 { result.hidesSubtree = true }
      case Self.fontSize:
        if let size = Self.number(value[...]) {
          result.isTiny = size.value == 0 || size.isAbsolute && size.value <= Self.tinySize
        } else {
          result.isTiny = false
        }
      case Self.color: if let color = Self.color(value[...]) { result.color = color }
      case Self.background, Self.backgroundColor, Self.backgroundImage:
        if has("none") || has("transparent") || has("inherit") || has("initial") { break }
        result.background = Self.color(value[...]) ?? Self.unknownColor
      case Self.height, Self.maxHeight, Self.width, Self.maxWidth:
        if let size = Self.number(value[...]), size.value == 0 { hasNoExtent = true }
      case Self.overflow: if has("hidden") { clipsOverflow = true }
      case Self.textIndent, Self.left, Self.top:
        if let offset = Self.number(value[...]), offset.value <= -Self.farOffset {
          result.hidesSubtree = true
        }
      default: break
      }
    }

    for byte in style {
      switch byte {
      case 0...0x20: continue
      case UInt8(ascii: ";"): finish(&self)
      case UInt8(ascii: ":") where !inValue: inValue = true
      default:
        if inValue {
          value.append(byte &- 0x41 < 26 ? byte | 0x20 : byte)
        } else {
          property.append(byte)
        }
      }
    }
    finish(&self)
    if hasNoExtent, clipsOverflow { hidesSubtree = true }
  }

  /// A colour as 0xRRGGBB from lower case CSS or HTML; nil where it is not a plain one.
  static func color(_ text: ArraySlice<UInt8>) -> UInt32? {
    var text = text
    if starts(text, with: "rgb") {
      text = text.drop { $0 != UInt8(ascii: "(") }.dropFirst()
      var color: UInt32 = 0
      let parts = text.split(separator: UInt8(ascii: ","))
      guard parts.count >= 3 else { return nil }
      for part in parts.prefix(3) {
        guard let value = number(part) else { return nil }
        color = color << 8 | UInt32(max(0, min(255, value.value)))
      }
      return color
    }
    if text.first == UInt8(ascii: "#") { text = text.dropFirst() }
    if starts(text, with: "white") { return 0xFFFFFF }
    if starts(text, with: "black") { return 0 }
    var digits: [UInt32] = []
    for byte in text {
      switch byte {
      case 0x30...0x39: digits.append(UInt32(byte - 0x30))
      case 0x61...0x66: digits.append(UInt32(byte - 0x57))
      case UInt8(ascii: "!"): return hex(digits)
      default: return nil
      }
      if digits.count > 8 { return nil }
    }
    return hex(digits)
  }

  private static func hex(_ digits: [UInt32]) -> UInt32? {
    switch digits.count {
    case 3, 4: digits.prefix(3).reduce(0) { $0 << 8 | $1 * 17 }
    case 6, 8: digits.prefix(6).reduce(0) { $0 << 4 | $1 }
    default: nil
    }
  }

  /// Whether words of one colour cannot be told from a ground of the other.
  static func isSame(_ color: UInt32, _ background: UInt32) -> Bool {
    guard color != unknownColor, background != unknownColor else { return false }
    return [0, 8, 16].allSatisfy { shift in
      abs(Int(color >> shift & 0xFF) - Int(background >> shift & 0xFF)) <= 8
    }
  }

  /// A leading number; absolute where its unit is pixels, points or none.
  private static func number(_ text: ArraySlice<UInt8>) -> (value: Double, isAbsolute: Bool)? {
    var value = 0.0
    var scale = 1.0
    var negative = false
    var seenPoint = false
    var digits = 0
    var index = text.startIndex
    if index < text.endIndex, text[index] == UInt8(ascii: "-") {
      negative = true
      index += 1
    }
    while index < text.endIndex {
      if text[index] == UInt8(ascii: "."), !seenPoint {
        seenPoint = true
      } else if text[index] &- 0x30 < 10 {
        digits += 1
        if digits > 12 { return nil }
        if seenPoint { scale /= 10 }
        value =
          seenPoint
          ? value + Double(text[index] - 0x30) * scale : value * 10 + Double(text[index] - 0x30)
      } else {
        break
      }
      index += 1
    }
    guard digits > 0 else { return nil }
    let unit = text[index...]
    let isAbsolute =
      unit.isEmpty || starts(unit, with: "px") || starts(unit, with: "pt")
      || starts(unit, with: "!")
    return (negative ? -value : value, isAbsolute)
  }

  private static func starts(_ text: ArraySlice<UInt8>, with prefix: StaticString) -> Bool {
    let length = prefix.utf8CodeUnitCount
    guard text.count >= length else { return false }
    for offset in 0..<length where text[text.startIndex + offset] != prefix.utf8Start[offset] {
      return false
    }
    return true
  }
}
