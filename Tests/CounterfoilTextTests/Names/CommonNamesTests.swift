import CounterfoilText
import Testing

@Suite struct `How many share a name` {
  private let matcher = NameMatcher()

  private func sharers(_ a: String, _ b: String) throws -> NameEvidence.Sharers {
    try #require(matcher.compare(a, b).sharers)
  }

  // Holders of the ten commonest full names, as the press reported the Ministry of Public Security's count in 2014.
  @Test(arguments: [
    ("张伟", 290_607), ("王伟", 281_568), ("王芳", 268_268), ("李伟", 260_980), ("王秀英", 246_737), ("李秀英", 244_637),
    ("李娜", 244_223), ("张秀英", 236_266), ("刘伟", 234_352), ("张敏", 233_708),
  ])
  func `is within twice and half of the count`(name: String, counted: Double) throws {
    let found = try sharers(name, name)
    #expect((counted / 2...counted * 2).contains(found.expected))
    #expect((found.low...found.high).contains(counted))
  }

  @Test(arguments: [
    ("王伟", "Wang Wei"), ("张伟", "Zhang Wei"), ("李娜", "Li Na"), ("徐延军", "Xu Yanjun"), ("欧阳修", "Ouyang Xiu"),
    ("蔡英文", "Tsai Ing-wen"), ("王秀英", "Wang Xiuying"),
  ])
  func `is no less in letters, which fit more characters`(characters: String, letters: String) throws {
    let inCharacters = try sharers(characters, characters).expected
    let inLetters = try sharers(letters, letters).expected
    withKnownIssue("the syllables are counted in the order with the rarer surname", isIntermittent: true) {
      #expect(inLetters >= inCharacters)
    } when: {
      !["徐延军", "蔡英文"].contains(characters)
    }
    // Characters on one side settle it.
    #expect(try sharers(characters, letters).expected == inCharacters)
    #expect(try sharers(letters, characters).expected == inCharacters)
  }

  @Test(arguments: [
    ("Xu Yanjun", "Hsu Yen-chun"), ("Tsai Ing-wen", "Cai Yingwen"), ("Wang Jianguo", "Jianguo Wang"),
  ])
  func `is no more for two spellings than for one of them`(one: String, other: String) throws {
    let both = try sharers(one, other).expected
    let each = try [sharers(one, one).expected, sharers(other, other).expected]
    withKnownIssue("as above", isIntermittent: true) {
      for single in each { #expect(both <= single * 1.001) }
    } when: {
      one != "Wang Jianguo"
    }
  }

  @Test func `falls from the common to the rare`() throws {
    let ranked = try ["王伟", "徐延军", "曾荫权"].map { try sharers($0, $0).expected }
    #expect(ranked[0] > 100 * ranked[1] && ranked[1] > 10 * ranked[2])
    #expect(
      try sharers("John Smith", "John Smith").expected > 1000
        * sharers("Nikos Kazantzakis", "Nikos Kazantzakis").expected)
  }

  @Test(arguments: ["王伟", "Wang Wei", "徐延军", "李明", "John Smith"])
  func `is told in the reason, to two digits`(name: String) throws {
    let evidence = matcher.compare(name, name)
    let sharers = try #require(evidence.sharers)
    let words = evidence.reason.split(separator: " ")
    let about = try #require(words.firstIndex(of: "About"))
    let digits = String(words[about + 1].filter { $0 != "," })
    let told = try #require(Double(digits))
    #expect(abs(told / sharers.expected - 1) < 0.06)
  }

  @Test(arguments: [("", ""), ("...", "Wang Wei"), ("Siemens", "")])
  func `is not said where nothing was compared`(a: String, b: String) {
    #expect(matcher.compare(a, b).sharers == nil)
  }

  @Test func `is not said of characters where nothing was compared`() {
    withKnownIssue("characters on one side are counted whatever the other side", isIntermittent: true) {
      #expect(matcher.compare("...", "王伟").sharers == nil)
    }
  }

  @Test func `is not said of organisations`() {
    #expect(matcher.compare("Siemens AG", "Siemens", kind: .organisation).sharers == nil)
  }
}
