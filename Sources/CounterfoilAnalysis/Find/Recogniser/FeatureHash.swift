/// The one way in which words and features become numbers, for trainer and recogniser alike.
package enum FeatureHash {
  package static let seed: UInt64 = 0xCBF2_9CE4_8422_2325

  /// Joins two numbers into one that depends on their order.
  @inline(__always)
  package static func join(_ a: UInt64, _ b: UInt64) -> UInt64 {
    var word = (a &+ 0x9E37_79B9_7F4A_7C15) &* 0xD6E8_FEB8_6659_FD93
    word ^= (word >> 32) ^ b
    word = word &* 0x9FB2_1C65_1E98_DF25
    return word ^ (word >> 29)
  }

  /// One step of hashing a word, byte by byte or scalar by scalar.
  @inline(__always)
  package static func step(_ hash: UInt64, _ value: UInt64) -> UInt64 {
    (hash ^ value) &* 0x0000_0100_0000_01B3
  }

  /// Spreads what `step` made over all bits.
  @inline(__always)
  package static func finish(_ hash: UInt64) -> UInt64 {
    let word = (hash ^ (hash >> 32)) &* 0xD6E8_FEB8_6659_FD93
    return word ^ (word >> 32)
  }

  /// The hash of a word in UTF-8.
  package static func word(_ text: some StringProtocol) -> UInt64 {
    var hash = seed
    for byte in text.utf8 { hash = step(hash, UInt64(byte)) }
    return finish(hash)
  }

  /// The hash of a word by its scalars, as Chinese words are hashed.
  package static func scalars(_ text: some StringProtocol) -> UInt64 {
    var hash = seed
    for scalar in text.unicodeScalars { hash = step(hash, UInt64(scalar.value)) }
    return finish(hash)
  }
}
