/// An organisation's name, taken apart by `NameMatcher.analyseOrganisation`.
public struct AnalysedOrganisation: Sendable {
  let name: OrganisationName
}

/// An organisation's name, taken apart.
struct OrganisationName {
  /// A stretch of the name: a word of English, or a word of Chinese with its renderings.
  struct Part {
    var text: String
    var kind: OrganisationWordClass
    /// English renderings of Chinese, each a list of canonical words; for English, the one canonical word list.
    var renderings: [[String]]
    var number: Int?
    var isBracketed = false
  }

  var parts: [Part] = []
  /// The groups of its legal forms.
  var legalForms: [String] = []
  var isHan = false
  /// Numbers of the organisations known under exactly this name.
  var known: [Int] = []
  var isAcronym = false
  var text = ""
  /// Simplified characters, or canonical English words.
  var folded = ""

  var isEmpty: Bool { parts.isEmpty && legalForms.isEmpty }

  /// Takes a name apart by the lexicon.
  init(_ text: String) {
    let lexicon = OrganisationLexicon.shared
    self.text = text
    isHan = text.unicodeScalars.contains { NameAnalyser.isHan($0.value) }
    if isHan {
      readHan(text, lexicon)
    } else {
      readLatin(NameAnalyser.latinised(text), lexicon)
    }
  }

  private mutating func readHan(_ text: String, _ lexicon: OrganisationLexicon) {
    let simplified = OrganisationWords.simplified(text)
    folded = simplified
    known = lexicon.byChinese[simplified] ?? []
    let scalars = Array(simplified.unicodeScalars.prefix(80))
    let count = scalars.count
    // Fewest words, where a character that no word covers counts more than a word.
    var cost = [Int](repeating: .max, count: count + 1)
    var from = [Int](repeating: 0, count: count + 1)
    cost[0] = 0
    for start in 0..<count where cost[start] < .max {
      var word = ""
      for end in (start + 1)...min(count, start + lexicon.longestChinese) {
        word.unicodeScalars.append(scalars[end - 1])
        let price =
          lexicon.chinese[word] != nil
          ? 10 : Self.number(scalars[start..<end]) != nil ? 9 : end == start + 1 ? 14 : -1
        if price >= 0, cost[start] + price < cost[end] {
          cost[end] = cost[start] + price
          from[end] = start
        }
      }
    }
    var cuts: [Range<Int>] = []
    var end = count
    while end > 0 {
      cuts.append(from[end]..<end)
      end = from[end]
    }
    for cut in cuts.reversed() {
      var word = ""
      word.unicodeScalars.append(contentsOf: scalars[cut])
      if let number = Self.number(scalars[cut]) {
        parts.append(Part(text: word, kind: .number, renderings: [], number: number))
      } else if let entry = lexicon.chinese[word] {
        if entry.kind == .legal { legalForms.append(word) }
        parts.append(Part(text: word, kind: entry.kind, renderings: entry.renderings))
      } else if let last = parts.last, last.kind == .brand, last.renderings.isEmpty {
        parts[parts.count - 1].text += word
      } else {
        parts.append(Part(text: word, kind: .brand, renderings: []))
      }
    }
  }

  /// 第五十四, 五十四, 54: at least two characters, so that 一 in a brand stays.
  private static func number(_ scalars: ArraySlice<Unicode.Scalar>) -> Int? {
    if scalars.first == "第", scalars.count > 1 {
      return OrganisationWords.number(han: scalars.dropFirst())
    }
    return scalars.count > 1 || scalars.first?.properties.numericType == .decimal
      ? OrganisationWords.number(han: scalars) : nil
  }

  private mutating func readLatin(_ text: String, _ lexicon: OrganisationLexicon) {
    let words = OrganisationWords.read(text)
    known =
      lexicon.byEnglish[lexicon.key(text)]
      ?? (words.count == 1 ? lexicon.byAcronym[words[0].text] : nil) ?? []
    var index = 0
    while index < words.count {
      if let length = match(words, index, lexicon.longestLegalForm, { lexicon.legalForms[$0] != nil }),
        words.count > length
      {
        let form = words[index..<index + length].map(\.text).joined(separator: " ")
        legalForms.append(lexicon.legalForms[form] ?? form)
        index += length
        continue
      }
      let canonical = words[index...].prefix(lexicon.longestPhrase).map { lexicon.canonical($0.text) }
      var length = canonical.count
      while length > 1, lexicon.phrases[canonical[..<length].joined(separator: " ")] == nil {
        length -= 1
      }
      if length > 1 {
        let phrase = canonical[..<length].joined(separator: " ")
        parts.append(
          Part(
            text: phrase, kind: lexicon.phrases[phrase] ?? .brand,
            renderings: [Array(canonical[..<length])], isBracketed: words[index].isBracketed))
        index += length
        continue
      }
      let word = words[index]
      index += 1
      if let number = OrganisationWords.number(latin: word.text) {
        parts.append(Part(text: word.text, kind: .number, renderings: [], number: number))
        continue
      }
      if word.text == "no", index < words.count,
        OrganisationWords.number(latin: words[index].text) != nil
      {
        continue
      }
      let form = lexicon.canonical(word.text)
      let kind = lexicon.kind(ofCanonical: form) ?? .brand
      if kind == .filler { continue }
      parts.append(
        Part(
          text: word.text, kind: kind, renderings: [[form]], isBracketed: word.isBracketed))
    }
    isAcronym = words.count == 1 && words[0].isCapitals && words[0].text.utf8.count <= 7
    folded = parts.map { $0.renderings.first?.joined(separator: " ") ?? $0.text }.joined(separator: " ")
  }

  private func match(
    _ words: [OrganisationWords.Word], _ index: Int, _ longest: Int, _ isKnown: (String) -> Bool
  ) -> Int? {
    var length = min(longest, words.count - index)
    while length > 0 {
      if isKnown(words[index..<index + length].map(\.text).joined(separator: " ")) { return length }
      length -= 1
    }
    return nil
  }
}
