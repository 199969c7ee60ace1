import CounterfoilText

/// Sorts of bodies, the nouns that stand for them (`the company`, 该局), and the words that names of
/// such bodies hold. A set of sorts is a mask.
struct BodySorts: Sendable {
  static let shared = BodySorts()

  struct Noun: Sendable {
    var sorts: UInt32
    /// Simplified characters that, after a Chinese noun, make another word of it: 该部门.
    var notBefore: Set<UInt32>
  }

  /// By `FeatureHash.word`.
  let english: [UInt64: UInt32]
  /// By `FeatureHash.scalars`; all begin with 该, 上 or the like.
  let chinese: [UInt64: Noun]
  let longestChinese: Int
  /// First characters of the Chinese nouns.
  let heads: Set<UInt32>
  private let englishNames: [UInt64: UInt32]
  private let chineseEnds: [UInt64: UInt32]
  /// Bodies of which names seldom say what they are: a company can be meant by any name.
  let company: UInt32

  private init() {
    var sorts: [String: UInt32] = [:]
    var english: [UInt64: UInt32] = [:]
    var chinese: [UInt64: Noun] = [:]
    var englishNames: [UInt64: UInt32] = [:]
    var chineseEnds: [UInt64: UInt32] = [:]
    var heads: Set<UInt32> = []
    var longest = 0
    KnowledgeTable.forEachRow(of: "titles/references.tsv") { fields in
      guard fields.count >= 4 else { return }
      let name = fields[0].string
      let sort = sorts[name] ?? 1 << UInt32(min(sorts.count, 31))
      sorts[name] = sort
      let nouns = fields[2].string.split(separator: "|")
      let names = fields[3].string.split(separator: "|")
      if fields[1].string == "en" {
        for noun in nouns { english[FeatureHash.word(noun), default: 0] |= sort }
        for word in names { englishNames[FeatureHash.word(word), default: 0] |= sort }
      } else {
        let forbidden = Set((fields.count > 4 ? fields[4].string : "").unicodeScalars.map(\.value))
        for noun in nouns {
          let hash = FeatureHash.scalars(noun)
          let known = chinese[hash]
          chinese[hash] = Noun(
            sorts: (known?.sorts ?? 0) | sort, notBefore: forbidden.union(known?.notBefore ?? []))
          if let first = noun.unicodeScalars.first { heads.insert(first.value) }
          longest = max(longest, noun.unicodeScalars.count)
        }
        for word in names { chineseEnds[FeatureHash.scalars(word), default: 0] |= sort }
      }
    }
    (self.english, self.chinese) = (english, chinese)
    (self.englishNames, self.chineseEnds) = (englishNames, chineseEnds)
    self.heads = heads
    longestChinese = longest
    company = sorts["company"] ?? 0
  }

  /// The sorts a body can be of, by its name in the text and by its listed English name.
  func sorts(of item: Found, in text: TextBytes) -> UInt32 {
    var mask = item.value.utf8.count < 200 ? latin(item.value) : 0
    if text.base[item.start] < 0xE0 {
      mask |= latin(text.string(item.start..<min(item.end, item.start + 200)))
    } else {
      let run = HanRun(before: item.end, from: item.start, in: text)
      for length in stride(from: min(4, run.count), through: 1, by: -1) {
        if let sort = chineseEnds[run.hash((run.count - length)..<run.count)] {
          mask |= sort
          break
        }
      }
    }
    return mask
  }

  private func latin(_ name: String) -> UInt32 {
    var mask: UInt32 = 0
    TextBytes.with(name) { text in
      let step = LatinWords(text: text)
      var place = 0
      while place < text.count {
        if let word = step.beginning(at: place) {
          mask |= englishNames[word.hash] ?? 0
          place = max(word.end, place + 1)
        } else {
          place += 1
        }
      }
    }
    return mask
  }

  /// Whether the characters of a range are such a noun and nothing else.
  func isNoun(_ text: TextBytes, _ start: Int, _ end: Int) -> Bool {
    let run = HanRun(after: start, to: end, in: text)
    return run.starts[run.count] == end && chinese[run.hash(0..<run.count)] != nil
  }
}
