import CounterfoilModel

/// Gathers the tokens of a sentence into noun groups.
struct ChineseGrouper {
  private let tokens: [ChineseToken]
  private var index = 0
  private var items: [ChineseItem] = []

  /// A noun group of more tokens is read in pieces.
  private static let longestGroup = 24

  static func items(_ tokens: [ChineseToken]) -> [ChineseItem] {
    var grouper = ChineseGrouper(tokens)
    grouper.run()
    return grouper.items
  }

  private init(_ tokens: [ChineseToken]) {
    self.tokens = tokens
    items.reserveCapacity(tokens.count)
  }

  private mutating func run() {
    while index < tokens.count {
      let token = tokens[index]
      if let mention = token.mention, mention.kind == .date {
        items.append(ChineseItem(kind: .date(mention), range: token.range))
      } else if let mark = token.mark {
        items.append(ChineseItem(kind: .mark(mark), range: token.range))
      } else if isNominal(token) || isNoun(index, in: nil) {
        let group = readGroup()
        items.append(ChineseItem(kind: .group(group), range: group.range))
        continue
      } else if let particle = token.particle, token.classes.isDisjoint(with: .breaking) || particle == .take
      {
        items.append(
          ChineseItem(kind: .particle(particle), range: token.range, word: token.word, entry: token.entry))
      } else {
        items.append(ChineseItem(kind: .word, range: token.range, word: token.word, entry: token.entry))
      }
      index += 1
    }
  }

  private func isNominal(_ token: ChineseToken) -> Bool {
    if let mention = token.mention { return mention.kind != .date }
    if token.mark != nil { return false }
    guard let entry = token.entry else { return true }
    return entry.particle == nil && !entry.opensVerb && entry.classes.isDisjoint(with: .breaking)
  }

  /// Whether a verb at `position` stands as a noun: 对他的指控, 任何制裁, 制裁登记处.
  private func isNoun(_ position: Int, in group: ChineseGroup?) -> Bool {
    let token = tokens[position]
    guard let entry = token.entry, token.mark == nil, entry.particle == nil else { return false }
    let next = position + 1 < tokens.count ? tokens[position + 1] : nil
    if let group, group.head == .place || group.head == .organisation, let next,
      next.classes.contains(.organisation), !next.classes.contains(.company), entry.opensNoun
    {
      return true
    }
    if position > 0, tokens[position - 1].particle == .of, group == nil, entry.opensVerb,
      next == nil || next?.mark == .clause || next?.mark == .closeQuote
    {
      return true
    }
    guard entry.opensNoun || !entry.classes.isDisjoint(with: .saying) else { return false }
    if let next, next.mention != nil || next.particle == .aspect || next.isQuotedName || next.mark == .colon {
      return false
    }
    if let next, next.mark == nil, next.particle == nil, isNominal(next) { return false }
    if let group {
      return group.head == .thing && group.mention == nil
        && (group.isDefinite || group.isCounted || position > 0 && followsOf(group))
    }
    return position > 0 && tokens[position - 1].particle == .of
  }

  private func followsOf(_ group: ChineseGroup) -> Bool {
    if case .particle(.of)? = items.last?.kind { return true }
    return false
  }

