import CounterfoilModel

// Telephone numbers. `value` is E.164: `+`, country, number, no separators.
extension ObservableScanner {
  /// Reads `+86 138-0013-8000`, `+1 (202) 555-0123` at the plus sign.
  mutating func phoneWithPlus(_ plus: Int) -> Int? {
    guard text.has(plus + 1, ByteClass.digit), text[plus + 1] != 0x30,
      !text.has(plus - 1, ByteClass.alphanumeric), text[plus - 1] != 0x2B
    else { return nil }
    var digits: [UInt8] = []
    let (end, groups) = readDigits(plus + 1, into: &digits)
    guard digits.count >= 8, digits.count <= 15, groups <= 6, !text.has(end, ByteClass.alphanumeric)
    else { return nil }
    if digits.starts(with: [0x38, 0x36]), digits.count > 2, digits[2] == 0x31, digits.count != 13,
      digits.count != 12
    {
      return nil
    }
    found.append(
      Found(
        kind: .phone, start: plus, end: end, value: "+" + String(decoding: digits, as: UTF8.self),
        confidence: Certainty.formed))
    return end
  }

  /// Reads national forms that are bounded enough to stand alone, at the number `start..<end`:
  /// a Chinese mobile, a Chinese landline with its area, a North American 3-3-4 number.
  mutating func phone(_ start: Int, _ end: Int) -> Int? {
    let length = end - start
    guard length == 3 || length == 4 || length == 11 else { return nil }
    let before = text[start - 1]
    guard before != 0x2D, before != 0x2E, before != 0x2B, before != 0x2F, before != 0x5F,
      before != 0x24, before != 0x2C
    else { return nil }
    var digits: [UInt8] = []
    let (stop, groups) = readDigits(start, into: &digits)
    guard !text.has(stop, ByteClass.alphanumeric), text[stop] != 0x2D, text[stop] != 0x2F else {
      return nil
    }
    let first = digits.first ?? 0
    if digits.count == 11, first == 0x31, digits[1] >= 0x33,
      groups == 1 || (groups == 3 && length == 3)
    {
      return keepPhone(start, stop, "+86", digits)
    }
    // 010-12345678, 0571-87654321
    if first == 0x30, length <= 4, groups <= 3, text[end] == 0x2D, digits.count >= 10,
      digits.count <= 12, digits[1] != 0x30
    {
      return keepPhone(start, stop, "+86", digits.dropFirst())
    }
    // 400-800-8820 is a service number in China; no area of North America is 400.
    if length == 3, digits.count == 10, digits.starts(with: [0x34, 0x30, 0x30]) {
      return text[end] == 0x2D ? keepPhone(start, stop, "+86", digits) : nil
    }
    if length == 3, digits.count == 10, groups == 3, first >= 0x32, digits[3] >= 0x32,
      text.has(stop - 4, ByteClass.digit), !text.has(stop - 5, ByteClass.digit),
      text[end] != 0x20 || text[stop - 5] != 0x20 || followsPhoneWord(start)
    {
      var opening = start
      if text[start - 1] == 0x28, text[end] == 0x29 { opening -= 1 }
      return keepPhone(opening, stop, "+1", digits)
    }
    return nil
  }

  /// Whether a word before says that a telephone number follows: `tel. 202 555 0123`.
  private func followsPhoneWord(_ start: Int) -> Bool {
    var end = start
    while end > 0, start - end < 6, text.has(end - 1, ByteClass.space) || ".:(".utf8.contains(text[end - 1]) {
      end -= 1
    }
    if text.matches("：", at: end - 3) { end -= 3 }
    for word in [
      StaticString("tel"), "phone", "telephone", "call", "fax", "mobile", "cell", "电话", "電話", "手机", "手機",
      "传真",
      "傳真", "热线", "熱線",
    ] where text.matches(word, at: end - word.utf8CodeUnitCount) { return true }
    return false
  }

  private mutating func keepPhone(
    _ start: Int, _ end: Int, _ country: String, _ digits: some Sequence<UInt8>
  )
    -> Int
  {
    found.append(
      Found(
        kind: .phone, start: start, end: end,
        value: country + String(decoding: Array(digits), as: UTF8.self),
        confidence: Certainty.likely))
    return end
  }

  /// Reads groups of digits with at most `) ` or `-(` between them; sixteen digits at most.
  private mutating func readDigits(_ start: Int, into digits: inout [UInt8]) -> (
    end: Int, groups: Int
  ) {
    var place = start
    var end = start
    var groups = 0
    while digits.count <= 16 {
      let first = place
      while text.has(place, ByteClass.digit), digits.count <= 16 {
        digits.append(text.base[place])
        place += 1
      }
      guard place > first else { break }
      groups += 1
      end = place
      var gap = 0
      while gap < 2 {
        let byte = text[place]
        guard byte == 0x20 || byte == 0x2D || byte == 0x2E || byte == 0x28 || byte == 0x29 else {
          break
        }
        gap += 1
        place += 1
      }
      guard gap > 0 else { break }
    }
    work += place - start
    return (end, groups)
  }
}
