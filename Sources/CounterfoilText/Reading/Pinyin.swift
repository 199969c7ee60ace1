import Foundation

/// How Chinese text is read in Hanyu Pinyin with tone marks: word by word where words are read
/// otherwise than their characters (银行 yínháng), else each character's commonest reading.
///
/// Source: `languages/pinyin.tsv` and `languages/pinyin-words.tsv`. Loading takes some 30 ms; use `shared`.
public struct Pinyin: Sendable {
  /// The readings of the knowledge pack, loaded at first use.
  public static let shared = Pinyin()

  private let readings: [Unicode.Scalar: [String]]
  private let words: [String: [String]]
  private let longestWord: Int

  init() {
    var readings: [Unicode.Scalar: [String]] = [:]
    readings.reserveCapacity(50_000)
    KnowledgeTable.forEachRow(of: "languages/pinyin.tsv") { character, listed, _ in
      guard let scalar = character.scalar.flatMap(Unicode.Scalar.init) else { return }
      readings[scalar] = listed.string.split(separator: " ").map(String.init)
    }
    var words: [String: [String]] = [:]
    var longest = 0
    KnowledgeTable.forEachRow(of: "languages/pinyin-words.tsv") { word, syllables, _ in
      words[word.string] = syllables.string.split(separator: " ").map(String.init)
      longest = max(longest, word.scalars.count)
    }
    (self.readings, self.words, longestWord) = (readings, words, longest)
  }

  /// One syllable for each scalar of a word; nil for a scalar that has no reading.
  ///
  /// - Parameter word: Simplified or traditional. The longest listed words inside it decide first.
  public func syllables(of word: String) -> [String?] {
    let scalars = Array(word.unicodeScalars)
    let simplified = Array(Folding.simplified(word).unicodeScalars)
    var found: [String?] = []
    while found.count < scalars.count {
      let index = found.count
      if let listed = listedWord(in: simplified, at: index) {
        found += listed
      } else {
        found.append(readings[scalars[index]]?.first ?? readings[simplified[index]]?.first)
      }
    }
    return found
  }

  /// A word written as one: `yínháng`, `Xī'ān` with the apostrophe before a, e and o; nil where a
  /// scalar has no reading.
  public func reading(of word: String) -> String? {
    let syllables = syllables(of: word).compactMap(\.self)
    return syllables.count == word.unicodeScalars.count ? Self.joined(syllables) : nil
  }

  static func joined(_ syllables: [String]) -> String {
    var text = ""
    for syllable in syllables {
      if !text.isEmpty, let first = syllable.decomposedStringWithCanonicalMapping.unicodeScalars.first,
        "aeo".unicodeScalars.contains(first)
      {
        text += "'"
      }
      text += syllable
    }
    return text
  }

  /// The reading of a character whose letters without tone are `plain`; nil where it has none such.
  func toned(_ character: Unicode.Scalar, plain: String) -> String? {
    readings[character]?.first { Self.plain($0) == plain }
  }

  /// Without tone marks; `ü` as `v`, as the readings of names write it.
  static func plain(_ syllable: String) -> String {
    var text = ""
    for scalar in syllable.decomposedStringWithCanonicalMapping.unicodeScalars {
      if scalar.value == 0x308 { text = String(text.dropLast()) + "v" }
      if scalar.isASCII { text.unicodeScalars.append(scalar) }
    }
    return text
  }

  private func listedWord(in scalars: [Unicode.Scalar], at index: Int) -> [String]? {
    guard scalars.count - index >= 2 else { return nil }
    for length in stride(from: min(longestWord, scalars.count - index), through: 2, by: -1) {
      var word = ""
      word.unicodeScalars.append(contentsOf: scalars[index..<index + length])
      if let syllables = words[word], syllables.count == length { return syllables }
    }
    return nil
  }
}
