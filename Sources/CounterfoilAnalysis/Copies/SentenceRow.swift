import CounterfoilModel
import CounterfoilText

/// The sentences of a text as numbers: equal where the words are, whatever the punctuation and the lines.
struct SentenceRow {
  /// One a sentence that has any words.
  private(set) var keys: [UInt64] = []
  private var ranges: [ScalarRange] = []
  /// The words of each as a polynomial, so that those of several can be joined.
  private var polynomials: [(value: UInt64, words: Int)] = []

  init(_ text: String) {
    var byte = 0
    var scalar = 0
    var text = text
    let sentences = Sentences.byteRanges(in: text)
    text.withUTF8 { bytes in
      func advance(to target: Int) -> Int {
        while byte < target {
          if bytes[byte] & 0xC0 != 0x80 { scalar += 1 }
          byte += 1
        }
        return scalar
      }
      for sentence in sentences {
        var polynomial: UInt64 = 0
        var words = 0
        HashedTokens.forEachChunk(
          in: String(decoding: UnsafeBufferPointer(rebasing: bytes[sentence]), as: UTF8.self)
        ) { tokens, count in
          for index in 0..<count { polynomial = polynomial &* Self.base &+ tokens[index] }
          words += count
        }
        let start = advance(to: sentence.lowerBound)
        let end = advance(to: sentence.upperBound)
        guard words > 0 else { continue }
        keys.append(HashedTokens.mixed(polynomial))
        polynomials.append((polynomial, words))
        ranges.append(start..<end)
      }
    }
  }

  private static let base: UInt64 = 0x9E37_79B9_7F4A_7C15

  /// All words of some sentences in one number: the same however they are cut into sentences.
  func words(_ sentences: Range<Int>) -> UInt64 {
    var joined: UInt64 = 0
    for (value, words) in polynomials[sentences] {
      var (power, factor, left) = (1 as UInt64, Self.base, words)
      while left > 0 {
        if left & 1 == 1 { power = power &* factor }
        factor = factor &* factor
        left >>= 1
      }
      joined = joined &* power &+ value
    }
    return joined
  }

  /// From the first to the last of some sentences; an empty place after the one before where there are none.
  func scalars(_ sentences: Range<Int>) -> ScalarRange {
    guard let first = sentences.first else {
      let place = sentences.lowerBound == 0 ? 0 : ranges[sentences.lowerBound - 1].upperBound
      return place..<place
    }
    return ranges[first].lowerBound..<ranges[sentences.upperBound - 1].upperBound
  }
}
