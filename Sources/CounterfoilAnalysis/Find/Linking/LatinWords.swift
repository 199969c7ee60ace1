/// A word in Latin letters at a place in a text, with what tells titles from names.
struct LatinWord {
  /// UTF-8 byte offsets; a full stop that belongs to the word lies inside.
  var start: Int
  var end: Int
  /// `FeatureHash.word` of the word in small letters without its last full stop.
  var hash: UInt64
  var isCapital: Bool
  /// More than one letter, all capitals.
  var isCaps: Bool
  var hasStop: Bool
  /// A single letter, with or without a full stop.
  var isInitial: Bool
}

/// Steps from word to word, either way, over spaces and at most one line's end.
struct LatinWords {
  let text: TextBytes

  private static let longestWord = 48
  private static let widestGap = 4

  /// The word before `place`, across white space alone; nil where anything else stands there.
  func before(_ place: Int) -> LatinWord? {
    guard let end = skipBack(place), end < place else { return nil }
    return ending(at: end)
  }

  /// The word that ends at `end`.
  func ending(at end: Int) -> LatinWord? {
    var start = end
    while start > 0, end - start < Self.longestWord {
      let width = widthBefore(start)
      if width == 0 { break }
      start -= width
    }
    while start < end, isJoint(start) { start += 1 }
    guard start < end else { return nil }
    let word = word(start, end)
    // A full stop ends the sentence, unless it belongs to a title or an initial.
    if word.hasStop, !word.isInitial, !hasInnerStop(word), !isTitle(word) { return nil }
    return word
  }

  /// The word after `place`, across white space alone; nil where anything else stands there.
  func after(_ place: Int, mayTouch: Bool = false) -> LatinWord? {
    var start = place
    var lines = 0
    while start < text.count, start - place < Self.widestGap, text.has(start, ByteClass.space) {
      if text.base[start] == 0x0A { lines += 1 }
      start += 1
    }
    guard lines < 2, start > place || mayTouch else { return nil }
    return beginning(at: start)
  }

  /// The word that begins at `start`.
  func beginning(at start: Int) -> LatinWord? {
    var end = start
    while end < text.count, end - start < Self.longestWord {
      let width = width(at: end)
      if width == 0 { break }
      end += width
    }
    guard end > start, !isJoint(start) else { return nil }
    // Hyphens and apostrophes at the end are no part of it, nor is the 's of a possessive.
    while end > start, text.base[end - 1] == 0x2D || text.base[end - 1] == 0x27 { end -= 1 }
    if end - start > 2, text.lower(end - 1) == 0x73, text.base[end - 2] == 0x27 { end -= 2 }
    if end - start > 4, text.lower(end - 1) == 0x73, text.base[end - 2] == 0x99, text.base[end - 3] == 0x80 {
      end -= 4
    }
    guard end > start else { return nil }
    var word = word(start, end)
    if word.hasStop, !word.isInitial, !hasInnerStop(word), !isTitle(word) {
      word.end -= 1
      word.hasStop = false
    }
    return word
  }

  private func skipBack(_ place: Int) -> Int? {
    var end = place
    var lines = 0
    while end > 0, place - end < Self.widestGap, text.has(end - 1, ByteClass.space) {
      if text.base[end - 1] == 0x0A { lines += 1 }
      end -= 1
    }
    return lines < 2 ? end : nil
  }

  private func word(_ start: Int, _ end: Int) -> LatinWord {
    var hash = FeatureHash.seed
    let hasStop = text.base[end - 1] == 0x2E
    var (uppers, lowers) = (0, 0)
    var index = start
    let last = hasStop ? end - 1 : end
    while index < last {
      var byte = text.base[index]
      if byte >= 0x41, byte <= 0x5A {
        uppers += 1
        byte |= 0x20
      } else if byte >= 0x61, byte <= 0x7A {
        lowers += 1
      } else if byte == 0xE2 {
        byte = 0x27
        index += 2
      } else if byte >= 0xC3 {
        lowers += 1
      }
      hash = FeatureHash.step(hash, UInt64(byte))
      index += 1
    }
    let first = text.base[start]
    let isCapital =
      first >= 0x41 && first <= 0x5A || first == 0xC3 && text[start + 1] >= 0x80 && text[start + 1] <= 0x9E
    return LatinWord(
      start: start, end: end, hash: FeatureHash.finish(hash), isCapital: isCapital,
      isCaps: uppers > 1 && lowers == 0, hasStop: hasStop, isInitial: last - start == 1 && uppers == 1)
  }

  private func hasInnerStop(_ word: LatinWord) -> Bool {
    for index in word.start..<(word.end - 1) where text.base[index] == 0x2E { return true }
    return false
  }

  private func isTitle(_ word: LatinWord) -> Bool {
    guard word.end - word.start <= 6, let known = LinkingWords.shared.english[word.hash] else { return false }
    return known.marks.contains(.title) || known.marks.contains(.suffix)
  }

  @inline(__always) private func isJoint(_ index: Int) -> Bool {
    let byte = text.base[index]
    return byte == 0x2D || byte == 0x27 || byte == 0x2E
  }

  /// The width of the scalar at `index` where it can be part of a word; 0 where it cannot.
  @inline(__always) private func width(at index: Int) -> Int {
    let byte = text.base[index]
    if byte < 0x80 {
      return text.classes[Int(byte)] & ByteClass.alphanumeric != 0 || isJoint(index) ? 1 : 0
    }
    if byte >= 0xC3, byte <= 0xD4, index + 1 < text.count { return 2 }
    return byte == 0xE2 && text[index + 1] == 0x80 && text[index + 2] == 0x99 ? 3 : 0
  }

  @inline(__always) private func widthBefore(_ index: Int) -> Int {
    let byte = text.base[index - 1]
    if byte < 0x80 { return width(at: index - 1) }
    if text[index - 2] >= 0xC3, text[index - 2] <= 0xD4 { return 2 }
    return byte == 0x99 && text[index - 2] == 0x80 && text[index - 3] == 0xE2 ? 3 : 0
  }
}
