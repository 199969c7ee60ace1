import CounterfoilModel

/// One word, sign or mention of an English sentence.
struct EnglishWord {
  enum Sort: Hashable {
    case word, number, sign
    /// A person, organisation, place, date or sum, as one piece.
    case mention
  }

  var sort: Sort
  /// Scalars of the text layer.
  var range: ScalarRange
  /// In lower case, with plain apostrophes; the words of a mention for a mention.
  var text: String
  var isCapital: Bool
  var mention: Mention?

  func isSign(_ text: String) -> Bool { sort == .sign && self.text == text }
  var isName: Bool {
    switch mention?.kind {
    case .person, .organisation, .place: true
    default: false
    }
  }
}

/// Cuts a sentence into words, with each mention whole.
struct EnglishWords {
  private let sentence: RelationSentence
  private var words: [EnglishWord] = []
  private var index: Int

  static func words(of sentence: RelationSentence) -> [EnglishWord] {
    var cutter = EnglishWords(sentence)
    cutter.cut()
    return cutter.words
  }

  private init(_ sentence: RelationSentence) {
    self.sentence = sentence
    index = sentence.range.lowerBound
    words.reserveCapacity(sentence.range.count / 5)
  }

  private mutating func cut() {
    for mention in sentence.mentions where Self.isWhole(mention) && mention.range.lowerBound >= index {
      cut(to: mention.range.lowerBound)
      words.append(
        EnglishWord(
          sort: .mention, range: mention.range, text: mention.quote.lowercased(), isCapital: true,
          mention: mention))
      index = mention.range.upperBound
    }
    cut(to: sentence.range.upperBound)
  }

  private static func isWhole(_ mention: Mention) -> Bool {
    switch mention.kind {
    case .person, .organisation, .place, .date, .money: true
    default: false
    }
  }

  private mutating func cut(to end: Int) {
    let scalars = sentence.scalars
    while index < end {
      let scalar = scalars[index]
      let start = index
      index += 1
      if Self.isLetter(scalar) || Self.isDigit(scalar) {
        while index < end, Self.isLetter(scalars[index]) || Self.isDigit(scalars[index]) || joins(index, end)
        {
          index += 1
        }
        if isAbbreviation(start, index), index < end, scalars[index] == "." { index += 1 }
        addWord(start)
      } else if Self.isApostrophe(scalar), index < end, scalars[index] == "s" || scalars[index] == "S",
        index + 1 >= end || !Self.isLetter(scalars[index + 1])
      {
        index += 1
        words.append(EnglishWord(sort: .sign, range: start..<index, text: "'s", isCapital: false))
      } else if !scalar.properties.isWhitespace {
        var text = String(scalar)
        if "“”„«»".unicodeScalars.contains(scalar) { text = "\"" }
        if Self.isApostrophe(scalar) { text = "'" }
        words.append(EnglishWord(sort: .sign, range: start..<index, text: text, isCapital: false))
      }
    }
  }

  /// Whether the sign at `index` joins letters: `co-op`, `U.S`, `don't`, `1,000`, but not `'s` at an end.
  private func joins(_ index: Int, _ end: Int) -> Bool {
    guard index + 1 < end else { return false }
    let (sign, before, after) = (
      sentence.scalars[index], sentence.scalars[index - 1], sentence.scalars[index + 1]
    )
    switch sign {
    case "-", "‑": return Self.isLetter(after) || Self.isDigit(after)
    case ".":
      return Self.isLetter(before) && Self.isLetter(after) || Self.isDigit(before) && Self.isDigit(after)
    case ",": return Self.isDigit(before) && Self.isDigit(after)
    case "'", "’":
      guard Self.isLetter(after) else { return false }
      let ends = index + 2 >= end || !Self.isLetter(sentence.scalars[index + 2])
      return !(ends && (after == "s" || after == "S"))
    case "/", "&": return Self.isLetter(before) && Self.isLetter(after)
    default: return false
    }
  }

  /// `U.S`, `Mr`, `a.k.a`: the full stop after it belongs to it.
  private func isAbbreviation(_ start: Int, _ end: Int) -> Bool {
    if sentence.scalars[start..<end].contains(".") { return true }
    return end - start <= 2 && sentence.scalars[start].properties.isUppercase
  }

  private mutating func addWord(_ start: Int) {
    var view = String.UnicodeScalarView()
    var hasLetter = false
    for scalar in sentence.scalars[start..<index] {
      view.append(Self.isApostrophe(scalar) ? "'" : scalar == "‑" ? "-" : scalar)
      hasLetter = hasLetter || Self.isLetter(scalar)
    }
    words.append(
      EnglishWord(
        sort: hasLetter ? .word : .number, range: start..<index, text: String(view).lowercased(),
        isCapital: sentence.scalars[start].properties.isUppercase))
  }

  private static func isLetter(_ scalar: Unicode.Scalar) -> Bool {
    scalar.isASCII
      ? (0x41...0x5A).contains(scalar.value) || (0x61...0x7A).contains(scalar.value)
      : scalar.properties.isAlphabetic
  }

  private static func isDigit(_ scalar: Unicode.Scalar) -> Bool { (0x30...0x39).contains(scalar.value) }
  private static func isApostrophe(_ scalar: Unicode.Scalar) -> Bool { scalar == "'" || scalar == "’" }
}
