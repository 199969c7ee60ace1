/// Martin Porter's second stemmer for English ("Porter2", the Snowball project's `english`).
///
/// Written from the published description of the algorithm, in the form it had until 2021.
public enum EnglishStemmer {
  /// Longer words are left as they are.
  static let longestWord = 128

  /// The stem of a word in small ASCII letters, with or without apostrophes; other words as they are.
  public static func stem(_ word: String) -> String {
    let bytes = Array(word.utf8)
    guard bytes.allSatisfy({ $0 &- 0x61 < 26 || $0 == 0x27 }) else { return word }
    return bytes.withUnsafeBufferPointer { bytes in
      withStem(of: bytes) { stem, _ in String(decoding: stem, as: UTF8.self) }
    }
  }

  /// Calls `body` with the stem, and whether it differs from the word.
  /// - Parameter word: Small ASCII letters and apostrophes only.
  @inline(__always)
  static func withStem<Result>(
    of word: UnsafeBufferPointer<UInt8>,
    _ body: (_ stem: UnsafeBufferPointer<UInt8>, _ differs: Bool) -> Result
  ) -> Result {
    guard let source = word.baseAddress, word.count > 2, word.count <= longestWord else {
      return body(word, false)
    }
    return withUnsafeTemporaryAllocation(of: UInt8.self, capacity: longestWord + 8) { room in
      guard let letters = room.baseAddress else { return body(word, false) }
      letters.update(from: source, count: word.count)
      var working = StemmedWord(letters: letters, count: word.count)
      working.stem()
      var differs = working.count != word.count
      var index = 0
      while !differs, index < word.count {
        differs = letters[index] != source[index]
        index += 1
      }
      return body(UnsafeBufferPointer(start: letters, count: working.count), differs)
    }
  }
}

/// A word on its way through the steps of the algorithm.
private struct StemmedWord {
  let letters: UnsafeMutablePointer<UInt8>
  var count: Int
  /// Where the regions R1 and R2 of the algorithm start.
  var r1 = 0
  var r2 = 0

  init(letters: UnsafeMutablePointer<UInt8>, count: Int) {
    self.letters = letters
    self.count = count
  }

  mutating func stem() {
    if letters[0] == UInt8(ascii: "'") {
      count -= 1
      for index in 0..<count { letters[index] = letters[index + 1] }
    }
    if count <= 7, replaceException() { return }
    guard count > 2 else { return }
    let hasConsonantY = markConsonantY()
    findRegions()
    removeApostrophe()
    removePlural()
    if !isFinished() {
      removePast()
      replaceFinalY()
      replaceDoubleSuffix()
      replaceSuffix()
      removeSuffix()
      removeFinalLetter()
    }
    if hasConsonantY {
      for index in 0..<count where letters[index] == UInt8(ascii: "Y") {
        letters[index] = UInt8(ascii: "y")
      }
    }
  }

  // MARK: Letters and regions

  // Sets of letters, one bit each from `a`.
  private static let vowels: UInt32 = 0x1104111  // aeiouy
  private static let doubles: UInt32 = 0xAB06A  // bdfgmnprt
  private static let liEndings: UInt32 = 0xA34DC  // cdeghkmnrt

  /// A capital `Y`, which is a consonant, is in no set.
  @inline(__always)
  private func isVowel(_ index: Int) -> Bool {
    isOneOf(Self.vowels, index)
  }

  @inline(__always)
  private func isOneOf(_ set: UInt32, _ index: Int) -> Bool {
    letters[index] >= 0x61 && set >> UInt32(letters[index] &- 0x61) & 1 != 0
  }

  private func markConsonantY() -> Bool {
    var found = false
    for index in 0..<count where letters[index] == UInt8(ascii: "y") {
      if index == 0 || isVowel(index - 1) {
        letters[index] = UInt8(ascii: "Y")
        found = true
      }
    }
    return found
  }

  private mutating func findRegions() {
    if begins("gener") || begins("arsen") {
      r1 = 5
    } else if begins("commun") {
      r1 = 6
    } else {
      r1 = region(after: 0)
    }
    r2 = region(after: r1)
  }

  /// After the first consonant that follows a vowel.
  private func region(after start: Int) -> Int {
    var index = start
    while index < count, !isVowel(index) { index += 1 }
    while index < count, isVowel(index) { index += 1 }
    return min(index + 1, count)
  }

  /// Whether the first `end` letters end in a short syllable.
  private func endsInShortSyllable(_ end: Int) -> Bool {
    if end == 2 { return isVowel(0) && !isVowel(1) }
    guard end > 2, isVowel(end - 2), !isVowel(end - 1), !isVowel(end - 3) else { return false }
    let last = letters[end - 1]
    return last != UInt8(ascii: "w") && last != UInt8(ascii: "x") && last != UInt8(ascii: "Y")
  }

