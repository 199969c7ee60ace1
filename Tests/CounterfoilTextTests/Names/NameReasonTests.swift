import CounterfoilText
import Testing

/// The account of a comparison, as a person reads it. The weights are left out: they change with the tables.
@Suite struct `The account of a comparison of names` {
  private let matcher = NameMatcher()

  private static func written(_ match: NameEvidence.Match) -> String {
    let parts =
      match.a == match.b ? match.a : "\(match.a.isEmpty ? "∅" : match.a)–\(match.b.isEmpty ? "∅" : match.b)"
    return "\(parts) \(match.how.rawValue)" + (match.convention.isEmpty ? "" : " (\(match.convention))")
  }

  private func parts(_ a: String, _ b: String) -> String {
    matcher.compare(a, b).alignment.map(Self.written).joined(separator: ", ")
  }

  @Test(arguments: [
    ("徐延军", "Xu Yanjun", "徐–xu spelled (pinyin), 延–yan spelled (pinyin), 军–jun spelled (pinyin)"),
    ("徐延军", "徐延軍", "徐 same, 延 same, 军–軍 same (variant form)"),
    ("徐延军", "Yanjun Xu", "徐–xu spelled (pinyin), 延–yan spelled (pinyin), 军–jun spelled (pinyin)"),
    ("司徒華", "Szeto Wah", "司–sze spelled (hong-kong), 徒–to spelled (hong-kong), 華–wah spelled (hong-kong)"),
    (
      "曾蔭權", "Donald Tsang Yam-kuen",
      "曾–tsang spelled (hong-kong), 蔭–yam spelled (hong-kong), 權–kuen spelled (hong-kong), ∅–donald missing"
    ),
    ("金大中", "Kim Dae-jung", "金–kim spelled (korean), 大–dae spelled (korean), 中–jung spelled (korean)"),
    (
      "胡志明", "Ho Chi Minh",
      "胡–ho spelled (vietnamese), 志–chi spelled (vietnamese), 明–minh spelled (vietnamese)"
    ),
    ("王伟", "王薇", "王 same, 伟–薇 differs"), ("王伟", "Wang Fang", "王–wang spelled (pinyin), 伟–fang differs"),
    ("王伟", "王伟民", "王 same, 伟 same, ∅–民 missing"),
    ("Xu Yanjun", "Hsu Yen-chun", "xu–hsu spelling, yan–yen spelling, jun–chun spelling"),
    ("Xu Yanjun", "Xu Yanjun", "xu same, yan same, jun same"),
    ("Sergei Lavrov", "Сергей Лавров", "sergei–sergey spelling, lavrov same"),
    ("Bill Clinton", "William Clinton", "bill–william petName, clinton same"),
    ("J. Hoover", "John Hoover", "j–john initial, hoover same"),
    ("John Smith", "Jane Smith", "smith same, john–jane differs"),
    ("", "徐延军", ""),
  ])
  func `names the parts`(a: String, b: String, expected: String) {
    #expect(sorted(parts(a, b)) == sorted(expected))
  }

  @Test(arguments: [
    (
      "毛泽东", "Mao Tse-tung",
      "毛–mao spelled (wade-giles), 泽–tse spelled (wade-giles), 东–tung spelled (wade-giles)"
    ),
    ("諸葛亮", "Chu-ko Liang", "諸葛–chuko spelled (wade-giles), 亮–liang spelled (wade-giles)"),
  ])
  func `knows Wade–Giles`(a: String, b: String, expected: String) {
    withKnownIssue(
      "Taiwan's passports share most spellings, and a compound surname names no convention",
      isIntermittent: true
    ) {
      #expect(sorted(parts(a, b)) == sorted(expected))
      #expect(matcher.compare(a, b).reason.hasPrefix("Every part fits, spelled as in Wade–Giles."))
    }
  }

  private func sorted(_ parts: String) -> [String] { parts.split(separator: ", ").map(String.init).sorted() }

