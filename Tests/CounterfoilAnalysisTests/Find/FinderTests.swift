import CounterfoilAnalysis
import CounterfoilModel
import Testing

@Suite struct `The finder` {
  /// Pieces that every scanner reacts to, in both languages, whole and broken.
  private static let pieces = [
    "http://a.cn/x", "hxxp://b[.]com", "a@b.com", "192.0.2.1", "2001:db8::1", "CVE-2021-44228",
    "AS4134",
    "国家安全部", "Ministry of State Security", "MSS", "喝茶", "国保", "北京", "Shanghai", "2024年3月5日",
    "March 5, 2024", "五十万元", "$3,000", "¥5", "+86 138-0013-8000",
    "d41d8cd98f00b204e9800998ecf8427e", ".",
    "[.]", "@", "://", " ", "\n", "。", "é", "😀", "\u{301}", "中", "x", "1", ":", "-", "(", ")", "[",
    "元", "年", "\u{0}",
  ]

  private static func text(seed: UInt64) -> String {
    var random = SeededGenerator(seed: seed)
    return (0..<200).map { _ in pieces.randomElement(using: &random) ?? "" }.joined()
  }

  @Test(arguments: 0..<60 as Range<UInt64>)
  func `quotes what stands at each range, in order and without overlap`(seed: UInt64) {
    let text = Self.text(seed: seed)
    let scalars = Array(text.unicodeScalars)
    var last = 0
    for mention in Find.mentions(text) {
      #expect(mention.range.lowerBound >= last)
      #expect(!mention.range.isEmpty)
      guard mention.range.upperBound <= scalars.count else {
        Issue.record("\(mention.range) leaves the text")
        break
      }
      var slice = String.UnicodeScalarView()
      slice.append(contentsOf: scalars[mention.range])
      #expect(Array(mention.quote.unicodeScalars) == Array(slice))
      #expect(mention.confidence > 0 && mention.confidence <= 1)
      last = mention.range.upperBound
    }
  }

  @Test(arguments: 0..<10 as Range<UInt64>)
  func `gives the same mentions each time, from any finder`(seed: UInt64) {
    let text = Self.text(seed: seed)
    let first = Find.mentions(text)
    #expect(!first.isEmpty)
    #expect(Find.mentions(text) == first)
  }

  @Test func `is independent of the order in which it meets texts`() {
    let other = Finder(lexicon: Find.lexicon)
    let text = Self.text(seed: 7)
    _ = other.mentions(in: Self.text(seed: 8))
    #expect(other.mentions(in: text) == Find.mentions(text))
  }

  @Test(arguments: [
    "a.", "1.", "[", "@", ":", "a@", "f:", "::", "http://", "a[.]", "a(at)b.", "[.]", "x.com:1",
    ".@", "1.1.1.1",
    "a-", "_-", "'@", "+1", "1 1-", "(", "0x", "bc1q", "CVE-", "AS1 ", "$1", "2024年", "1 May ",
    "二〇", "1,", "中国",
    "Ministry of State ", "喝茶", "3万", "a", "0", "deadbeef", "www.", "M\n", "   ", "[:]",
    "http://a(", "a b@c d.",
    "Central ", "中央", "\n\n", "é.", "1[.]", "USD ", "百", "HIT ", "5T", "5usd", "a.com/+", "a.com/x+",
    "1.2.3.4/24,", "1 234 ", "1'234", "三点五", "正月初七", "400 400 4000 ",
  ])
  func `takes twice the steps for twice the text`(unit: String) {
    let count = 20_000 / unit.utf8.count
    let once = Find.finder.work(in: String(repeating: unit, count: count))
    let twice = Find.finder.work(in: String(repeating: unit, count: count * 2))
    #expect(twice <= once * 2 + once / 4 + 2_000)
    #expect(twice <= 200 * 40_000)
  }

  @Test(arguments: 0..<30 as Range<UInt64>)
  func `finds the same with and without plain numbers`(seed: UInt64) {
    let text = Self.text(seed: seed) + " 12 Angry Men, 610 Office, 3,000 files "
    #expect(
      Find.finder.mentions(in: text, keepsNumbers: false) == Find.mentions(text).filter { $0.kind != .number }
    )
  }

  @Test func `reads the empty text and the empty lexicon`() {
    #expect(Find.mentions("") == [])
    #expect(Finder(lexicon: Lexicon()).mentions(in: "Beijing 国家安全部 example.com") == [])
  }
}
