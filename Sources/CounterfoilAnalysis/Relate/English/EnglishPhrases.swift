import CounterfoilModel

/// A noun phrase: `the FBI's Cyber Division`, `two hackers`, `his wife`, `Su Bin`.
struct EnglishPhrase {
  /// Indices of `EnglishSentence.words`.
  var words: Range<Int>
  /// The word that names what it is.
  var head: Int
  /// Whose it is: the phrase before `'s`, or the pronoun.
  var possessor: Int?
  /// Phrases that hang on it by a preposition: `of the MSS`, `at Boeing`.
  var after: [(preposition: String, phrase: Int)] = []
  /// Phrases in commas that say the same: `Xu, an officer`.
  var appositions: [Int] = []
}

/// A verb with its auxiliaries: `was not arrested`, `to steal`, `hacking`.
struct EnglishVerb {
  enum Sort: Hashable { case finite, infinitive, gerund }

  var words: Range<Int>
  var lemma: String
  var sort: Sort
  var isPassive = false
  var isNegated = false
  var modal: String?
  /// `arrested` alone, which may be a past or a participle: `the man arrested in May`.
  var mayBeReduced = false
  /// `allegedly`, `reportedly`: the adverbs beside it.
  var adverbs: [String] = []
}

/// A sentence cut into phrases, verbs and the words between them.
struct EnglishSentence {
  enum Item: Hashable {
    case phrase(Int)
    case verb(Int)
    case preposition(String)
    case coordinator, subordinator(String), relative(String)
    case comma, colon, quote
  }

  let words: [EnglishWord]
  let lexicon: EnglishLexicon
  var phrases: [EnglishPhrase] = []
  var verbs: [EnglishVerb] = []
  var items: [Item] = []
  /// The index of the first word of each item.
  var starts: [Int] = []

  init(words: [EnglishWord], lexicon: EnglishLexicon) {
    self.words = words
    self.lexicon = lexicon
    cut()
  }

  func mention(of phrase: Int) -> Mention? {
    let word = words[phrases[phrase].head]
    return word.isName ? word.mention : nil
  }

  func kind(of phrase: Int) -> Mention.Kind? { words[phrases[phrase].head].mention?.kind }

  func text(_ index: Int) -> String { index < words.count ? words[index].text : "" }

  func `class`(_ index: Int) -> EnglishLexicon.Class? {
    guard index < words.count, words[index].sort == .word else { return nil }
    let word = words[index]
    if let found = lexicon.classes[word.text] { return found }
    let isAdverb = word.text.hasSuffix("ly") && word.text.count > 5 && !word.isCapital
    return isAdverb && !lexicon.has(word.text, in: "no adverb") ? .adverb : nil
  }

  mutating func add(_ item: Item, at word: Int) {
    items.append(item)
    starts.append(word)
  }

  mutating func cut() {
    var index = 0
    while index < words.count {
      let word = words[index]
      if word.sort == .sign {
        switch word.text {
        case "–", "—", "-": add(isDateline(index) ? .colon : .comma, at: index)
        case ",", "(", ")", "[", "]": add(.comma, at: index)
        case ";", ":", "•", "|": add(.colon, at: index)
        case "\"": add(.quote, at: index)
        default: break
        }
        index += 1
        continue
      }
      if let verb = verb(at: index) {
        verbs.append(verb)
        add(.verb(verbs.count - 1), at: index)
        index = verb.words.upperBound
        continue
      }
      if let next = filler(index) {
        index = next
        continue
      }
      if let (name, next) = preposition(index) {
        add(.preposition(name), at: index)
        index = next
        continue
      }
      switch self.class(index) {
      case .coordinator:
        add(.coordinator, at: index)
        index += 1
        continue
      case .subordinator:
        add(.subordinator(word.text), at: index)
        index += 1
        continue
      case .relative:
        add(.relative(word.text), at: index)
        index += 1
        continue
      case .adverb, .negation, .preposition:
        index += 1
        continue
      default: break
      }
      index = cutPhrase(index)
    }
  }

  /// Whether a dash parts the place of writing from the text: `WASHINGTON - A former …`.
  func isDateline(_ index: Int) -> Bool {
    index > 0 && index <= 6 && words[..<index].allSatisfy { $0.isCapital || $0.sort != .word }
  }

  /// After words that only loosen a number: `at least four`.
  func filler(_ index: Int) -> Int? {
    guard index + 2 < words.count else { return nil }
    return lexicon.has(text(index) + " " + text(index + 1), in: "filler") ? index + 2 : nil
  }

  /// A preposition of one word or several: `on behalf of`.
  func preposition(_ index: Int) -> (String, Int)? {
    for length in [3, 2] where index + length <= words.count {
      let name = words[index..<index + length].map(\.text).joined(separator: " ")
      if lexicon.has(name, in: "long preposition") { return (name, index + length) }
    }
    return self.class(index) == .preposition ? (text(index), index + 1) : nil
  }

  // MARK: noun phrases

