import CounterfoilModel
import CounterfoilServer
import Testing

@Suite struct `Marked text` {
  private func mention(_ range: ScalarRange, _ kind: String) -> MarkedText.Span {
    .init(range: range, meaning: .mention(kind: kind, explanation: kind))
  }

  /// What a reader sees, with labels left out: the tags taken away and the entities read.
  private func words(_ html: String) -> String {
    // By scalars: a combining mark behind a bracket is one character with it.
    var text = String.UnicodeScalarView()
    var isTag = false
    for scalar in html.unicodeScalars {
      if scalar == "<" { isTag = true }
      if !isTag { text.append(scalar) }
      if scalar == ">" { isTag = false }
    }
    var bytes = Array(String(text).utf8)
    for (entity, character) in [
      ("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&amp;", "&"),
    ] {
      bytes.replace(Array(entity.utf8), with: Array(character.utf8))
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  @Test func `marks a mention by its kind`() {
    let text = MarkedText(text: "in Prague today", spans: [mention(3..<9, "place")])
    #expect(
      text.html()
        == "in <mark class=\"m k-place\" title=\"place\">Prague</mark> today")
  }

  @Test func `counts scalars of the layer, not of the window`() {
    let text = MarkedText(base: 100, text: "家書抵萬金", spans: [mention(101..<102, "term")])
    #expect(text.html().contains(">書</mark>"))
  }

  @Test func `gives overlapping marks pieces of their own`() {
    let text = MarkedText(
      text: "abcdef", spans: [mention(0..<4, "url"), mention(2..<6, "domain")])
    let html = text.html()
    #expect(words(html) == "abcdef")
    #expect(html.components("<mark") == html.components("</mark>"))
  }

  @Test func `lets the shorter of two nested mentions speak`() {
    let text = MarkedText(
      text: "https://a.example/", spans: [mention(0..<18, "url"), mention(8..<17, "domain")])
    #expect(text.html().contains("<mark class=\"m k-domain\" title=\"domain\">a.example</mark>"))
  }

  @Test func `clips what begins before the window and ends after it`() {
    let text = MarkedText(base: 10, text: "abc", spans: [mention(0..<99, "date")])
    #expect(text.html() == "<mark class=\"m k-date\" title=\"date\">abc</mark>")
  }

  @Test func `labels a layer mark once, at its beginning`() {
    let hidden = MarkedText.Span(range: 0..<6, meaning: .layer(kind: "hidden", label: "hidden text"))
    let html = MarkedText(text: "abcdef", spans: [hidden, mention(2..<3, "place")]).html()
    #expect(html.components("data-label=\"hidden text\"") == 2)
    #expect(html.components("l-hidden") == 4)
  }

  @Test(arguments: [
    ("<script>alert(1)</script>", "&lt;script&gt;alert(1)&lt;/script&gt;"),
    // To Swift, a quotation mark with an accent is one character, and not a quotation mark.
    ("\"\u{301} onclick=x", "&quot;\u{301} onclick=x"),
    ("<\u{301}b", "&lt;\u{301}b"),
    ("a\u{202E}b", "a<span class=\"unseen\">⟦RLO⟧</span>b"),
    ("a\u{0}b", "a<span class=\"unseen\">␀</span>b"),
    ("a\u{200B}b", "a<span class=\"unseen\">⟦ZWSP⟧</span>b"),
    ("a\r\nb\u{C}", "a\nb"),
  ])
  func `lets nothing of the text act`(text: String, expected: String) {
    #expect(MarkedText(text: text).html() == expected)
  }

  @Test func `writes an explanation that cannot leave its attribute`() {
    let span = MarkedText.Span(
      range: 0..<1, meaning: .mention(kind: "term", explanation: "\"\u{301} onmouseover=\"x"))
    let html = MarkedText(text: "a", spans: [span]).html()
    let closedTooEarly = html.unicodeScalars.contains("\u{301}") && html.contains("\"\u{301}")
    #expect(!closedTooEarly)
  }

  @Test func `shows where a page begins`() {
    let text = MarkedText(
      text: "onetwo", breaks: [.init(offset: 3, identifier: "page-2", label: "page 2")])
    #expect(
      text.html()
        == "one<span class=\"page-break\" id=\"page-2\"><span>page 2</span></span>two")
  }

  @Test(arguments: 0..<60 as Range<UInt64>)
  func `keeps every word under any marks`(seed: UInt64) {
    var random = Seeded(seed)
    let alphabet = Array("ab <>&\"'中文\u{301}\n".unicodeScalars)
    var text = ""
    for _ in 0..<random.below(80) {
      text.unicodeScalars.append(alphabet[random.below(alphabet.count)])
    }
    let count = text.unicodeScalars.count
    let base = random.below(50)
    let spans = (0..<random.below(12)).map { _ in
      let low = random.below(count + 60)
      let range = low..<(low + random.below(30))
      return random.below(2) == 0
        ? mention(range, "place")
        : MarkedText.Span(range: range, meaning: .layer(kind: "quoted", label: "quoted"))
    }
    let html = MarkedText(base: base, text: text, spans: spans).html()
    #expect(words(html).unicodeScalars.elementsEqual(text.unicodeScalars))
    #expect(html.components("<mark") == html.components("</mark>"))
    #expect(html.components("<span") == html.components("</span>"))
  }
}

extension String {
  /// How many pieces a separator cuts this into.
  func components(_ separator: String) -> Int {
    Array(utf8).split(separator: Array(separator.utf8), omittingEmptySubsequences: false).count
  }
}

/// A small generator that gives the same numbers for the same seed (SplitMix64).
struct Seeded {
  private var state: UInt64
  init(_ seed: UInt64) { state = seed }

  mutating func below(_ bound: Int) -> Int {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    mixed ^= mixed >> 31
    return Int(mixed % UInt64(max(bound, 1)))
  }
}
