/// What a written name is made of: its Han characters, its words in Latin letters, and what was odd about it.
///
/// A value without references, so that millions can be kept and compared without counting.
public struct AnalysedName: Sendable {
  /// A name longer than this is compared by its beginning, and says so (`isTruncated`).
  static let maximumHan = 12
  static let maximumLetters = 120
  static let maximumTokens = 16

  /// A word of Latin letters, after folding; a hyphen ends one as a space does.
  struct Token: Sendable {
    var start: UInt8 = 0
    var end: UInt8 = 0
    var marks: Marks = []
    /// The row of `TokenTable` that holds the word; 0 where none does.
    var entry: UInt16 = 0
    var hash: UInt64 = 0
    /// The fewest listed syllables it can be cut into; 0 where it cannot be.
    var syllables: UInt8 = 0

    var count: Int { Int(end) - Int(start) }
  }

  /// A stretch of letters inside one word that may stand for one character.
  struct Syllable: Sendable {
    var start: UInt8 = 0
    var end: UInt8 = 0
    /// The number of the spelling; `unlisted` where no convention has it.
    var spelling: UInt16 = Syllable.unlisted
    var shape = SyllableShape(0)
    /// Lies on a cut of its word into the fewest listed syllables.
    var isOnShortestCut = false

    static let unlisted = UInt16.max
  }

  struct Marks: OptionSet, Sendable {
    let rawValue: UInt16
    /// All capitals and longer than one letter.
    static let capitals = Marks(rawValue: 1)
    /// Stood behind a hyphen, so belongs to the word before it.
    static let joined = Marks(rawValue: 2)
    /// A single letter, with or without a full stop.
    static let initial = Marks(rawValue: 4)
    /// A comma followed.
    static let comma = Marks(rawValue: 8)
    /// A form of address, rank or suffix, which is no part of the name.
    static let title = Marks(rawValue: 16)
    static let particle = Marks(rawValue: 32)
    static let number = Marks(rawValue: 64)
    static let suffix = Marks(rawValue: 128)
    /// Stood in brackets.
    static let bracketed = Marks(rawValue: 256)
    /// A given name of the kind people put before their Chinese name.
    static let western = Marks(rawValue: 1024)
    /// Can be cut into syllables of some convention of Chinese names.
    static let syllables = Marks(rawValue: 512)
  }

  public struct Oddities: OptionSet, Sendable {
    public let rawValue: UInt16
    public init(rawValue: UInt16) { self.rawValue = rawValue }
    /// Longer than a name can be; only its beginning is compared.
    public static let truncated = Oddities(rawValue: 1)
    /// Cyrillic or Greek letters inside a Latin word, read as the Latin letters they look like.
    public static let lookAlikes = Oddities(rawValue: 2)
    /// Zero-width or direction marks, left out.
    public static let hiddenMarks = Oddities(rawValue: 4)
    public static let fullWidth = Oddities(rawValue: 8)
    /// Letters of another script, written in Latin letters for comparison.
    public static let transliterated = Oddities(rawValue: 16)
    /// Kana stands among the characters, so that they are read as Japanese.
    public static let kana = Oddities(rawValue: 32)
    /// More words than names have: a sentence or a list.
    public static let tooManyWords = Oddities(rawValue: 64)
    /// Digits inside words, read as the letters they look like.
    public static let digitLetters = Oddities(rawValue: 128)
    /// Bytes that were not UTF-8, or characters that Unicode does not assign.
    public static let undecodable = Oddities(rawValue: 256)
    /// A middle dot stands between the characters, as in a foreign name written in Chinese.
    public static let middleDot = Oddities(rawValue: 512)
  }

  var han = InlineArray<12, UInt16>(repeating: 0)
  var scalars = InlineArray<12, UInt32>(repeating: 0)
  var hanCount = 0
  /// How many of the Han characters are the surname: 0 where there are none, else 1 or 2.
  var surnameLength = 0
  /// The letters of all tokens, end to end, with eight zero bytes behind them.
  var letters = InlineArray<128, UInt8>(repeating: 0)
  var letterCount = 0
  var tokens = InlineArray<16, Token>(repeating: Token())
  var tokenCount = 0
  /// All stretches that may be syllables, by where they start.
  var syllables = InlineArray<48, Syllable>(repeating: Syllable())
  var syllableCount = 0
  /// The first syllable that starts at a letter; 255 for none.
  var syllablesAt = InlineArray<128, UInt8>(repeating: 255)
  public internal(set) var oddities: Oddities = []

  /// Makes it as new, without touching what no count covers.
  mutating func clear() {
    for letter in 0..<min(letterCount + 9, 128) {
      letters[letter] = 0
      syllablesAt[letter] = 255
    }
    hanCount = 0
    surnameLength = 0
    letterCount = 0
    tokenCount = 0
    syllableCount = 0
    oddities = []
  }

  /// How many syllables the words have that could be Chinese; a Chinese name has no more than `mostSyllables`.
  var syllablesInAll: Int {
    var sum = 0
    for index in 0..<tokenCount where tokens[index].marks.isDisjoint(with: [.title, .suffix, .western]) {
      sum += tokens[index].marks.contains(.initial) ? 1 : Int(tokens[index].syllables)
    }
    return sum
  }

  static let mostSyllables = 5

  public var isEmpty: Bool { hanCount == 0 && tokenCount == 0 }

  func word(_ token: Token) -> String {
    var text = ""
    for index in Int(token.start)..<Int(token.end) {
      text.unicodeScalars.append(Unicode.Scalar(letters[index]))
    }
    return text
  }

  /// An order of names without a meaning, for comparisons to be the same either way round.
  func isOrdered(before other: AnalysedName) -> Bool {
    if hanCount != other.hanCount { return hanCount > other.hanCount }
    if letterCount != other.letterCount { return letterCount < other.letterCount }
    if tokenCount != other.tokenCount { return tokenCount < other.tokenCount }
    for index in 0..<hanCount where scalars[index] != other.scalars[index] {
      return scalars[index] < other.scalars[index]
    }
    for index in 0..<letterCount where letters[index] != other.letters[index] {
      return letters[index] < other.letters[index]
    }
    return true
  }
}
