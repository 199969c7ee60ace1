import CounterfoilText
import Testing

@Suite struct `Two spellings of a name` {
  private let matcher = NameMatcher()

  /// Three to one.
  private static let clear: Float = 5

  private func weigh(_ a: String, _ b: String) -> Float { matcher.weigh(a, b) }

  @Test(arguments: [
    // Hanyu Pinyin, with and without marks, joints and order
    ("徐延军", "Xu Yanjun"), ("徐延军", "Xú Yánjūn"), ("徐延军", "xuyanjun"), ("徐延军", "XU Yanjun"),
    ("徐延军", "Yanjun Xu"), ("徐延军", "Xu, Yanjun"), ("徐延军", "Xu Yan Jun"), ("徐延军", "Xu Yan-jun"),
    ("徐延军", "Ｘｕ Ｙａｎｊｕｎ"), ("徐延军", "Mr. Xu Yanjun"), ("徐延军", "X\u{75}\u{301} Ya\u{301}nju\u{304}n"),
    ("呂秀蓮", "Lü Xiulian"), ("呂秀蓮", "Lv Xiulian"), ("呂秀蓮", "Lyu Xiulian"), ("呂秀蓮", "Lu Xiulian"),
    // Wade–Giles and what became of it
    ("徐延军", "Hsu Yen-chün"), ("徐延軍", "Hsü Yen-chün"), ("Xu Yanjun", "Hsu Yen-chun"),
    ("毛泽东", "Mao Tse-tung"), ("周恩来", "Chou En-lai"), ("鄧小平", "Teng Hsiao-p'ing"), ("諸葛亮", "Chu-ko Liang"),
    // Taiwan, Hong Kong, Macau, Singapore
    ("蔡英文", "Tsai Ing-wen"), ("馬英九", "Ma Ying-jeou"), ("賴清德", "Lai Ching-te"), ("蔣介石", "Chiang Kai-shek"),
    ("孫逸仙", "Sun Yat-sen"), ("林鄭月娥", "Carrie LAM CHENG Yuet-ngor"), ("曾蔭權", "Donald Tsang Yam-kuen"),
    ("司徒華", "Szeto Wah"), ("梁振英", "Leung Chun-ying"), ("何厚鏵", "Ho Hau Wah"),
    ("吳作棟", "Goh Chok Tong"), ("李顯龍", "Lee Hsien Loong"), ("陳慶炎", "Tan Keng Yam"),
    // Readings that names have and other words have not
    ("单田芳", "Shan Tianfang"), ("仇英", "Qiu Ying"), ("任正非", "Ren Zhengfei"), ("华国锋", "Hua Guofeng"),
    ("查良鏞", "Zha Liangyong"), ("解振华", "Xie Zhenhua"),
    // Compound surnames
    ("歐陽修", "Ouyang Xiu"), ("司馬遷", "Sima Qian"), ("諸葛亮", "Zhuge Liang"), ("上官婉儿", "Shangguan Wan'er"),
    // Read in Korean and in Vietnamese, and in Hangul
    ("金大中", "Kim Dae-jung"), ("金正恩", "Kim Jong-un"), ("胡志明", "Ho Chi Minh"), ("胡志明", "Hồ Chí Minh"),
    ("武元甲", "Võ Nguyên Giáp"), ("文在寅", "문재인"),
    // Cyrillic
    ("習近平", "Си Цзиньпин"), ("Xi Jinping", "Си Цзиньпин"),
    // The same characters in another form
    ("徐延军", "徐延軍"), ("任正非", "任 正 非"), ("欧阳修", "歐陽脩"), ("張𬀩", "Zhang Wei"),
  ])
  func `of Chinese characters is known for one`(a: String, b: String) {
    #expect(weigh(a, b) >= Self.clear)
  }

