import CounterfoilModel
import Testing

@Suite struct `Dates` {
  @Test(arguments: [
    ("on 2024-03-05 in", "2024-03-05"), ("2024/3/5", "2024-03-05"), ("2024.03.05", "2024-03-05"),
    ("2024-03-05T10:20:30Z", "2024-03-05T10:20"), ("5 March 2024", "2024-03-05"),
    ("5th of March, 2024", "2024-03-05"), ("5-Mar-2024", "2024-03-05"),
    ("March 5, 2024", "2024-03-05"),
    ("Mar. 5, 2024", "2024-03-05"), ("MARCH 5 2024", "2024-03-05"), ("Sept. 9, 2011", "2011-09-09"),
    ("March 5th,\n2024", "2024-03-05"), ("March 2024", "2024-03"), ("03/2024", "2024-03"),
    ("25/03/2024", "2024-03-25"), ("03/25/2024", "2024-03-25"), ("05/05/2024", "2024-05-05"),
    ("05/03/2024", "2024"), ("29 February 2024", "2024-02-29"), ("2024年3月5日", "2024-03-05"),
    ("于2024 年 3 月 5 日在", "2024-03-05"), ("2024年3月5号", "2024-03-05"), ("2024年12月", "2024-12"),
    ("二〇二四年三月五日", "2024-03-05"), ("二零二四年十二月三十一日", "2024-12-31"),
    ("一九八九年六月", "1989-06"), ("民國113年3月5日", "2024-03-05"), ("民国三十八年十月一日", "1949-10-01"),
    ("中華民國一百一十三年三月五日", "2024-03-05"), ("2024年", "2024"), ("大正3年", "1914"),
    ("5 March 2024 22:00", "2024-03-05T22:00"), ("2024年3月5日晚上8点", "2024-03-05T20"),
  ])
  func `are read in plain forms`(text: String, expected: String) {
    #expect(Find.found(text, [.date]) == ["date " + expected])
  }

  @Test(arguments: [
    "2023-02-29", "30 February 2024", "2024-13-01", "31/04/2024", "99/99/2024", "2024年13月5日",
    "2024年2月30日",
    "May 5", "I may 2024", "March on Washington", "1.2.2024.5", "12-2024-12", "2000年来",
    "Marching 2024",
    "3/4", "192.0.2.1", "民國", "Dec 5, 20245",
  ])
  func `that do not exist are none`(text: String) {
    #expect(Find.found(text, [.date]).filter { $0.count > 9 } == [])
  }

  @Test(arguments: [
    ("2024年3月5日24时", "2024-03-05"), ("2024年3月5日晚上12点", "2024-03-05"), ("2024年3月5日夜里12点", "2024-03-05"),
    ("2024年3月5日深夜12点", "2024-03-05"), ("midnight on 5 March 2024", "2024-03-05"),
    ("2024-03-05 24:00", "2024-03-05"), ("2024年3月5日晚上1点", "2024-03-05T01"),
    ("2024年3月5日夜里两点", "2024-03-05T02"), ("2024年3月5日中午12点", "2024-03-05T12"),
    ("2024年3月5日凌晨12点", "2024-03-05T00"),
  ])
  func `keep the day and not the clock where it is unsure which night is meant`(
    text: String, expected: String
  ) {
    #expect(Find.found(text, [.date]) == ["date " + expected])
  }

