import CounterfoilText
import Foundation
import Testing

@Suite struct `Text folding` {
  @Test(arguments: [
    ("", ""),
    ("Straße ABC", "strasse abc"),
    ("ＡＰＴ４０", "apt40"),
    ("ﾃﾚﾋﾞ", "テレヒ\u{3099}"),
    ("ﬁnal oﬃce", "final office"),
    ("①②⑩", "1210"),
    ("㈱", "(株)"),
    ("Éléonore Łukasz Ångström", "eleonore lukasz angstrom"),
    ("e\u{301}", "e"),
    ("ΣΊΣΥΦΟΣ", "σισυφοσ"),
    ("Семён", "семен"),
    ("國家安全部", "国家安全部"),
    ("臺灣與韓國", "台湾与韩国"),
    ("啟啓", "启启"),
    ("㑮", "𫝈"),
    ("豈", "岂"),
    ("ﻻ", "لا"),
    ("مُحَمَّد", "محمد"),
    ("שָׁלוֹם", "שלום"),
    ("co\u{AD}operate\u{200B}", "cooperate"),
    ("٣٤", "34"),
    ("한국", "한국"),
    ("👩‍💻", "👩💻"),
    ("\u{301}\u{302}", ""),
  ])
  func `makes alike what reads alike`(text: String, expected: String) {
    #expect(Folding.shared.folded(text).string == expected)
    #expect(Folding.shared.key(text) == expected)
  }

  @Test(arguments: [("Café", "cafe\u{301}"), ("Ø", "ø"), ("ГОД", "год"), ("國", "国")])
  func `can keep diacritics`(text: String, expected: String) {
    #expect(
      Array(Folding.keepingDiacritics.key(text).unicodeScalars) == Array(expected.unicodeScalars))
  }

  @Test(arguments: [
    ("臺灣 ＡＢＣ Café", "台湾 ＡＢＣ Café"), ("皇后", "皇后"), ("The 國", "The 国"),
  ])
  func `simplifies and leaves all else`(text: String, expected: String) {
    #expect(Folding.simplified(text) == expected)
  }

  @Test(arguments: [
    // text, folded range, original range
    ("abc", 1..<2, 1..<2),
    ("éa", 0..<1, 0..<2),
    ("éa", 1..<2, 2..<3),
    ("xﬁy", 1..<2, 1..<4),
    ("xﬁy", 2..<3, 1..<4),
    ("xﬁy", 3..<4, 4..<5),
    ("e\u{301}x", 0..<1, 0..<3),
    ("\u{301}ab", 0..<1, 2..<3),
    ("國ab", 0..<3, 0..<3),
    ("ＡＢＣ", 1..<3, 3..<9),
    ("aßb", 1..<2, 1..<3),
  ])
  func `leads every place back`(text: String, folded: Range<Int>, original: Range<Int>) {
    #expect(Folding.shared.folded(text).originalRange(folded) == original)
  }

  @Test(arguments: 0..<60 as Range<UInt64>)
  func `keeps offsets in order and in range`(seed: UInt64) {
    var random = RandomText(seed: seed)
    let text = random.text(stretches: 40)
    let bytes = Array(text.utf8)
    let folded = Folding.shared.folded(text)
    var last = 0
    for offset in 0...folded.bytes.count where isScalarBoundary(offset, in: folded.bytes) {
      let original = folded.originalOffset(offset)
      #expect(original >= last && original <= bytes.count)
      #expect(isScalarBoundary(original, in: bytes))
      last = original
    }
    #expect(folded.originalOffset(folded.bytes.count) == bytes.count)
    // What a range came from folds to something that holds the range.
    let starts = folded.bytes.indices.filter { isScalarBoundary($0, in: folded.bytes) }
    for _ in 0..<50 where !starts.isEmpty {
      let ends = [starts.randomPick(&random), starts.randomPick(&random)].sorted()
      let range = ends[0]..<ends[1]
      let original = folded.originalRange(range)
      let again = Folding.shared.key(slice(text, original))
      #expect(again.utf8.count >= range.count)
      let wanted = Data(folded.bytes[range])
      #expect(wanted.isEmpty || Data(again.utf8).range(of: wanted) != nil)
    }
  }

  @Test(arguments: 0..<60 as Range<UInt64>)
  func `is done after one pass`(seed: UInt64) {
    var random = RandomText(seed: seed)
    let once = Folding.shared.key(random.text(stretches: 40))
    #expect(Array(Folding.shared.key(once).utf8) == Array(once.utf8))
  }

  @Test(arguments: 0..<100 as Range<UInt64>)
  func `folds pieces as it folds the whole`(seed: UInt64) {
    var random = RandomText(seed: seed)
    let scalars = Array(random.text(stretches: 300).unicodeScalars)
    var whole = String.UnicodeScalarView()
    whole.append(contentsOf: scalars)
    let pieces = scalars.map { Folding.shared.key(String(Character($0))) }
    #expect(pieces.flatMap { Array($0.utf8) } == Folding.shared.folded(String(whole)).bytes)
  }

  @Test func `grows for text that gets longer`() {
    let text = String(repeating: "\u{FDFA}", count: 5_000)
    let folded = Folding.shared.folded(text)
    #expect(folded.bytes.count == 33 * 5_000)
    #expect(folded.originalOffset(33 * 4_999) == 3 * 4_999)
  }
}

extension Array {
  func randomPick(_ random: inout RandomText) -> Element { self[random.next(below: count)] }
}
