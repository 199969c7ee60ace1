import CounterfoilModel

/// What a title says of its bearer and the organisation before it.
enum ChineseTitles {
  /// The links a title may make.
  static let types: Set<String> = ["employment", "directorship", "membership", "ownership"]

  static func type(_ classes: ChineseClasses) -> String? {
    if classes.contains(.director) { return "directorship" }
    if classes.contains(.owner) { return "ownership" }
    if classes.contains(.member) { return "membership" }
    return classes.contains(.title) ? "employment" : nil
  }

  /// The roles of the bearer and of the organisation.
  static func roles(_ type: String) -> (bearer: String, organisation: String) {
    switch type {
    case "directorship": ("director", "organisation")
    case "ownership": ("owner", "asset")
    case "membership": ("member", "organisation")
    default: ("employee", "employer")
    }
  }
}

extension ChineseReader {
  /// Adds what a noun group tells by itself, 陆军中士何承翰 or 她的弟弟索尔邦, and keeps whom it names.
  mutating func readNames(_ chain: ChineseChain, _ index: Int) {
    if let first = chain.groups.first, first.headClasses.contains(.pronoun) { referents.settle(first.range) }
    for (position, group) in chain.groups.enumerated() {
      let before =
        position > 0 ? ChineseChain(groups: Array(chain.groups[0..<position]), end: chain.end) : nil
      if !isGeneral {
        readTitle(group, before)
        readKin(group, before, index)
        readSetting(group, before)
        readOwner(group, before)
        readBelonging(group, before, chain.end)
        readPart(group, before)
      }
      if group.headClasses.contains(.pronoun) { referents.settle(group.range) }
      if group.head == .person, group.mention == nil, group.isCounted, group.headClasses.contains(.person) {
        referents.tell(of: group.range)
      }
      if let possessor = group.possessor { referents.remember(original(possessor)) }
      if let mention = group.mention, !referents.isBare(mention) { referents.remember(original(mention)) }
    }
  }

  mutating func readTitle(_ group: ChineseGroup, _ before: ChineseChain?, of person: Mention? = nil) {
    let name = person ?? group.mention
    guard group.head == .person, let title = group.title, let type = ChineseTitles.type(group.titleClasses),
      type != "ownership"
    else { return }
    let roles = ChineseTitles.roles(type)
    var organisation: [Relation.Participant] = []
    if let employer = group.employer {
      organisation = [participant(roles.organisation, employer.range, employer.mention)]
    } else if let before, before.last.head == .organisation {
      organisation = participants(roles.organisation, before, .organisation)
    }
    guard let organisation = organisation.first else { return }
    guard
      name != nil || group.isCounted
        || organisation.mention != nil && type != "directorship" && isAlone(group, before)
    else { return }
    let bearer = participant(roles.bearer, name?.range ?? wholeRange(group, before), name)
    guard bearer.mention != nil || organisation.mention != nil else { return }
    append(type, [bearer, organisation], [detail("role", title)])
  }

  /// 爸爸 in a letter: the writer's.
  private mutating func readOwnKin(
    _ group: ChineseGroup, _ relation: (range: ScalarRange, classes: ChineseClasses)
  ) {
    guard relation.classes.contains(.family), group.mention == nil, group.range == relation.range,
      speech == nil, laterSpeech == nil, relation.range.count > 1,
      let narrator = referents.document.narrator,
      referents.tellKin(folded(relation.range))
    else { return }
    append(
      "family",
      [
        participant("person", narrator.range, narrator), participant("relative", group.range, nil),
      ], [detail("relationship", relation.range)])
  }

  /// Whether an unnamed holder of a post is told of by himself, and the post is not what a verb or an aside
  /// says of somebody: 是江南大学的教授.
  private func isAlone(_ group: ChineseGroup, _ before: ChineseChain?) -> Bool {
    if group.titleClasses.contains(.accuser) { return false }
    let first = firstItem(from: (before?.range ?? group.range).lowerBound)
    if first > 0 {
      let item = items[first - 1]
      if item.isVerb || item.particle == .copula || item.particle == .using || item.particle == .benefit
        || !item.classes.isDisjoint(with: [.office, .naming, .verb])
      {
        return false
      }
      if item.group != nil { return false }
    }
    let next = firstItem(from: group.range.upperBound)
    guard next < items.count else { return false }
    switch items[next].kind {
    case .mark(let mark): return mark == .openBracket
    case .group: return false
    default: return true
    }
  }

  /// 段祺瑞政府的曹汝霖、陆宗舆: people of a body, whatever they do there.
  private mutating func readBelonging(_ group: ChineseGroup, _ before: ChineseChain?, _ end: Int) {
    guard let before, group.head == .person, let mention = group.mention, group.title == nil,
      group.relation == nil, before.last.head == .organisation, before.last.mention != nil,
      let body = participants("employer", before, .organisation).first
    else { return }
    append("employment", [participant("employee", mention.range, mention), body], [])
    var next = end
    while next + 1 < items.count, items[next].mark == .list, let other = items[next + 1].group,
      other.head == .person, let named = other.mention, other.title == nil
    {
      append("employment", [participant("employee", named.range, named), body], [])
      next += 2
    }
  }