  @Test func `of the Chinese calendar are those of its whole year, whoever asks first`() async {
    let text = (1...29).map { "农历2024年正月\(Self.lunarDays[$0 - 1])。" }.joined()
    let expected = (0..<29).map { $0 < 20 ? "date 2024-02-\($0 + 10)" : "date 2024-03-0\($0 - 19)" }
    await withTaskGroup(of: [String].self) { group in
      for _ in 0..<8 { group.addTask { Find.found(text, [.date]) } }
      for await found in group { #expect(found == expected) }
    }
  }

  private static let lunarDays = [
    "初一", "初二", "初三", "初四", "初五", "初六", "初七", "初八", "初九", "初十", "十一", "十二", "十三", "十四", "十五", "十六", "十七",
    "十八",
    "十九", "二十", "廿一", "廿二", "廿三", "廿四", "廿五", "廿六", "廿七", "廿八", "廿九",
  ]

  @Test(arguments: [
    ("5 March 2024 to 3 February 2024", ["2024-03-05", "2024-02-03"]),
    ("2024年3月5日至2023年3月8日", ["2024-03-05", "2023-03-08"]), ("0th quarter of 2024", ["2024"]),
    ("4th quarter of 2024", ["2024-10/2024-12"]),
  ])
  func `that run backwards are no range`(text: String, expected: [String]) {
    #expect(Find.found(text, [.date]) == expected.map { "date " + $0 })
  }

  @Test func `whose day and month cannot be told apart are less certain`() {
    let certain = Find.mentions("25/03/2024").first?.confidence ?? 0
    let ambiguous = Find.mentions("05/03/2024").first?.confidence ?? 1
    #expect(ambiguous < certain)
  }
}

@Suite struct `Money` {
  @Test(arguments: [
    ("paid $3,000 for", "USD 3000"), ("US$1.2 million", "USD 1200000"), ("USD 50,000", "USD 50000"),
    ("€20k", "EUR 20000"), ("£1,234.50", "GBP 1234.5"), ("¥30,000", "CNY 30000"),
    ("￥30,000", "CNY 30000"),
    ("RMB 30,000", "CNY 30000"), ("RMB30,000", "CNY 30000"), ("30,000 yuan", "CNY 30000"),
    ("30,000 RMB", "CNY 30000"), ("5 million U.S. dollars", "USD 5000000"),
    ("$2.5 billion", "USD 2500000000"),
    ("HK$500", "HKD 500"), ("NT$1,000", "TWD 1000"), ("3万元", "CNY 30000"),
    ("1.5亿美元", "USD 150000000"),
    ("五十万元人民币", "CNY 500000"), ("人民币50万元", "CNY 500000"), ("港币300万", "HKD 3000000"),
    ("新臺幣五十萬元", "TWD 500000"), ("一万元", "CNY 10000"), ("3万5千元", "CNY 35000"),
    ("1亿2000万元", "CNY 120000000"), ("收取3000美元后", "USD 3000"), ("20万欧元", "EUR 200000"),
    ("100元", "CNY 100"),
    ("$0.5 million", "USD 500000"), ("共计二十余万，付五百元", "CNY 500"), ("三点五万元", "CNY 35000"),
    ("一点五亿元", "CNY 150000000"), ("两点三亿元人民币", "CNY 230000000"), ("一点二五亿美元", "USD 125000000"),
    ("1千2百万元", "CNY 12000000"), ("3万5元", "CNY 35000"), ("3万500元", "CNY 30500"),
  ])
  func `is read with its currency`(text: String, expected: String) {
    #expect(Find.found(text, [.money]) == ["money " + expected])
  }

  @Test(arguments: [
    ("500元-1000元", "CNY 500/1000"), ("between $3 and $5 million", "USD 3000000/5000000"),
    ("$3 to $5 million", "USD 3000000/5000000"), ("$5-7 million", "USD 5000000/7000000"),
    ("$500 to $5 million", "USD 500/5000000"), ("EUR 2.500–3.500", "EUR 2500/3500"),
    ("2.500-3.500 €", "EUR 2500/3500"),
  ])
  func `of a range has both ends in one unit`(text: String, expected: String) {
    #expect(Find.found(text, [.money]) == ["money " + expected])
  }

  @Test(arguments: [
    ("CHF 1'500'000", "CHF 1500000"), ("CHF 2’500", "CHF 2500"), ("5.000 €", "EUR 5000"),
    ("EUR 2.500", "EUR 2500"), ("1.250 EUR", "EUR 1250"), ("$1 500", "USD 1500"), ("USD 12 500", "USD 12500"),
    ("1 234 567,89 €", "EUR 1234567.89"), ("EUR 1.2 m", "EUR 1200000"), ("1.234.567 €", "EUR 1234567"),
    ("€1.250 billion", "EUR 1250000000"), ("€0.500", "EUR 0.5"), ("12 500 USD", "USD 12500"),
    ("BTC 1.250", "BTC 1.25"),
  ])
  func `is read whole, however its thousands are parted`(text: String, expected: String) {
    #expect(Find.mentions(text).map { "\($0.value), \($0.quote)" } == ["\(expected), \(text)"])
  }

  @Test func `with a point that may part thousands is unsure`() {
    #expect(Find.mentions("USD 2.500").map(\.confidence) == [0.5])
    #expect((Find.mentions("USD 2.50").first?.confidence ?? 0) > 0.5)
  }

  @Test func `under a heading ends at a blank line and is no date`() {
    #expect(
      Find.found("Amount (EUR)\nrent, 1200\nfood, 300", [.money]) == ["money EUR 1200", "money EUR 300"])
    #expect(Find.found("Amount (EUR)\n\nrent, 1200", [.money]) == [])
    #expect(Find.found("Amount (EUR)\n20240305\n", [.money]) == [])
  }

  @Test(arguments: [
    "$", "USD", "3,000 people", "$HOME", "1.2.3", "元旦", "二〇二四年", "一个", "RMB was", "30 units",
    "9999999999999999999元", "2024年3月5日",
  ])
  func `needs both number and currency`(text: String) {
    #expect(Find.found(text, [.money]) == [])
  }
}
