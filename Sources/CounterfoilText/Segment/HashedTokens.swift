/// The words and characters of a text as numbers, for comparing texts with each other.
///
/// The lowest bit says whether it is a character of a script written without spaces. Folded (`Folding.shared`):
/// capitals, punctuation, line ends and the two Chinese scripts make no difference. The numbers are the same on
/// every machine and are kept in casebases: they must not change.
package enum HashedTokens {
  /// So many tokens before those handed on can be read, too: those of the last time, 0 at the beginning.
  package static let carried = 16

  /// Calls `body` with some thousand tokens at a time, in order, until all have been.
  /// - Complexity: O(*bytes*), whatever the text; memory for one folded copy.
  package static func forEachChunk(
    in text: String, _ body: (_ tokens: UnsafePointer<UInt64>, _ count: Int) -> Void
  ) {
    pool.withScratch { scratch in
      scratch.fold(text)
      let folded = scratch.folded.bytes
      guard let base = folded.baseAddress else { return }
      withoutActuallyEscaping(body) { body in
        var sink = HashSink(base: base, body: body)
        LetterTable.shared.withLookup { TokenScanner.scan(folded, letters: $0, sink: &sink) }
        sink.end()
      }
    }
  }

  static let pool = ScratchPool()

  /// Spreads a number's bits over all of it (the end of MurmurHash3, Appleby 2011).
  @inline(__always)
  package static func mixed(_ value: UInt64) -> UInt64 {
    var value = value
    value = (value ^ value >> 33) &* 0xFF51_AFD7_ED55_8CCD
    value = (value ^ value >> 33) &* 0xC4CE_B9FE_1A85_EC53
    return value ^ value >> 33
  }

  /// The number of folded bytes; eight at a time.
  @inline(__always)
  static func hash(_ base: UnsafePointer<UInt8>, _ start: Int, _ length: Int) -> UInt64 {
    var hash = UInt64(truncatingIfNeeded: length) &* 0x9E37_79B9_7F4A_7C15
    var at = start
    let end = start + length
    while at < end {
      let next = min(at + 8, end)
      var piece: UInt64 = 0
      while at < next {
        piece = piece << 8 | UInt64(base[at])
        at += 1
      }
      hash = mixed(hash ^ piece)
    }
    return hash
  }
}

private struct HashSink: TokenSink {
  private static let capacity = 4096
  private let base: UnsafePointer<UInt8>
  private let body: (UnsafePointer<UInt64>, Int) -> Void
  private let tokens: UnsafeMutablePointer<UInt64>
  private var count = 0

  init(base: UnsafePointer<UInt8>, body: @escaping (UnsafePointer<UInt64>, Int) -> Void) {
    self.base = base
    self.body = body
    let room = Self.capacity + HashedTokens.carried
    tokens = .allocate(capacity: room)
    tokens.initialize(repeating: 0, count: room)
  }

  mutating func end() {
    flush()
    tokens.deallocate()
  }

  @inline(never)
  private mutating func flush() {
    if count > 0 { body(tokens + HashedTokens.carried, count) }
    tokens.update(from: tokens + count, count: HashedTokens.carried)
    count = 0
  }

  @inline(__always)
  private mutating func add(_ hash: UInt64) {
    tokens[HashedTokens.carried + count] = hash
    count += 1
    if count == Self.capacity { flush() }
  }

  @inline(__always)
  mutating func word(_ range: Range<Int>, isASCIILetters: Bool) -> Bool {
    add(HashedTokens.hash(base, range.lowerBound, range.count) & ~1)
    return true
  }

  /// Pairs overlap, so that the first characters of all are the characters of the run.
  @inline(__always)
  mutating func gram(_ range: Range<Int>) -> Bool {
    add(
      HashedTokens.hash(base, range.lowerBound, UTF8Scalar.width(lead: base[range.lowerBound])) | 1)
    return true
  }

  @inline(__always)
  mutating func run(_ range: Range<Int>) -> Bool { true }
}
