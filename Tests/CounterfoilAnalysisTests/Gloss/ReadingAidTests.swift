import CounterfoilAnalysis
import CounterfoilModel
import CounterfoilText
import Testing

@Suite struct `Reading aid` {
  private let aid = ReadingAid(lexicon: Find.lexicon, terms: ChineseWordList.words)

  private func words(_ text: String) -> [GlossedWord] {
    aid.words(in: text, mentions: Find.mentions(text))
  }

  /// A mention of a person, as a recogniser would give it.
  private func person(_ name: String, in text: String) -> [Mention] {
    guard let range = text.unicodeScalars.firstRange(of: name.unicodeScalars) else { return [] }
    let start = text.unicodeScalars.distance(from: text.startIndex, to: range.lowerBound)
    return [
      Mention(
        kind: .person, range: start..<start + name.unicodeScalars.count, quote: name, value: name,
        confidence: 0.9)
    ]
  }

  @Test func `gives an organisation its English name, its reading and what it is`() throws {
    let word = try #require(words("他在國家安全部工作。").first { $0.kind == .organisation })
    #expect(word.quote == "國家安全部")
    #expect(word.gloss == "Ministry of State Security")
    #expect(word.pinyin == "Guójiā'ānquán bù")
    #expect(word.warning?.contains("intelligence") == true)
  }

  @Test func `warns of what a term could be mistaken for`() throws {
    let word = try #require(words("国保请他喝茶。").first { $0.quote == "喝茶" })
    #expect(word.kind == .term)
    #expect(word.warning?.hasPrefix("could also be: ") == true)
    #expect(word.gloss?.contains("literally") == true)
  }

  @Test func `gives a person's name its spellings and how many bear it`() throws {
    let text = "昨天王伟来过。"
    let word = try #require(
      aid.words(in: text, mentions: person("王伟", in: text)).first { $0.kind == .person })
    #expect(word.pinyin == "Wáng Wěi")
    #expect(word.spellings.contains { $0.text == "Wang Wei" })
    #expect(word.spellings.contains { $0.text == "Wong Wai" })
    #expect(try #require(word.sharers) > 100_000)
  }

  @Test func `leaves text without Chinese alone`() {
    #expect(words("Nothing here, 한국어, ひらがな only in part.").allSatisfy { $0.quote != "Nothing" })
    #expect(words("Nothing here.").isEmpty)
    #expect(words("").isEmpty)
  }

  @Test(arguments: 1...40)
  func `covers every Chinese character once, in any text`(seed: Int) {
    var generator = SeededGenerator(seed: UInt64(seed))
    let pieces = ["国家安全部", "王伟", "喝茶", "abc ", "，", "行", "𠮷", "東京タワー", "\n", "重慶銀行", "🙂"]
    let text = (0..<30).map { _ in pieces.randomElement(using: &generator) ?? "" }.joined()
    var end = 0
    var covered = 0
    for word in words(text) {
      #expect(word.range.lowerBound >= end)
      end = word.range.upperBound
      covered += word.quote.unicodeScalars.count(where: \.properties.isIdeographic)
    }
    #expect(covered == text.unicodeScalars.count(where: \.properties.isIdeographic))
  }
}
