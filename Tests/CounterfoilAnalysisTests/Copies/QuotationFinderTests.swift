import CounterfoilAnalysis
import CounterfoilModel
import Testing

@Suite struct `Quotations` {
  private func found(_ text: String, _ other: String) -> [(String, String)] {
    QuotationFinder(text).quotations(in: other).map { quotation in
      func words(_ range: ScalarRange, of text: String) -> String {
        String(String.UnicodeScalarView(Array(text.unicodeScalars)[range]))
      }
      return (words(quotation.first, of: text), words(quotation.second, of: other))
    }
  }

  @Test(arguments: [false, true])
  func `are found where they stand in both texts`(chinese: Bool) throws {
    var random = CopyTexts(seed: 1)
    let passage = CopyTexts.text(random.sentences(12, chinese: chinese)).dropLast()
    let text = CopyTexts.text(random.sentences(5, chinese: chinese)) + " She said: “\(passage)” "
    let other = "\(passage). " + CopyTexts.text(random.sentences(9, chinese: chinese))
    let all = found(text + CopyTexts.text(random.sentences(5, chinese: chinese)), other)
    #expect(all.count == 1)
    #expect(all.first?.0 == String(passage) && all.first?.1 == String(passage))
  }

  @Test func `may be set in other lines, capitals and marks, and in the other script`() {
    let english =
      "The guest asked twice about the information systems of the laboratory. He took no notes, and left before noon with the guide."
    let wrapped =
      "> the guest asked TWICE about the\n> information systems of the laboratory;\n> he took no notes and left before noon with the guide"
    #expect(
      found("They wrote a letter. \(english) That was all.", "From the log:\n\(wrapped)\nEnd.").count == 1)
    let (simplified, traditional) = (
      "请把实验室的设备清单发给武汉的老师，他会转交给有关部门。费用由主办方承担，事后报销，请保留发票。", "請把實驗室的設備清單發給武漢的老師，他會轉交給有關部門。費用由主辦方承擔，事後報銷，請保留發票。"
    )
    let pair = found("来信说：\(simplified)", "記錄如下。\(traditional)此致")
    #expect(pair.first?.0 == String(simplified.dropLast()))
    #expect(pair.first?.1 == String(traditional.dropLast()))
  }

  @Test(arguments: [
    // One sentence below 200 characters; two short ones; the same words in another order.
    "The guest asked twice about the information systems of the laboratory and took no notes at all that day.",
    "Yes, thank you. See you on Friday.",
    "With kind regards, the office. Please think before you print this.",
  ])
  func `are no single short sentences and no formulas`(common: String) {
    var random = CopyTexts(seed: 2)
    let (before, after) = (random.sentence(chinese: false), random.sentence(chinese: false))
    #expect(found("\(before) \(common) \(after)", "\(after) \(common) \(before)").isEmpty)
  }

  @Test func `of the same passage are each given`() {
    var random = CopyTexts(seed: 3)
    let passage = CopyTexts.text(random.sentences(6, chinese: false))
    let text = "\(passage) \(random.sentence(chinese: false)) \(passage)"
    #expect(found(text, passage).count == 2)
  }

  @Test func `in texts that repeat themselves without end are found in time`() {
    let same = String(repeating: "a b ", count: 200_000)
    #expect(found(same, same).count == 1)
    let nearly = String(repeating: "one two three four five six seven eight. ", count: 20_000)
    let other = String(repeating: "one two three four five six seven eight nine. ", count: 20_000)
    #expect(found(nearly, other).isEmpty)
  }

  @Test(arguments: 0..<60 as Range<UInt64>)
  func `are equal, word for word, whatever the texts`(seed: UInt64) {
    var random = CopyTexts(seed: seed)
    let isChinese = seed % 2 == 0
    let pool = random.sentences(8, chinese: isChinese)
    func mix() -> String {
      CopyTexts.text(
        (0..<20).map { _ in random.below(2) == 0 ? pool[random.below(8)] : random.sentence(chinese: isChinese)
        })
    }
    let (one, two) = (mix(), mix())
    for (first, second) in found(one, two) {
      #expect(first == second)
      #expect(one.contains(first) && two.contains(second))
    }
  }
}
