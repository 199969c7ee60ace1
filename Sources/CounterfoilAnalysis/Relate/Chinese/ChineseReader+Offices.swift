import CounterfoilModel

extension ChineseReader {
  /// Adds what a verb of taking office tells: 升任新军第四镇统制, 接任大总统.
  ///
  /// The words after it up to the next mark are a body, which need not be a name that is known, and a title.
  mutating func readOffice(_ item: ChineseItem, _ index: Int) -> [String] {
    guard !isGeneral, !clause.isIrreal else { return [] }
    let post = post(from: item.range.upperBound, index)
    guard !post.titles.isEmpty else { return [] }
    let bearers = bearers(index)
    guard !bearers.isEmpty else { return [] }
    var told: [String] = []
    for title in post.titles {
      guard let type = ChineseTitles.type(title.classes), type != "ownership" else { continue }
      let roles = ChineseTitles.roles(type)
      let isOfState = title.classes.contains(.state)
      guard title.body != nil || isOfState else { continue }
      for bearer in bearers.prefix(4) {
        var ends = [participant(roles.bearer, bearer.range, bearer.mention)]
        if let body = title.body {
          ends.append(participant(roles.organisation, body, self.body(at: body)))
        }
        var words = item.range.lowerBound..<title.range.upperBound
        if bearer.range.lowerBound >= sentence.range.lowerBound {
          words = min(words.lowerBound, bearer.range.lowerBound)..<words.upperBound
        }
        let source = speech ?? laterSpeech.flatMap { index < $0.end ? $0.speech : nil }
        results.append(
          Relation(
            type: type, participants: ends, details: [detail("role", title.range)], date: officeDate(index),
            words: words, speakers: source?.speakers ?? referents.document.standingSpeakers,
            modality: clause.isNegated ? .denied : .asserted, isHedged: clause.isHedged || isHedged))
        told.append(type)
      }
    }
    return told
  }

  /// Whether 为 says what somebody is: no verb follows it in its clause.
  func isCopula(_ index: Int) -> Bool {
    for next in items[(index + 1)...].prefix(Self.reach) {
      if next.mark != nil { return true }
      if next.isVerb || next.classes.contains(.verb) { return false }
    }
    return true
  }

  /// A title at the end of some words, and the body before it.
  private struct Title {
    var range: ScalarRange
    var classes: ChineseClasses
    var body: ScalarRange?
  }

  /// The titles between a position and the next mark; 兼 joins two.
  private func post(from start: Int, _ index: Int) -> (titles: [Title], end: Int) {
    var end = start
    for next in items[(index + 1)...].prefix(Self.reach) {
      if next.mark != nil || next.particle == .with { break }
      end = next.range.upperBound
    }
    var text = Array(folded(start..<end).unicodeScalars)
    while let last = text.last, Self.after.contains(last) { text.removeLast() }
    if text.count > 2, string(text[(text.count - 2)...]) == "署理" { text.removeLast(2) }
    var titles: [Title] = []
    var first = 0
    for position in 0...text.count where position == text.count || Self.joiners.contains(text[position]) {
      if let title = title(text, first..<position, start) { titles.append(title) }
      first = position + 1
    }
    return (titles, end)
  }

  private static let after = Set("后后時时之位职务一".unicodeScalars)
  private static let joiners = Set("兼暨和".unicodeScalars)

  private func title(_ text: [Unicode.Scalar], _ range: Range<Int>, _ start: Int) -> Title? {
    let longest = min(6, range.count)
    guard longest > 1 else { return nil }
    // A body that is known ends where it ends: 江南市政协 委员.
    let known = sentence.mentions.first {
      $0.kind == .organisation && $0.range.lowerBound == start + range.lowerBound
    }
    let lengths = (2...longest).reversed().sorted { left, _ in
      known?.range.upperBound == start + range.upperBound - left
    }
    for length in lengths {
      let title = range.upperBound - length..<range.upperBound
      guard let classes = vocabulary[string(text[title])]?.classes,
        !classes.isDisjoint(with: ChineseClasses.titles)
      else { continue }
      var body = range.lowerBound..<title.lowerBound
      while let last = body.last, "的之".unicodeScalars.contains(text[last]) { body = body.dropLast() }
      while let next = body.first, "了为為过".unicodeScalars.contains(text[next]) { body = body.dropFirst() }
      // 武备学堂担任教习: what stands before is told by a verb of its own.
      if string(text[body]).contains("担任") { return nil }
      return Title(
        range: start + title.lowerBound..<start + title.upperBound, classes: classes,
        body: body.count > 1 ? start + body.lowerBound..<start + body.upperBound : nil)
    }
    return nil
  }

  /// Whoever takes the office.
  private func bearers(_ index: Int) -> [Relation.Participant] {
    var chains = clause.isPassive || clause.subjects.isEmpty == false ? clause.subjects : topic
    if clause.chains(.by).isEmpty == false { chains = clause.chains(.by) }
    // 袁任命段升任……: whoever stands right before the verb.
    if index > 0, let group = items[index - 1].group, group.head == .person, group.mention != nil {
      chains = [ChineseChain(groups: [group], end: index)]
    } else if let group = pivot(index) {
      chains = [ChineseChain(groups: [group], end: index)]
    }
    if chains.isEmpty { chains = topic }
    if chains.isEmpty, let carried = carriedSubject(before: index) { chains = [carried] }
    return chains.flatMap { participants("director", $0, .person) }.filter { $0.mention != nil }
  }

  /// Whoever is asked or chosen to do what follows: 邀请乙出任.
  private func pivot(_ index: Int) -> ChineseGroup? {
    var position = index - 1
    while position > 0, items[position].mark == nil {
      if let group = items[position].group, group.head == .person, group.mention != nil {
        let before = items[position - 1]
        return before.isVerb || before.classes.contains(.verb) ? group : nil
      }
      position -= 1
    }
    return nil
  }

  /// The mention that names a body, if one covers the same words or more of them.
  private func body(at range: ScalarRange) -> Mention? {
    sentence.mentions.first {
      ($0.kind == .organisation || $0.kind == .place) && $0.range == range
    }.map(original)
  }

  private func officeDate(_ index: Int) -> String? {
    if let date = clause.date { return date.value }
    return sentence.mentions.last {
      $0.kind == .date && $0.range.upperBound <= items[index].range.lowerBound
    }?.value
  }
}
