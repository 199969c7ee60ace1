/// One scalar of a text and what it is for the recogniser.
struct Letter {
  enum Kind { case upper, lower, digit, han, sign }

  var value: UInt32
  var width: Int
  var kind: Kind

  /// - Precondition: `index` is a scalar boundary before `limit`.
  @inline(__always)
  init(_ text: TextBytes, _ index: Int, _ limit: Int) {
    let byte = text.base[index]
    guard byte < 0x80 else {
      (value, width, kind) = Self.wide(text, index)
      return
    }
    value = UInt32(byte)
    width = 1
    if byte >= 0x61 && byte <= 0x7A {
      kind = .lower
    } else if byte >= 0x41 && byte <= 0x5A {
      kind = .upper
    } else {
      kind = byte >= 0x30 && byte <= 0x39 ? .digit : .sign
    }
  }

  private static func wide(_ text: TextBytes, _ index: Int) -> (UInt32, Int, Kind) {
    let first = UInt32(text[index])
    let (second, third, fourth) = (
      UInt32(text[index + 1] & 0x3F), UInt32(text[index + 2] & 0x3F), UInt32(text[index + 3] & 0x3F)
    )
    if first < 0xE0 {
      let value = (first & 0x1F) << 6 | second
      return (value, 2, kind(value))
    } else if first < 0xF0 {
      let value = TextBytes.scalar(text[index], text[index + 1], text[index + 2])
      return (value, 3, kind(value))
    }
    let value = (first & 0x07) << 18 | second << 12 | third << 6 | fourth
    return (value, 4, kind(value))
  }

  private static func kind(_ value: UInt32) -> Kind {
    switch value {
    case 0xC0...0xDE: value == 0xD7 ? .sign : .upper
    case 0xDF...0xFF: value == 0xF7 ? .sign : .lower
    case 0x138, 0x149, 0x17F: .lower
    // Here capitals are odd.
    case 0x139...0x148, 0x179...0x17E: value & 1 == 1 ? .upper : .lower
    case 0x100...0x17F: value & 1 == 0 ? .upper : .lower
    case 0x180...0x2AF, 0x300...0x36F: .lower
    case 0x391...0x3A9, 0x400...0x42F: .upper
    case 0x370...0x482, 0x48A...0x1FFF: value >= 0x1E00 && value <= 0x1EFF && value & 1 == 0 ? .upper : .lower
    case 0x3400...0x9FFF, 0xF900...0xFAFF, 0x20000...0x3FFFF, 0x3005, 0x3007: .han
    case 0x3041...0x30FA, 0x30FC...0x30FF, 0xAC00...0xD7A3, 0x1100...0x11FF: .lower
    case 0xFF10...0xFF19: .digit
    case 0xFF21...0xFF3A: .upper
    case 0xFF41...0xFF5A: .lower
    default: .sign
    }
  }

  /// The scalar in small letters, for the alphabets names are mostly in.
  @inline(__always)
  var small: UInt32 {
    guard kind == .upper else { return value }
    switch value {
    case 0x41...0x5A, 0xC0...0xDE, 0x391...0x3A9, 0x410...0x42F, 0xFF21...0xFF3A: return value + 0x20
    case 0x400...0x40F: return value + 0x50
    case 0x178: return 0xFF
    default: return value + 1
    }
  }
}
