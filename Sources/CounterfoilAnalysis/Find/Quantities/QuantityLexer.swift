/// Text → the numbers and words of the grammar, sparse and in order.
///
/// - Complexity: O(*bytes*): at each word the trie is followed at most as far as its longest key.
struct QuantityLexer {
  let text: TextBytes
  private let words: QuantityWords
  private let rows: ByteTrie.Rows
  private let heads: UnsafePointer<Bool>
  var lexemes: [Lexeme] = []
  /// Bytes looked at beyond the pass itself, for the test that this grows linearly.
  var work = 0

  static func lexemes(of text: TextBytes) -> (lexemes: [Lexeme], work: Int) {
    let words = QuantityWords.shared
    return words.trie.withRows { rows in
      words.heads.withUnsafeBufferPointer { heads in
        guard let head = heads.baseAddress else { return ([], 0) }
        var lexer = QuantityLexer(text: text, words: words, rows: rows, heads: head)
        lexer.run()
        return (lexer.lexemes, lexer.work)
      }
    }
  }

  private init(text: TextBytes, words: QuantityWords, rows: ByteTrie.Rows, heads: UnsafePointer<Bool>) {
    self.text = text
    self.words = words
    self.rows = rows
    self.heads = heads
  }

  private mutating func run() {
    let count = text.count
    let base = text.base
    let classes = text.classes
    var index = 0
    while index < count {
      let byte = base[index]
      let bits = classes[Int(byte)]
      if bits & ByteClass.digit != 0 {
        index = digits(index)
      } else if bits & ByteClass.alphanumeric != 0 {
        index = word(index)
      } else if byte < 0x80 {
        // $ & ~ and the apostrophe's year are the only signs of ASCII that begin something.
        index = byte == 0x24 || byte == 0x26 || byte == 0x7E ? symbol(index) : index + 1
      } else if byte >= 0xE2, byte < 0xF0 {
        index = wide(index)
      } else {
        index = byte == 0xC2 ? symbol(index) : index + 1
      }
    }
  }

  // MARK: Words

  /// The longest key at `start` that ends where a word ends.
  @inline(__always) private mutating func longest(_ start: Int, isLatin: Bool) -> (
    key: Int, end: Int
  )? {
    var walk = ByteTrie.Walk(text, from: start, in: rows)
    var best: (key: Int, end: Int)?
    while walk.step() {
      guard walk.key >= 0 else { continue }
      let (key, end) = (Int(walk.key), walk.index)
      if isLatin, text.has(end - 1, ByteClass.alphanumeric), text.has(end, ByteClass.alphanumeric) {
        // RMB30,000 and US$5 go on with digits.
        guard text.has(end, ByteClass.digit), words.meanings[key].0.kind == .code else { continue }
      }
      best = (key, end)
    }
    work += walk.index - start
    return best
  }

  private mutating func add(_ key: Int, _ start: Int, _ end: Int) {
    let (first, second) = words.meanings[key]
    var lexeme = Lexeme(start: Int32(start), end: Int32(end), kind: first.kind)
    lexeme.value = first.value
    if let second {
      lexeme.otherKind = second.kind
      lexeme.otherValue = Int32(second.value)
    }
    add(lexeme)
  }

  private mutating func add(_ lexeme: Lexeme) {
    var lexeme = lexeme
    lexeme.gap = gap(Int(lexemes.last?.end ?? -1), Int(lexeme.start))
    lexemes.append(lexeme)
  }

  /// A word of letters, which may hold digits.
  private mutating func word(_ start: Int) -> Int {
    if let (key, end) = longest(start, isLatin: true) {
      // D.C. is no circa.
      if end - start > 3 || text.base[start] != 0x43 || words.meanings[key].0.kind != .about {
        add(key, start, end)
      }
      return end
    }
    var end = start + 1
    var hasDigit = false
    while end < text.count {
      let bits = text.classes[Int(text.base[end])]
      guard bits & ByteClass.alphanumeric != 0 else { break }
      if bits & ByteClass.digit != 0 { hasDigit = true }
      end += 1
    }
    if hasDigit, let lexeme = slip(start, end) { add(lexeme) }
    return end
  }

