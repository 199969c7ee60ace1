/// One annotated line of text.
struct Sample {
  struct Span: Hashable {
    /// UTF-8 byte offsets.
    var start: Int
    var end: Int
    /// An index into `RecogniserTag.kinds`.
    var kind: Int
  }

  var text: String
  var spans: [Span]
  /// Lines of one document follow each other; numbered over all sources.
  var document: Int
  var source: Source

  /// Where annotated text comes from; each has its own notion of a name, which the trainer allows for.
  enum Source: Int, CaseIterable {
    /// Universal NER and the text annotated for this project: what the recogniser is to follow.
    case universal
    case wikipedia
    case threats
  }
}

/// A generator with a fixed sequence for each seed (SplitMix64).
struct Randomness: RandomNumberGenerator {
  private var state: UInt64
  init(seed: UInt64) { state = seed }
  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var word = state
    word = (word ^ (word >> 30)) &* 0xBF58_476D_1CE4_E5B9
    word = (word ^ (word >> 27)) &* 0x94D0_49BB_1331_11EB
    return word ^ (word >> 31)
  }
}
