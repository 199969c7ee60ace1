import CounterfoilModel

/// Whether a number counts something, or names it: `Room 305`, `第3条`, `port 8443`, `for 2 years`.
extension QuantityParser {
  /// True or false for what counts or does not; nil where the number only names something, as the
  /// numbers joined to it then do too.
  func judged(_ index: Int, _ first: NumberPhrase, _ last: NumberPhrase, _ isModified: Bool) -> Bool? {
    if joinsNamed(index - (isModified ? 1 : 0)) { return nil }
    switch first.shape {
    case .digits:
      if !startsCleanly(first.start) { return nil }
      if first.marks.contains(.leadingZero) { return nil }
      guard isEnd(last.end), !isYear(first, last, isModified), !isAge(first, last), !isAddress(last),
        !isBracketed(first, last, index), !isLabel(first.start, last.end),
        !(first.isPlainDigits && first.end == last.end && first.length <= 3
          && isCounter(first.start, last.end))
      else { return false }
      if isNamed(index - (isModified ? 1 : 0), first) { return nil }
      // Longer runs without separators name accounts and cases.
      if first.isPlainDigits, first.length >= 9, !first.marks.contains(.separators) { return nil }
    case .words:
      guard let value = last.value, !(value < ExactNumber(digits: 10)) || first.marks.contains(.unit) else {
        return false
      }
      if isNamed(index - (isModified ? 1 : 0), first) { return nil }
      // Ocean's Eleven
      if isUpper(first.start), followsName(first.start) { return false }
    case .han:
      guard !first.marks.contains(.positional) || first.length == 1, let value = last.value,
        !(value < ExactNumber(digits: 10)), !followsRank(index)
      else { return false }
      if value == ExactNumber(digits: 10), !last.isMore, !countsSomething(last.next) { return false }
    case .scaleOnly:
      guard countsSomething(last.next), !followsRank(index) else { return false }
    case .vague:
      // Scores of, hundreds of; 数十 as it stands.
      let isShort = text.matches("tens", at: first.start) || text.matches("scores", at: first.start)
      guard isHan(first.start) || value(last.next, .of) != nil || !isShort && !isUpperWord(last.end) else {
        return false
      }
    }
    if followsRank(index) { return nil }
    if isFollowedByUnit(last.next) { return false }
    return !namesAfter(last)
  }

  /// 4 and 5 in `sections 4 and 5`.
  private func joinsNamed(_ index: Int) -> Bool {
    if named == index - 1 {
      let gap = lexeme(index).gap
      // +1 202 555 0143
      if gap == .space, lexeme(index).kind == .digits, lexeme(index - 1).kind == .digits { return true }
      return gap == .comma || gap == .hyphen || gap == .slash || gap == .dot || gap == .colon
    }
    guard named == index - 2, named >= 0 else { return false }
    switch lexeme(index - 1).kind {
    case .and, .or, .to, .listComma, .enumeration:
      return Gaps.any.contains(lexeme(index - 1).gap) && lexeme(index - 1).gap != .other
        && lexeme(index).gap != .other
    default: return false
    }
  }

  /// A word before the number whose number it is: `port 8443`, `Windows 11`, `编号 5`.
  private func isNamed(_ index: Int, _ phrase: NumberPhrase) -> Bool {
    let before = lexeme(index - 1)
    let gap = lexeme(index).gap
    if gap != .other, gap != .comma {
      if meaning(before, .identifier) != nil, !endsLongerWord(before) { return true }
      if before.kind == .agedWord { return true }
      // Unit, month, day, week, … 3.
      if before.kind == .unit, before.value >= 4, isUpper(Int(before.start)), gap == .space { return true }
    }
    guard phrase.shape == .digits, !phrase.marks.contains(.separators), phrase.scale == 0 else {
      return false
    }
    return followsName(phrase.start)
  }

  /// Whether the word before is a capitalised one that a sentence would not begin with.
  func followsName(_ start: Int) -> Bool {
    var end = start
    while end > 0, text[end - 1] == 0x20, start - end < 2 { end -= 1 }
    guard end < start else { return false }
    var first = end
    while first > 0, first > end - 24,
      text.has(first - 1, ByteClass.alphanumeric) || text[first - 1] == 0x2D || text[first - 1] == 0x27
    {
      first -= 1
    }
    // H.R. 5515, S. 1589
    if text[end - 1] == 0x2E, isUpper(end - 2), !text.has(end - 3, ByteClass.alphanumeric) { return true }
    guard first < end, isUpper(first) else { return false }
    let word = text.string(first..<end).lowercased()
    // A heading in capitals says nothing about its numbers.
    if first + 3 < end, isUpper(first + 1), isUpper(end - 1) {
      return text.has(end - 1, ByteClass.digit) || word.utf8.count < 5 && !words.plainWords.contains(word)
    }
    return !words.plainWords.contains(word)
  }