  private mutating func symbol(_ start: Int) -> Int {
    if let (key, end) = longest(start, isLatin: false) {
      add(key, start, end)
      return end
    }
    return start + 1
  }

  // MARK: Characters beyond Latin

  private mutating func wide(_ start: Int) -> Int {
    guard start + 2 < text.count else { return text.count }
    let (a, b, c) = (text.base[start], text.base[start + 1], text.base[start + 2])
    if a == 0xEF, b == 0xBC, c >= 0x90, c <= 0x99 { return digits(start) }
    if a < 0xE3 {
      return heads[QuantityWords.slot(a, b, c)] ? symbol(start) : start + 3
    }
    let simple =
      a < 0xEA ? SimplifiedCharacters.shared.bytes(a, b, c) : (a, b, c)
    let isHead = heads[QuantityWords.slot(simple.0, simple.1, simple.2)]
    let isNumeral = ChineseNumerals.isNumeral(text, start)
    guard isHead || isNumeral else { return start + 3 }
    let decimals = isNumeral && followsPoint(start) ? ChineseNumerals.decimals(text, start) : nil
    let match = isHead && decimals == nil ? longest(start, isLatin: false) : nil
    let multipliers =
      isNumeral && text.has(start - 1, ByteClass.digit) ? ChineseNumerals.multipliers(text, start) : nil
    let numeral = decimals ?? multipliers ?? (isNumeral ? ChineseNumerals.read(text, start) : nil)
    if let match, match.end >= numeral?.end ?? 0, let end = kept(match, start, numeral) { return end }
    if let numeral {
      work += numeral.end - start
      var lexeme = Lexeme(start: Int32(start), end: Int32(numeral.end), kind: .hanNumber)
      lexeme.marks = .han
      switch numeral.kind {
      case .number:
        lexeme.value = numeral.value
        lexeme.length = UInt8(clamping: (numeral.end - start) / 3)
      case .positional:
        lexeme.value = numeral.value
        lexeme.marks.insert(.positional)
        lexeme.length = UInt8(clamping: (numeral.end - start) / 3)
      case .scale:
        lexeme.kind = .hanScale
        lexeme.value = numeral.value
      case .none: lexeme.kind = .opaque
      }
      add(lexeme)
      return numeral.end
    }
    return start + 3
  }

  /// Whether 点 after a numeral ends at `start`.
  private func followsPoint(_ start: Int) -> Bool {
    guard let point = lexemes.last, point.kind == .hour, Int(point.end) == start, point.gap == .none,
      lexemes.count > 1
    else { return false }
    return lexemes[lexemes.count - 2].kind == .hanNumber
      && text.agrees(Array("点".utf8), at: Int(point.start))
  }

  /// Adds a word unless its characters belong apart here; where it ends.
  private mutating func kept(
    _ match: (key: Int, end: Int), _ start: Int, _ numeral: ChineseNumerals.Reading?
  ) -> Int? {
    let meaning = words.meanings[match.key].0
    switch meaning.kind {
    case .opaque:
      // 十分之一 and 八一年 are numbers.
      if text.agrees(Array("之".utf8), at: match.end) { return nil }
      if match.end == numeral?.end, text.agrees(Array("年".utf8), at: match.end) { return nil }
    case .yearPart, .monthPart:
      // 2024年中国…, 今年初中毕业: the second character begins another word.
      let isApart =
        meaning.value == 2
        ? text[match.end] >= 0xE4 && text[match.end] < 0xEA && !mayFollowMiddle(match.end)
        : meaning.value == 1 && ["中", "级", "步", "次", "审"].contains { text.matches($0, at: match.end) }
      if isApart, let (key, end) = single(start) {
        add(key, start, end)
        return end
      }
    default: break
    }
    add(match.key, start, match.end)
    return match.end
  }