  @Test(arguments: [
    ("徐延军", "Xu Yanjun", "Every part fits, spelled as in Hanyu Pinyin."),
    ("司徒華", "Szeto Wah", "Every part fits, spelled as in Hong Kong."),
    (
      "曾蔭權", "Donald Tsang Yam-kuen",
      "Every part fits, spelled as in Hong Kong; without a counterpart: ‘donald’."
    ),
    ("習近平", "Си Цзиньпин", "Every part fits, spelled as in Palladius (Russian)."),
    ("金大中", "Kim Dae-jung", "Every part fits, spelled as in Korean reading."),
    ("徐延军", "徐延軍", "The characters are the same, in simplified, traditional or variant form."),
    ("徐延军", "徐延军", "The names are the same part for part."),
    ("Xu Yanjun", "Xu Yanjun", "The names are the same part for part."),
    ("王伟", "王薇", "‘伟’ and ‘薇’ are not one name part in any spelling known here."),
    ("王建国", "Li Jianguo", "‘王’ and ‘li’ are not one name part in any spelling known here."),
    ("王伟", "王伟民", "The parts fit one another; without a counterpart: ‘民’."),
    (
      "Bill Clinton", "William Clinton",
      "The parts fit one another; ‘bill’ and ‘william’ are used of one person."
    ),
    ("J. Hoover", "John Hoover", "The parts fit one another; ‘j’ and ‘john’ agree as an initial."),
    ("", "", "Neither text holds a name."),
  ])
  func `begins with a plain sentence`(a: String, b: String, sentence: String) {
    #expect(matcher.compare(a, b).reason.hasPrefix(sentence))
  }

  @Test(arguments: [("王伟", "王薇"), ("王伟", "Wang Fang"), ("John Smith", "Jane Smith")])
  func `does not count the bearers of a name that is not one`(a: String, b: String) {
    #expect(!matcher.compare(a, b).reason.contains("expected to bear"))
  }

  @Test func `names the surnames that differ, in letters too`() {
    withKnownIssue(
      "Wang Ji-ang-uo is matched with Li Ji-ang-uo, and what is left over is in no part", isIntermittent: true
    ) {
      let reason = matcher.compare("Wang Jianguo", "Li Jianguo").reason
      #expect(reason.hasPrefix("‘wang’ and ‘li’ are not one name part in any spelling known here."))
      #expect(!reason.contains("expected to bear"))
    }
  }

  @Test(arguments: 0..<80 as Range<UInt64>)
  func `changes sides with the names`(seed: UInt64) {
    var names = ChineseNames(seed: seed)
    let (one, other) = (names.next(), names.next())
    for (a, b) in [
      (one.characters, one.pinyin), (one.characters, other.turned), (one.pinyin, other.pinyin),
      (one.characters, other.characters),
    ] {
      let there = matcher.compare(a, b)
      let back = matcher.compare(b, a)
      withKnownIssue("an alignment of two romanised names depends on which comes first", isIntermittent: true)
      {
        #expect(
          Set(there.alignment.map { "\($0.a)|\($0.b)" }) == Set(back.alignment.map { "\($0.b)|\($0.a)" }),
          "\(a) | \(b)")
      } when: {
        a == one.pinyin && b == other.pinyin
      }
      withKnownIssue("of two names in characters the first is counted", isIntermittent: true) {
        #expect(there.sharers == back.sharers, "\(a) | \(b)")
      } when: {
        a == one.characters && b == other.characters
      }
    }
  }

  @Test(arguments: 0..<80 as Range<UInt64>)
  func `says of a part that it differs only where the parts speak against`(seed: UInt64) {
    var names = ChineseNames(seed: seed)
    let (one, other) = (names.next(), names.next())
    for (a, b) in [
      (one.characters, other.pinyin), (one.pinyin, other.pinyin), (one.characters, other.characters),
    ] {
      for match in matcher.compare(a, b).alignment where match.how == .differs { #expect(match.weight < 0) }
      guard matcher.weigh(a, b) < -8 else { continue }
      let reason = matcher.compare(a, b).reason
      #expect(!reason.hasPrefix("Every part fits"), "\(a) | \(b)")
      withKnownIssue("what romanised names leave over is in no part", isIntermittent: true) {
        #expect(!reason.hasPrefix("The names are the same"), "\(a) | \(b)")
      } when: {
        a == one.pinyin && b == other.pinyin
      }
    }
  }
}
