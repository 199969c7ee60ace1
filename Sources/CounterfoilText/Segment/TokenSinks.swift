/// One column of an index as it grows.
struct TokenBuffer {
  private var base: UnsafeMutablePointer<UInt8>
  private var capacity: Int
  private(set) var count = 0
  private(set) var tokens = 0

  /// Free with `deallocate`.
  init(capacity: Int) {
    self.capacity = max(capacity, 256)
    base = .allocate(capacity: self.capacity)
  }

  func deallocate() { base.deallocate() }

  var bytes: UnsafeBufferPointer<UInt8> { UnsafeBufferPointer(start: base, count: count) }

  /// Adds a token, and a space before it where it is not the first.
  @inline(__always)
  mutating func append(_ token: UnsafePointer<UInt8>, _ length: Int) {
    if count + length + 1 > capacity { grow(length + 1) }
    if tokens > 0 {
      base[count] = 0x20
      count += 1
    }
    tokens += 1
    let target = base + count
    for index in 0..<length { target[index] = token[index] }
    count += length
  }

  @inline(never)
  private mutating func grow(_ more: Int) {
    capacity = max(count + more, capacity + capacity / 2)
    let moved = UnsafeMutablePointer<UInt8>.allocate(capacity: capacity)
    moved.update(from: base, count: count)
    base.deallocate()
    base = moved
  }
}

/// Writes both columns of an index.
struct StreamSink: TokenSink {
  var text: TokenBuffer
  var words: TokenBuffer
  let base: UnsafePointer<UInt8>
  let terms: TermTable

  @inline(__always)
  mutating func word(_ range: Range<Int>, isASCIILetters: Bool) -> Bool {
    guard isASCIILetters else {
      text.append(base + range.lowerBound, range.count)
      return true
    }
    let surface = UnsafeBufferPointer(start: base + range.lowerBound, count: range.count)
    let differs = EnglishStemmer.withStem(of: surface) { stem, differs in
      if let letters = stem.baseAddress { text.append(letters, stem.count) }
      return differs
    }
    if differs { words.append(base + range.lowerBound, range.count) }
    return true
  }

  @inline(__always)
  mutating func gram(_ range: Range<Int>) -> Bool {
    text.append(base + range.lowerBound, range.count)
    return true
  }

  @inline(__always)
  mutating func run(_ range: Range<Int>) -> Bool {
    terms.forEachWord(in: range, of: base) { word in
      let kept = TokenScanner.cut(base, word)
      words.append(base + kept.lowerBound, kept.count)
      return true
    }
  }
}

/// Hands on tokens with their places in the original.
struct TokenOutput {
  let base: UnsafePointer<UInt8>
  let steps: [FoldedText.Step]
  let body: (Int, Range<Int>, ArraySlice<UInt8>) -> Bool
  var position = 0
  /// The last token, as a range of the folded text.
  var last: Range<Int>?
  private var cursor = FoldedText.Cursor()

  init(
    base: UnsafePointer<UInt8>, steps: [FoldedText.Step],
    body: @escaping (Int, Range<Int>, ArraySlice<UInt8>) -> Bool
  ) {
    self.base = base
    self.steps = steps
    self.body = body
  }

  mutating func emit(_ range: Range<Int>, _ token: UnsafeBufferPointer<UInt8>) -> Bool {
    let original = cursor.originalRange(range, in: steps)
    defer { position += 1 }
    last = range
    return body(position, original, ArraySlice(token))
  }

  mutating func emit(_ range: Range<Int>) -> Bool {
    emit(range, UnsafeBufferPointer(start: base + range.lowerBound, count: range.count))
  }
}

/// The column `text`, token by token.
struct TextSink: TokenSink {
  let base: UnsafePointer<UInt8>
  var output: TokenOutput

  init(
    base: UnsafePointer<UInt8>, steps: [FoldedText.Step],
    body: @escaping (Int, Range<Int>, ArraySlice<UInt8>) -> Bool
  ) {
    self.base = base
    output = TokenOutput(base: base, steps: steps, body: body)
  }

  mutating func word(_ range: Range<Int>, isASCIILetters: Bool) -> Bool {
    guard isASCIILetters else { return output.emit(range) }
    return EnglishStemmer.withStem(
      of: UnsafeBufferPointer(start: base + range.lowerBound, count: range.count)
    ) { stem, _ in output.emit(range, stem) }
  }

  mutating func gram(_ range: Range<Int>) -> Bool { output.emit(range) }

  mutating func run(_ range: Range<Int>) -> Bool { true }
}

/// The column `words`, token by token.
struct WordsSink: TokenSink {
  let base: UnsafePointer<UInt8>
  let terms: TermTable
  var output: TokenOutput

  mutating func word(_ range: Range<Int>, isASCIILetters: Bool) -> Bool {
    guard isASCIILetters else { return true }
    let differs = EnglishStemmer.withStem(
      of: UnsafeBufferPointer(start: base + range.lowerBound, count: range.count)
    ) { $1 }
    return differs ? output.emit(range) : true
  }

  mutating func gram(_ range: Range<Int>) -> Bool { true }

  mutating func run(_ range: Range<Int>) -> Bool {
    terms.forEachWord(in: range, of: base) { output.emit(TokenScanner.cut(base, $0)) }
  }
}

/// The tokens of a query, and how it ends.
struct QuerySink: TokenSink {
  let base: UnsafePointer<UInt8>
  var tokens: [String] = []
  /// Whether the last token belongs to a run written without spaces.
  var endsInRun = false
  /// The tokens of the last run.
  var lastRun = 0
  /// The last word as it stands, without stemming.
  var lastSurface = ""
  /// From the first token to the last.
  var extent: Range<Int> = 0..<0
  private var previous: Range<Int> = 0..<0

  init(base: UnsafePointer<UInt8>) { self.base = base }

  mutating func word(_ range: Range<Int>, isASCIILetters: Bool) -> Bool {
    let surface = UnsafeBufferPointer(start: base + range.lowerBound, count: range.count)
    lastSurface = String(decoding: surface, as: UTF8.self)
    if isASCIILetters {
      EnglishStemmer.withStem(of: surface) { stem, _ in
        tokens.append(String(decoding: stem, as: UTF8.self))
      }
    } else {
      tokens.append(lastSurface)
    }
    endsInRun = false
    extend(to: range)
    return true
  }

  mutating func gram(_ range: Range<Int>) -> Bool {
    // Grams of one run overlap; the first of a run does not touch the one before it.
    lastRun = endsInRun && range.lowerBound < previous.upperBound ? lastRun + 1 : 1
    endsInRun = true
    tokens.append(
      String(
        decoding: UnsafeBufferPointer(start: base + range.lowerBound, count: range.count),
        as: UTF8.self))
    extend(to: range)
    return true
  }

  mutating func run(_ range: Range<Int>) -> Bool { true }

  private mutating func extend(to range: Range<Int>) {
    extent = (tokens.count == 1 ? range.lowerBound : extent.lowerBound)..<range.upperBound
    previous = range
  }
}

extension TokenScanner {
  /// The part of a token that the index keeps: whole characters, up to `longestToken` bytes.
  @inline(__always)
  static func cut(_ base: UnsafePointer<UInt8>, _ range: Range<Int>) -> Range<Int> {
    guard range.count > longestToken else { return range }
    var end = range.lowerBound + longestToken
    while base[end] & 0xC0 == 0x80 { end -= 1 }
    return range.lowerBound..<end
  }
}
