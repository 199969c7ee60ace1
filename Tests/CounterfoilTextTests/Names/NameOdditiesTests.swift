import CounterfoilText
import Testing

@Suite struct `Oddities of a name` {
  private let matcher = NameMatcher()

  @Test(
    arguments: [
      ("Xu Yanjun", []), ("徐延军", []), ("Лавров", []), ("Nikos Kazantzakis", []),
      ("Хu Yanjun", .lookAlikes), ("Xu Yаnjun", .lookAlikes), ("Sіemens", .lookAlikes),
      ("Xu Yanjuη", .lookAlikes),
      ("Xu Yan\u{200D}jun", .hiddenMarks), ("徐\u{200B}延军", .hiddenMarks), ("\u{202E}Xu Yanjun", .hiddenMarks),
      ("\u{FEFF}徐延军", .hiddenMarks), ("Ｘｕ Ｙａｎｊｕｎ", .fullWidth), ("Xu Yanj0hn", .digitLetters),
      ("محمد علي", .transliterated),
      ("김정은", .transliterated), ("やまだ", [.kana, .transliterated]), ("Xu \u{FFFD}anjun", .undecodable),
      ("弗拉基米尔·普京", .middleDot),
      (
        "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen",
        .tooManyWords
      ),
      ("徐延军王伟李宁张芳陈杰刘", []), ("徐延军王伟李宁张芳陈杰刘洋", .truncated),
    ] as [(String, AnalysedName.Oddities)])
  func `are found`(name: String, oddities: AnalysedName.Oddities) {
    #expect(matcher.analyse(name).oddities == oddities)
  }

  @Test(arguments: [
    ("Хu Yanjun", "Xu Yanjun"), ("Xu Yаnjun", "Xu Yanjun"), ("Xu Yan\u{200D}jun", "Xu Yanjun"),
    ("徐\u{200D}延\u{200B}军", "徐延军"), ("Xu\u{200B} Yanjun", "Xu Yanjun"),
    ("\u{202E}Xu Yanjun\u{202C}", "Xu Yanjun"),
    ("Ｘｕ　Ｙａｎｊｕｎ", "Xu Yanjun"), ("J0hn Smith", "John Smith"), ("Xu\u{A0}Yanjun", "Xu Yanjun"),
  ])
  func `do not change what is compared`(name: String, plain: String) {
    let matches = ["徐延军", "Xu Yanjun", "Hsu Yen-chun", "John Smith"]
    for other in matches { #expect(matcher.weigh(name, other) == matcher.weigh(plain, other), "\(other)") }
  }

  @Test(arguments: [
    ("Хu Yanjun", "A word mixes alphabets: letters were read as the Latin ones they look like."),
    ("Xu Yan\u{200D}jun", "Invisible signs were left out."),
    ("Xu Yanj0un", "Digits inside a word were read as letters."),
  ])
  func `are told in the reason`(name: String, remark: String) {
    #expect(matcher.compare(name, "Xu Yanjun").reason.hasSuffix(remark))
    #expect(matcher.compare("徐延军", name).reason.hasSuffix(remark))
    #expect(!matcher.compare("徐延军", "Xu Yanjun").reason.contains(remark))
  }

  @Test(arguments: [
    "徐延军", "徐延軍", "Xu Yanjun", "Hsu Yen-chun", "Yanjun Xu", "徐延军 (Xu Yanjun)", "XU Yanjun（徐延軍）",
  ])
  func `: a name in brackets is a second spelling`(other: String) {
    #expect(matcher.weigh("Xu Yanjun (徐延军)", other) >= 10)
    #expect(matcher.weigh("徐延军（Xu Yanjun）", other) >= 10)
  }

  @Test(arguments: ["王伟", "Wang Wei", "Boris Johnson"])
  func `: a name in brackets is no one else's`(other: String) {
    #expect(matcher.weigh("Xu Yanjun (徐延军)", other) < 0)
  }

  @Test(arguments: [
    "The defendant was arrested in Brussels on the first of April and was later flown to Ohio by two agents",
    "Xu Yanjun, Wang Wei, Li Ning, Zhang Fang, Chen Jie, Liu Yang, Zhao Min, Huang Lei, Wu Gang",
    "徐延军、王伟、李宁、张芳、陈杰、刘洋、赵敏、黄磊、吴刚", "被告人徐延军于二〇一八年四月一日在布鲁塞尔被捕后被引渡到美国",
    "Обвиняемый был задержан в Брюсселе первого апреля и позднее доставлен двумя агентами в суд штата Огайо вместе с другими людьми",
  ])
  func `: a sentence or a list is said to be too long`(text: String) {
    let evidence = matcher.compare(text, "Xu Yanjun")
    #expect(!evidence.oddities.isDisjoint(with: [.truncated, .tooManyWords]))
    #expect(evidence.reason.contains("longer than a name"))
    #expect(matcher.compare("徐延军", text).reason.contains("longer than a name"))
  }

  @Test(arguments: [
    "The defendant was arrested in Brussels on the first of April", "a letter from the consulate in Chengdu",
  ])
  func `: a sentence is no name`(text: String) {
    for name in ["Xu Yanjun", "徐延军", "Boris Johnson"] { #expect(matcher.weigh(text, name) < -10) }
  }

  @Test(arguments: ["", " ", "...", "!?", "🙂", "\u{200D}", "（）", "·"])
  func `: a text without letters is said to hold no name`(text: String) {
    #expect(matcher.analyse(text).isEmpty)
    let evidence = matcher.compare(text, "徐延军")
    #expect(evidence.weight == 0 && evidence.alignment.isEmpty)
    #expect(evidence.reason == "One of the texts holds no name that can be compared.")
    #expect(matcher.compare(text, text).reason == "Neither text holds a name.")
  }
}
