import CounterfoilModel

/// A short name that the document itself gives a longer one.
struct DefinedName {
  /// UTF-8, as it is written.
  var alias: [UInt8]
  /// Of the longer name: where it begins, and what it is.
  var start: Int
  var kind: Mention.Kind
  var value: String
  var confidence: Double
  var hint: String?
}

/// Finds short names defined in brackets: `Ministry of State Security (MSS)`, 国家安全部（以下简称“国安部”）.
enum DefinedNames {
  /// The bracket is looked through this far, bytes.
  private static let reach = 80

  static func find(_ found: [Found], in text: TextBytes) -> [DefinedName] {
    var result: [DefinedName] = []
    for item in found where kinds.contains(item.kind) {
      guard let alias = alias(after: item, text) else { continue }
      result.append(
        DefinedName(
          alias: alias, start: item.start, kind: item.kind == .term ? .organisation : item.kind,
          value: item.value, confidence: item.confidence, hint: item.kind == .term ? nil : item.hint))
    }
    return result
  }

  private static let kinds: Set<Mention.Kind> = [.organisation, .person, .place]
  private static let chinese = ["以下简称", "以下称", "以下简称为", "下称", "下简称", "简称为", "简称"].map { Array($0.utf8) }
    .sorted { $0.count > $1.count }
  private static let open = Array("（".utf8)
  private static let close = Array("）".utf8)
  private static let quotes = [
    "“", "”", "「", "」", "『", "』", "《", "》", "‘", "’", "：", "，", "\"", "'", " ", ":", ",",
  ]
  .map { Array($0.utf8) }

  private static func alias(after item: Found, _ text: TextBytes) -> [UInt8]? {
    var start = item.end
    if text[start] == 0x20 { start += 1 }
    if text[start] == 0x28 {
      start += 1
    } else if text.agrees(open, at: start) {
      start += 3
    } else {
      return nil
    }
    var end = start
    let limit = min(text.count, start + reach)
    while end < limit, text.base[end] != 0x29, text.base[end] != 0x0A, !text.agrees(close, at: end) {
      end += 1
    }
    guard end < limit, end > start, text.base[end] != 0x0A else { return nil }
    strip(&start, &end, text)
    for word in chinese where text.agrees(word, at: start) {
      start += word.count
      strip(&start, &end, text)
      let length = end - start
      return length >= 6 && length <= 36 && !isGeneric(start, end, text) ? bytes(start, end, text) : nil
    }
    for word in ["hereinafter", "hereafter", "or", "the"] where text.matches(word, at: start) {
      guard text[start + word.utf8.count] == 0x20 || text[start + word.utf8.count] == 0x2C else { continue }
      start += word.utf8.count
      strip(&start, &end, text)
    }
    return isAcronym(start, end, of: item, text) ? bytes(start, end, text) : nil
  }

  private static func bytes(_ start: Int, _ end: Int, _ text: TextBytes) -> [UInt8] {
    Array(UnsafeBufferPointer(start: text.base + start, count: end - start))
  }

  private static func strip(_ start: inout Int, _ end: inout Int, _ text: TextBytes) {
    var isChanged = true
    while isChanged {
      isChanged = false
      for quote in quotes {
        if start + quote.count <= end, text.agrees(quote, at: start) {
          start += quote.count
          isChanged = true
        }
        if end - quote.count >= start, text.agrees(quote, at: end - quote.count) {
          end -= quote.count
          isChanged = true
        }
      }
    }
  }

  /// 公司 and the like, which any body is called.
  private static func isGeneric(_ start: Int, _ end: Int, _ text: TextBytes) -> Bool {
    BodySorts.shared.isNoun(text, start, end)
      || generic.contains { text.agrees($0, at: start) && end - start == $0.count }
  }

  private static let generic = [
    "公司", "本公司", "我司", "集团", "学校", "我校", "单位", "本单位", "该公司", "甲方", "乙方", "丙方", "被告", "原告",
  ].map {
    Array($0.utf8)
  }

  /// Whether capitals are the first letters of the name's words, in order.
  private static func isAcronym(_ start: Int, _ end: Int, of item: Found, _ text: TextBytes) -> Bool {
    guard end - start >= 2, end - start <= 12, item.hint != nil || item.end - item.start > end - start else {
      return false
    }
    var capitals: [UInt8] = []
    for index in start..<end {
      let byte = text.base[index]
      guard text.has(index, ByteClass.alphanumeric) || byte == 0x2E || byte == 0x2D || byte == 0x26 else {
        return false
      }
      if byte >= 0x41, byte <= 0x5A { capitals.append(byte | 0x20) }
    }
    guard capitals.count >= 2 else { return false }
    // Characters have no first letters: a listed body's abbreviation is believed.
    if text[item.start] >= 0xE0 { return true }
    var place = 0
    var isStart = true
    for index in item.start..<item.end where place < capitals.count {
      let isLetter = text.has(index, ByteClass.alphanumeric)
      if isLetter, isStart, text.lower(index) == capitals[place] { place += 1 }
      isStart = !isLetter
    }
    return place == capitals.count
  }
}

extension TextBytes {
  /// Whether the bytes from `index` are `word`, ignoring the case of ASCII letters.
  fileprivate func matches(_ word: String, at index: Int) -> Bool { agrees(Array(word.utf8), at: index) }
}
