import CounterfoilText

/// The words of the grammar of dates, numbers and money, of both languages, in one trie.
///
/// Read once from `Knowledge/quantities`; a missing table leaves the digits.
struct QuantityWords: Sendable {
  static let shared = QuantityWords()

  struct Meaning: Sendable {
    var kind: LexemeKind
    var value: Int
  }

  struct Era: Sendable {
    /// The year before its first.
    var yearBefore: Int
    /// As `QuantityDetail.calendar` names it; nil for the Gregorian.
    var calendar: String?
  }

  let trie: ByteTrie
  /// One or two meanings for each key of the trie.
  let meanings: [(Meaning, Meaning?)]
  /// ISO 4217 codes, and those of coins; the value of a word of money is a place in it.
  let currencies: [String]
  /// Reigns and republics that count years; the value of an `era` is a place in it.
  let eras: [Era]
  /// What can begin a word of Chinese or a sign, by the slot of its first character.
  let heads: [Bool]

  /// Words with a capital that may stand before a number without being its name.
  let plainWords: Set<String>
  /// The last word of an address, as written.
  let streets: Set<String>
  /// Words that go on with a clause after an ordinal.
  let clauseStarts: [[UInt8]]
  /// Verbs in the present tense that speak of what will be.
  let plans: [[UInt8]]

  private init() {
    var lists: [String: [String]] = [:]
    var keys: [[UInt8]] = []
    var meanings: [(Meaning, Meaning?)] = []
    var places: [[UInt8]: Int] = [:]
    var currencies: [String] = []
    var eras: [Era] = []
    func add(_ word: [UInt8], _ meaning: Meaning) {
      if let place = places[word] {
        if meanings[place].1 == nil { meanings[place].1 = meaning }
        return
      }
      places[word] = keys.count
      keys.append(word)
      meanings.append((meaning, nil))
    }
    for language in ["english", "chinese"] {
      KnowledgeTable.forEachRow(of: "quantities/\(language).tsv") { kind, value, words in
        guard let kind = LexemeKind(rawValue: kind.string) else {
          return lists[kind.string, default: []] += words.string.split(separator: "|").map(String.init)
        }
        var number = Int(value.string) ?? 0
        if kind == .sign || kind == .yen || kind == .code || kind == .currency || kind == .pounds
          || kind == .subunit
        {
          let code = value.string
          number = currencies.firstIndex(of: code) ?? currencies.count
          if number == currencies.count { currencies.append(code) }
        } else if kind == .era {
          let parts = value.string.split(separator: " ")
          number = eras.count
          eras.append(
            Era(
              yearBefore: parts.first.flatMap { Int($0) } ?? 0,
              calendar: parts.dropFirst().first.map(String.init)))
        }
        for word in words.string.split(separator: "|") {
          add(Array(word.utf8), Meaning(kind: kind, value: number))
        }
      }
    }
    var heads = [Bool](repeating: false, count: 1 << 16)
    for key in keys where key[0] >= 0xE2 && key.count >= 3 {
      heads[Self.slot(key[0], key[1], key[2])] = true
    }
    self.heads = heads
    plainWords = Set(lists["plain", default: []])
    streets = Set(lists["street", default: []])
    clauseStarts = lists["clauseStart", default: []].map { Array($0.utf8) }
    plans = lists["plan", default: []].map { Array($0.utf8) }
    self.meanings = meanings
    self.currencies = currencies
    self.eras = eras
    trie = ByteTrie(keys: keys)
  }

  @inline(__always) static func slot(_ a: UInt8, _ b: UInt8, _ c: UInt8) -> Int {
    Int(TextBytes.scalar(a, b, c))
  }
}
