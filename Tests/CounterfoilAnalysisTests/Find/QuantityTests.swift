import CounterfoilAnalysis
import CounterfoilModel
import Testing

@Suite struct `Relative dates` {
  private static func dates(_ text: String, _ anchor: String?) -> [String] {
    Find.finder.quantities(in: text, anchor: anchor).filter { $0.kind == .date }.map(\.value)
  }

  @Test(arguments: [
    ("yesterday", "2024-03-04"), ("last week", "2024-02-26/2024-03-03"), ("next Tuesday", "2024-03-12"),
    ("a decade ago", "2014"), ("last spring", "2023-03/2023-05"), ("the end of last month", "2024-02"),
    ("上月底", "2024-02"), ("去年三月", "2023-03"), ("三天前", "2024-03-02"), ("上周五", "2024-03-01"),
    ("今年上半年", "2024-01/2024-06"), ("本月5日", "2024-03-05"), ("第一季度", "2024-01/2024-03"),
  ])
  func `are counted from the document's date`(text: String, expected: String) {
    #expect(Self.dates(text, "2024-03-05") == [expected])
    #expect(Self.dates(text, nil) == [""])
  }

  @Test func `without a year take that of the text before, else of the document`() {
    #expect(
      Self.dates("On 5 March 2019 he came. On 7 March he left.", "2024-01-01") == [
        "2019-03-05", "2019-03-07",
      ])
    #expect(Self.dates("On 7 March he left.", "2024-01-01") == ["2024-03-07"])
    #expect(Self.dates("1月8日裁定；同日汇出。", "2024-01-15") == ["2024-01-08", "2024-01-08"])
  }

  @Test func `say what they were counted from`() {
    let found = Find.finder.quantities(
      in: "On 5 March 2019 he came. On 7 March he left; he returned yesterday.", anchor: "2024-01-01")
    #expect(found.map { $0.quantity?.anchor?.source } == [nil, .text, .document])
    #expect(found.map { $0.quantity?.anchor?.date } == [nil, "2019-03-05", "2024-01-01"])
  }

  @Test func `start from the document's own words, not from its file`() {
    #expect(
      DocumentDate.day(metadata: [MetadataEntry(name: "date", value: "2024-03-05T08:30:00+08:00")], text: "")
        == "2024-03-05")
    #expect(DocumentDate.day(metadata: [], text: "A heading\nDate: 5 March 2024\nText") == "2024-03-05")
    #expect(DocumentDate.day(metadata: [], text: "标题\n日期：2024年3月5日\n正文") == "2024-03-05")
    #expect(DocumentDate.day(metadata: [], text: "On 5 March 2024 it rained.") == nil)
  }

  @Test(arguments: [
    ("民國113年3月5日", "roc"), ("令和6年", "reiwa"), ("大正3年", "taisho"), ("公元2024年", nil), ("農曆2023年八月十五", "lunar"),
    ("5 March 2024", nil),
  ])
  func `keep their calendar`(text: String, calendar: String?) {
    #expect(Find.finder.quantities(in: text).first?.quantity?.calendar == calendar)
  }
}

@Suite struct `Numbers` {
  private static func numbers(_ text: String) -> [String] {
    Find.finder.quantities(in: text).filter { $0.kind == .number }.map(\.value)
  }

  @Test(arguments: [
    ("12,500 files", "12500"), ("3.5 million records", "3500000"), ("a dozen men", "12"), ("15%", "15%"),
    ("10 to 20 people", "10/20"), ("two-thirds of them", "2/3"), ("1 in 8", "1/8"), ("1.2 GB", "1.2"),
    ("三分之一", "1/3"), ("百分之十五", "15%"), ("三成", "30%"), ("3.5万人", "35000"), ("二十至三十人", "20/30"),
    ("一百零八人", "108"), ("三千五", "3500"), ("六亿七千多万人", "670000000"), ("三点二亿人", "320000000"),
    ("3万5", "35000"), ("1万2000人", "12000"), ("3万五", "35000"), ("3万零五百", "30500"), ("1亿二千万人", "120000000"),
    ("more\u{A0}than 20 files", "20"),
  ])
  func `are exact`(text: String, expected: String) {
    #expect(Self.numbers(text) == [expected])
  }

  @Test(arguments: [
    "two men", "Room 305", "page 12", "port 8443", "version 4.2.1", "18 months", "aged 31", "Windows 11",
    "F-35",
    "COVID-19", "5G", "192.0.2.1", "sections 4 and 5", "Unit 61398", "18 U.S.C. § 951", "221 Baker Street",
    "三个月", "第十五条", "3号楼", "863计划", "十分好", "五一广场", "千万别", "一方面", "61398部队", "三十五岁",
  ])
  func `are not what only names or lasts`(text: String) {
    #expect(Self.numbers(text) == [])
  }
}