  private func mayFollowMiddle(_ index: Int) -> Bool {
    for word in [StaticString("前"), "后", "後", "起", "至", "到", "的", "时", "時", "以"]
    where text.matches(word, at: index) { return true }
    return false
  }

  /// The word that the character at `start` is by itself.
  private func single(_ start: Int) -> (key: Int, end: Int)? {
    var walk = ByteTrie.Walk(text, from: start, in: rows)
    guard walk.step(), walk.key >= 0 else { return nil }
    return (Int(walk.key), walk.index)
  }

  // MARK: Digits

  private mutating func digits(_ start: Int) -> Int {
    var reader = DigitReader(text: text, start: start)
    let isSecond =
      lexemes.last.map { $0.kind == .digits && gap(Int($0.end), start) == .space } ?? false
    var lexeme = reader.read(
      maySpace: !isSecond, followsMoney: lexemes.last.map { followsMoney(start, $0) } ?? false,
      precedesMoney: { precedesMoney($0) })
    let end = reader.end
    work += end - start
    guard text.has(end, ByteClass.alphanumeric) else {
      if let lexeme { add(lexeme) }
      return end
    }
    // Letters follow: 21st, 3pm, 20k, 64GB, 500USD, 05T10.
    var stop = end
    while stop <= end + Self.longestUnit, text.has(stop, ByteClass.alphanumeric) { stop += 1 }
    work += stop - end
    if stop > end + Self.longestUnit {
      // What goes on and on names something, as a hash does.
      while text.has(stop, ByteClass.alphanumeric) { stop += 1 }
      return stop
    }
    if let match = longest(start, isLatin: true), match.end == stop {
      add(match.key, start, stop)
      return stop
    }
    if stop - start <= 8, let slip = slip(start, stop) {
      add(slip)
      return stop
    }
    guard lexeme != nil else { return stop }
    if text[end] == 0x54, text.has(end + 1, ByteClass.digit) {
      if let lexeme { add(lexeme) }
      return end + 1
    }
    let length = stop - end
    if length == 2, Self.ordinals.contains(where: { text.matches($0, at: end) }) {
      lexeme?.marks.insert(.ordinal)
      lexeme?.end = Int32(stop)
    } else if length == 1, text.lower(end) == 0x73 {
      lexeme?.marks.insert(.plural)
      lexeme?.end = Int32(stop)
    } else if let suffix = Self.suffixes.first(where: {
      $0.0.utf8CodeUnitCount == length && text.matches($0.0, at: end)
    }) {
      lexeme?.marks.insert(.suffix)
      lexeme?.suffix = suffix.1
      lexeme?.end = Int32(stop)
    } else if let match = longest(end, isLatin: true) {
      let kind = words.meanings[match.key].0.kind
      // 5G and 3D are names, 5g is a weight.
      if kind == .measure, match.end - end > 1 || text.base[end] & 0x20 != 0 {
        lexeme?.marks.insert(.unit)
        if let lexeme { add(lexeme) }
        return stop
      }
      guard
        kind == .am || kind == .pm || kind == .code || kind == .currency || kind == .month
          || kind == .unit
      else { return stop }
      if let lexeme { add(lexeme) }
      return end
    } else {
      return stop
    }
    if let lexeme { add(lexeme) }
    return stop
  }

  /// The longest run of letters and digits that is looked at behind digits.
  private static let longestUnit = 32

  /// Whether a currency stands right before digits.
  private func followsMoney(_ start: Int, _ word: Lexeme) -> Bool {
    switch word.kind {
    case .sign, .yen, .code, .currency:
      Int(word.end) == start || text[start - 1] == 0x20 && Int(word.end) == start - 1
    default: false
    }
  }

  /// Whether a currency stands right after digits.
  private mutating func precedesMoney(_ end: Int) -> Bool {
    let start = text[end] == 0x20 ? end + 1 : text.matches("\u{A0}", at: end) ? end + 2 : end
    guard let match = longest(start, isLatin: true) else { return false }
    switch words.meanings[match.key].0.kind {
    case .code: return text.base[start] < 0x61
    // Of signs only those that stand behind amounts.
    case .sign: return text.base[start] >= 0x80
    case .currency, .pounds, .yuan: return true
    default: return false
    }
  }

