/// The forms an English word takes, for finding it in text: too many forms do no harm, a missing one does.
struct EnglishInflections {
  /// By the word in lower case: all of its forms.
  private let irregular: [String: [String]]

  /// Words that never change, and of which inventing forms would be a nuisance.
  private static let unchanging: Set<String> = [
    "a", "an", "the", "to", "of", "in", "on", "at", "for", "with", "by", "from", "and", "or", "not", "as",
    "no", "than",
    "you", "your", "yours", "yourself", "us", "our", "me", "my", "it", "its", "up", "off", "out", "over",
    "down", "back",
    "him", "her", "his", "them", "their", "who", "what", "any", "anyone", "all", "this", "that", "these",
    "those",
    "between", "about", "into", "under", "without", "never", "if", "when", "before", "after", "yet", "more",
    "most", "only",
    "i", "we", "he", "she", "they", "himself", "herself", "themselves", "nobody", "would", "could", "should",
    "can", "will",
    "may", "might", "must", "shall", "like", "so", "too", "very", "there", "here", "now", "then", "please",
    "avoid",
  ]

  init(irregular rows: [[String]]) {
    irregular = Dictionary(rows.compactMap { row in row.first.map { ($0, row) } }, uniquingKeysWith: +)
  }

  /// - Parameter word: One word in lower case.
  func forms(of word: String) -> [String] {
    if word.count < 2 || Self.unchanging.contains(word) || word.contains("'")
      || !word.utf8.allSatisfy({ $0 >= 0x61 && $0 <= 0x7A || $0 == 0x2D })
    {
      return [word]
    }
    let bare = word.hasSuffix("e") ? String(word.dropLast()) : word
    let isLong = word.count > 3 || word.hasSuffix("y")
    var forms = [word, Self.plural(word)]
    let known = irregular[word]
    if let known { forms += known }
    if known == nil || known?.contains(where: { $0.hasSuffix("ing") }) == false {
      forms.append(word.hasSuffix("ie") ? word.dropLast(2) + "ying" : bare + "ing")
    }
    if known == nil, isLong || word.hasSuffix("e") || word.count == 3 {
      forms.append(Self.plural(word).hasSuffix("ies") ? word.dropLast() + "ied" : bare + "ed")
      if Self.doubles(word), let last = word.last { forms += [word + "\(last)ed", word + "\(last)ing"] }
    }
    var seen: Set<String> = []
    return forms.filter { seen.insert($0).inserted }
  }

  private static func plural(_ noun: String) -> String {
    if noun.hasSuffix("y"), let before = noun.dropLast().last, !"aeiou".contains(before) {
      return noun.dropLast() + "ies"
    }
    let hisses = ["s", "x", "z", "ch", "sh"].contains { noun.hasSuffix($0) }
    return noun + (hisses ? "es" : "s")
  }

  /// Whether the last letter doubles before an ending: one vowel between consonants, one syllable.
  private static func doubles(_ word: String) -> Bool {
    let letters = Array(word)
    guard letters.count >= 3, letters.count <= 5 else { return false }
    func isVowel(_ letter: Character) -> Bool { "aeiou".contains(letter) }
    let end = letters.count - 1
    return !isVowel(letters[end]) && !"wxy".contains(letters[end]) && isVowel(letters[end - 1])
      && !isVowel(letters[end - 2]) && !letters[..<(end - 1)].contains(where: isVowel)
  }
}
