import CounterfoilModel
import CounterfoilText

/// The words of `Knowledge/titles`, by hash.
///
/// Read once; a missing table leaves names without titles and references.
struct LinkingWords: Sendable {
  static let shared = LinkingWords()

  /// What a word or a phrase can be; one word can be several.
  struct Marks: OptionSet, Sendable {
    let rawValue: UInt16
    static let title = Marks(rawValue: 1)
    /// A title only with a capital, or in apposition.
    static let capital = Marks(rawValue: 2)
    /// Chinese: stands before or behind a name.
    static let after = Marks(rawValue: 4)
    /// Chinese: stands behind a name only.
    static let follows = Marks(rawValue: 8)
    static let male = Marks(rawValue: 16)
    static let female = Marks(rawValue: 32)
    static let qualifier = Marks(rawValue: 64)
    static let kin = Marks(rawValue: 128)
    static let human = Marks(rawValue: 256)
    /// Of a generation: Jr., II.
    static let suffix = Marks(rawValue: 512)
    /// A Chinese surname in Latin letters.
    static let surname = Marks(rawValue: 1024)
    /// Follows a name: in whatever form.
    static let behind: Marks = [.after, .follows, .male, .female]
  }

  struct Word: Sendable {
    var marks: Marks
    var kind: PersonTitle.Kind?
  }

  /// English phrases; see `phrase`.
  let english: [UInt64: Word]
  /// Chinese words by `FeatureHash.scalars` of their simplified form.
  let chinese: [UInt64: Word]
  let longestEnglish: Int
  let longestChinese: Int
  /// Whether a character begins a Chinese word that can follow a name, by scalar.
  let beginsTitle: [Bool]
  /// First characters of Chinese words for people without a name.
  let humanHeads: Set<UInt32>
  /// Bearers of a Chinese surname per million, by simplified character.
  let surnames: [UInt32: Float]
  /// Chinese surnames of two characters.
  let compoundSurnames: Set<UInt64>
  /// Their second characters.
  let compoundEnds: Set<UInt32>

  /// The hash of a phrase of one word more.
  @inline(__always)
  static func phrase(_ hash: UInt64, _ word: UInt64) -> UInt64 { FeatureHash.join(hash, word) }

  private static func phrase(of text: Substring) -> (hash: UInt64, words: Int) {
    let words = text.split(separator: " ").map { FeatureHash.word($0) }
    return (words.dropFirst().reduce(words.first ?? 0, phrase), words.count)
  }

  private init() {
    var english: [UInt64: Word] = [:]
    var chinese: [UInt64: Word] = [:]
    var (longestEnglish, longestChinese) = (0, 0)
    var humanHeads: Set<UInt32> = []
    var begins = [Bool](repeating: false, count: 1 << 16)
    func add(_ word: Word, _ hash: UInt64, to table: inout [UInt64: Word]) {
      if let known = table[hash] {
        table[hash] = Word(marks: known.marks.union(word.marks), kind: known.kind ?? word.kind)
      } else {
        table[hash] = word
      }
    }
    KnowledgeTable.forEachRow(of: "titles/english.tsv") { sort, mark, words in
      let word = Self.word(sort.string, mark.string)
      for text in words.string.split(separator: "|") {
        let (hash, count) = Self.phrase(of: text)
        longestEnglish = max(longestEnglish, count)
        add(word, hash, to: &english)
      }
    }
    KnowledgeTable.forEachRow(of: "titles/chinese.tsv") { sort, mark, words in
      let word = Self.word(sort.string, mark.string)
      for text in words.string.split(separator: "|") {
        longestChinese = max(longestChinese, text.unicodeScalars.count)
        if !word.marks.isDisjoint(with: .behind), let first = text.unicodeScalars.first,
          first.value < 1 << 16
        {
          begins[Int(first.value)] = true
        }
        if word.marks.contains(.human), let first = text.unicodeScalars.first {
          humanHeads.insert(first.value)
        }
        add(word, FeatureHash.scalars(text), to: &chinese)
      }
    }
    var surnames: [UInt32: Float] = [:]
    var compounds: Set<UInt64> = []
    var ends: Set<UInt32> = []
    KnowledgeTable.forEachRow(of: "names/population/surnames.tsv") { name, bearers, _ in
      let scalars = Array(name.string.unicodeScalars)
      if scalars.count == 1 {
        surnames[scalars[0].value] = Float(bearers.string) ?? 0
      } else {
        compounds.insert(FeatureHash.scalars(name.string))
        if let last = scalars.last { ends.insert(last.value) }
      }
    }
    (self.english, self.chinese) = (english, chinese)
    (self.longestEnglish, self.longestChinese) = (longestEnglish, longestChinese)
    beginsTitle = begins
    self.humanHeads = humanHeads
    self.surnames = surnames
    compoundSurnames = compounds
    compoundEnds = ends
  }

  private static func word(_ sort: String, _ mark: String) -> Word {
    var marks: Marks =
      switch mark {
      case "male": .male
      case "female": .female
      case "capital": .capital
      case "after": .after
      case "follows": .follows
      default: []
      }
    switch sort {
    case "qualifier": marks.insert(.qualifier)
    case "kin": marks.insert(.kin)
    case "human": marks.insert(.human)
    case "suffix": marks.insert(.suffix)
    case "surname": marks.insert(.surname)
    default: marks.insert(.title)
    }
    return Word(marks: marks, kind: PersonTitle.Kind(rawValue: sort))
  }
}