  private func wholeRange(_ group: ChineseGroup, _ before: ChineseChain?) -> ScalarRange {
    (before?.range.lowerBound ?? group.range.lowerBound)..<group.range.upperBound
  }

  private mutating func readKin(_ group: ChineseGroup, _ before: ChineseChain?, _ index: Int) {
    guard let relation = group.relation, group.head == .person else { return }
    var owner = before
    if owner == nil, relation.range.lowerBound == group.range.lowerBound, index > 1,
      items[index - 1].particle == .with, let other = items[index - 2].group
    {
      // 张三与妻子李四.
      owner = ChineseChain(groups: [other], end: index - 1)
    }
    guard let owner else { return readOwnKin(group, relation) }
    if relation.classes.contains(.owner) {
      var asset = participants("asset", owner, .organisation)
      if owner.last.isPronoun {
        asset = referents.document.organisations.last.map { [participant("asset", owner.range, $0)] } ?? []
      }
      if let asset = asset.first, let mention = group.mention {
        append("ownership", [participant("owner", mention.range, mention), asset], [])
      }
      return
    }
    let isFamily = relation.classes.contains(.family)
    let person = participants("person", owner, .person, except: group.mention).first
    guard let person, person.mention != nil || group.mention != nil else { return }
    let role = isFamily ? "relative" : "associate"
    var other = participant(role, group.mention?.range ?? wholeRange(group, before), group.mention)
    if group.mention == nil, index > 0, items[index - 1].particle == .copula,
      let subject = (clause.subjects.isEmpty ? topic : clause.subjects).first
    {
      // 张三是李四的姐姐: she is whom the clause is about.
      guard isFamily, let named = participants(role, subject, .person, except: person.mention).first else {
        return
      }
      other = named
    }
    guard isFamily || other.mention != nil, other.mention?.value != person.mention?.value else { return }
    append(
      isFamily ? "family" : "association", [person, other],
      [
        detail(
          "relationship",
          group.title.map { relation.range.lowerBound..<max($0.upperBound, relation.range.upperBound) }
            ?? relation.range)
      ])
  }

  /// 成都的蓝风数据公司 and 阿拉木图报纸《草原之声》.
  private mutating func readSetting(_ group: ChineseGroup, _ before: ChineseChain?) {
    if group.head == .organisation, group.mention == nil, group.isCounted, let place = group.setting,
      group.headClasses.contains(.organisation)
    {
      // 上海一家咨询公司.
      append(
        "location",
        [participant("thing", group.range, nil), participant("place", place.range, place)], [])
      return
    }
    guard group.head == .organisation, group.mention != nil || group.isQuotedName && group.isAnnounced else {
      return
    }
    var place: Mention?
    if let before, before.groups.count == 1, before.last.head == .place,
      before.last.range == before.last.mention?.range
    {
      place = before.last.mention
    } else if group.isAnnounced, group.isQuotedName, before == nil {
      place = group.setting
    }
    guard let place else { return }
    append(
      "location",
      [
        participant("thing", group.mention?.range ?? group.headRange, group.mention),
        participant("place", place.range, place),
      ],
      [])
  }

  /// 东海公司的子公司南海公司 and 东海公司旗下的南海公司.
  private mutating func readOwner(_ group: ChineseGroup, _ before: ChineseChain?) {
    guard let before, group.head == .organisation, let mention = group.mention else { return }
    var owner: Mention?
    if group.isSubsidiary {
      owner = participants("controller", before, .organisation).first?.mention
    } else if before.last.headClasses.contains(.under) {
      owner = before.last.possessor ?? before.last.mention
    }
    guard let owner, owner.kind == .organisation else { return }
    append(
      "control",
      [participant("controller", owner.range, owner), participant("controlled", mention.range, mention)], [])
  }

  /// 斯托沃格研究所交换办公室: a part of a body that has no name of its own.
  private mutating func readPart(_ group: ChineseGroup, _ before: ChineseChain?) {
    guard group.head == .organisation, group.mention == nil, group.headClasses.contains(.part) else { return }
    let owner = group.possessor ?? before?.last.mention ?? group.employer?.mention
    guard let owner, owner.kind == .organisation, !referents.isBare(owner) else { return }
    append(
      "control",
      [
        participant("controller", owner.range, owner),
        participant("controlled", wholeRange(group, before), nil),
      ], [])
  }

  private mutating func append(_ type: String, _ roles: [Relation.Participant], _ details: [Relation.Detail])
  {
    var words = roles[0].range
    for range in roles.map(\.range) + details.map(\.range) where range.lowerBound >= sentence.range.lowerBound
    {
      words = min(words.lowerBound, range.lowerBound)..<max(words.upperBound, range.upperBound)
    }
    results.append(
      Relation(type: type, participants: roles, details: details, words: words, isHedged: clause.isHedged))
  }
}
