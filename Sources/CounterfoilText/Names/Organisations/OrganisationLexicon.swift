import Foundation

/// What kind of word stands in the name of an organisation, from what says least to what says most.
enum OrganisationWordClass: UInt8, Sendable {
  case filler, legal, body, field, quality, place, number, brand

  init(named name: String) {
    self =
      switch name {
      case "legal": .legal
      case "body": .body
      case "field": .field
      case "quality": .quality
      case "place", "place-word": .place
      case "number": .number
      case "filler", "stop": .filler
      default: .brand
      }
  }
}

/// The bilingual words of organisations' names, and organisations known by whole names.
///
/// From `names/organisations/` and `places/places.tsv`.
final class OrganisationLexicon: @unchecked Sendable {
  // Written once in `init`, read only afterwards.
  static let shared = OrganisationLexicon()

  /// What a stretch of Chinese means.
  struct Entry {
    var kind: OrganisationWordClass
    /// English renderings, each a list of words in canonical form.
    var renderings: [[String]]
  }

  private(set) var chinese: [String: Entry] = [:]
  private(set) var longestChinese = 1
  /// The canonical word of a group of synonyms or of an abbreviation.
  private var canonical: [String: String] = [:]
  private var classes: [String: OrganisationWordClass] = [:]
  /// Legal forms of one word or several, and the group each belongs to.
  private(set) var legalForms: [String: String] = [:]
  private(set) var longestLegalForm = 1
  /// Names of several words that are one thing: `hong kong`, `north korea`, `standard chartered`.
  private(set) var phrases: [String: OrganisationWordClass] = [:]
  private(set) var longestPhrase = 1

  /// Organisations known by whole names: their numbers by Chinese name, English name, or short form.
  private(set) var byChinese: [String: [Int]] = [:]
  private(set) var byEnglish: [String: [Int]] = [:]
  private(set) var byAcronym: [String: [Int]] = [:]
  private(set) var englishNames: [[String]] = []

  private init() {
    readWords()
    readPlaces()
    readChinese()
    readOrganisations()
  }

