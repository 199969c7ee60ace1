import CounterfoilModel

/// Lexemes → dates, numbers and amounts: at each lexeme the longest of what can begin there.
///
/// - Complexity: O(*lexemes*): every rule looks at a bounded number of lexemes ahead.
struct QuantityParser {
  let text: TextBytes
  let lexemes: [Lexeme]
  let words = QuantityWords.shared
  /// The document's own date.
  let anchor: CalendarDay?
  /// What the text has said so far, for dates that lean on it.
  var stated = StatedDate()
  var found: [Found] = []
  /// The last number that only named something: `sections 4 and 5` names both.
  var named = -2
  /// Lexemes before this one belong to a date that does not exist.
  var refusedUntil = 0
  /// The lexeme after a weekday in brackets, where a clock may follow.
  var skipsBracket = -1
  /// The currency that a heading states for the amounts below it.
  var heading: CurrencyHeading?
  /// Where plain numbers stand, in place of mentions of them; nil where those are wanted.
  private(set) var passed: [Range<Int32>]?

  init(text: TextBytes, lexemes: [Lexeme], anchor: CalendarDay?, keepsNumbers: Bool) {
    self.text = text
    self.lexemes = lexemes
    self.anchor = anchor
    passed = keepsNumbers ? nil : []
  }

  mutating func run() {
    var index = 0
    while index < lexemes.count {
      noteHeading(index)
      index = Self.mayBegin(lexemes[index].kind) ? mention(index) ?? index + 1 : index + 1
    }
  }

  private static func mayBegin(_ kind: LexemeKind) -> Bool {
    switch kind {
    case .none, .opaque, .of, .and, .or, .to, .on, .at, .from, .between, .preposition, .by, .every,
      .agedWord, .listComma, .enumeration, .identifier, .nameAfter, .counted, .measure, .whole,
      .hour, .minute, .second, .year, .day, .oclock, .am, .pm, .jiao, .fen, .yuan,
      .aboutAfter, .moreAfter, .atLeastAfter, .atMostAfter, .orMore, .orLess, .orSo:
      false
    default: true
    }
  }

  private mutating func mention(_ index: Int) -> Int? {
    var best = money(index)
    let date = date(index)
    // 30 February is no date, and neither 30 nor February is said.
    if date == nil, refusedUntil > index { return refusedUntil }
    if let date, date.end > best?.end ?? 0 { best = date }
    if let number = number(index), number.end > best?.end ?? 0 {
      best = underHeading(number, index) ?? number
    }
    guard let best else { return nil }
    if best.found.kind == .number, passed != nil {
      passed?.append(Int32(best.found.start)..<Int32(best.found.end))
    } else {
      found.append(best.found)
    }
    if let stated = best.stated { self.stated = stated }
    return best.next
  }

  /// One reading of what begins at a lexeme.
  struct Candidate {
    var found: Found
    /// The first lexeme after it.
    var next: Int
    /// What the text has said once this is read.
    var stated: StatedDate?
    var end: Int { found.end }
  }

  // MARK: Looking at lexemes

  private static let nothing = Lexeme(start: -1, end: -1, kind: .none)

  @inline(__always) func lexeme(_ index: Int) -> Lexeme {
    index >= 0 && index < lexemes.count ? lexemes[index] : Self.nothing
  }

  /// The value of the lexeme at `index` where it is of this kind and stands next to the one before.
  @inline(__always) func value(_ index: Int, _ kind: LexemeKind, _ gaps: Gaps = .near) -> Int? {
    let lexeme = lexeme(index)
    guard gaps.contains(lexeme.gap) else { return nil }
    return meaning(lexeme, kind)
  }

  /// The value of a lexeme in one of its kinds.
  @inline(__always) func meaning(_ lexeme: Lexeme, _ kind: LexemeKind) -> Int? {
    if lexeme.kind == kind { return lexeme.value }
    return lexeme.otherKind == kind && kind != .none ? Int(lexeme.otherValue) : nil
  }

  func start(_ index: Int) -> Int { Int(lexeme(index).start) }
  func end(_ index: Int) -> Int { Int(lexeme(index).end) }

  /// Which gaps let two lexemes belong together.
  struct Gaps: OptionSet {
    let rawValue: UInt16
    static let none = Gaps(rawValue: 1 << 0)
    static let space = Gaps(rawValue: 1 << 1)
    static let comma = Gaps(rawValue: 1 << 2)
    static let hyphen = Gaps(rawValue: 1 << 3)
    static let slash = Gaps(rawValue: 1 << 5)
    static let dot = Gaps(rawValue: 1 << 6)
    static let colon = Gaps(rawValue: 1 << 7)
    static let paren = Gaps(rawValue: 1 << 8)
    static let any = Gaps(rawValue: 0xFFFF)
    static let near: Gaps = [.none, .space]

    @inline(__always) func contains(_ gap: Lexeme.Gap) -> Bool {
      rawValue & 1 << UInt16(gap.rawValue) != 0
    }
  }

  /// Whether the byte at `index` begins a Han character.
  func isHan(_ index: Int) -> Bool {
    let byte = text[index]
    return byte >= 0xE4 && byte < 0xEA || byte == 0xE3 && text[index + 1] >= 0x90
  }

  /// Whether the Han characters around `index` are traditional ones, so that 元 is Taiwan's.
  ///
  /// Looks at 240 bytes to each side.
  func isTraditional(around index: Int) -> Bool {
    var place = max(0, index - 240)
    let stop = min(text.count - 2, index + 240)
    while place < stop, text.base[place] & 0xC0 == 0x80 { place += 1 }
    var han = 0
    var traditional = 0
    while place < stop {
      let byte = text.base[place]
      guard byte >= 0xE4, byte < 0xEA else {
        place += byte < 0x80 ? 1 : byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4
        continue
      }
      han += 1
      let pair = (byte, text.base[place + 1], text.base[place + 2])
      if SimplifiedCharacters.shared.bytes(pair.0, pair.1, pair.2) != pair { traditional += 1 }
      place += 3
    }
    // Simplified text has a few characters that are also traditional ones: 著, 乾.
    return traditional * 12 > han
  }
}
