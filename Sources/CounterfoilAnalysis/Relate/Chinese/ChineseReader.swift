import CounterfoilModel

/// Reads one sentence from left to right, clause by clause.
struct ChineseReader {
  let vocabulary: ChineseVocabulary
  let sentence: RelationSentence
  let tokens: [ChineseToken]
  let items: [ChineseItem]
  /// Where people and organisations with a name begin.
  let names: [Int]
  var referents: ChineseReferents

  /// The earlier mention that a short form stands for, by where it begins.
  var originals: [Int: Mention] = [:]

  var clause = ChineseClause()
  /// The subject of the clause before, for one that has none.
  var topic: [ChineseChain] = []
  /// Whoever stood with that subject: 甲与乙，……签订协议.
  var topicCompanions: [ChineseChain] = []
  /// Whether that subject was but a heading: 海洋方向：….
  var isHeading = false
  var speech: ChineseSpeech?
  /// Whoever is named after what he said: “…”，顾文岚说.
  var laterSpeech: (end: Int, speech: ChineseSpeech)?
  /// A condition or a general rule: nothing after it is told as a fact.
  var isGeneral = false
  /// 据信，: all of the sentence is left open.
  var isHedged = false
  var clauseCount = 0
  private var lastChain: ChineseChain?
  private var quoteDepth = 0
  /// The clause that a bracket interrupts.
  private var interrupted: ChineseClause?
  var results: [Relation] = []

  /// How many items a verb looks ahead.
  static let reach = 24

  init(
    _ sentence: RelationSentence, _ tokens: [ChineseToken], _ vocabulary: ChineseVocabulary,
    _ document: RelationDocument
  ) {
    self.sentence = sentence
    self.tokens = tokens
    items = ChineseGrouper.items(tokens)
    let groups = items.compactMap(\.group)
    names = groups.flatMap { group -> [Int] in
      let mentions = [group.mention, group.possessor, group.employer?.mention].compactMap { $0 }
      return mentions.filter { $0.kind == .person || $0.kind == .organisation }.map(\.range.lowerBound)
        + (group.isAnnounced ? [group.headRange.lowerBound] : [])
    }.sorted()
    self.vocabulary = vocabulary
    referents = ChineseReferents(document, vocabulary)
  }

  mutating func read() {
    guard !items.isEmpty else { return }
    if items.suffix(3).contains(where: { $0.mark == .question }) { return rememberAll() }
    if isStatute { return rememberAll() }
    findLaterSpeaker()
    var index = 0
    while index < items.count { index = step(index) }
    referents.keepSubject(clause.subjects.isEmpty ? topic : clause.subjects)
    // “……。……” goes on in the sentences that follow.
    if quoteDepth > 0, let speech { referents.speak(speech.speakers) }
  }

  /// Whether the sentence is a rule: it says what shall be, of nobody and at no time.
  private var isStatute: Bool {
    if isArticle { return true }
    guard tokens.contains(where: { $0.classes.contains(.statute) }) else { return false }
    return !sentence.mentions.contains { $0.kind == .date || $0.kind == .person }
      || tokens.prefix(2).contains { $0.classes.contains(.statute) }
  }

  /// 第十二条 at the beginning.
  private var isArticle: Bool {
    let start = sentence.scalars.prefix(10)
    return start.first == "第" && start.contains { $0 == "条" || $0 == "條" }
  }

  private mutating func rememberAll() {
    for item in items { if let mention = item.group?.mention { referents.remember(original(mention)) } }
  }

  /// Reads what stands at an item; the index of the next.
  private mutating func step(_ index: Int) -> Int {
    let item = items[index]
    switch item.kind {
    case .date(let mention):
      clause.date = mention
      return index + 1
    case .mark(let mark):
      return read(mark, index)
    case .particle(let particle):
      return read(particle, item, index)
    case .group:
      guard let chain = ChineseChain(items, at: index) else { return index + 1 }
      readNames(chain, index)
      readNoun(chain, index)
      lastChain = chain
      // 在没有任何征兆的情况下: only the noun was denied.
      if clause.isNegated, chain.groups.count > 1, index > 0, items[index - 1].classes.contains(.negation) {
        clause.isNegated = false
      }
      if clause.subjects.isEmpty, !clause.isAfterVerb {
        clause.subjects = [chain]
      } else if clause.isAfterVerb, clause.subjects.isEmpty, chain.groups.count > 1,
        index == 0 || items[index - 1].particle != .copula
      {
        // Whoever a clause before 的 describes is what the rest is about.
        clause.subjects = [ChineseChain(groups: [chain.last], end: chain.end)]
        clause.isAfterVerb = false
      }
      return chain.end
    case .word:
      return readWord(item, index)
    }
  }

  private mutating func read(_ mark: ChineseToken.Mark, _ index: Int) -> Int {
    switch mark {
    case .openQuote: quoteDepth += 1
    case .closeQuote:
      quoteDepth -= 1
      if quoteDepth < 0 {
        // What somebody began to say sentences ago ends here.
        referents.stopSpeaking()
        quoteDepth = 0
      }
    case .clause, .colon, .question:
      isHeading =
        mark == .colon && !clause.hasPredicate
        && clause.subjects.allSatisfy { $0.last.head == .thing && $0.last.mention == nil }
        || isHeading && clause.subjects.isEmpty
      endClause(index + 1)
    case .list:
      if !clause.isAfterVerb, let chain = ChineseChain(items, at: index + 1), !clause.subjects.isEmpty,
        clause.governed.isEmpty, clause.subjects.count < Self.reach
      {
        readNames(chain, index + 1)
        clause.subjects.append(chain)
        return chain.end
      }
    case .openBracket:
      if interrupted == nil {
        interrupted = clause
        clause = ChineseClause()
        clause.start = index + 1
        if let lastChain { clause.subjects = [lastChain] }
      }
    case .closeBracket:
      if let outer = interrupted {
        clause = outer
        interrupted = nil
      }
    default: break
    }
    return index + 1
  }

