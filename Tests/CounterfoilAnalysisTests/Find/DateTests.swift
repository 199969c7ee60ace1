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
    ("中華民國一百一十三年三月五日", "2024-03-05"), ("2024年", "2024"),
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
    ("$0.5 million", "USD 500000"), ("共计二十余万，付五百元", "CNY 500"),
  ])
  func `is read with its currency`(text: String, expected: String) {
    #expect(Find.found(text, [.money]) == ["money " + expected])
  }

  @Test(arguments: [
    "$", "USD", "3,000 people", "$HOME", "1.2.3", "元旦", "二〇二四年", "一个", "RMB was", "30 units",
    "9999999999999999999元", "2024年3月5日",
  ])
  func `needs both number and currency`(text: String) {
    #expect(Find.found(text, [.money]) == [])
  }
}
