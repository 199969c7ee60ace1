/// Receives words in the order of the text; says whether to go on.
protocol WordSink {
  /// - Parameter characters: How many scalars the word has.
  mutating func word(_ range: Range<Int>, characters: Int, isSurface: Bool) -> Bool
}

/// Cuts runs of Han and kana into words: the longest of the given terms first, ICU's dictionary for the rest.
///
/// Gathers runs up to `batch` units before it asks ICU, since a call costs as much as some
/// thirty characters. Surface words of other scripts queue in between, so that the order stays.
final class WordSegmenter {
  private static let batch = 4096
  /// ICU holds several arrays as long as the run it works on.
  private static let longestRun = 1024

  private struct Piece {
    var start: Int
    var end: Int
    var firstUnit: Int
    /// Equal to `firstUnit` for a word that needs no cutting.
    var lastUnit: Int
    var isSurface: Bool
    /// The run to remember, where it is short and new; else empty.
    var run: Range<Int> = 0..<0
  }

  private let breaker = WordBreaker()
  private let cache = RunCache()
  private var pieces: [Piece] = []
  // Plain memory of a fixed size: an array would be checked for every character.
  private let units: UnsafeMutablePointer<UInt16>
  private let ends: UnsafeMutablePointer<Int32>
  private var unitCount = 0

  init() {
    // The longest run begins before the batch is full, and may end in a pair and a separator.
    let capacity = Self.batch + Self.longestRun + 8
    units = .allocate(capacity: capacity)
    ends = .allocate(capacity: capacity)
  }

  deinit {
    units.deallocate()
    ends.deallocate()
  }

  func clear() {
    pieces.removeAll(keepingCapacity: true)
    unitCount = 0
  }

  func addSurface(_ range: Range<Int>) {
    pieces.append(
      Piece(start: range.lowerBound, end: range.upperBound, firstUnit: 0, lastUnit: 0, isSurface: true))
  }

  /// Queues a run; returns false when `sink` wants no more.
  @inline(__always)
  func addRun<Sink: WordSink>(
    _ range: Range<Int>, of base: UnsafePointer<UInt8>, terms: TermTable, sink: inout Sink
  ) -> Bool {
    var index = range.lowerBound
    let end = range.upperBound
    let isShort = range.count <= RunCache.longestRun
    if isShort {
      let known = cache.ends(of: base + index, length: range.count)
      if known != 0 {
        addKnown(range.lowerBound, ends: known)
        return !isFull || flush(base, sink: &sink)
      }
    }
    let run = isShort ? range : 0..<0
    var gapStart = index
    var firstUnit = unitCount
    var unit = firstUnit
    let hasTerms = !terms.isEmpty
    while index < end {
      let termEnd = hasTerms ? terms.longestMatch(base, from: index, end: end) : nil
      if termEnd != nil || unit - firstUnit >= Self.longestRun {
        closeGap(from: gapStart, to: index, firstUnit: firstUnit, lastUnit: unit, run: run)
        if let termEnd {
          pieces.append(
            Piece(start: index, end: termEnd, firstUnit: 0, lastUnit: 0, isSurface: false, run: run))
          index = termEnd
        }
        if isFull, !flush(base, sink: &sink) { return false }
        gapStart = index
        firstUnit = unitCount
        unit = firstUnit
        continue
      }
      let (scalar, width) = UTF8Scalar.decode(base, at: index)
      if scalar < 0x10000 {
        units[unit] = UInt16(truncatingIfNeeded: scalar)
        unit += 1
      } else {
        units[unit] = UInt16(truncatingIfNeeded: 0xD7C0 + (scalar >> 10))
        units[unit + 1] = UInt16(truncatingIfNeeded: 0xDC00 + (scalar & 0x3FF))
        unit += 2
      }
      index += width
    }
    closeGap(from: gapStart, to: end, firstUnit: firstUnit, lastUnit: unit, run: run)
    return !isFull || flush(base, sink: &sink)
  }

  private func addKnown(_ start: Int, ends known: UInt64) {
    var rest = known
    var wordStart = start
    while rest != 0 {
      let wordEnd = start + rest.trailingZeroBitCount
      pieces.append(
        Piece(start: wordStart, end: wordEnd, firstUnit: 0, lastUnit: 0, isSurface: false))
      wordStart = wordEnd
      rest &= rest - 1
    }
  }

  private var isFull: Bool { unitCount > Self.batch || pieces.count > Self.batch }

  private func closeGap(from start: Int, to end: Int, firstUnit: Int, lastUnit: Int, run: Range<Int>) {
    guard end > start else { return }
    pieces.append(
      Piece(
        start: start, end: end, firstUnit: firstUnit, lastUnit: lastUnit, isSurface: false, run: run))
    units[lastUnit] = 0x0A
    unitCount = lastUnit + 1
  }

  /// Gives out everything queued.
  func flush<Sink: WordSink>(_ base: UnsafePointer<UInt8>, sink: inout Sink) -> Bool {
    defer { clear() }
    let endCount = breaker.findEnds(
      in: UnsafeBufferPointer(start: units, count: unitCount), into: ends)
    var next = 0
    /// The ends of words in the run at hand, and how far it is known without a hole.
    var known: UInt64 = 0
    var knownTo = -1
    for piece in pieces {
      if piece.start == piece.run.lowerBound {
        known = 0
        knownTo = piece.start
      }
      guard piece.lastUnit > piece.firstUnit else {
        var characters = 0
        for index in piece.start..<piece.end where base[index] & 0xC0 != 0x80 { characters += 1 }
        guard
          sink.word(piece.start..<piece.end, characters: characters, isSurface: piece.isSurface)
        else { return false }
        if piece.start == knownTo, !piece.run.isEmpty {
          known |= 1 << UInt64(piece.end - piece.run.lowerBound)
          knownTo = piece.end
          remember(known, to: knownTo, of: piece.run, base)
        }
        continue
      }
      while next < endCount, Int(ends[next]) <= piece.firstUnit { next += 1 }
      var unit = piece.firstUnit
      var byte = piece.start
      while next < endCount, unit < piece.lastUnit {
        let wordEnd = min(Int(ends[next]), piece.lastUnit)
        guard wordEnd > unit else {
          next += 1
          continue
        }
        let wordStart = byte
        var characters = 0
        while unit < wordEnd {
          let width = UTF8Scalar.width(lead: base[byte])
          byte += width
          unit += width == 4 ? 2 : 1
          characters += 1
        }
        guard sink.word(wordStart..<byte, characters: characters, isSurface: false) else {
          return false
        }
        if wordStart == knownTo, !piece.run.isEmpty {
          known |= 1 << UInt64(byte - piece.run.lowerBound)
          knownTo = byte
        }
        if Int(ends[next]) <= piece.lastUnit { next += 1 } else { break }
      }
      remember(known, to: knownTo, of: piece.run, base)
    }
    return true
  }

  private func remember(
    _ known: UInt64, to end: Int, of run: Range<Int>, _ base: UnsafePointer<UInt8>
  ) {
    guard !run.isEmpty, end == run.upperBound else { return }
    cache.remember(known, of: base + run.lowerBound, length: run.count)
  }
}
