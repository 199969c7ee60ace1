/// Invented Chinese names in characters and in pinyin, the same for the same seed.
struct ChineseNames {
  struct Name {
    /// In simplified characters.
    var characters: String
    /// Surname first, the given name in one word.
    var pinyin: String
    /// The given name first.
    var turned: String
  }

  private var random: RandomText

  init(seed: UInt64) { random = RandomText(seed: seed) }

  private static let surnames = table(
    """
    王 wang 李 li 张 zhang 刘 liu 陈 chen 杨 yang 赵 zhao 黄 huang 周 zhou 吴 wu 徐 xu 孙 sun 胡 hu 朱 zhu 高 gao
    林 lin 何 he 郭 guo 马 ma 罗 luo 梁 liang 宋 song 郑 zheng 谢 xie 韩 han 唐 tang 冯 feng 于 yu 董 dong 萧 xiao
    程 cheng 曹 cao 袁 yuan 邓 deng 许 xu 傅 fu 沈 shen 曾 zeng 彭 peng 吕 lü 欧阳 ouyang 诸葛 zhuge 司马 sima
    """)
  private static let given = table(
    """
    伟 wei 芳 fang 秀 xiu 英 ying 娜 na 敏 min 静 jing 丽 li 强 qiang 磊 lei 军 jun 洋 yang 勇 yong 艳 yan 杰 jie
    娟 juan 涛 tao 明 ming 超 chao 霞 xia 平 ping 刚 gang 桂 gui 文 wen 华 hua 建 jian 国 guo 志 zhi 玉 yu 红 hong
    春 chun 海 hai 云 yun 立 li 永 yong 德 de 晓 xiao 宇 yu 浩 hao 然 ran 佳 jia 怡 yi 梅 mei 兰 lan 雪 xue
    """)

  private static func table(_ text: String) -> [(character: String, syllable: String)] {
    let words = text.split { $0 == " " || $0 == "\n" }.map(String.init)
    return stride(from: 0, to: words.count, by: 2).map { (words[$0], words[$0 + 1]) }
  }

  mutating func next() -> Name {
    let surname = Self.surnames[random.next(below: Self.surnames.count)]
    var given = Self.given[random.next(below: Self.given.count)]
    if random.next(below: 6) > 0 {
      let second = Self.given[random.next(below: Self.given.count)]
      given = (given.character + second.character, given.syllable + second.syllable)
    }
    let (first, last) = (surname.syllable.capitalised, given.syllable.capitalised)
    return Name(
      characters: surname.character + given.character, pinyin: "\(first) \(last)",
      turned: "\(last) \(first)")
  }

  /// Names of which no two are the same in characters.
  mutating func distinct(_ count: Int) -> [Name] {
    var seen = Set<String>()
    var names: [Name] = []
    while names.count < count {
      let name = next()
      if seen.insert(name.characters).inserted { names.append(name) }
    }
    return names
  }
}

extension String {
  fileprivate var capitalised: String { prefix(1).uppercased() + dropFirst() }
}
