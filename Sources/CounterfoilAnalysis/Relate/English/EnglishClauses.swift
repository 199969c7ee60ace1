import CounterfoilModel

/// A verb with what stands about it.
struct EnglishPredicate {
  /// How it hangs on the verb that governs it.
  enum Bond: Hashable {
    /// `said (that) …`
    case complement
    /// `ordered … to …`
    case infinitive
    /// `charged with …ing`: the preposition.
    case gerund(String)
    /// `…, stealing …`: no more than beside it.
    case beside
  }

  var verb: Int
  /// The item it begins with.
  var item: Int
  /// Phrases, joined by `and`. Of a passive verb the subject is who suffers.
  var subject: [Int]
  var objects: [[Int]] = []
  var prepositions: [(name: String, phrases: [Int])] = []
  var governor: Int?
  var bond: Bond?
  var isHypothetical = false
  /// Hangs on a noun that says it was only meant: `a conspiracy to …`.
  var isMeant = false
  /// Words up to here belong to it.
  var end = 0
}

/// Finds who is subject and object of each verb, from left to right.
struct EnglishClauses {
  var sentence: EnglishSentence
  var predicates: [EnglishPredicate] = []

  enum Target { case subject, object, preposition, phrase, pair }

  var current: Int?
  var subject: [Int] = []
  /// The predicate whose complement the next clause is.
  var complementOf: Int?
  var isHypothetical = false
  var pendingPreposition: String?
  var leading: [(String, [Int])] = []
  var isAfterComma = false
  var isCoordinated = false
  /// Whom `who` means.
  var relative: Int?
  var outer: [(current: Int?, subject: [Int], hasComma: Bool)] = []
  var lastPhrase: Int?
  var lastApposition: Int?
  var target = Target.subject
  var lastItem: EnglishSentence.Item?

  init(_ sentence: EnglishSentence) {
    self.sentence = sentence
    for index in sentence.items.indices { take(index) }
    for index in predicates.indices {
      let next = predicates.dropFirst(index + 1).first { $0.item > predicates[index].item }?.item
      predicates[index].end = next.map { sentence.starts[$0] } ?? sentence.words.count
    }
  }

  mutating func take(_ index: Int) {
    let item = sentence.items[index]
    defer {
      lastItem = item
      switch item {
      case .comma, .coordinator: break
      default: isAfterComma = false
      }
      if item != .coordinator, item != .comma { isCoordinated = false }
    }
    switch item {
    case .phrase(let phrase): take(phrase: phrase, index)
    case .verb(let verb): take(verb: verb, index)
    case .preposition(let name): pendingPreposition = name
    case .coordinator:
      isCoordinated = true
      pendingPreposition = nil
    case .relative(let word): takeRelative(word)
    case .subordinator(let word):
      // `Gu, a professor until it dismissed her, was …`: her verb is still to come.
      if current == nil, !subject.isEmpty { outer.append((nil, subject, true)) }
      beginClause(subject: [])
      isHypothetical = word == "if" || word == "unless" || word == "whether"
    case .comma:
      isAfterComma = true
      pendingPreposition = nil
      if let last = outer.last, last.hasComma, relative == nil { resume() }
    case .colon:
      beginClause(subject: [])
      outer.removeAll()
    case .quote: break
    }
  }

  mutating func beginClause(subject: [Int], complementOf: Int? = nil) {
    current = nil
    self.subject = subject
    self.complementOf = complementOf
    isHypothetical = complementOf.map { predicates[$0].isHypothetical } ?? false
    pendingPreposition = nil
    relative = nil
    target = .subject
  }

  mutating func resume() {
    guard let last = outer.popLast() else { return }
    current = last.current
    subject = last.subject
    target = .phrase
  }

  // MARK: phrases

  mutating func take(phrase: Int, _ index: Int) {
    defer { lastPhrase = phrase }
    switch sentence.kind(of: phrase) {
    case .date:
      pendingPreposition = nil
      return
    default: break
    }
    if isTime(phrase) {
      pendingPreposition = nil
      return
    }
    if let preposition = pendingPreposition {
      pendingPreposition = nil
      attach(phrase, by: preposition, index)
      return
    }
    let isNextFinite = isFinite(after: index)
    if isCoordinated || isAfterComma && isInList(index) {
      // `X is its editor, and I live …`
      let isOther = sentence.class(sentence.phrases[phrase].head) == .pronoun
      if isNextFinite, isOther || current != nil && target != .subject {
        beginClause(subject: [phrase], complementOf: current.flatMap { predicates[$0].governor })
      } else {
        join(phrase)
      }
      return
    }
    if current == nil {
      if relative != nil {
        // `whom X met`: the phrase is the subject inside.
        openRelative(subject: [phrase])
      } else if isAfterComma, let last = subject.last ?? lastPhrase, !subject.isEmpty {
        sentence.phrases[last].appositions.append(phrase)
        lastApposition = phrase
        target = .phrase
      } else {
        subject = [phrase]
        target = .subject
      }
      return
    }
    if isNextFinite {
      let verb = current.map { sentence.verbs[predicates[$0].verb] }
      let governs = !isAfterComma && verb.map { isSpeech($0.lemma) } == true
      beginClause(subject: [phrase], complementOf: governs ? current : nil)
      return
    }
    if isAfterComma, let last = lastPhrase {
      sentence.phrases[last].appositions.append(phrase)
      lastApposition = phrase
      target = .phrase
      return
    }
    guard let current else { return }
    switch lastItem {
    case .verb, .phrase, .quote:
      predicates[current].objects.append([phrase])
      target = .object
    default: break
    }
  }