  private mutating func endClause(_ next: Int) {
    if interrupted != nil {
      let subjects = clause.subjects
      clause = ChineseClause()
      clause.subjects = subjects
      clause.start = next
      return
    }
    let isAside =
      !clause.hasPredicate && topic.first?.last.mention?.kind == .person
      && clause.subjects.first?.last.mention == nil
    if isAside {
      readAside()
    } else if !clause.subjects.isEmpty {
      topic = clause.subjects
      topicCompanions = clause.hasPredicate ? [] : clause.chains(.with)
    }
    clause = ChineseClause()
    clause.start = next
    clauseCount += 1
  }

  /// Reads 王小明，42岁，江南大学教授，: his job.
  private mutating func readAside() {
    guard !isGeneral, clause.subjects.count == 1, let subject = clause.subjects.first,
      let mention = topic.first?.last.mention
    else { return }
    readTitle(subject.last, subject.owner, of: mention)
  }

  private mutating func read(_ particle: ChineseParticle, _ item: ChineseItem, _ index: Int) -> Int {
    if particle == .according { return readSource(index) }
    if item.entry?.opensVerb == true { return readVerb(item, index) }
    switch particle {
    case .also:
      clause.isAfterVerb = false
      clause.isNegated = false
      clause.governed = []
      clause.isPassive = false
      return index + 1
    case .of:
      if clause.isAfterVerb, clause.subjects.isEmpty { clause.isAfterVerb = false }
      return index + 1
    case .take where item.word == "将" && (index + 1 >= items.count || items[index + 1].group == nil):
      clause.isIrreal = true
      return index + 1
    default: break
    }
    if particle == .benefit, isCopula(index), !readOffice(item, index).isEmpty {
      clause.isAfterVerb = true
      clause.hasPredicate = true
      return index + 1
    }
    guard particle.governs else { return index + 1 }
    if let chain = ChineseChain(items, at: index + 1) {
      readNames(chain, index + 1)
      readNoun(chain, index + 1, governedBy: particle)
      if particle == .with, clause.joinsGoverned(chain, at: index, items) { return chain.end }
      clause.govern(particle, chain)
      if particle == .passive { clause.isPassive = true }
      return chain.end
    }
    if particle == .passive { clause.isPassive = true }
    return index + 1
  }

  private mutating func readWord(_ item: ChineseItem, _ index: Int) -> Int {
    let classes = item.classes
    if classes.contains(.condition) || classes.contains(.general) { isGeneral = true }
    if classes.contains(.negation) { clause.isNegated = true }
    if classes.contains(.hedge) {
      clause.isHedged = true
      if index + 1 < items.count, items[index + 1].mark == .clause { isHedged = true }
    }
    if classes.contains(.suspected) { clause.isSuspected = true }
    if !classes.isDisjoint(with: .saying), speaks(index) {
      // 法院认定他有罪 tells by itself as well.
      if item.isVerb, !emit(item, at: index).isEmpty, classes.contains(.holding) {
        clause.isAfterVerb = true
        return index + 1
      }
      return readSpeech(item, index)
    }
    if item.isVerb || classes.contains(.office) { return readVerb(item, index) }
    if classes.contains(.irrealis) || classes.contains(.question) { clause.isIrreal = true }
    if classes.contains(.naming) { return readNaming(index) }
    if classes.contains(.verb) {
      clause.isAfterVerb = true
      clause.hasPredicate = true
      clause.governed = []
      clause.isPassive = false
      clause.isNegated = false
    }
    return index + 1
  }

  private mutating func readVerb(_ item: ChineseItem, _ index: Int) -> Int {
    clause.hasPredicate = true
    let outer = clause.subjects
    if clause.isAfterVerb, index > 0, let group = items[index - 1].group, index + 1 < items.count,
      items[index + 1].particle == .of
    {
      // 出席他们主办的论坛: they are the subject of the inner verb.
      clause.subjects = [ChineseChain(groups: [group], end: index)]
    }
    var told = item.classes.contains(.office) ? readOffice(item, index) : []
    if told.isEmpty { told = emit(item, at: index) }
    clause.subjects = outer
    if item.classes.contains(.irrealis) || told.contains(where: vocabulary.isOrder) { clause.isIrreal = true }
    clause.isAfterVerb = true
    clause.governed = []
    clause.isPassive = false
    clause.isNegated = false
    return index + 1
  }

  /// Reads 一名自称凯文·罗的男子: the man is Kevin Luo.
  private mutating func readNaming(_ index: Int) -> Int {
    // 我叫方丽雅: whoever writes.
    if let subject = clause.subjects.first?.last, subject.headClasses.contains(.oneself), speech == nil,
      let mention = ChineseChain(items, at: index + 1)?.last.mention, mention.kind == .person
    {
      referents.introduce(mention)
    }
    guard let chain = ChineseChain(items, at: index + 1), chain.groups.count == 2,
      let mention = chain.groups[0].mention ?? nil, chain.groups[0].head == .person,
      chain.last.head == .person,
      chain.last.mention == nil
    else { return index + 1 }
    readNames(chain, index + 1)
    var group = chain.last
    group.mention = mention
    group.headRange = mention.range
    clause.subjects = [ChineseChain(groups: [group], end: chain.end)]
    return chain.end
  }
}
