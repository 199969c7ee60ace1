import CounterfoilModel

/// A noun group without 的: words up to and including its head, such as 陆军退役中士何承翰.
struct ChineseGroup {
  enum Head { case person, organisation, place, amount, thing }

  var range: ScalarRange
  var head = Head.thing
  /// The head's, where the head is a name.
  var mention: Mention?
  var headRange: ScalarRange
  var headWord = ""
  var headClasses: ChineseClasses = []
  /// The last person or organisation named in it that is not its head.
  var possessor: Mention?
  /// The organisation or place a title in it belongs to: its words and, if it is a name, its mention.
  var employer: (range: ScalarRange, mention: Mention?)?
  /// A place named before the head.
  var setting: Mention?
  /// The job before a person's name, or the group's head where there is none.
  var title: ScalarRange?
  var titleClasses: ChineseClasses = []
  /// 妻子, 同事, 东主 at its beginning: whoever goes before is their person.
  var relation: (range: ScalarRange, classes: ChineseClasses)?
  /// 该, 这家: named before.
  var isDefinite = false
  /// 两名, 一家: first named here.
  var isCounted = false
  var isQuotedName = false
  /// An organisation's noun stands before a name in quotation marks.
  var isAnnounced = false
  /// 被告人 stands before the name.
  var isAccused = false
  /// 子公司 stands before the name.
  var isSubsidiary = false
  /// A verb that stands as a noun: 全部指控.
  var nounWord: String?

  var isPronoun: Bool { !headClasses.isDisjoint(with: [.pronoun, .pair, .oneself]) }
  /// Whether its head is a name, or a word that may stand for one.
  var isName: Bool { mention != nil || isQuotedName }

  init(range: ScalarRange) {
    self.range = range
    headRange = range
  }
}

/// A piece of a sentence once its noun groups are made.
struct ChineseItem {
  enum Kind {
    case group(ChineseGroup)
    case particle(ChineseParticle)
    case word
    case date(Mention)
    case mark(ChineseToken.Mark)
  }

  var kind: Kind
  var range: ScalarRange
  var word = ""
  var entry: ChineseVocabulary.Entry?

  var classes: ChineseClasses { entry?.classes ?? [] }
  var group: ChineseGroup? { if case .group(let group) = kind { group } else { nil } }
  var particle: ChineseParticle? { if case .particle(let particle) = kind { particle } else { nil } }
  var mark: ChineseToken.Mark? { if case .mark(let mark) = kind { mark } else { nil } }
  var isVerb: Bool { if case .word = kind { entry?.opensVerb == true } else { false } }
}