@Suite struct `Numbers too large to hold` {
  @Test(arguments: [
    "ninety hundred ninety hundred ninety hundred ninety hundred trillion", "九千亿点一二三四五六七八九",
    "九百二十二亿三千三百七十二万亿三百六十八亿五千万多万元", "三点五十分", "3万2万",
  ])
  func `are never read whole`(text: String) {
    #expect(!Find.finder.quantities(in: text).contains { $0.kind != .date && $0.quote == text })
  }

  /// Words of numbers and what stands beside them, in sentences no grammar foresees.
  private static let words = [
    "ninety ", "hundred ", "thousand ", "million ", "trillion ", "and ", "a ", "half ", "dozen ", "twenty-",
    "nine ",
    "999999999999999999", "12", "3.", ".5", ",000", "'000", "0", "%", "-", " to ", "between ", "$", "€", " €",
    " m ",
    "USD ", "bn", "st", " years ago ", " quarter of ", "Q4 ", " March ", "2024", ":", "/", "九", "千", "百", "十",
    "万", "亿",
    "零", "两", "三", "点", "多", "余", "几", "成", "半", "元", "角", "美元", "人", "个", "第", "年", "月", "日", "时", "分", "前",
    "后",
    "至", "到", "、", "和", "百分之", "分之", "季度", "年代", "世纪", "民国", "大正", "农历", "正月", "初七", "晚上", "凌晨", "（", "）",
    "\n",
    "\n\n", " ", "，", "。",
  ]

  @Test(arguments: 0..<20 as Range<UInt64>)
  func `stop nobody, in any order of words`(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    for _ in 0..<1000 {
      let count = Int.random(in: 1...30, using: &random)
      let text = (0..<count).map { _ in Self.words.randomElement(using: &random) ?? "" }.joined()
      _ = Find.finder.quantities(in: text, anchor: seed % 2 == 0 ? "2024-02-29" : nil)
    }
  }
}

@Suite struct `Quantities, whatever the text,` {
  private static let pieces = [
    "1", "12", "2024", "1,000", "3.5", "0", "9999999999999999999", "-", "–", "/", ".", ",", ":", " ", "\n",
    "$", "€", "%", "st",
    "s", "k", "'", "(", ")", "March", "May", "Monday", "last", "next", "ago", "of", "the", "in", "to",
    "between", "and", "half",
    "million", "hundred", "dozen", "a", "ten", "twenty", "years", "about", "more than", "pm", "Q1", "dollars",
    "USD", "early", "mid",
    "年", "月", "日", "号", "时", "分", "半", "第", "季度", "上", "下", "周", "世纪", "年代", "初", "底", "前", "后", "至", "、",
    "万", "亿",
    "十", "百", "千", "一", "二", "三", "〇", "○", "多", "余", "元", "人民币", "约", "民国", "农历", "正月", "初五", "个", "百分之",
    "分之", "成",
    "今年", "去年", "上月", "昨天", "１", "２", "，", "（", "）", "é", "😀", "\u{0}", "\u{301}",
  ]

  @Test(arguments: 0..<200 as Range<UInt64>)
  func `stop at nothing and quote what stands there`(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    let text = (0..<400).map { _ in Self.pieces.randomElement(using: &random) ?? "" }.joined()
    let scalars = Array(text.unicodeScalars)
    var last = 0
    for mention in Find.finder.quantities(in: text, anchor: seed % 2 == 0 ? "2024-02-29" : nil) {
      #expect(mention.range.lowerBound >= last && !mention.range.isEmpty)
      var slice = String.UnicodeScalarView()
      slice.append(contentsOf: scalars[mention.range])
      #expect(Array(mention.quote.unicodeScalars) == Array(slice))
      last = mention.range.upperBound
    }
  }

  /// Such a flood once went one call deeper with each word, until the stack was used up.
  @Test(arguments: [
    "mid-", "early ", "late the ", "mid the ", "day of ", "5th day of ", "end of ", "about ", "before ",
    "between ",
    "from 1 to ", "half a ", "the day after ", "last ", "at noon on ", "初", "前", "约", "上", "百分之", "民国",
  ])
  func `do not go deeper with each word of a flood`(piece: String) {
    _ = Find.finder.quantities(in: String(repeating: piece, count: 100_000), anchor: "2024-03-05")
  }
}
