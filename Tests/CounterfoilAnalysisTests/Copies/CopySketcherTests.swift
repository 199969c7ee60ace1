import CounterfoilAnalysis
import CounterfoilModel
import CounterfoilText
import Testing

@Suite struct `Sketches of texts` {
  private func common(_ first: String, _ second: String) -> Int {
    let keys = Set(CopySketcher.sketch(of: first)?.keys ?? [])
    return CopySketcher.sketch(of: second)?.keys.count { keys.contains($0) } ?? 0
  }

  @Test func `are kept in casebases and so never change`() {
    let sketch = CopySketcher.sketch(
      of: "The consultant asked for a report on harmless matters and offered three thousand for it; "
        + "later, he asked for more, 国家安全部门在北京约见了他并支付人民币三万元。")
    #expect(sketch?.level == 1)
    #expect(sketch?.keys.prefix(3) == [2_181_885_237_940, 10_357_152_654_531, 11_145_383_943_350])
  }

  @Test(arguments: [
    ("Capital LETTERS and, well — punctuation!", "capital letters and well punctuation"),
    ("國家安全部門在北京約見", "国家安全部门在北京约见"),
    ("ｆｕｌｌ width", "full width"),
  ])
  func `do not depend on how words are written`(first: String, second: String) {
    let filler = " one two three four five six seven eight nine ten eleven twelve thirteen fourteen"
    #expect(CopySketcher.sketch(of: first + filler) == CopySketcher.sketch(of: second + filler))
    #expect(CopySketcher.sketch(of: first + filler) != nil)
  }

  @Test func `of very short texts meet only where every word is the same`() {
    let text = "Please send the list of the guests by Monday"
    #expect(common(text, text.uppercased() + "!") == 1)
    #expect(common(text, text + " morning") == 0)
    #expect(CopySketcher.sketch(of: "Yes, thank you.") == nil)
    #expect(CopySketcher.sketch(of: "") == nil)
  }

  @Test(arguments: 0..<60 as Range<UInt64>, [false, true])
  func `of a text and one that shares seven tenths with it meet`(seed: UInt64, chinese: Bool) {
    var texts = CopyTexts(seed: seed)
    let sentences = texts.sentences(6 + texts.below(120), chinese: chinese)
    var copy = sentences
    for index in 0..<copy.count * 3 / 10 {
      copy[(index * 10 / 3) % copy.count] = texts.sentence(chinese: chinese)
    }
    #expect(common(CopyTexts.text(sentences), CopyTexts.text(copy)) > 0)
  }

  @Test(arguments: 0..<20 as Range<UInt64>)
  func `of a text and a much longer one around it meet`(seed: UInt64) {
    var texts = CopyTexts(seed: seed)
    let sentences = texts.sentences(20, chinese: seed % 2 == 0)
    let around = texts.sentences(400, chinese: seed % 2 == 0)
    #expect(common(CopyTexts.text(sentences), CopyTexts.text(around + sentences + around.reversed())) > 0)
  }

  @Test func `of other texts do not meet`() {
    var texts = CopyTexts(seed: 3)
    for chinese in [false, true] {
      let first = CopyTexts.text(texts.sentences(300, chinese: chinese))
      #expect(common(first, CopyTexts.text(texts.sentences(300, chinese: chinese))) == 0)
    }
  }

  @Test func `grow with the text by one key in thirty-two shingles and stay few for short ones`() throws {
    var texts = CopyTexts(seed: 4)
    for count in [3, 10, 40, 100, 1000] {
      let text = CopyTexts.text(texts.sentences(count, chinese: false))
      let sketch = try #require(CopySketcher.sketch(of: text))
      let words = text.split(separator: " ").count
      #expect(sketch.keys.count >= 4)
      #expect(sketch.keys.count <= max(40, words / 24))
      #expect(sketch.keys == sketch.keys.sorted())
    }
  }
}

