/// Cuts a line of text in an alphabet into tokens, the way treebanks do: `John` `'s`, `e` `-` `mail`, `U.S.`
struct EnglishTokens {
  let text: TextBytes

  /// The longest word; what goes on longer is data, and one token.
  private static let longestWord = 64

  /// Words that keep their full stop.
  private static let abbreviations: Set<UInt64> = Set(
    [
      "mr", "mrs", "ms", "dr", "prof", "inc", "corp", "ltd", "co", "st", "jr", "sr", "no", "gen", "col", "lt",
      "sgt", "capt", "cmdr", "maj", "rep", "sen", "gov", "rev", "hon", "pres", "messrs", "bros", "dept",
      "est",
      "ave", "blvd", "mt", "ft", "vs", "etc", "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept",
      "oct", "nov", "dec", "ph.d", "univ", "assn", "dist", "supt", "atty", "esq", "llc", "s.p.a", "plc",
    ].map { FeatureHash.word($0) })

  /// The token at or after `index`, and where the next may begin; nil at `limit`.
  mutating func next(from start: Int, to limit: Int) -> Token? {
    var index = start
    while index < limit, text.classes[Int(text.base[index])] & ByteClass.space != 0 || text.base[index] < 0x20
    {
      index += 1
    }
    guard index < limit else { return nil }
    var token = Token()
    token.isSpaced = index > start
    token.start = Int32(truncatingIfNeeded: index)
    let first = Letter(text, index, limit)
    switch first.kind {
    case .upper, .lower, .digit: word(&token, index, limit)
    case .han:
      var end = index
      while end < limit, end - index < 3 * Self.longestWord {
        let letter = Letter(text, end, limit)
        guard letter.kind == .han else { break }
        end += letter.width
      }
      finish(&token, index, end, .han)
    case .sign:
      var end = index + first.width
      if first.value == 0x27 || first.value == 0x2019, text.lower(end) == 0x73, !isWord(end + 1, limit) {
        end += 1
        finish(&token, index, end, .punctuation)
        token.lower = Self.possessive
        token.exact = Self.possessive
      } else {
        finish(&token, index, end, .punctuation)
      }
    }
    return token
  }

  static let possessive = FeatureHash.word("'s")

  private func isWord(_ index: Int, _ limit: Int) -> Bool {
    guard index < limit else { return false }
    switch Letter(text, index, limit).kind {
    case .upper, .lower, .digit: return true
    default: return false
    }
  }

  private func word(_ token: inout Token, _ start: Int, _ limit: Int) {
    var end = start
    var letters = 0
    while end < limit {
      let letter = Letter(text, end, limit)
      switch letter.kind {
      case .upper, .lower, .digit:
        end += letter.width
        letters += 1
        continue
      case .han: break
      case .sign:
        let after = end + letter.width
        guard after < limit else { break }
        switch letter.value {
        case 0x27, 0x2019:
          // 's is a token of its own; O'Brien is one word.
          if letters > 0, isWord(after, limit),
            !(text.lower(after) == 0x73 && !isWord(after + 1, limit))
          {
            end = after
            continue
          }
        case 0x26 where isWord(after, limit) && end - start <= 4:  // AT&T
          end = after
          continue
        case 0x2E where isWord(after, limit),
          0x2C where text.has(after, ByteClass.digit) && text.has(end - 1, ByteClass.digit):
          end = after
          continue
        case 0x40,
          0x5F where isWord(after, limit):
          return address(&token, start, limit)
        case 0x3A where text[after] == 0x2F && text[after + 1] == 0x2F:
          return address(&token, start, limit)
        default: break
        }
      }
      break
    }
    if text[end] == 0x2E, end < limit, keepsStop(start, end) { end += 1 }
    finish(&token, start, end, .word)
  }

  /// Whether a full stop at `end` belongs to the word: J. and U.S. and Inc.
  private func keepsStop(_ start: Int, _ end: Int) -> Bool {
    if end - start == 1 || (end - start >= 3 && text[end - 2] == 0x2E && text[start + 1] == 0x2E) {
      return text[start] >= 0x41 && text[start] <= 0x5A
    }
    guard end - start <= 6 else { return false }
    var hash = FeatureHash.seed
    for index in start..<end { hash = FeatureHash.step(hash, UInt64(text.lower(index))) }
    return Self.abbreviations.contains(FeatureHash.finish(hash))
  }

  /// A URL, an address or an identifier: everything up to white space or a closing sign.
  private func address(_ token: inout Token, _ start: Int, _ limit: Int) {
    var end = start
    while end < limit, text.base[end] > 0x20, !">)\"],;".utf8.contains(text.base[end]) { end += 1 }
    finish(&token, start, max(end, start + 1), .address)
  }

  private func finish(_ token: inout Token, _ start: Int, _ end: Int, _ kind: Token.Kind) {
    token.end = Int32(truncatingIfNeeded: end)
    token.kind = kind
    var exact = FeatureHash.seed
    var lower = FeatureHash.seed
    var shape = FeatureHash.seed
    var lastShape: UInt64 = 0
    var (uppers, lowers, digits, count) = (0, 0, 0, 0)
    var isFirstUpper = false
    // The last four letters, the latest in the low bits, sixteen bits each; and the first four.
    var tail: UInt64 = 0
    var head: UInt64 = 0
    var index = start
    let hashed = min(end, start + 4 * Self.longestWord)
    while index < hashed {
      let letter = Letter(text, index, end)
      let small = letter.small
      exact = FeatureHash.step(exact, UInt64(letter.value))
      // The stop of an abbreviation is no part of the word: "Inc." is "Inc".
      if letter.value != 0x2E || index + 1 < end || kind != .word {
        lower = FeatureHash.step(lower, UInt64(small))
      }
      tail = tail << 16 | UInt64(small & 0xFFFF)
      if count < 4 { head = head << 16 | UInt64(small & 0xFFFF) }
      let sort: UInt64
      switch letter.kind {
      case .upper:
        sort = 1
        uppers += 1
        if count == 0 { isFirstUpper = true }
      case .lower:
        sort = 2
        lowers += 1
      case .digit:
        sort = 3
        digits += 1
      case .han: sort = 4
      case .sign: sort = 16 + UInt64(letter.value & 0xFF)
      }
      if sort != lastShape {
        shape = FeatureHash.step(shape, sort)
        lastShape = sort
      }
      count += 1
      index += letter.width
      if count == 3 { token.prefix3 = head }
    }
    token.exact = FeatureHash.finish(exact)
    token.lower = FeatureHash.finish(lower)
    token.shape = FeatureHash.finish(shape &+ UInt64(min(count, 5)))
    token.prefix4 = count >= 4 ? head : 0
    token.suffix2 = count >= 2 ? tail & 0xFFFF_FFFF : 0
    token.suffix3 = count >= 3 ? tail & 0xFFFF_FFFF_FFFF : 0
    token.suffix4 = count >= 4 ? tail : 0
    if kind == .word {
      if uppers == 0 {
        token.letterCase = 0
        if lowers == 0, digits > 0 { token.kind = .number }
      } else if lowers == 0 {
        token.letterCase = uppers == 1 ? 4 : 2
      } else {
        token.letterCase = isFirstUpper && uppers == 1 ? 1 : 3
      }
    }
    if token.kind == .number {
      // Numbers are alike save for their length.
      token.lower = UInt64(min(digits, 5))
      token.exact = token.lower
    } else if token.kind == .address {
      token.lower = 11
      token.exact = 11
    }
  }
}
