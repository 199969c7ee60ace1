import CounterfoilText
import Testing

@Suite struct `Chinese words` {
  @Test(arguments: [
    ("", [], []),
    ("abc 123", [], []),
    ("他在北京工作。", [], ["他在", "北京", "工作"]),
    ("國家安全部", ["国家安全部"], ["國家安全部"]),
    ("张伟强调安全", ["张伟"], ["张伟", "强调", "安全"]),
    ("APT组织𠀀", [], ["组织", "𠀀"]),
  ])
  func `follow the dictionary and the given terms`(text: String, terms: [String], words: [String]) {
    #expect(ChineseWords(terms: terms).words(in: text).map { slice(text, $0) } == words)
  }

  @Test(arguments: 0..<60 as Range<UInt64>)
  func `cover every run once`(seed: UInt64) {
    var random = RandomText(seed: seed)
    let text = random.text(stretches: 20) + String(repeating: "国家安全工作", count: 400)
    let ranges = ChineseWords(terms: ["安全工作"]).words(in: text)
    let bytes = Array(text.utf8)
    var last = 0
    var covered = 0
    for range in ranges {
      #expect(range.lowerBound >= last && !range.isEmpty)
      #expect(isScalarBoundary(range.lowerBound, in: bytes))
      last = range.upperBound
      covered += range.count
    }
    #expect(covered >= 400 * 18)
    #expect(last == bytes.count)
  }
}
