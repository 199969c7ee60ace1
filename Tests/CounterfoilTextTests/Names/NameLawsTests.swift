import CounterfoilText
import Testing

/// What holds of any two texts, names or not.
@Suite struct `Name comparison, whatever the text,` {
  private let matcher = NameMatcher()

  @Test(arguments: 0..<150 as Range<UInt64>)
  func `is the same either way round, and again`(seed: UInt64) {
    for (one, other) in pairs(seed) {
      let weight = matcher.weigh(one, other)
      #expect(weight.isFinite)
      withKnownIssue("what is said of two romanised names depends on which comes first", isIntermittent: true)
      {
        #expect(abs(weight - matcher.weigh(other, one)) <= 0.01, "\(one) | \(other)")
      }
      #expect(weight == matcher.weigh(one, other), "\(one) | \(other)")
      #expect(weight == NameMatcher().weigh(one, other), "a matcher remembers: \(one) | \(other)")
    }
  }

  @Test(arguments: 0..<60 as Range<UInt64>)
  func `gives an account that agrees with the weight`(seed: UInt64) {
    for (one, other) in pairs(seed) {
      let evidence = matcher.compare(one, other)
      #expect(evidence.weight == Double(matcher.weigh(one, other)))
      #expect(evidence.reason.hasSuffix("."))
      if let sharers = evidence.sharers {
        #expect(0 <= sharers.low && sharers.low <= sharers.expected && sharers.expected <= sharers.high)
      }
    }
  }

  @Test(arguments: 0..<60 as Range<UInt64>)
  func `is the same either way round for organisations`(seed: UInt64) {
    for (one, other) in pairs(seed) {
      let weight = matcher.weighOrganisations(one, other)
      #expect(weight.isFinite)
      withKnownIssue("likewise, where a word is like two of the other name", isIntermittent: true) {
        #expect(abs(weight - matcher.weighOrganisations(other, one)) <= 0.01, "\(one) | \(other)")
      }
      #expect(matcher.compare(one, other, kind: .organisation).weight == Double(weight))
    }
  }

  @Test(arguments: [
    "", " ", "a", "王", "é", "И", "ا", "한", "🙂", "\u{FFFD}", "\u{301}", "\u{200D}", "\u{202E}", "\u{0}", "-",
    "...",
    "!?,;:", "()", "((((", "（）", "，、。", "·", "123", "１２３", "\u{E000}", "\u{10FFFF}", "𠀀", "𓀀", "ﷺ", "ß", "ŉ",
    "\u{301}\u{302}\u{303}", "\u{200F}\u{202B}", "a\u{0}b", "\r\n\t", "@@@@", "'", "’’’",
  ])
  func `takes the oddest of short texts`(text: String) {
    for other in ["", text, "Xu Yanjun", "徐延军", "محمد علي", "김정은", "Иванов", "Siemens AG", "有限公司"] {
      for kind in [NameEvidence.Kind.person, .organisation] {
        #expect(matcher.compare(text, other, kind: kind).weight.isFinite)
        #expect(matcher.compare(other, text, kind: kind).weight.isFinite)
      }
    }
  }

  @Test(arguments: [
    "a", "王", "é", "Ж", "ا", "ก", "한", "か", "👩‍👩‍👧‍👦", "\u{301}", "\u{200D}", "\u{FFFD}", " ", "-", "(", "7", "a ",
    "a-", "王 ",
    "Wang ", "ŉ", "Щ", "Siemens ", "公司", "e\u{301}\u{302}", "第五",
  ])
  func `takes ten thousand characters`(unit: String) {
    let text = String(repeating: unit, count: 10_000)
    for other in [text, "Xu Yanjun", "徐延军"] {
      #expect(matcher.compare(text, other).weight.isFinite)
      #expect(matcher.compare(other, text, kind: .organisation).weight.isFinite)
    }
  }

