import CounterfoilModel
import CounterfoilText

/// One walk of a `FormMatcher` over one text.
struct FormScan {
  /// A word of the text that stands for a concept.
  struct Hit {
    var concept: Int32
    /// In units of `FormMatcher.Scale`.
    var start: Int32
    var end: Int32
    var bytes: Range<Int>
    var isChinese: Bool
  }

  let text: TextBytes
  let rows: ByteTrie.Rows
  let vocabulary: FormVocabulary
  let words: ChineseWords
  private(set) var matches: [FormMatcher.Match] = []

  /// Of this sentence, and of the one before, which wide forms need.
  private var hits: [Hit] = []
  private var earlier: [Hit] = []
  private var sentenceStart = 0
  private var earlierStart = 0
  /// Where the text has been walked to, in units.
  private var position: Int32 = 0
  /// The number of the last sentence that had each concept.
  private var seen: [Int32]
  private var sentence: Int32 = 1
  private var hasKey = false
  /// Where the last number ended, for sums of money.
  private var lastNumber: (bytes: Range<Int>, position: Int32)?
  private var lastCurrency: (bytes: Range<Int>, position: Int32)?

  /// Sentences longer than this are cut, so that text without stops costs no more: bytes.
  private static let longest = 1500

  /// Of a word that a sentence repeats no more than this many are tried, so that such text costs no more.
  private static let mostChoices = 12

  init(text: TextBytes, rows: ByteTrie.Rows, vocabulary: FormVocabulary, words: ChineseWords) {
    self.text = text
    self.rows = rows
    self.vocabulary = vocabulary
    self.words = words
    seen = Array(repeating: 0, count: vocabulary.conceptCount)
  }

  mutating func run() {
    let count = text.count
    var index = 0
    while index < count {
      let byte = text.base[index]
      let bits = text.classes[Int(byte)]
      if bits & ByteClass.alphanumeric != 0 {
        index = word(at: index, isDigit: bits & ByteClass.digit != 0)
      } else if byte < 0x80 {
        if ends(byte, at: index) { close(at: index + 1) }
        if byte == 0x24, vocabulary.amount >= 0 { currency(index..<(index + 1)) }
        index += 1
      } else if byte >= 0xE3, byte < 0xF0 {
        if byte == 0xEF || byte == 0xE3 {
          if isChineseStop(index) { close(at: index + 3) }
          index += 3
        } else {
          character(at: index)
          index += 3
        }
      } else {
        if byte == 0xC2, text[index + 1] == 0xA3 || text[index + 1] == 0xA5 { currency(index..<(index + 2)) }
        if byte == 0xE2, text[index + 1] == 0x82, text[index + 2] == 0xAC { currency(index..<(index + 3)) }
        index += byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4
      }
      if index - sentenceStart > Self.longest { close(at: min(index, count)) }
    }
    close(at: count)
    matches.sort {
      ($0.range.lowerBound, $0.rule, $0.range.upperBound) < (
        $1.range.lowerBound, $1.rule, $1.range.upperBound
      )
    }
  }

  // MARK: words

  /// Looks up what begins with the word at `start`; returns where the word ends.
  private mutating func word(at start: Int, isDigit: Bool) -> Int {
    var end = start
    if isDigit {
      while text.has(end, ByteClass.digit)
        || (text[end] == 0x2C || text[end] == 0x2E) && text.has(end + 1, ByteClass.digit)
      { end += 1 }
      number(start..<end)
    }
    if start == 0 || text.base[start - 1] < 0x80 || !text.followsAccentedLetter(start) {
      lookUp(at: start, isChinese: false)
    }
    while text.has(end, ByteClass.alphanumeric) { end += 1 }
    position += FormMatcher.Scale.word
    return end
  }

  private mutating func character(at start: Int) {
    lookUp(at: start, isChinese: true)
    position += FormMatcher.Scale.character
  }

  @inline(__always)
  private mutating func lookUp(at start: Int, isChinese: Bool) {
    var walk = ByteTrie.Walk(text, from: start, in: rows)
    while walk.step() {
      let key = walk.key
      guard key >= 0 else { continue }
      let end = walk.index
      let isWordEnd =
        !text.has(end - 1, ByteClass.alphanumeric)
        || !text.has(end, ByteClass.alphanumeric) && !(text[end] >= 0xC3 && text[end] <= 0xD4)
      if isWordEnd { keep(key, start..<end, isChinese: isChinese) }
    }
  }

