/// The passage of a document that shows best why it was found.
package struct Snippet: Hashable, Sendable {
  /// The passage on one line, white space run together, `…` where it was cut.
  package var text: String
  /// What matched, in Unicode scalars of `text`; in order, apart.
  package var marks: [Range<Int>]
  /// The first match of the passage, in Unicode scalars of the layer; empty where nothing matched.
  package var match: Range<Int>
}

/// Finds the passage with most of the query's terms in it.
///
/// Work is bounded on a large layer: matches are gathered from the first one on over
/// `searched` bytes; only a layer whose first match stands late is read to there.
package struct SnippetFinder {
  /// Bytes looked through after the first match.
  private static let searched = 128 << 10
  /// Bytes given to the tokenizer at once, and how far back to look for a space to cut at.
  private static let piece = 64 << 10
  private static let cutting = 4 << 10
  private static let maximumMatches = 512
  /// Unicode scalars of a passage, and of those before its first match.
  private static let length = 200
  private static let before = 60

  private struct Pattern {
    var tokens: [[UInt8]]
    var isPrefix: Bool
    var isWrittenForm: Bool
    /// The last token is one Chinese character, found at the start of a pair.
    var endsInLoneCharacter = false
    /// The bits of the tokens so far that could be the start of this phrase.
    var state: UInt64 = 0
  }

  private struct Match {
    /// UTF-8 bytes of the layer.
    var range: Range<Int>
    var term: Int
    /// Unicode scalars before it.
    var scalar: Int
  }

  private let terms: [SearchTerm]
  private let tokens: any SearchTokens

  package init(terms: [SearchTerm], tokens: any SearchTokens) {
    self.terms = terms
    self.tokens = tokens
  }

  package func snippet(of bytes: UnsafeBufferPointer<UInt8>) -> Snippet {
    let matches = matches(in: bytes)
    let best = bestWindow(matches)
    let first = best.lowerBound < matches.count ? matches[best.lowerBound] : nil
    let cut = window(bytes, around: first?.range ?? 0..<0)
    var snippet = compose(
      bytes, cut,
      marks: matches.lazy.map(\.range).filter {
        $0.lowerBound >= cut.lowerBound && $0.upperBound <= cut.upperBound && !$0.isEmpty
      })
    if let first {
      snippet.match =
        first.scalar..<(first.scalar + Self.scalars(bytes, first.range))
    }
    return snippet
  }

  // MARK: matches

  private func matches(in bytes: UnsafeBufferPointer<UInt8>) -> [Match] {
    var patterns = terms.map { term in
      let last = term.tokens.last?.unicodeScalars
      return Pattern(
        tokens: term.tokens.prefix(64).map { Array($0.utf8) },
        isPrefix: term.isPrefix && term.tokens.count <= 64, isWrittenForm: term.isWrittenForm,
        endsInLoneCharacter: term.isPrefix && last?.count == 1)
    }
    guard !patterns.isEmpty else { return [] }
    var found: [Match] = []
    var starts = [Int](repeating: 0, count: 64)
    var position = 0
    var limit = Int.max
    var piece = 0
    // Scalars before byte `counted`.
    var scalars = 0
    var counted = 0
    while piece < bytes.count, piece < limit, found.count < Self.maximumMatches {
      let end = Self.cut(bytes, from: piece)
      tokens.forEachToken(in: UnsafeBufferPointer(rebasing: bytes[piece..<end])) { token, part in
        let range = (part.lowerBound + piece)..<(part.upperBound + piece)
        starts[position & 63] = range.lowerBound
        for index in patterns.indices {
          let hits = Self.places(of: token, written: bytes, range, in: patterns[index])
          let state = (patterns[index].state << 1 | 1) & hits
          patterns[index].state = state
          let count = patterns[index].tokens.count
          guard state >> UInt64(count - 1) & 1 == 1 else { continue }
          let start = starts[(position - count + 1) & 63]
          let end = patterns[index].endsInLoneCharacter ? Self.lone(bytes, range) : range.upperBound
          // A phrase may start before the match counted last.
          if start >= counted {
            scalars += Self.scalars(bytes, counted..<start)
          } else {
            scalars -= Self.scalars(bytes, start..<counted)
          }
          counted = start
          found.append(Match(range: start..<max(start, end), term: index, scalar: scalars))
          if limit == Int.max { limit = range.upperBound + Self.searched }
        }
        position += 1
        return range.upperBound < limit && found.count < Self.maximumMatches
      }
      piece = end
    }
    return found.sorted { ($0.range.lowerBound, $0.term) < ($1.range.lowerBound, $1.term) }
  }

  /// Where a piece that starts at `start` ends: after a space, or at least between characters.
  private static func cut(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
    guard bytes.count - start > piece else { return bytes.count }
    var end = start + piece
    while end > start + piece - cutting {
      if bytes[end - 1] <= 0x20 { return end }
      end -= 1
    }
    end = start + piece
    while end > start + 1, bytes[end] & 0xC0 == 0x80 { end -= 1 }
    return end
  }

  /// Which places of the phrase this token fits.
  private static func places(
    of token: UnsafeBufferPointer<UInt8>, written bytes: UnsafeBufferPointer<UInt8>,
    _ range: Range<Int>, in pattern: Pattern
  ) -> UInt64 {
    var places: UInt64 = 0
    for (index, wanted) in pattern.tokens.enumerated() {
      let isPrefix = pattern.isPrefix && index == pattern.tokens.count - 1
      if isPrefix ? begins(token, with: wanted) : token.elementsEqual(wanted) {
        places |= 1 << UInt64(index)
      } else if isPrefix, pattern.isWrittenForm, range.count >= wanted.count,
        wanted.indices.allSatisfy({ lowered(bytes[range.lowerBound + $0]) == wanted[$0] })
      {
        places |= 1 << UInt64(index)
      }
    }
    return places
  }

  private static func begins(_ token: UnsafeBufferPointer<UInt8>, with wanted: [UInt8]) -> Bool {
    token.count >= wanted.count && wanted.indices.allSatisfy { token[$0] == wanted[$0] }
  }

  private static func lowered(_ byte: UInt8) -> UInt8 {
    byte >= 0x41 && byte <= 0x5A ? byte | 0x20 : byte
  }

  /// Where the first character of a pair ends: a Chinese character alone was looked for.
  private static func lone(_ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) -> Int {
    var end = range.lowerBound + 1
    while end < range.upperBound, bytes[end] & 0xC0 == 0x80 { end += 1 }
    return end
  }

  /// The run of matches, no longer than a passage, with most different terms; the earliest of such.
  private func bestWindow(_ matches: [Match]) -> Range<Int> {
    var counts = [Int](repeating: 0, count: terms.count)
    var distinct = 0
    var low = 0
    var best = 0..<0
    var bestScore = 0
    for high in matches.indices {
      let term = matches[high].term
      if counts[term] == 0 { distinct += 1 }
      counts[term] += 1
      while matches[high].scalar - matches[low].scalar > Self.length - Self.before {
        counts[matches[low].term] -= 1
        if counts[matches[low].term] == 0 { distinct -= 1 }
        low += 1
      }
      let score = distinct * 1024 + min(high - low, 8)
      if score > bestScore {
        bestScore = score
        best = low..<(high + 1)
      }
    }
    return best
  }

  // MARK: the passage

  /// Bytes of the layer around a match, cut between words.
  private func window(
    _ bytes: UnsafeBufferPointer<UInt8>, around match: Range<Int>
  ) -> Range<Int> {
    var start = match.lowerBound
    var scalars = 0
    while start > 0, scalars < Self.before {
      start -= 1
      if bytes[start] & 0xC0 != 0x80 { scalars += 1 }
    }
    while start > 0, start < bytes.count, bytes[start] & 0xC0 == 0x80 { start -= 1 }
    if start > 0 {
      while start < match.lowerBound, Self.splitsWord(bytes, start) { start += 1 }
    }
    var end = start
    scalars = 0
    while end < bytes.count, scalars < Self.length || end < match.upperBound {
      end += 1
      while end < bytes.count, bytes[end] & 0xC0 == 0x80 { end += 1 }
      scalars += 1
    }
    let whole = end
    while end > max(start, match.upperBound), end < bytes.count, Self.splitsWord(bytes, end) {
      end -= 1
    }
    // One word longer than a passage is cut where it must be.
    return start..<(end > start ? end : whole)
  }

  /// Whether a cut before `index` would part a word, or a character.
  private static func splitsWord(_ bytes: UnsafeBufferPointer<UInt8>, _ index: Int) -> Bool {
    let byte = bytes[index]
    if byte & 0xC0 == 0x80 { return true }
    return isWord(byte) && isWord(bytes[index - 1])
  }

  /// ASCII letters and digits.
  private static func isWord(_ byte: UInt8) -> Bool {
    byte >= 0x61 && byte <= 0x7A || byte >= 0x41 && byte <= 0x5A || byte >= 0x30 && byte <= 0x39
  }

  private func compose(
    _ bytes: UnsafeBufferPointer<UInt8>, _ cut: Range<Int>, marks: some Sequence<Range<Int>>
  ) -> Snippet {
    var merged: [Range<Int>] = []
    for mark in marks {
      if let last = merged.last, mark.lowerBound <= last.upperBound {
        merged[merged.count - 1] =
          last.lowerBound..<max(last.upperBound, mark.upperBound)
      } else {
        merged.append(mark)
      }
    }
    var out: [UInt8] = []
    var scalars = 0
    var ranges: [Range<Int>] = []
    if cut.lowerBound > 0 {
      out.append(contentsOf: "…".utf8)
      scalars = 1
    }
    var mark = 0
    var markStart = 0
    for index in cut {
      if mark < merged.count, index == merged[mark].lowerBound { markStart = scalars }
      let byte = bytes[index]
      if byte <= 0x20 || byte == 0x7F {
        if let last = out.last, last != 0x20 {
          out.append(0x20)
          scalars += 1
        }
      } else {
        out.append(byte)
        if byte & 0xC0 != 0x80 { scalars += 1 }
      }
      if mark < merged.count, index + 1 == merged[mark].upperBound {
        if scalars > markStart { ranges.append(markStart..<scalars) }
        mark += 1
      }
    }
    if cut.upperBound < bytes.count { out.append(contentsOf: "…".utf8) }
    return Snippet(text: String(decoding: out, as: UTF8.self), marks: ranges, match: 0..<0)
  }

  private static func scalars(_ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) -> Int {
    var count = 0
    for index in range where bytes[index] & 0xC0 != 0x80 { count += 1 }
    return count
  }
}
