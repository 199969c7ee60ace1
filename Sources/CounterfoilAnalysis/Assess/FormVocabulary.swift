import CounterfoilModel

/// All words of a set of forms in one trie, and the forms themselves over numbered concepts.
///
/// A concept is what one item of a form may be: a class, or the alternatives of an item. A word of the text stands for every
/// concept that lists it.
struct FormVocabulary: Sendable {
  struct Item: Sendable {
    var concept: Int32
    var isAfter: Bool
  }

  struct Form: Sendable {
    /// The index of the rule the form belongs to.
    var rule: Int32
    var items: [Item]
    var guards: [Int32]
    /// In units of `FormMatcher.Scale`.
    var limit: Int32
    var isWide: Bool
    var written: String
  }

  /// A word, or words side by side, as they stand for concepts.
  struct Term: Sendable {
    /// Where in `concepts` the concepts of this term are.
    var range: Range<Int32>
    /// Bytes to compare with the text; empty where case does not matter.
    var exactly: [UInt8]
    /// The next term with the same key; -1 for none.
    var next: Int32
  }

  private(set) var forms: [Form] = []
  /// For each concept the forms whose rarest item it is.
  private(set) var formsByKey: [[Int32]] = []
  private(set) var terms: [Term] = []
  private(set) var concepts: [Int32] = []
  private(set) var heads: [Int32] = []
  private(set) var trie = ByteTrie(keys: [])
  private(set) var conceptCount = 0
  /// The concepts of `[number]` and `[amount]`; -1 where no form asks for one.
  private(set) var number: Int32 = -1
  private(set) var amount: Int32 = -1

  /// - Parameters:
  ///   - rules: The forms of each rule.
  ///   - classes: Words by class.
  init(rules: [[WordForm]], classes: [String: [String]], irregular: [[String]]) {
    var builder = Builder(classes: classes, inflections: EnglishInflections(irregular: irregular))
    for (rule, forms) in rules.enumerated() {
      for form in forms { self.forms.append(builder.form(form, rule: Int32(rule))) }
    }
    conceptCount = builder.concepts.count
    number = builder.concepts[[.number]] ?? -1
    amount = builder.concepts[[.amount]] ?? -1
    var sizes = Array(repeating: 0, count: conceptCount)
    for (alternatives, concept) in builder.concepts { sizes[Int(concept)] = builder.size(of: alternatives) }
    formsByKey = Array(repeating: [], count: conceptCount)
    for (index, form) in forms.enumerated() {
      if let key = form.items.min(by: { sizes[Int($0.concept)] < sizes[Int($1.concept)] }) {
        formsByKey[Int(key.concept)].append(Int32(index))
      }
    }
    var keys: [[UInt8]] = []
    for (key, entries) in builder.entries.sorted(by: { $0.key.lexicographicallyPrecedes($1.key) }) {
      keys.append(key)
      heads.append(Int32(terms.count))
      // The same key, once as any case and once per exact spelling.
      let groups = Dictionary(grouping: entries, by: \.exactly).sorted {
        $0.key.lexicographicallyPrecedes($1.key)
      }
      for (index, group) in groups.enumerated() {
        let start = Int32(concepts.count)
        concepts += Set(group.value.map(\.concept)).sorted()
        terms.append(
          Term(
            range: start..<Int32(concepts.count), exactly: group.key,
            next: index + 1 < groups.count ? Int32(terms.count) + 1 : -1))
      }
    }
    trie = ByteTrie(keys: keys)
  }

  private struct Builder {
    struct Entry {
      var concept: Int32
      var exactly: [UInt8]
    }

    let classes: [String: [String]]
    let inflections: EnglishInflections
    var concepts: [Set<WordForm.Alternative>: Int32] = [:]
    var entries: [[UInt8]: [Entry]] = [:]
    /// Expansions of a class or phrase, made once.
    private var spelled: [String: [[UInt8]]] = [:]

    init(classes: [String: [String]], inflections: EnglishInflections) {
      self.classes = classes
      self.inflections = inflections
    }

    mutating func form(_ form: WordForm, rule: Int32) -> Form {
      let isChinese = form.isWrittenInChinese(classes)
      let unit = isChinese ? FormMatcher.Scale.character : FormMatcher.Scale.word
      let limit =
        form.limit.map { Int32($0) * unit }
        ?? (form.isWide ? FormMatcher.Scale.wide : FormMatcher.Scale.usual)
      var result = Form(
        rule: rule, items: [], guards: [], limit: limit, isWide: form.isWide, written: form.written)
      for item in form.items {
        let concept = concept(item.alternatives)
        if item.isGuard {
          result.guards.append(concept)
        } else {
          result.items.append(Item(concept: concept, isAfter: item.isAfter && !result.items.isEmpty))
        }
      }
      return result
    }

    private mutating func concept(_ alternatives: [WordForm.Alternative]) -> Int32 {
      let key = Set(alternatives)
      if let known = concepts[key] { return known }
      let concept = Int32(concepts.count)
      concepts[key] = concept
      for alternative in alternatives {
        switch alternative {
        case .wordClass(let name):
          for word in classes[name] ?? [] { add(word, to: concept) }
        case .words(let word): add(word, to: concept)
        case .exactly(let word): addExactly(word, to: concept)
        case .amount, .number: break
        }
      }
      return concept
    }

    func size(of alternatives: Set<WordForm.Alternative>) -> Int {
      alternatives.reduce(0) { sum, alternative in
        switch alternative {
        case .wordClass(let name): sum + (classes[name]?.count ?? 0) + 2
        case .amount, .number: sum + 60
        case .words, .exactly: sum + 1
        }
      }
    }

    private mutating func add(_ word: String, to concept: Int32) {
      if word.count > 2, word.first == "\"", word.last == "\"" {
        return addExactly(String(word.dropFirst().dropLast()), to: concept)
      }
      for key in spellings(word) { entries[key, default: []].append(Entry(concept: concept, exactly: [])) }
    }

    private mutating func addExactly(_ word: String, to concept: Int32) {
      let key = DictionaryMatcher.fold(word)
      guard !key.isEmpty else { return }
      entries[key, default: []].append(Entry(concept: concept, exactly: Array(word.utf8)))
    }

    /// More forms than this of a phrase are not made: its inner words are then taken as written.
    private static let most = 60

    private mutating func spellings(_ phrase: String) -> [[UInt8]] {
      if let known = spelled[phrase] { return known }
      let words = String(decoding: DictionaryMatcher.fold(phrase), as: UTF8.self).split(separator: " ")
      var options = words.map { inflections.forms(of: String($0)) }
      var inner = 1
      while options.reduce(1, { $0 * $1.count }) > Self.most, inner < options.count {
        options[options.count - inner] = [String(words[options.count - inner])]
        inner += 1
      }
      var result: [String] = [""]
      for choices in options {
        result = result.flatMap { before in choices.map { before.isEmpty ? $0 : before + " " + $0 } }
      }
      let keys = result.filter { !$0.isEmpty }.map { Array($0.utf8) }
      spelled[phrase] = keys
      return keys
    }
  }
}

extension WordForm {
  /// Whether the form's limit counts characters: some word of it is written in Chinese and none in Latin letters,
  /// or only classes are named and it stands with Chinese words.
  func isWrittenInChinese(_ classes: [String: [String]]) -> Bool {
    written.unicodeScalars.contains { $0.value >= 0x2E80 }
  }
}
