import CounterfoilText
import Testing

@Suite struct `Sentences of a text` {
  @Test(arguments: [
    ("", []),
    (" \n ", []),
    ("One. Two! Three? Four", ["One.", "Two!", "Three?", "Four"]),
    ("Mr. Xu met Dr. Li in the U.S. Embassy.", ["Mr. Xu met Dr. Li in the U.S. Embassy."]),
    ("He left the U.S. The court agreed.", ["He left the U.S.", "The court agreed."]),
    ("Case No. 5 of Sept. 3. It ended.", ["Case No. 5 of Sept. 3.", "It ended."]),
    ("They said no. Then it ended.", ["They said no.", "Then it ended."]),
    ("Tools, e.g. Mimikatz, cost 3.5 dollars. End.", ["Tools, e.g. Mimikatz, cost 3.5 dollars.", "End."]),
    ("See example.com or 10.0.0.1. Done", ["See example.com or 10.0.0.1.", "Done"]),
    (
      "J. Edgar Hoover spoke. I agree. So do I. Well.",
      ["J. Edgar Hoover spoke.", "I agree.", "So do I.", "Well."]
    ),
    ("\u{201C}Go.\u{201D} He went. (Yes.) No...", ["\u{201C}Go.\u{201D}", "He went.", "(Yes.)", "No..."]),
    ("Well... maybe. \"Why?\" he asked.", ["Well... maybe.", "\"Why?\" he asked."]),
    ("他走了。“真的？”她问！好；行", ["他走了。", "“真的？”", "她问！", "好；", "行"]),
    ("他说“走。”，然后走了。", ["他说“走。”，然后走了。"]),
    ("金额为3.5亿元。他……走了", ["金额为3.5亿元。", "他……", "走了"]),
    ("第一段\n\n第二段", ["第一段", "第二段"]),
    ("Heading\nThe text goes on", ["Heading", "The text goes on"]),
    (
      "This line is long enough to have been wrapped by\nsome program. Next.",
      ["This line is long enough to have been wrapped by\nsome program.", "Next."]
    ),
    ("一、总则\n二、附则", ["一、总则", "二、附则"]),
    ("\u{3000}\u{3000}缩进。\u{3000}", ["缩进。"]),
  ])
  func `end where a reader would end them`(text: String, expected: [String]) {
    #expect(Sentences.byteRanges(in: text).map { slice(text, $0) } == expected)
  }

  @Test(arguments: 0..<100 as Range<UInt64>)
  func `come in order, trimmed, and miss only white space`(seed: UInt64) {
    var random = RandomText(seed: seed)
    let stops = [". ", "。", "!\n", "……", "?\" ", "\n\n", ".", "\u{3000}"]
    let text = (0..<30).map { _ in random.text(stretches: 3) + stops.randomPick(&random) }.joined()
    let bytes = Array(text.utf8)
    let ranges = Sentences.byteRanges(in: text)
    var last = 0
    for range in ranges {
      #expect(range.lowerBound >= last && !range.isEmpty)
      #expect(isScalarBoundary(range.lowerBound, in: bytes))
      #expect(isScalarBoundary(range.upperBound, in: bytes))
      #expect(slice(text, last..<range.lowerBound).unicodeScalars.allSatisfy(isSpace))
      last = range.upperBound
    }
    #expect(slice(text, last..<bytes.count).unicodeScalars.allSatisfy(isSpace))
    let map = ScalarMap(text)
    #expect(
      Sentences.scalarRanges(in: text)
        == ranges.map { map.scalar(atByte: $0.lowerBound)..<map.scalar(atByte: $0.upperBound) })
  }

  private func isSpace(_ scalar: Unicode.Scalar) -> Bool {
    scalar.value <= 0x20 || scalar.value == 0x3000 || scalar.value == 0xA0 || scalar.value == 0x2029
      || scalar.value == 0x85
  }
}
