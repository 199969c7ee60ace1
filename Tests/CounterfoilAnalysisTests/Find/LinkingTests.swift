import CounterfoilAnalysis
import CounterfoilModel
import Testing

@Suite struct `Linked mentions` {
  /// `quote → quote` of each link, references included.
  private func links(_ text: String) -> [String] {
    let result = Find.finder.linkedMentions(in: text)
    let quotes = Dictionary(
      result.mentions.map { ($0.range.lowerBound, $0.quote) }, uniquingKeysWith: { first, _ in first })
    return result.mentions.compactMap { mention in
      mention.refersTo.map { "\(mention.quote) → \(quotes[$0] ?? "nothing")" }
    } + result.references.map { "\($0.quote) → \(quotes[$0.refersTo] ?? "nothing")" }
  }

  private func people(_ text: String) -> [String] {
    Find.mentions(text).filter { $0.kind == .person }.map(\.quote)
  }

  @Test func `stand for the one person they can stand for`() {
    let text = "Qiu Renfang met the engineer in Brussels. Mr. Qiu paid in cash."
    #expect(links(text) == ["Qiu → Qiu Renfang"])
  }

  @Test(arguments: [
    "Qiu Renfang met Qiu Bolin in Brussels. Mr. Qiu paid in cash.",
    "徐砚平和徐立群同在一个处。徐某负责联络。",
    "Lu Haoran was tried alone. His father, Lu, was at home.",
  ])
  func `stand for nobody where two people share a surname`(text: String) {
    #expect(links(text).filter { !$0.lowercased().hasPrefix("his ") } == [])
  }

  @Test func `keep pronouns and nouns out of the names`() {
    let text = "Anna Brekke works in Bergen. She sold the plans."
    let result = Find.finder.linkedMentions(in: text)
    #expect(result.references.map(\.quote) == ["She"])
    #expect(!result.mentions.contains { $0.quote == "She" })
    #expect(result.mentions == Find.mentions(text))
  }

  @Test func `have titles outside their own words`() throws {
    let mention = try #require(
      Find.mentions("Yesterday former CIA officer Peter Danvers was charged.").first { $0.kind == .person })
    #expect(mention.quote == "Peter Danvers")
    #expect(mention.titles.map(\.quote) == ["former CIA officer"])
    #expect(mention.titles.map(\.kind) == [.role])
  }

  @Test func `are found wherever the document names them`() {
    let text = "被告人张晓宇供述了经过。\n\n张晓宇\n张晓宇：收到\n"
    #expect(people(text).count == 3)
  }

  @Test func `carry the body's entry where the document abbreviates it`() {
    let text = "国家安全部（以下简称“国安部”）发布通告。国安部提醒公民。"
    let found = Find.mentions(text).filter { $0.quote == "国安部" }
    #expect(found.count == 2)
    #expect(found.allSatisfy { $0.refersTo == 0 && $0.entityHint == "mss" })
  }

  @Test(arguments: [
    "J0hn ~^| Sm!th |\\ xx¦¦ Pau1 ~ ~^ Grn}{ kk|l %% ¬¬ Rxt Zzq ^^ |i| Kl;m",
    "Ã©Ã¤ Â¬Â¦ Ã¼Ã¶ MÃ¼ller Ã©tÃ© Ãœber Â§Â§ Ã¤Ã¶Ã¼ Ã©Ã¨",
    "鍥藉瀹夊叏閮ㄩ儴闀块檲鏂囨竻鍑哄腑浜嗕細璁銆傞敓鏂ゆ嫹",
  ])
  func `are not invented in noise`(text: String) {
    for mention in Find.mentions(text) where [.person, .organisation, .place].contains(mention.kind) {
      #expect(mention.confidence < 0.5, "\(mention.quote)")
    }
  }

  @Test func `are not doubted in clean text`() {
    let text = "The director met John Smith in Brussels."
    #expect(Find.finder.unlinkedMentions(in: text).map(\.confidence) == Find.mentions(text).map(\.confidence))
  }

  // MARK: Laws

  static let pieces = [
    "Mr. Xu ", "徐某", "Xu Yanjun ", "徐延军", "老徐", "徐先生", "Judge ", "被告人", "she ", "他", "the company ", "该公司",
    "(MSS) ",
    "（以下简称“国安部”）", "国家安全部", "Ministry of State Security ", "Nordwall Systems Inc. ", ", a director of ", "。",
    ". ", "\n",
    "\"", "“", "”", "Dr. ", "Xu", "，高级工程师，", "部长", "某", "a.k.a. ", "é", "𠀀", "'s ", "Jr. ", "J. ", " (", ")",
  ]

  @Test(arguments: 0..<60 as Range<UInt64>)
  func `hold in any text`(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    var text = ""
    for _ in 0..<200 { text += Self.pieces[Int(random.next() % UInt64(Self.pieces.count))] }
    check(text)
  }

  @Test(arguments: pieces)
  func `hold in a flood of one word`(piece: String) {
    check(String(repeating: piece, count: 30_000 / piece.utf8.count))
  }

  private func check(_ text: String) {
    let result = Find.finder.linkedMentions(in: text)
    #expect(result == Find.finder.linkedMentions(in: text))
    let count = text.unicodeScalars.count
    let starts = Set(result.mentions.map(\.range.lowerBound))
    var last = 0
    for mention in result.mentions {
      #expect(mention.range.lowerBound >= last && mention.range.upperBound <= count && !mention.range.isEmpty)
      last = mention.range.upperBound
      if let target = mention.refersTo {
        #expect(starts.contains(target) && target != mention.range.lowerBound)
      }
      for title in mention.titles {
        #expect(!title.range.isEmpty && title.range.upperBound <= count)
        #expect(!title.range.overlaps(mention.range), "\(title.quote) \(mention.quote)")
      }
    }
    var isNamed = [Bool](repeating: false, count: count + 1)
    for mention in result.mentions { for place in mention.range { isNamed[place] = true } }
    for reference in result.references {
      #expect(starts.contains(reference.refersTo) && reference.range.upperBound <= count)
      #expect(!reference.range.contains { isNamed[$0] })
    }
  }

  @Test(arguments: [
    "Mr. Xu ", "徐某", "Xu Yanjun, director, ", "徐延军说他", "the company ", "A. B. Xu ", "该公司", "老徐",
  ])
  func `cost no more a byte in a megabyte than in a tenth of it`(piece: String) {
    let small = String(repeating: piece, count: 100_000 / piece.utf8.count)
    let large = String(repeating: piece, count: 1_000_000 / piece.utf8.count)
    let clock = ContinuousClock()
    let short =
      (0..<3).map { _ in clock.measure { _ = Find.finder.linkedMentions(in: small) } }.min() ?? .zero
    let long = clock.measure { _ = Find.finder.linkedMentions(in: large) }
    // Ten times the text; the rest is for a machine with other work.
    #expect(long < short * 40)
  }
}
