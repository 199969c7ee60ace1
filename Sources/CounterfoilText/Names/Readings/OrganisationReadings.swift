/// Turns an organisation's name into what it may look like in letters, for an index of names.
public enum OrganisationReadings {
  /// The English names under which an organisation of just this name is known, and the words of the name without
  /// its legal form; of a name in characters what they mean, with the brand spelled in pinyin:
  /// 武汉晓睿智科技有限公司 → `wuhan xiaoruizhi science technology`.
  public static func inLetters(_ name: String) -> [String] {
    let lexicon = OrganisationLexicon.shared
    let parsed = OrganisationName(name)
    var result = parsed.known.filter { $0 < lexicon.englishNames.count }.flatMap { lexicon.englishNames[$0] }
    for parts in [parsed.parts, withWholeBrands(parsed.parts)] {
      let words = parts.flatMap { part -> [String] in
        switch part.kind {
        case .legal, .filler: []
        case .number: part.number.map { [String($0)] } ?? []
        default: part.renderings.first ?? pinyin(part.text).map { [$0] } ?? []
        }
      }
      let text = words.filter { lexicon.kind(ofCanonical: $0) != .filler }.joined(separator: " ")
      if !text.isEmpty, !result.contains(text) { result.append(text) }
    }
    return result
  }

  /// A brand and the single characters beside it as one, though the lexicon knows them: 晓睿|智.
  private static func withWholeBrands(_ parts: [OrganisationName.Part]) -> [OrganisationName.Part] {
    var result: [OrganisationName.Part] = []
    for part in parts {
      let isShort = part.kind != .number && part.kind != .legal && part.text.unicodeScalars.count == 1
      if let last = result.last, last.kind == .brand, last.renderings.isEmpty, isShort {
        result[result.count - 1].text += part.text
      } else {
        result.append(part)
      }
    }
    return result
  }

  /// Without tones, in one word; nil where a character has no reading.
  private static func pinyin(_ text: String) -> String? {
    let syllables = Pinyin.shared.syllables(of: text).compactMap(\.self)
    return syllables.count == text.unicodeScalars.count ? syllables.map(Pinyin.plain).joined() : nil
  }
}