  private mutating func keep(_ key: Int32, _ bytes: Range<Int>, isChinese: Bool) {
    var length: Int32 = 0
    if isChinese {
      length = Int32(bytes.count / 3) * FormMatcher.Scale.character
    } else {
      length = FormMatcher.Scale.word
      for index in bytes where text.classes[Int(text.base[index])] & ByteClass.space != 0 {
        length += FormMatcher.Scale.word
      }
    }
    var term = vocabulary.heads[Int(key)]
    while term >= 0 {
      let entry = vocabulary.terms[Int(term)]
      if entry.exactly.isEmpty || text.agrees(entry.exactly, at: bytes.lowerBound, exactCase: true) {
        for index in entry.range {
          note(
            Hit(
              concept: vocabulary.concepts[Int(index)], start: position, end: position + length, bytes: bytes,
              isChinese: isChinese))
        }
      }
      term = entry.next
    }
  }

  @inline(__always)
  private mutating func note(_ hit: Hit) {
    hits.append(hit)
    seen[Int(hit.concept)] = sentence
    if !vocabulary.formsByKey[Int(hit.concept)].isEmpty { hasKey = true }
  }

  // MARK: numbers and sums

  private mutating func number(_ bytes: Range<Int>) {
    let unit = FormMatcher.Scale.word
    if vocabulary.number >= 0 {
      note(
        Hit(concept: vocabulary.number, start: position, end: position + unit, bytes: bytes, isChinese: false)
      )
    }
    guard vocabulary.amount >= 0 else { return }
    if let symbol = lastCurrency, bytes.lowerBound - symbol.bytes.upperBound <= 1 {
      note(
        Hit(
          concept: vocabulary.amount, start: position, end: position + unit,
          bytes: symbol.bytes.lowerBound..<bytes.upperBound, isChinese: false))
    } else if let start = unitBefore(bytes.lowerBound) {
      note(
        Hit(
          concept: vocabulary.amount, start: position, end: position + unit, bytes: start..<bytes.upperBound,
          isChinese: false))
    } else if let end = unitAfter(bytes.upperBound) {
      note(
        Hit(
          concept: vocabulary.amount, start: position, end: position + unit, bytes: bytes.lowerBound..<end,
          isChinese: false))
    }
  }

  private mutating func currency(_ bytes: Range<Int>) { lastCurrency = (bytes, position) }

  /// Where a currency ends that follows a number, if one does.
  private func unitAfter(_ start: Int) -> Int? {
    var index = start
    if text[index] == 0x20 { index += 1 }
    for scale in Self.scales where text.agrees(scale, at: index) {
      index += scale.count
      if text[index] == 0x20 { index += 1 }
      break
    }
    for unit in Self.units where text.agrees(unit, at: index) { return index + unit.count }
    return nil
  }

  /// Where a currency begins that stands before a number: `USD 5,000`, `RMB5000`.
  private func unitBefore(_ end: Int) -> Int? {
    let stop = text[end - 1] == 0x20 ? end - 1 : end
    for code in Self.codes where text.agrees(code, at: stop - code.count) { return stop - code.count }
    return nil
  }

  private static let codes = ["usd", "eur", "gbp", "rmb", "cny", "hkd", "twd", "chf", "cad", "aud", "人民币"].map
  { Array($0.utf8) }
  private static let scales = ["thousand", "million", "billion", "k", "万", "千", "百", "亿", "百万"].map {
    Array($0.utf8)
  }
  private static let units = [
    "usd", "us$", "dollar", "euro", "eur", "pound", "gbp", "rmb", "yuan", "cny", "renminbi", "hkd", "hk$",
    "usdt", "twd", "nt$",
    "kroner", "francs", "yen", "元", "块", "美元", "美金", "欧元", "英镑", "港币", "港元", "人民币", "台币",
  ].map { Array($0.utf8) }

  // MARK: sentences

  /// Whether a sentence ends at an ASCII byte.
  private func ends(_ byte: UInt8, at index: Int) -> Bool {
    switch byte {
    case 0x21, 0x3F: return true
    case 0x2E:
      guard
        text.has(index + 1, ByteClass.space) || index + 1 == text.count || text[index + 1] == 0x22
          || text[index + 1] == 0x29 || text[index + 1] == 0xE2
      else { return false }
      // “Mr. Fang”, “J. Smith”, “e.g. a”: no end where a short word with a capital, or a letter, stands before the stop.
      let before = index - 1
      if text.has(before, ByteClass.alphanumeric), !text.has(before - 1, ByteClass.alphanumeric) {
        return false
      }
      if text.has(before, ByteClass.alphanumeric), text.has(before - 1, ByteClass.alphanumeric),
        !text.has(before - 2, ByteClass.alphanumeric), text[before - 1] >= 0x41, text[before - 1] <= 0x5A
      {
        return false
      }
      return true
    case 0x0A:
      // A blank line, a list's next item, or a short line before: headings and table rows.
      var next = index + 1
      while text[next] == 0x20 || text[next] == 0x09 || text[next] == 0x0D { next += 1 }
      return text[next] == 0x0A || text[next] == 0x2D || text[next] == 0x2A || text[next] == 0x23
        || text[next] == 0x7C || text[next] == 0x3E
    default: return false
    }
  }