@Suite struct `Shared text` {
  private func shared(_ first: String, _ second: String) -> SharedText {
    ShingledText(first).shared(with: ShingledText(second))
  }

  @Test(arguments: 0..<40 as Range<UInt64>)
  func `is the same either way round`(seed: UInt64) {
    var texts = CopyTexts(seed: seed)
    let chinese = seed % 2 == 0
    let common = texts.sentences(texts.below(20), chinese: chinese)
    let first = CopyTexts.text(common + texts.sentences(texts.below(20), chinese: chinese))
    let second = CopyTexts.text(texts.sentences(texts.below(20), chinese: chinese) + common)
    let (there, back) = (shared(first, second), shared(second, first))
    #expect(there.first == back.second && there.second == back.first)
    #expect(there.ofShorter == back.ofShorter)
    #expect(there.isCopy == back.isCopy && there.isMutual == back.isMutual)
  }

  @Test(arguments: [4, 5, 8, 9], [false, true])
  func `is the share of the words that stand in both`(tenths: Int, chinese: Bool) {
    var texts = CopyTexts(seed: UInt64(tenths))
    let sentences = texts.sentences(200, chinese: chinese)
    let other =
      sentences.prefix(20 * tenths) + texts.sentences(200 - 20 * tenths, chinese: chinese)
    let found = shared(CopyTexts.text(sentences), CopyTexts.text(Array(other)))
    #expect(abs(found.ofShorter - Double(tenths) / 10) < 0.06)
    #expect(found.isCopy == (tenths > 5))
    #expect(found.isMutual == (tenths > 5))
  }

  @Test func `of a passage in a longer text makes it a part, not a copy both ways`() {
    var texts = CopyTexts(seed: 8)
    let passage = texts.sentences(10, chinese: false)
    let found = shared(
      CopyTexts.text(passage), CopyTexts.text(texts.sentences(50, chinese: false) + passage))
    #expect(found.first == 1)
    #expect(found.second < 0.3)
    #expect(found.isCopy && !found.isMutual)
  }

  @Test func `with a changed word in each line is still that of a copy`() {
    var texts = CopyTexts(seed: 9)
    let words = (0..<600).map { _ in texts.word() }
    var changed = words
    for index in stride(from: 5, to: 600, by: 12) { changed[index] = "altered" }
    let found = shared(words.joined(separator: " "), changed.joined(separator: " "))
    #expect(found.ofShorter > 0.85)
  }

  @Test func `of two mails that share only greeting and signature makes no copy`() {
    let form = "Dear colleague, with kind regards from the office of the institute, Storvåg"
    let found = shared(
      "\(form) the boat leaves at nine tomorrow please bring your passport and warm clothes",
      "\(form) nobody has seen the second key since the cleaning on Thursday so ask")
    #expect(!found.isCopy)
  }

  @Test func `of two days of one server's log makes no copy`() {
    var texts = CopyTexts(seed: 11)
    func log(_ day: Int) -> String {
      (0..<400).map { line in
        "192.0.2.\(texts.below(250)) [\(day)/May/2024:10:\(line / 60):\(line % 60)] GET /\(texts.word())/\(texts.word()) "
          + "\(texts.below(90_000)) \"Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) "
          + "Chrome/124.0.0.0 Safari/537.36\""
      }.joined(separator: "\n")
    }
    #expect(!shared(log(3), log(4)).isCopy)
  }

  @Test func `of long texts is estimated from a sample of their shingles`() {
    var texts = CopyTexts(seed: 10)
    let sentences = texts.sentences(3000, chinese: false)
    let first = CopyTexts.text(sentences)
    let second = CopyTexts.text(sentences.prefix(2400) + texts.sentences(600, chinese: false))
    let all = shared(first, second)
    let some = ShingledText(first, .some).shared(with: ShingledText(second, .some))
    #expect(abs(all.ofShorter - some.ofShorter) < 0.05)
    #expect(ShingledText.Sampling.of(bytes: 5 << 20, 10) == .some)
  }
}
