import Foundation

/// Documents with known copies, the same for the same seed: half English, half Chinese.
struct CopyPile {
  /// What a document is to an earlier one.
  enum Origin {
    case alone
    /// Shares so much text with document `of`, from 0 to 1.
    case copy(of: Int, shared: Double, how: Change)
    /// Shares too little to be a copy.
    case decoy(of: Int, shared: Double)
    /// A passage of document `of`, of so many words or, in Chinese, half as many again characters.
    case passage(of: Int, words: Int)
  }

  enum Change: String, CaseIterable {
    /// Sentences are replaced by others in many places.
    case sentences
    /// One stretch is replaced by another.
    case stretch
    /// Single words are replaced, as by an editor or a bad scan; then `shared` is the share of words kept.
    case words
    /// Sentences are moved about and written in capitals, or in traditional characters, besides.
    case moved
  }

  struct Document {
    var text: String
    var origin: Origin
  }

  private var random: SplitMix
  private let english: [String]
  private let chinese: [String]
  /// The sentences of documents that copies are made of.
  private var originals: [(number: Int, isChinese: Bool, sentences: [[String]])] = []
  private var number = 0

  init(seed: UInt64) {
    var random = SplitMix(seed: seed)
    let syllables = [
      "re", "con", "ta", "ment", "in", "ver", "so", "lu", "tion", "pre", "di", "mar", "ket", "tor", "al",
      "ne", "go", "ti", "ate", "er",
    ]
    english = (0..<30_000).map { _ in
      (0..<(1 + random.below(4))).map { _ in syllables[random.below(syllables.count)] }.joined()
    }
    chinese = (0..<20_000).map { _ in
      String(
        String.UnicodeScalarView(
          (0..<(1 + random.below(3))).compactMap { _ in
            Unicode.Scalar(0x4E00 + UInt32(Self.rank(random.below(1 << 24), of: 3000)) * 6)
          }))
    }
    self.random = random
  }

  mutating func next() -> Document {
    defer { number += 1 }
    // Four in ten stand alone, three are copies, two decoys, one a passage.
    switch originals.count < 20 ? 0 : random.below(10) {
    case 0..<4:
      let isChinese = random.below(2) == 0
      let sentences = (0..<(8 + random.below(90))).map { _ in sentence(isChinese) }
      originals.append((number, isChinese, sentences))
      if originals.count > 20_000 { originals.removeFirst(10_000) }
      return Document(text: joined(sentences, isChinese), origin: .alone)
    case 4..<7:
      let original = originals[random.below(originals.count)]
      let shared = 0.7 + Double(random.below(301)) / 1000
      let how = Change.allCases[random.below(4)]
      return copy(of: original, shared: shared, how: how)
    case 7..<9:
      let original = originals[random.below(originals.count)]
      let wanted = 0.3 + Double(random.below(201)) / 1000
      let (sentences, shared) = replaced(
        original, keeping: wanted, atLeast: false, inOnePlace: random.below(2) == 0)
      return Document(
        text: joined(sentences, original.isChinese), origin: .decoy(of: original.number, shared: shared))
    default:
      let original = originals[random.below(originals.count)]
      let words = original.sentences.flatMap(\.self)
      let count = min(words.count, 150 + random.below(300))
      let start = random.below(words.count - count + 1)
      return Document(
        text: joined([Array(words[start..<(start + count)])], original.isChinese),
        origin: .passage(of: original.number, words: count))
    }
  }

  private mutating func copy(
    of original: (number: Int, isChinese: Bool, sentences: [[String]]), shared: Double, how: Change
  ) -> Document {
    var sentences: [[String]]
    var share: Double
    switch how {
    case .sentences, .stretch:
      (sentences, share) = replaced(
        original, keeping: shared, atLeast: true, inOnePlace: how == .stretch)
    case .moved:
      (sentences, share) = replaced(original, keeping: shared, atLeast: true, inOnePlace: true)
      sentences.shuffle(using: &random)
    case .words:
      // From nine tenths on: each word changed touches the runs of ten around it.
      share = 0.9 + (shared - 0.7) / 3
      sentences = original.sentences.map { sentence in
        sentence.map { random.below(10_000) < Int((1 - share) * 10_000) ? word(original.isChinese) : $0 }
      }
    }
    var text = joined(sentences, original.isChinese)
    if how == .moved { text = original.isChinese ? Self.traditional(text) : text.uppercased() }
    return Document(text: text, origin: .copy(of: original.number, shared: share, how: how))
  }

  /// Replaces whole sentences by new ones of the same length.
  /// - Returns: The sentences, and the share of the words that were kept.
  private mutating func replaced(
    _ original: (number: Int, isChinese: Bool, sentences: [[String]]), keeping share: Double,
    atLeast: Bool, inOnePlace: Bool
  ) -> ([[String]], Double) {
    var sentences = original.sentences
    let total = sentences.reduce(0) { $0 + Self.weight($1, original.isChinese) }
    var left = total
    let start = random.below(sentences.count)
    var order = (0..<sentences.count).map { (start + $0) % sentences.count }
    if !inOnePlace { order.shuffle(using: &random) }
    for index in order {
      let weight = Self.weight(sentences[index], original.isChinese)
      let next = left - weight
      if atLeast ? Double(next) < share * Double(total) : Double(left) <= share * Double(total) { break }
      left = next
      sentences[index] = (0..<sentences[index].count).map { _ in word(original.isChinese) }
    }
    return (sentences, Double(left) / Double(total))
  }

  private static func weight(_ words: [String], _ isChinese: Bool) -> Int {
    isChinese ? words.reduce(0) { $0 + $1.unicodeScalars.count } : words.count
  }

  private mutating func sentence(_ isChinese: Bool) -> [String] {
    (0..<(8 + random.below(16))).map { _ in word(isChinese) }
  }

  private mutating func word(_ isChinese: Bool) -> String {
    let words = isChinese ? chinese : english
    return words[Self.rank(random.below(1 << 24), of: words.count)]
  }

  private func joined(_ sentences: [[String]], _ isChinese: Bool) -> String {
    sentences.map { $0.joined(separator: isChinese ? "" : " ") }
      .joined(separator: isChinese ? "。" : ". ")
  }

  private static func rank(_ draw: Int, of count: Int) -> Int {
    min(count - 1, Int(exp(Double(draw) / Double(1 << 24) * log(Double(count)))) - 1)
  }

  // MARK: Scripts

  /// Characters of the vocabulary that have a traditional form.
  private static let forms: [Unicode.Scalar: Unicode.Scalar] = [
    "与": "與", "东": "東", "丝": "絲", "严": "嚴", "个": "個", "丰": "豐", "临": "臨", "为": "為", "丽": "麗", "举": "舉",
    "义": "義", "乐": "樂", "习": "習", "书": "書", "买": "買", "乱": "亂", "争": "爭", "亚": "亞", "产": "產", "亲": "親",
    "亿": "億", "仅": "僅", "从": "從", "仓": "倉", "仪": "儀", "们": "們", "价": "價", "众": "眾", "优": "優", "会": "會",
  ]

  private static func traditional(_ text: String) -> String {
    String(String.UnicodeScalarView(text.unicodeScalars.map { forms[$0] ?? $0 }))
  }
}