  private func followsRank(_ index: Int) -> Bool {
    let before = lexeme(index - 1)
    return before.kind == .rank && Gaps.near.contains(lexeme(index).gap)
      || meaning(before, .identifier) != nil && lexeme(index).gap == .none && isHan(Int(before.start))
        && !endsLongerWord(before)
  }

  /// 代表3人: 表 alone would name the number.
  private func endsLongerWord(_ word: Lexeme) -> Bool {
    word.end - word.start == 3 && isHan(Int(word.start)) && word.kind != .rank && isHan(Int(word.start) - 3)
  }

  /// Whether a unit of time follows, or an age: then the number is a duration.
  func isFollowedByUnit(_ index: Int) -> Bool {
    var next = lexeme(index)
    // ten (10) days
    if next.kind == .digits, next.gap == .paren { next = lexeme(index + 1) }
    // 30 more days, ten full years have a word between; a number of two words is rare enough.
    guard next.gap == .space || next.gap == .none || next.gap == .hyphen || next.gap == .paren else {
      return false
    }
    switch next.kind {
    case .unit, .halfUnit, .age, .year, .monthWord, .day, .decade, .century, .monthPart, .yearPart,
      .tenDays, .am, .pm, .oclock, .ordinal:
      return true
    case .hour, .minute, .second:
      return next.gap == .none || next.gap == .space && isHan(Int(next.start))
    default:
      return next.otherKind == .unit
    }
  }

  /// 号, 路, 计划: what stands after a number that only names.
  private func namesAfter(_ phrase: NumberPhrase) -> Bool {
    let next = lexeme(phrase.next)
    if meaning(next, .identifier) == 1, next.gap == .space { return true }
    // 95后
    if next.gap == .none, next.kind == .afterAfter || next.kind == .beforeAfter { return true }
    return meaning(next, .nameAfter) != nil && Gaps.near.contains(next.gap)
  }

  /// Whether a counting word follows.
  private func countsSomething(_ index: Int) -> Bool {
    let next = lexeme(index)
    return Gaps.near.contains(next.gap)
      && (next.kind == .measure || next.otherKind == .measure) && isHan(Int(next.start))
  }

  // MARK: Bytes around a number

  /// Whether nothing before a number makes it part of a longer name: `F-35`, `v2.0`, `#7`, `/24`.
  func startsCleanly(_ start: Int) -> Bool {
    guard start > 0 else { return true }
    let byte = text[start - 1]
    if byte >= 0x80 {
      if text.matches("’", at: start - 3) || text.matches("×", at: start - 2) { return false }
      return !(byte & 0xC0 == 0x80 && text.followsAccentedLetter(start))
    }
    if text.has(start - 1, ByteClass.alphanumeric) { return false }
    switch byte {
    case 0x23, 0x24, 0x40, 0x5F, 0x2B, 0x3D, 0x26, 0x25, 0x5E, 0x5B, 0x5C, 0x27, 0x2A: return false
    case 0x5D: return text[start - 2] != 0x2E
    case 0x2E: return false
    case 0x2D, 0x2F, 0x2C:
      let before = text[start - 2]
      return !(text.has(start - 2, ByteClass.alphanumeric) || before >= 0x80) && byte != 0x2F
    case 0x3A: return !text.has(start - 2, ByteClass.digit)
    default: return true
    }
  }

  /// Whether nothing after a number goes on with it: `4.2.1`, `12:30`, `3D`, `1/2`.
  func isEnd(_ end: Int) -> Bool {
    let byte = text[end]
    if text.has(end, ByteClass.alphanumeric) {
      // 64GB
      return text.has(end - 1, ByteClass.digit) && measureFollows(end)
    }
    // 7×24
    if byte == 0xC3, text[end + 1] == 0x97 { return !text.has(end + 2, ByteClass.digit) }
    switch byte {
    case 0x5F, 0x40, 0x23, 0x5C: return false
    case 0x2F, 0x3A, 0x2E:
      return !text.has(end + 1, ByteClass.alphanumeric)
        || byte == 0x2F && !text.has(end + 1, ByteClass.digit)
    case 0x2C: return !text.has(end + 1, ByteClass.digit) || text.has(end + 1, ByteClass.space)
    case 0x2D:
      // a 40-page report; not 7-Eleven, 3-D, 12-A.
      // 16- and 17-year-olds
      guard text.has(end + 1, ByteClass.alphanumeric) else { return text[end + 1] != 0x20 }
      var stop = end + 1
      while text.has(stop, ByteClass.alphanumeric), stop < end + 5 { stop += 1 }
      return text[end + 1] >= 0x61 && stop - end > 4 && !text.has(end + 1, ByteClass.digit)
    default: return true
    }
  }

