import CounterfoilModel

/// Noun groups joined by 的, the head last: 科里马尔大学 的 副教授.
struct ChineseChain {
  var groups: [ChineseGroup]
  /// The index of the item after it.
  var end: Int

  /// Longer chains are cut.
  static let longest = 6

  var last: ChineseGroup { groups[groups.count - 1] }
  var range: ScalarRange { groups[0].range.lowerBound..<last.range.upperBound }

  /// Without its last group; nil where that was the only one.
  var owner: ChineseChain? {
    groups.count > 1 ? ChineseChain(groups: Array(groups.dropLast()), end: end) : nil
  }

  /// The chain that begins at an item.
  init?(_ items: [ChineseItem], at index: Int) {
    guard index < items.count, let first = items[index].group else { return nil }
    groups = [first]
    var next = Self.afterBrackets(items, index + 1)
    while groups.count < Self.longest, next < items.count {
      if items[next].particle == .of, next + 1 < items.count, let group = items[next + 1].group {
        groups.append(group)
        next = Self.afterBrackets(items, next + 2)
      } else if let group = items[next].group, Self.belongs(group, to: groups[groups.count - 1]) {
        groups.append(group)
        next += 1
      } else {
        break
      }
    }
    end = next
  }

  /// Past brackets that 的 follows: 佩林（Sarah Palin）的长子.
  private static func afterBrackets(_ items: [ChineseItem], _ index: Int) -> Int {
    guard index < items.count, items[index].mark == .openBracket else { return index }
    var next = index + 1
    while next < items.count, next < index + 8 {
      if items[next].mark == .closeBracket {
        return next + 1 < items.count && items[next + 1].particle == .of ? next + 1 : index
      }
      next += 1
    }
    return index
  }

  init(groups: [ChineseGroup], end: Int) {
    self.groups = groups
    self.end = end
  }

  /// 她 父亲, 其 东主: without 的.
  private static func belongs(_ group: ChineseGroup, to owner: ChineseGroup) -> Bool {
    guard owner.head == .person,
      owner.mention != nil || owner.isPronoun || owner.headClasses.contains(.addressee),
      owner.range.upperBound == group.range.lowerBound
    else { return false }
    if let relation = group.relation { return relation.range.lowerBound == group.range.lowerBound }
    return !owner.headClasses.isDisjoint(with: [.pronoun, .oneself, .addressee]) && group.mention == nil
      && group.head == .person
  }
}

/// What a clause has said so far, read from left to right.
struct ChineseClause {
  /// Who or what the clause is about, with whatever 、 joins to it.
  var subjects: [ChineseChain] = []
  var governed: [(particle: ChineseParticle, chains: [ChineseChain])] = []
  /// 被 without anyone after it.
  var isPassive = false
  var isAfterVerb = false
  /// Whether it says anything of its subject; 江南大学教授 between commas does not.
  var hasPredicate = false
  var isNegated = false
  var isHedged = false
  var isSuspected = false
  /// What follows is wanted, asked, or ordered, not told.
  var isIrreal = false
  var date: Mention?
  var start = 0

  func chains(_ particle: ChineseParticle) -> [ChineseChain] {
    governed.first { $0.particle == particle }?.chains ?? []
  }

  /// Takes 乙 of 对甲和乙 to what governs 甲.
  mutating func joinsGoverned(_ chain: ChineseChain, at index: Int, _ items: [ChineseItem]) -> Bool {
    guard !isAfterVerb, let last = governed.indices.last, governed[last].particle != .with,
      let before = governed[last].chains.last
    else { return false }
    // Right after it, but for brackets.
    var next = before.end
    if next < index, items[next].mark == .openBracket {
      while next < index, items[next].mark != .closeBracket { next += 1 }
      next += 1
    }
    guard next == index else { return false }
    governed[last].chains.append(chain)
    return true
  }

  mutating func govern(_ particle: ChineseParticle, _ chain: ChineseChain) {
    if let known = governed.firstIndex(where: { $0.particle == particle }) {
      if particle == .with { governed[known].chains.append(chain) } else { governed[known].chains = [chain] }
    } else {
      governed.append((particle, [chain]))
    }
  }
}

/// What stands after a verb.
struct ChineseComplements {
  var objects: [[ChineseChain]] = []
  var governed: [(particle: ChineseParticle, chain: ChineseChain)] = []
  /// Whoever the clause before 的 describes.
  var head: ChineseChain?
  var hasAspect = false
  var end = 0
}

/// Who is speaking, while somebody is.
struct ChineseSpeech {
  var speakers: [String] = []
  var classes: ChineseClasses = []
  /// Prosecutors, an indictment: what they tell is alleged.
  var isAccuser = false
  /// A judgement, a plea: what it tells was found.
  var isFinding = false
  var subject: ChineseChain?
  /// The clause it began in.
  var clause = 0
}