  private static func alternatives(_ field: KnowledgeTable.Field) -> [String] {
    field.string.split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) }
      .filter { !$0.isEmpty }
  }

  /// Small letters and digits without accents; everything else separates words.
  static func split(_ text: String) -> [String] {
    OrganisationWords.read(text).map(\.text)
  }

  /// The form under which synonyms, plurals and abbreviations of a word meet.
  func canonical(_ word: String) -> String {
    if let known = canonical[word] { return known }
    if word.utf8.count > 3, word.hasSuffix("s"), !word.hasSuffix("ss") {
      let singular = String(word.dropLast())
      return canonical[singular] ?? singular
    }
    return word
  }

  func kind(ofCanonical word: String) -> OrganisationWordClass? { classes[word] }

  private func readWords() {
    KnowledgeTable.forEachRow(of: "names/organisations/synonyms.tsv") { fields in
      guard let first = fields.first?.string else { return }
      let head = canonical(first)
      for field in fields where !field.isEmpty {
        let word = field.string
        if canonical[word] == nil { canonical[word] = head }
        let singular = word.utf8.count > 3 && word.hasSuffix("s") ? String(word.dropLast()) : word
        if canonical[singular] == nil { canonical[singular] = head }
      }
    }
    KnowledgeTable.forEachRow(of: "names/organisations/abbreviations.tsv") { fields in
      guard fields.count > 1 else { return }
      let short = fields[0].string
      if canonical[short] == nil { canonical[short] = canonical(fields[1].string) }
    }
    KnowledgeTable.forEachRow(of: "names/organisations/legal-forms.tsv") { fields in
      guard fields.count > 1 else { return }
      let words = Self.split(fields[0].string)
      guard !words.isEmpty else { return }
      // II and III number sisters; they are no legal form.
      guard words.contains(where: { OrganisationWords.number(latin: $0) == nil }) else { return }
      let group = fields.count > 2 && !fields[2].isEmpty ? fields[2].string : fields[1].string
      legalForms[words.joined(separator: " ")] = group
      longestLegalForm = max(longestLegalForm, words.count)
    }
    KnowledgeTable.forEachRow(of: "names/organisations/english-words.tsv") { fields in
      guard fields.count > 1 else { return }
      let words = Self.split(fields[0].string)
      if words.count == 1 {
        classes[canonical(words[0])] = OrganisationWordClass(named: fields[1].string)
      }
    }
    for word in ["of", "the", "and", "for", "in", "at", "on", "de", "la", "du", "des", "der", "von", "to"] {
      classes[word] = .filler
    }
  }

  private func readPlaces() {
    KnowledgeTable.forEachRow(of: "places/places.tsv") { fields in
      guard fields.count > 2 else { return }
      let english = fields[1].string
      var chineseNames: [String] = []
      var renderings: [[String]] = []
      for name in [english] + Self.alternatives(fields[2]) {
        if let scalar = name.unicodeScalars.first, scalar.value >= 0x3400 {
          chineseNames.append(OrganisationWords.simplified(name))
        } else {
          let words = Self.split(name).map(canonical)
          guard !words.isEmpty, words.count < 4 else { continue }
          renderings.append(words)
          if words.count == 1 {
            if classes[words[0]] == nil { classes[words[0]] = .place }
          } else {
            phrases[words.joined(separator: " ")] = .place
            longestPhrase = max(longestPhrase, words.count)
          }
        }
      }
      for name in Set(chineseNames).sorted() where name.count > 1 { add(name, .place, renderings) }
    }
  }

  private func add(_ name: String, _ kind: OrganisationWordClass, _ renderings: [[String]]) {
    if chinese[name] == nil {
      chinese[name] = Entry(kind: kind, renderings: renderings)
      longestChinese = max(longestChinese, name.unicodeScalars.count)
    } else {
      let known = chinese[name]?.renderings ?? []
      chinese[name]?.renderings = known + renderings.filter { !known.contains($0) }
    }
  }

  private func readChinese() {
    KnowledgeTable.forEachRow(of: "names/organisations/lexicon.tsv") { fields in
      guard fields.count > 2 else { return }
      let kind = OrganisationWordClass(named: fields[2].string)
      let renderings = Self.alternatives(fields[1]).map { Self.split($0).map(self.canonical) }
        .filter { !$0.isEmpty }
      let name = OrganisationWords.simplified(fields[0].string)
      // The lexicon knows better than the gazetteer what a word is in a name.
      if chinese[name] != nil, kind != .place { chinese[name]?.kind = kind }
      add(name, kind, renderings)
      for words in renderings {
        if words.count == 1 {
          if classes[words[0]] == nil || kind == .body || kind == .field && classes[words[0]] == .brand {
            classes[words[0]] = kind
          }
        } else if kind == .brand || kind == .place {
          phrases[words.joined(separator: " ")] = kind
          longestPhrase = max(longestPhrase, words.count)
        } else {
          for word in words where classes[word] == nil { classes[word] = kind }
        }
      }
    }
  }

  private func readOrganisations() {
    KnowledgeTable.forEachRow(of: "names/organisations/organisations.tsv") { fields in
      guard fields.count > 2 else { return }
      let number = englishNames.count
      let english = Self.alternatives(fields[2])
      englishNames.append(english)
      for name in [fields[0].string] + Self.alternatives(fields[1]) {
        byChinese[OrganisationWords.simplified(name), default: []].append(number)
      }
      for name in english { byEnglish[key(name), default: []].append(number) }
      guard fields.count > 3 else { return }
      for name in Self.alternatives(fields[3]) {
        byAcronym[Self.split(name).joined(), default: []].append(number)
      }
    }
  }

  /// The words that count in an English name, in canonical form and in order.
  func key(_ name: String) -> String {
    Self.split(name).map(canonical).filter { classes[$0] != .filler }.joined(separator: " ")
  }
}