  /// 。！？； and their like.
  private func isChineseStop(_ index: Int) -> Bool {
    switch (text[index], text[index + 1], text[index + 2]) {
    case (0xE3, 0x80, 0x82), (0xEF, 0xBC, 0x81), (0xEF, 0xBC, 0x9F), (0xEF, 0xBC, 0x9B): true
    default: false
    }
  }

  private mutating func close(at end: Int) {
    if hasKey { evaluate(end) }
    swap(&earlier, &hits)
    hits.removeAll(keepingCapacity: true)
    earlierStart = sentenceStart
    sentenceStart = end
    sentence += 1
    hasKey = false
    lastCurrency = nil
  }

  // MARK: forms

  private mutating func evaluate(_ end: Int) {
    var cut = false
    var found: [Int32: FormMatcher.Match] = [:]
    var tried: Set<Int32> = []
    for hit in hits {
      for number in vocabulary.formsByKey[Int(hit.concept)] where !tried.contains(number) {
        let form = vocabulary.forms[Int(number)]
        guard holdsAll(form) else { continue }
        tried.insert(number)
        if !cut {
          keepWholeWords(end)
          cut = true
          guard holdsAll(form) else { continue }
        }
        if let match = match(form, number, end) {
          if let other = found[form.rule], other.range.count <= match.range.count { continue }
          found[form.rule] = match
        }
      }
    }
    matches += found.values
  }

  /// Whether every concept of a form stands in this sentence (or the one before, where the form is wide) and no guard does.
  private func holdsAll(_ form: FormVocabulary.Form) -> Bool {
    let oldest = form.isWide ? sentence - 1 : sentence
    for item in form.items where seen[Int(item.concept)] < oldest { return false }
    for guarded in form.guards where seen[Int(guarded)] == sentence { return false }
    return true
  }

  /// Takes out Chinese words that are parts of other words: 别 in 特别, 国安 in 共和国安全.
  private mutating func keepWholeWords(_ end: Int) {
    guard hits.contains(where: \.isChinese) else { return }
    let base = sentenceStart
    var boundaries: Set<Int> = [base, end]
    for range in words.words(in: text.string(base..<end)) {
      boundaries.insert(base + range.lowerBound)
      boundaries.insert(base + range.upperBound)
    }
    let kept = hits.filter { hit in
      guard hit.isChinese else { return true }
      let starts = boundaries.contains(hit.bytes.lowerBound)
      let ends = boundaries.contains(hit.bytes.upperBound)
      return hit.bytes.count > 3 ? starts || ends : starts && ends
    }
    guard kept.count < hits.count else { return }
    let left = Set(kept.map(\.concept))
    for hit in hits where !left.contains(hit.concept) { seen[Int(hit.concept)] = sentence - 2 }
    hits = kept
  }

  /// The narrowest way in which a form holds here.
  private func match(_ form: FormVocabulary.Form, _ number: Int32, _ end: Int) -> FormMatcher.Match? {
    let pool = form.isWide ? earlier + hits : hits
    let choices = form.items.map { item in pool.filter { $0.concept == item.concept }.prefix(Self.mostChoices)
    }
    var best: [Hit] = []
    var bestSpan = form.limit + 1
    var chosen: [Hit] = []
    func choose(_ place: Int, _ low: Int32, _ high: Int32) {
      guard place < form.items.count else {
        if high - low < bestSpan {
          bestSpan = high - low
          best = chosen
        }
        return
      }
      let item = form.items[place]
      for hit in choices[place] {
        if item.isAfter, let before = chosen.last, hit.start < before.end { continue }
        if chosen.contains(where: { $0.bytes.overlaps(hit.bytes) }) { continue }
        let (first, last) = (min(low, hit.start), max(high, hit.end))
        guard last - first < bestSpan else { continue }
        chosen.append(hit)
        choose(place + 1, first, last)
        chosen.removeLast()
      }
    }
    choose(0, Int32.max, Int32.min)
    guard let first = best.map(\.bytes.lowerBound).min(), let last = best.map(\.bytes.upperBound).max() else {
      return nil
    }
    // A wide form that needs nothing of this sentence was found in the one before.
    guard last > sentenceStart else { return nil }
    return FormMatcher.Match(
      rule: Int(form.rule), form: Int(number), range: first..<last, items: best.map(\.bytes),
      sentence: (first < sentenceStart ? earlierStart : sentenceStart)..<end)
  }
}
