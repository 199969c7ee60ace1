import CounterfoilModel

extension ChineseReader {
  /// The frame of a verb or noun and what stands about it.
  private struct Site {
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
    for trigger in triggers where !trigger.isNoun {
      let frame = vocabulary.frames[trigger.frame]
      guard follows(trigger.needs, index) else { continue }
      var site = Site(
        frame: frame, trigger: item.range, word: item.word, needs: trigger.needs,
        complements: complements(after: index, needs: trigger.needs))
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
      for relation in one.relations { if let mention = relation["person"]?.mention { referents.accuse(mention) } }
    }
    return best.map(\.type)
  }

  /// Adds what a noun tells: 对他的制裁, 没有任何合同.
  mutating func readNoun(_ chain: ChineseChain, _ index: Int, governedBy particle: ChineseParticle? = nil) {
    guard !isGeneral, let word = chain.last.nounWord, let entry = vocabulary[word] else { return }
    for trigger in entry.triggers where trigger.isNoun {
      let site = Site(
        frame: vocabulary.frames[trigger.frame], trigger: chain.last.headRange, word: word, needs: trigger.needs,
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
        if let group = item.group, text(group.range).contains(need) { continue needs }
      }
      return false
    }
    return true
  }

  private func text(_ range: ScalarRange) -> String { referents.fold(referents.document.quote(range)) }

  /// 担任机师的乌克兰人: whoever the words before 的 describe is the verb's subject.
  private func splitRelative(_ site: inout Site) {
    if site.complements.head != nil {
      site.isRelative = true
      return
    }
    guard clause.subjects.isEmpty, !site.complements.hasAspect, site.complements.objects.count >= 1,
      let chain = site.complements.objects.first?.last, chain.groups.count > 1,
      chain.last.isName || chain.last.isCounted || chain.last.headClasses.contains(.person), !clause.isPassive,
      let object = chain.owner, !(object.last.isPronoun)
    else { return }
    site.complements.objects = [site.complements.objects[0].dropLast() + [object]]
    site.complements.head = ChineseChain(groups: [chain.last], end: chain.end)
    site.isRelative = true
  }

  // MARK: Filling

  private func relations(_ site: Site, at index: Int) -> [Relation] {
    if clause.isIrreal, site.frame.type != "target" { return [] }
    if ChineseTitles.types.contains(site.frame.type), site.frame.details.contains(where: { $0.places.contains("title") }),
      !fitsTitle(site)
    {
      return []
    }
    // 就泄漏机密罪认罪: the offence's name, not the deed.
    if site.frame.sort == .conduct, !site.isNoun, let object = site.complements.objects.first?.first?.last,
      text(object.range).hasSuffix("罪")
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
        filled.contains { $0.contains { $0.range == one.range || $0.mention != nil && $0.mention?.value == one.mention?.value } }
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
    (clause.chains(.at) + site.complements.governed.filter { $0.particle == .at }.map(\.chain)).compactMap { place($0) }
  }

  /// Whether a participant is a person or organisation with a name, or is told of by one: 苏怡然的母亲.
  private func isNamed(_ participant: Relation.Participant) -> Bool {
    if let mention = participant.mention { return mention.kind == .person || mention.kind == .organisation }
    if referents.isSettled(participant.range.lowerBound) { return true }
    var low = 0
    var high = names.count
    while low < high {
      let middle = (low + high) / 2
      if names[middle] < participant.range.lowerBound { low = middle + 1 } else { high = middle }
    }
    return low < names.count && names[low] < participant.range.upperBound
  }

  /// One relation for each of those that share a role; a meeting has them all.
  private static func combinations(_ filled: [[Relation.Participant]], together: Bool) -> [[Relation.Participant]] {
    if together { return [filled.flatMap { $0 }] }
    var result: [[Relation.Participant]] = [[]]
    for role in filled {
      result = result.flatMap { known in role.prefix(8).map { known + [$0] } }
      if result.count > 32 { result = Array(result.prefix(32)) }
    }
    return result
  }