  @Test(arguments: 0..<150 as Range<UInt64>)
  func `holds no spelling for likelier than the name itself`(seed: UInt64) {
    var names = ChineseNames(seed: seed)
    let name = names.next()
    let itself = matcher.weigh(name.characters, name.characters)
    for variant in [name.pinyin, name.turned, name.pinyin.uppercased()] {
      withKnownIssue("up to 1.4 decibans, for common names of two characters", isIntermittent: true) {
        #expect(itself >= matcher.weigh(name.characters, variant) - 0.01, "\(name.characters) | \(variant)")
      }
      #expect(
        matcher.weigh(variant, variant) >= matcher.weigh(variant, name.pinyin) - 0.01,
        "\(variant) | \(name.pinyin)")
    }
  }

  @Test(arguments: 0..<150 as Range<UInt64>)
  func `is far in favour of a name and itself, and finds no part that differs`(seed: UInt64) {
    var names = ChineseNames(seed: seed)
    let name = names.next()
    for text in [name.characters, name.pinyin, name.turned, "\(name.pinyin) (\(name.characters))"] {
      let evidence = matcher.compare(text, text)
      withKnownIssue("Ouyang in letters is not taken for itself", isIntermittent: true) {
        #expect(evidence.weight >= 5 && !evidence.alignment.contains { $0.how == .differs }, "\(text)")
      } when: {
        text.contains("Ouyang") && !text.contains("(")
      }
    }
  }

  @Test(arguments: 0..<150 as Range<UInt64>)
  func `holds no letters for more telling than the characters`(seed: UInt64) {
    var names = ChineseNames(seed: seed)
    let name = names.next()
    let characters = matcher.weigh(name.characters, name.characters)
    for letters in [name.pinyin, name.turned] {
      withKnownIssue("of the two orders the one with the rarer surname is taken", isIntermittent: true) {
        #expect(matcher.weigh(letters, letters) <= characters + 0.01, "\(name.characters) | \(letters)")
      }
    }
  }

  @Test(arguments: [
    ("Sergey Lavrov", "Sergei Lavrov"), ("Mohammed Salah", "Mohamed Salah"), ("John Smith", "Jon Smith"),
    ("Katherine Johnson", "Catherine Johnson"), ("Robert Brown", "Bob Brown"), ("Ouyang Xiu", "Ou-yang Hsiu"),
    ("Tsai Ing-wen", "Cai Yingwen"), ("Lee Kuan Yew", "Li Guangyao"),
    ("Nikos Kazantzakis", "Νίκος Καζαντζάκης"),
    ("Xu Yanjun", "Xu Yanjum"), ("Xu Yanjun", "Xu Yan-jun"), ("Kim Jong-un", "Kim Chŏng-ŭn"),
  ])
  func `holds no variant for likelier than the same letters`(name: String, variant: String) {
    let weight = matcher.weigh(name, variant)
    // Two rare spellings of one name may say a little more than the common one twice.
    #expect(matcher.weigh(name, name) >= weight - 1)
    #expect(matcher.weigh(variant, variant) >= weight - 1)
  }

  /// Random texts, invented names, and one set against the other.
  private func pairs(_ seed: UInt64) -> [(String, String)] {
    var random = RandomText(seed: seed)
    var names = ChineseNames(seed: seed)
    let (one, other) = (names.next(), names.next())
    let (text, next) = (random.text(stretches: 4), random.text(stretches: 40))
    var scalars = String.UnicodeScalarView()
    for _ in 0..<random.next(below: 12) {
      if let scalar = Unicode.Scalar(UInt32(random.next(below: 0x110000))) { scalars.append(scalar) }
    }
    return [
      (text, next), (text, text), (String(scalars), text), (one.characters, other.pinyin),
      (one.pinyin, one.turned), (one.pinyin, other.pinyin), (one.characters, other.characters),
      (one.pinyin + " " + text, one.characters), (one.characters + text, other.turned),
      ("\(one.pinyin) (\(one.characters))", other.characters), (String(scalars) + one.pinyin, one.pinyin),
    ]
  }
}
