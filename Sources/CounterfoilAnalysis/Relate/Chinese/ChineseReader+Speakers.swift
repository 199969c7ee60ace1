import CounterfoilModel

extension ChineseReader {
  /// Whether a word of saying tells what somebody says, and is not said of him: 被指控.
  func speaks(_ index: Int) -> Bool {
    if clause.isPassive { return false }
    if !clause.subjects.isEmpty { return true }
    return !topic.isEmpty
  }

  /// Reads 检方指称: who says what follows.
  mutating func readSpeech(_ item: ChineseItem, _ index: Int) -> Int {
    let speaker = (clause.subjects.isEmpty ? topic : clause.subjects).first
    guard let speaker else { return index + 1 }
    if speaker.last.headClasses.contains(.oneself), let speech {
      // 他说，我认为…: still he.
      topic = speech.subject.map { [$0] } ?? topic
      clause.subjects = []
      return index + 1
    }
    if clause.isNegated || clause.isIrreal {
      // What nobody said is told by nobody.
      clause.isIrreal = true
      return index + 1
    }
    var next = makeSpeech(speaker, item.classes)
    if let outer = speech, outer.clause >= clauseCount - 1, !clause.subjects.isEmpty,
      clause.start > 0 || outer.clause == clauseCount
    {
      next.speakers = outer.speakers + next.speakers
      next.isAccuser = next.isAccuser || outer.isAccuser
    }
    next.clause = clauseCount
    speech = next
    // Whoever speaks is no subject of what is said.
    topic = clause.subjects.isEmpty ? topic : clause.subjects
    let date = clause.date
    let start = clause.start
    clause = ChineseClause()
    clause.start = start
    clause.date = date
    return index + 1
  }

  /// Reads 据检方称 and 根据起诉书.
  mutating func readSource(_ index: Int) -> Int {
    guard let chain = ChineseChain(items, at: index + 1) else { return index + 1 }
    readNames(chain, index + 1)
    var next = chain.end
    var says = false
    while next < items.count, next < chain.end + 4, items[next].mark == nil {
      guard case .word = items[next].kind else { break }
      says = says || !items[next].classes.isDisjoint(with: .saying)
      next += 1
      if says { break }
    }
    let last = chain.last
    let isSource =
      says || last.head == .person || last.head == .organisation && last.mention != nil
      || !last.headClasses.isDisjoint(with: [.source, .finding, .accuser])
    guard isSource else { return chain.end }
    var found = makeSpeech(chain, [])
    found.clause = clauseCount
    speech = found
    clause.subjects = []
    return says ? next : chain.end
  }

  private func makeSpeech(_ chain: ChineseChain, _ classes: ChineseClasses) -> ChineseSpeech {
    var speech = ChineseSpeech(speakers: [name(chain)], classes: classes, subject: chain)
    for group in chain.groups {
      if group.headClasses.contains(.accuser) { speech.isAccuser = true }
      if group.titleClasses.contains(.accuser) { speech.isAccuser = true }
    }
    if chain.last.headClasses.contains(.finding) { speech.isFinding = true }
    return speech
  }

  /// A speaker's name as it stands, or the words for him.
  private func name(_ chain: ChineseChain) -> String {
    let last = chain.last
    if let mention = last.mention { return mention.quote }
    if last.isQuotedName { return referents.document.quote(last.headRange) }
    if last.isPronoun, let person = referents.person(at: last.range, except: nil) { return person.quote }
    return referents.document.quote(chain.range)
  }

  /// Looks for a speaker after what he said: “…”，顾文岚说. Or at the sentence's end: ……，他说.
  mutating func findLaterSpeaker() {
    var close: Int?
    if items[0].mark == .openQuote {
      close = items.firstIndex { $0.mark == .closeQuote }
    }
    let from: Int
    if let close {
      from = close + 1
    } else if let comma = items.lastIndex(where: {
      $0.mark == .clause && $0.range.upperBound < items[items.count - 1].range.upperBound
    }) {
      from = comma
    } else {
      return
    }
    var next = from
    while next < items.count, items[next].mark != nil { next += 1 }
    guard let chain = ChineseChain(items, at: next) else { return }
    next = chain.end
    var says: ChineseClasses = []
    while next < items.count, next < chain.end + 4, case .word = items[next].kind {
      let classes = items[next].classes
      if !classes.isDisjoint(with: .saying) { says = classes }
      next += 1
    }
    guard !says.isEmpty, next >= items.count || items[next].mark != nil,
      close != nil || next + 1 >= items.count
    else { return }
    laterSpeech = (from, makeSpeech(chain, says))
  }
}