  /// - Returns: The index after the phrase, always past `start`.
  mutating func cutPhrase(_ start: Int) -> Int {
    var index = start
    var first = start
    var possessor: Int?
    if self.class(index) == .pronoun
      || words[index].mention.map({ $0.kind == .date || $0.kind == .money }) == true
    {
      return close(first, index + 1, possessor)
    }
    if self.class(index) == .possessive, text(index) == "her" && isObject(index) {
      return close(first, index + 1, nil)
    }
    if self.class(index) == .possessive {
      _ = close(index, index + 1, nil, isItem: false)
      possessor = phrases.count - 1
      index += 1
      first = index
    }
    while index < words.count {
      let word = words[index]
      if word.isSign("'s")
        || word.isSign("'") && index > first && words[index - 1].text.hasSuffix("s")
          && word.range.lowerBound == words[index - 1].range.upperBound
      {
        guard index > first, index + 1 < words.count, words[index + 1].sort != .sign else { break }
        _ = close(first, index, possessor, isItem: false)
        possessor = phrases.count - 1
        index += 1
        first = index
        continue
      }
      // `Shanghai-based`: the place stands apart from its ending.
      if word.isSign("-"), index > first, text(index + 1).hasPrefix("based") {
        index += 2
        continue
      }
      guard word.sort != .sign, mayContinue(index, first: first) else { break }
      index += 1
    }
    if index == first {
      // `his` alone, or a word that nothing takes.
      if possessor == nil { return close(first, start + 1, nil) }
      add(.phrase(phrases.count - 1), at: start)
      return max(index, start + 1)
    }
    return close(first, index, possessor, start: start)
  }

  /// Whether `her` is whom and not whose: `paid her 500 euros`, `met her in May`.
  func isObject(_ index: Int) -> Bool {
    guard index + 1 < words.count else { return true }
    let next = words[index + 1]
    if next.sort == .sign || next.sort == .number || next.mention?.kind == .money
      || next.mention?.kind == .date
    {
      return true
    }
    return self.class(index + 1) != nil
  }

  func mayContinue(_ index: Int, first: Int) -> Bool {
    let word = words[index]
    if let kind = word.mention?.kind { return kind != .date && kind != .money || index == first }
    if word.sort == .number { return true }
    switch self.class(index) {
    case nil: break
    case .determiner: return index == first
    case .adverb:
      return index > first && self.class(index + 1) == nil && index + 1 < words.count
        && lexicon.verbs[text(index + 1)] == nil
    case .possessive, .pronoun, .preposition, .coordinator, .subordinator, .relative, .be, .have, .do, .modal,
      .negation:
      return false
    }
    guard let verb = lexicon.verbs[word.text], !(word.isCapital && index > 0) else { return true }
    return !actsAsVerb(verb, index, first: first)
  }

  /// Whether a word that may be a verb is one here, inside or after a noun phrase begun at `first`.
  func actsAsVerb(_ verb: EnglishLexicon.Verb, _ index: Int, first: Int) -> Bool {
    let before = index > first ? words[index - 1] : nil
    let beforeClass = index > first ? self.class(index - 1) : nil
    let isNoun = before.map { $0.sort != .number && beforeClass == nil && !$0.isSign("'s") } ?? false
    if verb.form.contains(.past) || verb.form.contains(.participle) {
      if verb.form.contains(.base) { return isNoun && before?.isName == true }
      return isNoun
    }
    if verb.form.contains(.gerund) {
      guard isNoun else { return false }
      if before?.isName == true { return true }
      let next = self.class(index + 1)
      return next == .determiner || next == .possessive || next == .preposition
        || index + 1 < words.count && words[index + 1].isName
    }
    guard isNoun else { return false }
    if verb.form.contains(.third) {
      return before?.isName == true
        || !lexicon.has(verb.lemma, in: "noun too") && next(index, isPhraseOrThat: true)
    }
    // A base form after a plural: `hackers steal`.
    guard let before, before.sort == .word, before.text.hasSuffix("s") else { return false }
    return !lexicon.has(verb.lemma, in: "noun too")
  }

  func next(_ index: Int, isPhraseOrThat: Bool) -> Bool {
    guard index + 1 < words.count else { return false }
    let word = words[index + 1]
    if word.isName || text(index + 1) == "that" { return true }
    switch self.class(index + 1) {
    case .determiner, .possessive, .pronoun, .preposition: return true
    default: return false
    }
  }

  mutating func close(
    _ first: Int, _ end: Int, _ possessor: Int?, start: Int? = nil, isItem: Bool = true
  ) -> Int {
    var end = max(end, first + 1)
    // A last adverb belongs to what follows.
    while end - first > 1, self.class(end - 1) == .adverb { end -= 1 }
    phrases.append(EnglishPhrase(words: first..<end, head: head(first, end), possessor: possessor))
    if isItem { add(.phrase(phrases.count - 1), at: start ?? first) }
    return end
  }

  /// The last word, but for a name before a role (`Su, 50`, `Xu Yanjun himself`): the last name wins over
  /// words in small letters only if it stands last or numbers alone follow.
  func head(_ first: Int, _ end: Int) -> Int {
    var index = end - 1
    while index > first, words[index].sort == .number { index -= 1 }
    return index
  }
}
