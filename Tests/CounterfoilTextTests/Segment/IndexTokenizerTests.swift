import CounterfoilText
import Testing

@Suite struct `Index tokenizer` {
  static let tokenizer = IndexTokenizer(terms: ["国家安全部"])

  @Test(arguments: [
    ("", "", ""),
    ("The agents' reports.", "the agent report", "agents reports"),
    ("China's", "china", ""),
    ("CVE-2024-1234 cve20241234", "cve 2024 1234 cve20241234", ""),
    ("Café ＡＰＴ４０", "cafe apt40", ""),
    ("国家安全部", "国家 家安 安全 全部 部", "国家安全部"),
    ("钱", "钱", ""),
    ("在2024年5月", "在 2024 年 5 月", ""),
    ("APT40组织", "apt40 组织 织", ""),
    ("Москва и Київ", "москва и киів", ""),
    ("한국어", "한국 국어 어", ""),
    ("a_b", "a b", ""),
    ("…—“”", "", ""),
    ("👩‍💻 ok", "ok", ""),
  ])
  func `cuts text into both columns`(text: String, expected: String, words: String) {
    let streams = streams(text)
    #expect(String(decoding: streams.text, as: UTF8.self) == expected)
    #expect(String(decoding: streams.words, as: UTF8.self) == words)
  }

  @Test(arguments: [
    ("國家安全部與反間諜法", "国家安全部与反间谍法"),
    ("臺灣的國防大學", "台湾的国防大学"),
    ("中華人民共和國，電腦網絡；軟體", "中华人民共和国，电脑网络；软体"),
  ])
  func `gives traditional and simplified text the same tokens`(left: String, right: String) {
    #expect(streams(left).text == streams(right).text)
    #expect(streams(left).words == streams(right).words)
  }

  @Test func `takes the longest of the given terms as one word`() {
    let tokenizer = IndexTokenizer(terms: ["国家安全", "國家安全部", "间谍", "x", "APT组织"])
    #expect(tokenizer.wordTokens(in: "去國家安全部工作。反间谍") == ["国家安全部"])
    #expect(tokenizer.wordTokens(in: "国家安全局的反间谍") == ["国家安全"])
  }

  @Test(arguments: [
    ("国家安全部", ["国家", "家安", "安全", "全部"], false),
    ("钱", ["钱"], true),
    ("錢", ["钱"], true),
    ("APT40组织", ["apt40", "组织"], false),
    ("组织APT40", ["组织", "织", "apt40"], false),
    ("在A国", ["在", "a", "国"], true),
    ("investigations", ["investig"], false),
    ("，。", [], false),
    ("", [], false),
  ])
  func `asks for what the index holds`(phrase: String, tokens: [String], lastIsPrefix: Bool) {
    let query = Self.tokenizer.queryTokens(for: phrase)
    #expect(query.tokens == tokens)
    #expect(query.lastIsPrefix == lastIsPrefix)
  }

  @Test(arguments: [
    ("investigations", "investigations" as String?), ("report", nil), ("安全", nil),
    ("钱", nil), ("安全 工作", nil), ("\"國家安全部\"", "国家安全部"),
  ])
  func `knows a phrase that is one word`(phrase: String, word: String?) {
    #expect(Self.tokenizer.queryTokens(for: phrase).word == word)
  }

  @Test(arguments: [("Investigati", ["investigati"]), ("the agents", ["the", "agents"]), ("安", ["安"])])
  func `leaves the last word of a prefix query open`(phrase: String, tokens: [String]) {
    let query = Self.tokenizer.prefixTokens(for: phrase)
    #expect(query.tokens == tokens)
    #expect(query.lastIsPrefix)
  }

  @Test(arguments: 0..<60 as Range<UInt64>)
  func `enumerates exactly the tokens of the streams`(seed: UInt64) {
    var random = RandomText(seed: seed)
    let text = random.text(stretches: 60)
    let streams = streams(text)
    var tokens: [[UInt8]] = []
    Self.tokenizer.forEachToken(in: text) { position, _, token in
      #expect(position == tokens.count)
      tokens.append(Array(token))
      return true
    }
    #expect(tokens == split(streams.text))
    #expect(tokens.count == streams.tokenCount)
    let words = Self.tokenizer.wordTokens(in: text).map { Array($0.utf8) }
    #expect(words == split(streams.words))
    #expect(words.count == streams.wordCount)
  }

  @Test(arguments: 0..<60 as Range<UInt64>)
  func `leads every token to text that holds it`(seed: UInt64) {
    var random = RandomText(seed: seed)
    let text = random.text(stretches: 60)
    let bytes = Array(text.utf8)
    var last = 0
    Self.tokenizer.forEachToken(in: text) { _, range, token in
      #expect(range.lowerBound >= last && range.upperBound <= bytes.count && !range.isEmpty)
      #expect(isScalarBoundary(range.lowerBound, in: bytes))
      #expect(isScalarBoundary(range.upperBound, in: bytes))
      last = range.lowerBound
      let inside = split(streams(slice(text, range)).text)
      #expect(inside.contains(Array(token)))
      return true
    }
    Self.tokenizer.forEachWord(in: text) { _, range, token in
      let key = Folding.shared.key(slice(text, range))
      #expect(key.contains(String(decoding: token, as: UTF8.self)))
      return true
    }
  }

