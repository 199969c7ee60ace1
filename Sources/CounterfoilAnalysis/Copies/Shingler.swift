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

  private var length = 0
  private var units = 0
  private var rolled: UInt64 = 0
  private(set) var tokens = 0
  private(set) var allUnits = 0
  /// All tokens so far in one number.
  private(set) var whole: UInt64 = 0

  private static let base: UInt64 = 0x9E37_79B9_7F4A_7C15
  private static let powers: [UInt64] = {
    var powers: [UInt64] = [1]
    for _ in 0..<HashedTokens.carried { powers.append(powers[powers.count - 1] &* base) }
    return powers
  }()

  /// Calls `body` with each token's weight, the shingle it ends (0 at the beginning of a text), and of how
  /// many tokens that is.
  /// - Returns: The shingler at the end of the text.
  @inline(__always)
  static func scan(_ text: String, _ body: (_ units: Int, _ shingle: UInt64, _ length: Int) -> Void)
    -> Shingler
  {
    var shingler = Shingler()
    powers.withUnsafeBufferPointer { powers in
      guard let powers = powers.baseAddress else { return }
      HashedTokens.forEachChunk(in: text) { tokens, count in
        // A copy, so that the loop works in registers.
        var state = shingler
        for index in 0..<count { state.take(tokens + index, powers, body) }
        shingler = state
      }
    }
    shingler.whole = HashedTokens.mixed(shingler.whole)
    return shingler
  }

  /// - Parameter token: With those before it, as `HashedTokens` keeps them.
  @inline(__always)
  private mutating func take(
    _ token: UnsafePointer<UInt64>, _ powers: UnsafePointer<UInt64>,
    _ body: (Int, UInt64, Int) -> Void
  ) {
    let weight = 2 - Int(truncatingIfNeeded: token[0] & 1)
    tokens += 1
    allUnits += weight
    whole = whole &* Self.base &+ token[0]
    length += 1
    units += weight
    rolled = rolled &* Self.base &+ token[0]
    while true {
      let first = token[1 - length]
      let firstUnits = 2 - Int(truncatingIfNeeded: first & 1)
      guard units - firstUnits >= Self.shingleUnits else { break }
      rolled = rolled &- first &* powers[length - 1]
      length -= 1
      units -= firstUnits
    }
    guard units >= Self.shingleUnits else { return body(weight, 0, 0) }
    body(weight, HashedTokens.mixed(rolled), length)
  }
}
