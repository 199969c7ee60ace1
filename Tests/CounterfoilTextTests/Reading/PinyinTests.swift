import CounterfoilText
import Testing

@Suite struct `Reading in Pinyin` {
  @Test(
    arguments: [
      ("银行", "yínháng"), ("行动", "xíngdòng"), ("銀行", "yínháng"), ("西安", "xī'ān"), ("重庆", "chóngqìng"),
      ("国家", "guójiā"), ("行李", "xínglǐ"), ("女", "nǚ"), ("A", nil), ("国A", nil), ("", ""),
    ] as [(String, String?)])
  func `reads words as words and characters as characters`(word: String, expected: String?) {
    #expect(Pinyin.shared.reading(of: word) == expected)
  }

  @Test(arguments: [
    ("单雄信", "Shàn Xióngxìn"), ("解晓东", "Xiè Xiǎodōng"), ("王伟", "Wáng Wěi"), ("徐延军", "Xú Yánjūn"),
    ("歐陽修", "Ōuyáng Xiū"), ("曾国藩", "Zēng Guófān"), ("仇英", "Qiú Yīng"), ("吕后", "Lǚ Hòu"),
  ])
  func `reads a surname as a surname`(name: String, expected: String) {
    #expect(NameMatcher().pinyin(ofName: name) == expected)
  }

  @Test(arguments: ["Xu Yanjun", "", "   ", "🙂"])
  func `reads no name that is not in Chinese characters`(name: String) {
    #expect(NameMatcher().pinyin(ofName: name) == nil)
  }

  @Test func `gives a reading or nil for each scalar of any text`() {
    var random = RandomText(seed: 7)
    for _ in 0..<300 {
      let text = random.text(stretches: 5)
      #expect(Pinyin.shared.syllables(of: text).count == text.unicodeScalars.count)
    }
  }
}
