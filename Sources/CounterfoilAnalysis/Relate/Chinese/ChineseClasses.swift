/// What a word of `Knowledge/relations/chinese.yaml` does in a sentence; one word may do several things.
struct ChineseClasses: OptionSet, Sendable {
  var rawValue: UInt64

  // Nouns.
  static let person = ChineseClasses(rawValue: 1 << 0)
  static let organisation = ChineseClasses(rawValue: 1 << 1)
  static let company = ChineseClasses(rawValue: 1 << 2)
  static let title = ChineseClasses(rawValue: 1 << 3)
  static let director = ChineseClasses(rawValue: 1 << 4)
  static let member = ChineseClasses(rawValue: 1 << 5)
  static let owner = ChineseClasses(rawValue: 1 << 6)
  static let family = ChineseClasses(rawValue: 1 << 7)
  static let associate = ChineseClasses(rawValue: 1 << 8)
  static let pronoun = ChineseClasses(rawValue: 1 << 9)
  static let pair = ChineseClasses(rawValue: 1 << 10)
  static let definite = ChineseClasses(rawValue: 1 << 11)
  static let numeral = ChineseClasses(rawValue: 1 << 12)
  static let honorific = ChineseClasses(rawValue: 1 << 13)
  static let former = ChineseClasses(rawValue: 1 << 14)
  static let joiner = ChineseClasses(rawValue: 1 << 15)
  static let accuser = ChineseClasses(rawValue: 1 << 16)
  static let finding = ChineseClasses(rawValue: 1 << 17)
  static let locative = ChineseClasses(rawValue: 1 << 18)
  static let source = ChineseClasses(rawValue: 1 << 19)
  static let anyOrganisation = ChineseClasses(rawValue: 1 << 20)
  /// What is paid: 钱, 酬金.
  static let money = ChineseClasses(rawValue: 1 << 21)
  /// Words of laws and rules: 本法, 下列.
  static let statute = ChineseClasses(rawValue: 1 << 22)
  /// 会议, 论坛.
  static let gathering = ChineseClasses(rawValue: 1 << 23)
  // Verbs and adverbs.
  static let speech = ChineseClasses(rawValue: 1 << 24)
  static let denial = ChineseClasses(rawValue: 1 << 25)
  static let accusation = ChineseClasses(rawValue: 1 << 26)
  static let admission = ChineseClasses(rawValue: 1 << 27)
  static let retraction = ChineseClasses(rawValue: 1 << 28)
  static let holding = ChineseClasses(rawValue: 1 << 29)
  static let suspected = ChineseClasses(rawValue: 1 << 30)
  static let negation = ChineseClasses(rawValue: 1 << 31)
  static let hedge = ChineseClasses(rawValue: 1 << 32)
  static let question = ChineseClasses(rawValue: 1 << 33)
  static let condition = ChineseClasses(rawValue: 1 << 34)
  static let irrealis = ChineseClasses(rawValue: 1 << 35)
  static let general = ChineseClasses(rawValue: 1 << 36)
  static let adverb = ChineseClasses(rawValue: 1 << 37)
  static let verb = ChineseClasses(rawValue: 1 << 38)
  static let naming = ChineseClasses(rawValue: 1 << 39)
  /// 我: whoever speaks.
  static let oneself = ChineseClasses(rawValue: 1 << 41)
  /// 被告, 两名嫌疑人: whoever was arrested or charged before.
  static let accused = ChineseClasses(rawValue: 1 << 42)
  /// 子公司: what follows belongs to what went before.
  static let subsidiary = ChineseClasses(rawValue: 1 << 43)
  /// 旗下: what went before has what follows.
  static let under = ChineseClasses(rawValue: 1 << 44)
  /// Takes up a post: 升任, 擔任.
  static let office = ChineseClasses(rawValue: 1 << 45)
  /// Posts of a state, which need no body: 国务总理.
  static let state = ChineseClasses(rawValue: 1 << 46)
  /// 您: whoever is written to.
  static let addressee = ChineseClasses(rawValue: 1 << 47)
  /// 他们: people told of before.
  static let group = ChineseClasses(rawValue: 1 << 48)
  /// Parts of a body: 办公室, 支队.
  static let part = ChineseClasses(rawValue: 1 << 49)
  /// Bodies called by a person's name: 政府, 办公室.
  static let eponym = ChineseClasses(rawValue: 1 << 50)
  /// Before the name of an offence: 犯, 构成, 被控.
  static let offence = ChineseClasses(rawValue: 1 << 40)

  /// Heads of a group that stands for people.
  static let people: ChineseClasses = [
    .person, .title, .director, .member, .owner, .family, .associate, .pronoun, .pair, .oneself, .accused,
    .addressee, .group,
  ]
  /// Titles that tie a person to an organisation.
  static let titles: ChineseClasses = [.title, .director, .member, .owner]
  /// Words a noun group may be made of.
  static let nominal: ChineseClasses = [
    .person, .organisation, .company, .title, .director, .member, .owner, .family, .associate, .pronoun,
    .pair,
    .definite, .numeral, .honorific, .former, .joiner, .accuser, .finding, .locative, .source,
    .anyOrganisation, .money, .statute, .gathering, .oneself, .accused, .subsidiary, .under, .state,
    .addressee, .group, .part,
  ]
  /// Words that end a noun group.
  static let breaking: ChineseClasses = [
    .speech, .denial, .accusation, .admission, .retraction, .holding, .suspected, .negation, .hedge,
    .question,
    .condition, .irrealis, .general, .adverb, .verb, .naming, .offence, .office,
  ]
  /// Words that tell what somebody says.
  static let saying: ChineseClasses = [.speech, .denial, .accusation, .admission, .retraction, .holding]

  /// By the names of the lists.
  static let named: [String: ChineseClasses] = [
    "person": .person, "organisation": .organisation, "company": [.company, .organisation], "title": .title,
    "director": .director, "member": .member, "owner": .owner, "family": .family, "associate": .associate,
    "pronoun": .pronoun, "pair": .pair, "definite": .definite, "numeral": .numeral, "honorific": .honorific,
    "former": .former, "joiner": .joiner, "accuser": .accuser, "finding": .finding, "locative": .locative,
    "source": .source, "anyOrganisation": .anyOrganisation, "money": .money, "statute": .statute,
    "gathering": .gathering,
    "speech": .speech, "denial": .denial, "accusation": .accusation, "admission": .admission,
    "retraction": .retraction, "holding": .holding, "suspected": .suspected, "negation": .negation,
    "hedge": .hedge, "question": .question, "condition": .condition, "irrealis": .irrealis,
    "general": .general,
    "adverb": .adverb, "verb": .verb, "naming": .naming, "offence": .offence, "subsidiary": .subsidiary,
    "under": .under, "oneself": .oneself, "office": .office, "state": .state, "addressee": .addressee,
    "group": .group,
    "part": .part, "eponym": .eponym, "accused": .accused,
  ]
}
