/// The words and characters of a text as numbers, for comparing texts with each other.
package enum HashedTokens {
  /// Calls `body` with each word, and with each character of a script written without spaces, in order.
  ///
  /// Folded (`Folding.shared`): capitals, punctuation, line ends and the two Chinese scripts make no difference.
  /// The numbers are the same on every machine and are kept in casebases: they must not change.
  /// - Complexity: O(*bytes*), whatever the text.
  package static func forEach(in text: String, _ body: (_ hash: UInt64, _ isCharacter: Bool) -> Void) {
    pool.withScratch { scratch in
      scratch.fold(text)
      let folded = scratch.folded.bytes
      guard let base = folded.baseAddress else { return }
      withoutActuallyEscaping(body) { body in
        var sink = HashSink(base: base, body: body)
        LetterTable.shared.withLookup { TokenScanner.scan(folded, letters: $0, sink: &sink) }
      }
    }
  }

  private static let pool = ScratchPool()

  /// Spreads a number's bits over all of it (the end of MurmurHash3, Appleby 2011).
  @inline(__always)
  package static func mixed(_ value: UInt64) -> UInt64 {
    var value = value
    value = (value ^ value >> 33) &* 0xFF51_AFD7_ED55_8CCD
    value = (value ^ value >> 33) &* 0xC4CE_B9FE_1A85_EC53
    return value ^ value >> 33
  }
}

private struct HashSink: TokenSink {
  let base: UnsafePointer<UInt8>
  let body: (UInt64, Bool) -> Void

  /// FNV-1a (Fowler, Noll and Vo), mixed.
  @inline(__always)
  private func hash(_ start: Int, _ count: Int) -> UInt64 {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for offset in start..<(start + count) { hash = (hash ^ UInt64(base[offset])) &* 0x100_0000_01B3 }
    return HashedTokens.mixed(hash)
  }

  @inline(__always)
  mutating func word(_ range: Range<Int>, isASCIILetters: Bool) -> Bool {
    body(hash(range.lowerBound, range.count), false)
    return true
  }

  /// Pairs overlap, so that the first characters of all are the characters of the run.
  @inline(__always)
  mutating func gram(_ range: Range<Int>) -> Bool {
    body(hash(range.lowerBound, UTF8Scalar.width(lead: base[range.lowerBound])), true)
    return true
  }

  @inline(__always)
  mutating func run(_ range: Range<Int>) -> Bool { true }
}
