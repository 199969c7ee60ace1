/// The writing systems that the language of a passage is told by.
enum Script: UInt8, CaseIterable, Sendable {
  case none = 0
  case latin, cyrillic, greek, arabic, hebrew, devanagari, thai, tibetan, hangul, kana, han
  case armenian, georgian, ethiopic, bengali, gurmukhi, gujarati, tamil, telugu, kannada
  case malayalam, sinhala, lao, burmese, khmer, mongolian

  /// The language to assume where a script has but one here, or where nothing in a passage tells.
  var language: String? {
    switch self {
    case .greek: "el"
    case .hebrew: "he"
    case .devanagari: "hi"
    case .thai: "th"
    case .tibetan: "bo"
    case .armenian: "hy"
    case .georgian: "ka"
    case .ethiopic: "am"
    case .bengali: "bn"
    case .gurmukhi: "pa"
    case .gujarati: "gu"
    case .tamil: "ta"
    case .telugu: "te"
    case .kannada: "kn"
    case .malayalam: "ml"
    case .sinhala: "si"
    case .lao: "lo"
    case .burmese: "my"
    case .khmer: "km"
    case .mongolian: "mn"
    case .hangul: "ko"
    case .kana: "ja"
    case .none, .latin, .cyrillic, .arabic, .han: nil
    }
  }

  @inline(__always)
  static func of(_ scalar: UInt32) -> UInt8 {
    if scalar < 0x10000 { return basic[Int(scalar)] }
    return scalar >= 0x20000 && scalar < 0x40000 ? Script.han.rawValue : 0
  }

  /// The script of every scalar of the basic plane; letters only, near enough.
  private static let basic: [UInt8] = {
    var table = [UInt8](repeating: 0, count: 0x10000)
    let ranges: [(ClosedRange<Int>, Script)] = [
      (0x41...0x5A, .latin), (0x61...0x7A, .latin), (0xC0...0xD6, .latin), (0xD8...0xF6, .latin),
      (0xF8...0x24F, .latin), (0x1E00...0x1EFF, .latin), (0xFF21...0xFF3A, .latin),
      (0xFF41...0xFF5A, .latin), (0x370...0x373, .greek), (0x386...0x386, .greek),
      (0x388...0x3FF, .greek), (0x1F00...0x1FFF, .greek), (0x400...0x52F, .cyrillic),
      (0x531...0x58F, .armenian), (0x5D0...0x5F2, .hebrew), (0x620...0x65F, .arabic),
      (0x66E...0x6D3, .arabic), (0x6D5...0x6EF, .arabic), (0x6FA...0x6FF, .arabic),
      (0x750...0x77F, .arabic), (0xFB50...0xFDFF, .arabic), (0xFE70...0xFEFC, .arabic),
      (0x900...0x963, .devanagari), (0x980...0x9FF, .bengali), (0xA00...0xA7F, .gurmukhi),
      (0xA80...0xAFF, .gujarati), (0xB80...0xBFF, .tamil), (0xC00...0xC7F, .telugu),
      (0xC80...0xCFF, .kannada), (0xD00...0xD7F, .malayalam), (0xD80...0xDFF, .sinhala),
      (0xE01...0xE3A, .thai), (0xE40...0xE4E, .thai), (0xE80...0xEFF, .lao),
      (0xF40...0xFBC, .tibetan), (0x1000...0x109F, .burmese), (0x10A0...0x10FF, .georgian),
      (0x1100...0x11FF, .hangul), (0x1200...0x137F, .ethiopic), (0x1780...0x17D3, .khmer),
      (0x1820...0x1878, .mongolian), (0x3041...0x3096, .kana), (0x30A1...0x30FA, .kana),
      (0xFF66...0xFF9D, .kana), (0x3400...0x4DBF, .han), (0x4E00...0x9FFF, .han),
      (0xF900...0xFAFF, .han), (0x3005...0x3007, .han), (0xAC00...0xD7A3, .hangul),
    ]
    for (range, script) in ranges {
      for scalar in range { table[scalar] = script.rawValue }
    }
    return table
  }()
}
