/// Text drawn from many scripts, the same for the same seed.
struct RandomText {
  private var state: UInt64

  init(seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 &+ 1 }

  mutating func next(below limit: Int) -> Int {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return Int((mixed ^ (mixed >> 31)) % UInt64(limit))
  }

  private static let ranges: [ClosedRange<UInt32>] = [
    0x20...0x7E, 0x61...0x7A, 0x61...0x7A, 0x41...0x5A, 0x30...0x39, 0x09...0x0D,
    0xA0...0x24F, 0x300...0x36F, 0x370...0x3FF, 0x400...0x4FF, 0x590...0x5FF, 0x600...0x6FF,
    0x900...0x97F, 0xE00...0xE7F, 0x1100...0x11FF, 0x1E00...0x1FFF, 0x2000...0x206F,
    0x2460...0x24FF, 0x3000...0x30FF, 0x3300...0x33FF, 0x3400...0x4DBF, 0x4E00...0x9FFF,
    0x4E00...0x9FFF, 0x4E00...0x9FFF, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFB00...0xFDFF,
    0xFE00...0xFFEF, 0x1F300...0x1F6FF, 0x1D400...0x1D7FF, 0x20000...0x2FFFF, 0xE000...0xE0FF,
    0xE0100...0xE01EF,
  ]
  private static let phrases = [
    "國家安全部", "中华人民共和国", "the investigators' reports", "China's", "APT40", "CVE-2024-12345",
    "北京、上海。", "café", "ﬁnal", "한국어", "ภาษาไทย", "يونيو", "東京タワー", "１２３", "e\u{301}",
  ]

  /// Stretches of one script each, some phrases, some single scalars.
  mutating func text(stretches: Int) -> String {
    var text = String.UnicodeScalarView()
    for _ in 0..<stretches {
      if next(below: 3) == 0 {
        text.append(contentsOf: Self.phrases[next(below: Self.phrases.count)].unicodeScalars)
      }
      let range = Self.ranges[next(below: Self.ranges.count)]
      for _ in 0...next(below: 6) {
        let value = range.lowerBound + UInt32(next(below: range.count))
        if let scalar = Unicode.Scalar(value) { text.append(scalar) }
      }
      if next(below: 3) == 0 { text.append(" ") }
    }
    return String(text)
  }
}

/// The part of a text between two UTF-8 offsets.
func slice(_ text: String, _ range: Range<Int>) -> String {
  String(decoding: Array(text.utf8)[range], as: UTF8.self)
}

/// Whether a UTF-8 offset lies between two scalars, or at an end.
func isScalarBoundary(_ offset: Int, in bytes: [UInt8]) -> Bool {
  offset == bytes.count || offset >= 0 && offset < bytes.count && bytes[offset] & 0xC0 != 0x80
}
