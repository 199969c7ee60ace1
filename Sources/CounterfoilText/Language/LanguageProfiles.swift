/// Function words and letters that tell languages of one script apart, from `languages/latin-profiles.tsv`.
struct LanguageProfiles: Sendable {
  static let shared = LanguageProfiles()

  /// A language a member counts for adds `share` divided by how many languages share the member.
  static let share: Int32 = 60
  static let longestWord = 8
  static let letterLimit: UInt32 = 0x2000

  /// In the order of the table; a bit of a member stands for the language at its place.
  private(set) var languages: [String] = []
  private(set) var scripts: [UInt8] = []
  private var keys = [UInt64](repeating: 0, count: 4096)
  private var wordLanguages = [UInt64](repeating: 0, count: 4096)
  private var letterLanguages = [UInt64](repeating: 0, count: Int(LanguageProfiles.letterLimit))

  private init() {
    var words: [UInt64: UInt64] = [:]
    KnowledgeTable.forEachRow(of: "languages/latin-profiles.tsv") { language, kind, members in
      let name = language.string
      var place = languages.firstIndex(of: name) ?? languages.count
      if place == languages.count {
        guard place < 64 else { return }
        languages.append(name)
        scripts.append(members.scalar.map(Script.of) ?? 0)
      }
      place = min(place, 63)
      for member in members.split(separator: UInt8(ascii: " ")) {
        if kind.string == "letters" {
          if let scalar = KnowledgeTable.Field(rebasing: member).scalar, scalar < Self.letterLimit {
            letterLanguages[Int(scalar)] |= 1 << UInt64(place)
          }
        } else if member.count <= Self.longestWord {
          words[member.reduce(0) { $0 << 8 | UInt64($1) }, default: 0] |= 1 << UInt64(place)
        }
      }
    }
    // Half full at most, so that a look-up ends soon.
    for (key, languages) in words.sorted(by: { $0.key < $1.key }).prefix(2048) {
      var slot = Self.slot(key)
      while keys[slot] != 0 { slot = (slot + 1) & 4095 }
      keys[slot] = key
      wordLanguages[slot] = languages
    }
  }

  @inline(__always)
  private static func slot(_ key: UInt64) -> Int { Int((key &* 0x9E37_79B9_7F4A_7C15) >> 52) }

  /// The languages of a word, given as its UTF-8 bytes in one integer, the first byte highest.
  @inline(__always)
  func languages(ofWord key: UInt64) -> UInt64 {
    var slot = Self.slot(key)
    while keys[slot] != 0 {
      if keys[slot] == key { return wordLanguages[slot] }
      slot = (slot + 1) & 4095
    }
    return 0
  }

  /// Whether a word in small letters is among the commonest of a language, such as `en`.
  func isCommon(_ word: String, in language: String) -> Bool {
    guard let place = languages.firstIndex(of: language), word.utf8.count <= Self.longestWord else {
      return false
    }
    return languages(ofWord: word.utf8.reduce(0) { $0 << 8 | UInt64($1) }) >> UInt64(place) & 1 != 0
  }

  @inline(__always)
  func languages(ofLetter scalar: UInt32) -> UInt64 {
    scalar < Self.letterLimit ? letterLanguages[Int(scalar)] : 0
  }
}