  private func isUpperWord(_ end: Int) -> Bool { text[end] == 0x20 && isUpper(end + 1) }

  private func measureFollows(_ end: Int) -> Bool {
    // The lexer has kept the number only where a unit of measure follows.
    var low = 0
    var high = lexemes.count
    while low < high {
      let middle = (low + high) / 2
      if Int(lexemes[middle].end) < end { low = middle + 1 } else { high = middle }
    }
    let lexeme = lexeme(low)
    return Int(lexeme.end) == end
      && (lexeme.marks.contains(.unit)
        || self.lexeme(low + 1).gap == .none && self.lexeme(low + 1).kind == .code)
  }

  /// (12) alone names or counts off; after the same number in words it repeats it.
  private func isBracketed(_ first: NumberPhrase, _ last: NumberPhrase, _ index: Int) -> Bool {
    let isWide = text.matches("（", at: first.start - 3) && text.matches("）", at: last.end)
    guard isWide || text[first.start - 1] == 0x28 && text[last.end] == 0x29, first.length <= 4 else {
      return false
    }
    let before = lexeme(index - 1)
    let isWords =
      before.kind == .ones || before.kind == .tens || before.kind == .hundred || before.kind == .scale
    return !(lexeme(index).gap == .paren && isWords)
  }

  /// `Li Wei, 45, of Berlin` and `she was 29`.
  private func isAge(_ first: NumberPhrase, _ last: NumberPhrase) -> Bool {
    guard first.isPlainDigits, first.length == 2, first.marks.isEmpty, first.end == last.end else {
      return false
    }
    let (start, end) = (first.start, first.end)
    if text[start - 1] == 0x20, text[start - 2] == 0x2C, text[end] == 0x2C,
      lexeme(first.next - 1).gap != .comma,
      text.has(start - 3, ByteClass.alphanumeric)
    {
      return true
    }
    guard text[end] != 0x20 || text.matches(" when", at: end) || text.matches(" and", at: end) else {
      return false
    }
    for word in [StaticString("he is "), "he was ", "i am ", "i was ", "he's ", "i'm ", " turned "]
    where text.matches(word, at: start - word.utf8CodeUnitCount) { return true }
    return false
  }

  /// 221 Baker Street
  private func isAddress(_ phrase: NumberPhrase) -> Bool {
    guard phrase.isPlainDigits, phrase.marks.isEmpty, text[phrase.end] == 0x20, isUpper(phrase.end + 1) else {
      return false
    }
    var place = phrase.end
    while place < phrase.end + 60, text[place] == 0x20, isUpper(place + 1) {
      var stop = place + 1
      while text.has(stop, ByteClass.alphanumeric), stop < place + 24 { stop += 1 }
      if words.streets.contains(text.string((place + 1)..<stop)) { return true }
      place = text[stop] == 0x2E ? stop + 1 : stop
    }
    return false
  }

  /// A year that stands where nothing is counted.
  private func isYear(_ first: NumberPhrase, _ last: NumberPhrase, _ isModified: Bool) -> Bool {
    guard !isModified, first.isPlainDigits, first.length == 4, first.marks.isEmpty, first.end == last.end,
      let year = first.value?.integer, year >= 1900, year <= 2100
    else { return false }
    let next = lexeme(first.next)
    if Gaps.near.contains(next.gap), next.kind == .counted || next.kind == .measure { return false }
    return !isHan(first.end) && !pluralFollows(first.end)
  }

  /// 检材1: a digit between a Chinese word and a colon numbers it.
  private func isLabel(_ start: Int, _ end: Int) -> Bool {
    isHan(start - 3) && (text[end] == 0x3A || text.matches("：", at: end))
  }

  /// `1.` `2)` `3、` at the start of a line count items off.
  private func isCounter(_ start: Int, _ end: Int) -> Bool {
    var place = start
    while place > 0, text[place - 1] == 0x20 || text[place - 1] == 0x09 || text[place - 1] == 0x28,
      start - place < 8
    {
      place -= 1
    }
    guard place == 0 || text[place - 1] == 0x0A || text[place - 1] == 0x0D else { return false }
    switch text[end] {
    case 0x29: return true
    case 0x2E: return text.has(end + 1, ByteClass.space) && text[end + 1] != 0x0A
    default: return text.matches("、", at: end) || text.matches("）", at: end) || text.matches("．", at: end)
    }
  }
}