  private static let ordinals: [StaticString] = ["st", "nd", "rd", "th"]
  private static let suffixes: [(StaticString, Int8)] = [
    ("k", 3), ("m", 6), ("mn", 6), ("mm", 6), ("b", 9), ("bn", 9), ("t", 12), ("tn", 12),
  ]

  /// Digits some of which OCR read as letters: 2O21, l5, 8OO, 2lst.
  private func slip(_ start: Int, _ end: Int) -> Lexeme? {
    guard end - start <= 8 else { return nil }
    var last = end
    var isOrdinal = false
    if end - start >= 3, Self.ordinals.contains(where: { text.matches($0, at: end - 2) }) {
      last -= 2
      isOrdinal = true
    }
    var value = 0
    var hasDigit = false
    var hasLetter = false
    for index in start..<last {
      let digit: Int
      switch text.base[index] {
      case let byte where byte >= 0x30 && byte <= 0x39:
        digit = Int(byte - 0x30)
        hasDigit = true
      case 0x4F, 0x6F:
        digit = 0
        hasLetter = true
      case 0x6C, 0x49:
        digit = 1
        hasLetter = true
      default: return nil
      }
      value = value * 10 + digit
    }
    guard hasDigit, hasLetter else { return nil }
    var lexeme = Lexeme(start: Int32(start), end: Int32(end), kind: .digits)
    lexeme.value = value
    lexeme.length = UInt8(last - start)
    lexeme.marks = isOrdinal ? [.slip, .ordinal] : .slip
    return lexeme
  }

  // MARK: Gaps

  /// What stands between two lexemes; a blank line or more than a few bytes part them.
  private func gap(_ end: Int, _ start: Int) -> Lexeme.Gap {
    guard end >= 0 else { return .other }
    if end == start { return .none }
    if start - end > 12 { return .other }
    var result = Lexeme.Gap.none
    var lines = 0
    var index = end
    var isSpaced = false
    func mark(_ gap: Lexeme.Gap) -> Bool {
      guard result == .none else { return false }
      result = gap
      return true
    }
    while index < start {
      let byte = text.base[index]
      var step = 1
      switch byte {
      case 0x0A:
        lines += 1
        isSpaced = true
      case 0x25 where index == end: break
      case 0x20, 0x09, 0x0D, 0x0C: isSpaced = true
      case 0x2C: guard mark(.comma) else { return .other }
      case 0x2D: guard mark(.hyphen) else { return .other }
      case 0x2F: guard mark(.slash) else { return .other }
      case 0x2E: guard !isSpaced, mark(.dot) else { return .other }
      case 0x3A: guard mark(.colon) else { return .other }
      case 0x28, 0x29: guard mark(.paren) else { return .other }
      case 0xC2 where text[index + 1] == 0xA0:
        isSpaced = true
        step = 2
      case 0xE3 where text.matches("\u{3000}", at: index):
        isSpaced = true
        step = 3
      case 0xEF:
        step = 3
        if text.matches("，", at: index) {
          guard mark(.comma) else { return .other }
        } else if text.matches("：", at: index) {
          guard mark(.colon) else { return .other }
        } else if text.matches("（", at: index) || text.matches("）", at: index) {
          guard mark(.paren) else { return .other }
        } else if text.matches("／", at: index) {
          guard mark(.slash) else { return .other }
        } else {
          return .other
        }
      default: return .other
      }
      index += step
    }
    // A page may break between a month and its year.
    if lines > 1, !(lines < 4 && lexemes.last?.kind == .month && result == .none) { return .other }
    // 8. Apologies: a stop before a space ends a sentence.
    if result == .dot, isSpaced { return .other }
    return result == .none && isSpaced ? .space : result
  }
}