  @Test(arguments: 0..<60 as Range<UInt64>)
  func `writes tokens that SQLite's ascii tokenizer leaves whole`(seed: UInt64) {
    var random = RandomText(seed: seed)
    let streams = streams(random.text(stretches: 60))
    for token in split(streams.text) + split(streams.words) {
      #expect(!token.isEmpty && token.count <= 64)
      #expect(token.allSatisfy { $0 >= 0x80 || $0 &- 0x61 < 26 || $0 &- 0x30 < 10 })
      #expect(String(validating: token, as: UTF8.self) != nil)
    }
  }

  @Test(arguments: 0..<60 as Range<UInt64>)
  func `finds every stretch of a text again`(seed: UInt64) {
    var random = RandomText(seed: seed)
    let text = "调查國家安全部門的工作人員。" + random.text(stretches: 20) + "间谍活动"
    let tokens = split(streams(text).text)
    let run = Array("调查国家安全部门的工作人员".unicodeScalars)
    let start = random.next(below: run.count)
    let length = 1 + random.next(below: run.count - start)
    var phrase = String.UnicodeScalarView()
    phrase.append(contentsOf: run[start..<start + length])
    let query = Self.tokenizer.queryTokens(for: String(phrase))
    #expect(matches(query, in: tokens))
  }

  @Test(arguments: 0..<40 as Range<UInt64>)
  func `cuts words the same whatever it read before`(seed: UInt64) {
    var random = RandomText(seed: seed)
    let characters = Array("国家安全部门工作人员间谍活动的在，")
    let text = String((0..<400).map { _ in characters.randomPick(&random) }) + random.text(stretches: 30)
    let used = IndexTokenizer(terms: ["国家安全", "人员间谍", "𠀀国"])
    let first = used.wordTokens(in: text)
    #expect(used.wordTokens(in: text) == first)
    #expect(used.wordTokens(in: text + "，" + text) == first + first)
    // Each run alone, in a tokenizer that knows none.
    let alone = text.split(separator: "，").flatMap {
      IndexTokenizer(terms: ["国家安全", "人员间谍", "𠀀国"]).wordTokens(in: String($0))
    }
    #expect(alone == first)
  }

  @Test func `stops when told to`() {
    var count = 0
    Self.tokenizer.forEachToken(in: "one two 三四五 six") { position, _, _ in
      count += 1
      return position < 2
    }
    #expect(count == 3)
  }

  @Test(arguments: [
    String(repeating: "x", count: 400_000),
    String(repeating: "国", count: 60_000),
    "e" + String(repeating: "\u{301}", count: 30_000),
    "か" + String(repeating: "\u{3099}", count: 60_000),
    String(repeating: "ภาษา", count: 30_000),
    String(repeating: "''", count: 30_000),
  ])
  func `takes text without an end`(text: String) {
    let streams = streams(text)
    #expect(split(streams.text).allSatisfy { $0.count <= 64 })
    #expect(streams.text.count <= 3 * text.utf8.count)
  }

  @Test func `gives the same bytes from several threads`() async {
    let texts = (0..<16).map { seed in
      var random = RandomText(seed: UInt64(seed))
      return random.text(stretches: 200)
    }
    let expected = texts.map { streams($0).words }
    let together = await withTaskGroup(of: (Int, [UInt8]).self) { group in
      for (index, text) in texts.enumerated() { group.addTask { (index, streams(text).words) } }
      return await group.reduce(into: [Int: [UInt8]]()) { $0[$1.0] = $1.1 }
    }
    for index in texts.indices { #expect(together[index] == expected[index]) }
  }
}

private func streams(_ text: String) -> IndexStreams {
  var streams = IndexStreams()
  `Index tokenizer`.tokenizer.streams(for: text, into: &streams)
  return streams
}

private func split(_ stream: [UInt8]) -> [[UInt8]] {
  stream.split(separator: 0x20, omittingEmptySubsequences: false).map(Array.init).filter {
    !stream.isEmpty || !$0.isEmpty
  }
}

/// What SQLite does with a phrase whose last token may be a prefix.
private func matches(_ query: QueryTokens, in tokens: [[UInt8]]) -> Bool {
  let wanted = query.tokens.map { Array($0.utf8) }
  guard !wanted.isEmpty, tokens.count >= wanted.count else { return false }
  return (0...(tokens.count - wanted.count)).contains { start in
    wanted.indices.allSatisfy { index in
      let token = tokens[start + index]
      return index == wanted.count - 1 && query.lastIsPrefix
        ? token.starts(with: wanted[index]) : token == wanted[index]
    }
  }
}
