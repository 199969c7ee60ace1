import CounterfoilText

/// Cuts a text into shingles: overlapping runs of five words, or of ten characters of Chinese.
///
/// A word weighs two units, a character one; each token ends one shingle, the shortest run of at
/// least `shingleUnits`. So mixed text needs no rule of its own. Two texts by different hands share hardly
/// any shingle but those of set phrases.
struct Shingler {
  /// Five words. With four, texts of one field share set phrases by the hundred; with eight, a
  /// changed word in every other line hides a copy.
  static let shingleUnits = 10

  // A ring; no shingle has more than `shingleUnits` tokens.
  private var hashes:
    (
      UInt64, UInt64, UInt64, UInt64, UInt64, UInt64, UInt64, UInt64, UInt64, UInt64, UInt64, UInt64,
      UInt64, UInt64, UInt64, UInt64
    ) = (0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0)
  private var characters: UInt32 = 0
  private var end = 0
  private var length = 0
  private var units = 0
  private var rolled: UInt64 = 0
  /// All tokens so far in one number.
  private(set) var whole: UInt64 = 0
  private(set) var tokens = 0
  private(set) var allUnits = 0

  private static let base: UInt64 = 0x9E37_79B9_7F4A_7C15
  private static let powers: [UInt64] = {
    var powers: [UInt64] = [1]
    for _ in 0..<16 { powers.append(powers[powers.count - 1] &* base) }
    return powers
  }()

  /// - Returns: The shingle that this token ends, and of how many tokens it is; nil at the beginning of a text.
  @inline(__always)
  mutating func take(_ hash: UInt64, isCharacter: Bool, powers: UnsafePointer<UInt64>) -> (
    hash: UInt64, length: Int
  )? {
    let weight = isCharacter ? 1 : 2
    tokens += 1
    allUnits += weight
    whole = HashedTokens.mixed(whole &* Self.base &+ hash)
    withUnsafeMutableBytes(of: &hashes) {
      $0.storeBytes(of: hash, toByteOffset: (end & 15) * 8, as: UInt64.self)
    }
    characters = characters & ~(1 << UInt32(end & 15)) | (isCharacter ? 1 : 0) << UInt32(end & 15)
    end += 1
    length += 1
    units += weight
    rolled = rolled &* Self.base &+ hash
    while length > 0 {
      let first = (end - length) & 15
      let firstUnits = characters >> UInt32(first) & 1 == 1 ? 1 : 2
      guard units - firstUnits >= Self.shingleUnits else { break }
      let dropped = withUnsafeBytes(of: &hashes) { $0.load(fromByteOffset: first * 8, as: UInt64.self) }
      rolled = rolled &- dropped &* powers[length - 1]
      length -= 1
      units -= firstUnits
    }
    guard units >= Self.shingleUnits else { return nil }
    return (HashedTokens.mixed(rolled), length)
  }

  /// Calls `body` with each token's weight and the shingle it ends.
  /// - Returns: The shingler at the end of the text.
  static func scan(
    _ text: String, _ body: (_ units: Int, _ shingle: (hash: UInt64, length: Int)?) -> Void
  ) -> Shingler {
    var shingler = Shingler()
    powers.withUnsafeBufferPointer { powers in
      guard let powers = powers.baseAddress else { return }
      HashedTokens.forEach(in: text) { hash, isCharacter in
        body(
          isCharacter ? 1 : 2, shingler.take(hash, isCharacter: isCharacter, powers: powers))
      }
    }
    return shingler
  }
}