  @Test(arguments: [
    ("Сергей Лавров", "Sergey Lavrov"), ("Сергей Лавров", "Sergei Lavrov"),
    ("Дмитрий Медведев", "Dmitry Medvedev"),
    ("Дмитрий Медведев", "Dmitrij Medwedew"), ("Володимир Зеленський", "Volodymyr Zelensky"),
    ("Юлия Навальная", "Yulia Navalnaya"), ("Νίκος Καζαντζάκης", "Nikos Kazantzakis"),
    ("Лавров, Сергей Викторович", "Sergey Lavrov"), ("Хрущёв Никита", "Nikita Khrushchev"),
    ("Muhammad Ali", "Mohammed Aly"), ("Boris Johnson", "Alexander Boris de Pfeffel Johnson"),
    ("Jose Maria Aznar", "José María Aznar"), ("Lech Wałęsa", "Lech Walesa"),
    ("Angela Merkel", "MERKEL, Angela"),
    ("William Clinton", "Bill Clinton"), ("J. Edgar Hoover", "John Edgar Hoover"),
    ("Jurgen Habermas", "Jürgen Habermas"),
    ("Juergen Habermas", "Jürgen Habermas"),
  ])
  func `of other letters is known for one`(a: String, b: String) {
    #expect(weigh(a, b) >= Self.clear)
  }

  @Test(arguments: [
    ("김대중", "Kim Dae Jung"), ("محمد صلاح", "Mohamed Salah"), ("محمد حسني مبارك", "Mohammed Hosni Mubarak"),
    ("أحمد حسن", "Ahmed Hassan"), ("김정은", "Kim Jong-un"), ("李光耀", "Lee Kuan Yew"),
  ])
  func `in Arabic, in Hangul with an uncommon romanisation, or spelled by no convention, is known for one`(
    a: String, b: String
  ) {
    withKnownIssue(
      "ICU writes 김 as gim and leaves out the vowels of Arabic; Kuan for 光 follows no convention",
      isIntermittent: true
    ) {
      #expect(weigh(a, b) >= Self.clear)
    }
  }

  @Test(arguments: [
    // the name, another's name, a spelling of the name's own
    ("王伟", "王薇", "王偉"), ("王伟", "Wang Fang", "Wang Wei"), ("李明", "Li Ning", "Li Ming"),
    ("王建国", "李建国", "王建國"), ("王建国", "Li Jianguo", "Wang Jianguo"),
    ("Wang Jianguo", "Li Jianguo", "Jianguo Wang"),
    ("王建国", "王建军", "王建國"), ("Xu Yanjun", "Xu Yanmei", "Hsu Yen-chun"),
    ("欧阳修", "Ouyang Feng", "Ouyang Xiu"), ("歐陽修", "Zhuge Xiu", "Ouyang Xiu"),
    ("John Smith", "Jane Smith", "Smith, John"), ("Сергей Лавров", "Sergey Ivanov", "Sergey Lavrov"),
    ("Angela Merkel", "Angela Davis", "Merkel, Angela"), ("Xu Yanjun", "Boris Johnson", "Yanjun Xu"),
    ("徐延军", "Boris Johnson", "Xu Yanjun"), ("Wang Wei", "Wang Fang", "Wei Wang"),
  ])
  func `of two people speaks against, far below a spelling of one`(name: String, other: String, own: String) {
    #expect(weigh(name, other) < 0)
    #expect(weigh(name, other) <= weigh(name, own) - 10)
  }

  @Test(arguments: [("蔡英文", "Tsai Ing-mei"), ("陈独秀", "Chen Duxin")])
  func `that differ in a whole character speak against`(name: String, other: String) {
    withKnownIssue("one letter or part alike outweighs the rest", isIntermittent: true) {
      #expect(weigh(name, other) < 0)
    }
  }

  @Test func `says less the commoner the name`() {
    #expect(weigh("王伟", "Wang Wei") < weigh("徐延军", "Xu Yanjun"))
    #expect(weigh("徐延军", "Xu Yanjun") < weigh("单田芳", "Shan Tianfang"))
    #expect(weigh("John Smith", "John Smith") < weigh("Nikos Kazantzakis", "Nikos Kazantzakis"))
  }

  @Test(arguments: ["Wang Wei", "Xu Yanjun", "Li Na", "Zhang Min"])
  func `in letters says less than in characters`(name: String) {
    let characters = ["Wang Wei": "王伟", "Xu Yanjun": "徐延军", "Li Na": "李娜", "Zhang Min": "张敏"][name] ?? ""
    withKnownIssue("of the two orders the one with the rarer surname is taken", isIntermittent: true) {
      #expect(weigh(name, name) <= weigh(characters, characters))
    }
  }
}
