/// Turns an organisation's name into what it may look like in letters, for an index of names.
public enum OrganisationReadings {
  /// The English names under which an organisation of just this name is known; and for a name in characters
  /// what its words mean, with the brand spelled in pinyin: 武汉晓睿智科技有限公司 → `wuhan xiaoruizhi technology`.
  /// Empty where nothing is known of the name.
  public static func inLetters(_ name: String) -> [String] {
    let lexicon = OrganisationLexicon.shared
    let parsed = OrganisationName(name)
    var result = parsed.known.filter { $0 < lexicon.englishNames.count }.flatMap { lexicon.englishNames[$0] }
    guard parsed.isHan else { return result }
    let words = parsed.parts.compactMap { part -> String? in
      switch part.kind {
      case .legal, .filler: nil
      case .number: part.number.map(String.init)
      default: part.renderings.first?.joined(separator: " ") ?? pinyin(part.text)
      }
    }
    if !words.isEmpty { result.append(words.joined(separator: " ")) }
    return result
  }

  /// Without tones, in one word; nil where a character has no reading.
  private static func pinyin(_ text: String) -> String? {
    let syllables = Pinyin.shared.syllables(of: text).compactMap(\.self)
    return syllables.count == text.unicodeScalars.count ? syllables.map(Pinyin.plain).joined() : nil
  }
}
