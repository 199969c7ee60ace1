/// Whether words name what a reader labelled.
enum NameComparison {
  /// Whether one of the words read is one of the entity's names.
  ///
  /// A name must be the same but for case, articles, possessives, quotation marks and titles. A description,
  /// such as `two hackers`, must have the same head noun or half of its words.
  static func names(_ words: [String], _ entity: LabelledDocument.Entity) -> Bool {
    for name in entity.names {
      let labelled = plain(name)
      let isDescription =
        entity.kind == "group"
        || (hasHan(name) ? entity.kind == "thing" : !labelled.original.contains { $0.isUppercase })
      for word in words {
        let read = plain(word)
        guard !read.tokens.isEmpty else { continue }
        if read.tokens == labelled.tokens { return true }
        if entity.kind == "person", untitled(read.tokens) == untitled(labelled.tokens) { return true }
        if isDescription, describes(read.tokens, labelled.tokens) { return true }
      }
    }
    return false
  }

  /// Whether two names of a speaker are the same, or one is the other with an office before or after it:
  /// `Lanny A. Breuer` and `Assistant Attorney General Lanny A. Breuer`.
  static func isSameSpeaker(_ read: String, _ labelled: String) -> Bool {
    let (left, right) = (plain(read).tokens, plain(labelled).tokens)
    guard !left.isEmpty, !right.isEmpty else { return left == right }
    if left == right { return true }
    let (short, long) = left.count < right.count ? (left, right) : (right, left)
    // A single Chinese character names nobody.
    if hasHan(read), short.count < 2 { return false }
    return (0...(long.count - short.count)).contains { Array(long[$0..<($0 + short.count)]) == short }
  }

  /// Words in lower case, each Chinese character one, without what stands around a name.
  static func plain(_ name: String) -> (original: String, tokens: [String]) {
    var tokens: [String] = []
    var kept = ""
    var word = ""
    func end() {
      if !word.isEmpty { tokens.append(word.lowercased()) }
      word = ""
    }
    for scalar in name.unicodeScalars {
      if isHan(scalar) {
        end()
        tokens.append(String(scalar))
      } else if scalar == "'" || scalar == "’" {
        word += "'"
      } else if scalar.properties.isAlphabetic || scalar.properties.numericType != nil
        || scalar.properties.generalCategory == .nonspacingMark || "-_@.:[]".unicodeScalars.contains(scalar)
      {
        word.unicodeScalars.append(scalar)
      } else {
        end()
      }
      kept.unicodeScalars.append(scalar)
    }
    end()
    tokens = tokens.compactMap { token in
      var trimmed = Substring(token)
      for ending in ["'s", "'"] where trimmed.hasSuffix(ending) { trimmed = trimmed.dropLast(ending.count) }
      while let last = trimmed.last, ".:-'".contains(last) { trimmed.removeLast() }
      while let first = trimmed.first, "-'".contains(first) { trimmed.removeFirst() }
      return trimmed.isEmpty ? nil : String(trimmed)
    }
    var original = Substring(kept.drop { !$0.isLetter && !$0.isNumber })
    while let first = tokens.first, tokens.count > 1, leading.contains(first) {
      tokens.removeFirst()
      original = original.drop { !$0.isWhitespace }.drop { $0.isWhitespace }
    }
    if tokens.count > 2, ["该", "該", "此"].contains(tokens[0]) { tokens.removeFirst() }
    return (String(original), tokens)
  }

  private static func untitled(_ tokens: [String]) -> [String] {
    var tokens = tokens[...]
    while tokens.count > 1, let first = tokens.first, titles.contains(first) { tokens.removeFirst() }
    for title in chineseTitles {
      let letters = title.map(String.init)
      if tokens.count > letters.count, Array(tokens.suffix(letters.count)) == letters {
        tokens.removeLast(letters.count)
      }
    }
    return Array(tokens)
  }

  private static func describes(_ read: [String], _ labelled: [String]) -> Bool {
    if head(read) == head(labelled) { return true }
    let (left, right) = (Set(read).subtracting(empty), Set(labelled).subtracting(empty))
    guard !left.isEmpty, !right.isEmpty else { return false }
    return 4 * left.intersection(right).count >= left.count + right.count
  }

  /// The noun that the others say more of; of Chinese the last two characters.
  private static func head(_ tokens: [String]) -> String {
    if tokens.contains(where: hasHan) { return tokens.suffix(2).joined() }
    let phrase = tokens.prefix { !afterHead.contains($0) }
    let noun = phrase.last ?? tokens.last ?? ""
    return noun.count > 3 && noun.hasSuffix("s") ? String(noun.dropLast()) : noun
  }

  private static func hasHan(_ text: String) -> Bool { text.unicodeScalars.contains(where: isHan) }

  private static func isHan(_ scalar: Unicode.Scalar) -> Bool {
    (0x3400...0x9FFF).contains(scalar.value) || scalar.value >= 0x20000
  }

  private static let leading: Set<String> = [
    "the", "a", "an", "his", "her", "their", "its", "our", "my", "this", "that", "these", "those",
  ]
  private static let empty: Set<String> = leading.union(["of", "in", "for", "and", "at", "的", "了", "和"])
  private static let afterHead: Set<String> = [
    "of", "in", "from", "for", "at", "with", "who", "whom", "that", "which", "to", "on", "by", "near",
    "under", "including", "working", "based", "living",
  ]
  private static let titles: Set<String> = [
    "mr", "mrs", "ms", "miss", "dr", "prof", "professor", "sir", "dame", "lord", "lady", "judge", "justice",
    "president", "premier", "minister", "chancellor", "senator", "representative", "congressman",
    "congresswoman", "governor", "mayor", "general", "gen", "admiral", "colonel", "col", "captain", "capt",
    "major", "lieutenant", "lt", "sergeant", "sgt", "commander", "attorney", "assistant", "deputy", "special",
    "agent", "officer", "detective", "inspector", "director", "secretary", "ambassador", "spokesman",
    "spokeswoman", "spokesperson", "chief", "acting", "former", "prime", "foreign", "magistrate", "district",
    "u.s", "prosecutor",
  ]
  private static let chineseTitles = [
    "先生", "女士", "小姐", "教授", "博士", "老师", "老師", "同志", "主席", "总统", "總統", "总理", "總理", "主任", "书记", "書記",
    "发言人", "發言人",
  ]
}
