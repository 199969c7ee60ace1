import CounterfoilModel

extension ChineseReader {
  typealias Kinds = ChineseVocabulary.Kinds

  /// Whoever a chain of noun groups stands for, if it may fill the role.
  func participants(
    _ role: String, _ chain: ChineseChain, _ kinds: Kinds, except excluded: Mention? = nil
  ) -> [Relation.Participant] {
    var index = chain.groups.count - 1
    while index >= 0 {
      let group = chain.groups[index]
      let found = participants(role, group, chain.groups[0..<index], kinds, excluded)
      if !found.isEmpty { return found }
      // What somebody has stands for him only where it is a thing: 邮件服务器.
      guard group.head == .thing || group.head == .place else { return [] }
      if let possessor = group.possessor, kinds.contains(kind(possessor)) {
        return [participant(role, possessor.range, possessor)]
      }
      index -= 1
    }
    return []
  }

  private func participants(
    _ role: String, _ group: ChineseGroup, _ before: ArraySlice<ChineseGroup>, _ kinds: Kinds,
    _ excluded: Mention?
  ) -> [Relation.Participant] {
    let whole = (before.first?.range.lowerBound ?? group.range.lowerBound)..<group.range.upperBound
    switch group.head {
    case .person where kinds.contains(.person):
      if let mention = group.mention { return [participant(role, mention.range, mention)] }
      if group.headClasses.contains(.oneself) {
        let speaker = (laterSpeech?.speech ?? speech)?.subject?.last.mention ?? referents.document.narrator
        guard let speaker, speaker.kind == .person else { return [] }
        return [participant(role, group.range, speaker)]
      }
      if group.headClasses.contains(.addressee), let addressee = referents.document.addressee, speech == nil {
        return [participant(role, group.range, addressee)]
      }
      if group.headClasses.contains(.group) {
        guard let range = referents.document.group else { return [] }
        return [participant(role, range, nil)]
      }
      if group.headClasses.contains(.accused) {
        // 两名被告 are the two accused; 被告 the latest.
        let accused = referents.document.accused
        let isPair = group.headClasses.contains(.pair)
        guard accused.count >= (isPair ? 2 : 1) else {
          return isPair || group.isCounted
            ? [] : isSpecific(group, before, role) ? [participant(role, whole, nil)] : []
        }
        return (isPair ? accused.suffix(2) : accused.suffix(1)).map { participant(role, group.range, $0) }
      }
      if group.headClasses.contains(.pair) {
        let pair = referents.pair()
        if pair.count == 2 { return pair.map { participant(role, group.range, $0) } }
      }
      if group.isPronoun || group.isDefinite && group.employer == nil {
        guard let mention = referents.person(at: group.range, except: excluded) else { return [] }
        return [participant(role, group.range, mention)]
      }
      return isSpecific(group, before, role) ? [participant(role, whole, nil)] : []
    case .organisation where kinds.contains(.organisation):
      if let mention = group.mention {
        if referents.isBare(mention),
          let meant = referents.organisation(referents.fold(mention.quote), isDefinite: group.isDefinite)
        {
          return [participant(role, group.range, meant)]
        }
        return [participant(role, mention.range, mention)]
      }
      if group.isQuotedName {
        return isName(group) ? [participant(role, group.headRange, nil)] : []
      }
      if group.setting == nil, group.possessor == nil, before.isEmpty, !group.isCounted,
        let meant = referents.organisation(group.headWord, isDefinite: group.isDefinite)
      {
        return [participant(role, group.range, meant)]
      }
      return isSpecific(group, before, role) ? [participant(role, whole, nil)] : []
    case .place where kinds.contains(.place):
      guard let mention = group.mention else { return [] }
      return [participant(role, mention.range, mention)]
    case .thing where kinds.contains(.thing):
      if let mention = group.mention { return [participant(role, mention.range, mention)] }
      return [participant(role, whole, nil)]
    default: return []
    }
  }

  /// Whether unnamed words mean somebody in particular: 两名黑客, 某公司, 张三的律师; not 主管部门.
  private func isSpecific(_ group: ChineseGroup, _ before: ArraySlice<ChineseGroup>, _ role: String) -> Bool {
    if group.headClasses.contains(.statute) { return false }
    if group.isCounted || group.isDefinite || group.possessor != nil || group.setting != nil { return true }
    if before.contains(where: { $0.mention != nil || $0.isPronoun || $0.isQuotedName }) { return true }
    if role == "actor", group.headClasses.contains(.organisation), !group.headClasses.contains(.company) {
      return true
    }
    return role == "authority" || role == "employer" && group.headRange.lowerBound > group.range.lowerBound
  }

  /// Whether words in quotation marks may be a name.
  private func isName(_ group: ChineseGroup) -> Bool {
    let text = referents.document.quote(group.headRange).unicodeScalars
    return group.isAnnounced || text.count <= 10 && !text.contains { "的、了是，".unicodeScalars.contains($0) }
  }

  private func kind(_ mention: Mention) -> Kinds {
    switch mention.kind {
    case .person: .person
    case .organisation: .organisation
    case .place: .place
    default: .thing
    }
  }

  func participant(_ role: String, _ range: ScalarRange, _ mention: Mention?) -> Relation.Participant {
    Relation.Participant(
      role: role, range: range, quote: referents.document.quote(range), mention: mention.map(original))
  }

  /// The mention that names whoever a short form names.
  func original(_ mention: Mention) -> Mention { originals[mention.range.lowerBound] ?? mention }

  func detail(_ name: String, _ range: ScalarRange) -> Relation.Detail {
    Relation.Detail(name: name, range: range, quote: referents.document.quote(range))
  }

  /// A place that a chain ends in: 北京的记者会 is in Beijing.
  func place(_ chain: ChineseChain) -> Relation.Participant? {
    for group in chain.groups.reversed() {
      if group.head == .place, let mention = group.mention {
        return participant("place", mention.range, mention)
      }
      if let mention = group.setting { return participant("place", mention.range, mention) }
    }
    return nil
  }
}
