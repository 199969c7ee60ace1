/// Generated texts for comparing, the same for the same seed.
struct CopyTexts {
  private var state: UInt64

  init(seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 | 1 }

  /// SplitMix64 (Steele, Lea and Flood 2014).
  mutating func below(_ limit: Int) -> Int {
    state &+= 0x9E37_79B9_7F4A_7C15
    var value = state
    value = (value ^ value >> 30) &* 0xBF58_476D_1CE4_E5B9
    value = (value ^ value >> 27) &* 0x94D0_49BB_1331_11EB
    return Int((value ^ value >> 31) % UInt64(limit))
  }

  mutating func word() -> String {
    let syllables = ["ka", "ro", "min", "te", "sul", "dor", "vi", "an", "pe", "lo", "gri", "stu"]
    return (0..<(2 + below(3))).map { _ in syllables[below(syllables.count)] }.joined()
  }

  /// A sentence of some dozen words, or of some two dozen characters.
  mutating func sentence(chinese: Bool) -> String {
    if chinese {
      let scalars = (0..<(15 + below(20))).compactMap { _ in
        Unicode.Scalar(0x4E00 + UInt32(below(6000)))
      }
      return String(String.UnicodeScalarView(scalars)) + "。"
    }
    let words = (0..<(8 + below(10))).map { _ in word() }.joined(separator: " ")
    return words.prefix(1).uppercased() + words.dropFirst() + "."
  }

  mutating func sentences(_ count: Int, chinese: Bool) -> [String] {
    (0..<count).map { _ in sentence(chinese: chinese) }
  }

  static func text(_ sentences: [String]) -> String { sentences.joined(separator: " ") }
}
