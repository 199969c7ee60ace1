package import CounterfoilModel

/// Samples the shingles of a text, so that copies meet in an index of the samples.
///
/// Broder's sketch by remainders (*On the resemblance and containment of documents*, 1997) with a rate that
/// depends on the length: a shingle is sampled where its hash ends in so many zero bits. Two texts sample the same of what
/// they share, at the coarser of their two rates, so a text also meets a longer one that it stands in, which
/// MinHash bands of fixed length would miss.
package enum CopySketcher {
  /// A text of fewer words is a copy only where it is the same, word for word.
  package static let shortUnits = 40
  /// Of a still shorter text, being the same says nothing: "Yes, thank you."
  package static let fewestTokens = 8

  /// Shingles before the rate is halved: 12 to 24 keys for a text up to 400 words.
  private static let keysAtLevel = 24
  /// One shingle in 32 of a long text: where 128 words are shared, chance misses one copy in 50.
  package static let coarsestLevel = 5

  /// Nil for a text too short to be called a copy of anything.
  /// - Complexity: O(*bytes*); memory for one shingle in 32.
  package static func sketch(of text: String) -> CopySketch? {
    var sampled: [UInt64] = []
    var level = 0
    var mask: UInt64 = 0
    var count = 0
    let end = Shingler.scan(text) { _, shingle, length in
      guard length > 0 else { return }
      count += 1
      if count > keysAtLevel << level, level < coarsestLevel {
        level += 1
        mask = (1 << UInt64(level)) - 1
        sampled.removeAll { $0 & mask != 0 }
      }
      if shingle & mask == 0 { sampled.append(shingle) }
    }
    if end.allUnits < shortUnits {
      guard end.tokens >= fewestTokens else { return nil }
      return CopySketch(keys: [key(end.whole ^ wholeTexts)], level: 0)
    }
    var keys = sampled.map(key)
    keys.sort()
    var kept: [Int64] = []
    kept.reserveCapacity(keys.count)
    for key in keys where kept.last != key { kept.append(key) }
    return CopySketch(keys: kept, level: level)
  }

  /// The bits that sampling did not use; SQLite keeps 47 of them in six bytes.
  private static func key(_ hash: UInt64) -> Int64 { Int64(hash >> 17) }

  /// Parts the keys of whole short texts from those of shingles.
  private static let wholeTexts: UInt64 = 0xA5A5_5A5A_C3C3_3C3C
}