  /// `a few weeks ago`, `the same day`: when, and no subject or object.
  private func isTime(_ phrase: Int) -> Bool {
    let found = sentence.phrases[phrase]
    return found.words.count > 1 && pendingPreposition == nil && found.possessor == nil
      && sentence.lexicon.singular(sentence.words[found.head].text, in: "time noun") != nil
  }

  mutating func attach(_ phrase: Int, by preposition: String, _ index: Int) {
    // The item before the preposition is two back.
    let before = index >= 2 ? sentence.items[index - 2] : nil
    if case .phrase(let owner)? = before {
      sentence.phrases[owner].after.append((preposition, phrase))
      if preposition == "of" {
        target = .phrase
        return
      }
    }
    // `Su Bin, 50, of Vancouver`
    if preposition == "of", case .comma? = before, let owner = current == nil ? subject.last : lastPhrase {
      sentence.phrases[root(owner)].after.append((preposition, phrase))
      return
    }
    if let current {
      predicates[current].prepositions.append((preposition, [phrase]))
      target = .preposition
    } else {
      leading.append((preposition, [phrase]))
      if preposition == "between" { target = .pair }
    }
  }

  /// The phrase that an apposition stands beside.
  func root(_ phrase: Int) -> Int {
    var root = phrase
    // An apposition comes after what it stands beside, so this ends.
    while let before = sentence.phrases.indices.last(where: {
      sentence.phrases[$0].appositions.contains(root)
    }),
      before < root
    {
      root = before
    }
    return root
  }

  mutating func join(_ phrase: Int) {
    // `between X and Y`: both hang on the noun.
    if let last = lastPhrase,
      let owner = sentence.phrases.lastIndex(where: { phrase in
        phrase.after.contains { $0.preposition == "between" && $0.phrase == last }
      })
    {
      sentence.phrases[owner].after.append(("between", phrase))
    }
    switch target {
    case .pair: break
    case .subject:
      if let current, !predicates[current].subject.isEmpty, subject.isEmpty {
        predicates[current].subject.append(phrase)
      }
      subject.append(phrase)
    case .object:
      guard let current, let last = predicates[current].objects.indices.last else { return }
      predicates[current].objects[last].append(phrase)
    case .preposition:
      guard let current, let last = predicates[current].prepositions.indices.last else { return }
      predicates[current].prepositions[last].phrases.append(phrase)
    case .phrase:
      if current == nil, !subject.isEmpty, sentence.mention(of: phrase) != nil {
        subject.append(phrase)
        return
      }
      guard let last = lastApposition ?? lastPhrase else { return }
      sentence.phrases[last].after.append(("and", phrase))
    }
  }

  /// Whether a phrase after a comma goes on with a list: `A, B and C`.
  func isInList(_ index: Int) -> Bool {
    var next = index + 1
    var steps = 0
    while next < sentence.items.count, steps < 8 {
      switch sentence.items[next] {
      case .coordinator:
        guard next + 1 < sentence.items.count, case .phrase = sentence.items[next + 1] else { return false }
        // `Su, a businessman from Vancouver and …` is no list: a list's members are alike.
        guard case .phrase(let one) = sentence.items[index], let last = lastPhrase else { return false }
        return (sentence.mention(of: one) != nil) == (sentence.mention(of: last) != nil)
      case .comma, .phrase: next += 1
      default: return false
      }
      steps += 1
    }
    return false
  }

  /// Whether the next item is a verb with this phrase as subject.
  func isFinite(after index: Int) -> Bool {
    var next = index + 1
    // `X of Y said`
    while next + 1 < sentence.items.count, case .preposition = sentence.items[next],
      case .phrase = sentence.items[next + 1]
    {
      next += 2
    }
    guard next < sentence.items.count, case .verb(let verb) = sentence.items[next] else { return false }
    let found = sentence.verbs[verb]
    guard found.sort == .finite else { return false }
    // `documents obtained by …`, `data belonging to`: no verb of its own.
    if found.mayBeReduced, next + 1 < sentence.items.count, case .preposition = sentence.items[next + 1],
      !isSpeech(found.lemma)
    {
      return current == nil
    }
    return true
  }

  /// `its report`, `the claims`: what a clause with `that` spells out.
  func isReport(_ phrase: Int?) -> Bool {
    guard let phrase else { return false }
    let head = sentence.words[sentence.phrases[phrase].head].text
    return sentence.lexicon.singular(head, in: "report") != nil
  }

  func isSpeech(_ lemma: String) -> Bool {
    ["speech", "accuse", "deny", "admit", "retract"].contains { sentence.lexicon.has(lemma, in: $0) }
  }
}
