import CounterfoilModel

extension ChineseReader {
  /// The frame of a verb or noun and what stands about it.
  struct Site {
    var frame: RelationTables.Frame
    var trigger: ScalarRange
    var word: String
    var needs: [String]
    var complements: ChineseComplements
    var isNoun = false
    /// Whoever a noun belongs to: 对他的制裁, 他的被捕.
    var owner: ChineseChain?
    var ownerParticle: ChineseParticle?
    var isRelative = false
  }

  /// Adds what a verb tells; the types that were told.
  mutating func emit(_ item: ChineseItem, at index: Int) -> [String] {
    guard let triggers = item.entry?.triggers, !isGeneral else { return [] }
    // Of each type, the frame that finds the most of its roles.
    var best: [(type: String, filled: Int, relations: [Relation])] = []
    // The same for all frames that need no further words.
    let plain = complements(after: index, needs: [])
    for trigger in triggers where !trigger.isNoun {
      let frame = vocabulary.frames[trigger.frame]
      guard follows(trigger.needs, index) else { continue }
      var site = Site(
        frame: frame, trigger: item.range, word: item.word, needs: trigger.needs,
        complements: trigger.needs.isEmpty ? plain : complements(after: index, needs: trigger.needs))
      splitRelative(&site)
      let found = relations(site, at: index)
      guard let first = found.first else { continue }
      let filled = first.participants.count + first.details.count
      if let known = best.firstIndex(where: { $0.type == frame.type }) {
        if filled > best[known].filled { best[known] = (frame.type, filled, found) }
      } else {
        best.append((frame.type, filled, found))
      }
    }
    for one in best {
      results += one.relations
      guard vocabulary.accuses(one.type) else { continue }
      for relation in one.relations {
        if let mention = relation["person"]?.mention { referents.accuse(mention) }
      }
    }
    return best.map(\.type)
  }

  /// Adds what a noun tells: 对他的制裁, 没有任何合同.
  mutating func readNoun(_ chain: ChineseChain, _ index: Int, governedBy particle: ChineseParticle? = nil) {
    guard !isGeneral, let word = chain.last.nounWord, let entry = vocabulary[word] else { return }
    for trigger in entry.triggers where trigger.isNoun {
      let site = Site(
        frame: vocabulary.frames[trigger.frame], trigger: chain.last.headRange, word: word,
        needs: trigger.needs,
        complements: ChineseComplements(), isNoun: true, owner: chain.owner, ownerParticle: particle)
      let found = relations(site, at: index)
      results += found
      if !found.isEmpty { return }
    }
  }

  /// Whether the words a trigger needs follow it in its clause, in order.
  private func follows(_ needs: [String], _ index: Int) -> Bool {
    var next = index + 1
    let end = min(items.count, index + Self.reach)
    needs: for need in needs {
      while next < end {
        let item = items[next]
        if item.mark == .clause || item.mark == .colon { return false }
        next += 1
        if item.word == need { continue needs }
        if let group = item.group, folded(group.range).contains(need) { continue needs }
      }
      return false
    }
    return true
  }

  /// 担任机师的乌克兰人: whoever the words before 的 describe is the verb's subject.
  private func splitRelative(_ site: inout Site) {
    if site.complements.head != nil {
      site.isRelative = true
      return
    }
    guard clause.subjects.isEmpty, !site.complements.hasAspect, site.complements.objects.count >= 1,
      let chain = site.complements.objects.first?.last, chain.groups.count > 1,
      chain.last.isName || chain.last.isCounted || chain.last.headClasses.contains(.person),
      !clause.isPassive,
      let object = chain.owner, !(object.last.isPronoun)
    else { return }
    site.complements.objects = [site.complements.objects[0].dropLast() + [object]]
    site.complements.head = ChineseChain(groups: [chain.last], end: chain.end)
    site.isRelative = true
  }

  // MARK: Filling