  private mutating func readGroup() -> ChineseGroup {
    let first = tokens[index]
    var group = ChineseGroup(range: first.range)
    let start = index
    // After the last organisation; where a title begins.
    var titleStart = first.range.lowerBound
    var isTitle = false
    reading: while index < tokens.count, index - start < Self.longestGroup {
      let token = tokens[index]
      guard index == start || isNominal(token) || isNoun(index, in: group) else { break }
      let classes = token.classes
      if classes.contains(.accused) { group.isAccused = true }
      if classes.contains(.subsidiary) { group.isSubsidiary = true }
      if let mention = token.mention {
        switch mention.kind {
        case .person:
          if index > start, group.relation == nil, group.isPronoun { break reading }
          take(token, as: .person, &group)
          group.mention = mention
          if isTitle || group.relation != nil { setTitle(titleStart..<token.range.lowerBound, &group) }
          index += 1
          while index < tokens.count, tokens[index].classes.contains(.honorific) {
            group.range = group.range.lowerBound..<tokens[index].range.upperBound
            index += 1
          }
          return group
        case .organisation:
          if let old = group.mention { group.possessor = old }
          take(token, as: .organisation, &group)
          group.mention = mention
          group.employer = (token.range, mention)
          titleStart = token.range.upperBound
          isTitle = false
        case .place where token.endsAsOrganisation:
          take(token, as: .organisation, &group)
          group.mention = mention
          group.employer = (token.range, mention)
          titleStart = token.range.upperBound
          isTitle = false
        case .place:
          if group.head == .organisation { group.possessor = group.mention }
          group.setting = mention
          take(token, as: .place, &group)
          group.mention = mention
          titleStart = max(titleStart, token.range.upperBound)
        case .money:
          if index > start { break reading }
          take(token, as: .amount, &group)
          group.mention = mention
          index += 1
          return group
        case .number:
          if index > start, group.head != .thing { break reading }
          group.isCounted = true
          take(token, as: group.head, &group)
        default:
          take(token, as: .thing, &group)
          group.mention = mention
        }
      } else if token.isQuotedName {
        if let old = group.mention, group.head == .organisation { group.possessor = old }
        group.isAnnounced = group.headClasses.contains(.organisation)
        take(token, as: .organisation, &group)
        group.isQuotedName = true
        group.mention = nil
        group.employer = (token.range, nil)
        titleStart = token.range.upperBound
        isTitle = false
      } else if !classes.isDisjoint(with: [.pronoun, .pair, .oneself]) {
        if index > start { break reading }
        take(token, as: .person, &group)
        group.headClasses = classes
        index += 1
        return group
      } else if classes.contains(.definite) || classes.contains(.numeral) {
        let isSetting = group.head == .place && classes.contains(.numeral) && group.range == group.headRange
        if index > start, group.head != .thing || group.mention != nil, !isSetting { break reading }
        if classes.contains(.definite) { group.isDefinite = true } else { group.isCounted = true }
        take(token, as: group.head, &group)
        titleStart = token.range.upperBound
      } else if !classes.isDisjoint(with: .people) {
        if group.head == .person, group.mention == nil, !isTitle, group.relation == nil, index > start,
          !group.headClasses.isDisjoint(with: .people), classes.isDisjoint(with: .titles)
        {
          break reading
        }
        if !classes.isDisjoint(with: [.family, .associate, .owner]), group.relation == nil,
          group.mention == nil
        {
          group.relation = (token.range, classes)
        }
        if let old = group.mention { group.possessor = old }
        if group.head != .person || !isTitle {
          group.titleClasses = classes
        } else {
          group.titleClasses.formUnion(classes)
        }
        take(token, as: .person, &group)
        group.mention = nil
        group.headClasses = classes
        if !classes.isDisjoint(with: .titles) { isTitle = true }
      } else if classes.contains(.organisation) {
        let employerStart = group.employer?.mention != nil ? nil : group.range.lowerBound
        if let old = group.mention { group.possessor = old.kind == .place ? group.possessor : old }
        let named = group.employer?.mention
        take(token, as: .organisation, &group)
        group.mention = nil
        group.headClasses = classes
        if let employerStart { group.employer = (employerStart..<token.range.upperBound, nil) }
        if let named, named.kind == .organisation { group.employer = (named.range, named) }
        titleStart = token.range.upperBound
        isTitle = false
      } else if classes.contains(.former) || classes.contains(.joiner) || classes.contains(.honorific) {
        if !isTitle, classes.contains(.former) { titleStart = token.range.upperBound }
        group.range = group.range.lowerBound..<token.range.upperBound
      } else if classes.contains(.locative), index > start, group.head != .thing {
        index += 1
        break reading
      } else {
        // A plain word after a person ends the group; after another name, it may be the head.
        if group.head == .person { break reading }
        if !token.classes.isDisjoint(with: .nominal) || token.entry != nil {
          group.headClasses = token.classes
        }
        if let old = group.mention, old.kind != .place { group.possessor = old }
        if token.entry?.opensNoun == true { group.nounWord = token.word }
        take(token, as: .thing, &group)
        group.headClasses = token.classes
        group.mention = nil
        group.isQuotedName = false
      }
      index += 1
    }
    if group.head == .person, isTitle { setTitle(titleStart..<group.headRange.upperBound, &group) }
    return group
  }

  private func take(_ token: ChineseToken, as head: ChineseGroup.Head, _ group: inout ChineseGroup) {
    group.range = group.range.lowerBound..<max(group.range.upperBound, token.range.upperBound)
    group.head = head
    group.headRange = token.range
    group.headWord = token.word
    group.headClasses = token.classes
  }

  private func setTitle(_ range: ScalarRange, _ group: inout ChineseGroup) {
    if !range.isEmpty { group.title = range }
  }
}
