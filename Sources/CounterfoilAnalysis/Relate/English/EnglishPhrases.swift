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

  private mutating func add(_ item: Item, at word: Int) {
    items.append(item)
    starts.append(word)
  }

  private mutating func cut() {
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
  private func isDateline(_ index: Int) -> Bool {
    index > 0 && index <= 6 && words[..<index].allSatisfy { $0.isCapital || $0.sort != .word }
  }

  /// After words that only loosen a number: `at least four`.
  private func filler(_ index: Int) -> Int? {
    guard index + 2 < words.count else { return nil }
    return lexicon.has(text(index) + " " + text(index + 1), in: "filler") ? index + 2 : nil
  }

  /// A preposition of one word or several: `on behalf of`.
  private func preposition(_ index: Int) -> (String, Int)? {
    for length in [3, 2] where index + length <= words.count {
      let name = words[index..<index + length].map(\.text).joined(separator: " ")
      if lexicon.has(name, in: "long preposition") { return (name, index + length) }
    }
    return self.class(index) == .preposition ? (text(index), index + 1) : nil
  }

  // MARK: noun phrases

  /// - Returns: The index after the phrase, always past `start`.
  private mutating func cutPhrase(_ start: Int) -> Int {
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
  private func isObject(_ index: Int) -> Bool {
    guard index + 1 < words.count else { return true }
    let next = words[index + 1]
    if next.sort == .sign || next.sort == .number || next.mention?.kind == .money
      || next.mention?.kind == .date
    {
      return true
    }
    return self.class(index + 1) != nil
  }

  private func mayContinue(_ index: Int, first: Int) -> Bool {
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
  private func actsAsVerb(_ verb: EnglishLexicon.Verb, _ index: Int, first: Int) -> Bool {
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

  private func next(_ index: Int, isPhraseOrThat: Bool) -> Bool {
    guard index + 1 < words.count else { return false }
    let word = words[index + 1]
    if word.isName || text(index + 1) == "that" { return true }
    switch self.class(index + 1) {
    case .determiner, .possessive, .pronoun, .preposition: return true
    default: return false
    }
  }

  private mutating func close(
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
  private func head(_ first: Int, _ end: Int) -> Int {
    var index = end - 1
    while index > first, words[index].sort == .number { index -= 1 }
    return index
  }

  // MARK: verbs

  private func verb(at start: Int) -> EnglishVerb? {
    var index = start
    var verb = EnglishVerb(words: start..<start, lemma: "", sort: .finite)
    if text(index) == "to", self.class(index) == .preposition {
      var next = index + 1
      while self.class(next) == .adverb { next += 1 }
      if isBase(next) || text(next) == "be" || text(next) == "have" {
        verb.sort = .infinitive
        index += 1
      } else {
        return nil
      }
    }
    var hasBe = false
    var hasHave = false
    var hasAuxiliary = false
    scan: while index < words.count {
      switch self.class(index) {
      case .modal: verb.modal = text(index)
      case .be:
        hasBe = true
        if text(index) == "being", !hasAuxiliary, verb.sort == .finite { verb.sort = .gerund }
      case .have: hasHave = true
      case .do: break
      case .negation:
        guard hasAuxiliary || isVerbAhead(index + 1) else { return nil }
        verb.isNegated = true
        index += 1
        continue scan
      case .adverb:
        guard hasAuxiliary || verb.sort == .infinitive || isVerbAhead(index + 1) else { return nil }
        verb.adverbs.append(text(index))
        index += 1
        continue scan
      default: break scan
      }
      hasAuxiliary = true
      if words[index].text.hasSuffix("n't") { verb.isNegated = true }
      index += 1
    }
    if index < words.count, words[index].sort == .word, let main = lexicon.verbs[text(index)],
      hasAuxiliary || verb.sort == .infinitive || mayStart(main, index, items.last)
    {
      verb.lemma = main.lemma
      if hasBe {
        verb.isPassive = main.form.contains(.participle) && !main.form.contains(.gerund)
        if main.form == .base || main.form == .third { return copula(verb, index) }
      } else if !hasAuxiliary, verb.sort == .finite {
        if main.form.contains(.gerund) { verb.sort = .gerund }
        verb.mayBeReduced = main.form.contains(.participle)
        if main.form == .participle { verb.isPassive = true }
      } else if hasHave || verb.modal != nil || verb.sort == .infinitive {
        if verb.sort == .infinitive, !hasHave, !main.form.contains(.base) { return nil }
      }
      verb.words = start..<index + 1
      return verb
    }
    guard hasAuxiliary else { return nil }
    return copula(verb, index, hasBe ? "be" : hasHave ? "have" : "do")
  }

  private func copula(_ verb: EnglishVerb, _ end: Int, _ lemma: String = "be") -> EnglishVerb {
    var verb = verb
    verb.lemma = lemma
    verb.words = verb.words.lowerBound..<end
    return verb
  }

  private func isBase(_ index: Int) -> Bool {
    guard index < words.count, words[index].sort == .word else { return false }
    return lexicon.verbs[text(index)]?.form.contains(.base) ?? false
  }

  private func isVerbAhead(_ start: Int) -> Bool {
    var index = start
    while index < words.count, index < start + 3 {
      switch self.class(index) {
      case .adverb, .negation: index += 1
      case .be, .have, .do, .modal: return true
      default:
        guard words[index].sort == .word, let verb = lexicon.verbs[text(index)] else { return false }
        return verb.form != .base
      }
    }
    return false
  }

  /// Whether a verb without auxiliary may begin here, after `last`.
  private func mayStart(_ verb: EnglishLexicon.Verb, _ index: Int, _ last: Item?) -> Bool {
    if words[index].isCapital, index > 0 { return false }
    switch last {
    case .phrase(let phrase):
      if verb.form.contains(.past) || verb.form.contains(.participle) || verb.form.contains(.gerund) {
        return true
      }
      let head = words[phrases[phrase].head]
      if verb.form.contains(.third) {
        return head.isName || self.class(phrases[phrase].head) == .pronoun
          || !lexicon.has(verb.lemma, in: "noun too")
      }
      return self.class(phrases[phrase].head) == .pronoun || head.text.hasSuffix("s")
    case .relative: return true
    case .coordinator:
      guard let before = verbs.last else { return false }
      if verb.form.contains(.gerund) { return true }
      if verb.form.contains(.past) || verb.form.contains(.participle) {
        return before.sort == .finite || verb.form == .participle
      }
      if verb.form.contains(.base) { return before.sort == .infinitive || before.modal != nil }
      return before.sort == .finite && before.modal == nil
    case .preposition: return verb.form.contains(.gerund)
    case .comma:
      if verb.form.contains(.gerund) { return true }
      if let before = verbs.last, verb.form.contains(.base), before.sort == .infinitive { return true }
      if verb.form.contains(.third) { return !lexicon.has(verb.lemma, in: "noun too") }
      return verb.form.contains(.past) || verb.form.contains(.participle)
    case .subordinator, .quote, .colon, nil:
      return verb.form.contains(.gerund) || verb.form.contains(.past)
    // `began hacking the server`, but `sells hacking services`.
    case .verb: return verb.form.contains(.gerund) && next(index, isPhraseOrThat: true)
    }
  }
}