  private func relations(_ site: Site, at index: Int) -> [Relation] {
    if clause.isIrreal, site.frame.type != "target" { return [] }
    if ChineseTitles.types.contains(site.frame.type),
      site.frame.details.contains(where: { $0.places.contains("title") }),
      !fitsTitle(site)
    {
      return []
    }
    // 就泄漏机密罪认罪: the offence's name, not the deed.
    if site.frame.sort == .conduct, !site.isNoun, let object = site.complements.objects.first?.first?.last,
      folded(object.range).hasSuffix("罪")
    {
      return []
    }
    var filled: [[Relation.Participant]] = []
    var excluded: Mention?
    for (number, filling) in site.frame.roles.enumerated() {
      let kinds = vocabulary.kinds(of: filling.name, in: site.frame.type)
      var found: [Relation.Participant] = []
      for place in filling.places {
        for chain in chains(place, site) {
          found += participants(filling.name, chain, kinds, except: excluded)
        }
        if !found.isEmpty, !filling.places.contains("all") { break }
      }
      found.removeAll { one in
        filled.contains {
          $0.contains {
            $0.range == one.range || $0.mention != nil && $0.mention?.value == one.mention?.value
          }
        }
      }
      if found.isEmpty {
        if number == 0 || vocabulary.needsAll(site.frame.type) { return [] }
        continue
      }
      if let mention = found.first?.mention, mention.kind == .person { excluded = mention }
      filled.append(found)
    }
    guard filled.contains(where: { $0.contains(where: isNamed) }) else { return [] }
    if site.isNoun, site.frame.type == "cover", site.owner?.last.title == nil { return [] }
    let details = site.frame.details.compactMap { detail($0, site) }
    if Self.detailed.contains(site.frame.type), details.isEmpty { return [] }
    if site.frame.type == "visit", filled.count < 2, places(site).isEmpty { return [] }
    let isMeeting = site.frame.type == "meeting"
    if isMeeting, filled.reduce(0, { $0 + $1.count }) < 2 { return [] }
    return Self.combinations(filled, together: isMeeting).compactMap { combination in
      guard combination.contains(where: isNamed) else { return nil }
      return relation(site, combination, details, index)
    }
  }

  /// Types that are told only where a detail is: a sum, a meeting's name, from where or to where.
  private static let detailed: Set<String> = ["payment", "conference", "travel", "sentence"]

  private func places(_ site: Site) -> [Relation.Participant] {
    (clause.chains(.at) + site.complements.governed.filter { $0.particle == .at }.map(\.chain)).compactMap {
      place($0)
    }
  }

  /// Whether a participant is a person or organisation with a name, or is told of by one: 苏怡然的母亲.
  private func isNamed(_ participant: Relation.Participant) -> Bool {
    if let mention = participant.mention { return mention.kind == .person || mention.kind == .organisation }
    if referents.isSettled(participant.range.lowerBound) { return true }
    if referents.document.kin.contains(folded(participant.range)) { return true }
    var low = 0
    var high = names.count
    while low < high {
      let middle = (low + high) / 2
      if names[middle] < participant.range.lowerBound { low = middle + 1 } else { high = middle }
    }
    return low < names.count && names[low] < participant.range.upperBound
  }

  /// One relation for each of those that share a role; a meeting has them all.
  private static func combinations(_ filled: [[Relation.Participant]], together: Bool) -> [[Relation
    .Participant]]
  {
    if together { return [filled.flatMap { $0 }] }
    var result: [[Relation.Participant]] = [[]]
    for role in filled {
      result = result.flatMap { known in role.prefix(8).map { known + [$0] } }
      if result.count > 32 { result = Array(result.prefix(32)) }
    }
    return result
  }

  private func relation(
    _ site: Site, _ roles: [Relation.Participant], _ details: [Relation.Detail], _ index: Int
  ) -> Relation {
    var roles = roles
    if !vocabulary.isLink(site.frame.type) {
      if let place = places(site).first, !roles.contains(where: { $0.range == place.range }) {
        roles.append(place)
      }
    }
    var words = site.trigger
    for range in roles.map(\.range) + details.map(\.range) where range.lowerBound >= sentence.range.lowerBound
    {
      words = min(words.lowerBound, range.lowerBound)..<max(words.upperBound, range.upperBound)
    }
    let source = speech ?? laterSpeech.flatMap { index < $0.end ? $0.speech : nil }
    return Relation(
      type: site.frame.type, participants: roles, details: details, date: date(site, index), words: words,
      speakers: site.isRelative && vocabulary.background.contains(site.frame.type)
        ? [] : source?.speakers ?? referents.document.standingSpeakers,
      modality: modality(site.frame, source), isHedged: clause.isHedged || isHedged)
  }

  /// The date of the clause, else the nearest before it in the sentence.
  private func date(_ site: Site, _ index: Int) -> String? {
    if let date = clause.date { return date.value }
    for item in items[index..<min(items.count, index + Self.reach)] {
      if item.mark == .clause { break }
      if case .date(let mention) = item.kind { return mention.value }
    }
    if vocabulary.isLink(site.frame.type) { return nil }
    return sentence.mentions.last { $0.kind == .date && $0.range.upperBound <= site.trigger.lowerBound }?
      .value
  }
}