  private func hasVowel(before end: Int) -> Bool {
    for index in 0..<max(0, end) where isVowel(index) { return true }
    return false
  }

  // MARK: Suffixes

  @inline(__always)
  private func begins(_ prefix: StaticString) -> Bool {
    let length = prefix.utf8CodeUnitCount
    guard count >= length else { return false }
    for index in 0..<length where letters[index] != prefix.utf8Start[index] { return false }
    return true
  }

  @inline(__always)
  private func ends(_ suffix: StaticString) -> Bool {
    let length = suffix.utf8CodeUnitCount
    guard count >= length else { return false }
    let start = letters + (count - length)
    for index in 0..<length where start[index] != suffix.utf8Start[index] { return false }
    return true
  }

  @inline(__always)
  private func isWord(_ word: StaticString) -> Bool {
    count == word.utf8CodeUnitCount && begins(word)
  }

  @inline(__always)
  private mutating func replace(_ length: Int, by suffix: StaticString) {
    count -= length
    for index in 0..<suffix.utf8CodeUnitCount {
      letters[count] = suffix.utf8Start[index]
      count += 1
    }
  }

  /// If the word ends in `suffix`, replaces it where it lies in R1; says whether the word ends so.
  @inline(__always)
  private mutating func replaced(_ suffix: StaticString, by replacement: StaticString) -> Bool {
    guard ends(suffix) else { return false }
    if count - suffix.utf8CodeUnitCount >= r1 {
      replace(suffix.utf8CodeUnitCount, by: replacement)
    }
    return true
  }

  /// If the word ends in `suffix`, removes it where it lies in R2; says whether the word ends so.
  @inline(__always)
  private mutating func removed(_ suffix: StaticString) -> Bool {
    guard ends(suffix) else { return false }
    if count - suffix.utf8CodeUnitCount >= r2 { count -= suffix.utf8CodeUnitCount }
    return true
  }

  // MARK: Steps, in the order and under the numbers of the description

  /// The special words; says whether this is one.
  private mutating func replaceException() -> Bool {
    switch letters[0] {
    case UInt8(ascii: "s"):
      if isWord("skis") { count = 3; return true }
      if isWord("skies") { replace(3, by: "y"); return true }
      if isWord("singly") { count = 5; return true }
      return isWord("sky")
    case UInt8(ascii: "d"):
      if isWord("dying") { replace(4, by: "ie"); return true }
    case UInt8(ascii: "l"):
      if isWord("lying") { replace(4, by: "ie"); return true }
    case UInt8(ascii: "t"):
      if isWord("tying") { replace(4, by: "ie"); return true }
    case UInt8(ascii: "i"):
      if isWord("idly") { count = 3; return true }
    case UInt8(ascii: "g"):
      if isWord("gently") { count = 5; return true }
    case UInt8(ascii: "u"):
      if isWord("ugly") { replace(1, by: "i"); return true }
    case UInt8(ascii: "e"):
      if isWord("early") { replace(1, by: "i"); return true }
    case UInt8(ascii: "o"):
      if isWord("only") { replace(1, by: "i"); return true }
    case UInt8(ascii: "n"): return isWord("news")
    case UInt8(ascii: "h"): return isWord("howe")
    case UInt8(ascii: "a"): return isWord("atlas") || isWord("andes")
    case UInt8(ascii: "c"): return isWord("cosmos")
    case UInt8(ascii: "b"): return isWord("bias")
    default: break
    }
    return false
  }

  /// Step 0.
  private mutating func removeApostrophe() {
    if ends("'s'") {
      count -= 3
    } else if ends("'s") {
      count -= 2
    } else if ends("'") {
      count -= 1
    }
  }

  /// Step 1a.
  private mutating func removePlural() {
    guard count > 0 else { return }
    if letters[count - 1] == UInt8(ascii: "s") {
      if ends("sses") {
        count -= 2
      } else if ends("ies") {
        count -= count > 4 ? 2 : 1
      } else if !ends("us"), !ends("ss"), hasVowel(before: count - 2) {
        count -= 1
      }
    } else if ends("ied") {
      count -= count > 4 ? 2 : 1
    }
  }

  /// The words that go no further than step 1a.
  private func isFinished() -> Bool {
    switch count {
    case 6: return isWord("inning") || isWord("outing") || isWord("exceed")
    case 7:
      return isWord("canning") || isWord("herring") || isWord("earring") || isWord("proceed")
        || isWord("succeed")
    default: return false
    }
  }

