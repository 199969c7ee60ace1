/// Reads a number written in digits: `12,500`, `3.75`, `18.400,00`, `1'275`, `1 275.00`, `2 0 1 9`, `５，０００`.
struct DigitReader {
  let text: TextBytes
  let start: Int
  private(set) var end: Int
  private var value = 0
  private var count = 0

  init(text: TextBytes, start: Int) {
    self.text = text
    self.start = start
    end = start
  }

  /// The digit at `index`, half or full width, and its length in bytes.
  @inline(__always) private func digit(_ index: Int) -> (value: Int, length: Int)? {
    let byte = text[index]
    if byte >= 0x30, byte <= 0x39 { return (Int(byte - 0x30), 1) }
    if byte == 0xEF, text[index + 1] == 0xBC, text[index + 2] >= 0x90, text[index + 2] <= 0x99 {
      return (Int(text[index + 2] - 0x90), 3)
    }
    return nil
  }

  /// The end of exactly `wanted` digits at `index`, after which no other digit stands.
  private func group(_ index: Int, _ wanted: Int) -> Int? {
    var place = index
    for _ in 0..<wanted {
      guard let next = digit(place) else { return nil }
      place += next.length
    }
    return digit(place) == nil ? place : nil
  }

  private mutating func take(_ index: Int, to stop: Int) {
    var place = index
    while place < stop, let next = digit(place) {
      if count < 18 { value = value * 10 + next.value }
      count += 1
      place += next.length
    }
    end = stop
  }

  /// The longest run of digits that is a number; longer ones name something.
  private static let cap = 18

  /// Nil where the digits are too many; `end` is past them in any case.
  ///
  /// - Parameters:
  ///   - maySpace: Whether single digits with spaces between them may be one number.
  ///   - followsMoney: Whether a currency stands before, so that a space or apostrophe parts thousands.
  ///   - precedesMoney: The same for the place behind.
  mutating func read(maySpace: Bool, followsMoney: Bool, precedesMoney: (Int) -> Bool) -> Lexeme? {
    var marks: Lexeme.Marks = []
    if text[start] == 0xEF { marks.insert(.han) }
    var stop = start
    while let next = digit(stop) { stop += next.length }
    take(start, to: stop)
    if count > 1, text[start] == 0x30 { marks.insert(.leadingZero) }
    let whole = count
    if count <= 3, groups(&marks, followsMoney, precedesMoney) {
    } else if whole == 1, maySpace, spaced() {
      marks.insert(.spaced)
    }
    let length = count
    var places = 0
    if !marks.contains(.spaced), let stop = fraction(isGrouped: marks.contains(.separators)) {
      places = -count
      take(end + separator(end), to: stop)
      places += count
    }
    guard count <= Self.cap else { return nil }
    var lexeme = Lexeme(start: Int32(start), end: Int32(end), kind: .digits)
    lexeme.value = value
    lexeme.exponent = Int8(-places)
    lexeme.length = UInt8(length)
    lexeme.marks = marks
    return lexeme
  }

  /// The length of a point or comma at `index`, half or full width.
  private func separator(_ index: Int) -> Int { text[index] == 0xEF ? 3 : 1 }

  /// Thousands in groups: by commas; by spaces, points and apostrophes only where what stands around
  /// leaves no doubt.
  private mutating func groups(
    _ marks: inout Lexeme.Marks, _ followsMoney: Bool, _ precedesMoney: (Int) -> Bool
  ) -> Bool {
    let isWide = marks.contains(.han)
    func ends(_ mark: UInt8) -> (stops: [Int], end: Int) {
      var stops: [Int] = []
      var place = end
      while stops.count < 6 {
        var skip = 0
        if text[place] == mark {
          skip = 1
        } else if mark == 0x2C, isWide, text.matches("，", at: place) {
          skip = 3
        } else if mark == 0x27 {
          if text.matches("’", at: place) { skip = 3 }
        } else if mark == 0x20 {
          if text.matches("\u{A0}", at: place) { skip = 2 }
          if text.matches("\u{202F}", at: place) || text.matches("\u{2009}", at: place) { skip = 3 }
        }
        guard skip > 0, let next = group(place + skip, 3) else { break }
        stops.append(place + skip)
        place = next
      }
      return (stops, place)
    }
    func endsFraction(_ place: Int) -> Int {
      guard text[place] == 0x2C, let stop = group(place + 1, 2) else { return place }
      return stop
    }
    func accept(_ found: (stops: [Int], end: Int)) -> Bool {
      for stop in found.stops { take(stop, to: group(stop, 3) ?? stop) }
      marks.insert(.separators)
      return true
    }
    switch text[end] {
    case 0x2C, 0xEF:
      let found = ends(0x2C)
      return !found.stops.isEmpty && accept(found)
    case 0x27,
      0xE2 where text.matches("’", at: end):
      let found = ends(0x27)
      guard !found.stops.isEmpty else { return false }
      return (followsMoney || precedesMoney(found.end)) && accept(found)
    case 0x20, 0xC2, 0xE2:
      let found = ends(0x20)
      guard !found.stops.isEmpty else { return false }
      // 65 742亿元, 1 275.00; elsewhere the digits belong to two numbers.
      let isSure =
        text[end] != 0x20 || found.stops.contains { text[$0] == 0x30 }
        || text[found.end] >= 0xE4 && text[found.end] < 0xEA
        || text[found.end] == 0x2E && group(found.end + 1, 2) != nil
        || followsMoney || precedesMoney(endsFraction(found.end))
      return isSure && accept(found)
    case 0x2E:
      let found = ends(0x2E)
      let isSure =
        text[found.end] == 0x2C && group(found.end + 1, 2) != nil
        || found.stops.count > 1 && (followsMoney || precedesMoney(found.end))
      return isSure && accept(found)
    default: return false
    }
  }

  /// 2 0 1 9: single digits with single spaces.
  private mutating func spaced() -> Bool {
    // 2024/3/5 9:05: the digit belongs to what stands right before it.
    if start > 0, text.has(start - 1, ByteClass.url), !text.has(start - 1, ByteClass.space) { return false }
    var place = end
    while text[place] == 0x20, digit(place + 1)?.length == 1, group(place + 1, 1) != nil,
      place - start < 20
    {
      place += 2
    }
    guard place > end, !(text[place] == 0x20 && digit(place + 1) != nil),
      !text.has(place, ByteClass.alphanumeric),
      !(text.has(place, ByteClass.url) && text.has(place + 1, ByteClass.digit))
    else { return false }
    var index = end + 1
    while index < place {
      take(index, to: index + 1)
      index += 2
    }
    end = place
    return true
  }

  /// Where a fraction ends; nil for 4.2.1, which is no number.
  private func fraction(isGrouped: Bool) -> Int? {
    let isPoint = text[end] == 0x2E || text.matches("．", at: end)
    // 18.400,00 and 1 234,50; not 18,400,00.
    let isComma = text[end] == 0x2C && group(end + 1, 2) != nil && isGrouped && text[end - 4] != 0x2C
    guard isPoint || isComma else { return nil }
    var stop = end + separator(end)
    guard digit(stop) != nil else { return nil }
    // The integer may itself follow a point: 1.2.3 has no fraction anywhere.
    if text[start - 1] == 0x2E, text.has(start - 2, ByteClass.digit) { return nil }
    while let next = digit(stop) { stop += next.length }
    if text[stop] == 0x2E, digit(stop + 1) != nil { return nil }
    return stop
  }
}
