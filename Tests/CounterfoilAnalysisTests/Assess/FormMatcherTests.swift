import CounterfoilModel
import CounterfoilText
import Testing

@testable import CounterfoilAnalysis
@testable import CounterfoilFormats

@Suite struct `Forms` {
  private static let classes = [
    "en:not": ["not", "never", "do not"], "en:tell": ["tell", "mention", "speak of"],
    "en:employer": ["employer", "boss"], "zh:not": ["不要", "别"], "zh:tell": ["告诉", "说"],
    "zh:employer": ["单位", "领导"],
  ]

  /// Whether a form as a pack writes it holds in a text.
  private func holds(_ form: String, _ text: String, in language: String = "en") throws -> Bool {
    var read = try WordFormReader.read(form)
    read.items = read.items.map { item in
      var item = item
      item.alternatives = item.alternatives.map { alternative in
        if case .wordClass(let name) = alternative { .wordClass("\(language):\(name)") } else { alternative }
      }
      return item
    }
    let matcher = FormMatcher(
      rules: [[read]], classes: Self.classes,
      irregular: [
        ["tell", "told"], ["speak", "spoke", "spoken"], ["child", "children"], ["pay", "paid"],
      ],
      words: ChineseWords())
    return !matcher.matches(in: text).isEmpty
  }

  @Test(arguments: [
    ("[not] > [tell] > [employer]", "She must not mention it to her employer.", true),
    ("[not] > [tell] > [employer]", "He was never told of it, said his boss.", true),
    ("[not] > [tell] > [employer]", "I told my boss and never regretted it.", false),
    ("[not] > [tell] > [employer]", "I did not go. Later I told my boss.", false),
    ("[not] > [tell] > [employer] @wide", "I did not go. Later I told my boss.", true),
    ("pay & report", "A report was written, and it was paid.", true),
    ("pay > report", "A report was written, and it was paid.", false),
    ("pay & child", "They paid for the children.", true),
    ("\"MSS\" & agent", "An agent of the MSS.", true),
    ("\"MSS\" & agent", "An agent of the mss.", false),
    ("pay & report & !annual", "He paid for the annual report.", false),
    ("pay & report @3", "He paid quite a lot of money for the report.", false),
    ("state", "The estate was sold.", false),
    ("[amount] & report", "USD 5,000 for a report", true), ("[amount] & report", "a report for €900", true),
    ("[amount] & report", "900 pages of a report", false),
    ("speak of & boss", "He spoke\nof his boss.", true),
  ])
  func `hold where their words stand as they say`(form: String, text: String, expected: Bool) throws {
    #expect(try holds(form, text) == expected)
  }

  @Test(arguments: [
    ("[not] > [tell] > [employer]", "这件事不要告诉单位。", true),
    ("[not] > [tell] > [employer]", "這件事不要告訴單位。", true),
    ("[not] > [employer]", "他的性别单位没有问。", false),
    ("国安 & 找", "共和国安全生产法不难找。", false),
    ("[not] & never", "不要 never", true),
  ])
  func `hold in Chinese at the ends of words, in either script`(form: String, text: String, expected: Bool)
    throws
  {
    #expect(try holds(form, text, in: "zh") == expected)
  }

  @Test(arguments: [
    ("a & & b", "side by side"), ("!a", "must be there"), ("a @soon", "neither @wide"),
    ("a || b", "nothing between"),
    ("a [b", "cannot stand"),
  ])
  func `that are none are refused with the reason`(form: String, reason: String) {
    let error = #expect(throws: WordFormReader.Failure.self) { try WordFormReader.read(form) }
    #expect(error?.message.contains(reason) == true)
  }

  @Test func `cost no more where a text repeats their words without end`() throws {
    let text = String(repeating: "not tell employer pay report ", count: 20_000)
    #expect(try holds("[not] & [tell] & [employer] & pay", text))
  }

  @Test(arguments: 0..<20) func `stop at no text, and say where they stand in it`(seed: Int) throws {
    var state = UInt64(seed) &* 0x9E37_79B9_7F4A_7C15 | 1
    func next(_ bound: Int) -> Int {
      state ^= state << 13
      state ^= state >> 7
      state ^= state << 17
      return Int(state % UInt64(bound))
    }
    let pieces = [
      "not ", "tell", " ", "boss", "。", ".", "\n\n", "不要", "告诉", "單位", "é", "\u{0}", "𠀀", "’", "$9", " 9 元",
      "İ",
    ]
    let text = (0..<200).map { _ in pieces[next(pieces.count)] }.joined()
    let matcher = FormMatcher(
      rules: [[try WordFormReader.read("not > tell & boss|單位")], [try WordFormReader.read("[amount]")]],
      classes: [:], irregular: [], words: ChineseWords())
    let bytes = Array(text.utf8)
    for match in matcher.matches(in: text) {
      #expect(
        match.sentence.lowerBound <= match.range.lowerBound
          && match.range.upperBound <= match.sentence.upperBound)
      #expect(match.range.upperBound <= bytes.count)
      #expect(String(validating: bytes[match.range], as: UTF8.self) != nil)
    }
  }
}