  /// The chains that stand in a frame's place.
  private func chains(_ place: String, _ site: Site) -> [ChineseChain] {
    let index = index(of: site)
    let objects = site.complements.objects
    let isReversed = clause.isPassive || !clause.chains(.by).isEmpty
    switch place {
    case "subject":
      if site.isNoun {
        return isReversed ? clause.chains(.passive) + clause.chains(.by) : clause.subjects.isEmpty ? topic : clause.subjects
      }
      if isReversed { return clause.chains(.passive) + clause.chains(.by) }
      return subject(site, adding: true)
    case "object":
      if site.isNoun { return site.owner.map { [$0] } ?? [] }
      if isReversed, !clause.subjects.isEmpty || objects.isEmpty { return subject(site, adding: false) }
      if let taken = clause.chains(.take).first, !usesTake(site.frame) { return [taken] }
      if let first = objects.first {
        return first.compactMap { chain in
          guard let need = site.needs.first(where: { text(chain.last.range).contains($0) }) else { return chain }
          return need.isEmpty ? chain : chain.owner
        }
      }
      if let head = site.complements.head, !clause.subjects.isEmpty { return [head] }
      return []
    case "object2":
      return objects.count > 1 ? objects[1] : []
    case "before":
      guard index > 0, let group = items[index - 1].group else { return [] }
      return [ChineseChain(groups: [group], end: index)]
    case "accused":
      let subjects = clause.subjects.isEmpty ? topic : clause.subjects
      return subjects.filter { $0.last.isAccused }
    case "head":
      return site.complements.head.map { [$0] } ?? []
    case "employer":
      guard let object = site.isNoun ? site.owner : objects.first?.first else { return [] }
      if let owner = object.owner { return [owner] }
      guard let employer = object.last.employer else { return [] }
      var group = ChineseGroup(range: employer.range)
      group.head = .organisation
      group.mention = employer.mention
      return [ChineseChain(groups: [group], end: object.end)]
    case "possessor-object":
      // 驳回张三的上诉: whoever the object belongs to.
      return (objects.first ?? []).compactMap(\.owner)
    case "possessive":
      return site.owner.map { [$0] } ?? []
    default:
      guard let particle = ChineseParticle.byPlace[place] else { return [] }
      if site.isNoun, particle == site.ownerParticle, let owner = site.owner { return [owner] }
      let before = clause.chains(particle)
      let after = site.complements.governed.filter { $0.particle == particle }.map(\.chain)
      return (before.isEmpty ? after : before).compactMap { chain in
        site.needs.contains { text(chain.last.range).contains($0) } ? chain.owner : chain
      }
    }
  }

  /// Whoever the clause is about: in it, described by it, or carried on from the clause before.
  private func subject(_ site: Site, adding: Bool) -> [ChineseChain] {
    if clause.subjects.isEmpty {
      if site.isRelative, let head = site.complements.head { return [head] }
      if let subject = speech?.subject, speech?.clause == clauseCount { return [subject] }
      return topic
    }
    let usesWith = site.frame.roles.contains { $0.places.contains("与") }
    return adding && !usesWith ? clause.subjects + clause.chains(.with) : clause.subjects
  }

  /// Whether a frame says itself what 把 brings.
  private func usesTake(_ frame: RelationTables.Frame) -> Bool {
    (frame.roles + frame.details).contains { $0.places.contains("把") }
  }

  private func fitsTitle(_ site: Site) -> Bool {
    guard let object = site.complements.objects.first?.first?.last, object.head == .person, object.mention == nil
    else { return false }
    return ChineseTitles.type(object.titleClasses) == site.frame.type
  }

  private func detail(_ filling: RelationTables.Frame.Filling, _ site: Site) -> Relation.Detail? {
    for place in filling.places {
      switch place {
      case "need":
        let chains = site.complements.objects.flatMap { $0 } + site.complements.governed.map(\.chain) + clause.governed.flatMap(\.chains)
        if let found = chains.last(where: { chain in site.needs.contains { text(chain.last.range).contains($0) } }) {
          return detail(filling.name, found.last.range)
        }
      case "name":
        if let range = name(after: site.trigger.upperBound) { return detail(filling.name, range) }
      case "offence":
        if let range = offence(from: clauseFirst(index(of: site)), to: clauseEnd(index(of: site))) { return detail(filling.name, range) }
      case "term":
        if let range = term(after: site.trigger.upperBound) { return detail(filling.name, range) }
      case "share":
        if let range = share(site.complements.objects.flatMap { $0 }) { return detail(filling.name, range) }
      case "gathering":
        if let range = gathering(site) { return detail(filling.name, range) }
      case "event":
        if let range = event(site) { return detail(filling.name, range) }
      case "outcome":
        if let need = site.needs.first, let item = items.dropFirst(firstItem(from: site.trigger.upperBound)).prefix(Self.reach).first(where: { $0.word == need }) {
          return detail(filling.name, item.range)
        }
      case "place-object":
        if let place = site.complements.objects.first?.first.flatMap({ self.place($0) }) { return detail(filling.name, place.range) }
      case "money":
        let chains = site.complements.objects.flatMap { $0 } + site.complements.governed.map(\.chain)
          + clause.governed.flatMap(\.chains)
        if let money = chains.flatMap(\.groups).compactMap(\.mention).first(where: { $0.kind == .money }) {
          return detail(filling.name, money.range)
        }
        if let sum = site.complements.objects.flatMap({ $0 }).first(where: { $0.last.headClasses.contains(.money) }) {
          return detail(filling.name, sum.range)
        }
      case "verb":
        return detail(filling.name, site.trigger)
      case "title":
        if let title = (site.isNoun ? site.owner : site.complements.objects.first?.first)?.last.title { return detail(filling.name, title) }
      case "rest":
        if let range = rest(site.trigger.upperBound, site) { return detail(filling.name, range) }
      default:
        if let chain = chains(place, site).first { return detail(filling.name, chain.range) }
      }
    }
    return nil
  }

