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

  let trie: ByteTrie
  /// One or two meanings for each key of the trie.
  let meanings: [(Meaning, Meaning?)]
  /// ISO 4217 codes, and those of coins; the value of a word of money is a place in it.
  let currencies: [String]
  /// What can begin a word of Chinese or a sign, by the slot of its first character.
  let heads: [Bool]

  /// Words with a capital that may stand before a number without being its name.
  let plainWords: Set<String>

  private init() {
    var plainWords: Set<String> = []
    var keys: [[UInt8]] = []
    var meanings: [(Meaning, Meaning?)] = []
    var places: [[UInt8]: Int] = [:]
    var currencies: [String] = []
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
        if kind.string == "plain" {
          for word in words.string.split(separator: "|") { plainWords.insert(String(word)) }
        }
        guard let kind = LexemeKind(rawValue: kind.string) else { return }
        var number = Int(value.string) ?? 0
        if kind == .sign || kind == .yen || kind == .code || kind == .currency || kind == .pounds
          || kind == .subunit
        {
          let code = value.string
          number = currencies.firstIndex(of: code) ?? currencies.count
          if number == currencies.count { currencies.append(code) }
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
    self.plainWords = plainWords
    self.meanings = meanings
    self.currencies = currencies
    trie = ByteTrie(keys: keys)
  }

  @inline(__always) static func slot(_ a: UInt8, _ b: UInt8, _ c: UInt8) -> Int {
    Int(a & 0x0F) << 12 | Int(b & 0x3F) << 6 | Int(c & 0x3F)
  }
}
