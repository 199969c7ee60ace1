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
  }

  private let breaker = WordBreaker()
  private var pieces: [Piece] = []
  private var units: [UInt16] = []
  private var ends: [Int32] = []

  func clear() {
    pieces.removeAll(keepingCapacity: true)
    units.removeAll(keepingCapacity: true)
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
    var gapStart = index
    var gapUnit = units.count
    let hasTerms = !terms.isEmpty
    while index < end {
      if hasTerms, let termEnd = terms.longestMatch(base, from: index, end: end) {
        closeGap(from: gapStart, to: index, firstUnit: gapUnit)
        pieces.append(
          Piece(start: index, end: termEnd, firstUnit: 0, lastUnit: 0, isSurface: false))
        index = termEnd
        gapStart = index
        gapUnit = units.count
        continue
      }
      if units.count - gapUnit >= Self.longestRun {
        closeGap(from: gapStart, to: index, firstUnit: gapUnit)
        if units.count > Self.batch, !flush(base, sink: &sink) { return false }
        gapStart = index
        gapUnit = units.count
      }
      let (scalar, width) = UTF8Scalar.decode(base, at: index)
      if scalar < 0x10000 {
        units.append(UInt16(scalar))
      } else {
        units.append(UInt16(0xD7C0 + (scalar >> 10)))
        units.append(UInt16(0xDC00 + (scalar & 0x3FF)))
      }
      index += width
    }
    closeGap(from: gapStart, to: end, firstUnit: gapUnit)
    if units.count > Self.batch || pieces.count > Self.batch { return flush(base, sink: &sink) }
    return true
  }

  private func closeGap(from start: Int, to end: Int, firstUnit: Int) {
    guard end > start else { return }
    pieces.append(
      Piece(start: start, end: end, firstUnit: firstUnit, lastUnit: units.count, isSurface: false))
    units.append(0x0A)
  }

  /// Gives out everything queued.
  func flush<Sink: WordSink>(_ base: UnsafePointer<UInt8>, sink: inout Sink) -> Bool {
    defer { clear() }
    breaker.findEnds(in: units, into: &ends)
    var next = 0
    for piece in pieces {
      guard piece.lastUnit > piece.firstUnit else {
        var characters = 0
        for index in piece.start..<piece.end where base[index] & 0xC0 != 0x80 { characters += 1 }
        guard
          sink.word(piece.start..<piece.end, characters: characters, isSurface: piece.isSurface)
        else { return false }
        continue
      }
      while next < ends.count, Int(ends[next]) <= piece.firstUnit { next += 1 }
      var unit = piece.firstUnit
      var byte = piece.start
      while next < ends.count, unit < piece.lastUnit {
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
        if Int(ends[next]) <= piece.lastUnit { next += 1 } else { break }
      }
    }
    return true
  }
}