  private func index(of site: Site) -> Int { firstItem(from: site.trigger.lowerBound) }

  private func clauseFirst(_ index: Int) -> Int { max(clause.start, index - Self.reach) }

  private func clauseEnd(_ index: Int) -> Int {
    var end = index
    while end < items.count, end < index + Self.reach, items[end].mark != .clause { end += 1 }
    return end
  }

  /// The meeting somebody was asked to: a name in quotation marks after the verb in the sentence.
  private func event(_ site: Site) -> ScalarRange? {
    items.dropFirst(index(of: site)).prefix(Self.reach).compactMap(\.group).first { $0.isQuotedName }?.headRange
  }

  /// The meeting that is a verb's object: a name in quotation marks, or words that end as meetings do.
  private func gathering(_ site: Site) -> ScalarRange? {
    let chains = site.complements.objects.flatMap { $0 } + (site.complements.head.map { [$0] } ?? [])
    for chain in chains {
      if chain.last.isQuotedName { return chain.last.headRange }
      if endsAsGathering(chain.last.range) { return chain.last.mention == nil ? chain.range : chain.last.range }
    }
    return nil
  }

  private func endsAsGathering(_ range: ScalarRange) -> Bool {
    let text = Array(text(range).unicodeScalars)
    return (2...4).contains { length in
      length <= text.count && vocabulary[string(text.suffix(length))]?.classes.contains(.gathering) == true
    }
  }

  /// What stands between a verb and the end of its clause.
  private func rest(_ start: Int, _ site: Site) -> ScalarRange? {
    var end = start
    for item in items.dropFirst(firstItem(from: start)).prefix(Self.reach) {
      if case .mark(let mark) = item.kind, mark != .list { break }
      if item.particle == .aspect { continue }
      end = item.range.upperBound
    }
    return end > start ? start..<end : nil
  }

  private func relation(
    _ site: Site, _ roles: [Relation.Participant], _ details: [Relation.Detail], _ index: Int
  ) -> Relation {
    var roles = roles
    if !vocabulary.isLink(site.frame.type) {
      if let place = places(site).first, !roles.contains(where: { $0.range == place.range })
      {
        roles.append(place)
      }
    }
    var words = site.trigger
    for range in roles.map(\.range) + details.map(\.range) where range.lowerBound >= sentence.range.lowerBound {
      words = min(words.lowerBound, range.lowerBound)..<max(words.upperBound, range.upperBound)
    }
    let source = speech ?? laterSpeech.flatMap { index < $0.end ? $0.speech : nil }
    return Relation(
      type: site.frame.type, participants: roles, details: details, date: date(site, index), words: words,
      speakers: site.isRelative && vocabulary.background.contains(site.frame.type)
        ? [] : source?.speakers ?? referents.document.standingSpeakers,
      modality: modality(site.frame, source), isHedged: clause.isHedged)
  }

  /// The date of the clause, else the nearest before it in the sentence.
  private func date(_ site: Site, _ index: Int) -> String? {
    if let date = clause.date { return date.value }
    for item in items[index..<min(items.count, index + Self.reach)] {
      if item.mark == .clause { break }
      if case .date(let mention) = item.kind { return mention.value }
    }
    if vocabulary.isLink(site.frame.type) { return nil }
    return sentence.mentions.last { $0.kind == .date && $0.range.upperBound <= site.trigger.lowerBound }?.value
  }
}
