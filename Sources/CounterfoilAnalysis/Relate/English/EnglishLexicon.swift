import CounterfoilModel

/// The words that hold English sentences together, the verbs by all their forms, and the frames by their words.
struct EnglishLexicon: Sendable {
  /// What a word of a closed class does.
  enum Class: String, Sendable, CaseIterable {
    case determiner, possessive, preposition, coordinator, subordinator, relative, be, have, `do`, modal
    case negation, pronoun, adverb
  }

  struct Form: OptionSet, Sendable {
    let rawValue: UInt8
    static let base = Form(rawValue: 1)
    static let third = Form(rawValue: 2)
    static let past = Form(rawValue: 4)
    static let participle = Form(rawValue: 8)
    static let gerund = Form(rawValue: 16)
  }

  struct Verb: Sendable {
    var lemma: String
    var form: Form
  }

  /// A frame reached by a verb or noun, and what else must stand there.
  struct FrameEntry: Sendable {
    var frame: RelationTables.Frame
    /// Words that must follow at once: `guilty`, `into custody`.
    var following: [String] = []
    /// A list of nouns of which the object must be one: `sign +agreement`.
    var objects: Set<String> = []
    /// … and of which it must be none: `give -abstract`.
    var notObjects: Set<String> = []
    /// A list of nouns of which the subject must be one: `include =target noun`.
    var subjects: Set<String> = []
  }

  let classes: [String: Class]
  let verbs: [String: Verb]
  /// By lemma.
  let frames: [String: [FrameEntry]]
  /// By noun, singular and plural.
  let nounFrames: [String: [FrameEntry]]
  private let lists: [String: Set<String>]

  init(_ tables: RelationTables.Language) {
    var classes: [String: Class] = [:]
    for kind in Class.allCases {
      for word in tables.words[kind.rawValue] ?? [] { classes[word] = kind }
    }
    let lists = tables.words.mapValues(Set.init)
    var frames: [String: [FrameEntry]] = [:]
    var nounFrames: [String: [FrameEntry]] = [:]
    for frame in tables.frames {
      for verb in frame.verbs {
        let parts = verb.split(separator: " ").map(String.init)
        guard let lemma = parts.first else { continue }
        var entry = FrameEntry(frame: frame)
        for part in parts.dropFirst() {
          if part.hasPrefix("+") {
            entry.objects = lists[String(part.dropFirst())] ?? []
          } else if part.hasPrefix("=") {
            entry.subjects = lists[String(part.dropFirst()).replacing("_", with: " ")] ?? []
          } else if part.hasPrefix("-") {
            entry.notObjects = lists[String(part.dropFirst())] ?? []
          } else {
            entry.following.append(part)
          }
        }
        frames[lemma, default: []].append(entry)
      }
      for noun in frame.nouns {
        nounFrames[noun, default: []].append(FrameEntry(frame: frame))
        nounFrames[Self.plural(noun), default: []].append(FrameEntry(frame: frame))
      }
    }
    // Whoever needs more words goes first: `plead guilty` before `plead`.
    for lemma in frames.keys {
      frames[lemma]?.sort {
        $0.following.count + min($0.objects.count, 1) > $1.following.count + min($1.objects.count, 1)
      }
    }
    self.classes = classes
    self.frames = frames
    self.nounFrames = nounFrames
    self.lists = lists
    var lemmas = Set(frames.keys)
    for list in ["verb", "speech", "accuse", "deny", "admit", "retract", "attempt"] {
      lemmas.formUnion(lists[list] ?? [])
    }
    verbs = Self.forms(of: lemmas, irregular: tables.words["irregular"] ?? [])
  }

  func has(_ word: String, in list: String) -> Bool { lists[list]?.contains(word) ?? false }

  /// The words of a list, for lists that are looked through.
  func list(_ name: String) -> Set<String> { lists[name] ?? [] }

  /// The singular of a plural in a list, or the word itself, where the list has one of them.
  func singular(_ word: String, in list: String) -> String? {
    guard let words = lists[list] else { return nil }
    if words.contains(word) { return word }
    // `then-employee`, `vice-chairman`
    if let hyphen = word.lastIndex(of: "-") {
      return singular(String(word[word.index(after: hyphen)...]), in: list)
    }
    if word.hasSuffix("ies"), words.contains(word.dropLast(3) + "y") { return word.dropLast(3) + "y" }
    if word.hasSuffix("es"), words.contains(String(word.dropLast(2))) { return String(word.dropLast(2)) }
    if word.hasSuffix("s"), words.contains(String(word.dropLast())) { return String(word.dropLast()) }
    if word.hasSuffix("men"), words.contains(word.dropLast(3) + "man") { return word.dropLast(3) + "man" }
    return nil
  }

  static func plural(_ noun: String) -> String {
    if noun.hasSuffix("y"), let before = noun.dropLast().last, !"aeiou".contains(before) {
      return noun.dropLast() + "ies"
    }
    return noun + (noun.hasSuffix("s") || noun.hasSuffix("ch") || noun.hasSuffix("x") ? "es" : "s")
  }

  // MARK: verbs

  /// - Parameter irregular: Rows of `lemma past participle`.
  private static func forms(of lemmas: Set<String>, irregular: [String]) -> [String: Verb] {
    var result: [String: Verb] = [:]
    func add(_ text: String, _ lemma: String, _ form: Form) {
      if result[text]?.lemma == lemma {
        result[text]?.form.formUnion(form)
      } else if result[text] == nil {
        result[text] = Verb(lemma: lemma, form: form)
      }
    }
    var pasts: [String: (String, String)] = [:]
    for row in irregular {
      let parts = row.split(separator: " ").map(String.init)
      if parts.count == 3 { pasts[parts[0]] = (parts[1], parts[2]) }
    }
    for lemma in lemmas.sorted() {
      add(lemma, lemma, .base)
      add(plural(lemma), lemma, .third)
      let stem =
        doubles(lemma) || pasts[lemma]?.0 == lemma + String(lemma.suffix(1)) + "ed"
        ? lemma + String(lemma.suffix(1)) : lemma
      if let (past, participle) = pasts[lemma] {
        add(past, lemma, .past)
        add(participle, lemma, .participle)
      } else {
        let past =
          lemma.hasSuffix("e")
          ? lemma + "d"
          : plural(lemma).hasSuffix("ies") ? lemma.dropLast() + "ied" : stem + "ed"
        add(past, lemma, [.past, .participle])
      }
      let gerund =
        lemma.hasSuffix("ie")
        ? lemma.dropLast(2) + "ying"
        : lemma.hasSuffix("e") && !lemma.hasSuffix("ee") ? lemma.dropLast() + "ing" : stem + "ing"
      add(gerund, lemma, .gerund)
    }
    return result
  }

  /// Whether the last letter doubles before `-ed`: one vowel between consonants, one syllable.
  private static func doubles(_ lemma: String) -> Bool {
    let letters = Array(lemma)
    guard letters.count >= 3, letters.count <= 4 else { return false }
    func isVowel(_ letter: Character) -> Bool { "aeiou".contains(letter) }
    let end = letters.count - 1
    return !isVowel(letters[end]) && !"wxy".contains(letters[end]) && isVowel(letters[end - 1])
      && !isVowel(letters[end - 2])
  }
}
