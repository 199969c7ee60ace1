import CounterfoilAnalysis
import CounterfoilModel
import Testing

@Suite struct `What differs between two texts` {
  private func pieces(_ first: String, _ second: String) -> [[String]] {
    let (one, two) = (Array(first.unicodeScalars), Array(second.unicodeScalars))
    return TextComparison.differences(first, second).passages.map {
      [
        String(String.UnicodeScalarView(one[$0.first])),
        String(String.UnicodeScalarView(two[$0.second])),
      ]
    }
  }

  @Test func `is given in whole sentences`() {
    #expect(
      pieces(
        "He came on Monday. He saw the harbour. He left.",
        "He came on Monday. He spied on the harbour. He left.")
        == [["He saw the harbour.", "He spied on the harbour."]])
    #expect(
      pieces("张三到过港口。他没有拍照。随后离开。", "張三到過港口。隨後離開。他再也没有回来。")
        == [["他没有拍照。", ""], ["", "他再也没有回来。"]])
  }

  @Test func `is nothing where only lines, marks and scripts differ`() {
    #expect(pieces("One line here.\nAnother, there!", "ONE LINE\nHERE. Another — there.") == [])
    #expect(pieces("國家安全部。", "国家安全部！") == [])
    #expect(pieces("", "") == [])
    #expect(pieces("", "All of it. New.") == [["", "All of it. New."]])
  }

  @Test(arguments: 0..<60 as Range<UInt64>)
  func `once put in the place of what it differs from, makes the other text`(seed: UInt64) {
    var texts = CopyTexts(seed: seed)
    // Few different sentences, so that they repeat and move about.
    let stock = texts.sentences(3 + texts.below(30), chinese: seed % 2 == 0)
    func row() -> [String] { (0..<texts.below(60)).map { _ in stock[texts.below(stock.count)] } }
    let (first, second) = (CopyTexts.text(row()), CopyTexts.text(row()))
    let (one, two) = (Array(first.unicodeScalars), Array(second.unicodeScalars))
    let found = TextComparison.differences(first, second)
    var made = ""
    var at = 0
    for passage in found.passages {
      made += String(String.UnicodeScalarView(one[at..<passage.first.lowerBound])) + " "
      made += String(String.UnicodeScalarView(two[passage.second])) + " "
      at = passage.first.upperBound
    }
    made += String(String.UnicodeScalarView(one[at...]))
    #expect(found.isExact)
    #expect(made.split(separator: " ") == second.split(separator: " "))
    #expect(TextComparison.differences(second, first).passages.isEmpty == found.passages.isEmpty)
  }

  @Test func `is bounded for long texts with nothing but repeated sentences in common`() {
    let (first, second) = (
      String(repeating: "Yes it is. No it is not. ", count: 20_000),
      String(repeating: "No it is not. Yes it is. Who says so? ", count: 20_000)
    )
    let found = TextComparison.differences(first, second)
    #expect(!found.isExact)
    #expect(found.passages.count >= 1)
  }
}