  /// Step 1b.
  private mutating func removePast() {
    guard count > 0 else { return }
    let suffix: Int
    switch letters[count - 1] {
    case UInt8(ascii: "d"):
      if ends("eed") {
        if count - 3 >= r1 { count -= 1 }
        return
      }
      guard ends("ed") else { return }
      suffix = 2
    case UInt8(ascii: "g"):
      guard ends("ing") else { return }
      suffix = 3
    case UInt8(ascii: "y"):
      if ends("eedly") {
        if count - 5 >= r1 { count -= 3 }
        return
      }
      if ends("edly") {
        suffix = 4
      } else if ends("ingly") {
        suffix = 5
      } else {
        return
      }
    default: return
    }
    guard hasVowel(before: count - suffix) else { return }
    count -= suffix
    if ends("at") || ends("bl") || ends("iz") {
      replace(0, by: "e")
    } else if count >= 2, letters[count - 1] == letters[count - 2],
      isOneOf(Self.doubles, count - 1)
    {
      count -= 1
    } else if r1 >= count, endsInShortSyllable(count) {
      replace(0, by: "e")
    }
  }

  /// Step 1c.
  private mutating func replaceFinalY() {
    guard count > 2, (letters[count - 1] | 0x20) == UInt8(ascii: "y"), !isVowel(count - 2) else { return }
    letters[count - 1] = UInt8(ascii: "i")
  }

  /// Step 2.
  private mutating func replaceDoubleSuffix() {
    guard count > 2 else { return }
    switch letters[count - 1] {
    case UInt8(ascii: "l"):
      _ = replaced("ational", by: "ate") || replaced("tional", by: "tion")
    case UInt8(ascii: "n"):
      _ = replaced("ization", by: "ize") || replaced("ation", by: "ate")
    case UInt8(ascii: "r"):
      _ = replaced("izer", by: "ize") || replaced("ator", by: "ate")
    case UInt8(ascii: "m"):
      _ = replaced("alism", by: "al")
    case UInt8(ascii: "s"):
      _ =
        replaced("fulness", by: "ful") || replaced("ousness", by: "ous")
        || replaced("iveness", by: "ive")
    case UInt8(ascii: "i"):
      if replaced("enci", by: "ence") || replaced("anci", by: "ance") { return }
      if replaced("aliti", by: "al") || replaced("iviti", by: "ive") { return }
      if replaced("biliti", by: "ble") { return }
      if ends("ogi") {
        if count > 3, letters[count - 4] == UInt8(ascii: "l") { _ = replaced("ogi", by: "og") }
        return
      }
      if replaced("abli", by: "able") || replaced("bli", by: "ble") { return }
      if replaced("entli", by: "ent") || replaced("alli", by: "al") { return }
      if replaced("ousli", by: "ous") || replaced("fulli", by: "ful") { return }
      if replaced("lessli", by: "less") { return }
      if ends("li"), count - 2 >= r1, count > 2, isOneOf(Self.liEndings, count - 3) { count -= 2 }
    default: break
    }
  }

  /// Step 3.
  private mutating func replaceSuffix() {
    guard count > 2 else { return }
    switch letters[count - 1] {
    case UInt8(ascii: "l"):
      _ =
        replaced("ational", by: "ate") || replaced("tional", by: "tion")
        || replaced("ical", by: "ic") || replaced("ful", by: "")
    case UInt8(ascii: "e"):
      if replaced("alize", by: "al") || replaced("icate", by: "ic") { return }
      if ends("ative"), count - 5 >= r2, count - 5 >= r1 { count -= 5 }
    case UInt8(ascii: "i"): _ = replaced("iciti", by: "ic")
    case UInt8(ascii: "s"): _ = replaced("ness", by: "")
    default: break
    }
  }

  /// Step 4.
  private mutating func removeSuffix() {
    guard count > 2 else { return }
    switch letters[count - 1] {
    case UInt8(ascii: "l"): _ = removed("al")
    case UInt8(ascii: "e"):
      _ =
        removed("ance") || removed("ence") || removed("able") || removed("ible") || removed("ate")
        || removed("ive") || removed("ize")
    case UInt8(ascii: "r"): _ = removed("er")
    case UInt8(ascii: "c"): _ = removed("ic")
    case UInt8(ascii: "t"):
      _ = removed("ement") || removed("ment") || removed("ent") || removed("ant")
    case UInt8(ascii: "m"): _ = removed("ism")
    case UInt8(ascii: "i"): _ = removed("iti")
    case UInt8(ascii: "s"): _ = removed("ous")
    case UInt8(ascii: "n"):
      if ends("sion") || ends("tion") { _ = removed("ion") }
    default: break
    }
  }

  /// Step 5.
  private mutating func removeFinalLetter() {
    guard count > 0 else { return }
    let place = count - 1
    if letters[place] == UInt8(ascii: "e") {
      if place >= r2 || place >= r1 && !endsInShortSyllable(place) { count -= 1 }
    } else if letters[place] == UInt8(ascii: "l") {
      if place >= r2, place > 0, letters[place - 1] == UInt8(ascii: "l") { count -= 1 }
    }
  }
}
