/// Verbs with their auxiliaries, told from nouns that look alike.
extension EnglishSentence {
  // MARK: verbs

  func verb(at start: Int) -> EnglishVerb? {
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

  func copula(_ verb: EnglishVerb, _ end: Int, _ lemma: String = "be") -> EnglishVerb {
    var verb = verb
    verb.lemma = lemma
    verb.words = verb.words.lowerBound..<end
    return verb
  }

  func isBase(_ index: Int) -> Bool {
    guard index < words.count, words[index].sort == .word else { return false }
    return lexicon.verbs[text(index)]?.form.contains(.base) ?? false
  }

  func isVerbAhead(_ start: Int) -> Bool {
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
  func mayStart(_ verb: EnglishLexicon.Verb, _ index: Int, _ last: Item?) -> Bool {
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
