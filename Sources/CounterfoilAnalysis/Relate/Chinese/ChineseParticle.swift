/// The particles of Chinese grammar that say how what follows, or what goes before, takes part.
///
/// A closed class, unlike the words of `Knowledge/relations/chinese.yaml`. A frame names the place of a role by
/// any of a particle's spellings: `向`, `与`.
enum ChineseParticle: UInt8, Sendable {
  /// 的: what goes before says more of what follows.
  case of
  /// 了: tells of a verb that it happened; says nothing else here.
  case aspect
  /// 被: whoever does it follows, whoever it is done to went before.
  case passive
  /// 由: whoever does it follows.
  case by
  /// 把: what it is done to follows.
  case take
  case toward, give, regarding, with, from, at, to, because, using, benefit, according
  /// 是: what goes before is what follows.
  case copula
  /// 并: the same subject goes on.
  case also

  /// Simplified spellings.
  static let spellings: [(ChineseParticle, [String])] = [
    (.of, ["的", "之"]),
    (.aspect, ["了", "着", "过", "到了", "过了"]),
    (.passive, ["被", "遭", "遭到", "受", "受到", "遭受", "让", "获"]),
    (.by, ["由"]),
    (.take, ["把", "将"]),
    (.toward, ["向", "朝"]),
    (.give, ["给", "予", "给予"]),
    (.regarding, ["对", "对于", "针对", "就"]),
    (.with, ["与", "和", "跟", "同", "及", "以及", "连同"]),
    (.from, ["从", "自"]),
    (.at, ["在", "于"]),
    (.to, ["到", "至", "往", "赴"]),
    (.because, ["因", "因为", "由于"]),
    (.using, ["以", "凭", "用", "作为", "通过", "透过", "经由"]),
    (.benefit, ["为", "替"]),
    (.according, ["据", "根据", "按照", "依据"]),
    (.copula, ["是", "系", "乃", "就是", "原是", "曾是", "均是", "也是", "即是", "正是"]),
    (.also, ["并", "并且", "而", "且", "但", "又", "然后", "随后", "再", "后", "继而", "同时", "但是", "然而"]),
  ]

  /// The particle that a frame's place names.
  static let byPlace: [String: ChineseParticle] = Dictionary(
    spellings.flatMap { particle, words in words.map { ($0, particle) } }, uniquingKeysWith: { $1 })

  /// Whether a noun group that follows is the particle's and not the verb's.
  var governs: Bool {
    switch self {
    case .of, .aspect, .copula, .also: false
    default: true
    }
  }
}
