package import CounterfoilModel
import CounterfoilText

/// Finds passages of one text that stand in another, word for word.
///
/// As with copies, capitals, punctuation, line ends and the two Chinese scripts make no difference; words and
/// their order do. A passage counts from 200 characters on, or from two sentences on, whole in one of the
/// texts, of sixteen words or 32 characters together.
package struct QuotationFinder {
  private let text: QuotableText
  /// By the window's first token.
  private let windows: [UInt64]

  private static let longEnough = 200
  private static let wholeSentences = 2
  /// Sixteen words: a formula of greeting and a signature are no quotation.
  private static let fewestUnits = 32
  /// Every passage holds one of the other text's windows of eight that stand side by side.
  static let window = 8
  private static let placesOfWindow = 4
  private static let most = 50

  package init(_ text: String) {
    self.text = QuotableText(text)
    var windows: [UInt64] = []
    windows.reserveCapacity(self.text.tokens.count)
    self.text.windows { windows.append($1) }
    self.windows = windows
  }

  /// In the order of the first text, none over another there; at most fifty.
  /// - Complexity: O(*words* of both), however often they repeat themselves.
  package func quotations(in other: String) -> [Quotation] {
    let other = QuotableText(other)
    let mine = text.tokens
    guard mine.count >= Self.window, other.tokens.count >= Self.window else { return [] }
    var places: [UInt64: [Int]] = [:]
    other.windows { start, key in
      guard start % Self.window == 0, places[key, default: []].count < Self.placesOfWindow else { return }
      places[key, default: []].append(start)
    }
    var found: [Quotation] = []
    var next = 0
    var start = 0
    while start + Self.window <= mine.count, found.count < Self.most {
      defer { start = max(start + 1, next) }
      guard let candidates = places[windows[start]] else { continue }
      var best: (mine: Range<Int>, theirs: Range<Int>)?
      for place in candidates {
        let run = common(start, place, from: next, other)
        if run.mine.count > best?.mine.count ?? 0 { best = run }
      }
      guard let best, isQuotation(best, other) else { continue }
      found.append(Quotation(first: text.scalars(best.mine), second: other.scalars(best.theirs)))
      next = best.mine.upperBound
    }
    return found
  }

  /// The longest run around two equal places, not before `from` in the first text.
  private func common(
    _ mine: Int, _ theirs: Int, from: Int, _ other: QuotableText
  ) -> (mine: Range<Int>, theirs: Range<Int>) {
    var (a, b) = (mine, theirs)
    while a > from, b > 0, text.tokens[a - 1].hash == other.tokens[b - 1].hash { (a, b) = (a - 1, b - 1) }
    var (endA, endB) = (mine, theirs)
    while endA < text.tokens.count, endB < other.tokens.count,
      text.tokens[endA].hash == other.tokens[endB].hash
    {
      (endA, endB) = (endA + 1, endB + 1)
    }
    return (a..<endA, b..<endB)
  }

  private func isQuotation(_ run: (mine: Range<Int>, theirs: Range<Int>), _ other: QuotableText) -> Bool {
    var units = 0
    for token in text.tokens[run.mine] where units < Self.fewestUnits { units += token.isCharacter ? 1 : 2 }
    guard units >= Self.fewestUnits else { return false }
    if text.scalars(run.mine).count >= Self.longEnough { return true }
    // A sentence that something stands before here, `She said:`, may be whole there.
    return max(text.sentenceCount(run.mine), other.sentenceCount(run.theirs)) >= Self.wholeSentences
  }
}

/// A text cut into words, to be looked through for those of another.
private struct QuotableText {
  let tokens: [PlacedToken]
  /// By token: where it begins and ends in scalars.
  private let ranges: [ScalarRange]
  /// The first and the last token of each sentence.
  private let sentences: [(first: Int, last: Int)]

  init(_ text: String) {
    tokens = HashedTokens.placed(in: text)
    var ranges: [ScalarRange] = []
    ranges.reserveCapacity(tokens.count)
    var text = text
    let tokens = tokens
    text.withUTF8 { bytes in
      var (byte, scalar) = (0, 0)
      func advance(to target: Int) -> Int {
        while byte < target {
          if bytes[byte] & 0xC0 != 0x80 { scalar += 1 }
          byte += 1
        }
        return scalar
      }
      for token in tokens {
        let start = advance(to: token.range.lowerBound)
        ranges.append(start..<max(start, advance(to: token.range.upperBound)))
      }
    }
    self.ranges = ranges
    var sentences: [(first: Int, last: Int)] = []
    var token = 0
    for range in Sentences.byteRanges(in: text) {
      let first = token
      while token < tokens.count, tokens[token].range.lowerBound < range.upperBound { token += 1 }
      if token > first { sentences.append((first, token - 1)) }
    }
    self.sentences = sentences
  }

  /// How many sentences stand in a run with all their words.
  func sentenceCount(_ run: Range<Int>) -> Int {
    var low = 0
    var high = sentences.count
    while low < high {
      let middle = (low + high) / 2
      if sentences[middle].first < run.lowerBound { low = middle + 1 } else { high = middle }
    }
    return sentences[low...].prefix { $0.last < run.upperBound }.count
  }

  /// Each window's words in one number, which rolls from one window to the next.
  func windows(_ body: (_ start: Int, _ hash: UInt64) -> Void) {
    let length = QuotationFinder.window
    var power: UInt64 = 1
    for _ in 0..<length { power = power &* Self.base }
    var rolled: UInt64 = 0
    for (index, token) in tokens.enumerated() {
      rolled = rolled &* Self.base &+ token.hash
      if index >= length { rolled = rolled &- tokens[index - length].hash &* power }
      if index + 1 >= length { body(index + 1 - length, HashedTokens.mixed(rolled)) }
    }
  }

  private static let base: UInt64 = 0x9E37_79B9_7F4A_7C15

  func scalars(_ run: Range<Int>) -> ScalarRange {
    ranges[run.lowerBound].lowerBound..<ranges[run.upperBound - 1].upperBound
  }
}
