import CounterfoilModel

// Hashes, CVE numbers and autonomous systems.
extension ObservableScanner {
  /// Judges a word of 26 bytes or more: hashes and addresses of coins.
  mutating func longWord(_ start: Int, _ end: Int, isHexadecimal: Bool, isDecimal: Bool) {
    let length = end - start
    if isHexadecimal, !isDecimal {
      let kind: Mention.Kind? =
        switch length {
        case 32: .md5
        case 40: .sha1
        case 64: .sha256
        case 128: .sha512
        default: nil
        }
      if let kind {
        work += length
        found.append(
          Found(
            kind: kind, start: start, end: end, value: text.string(start..<end).lowercased(),
            confidence: Certainty.likely))
        return
      }
    }
    guard length <= 90 else { return }
    work += length
    coin(start, end)
  }

  /// Reads `CVE-2021-44228`, `AS4134`, `ASN 4134` at the word `start..<end`.
  mutating func identifier(_ start: Int, _ end: Int, isDecimal: Bool) -> Int? {
    switch text.lower(start) {
    case 0x63 where end - start == 3 && text.matches("cve", at: start):
      return cve(start, end)
    case 0x61 where text.lower(start + 1) == 0x73:
      return autonomousSystem(start, end)
    default: return nil
    }
  }

  private mutating func cve(_ start: Int, _ end: Int) -> Int? {
    var place = end
    var digits: [UInt8] = []
    guard let yearStart = dash(place) else { return nil }
    place = yearStart
    while text.has(place, ByteClass.digit), digits.count < 5 {
      digits.append(text.base[place])
      place += 1
    }
    guard digits.count == 4,
      digits.starts(with: [0x31, 0x39]) || digits.starts(with: [0x32, 0x30]),
      let numberStart = dash(place)
    else { return nil }
    place = numberStart
    digits.append(0x2D)
    while text.has(place, ByteClass.digit), digits.count < 16 {
      digits.append(text.base[place])
      place += 1
    }
    guard digits.count >= 9, digits.count <= 12, !text.has(place, ByteClass.alphanumeric)
    else { return nil }
    found.append(
      Found(
        kind: .cve, start: start, end: place,
        value: "CVE-" + String(decoding: digits, as: UTF8.self),
        confidence: Certainty.verified))
    return place
  }

  /// Past a hyphen, or one of the dashes U+2010 to U+2014 that typesetting makes of it.
  private func dash(_ index: Int) -> Int? {
    if text[index] == 0x2D { return index + 1 }
    if text[index] == 0xE2, text[index + 1] == 0x80, text[index + 2] >= 0x90,
      text[index + 2] <= 0x94
    {
      return index + 3
    }
    return nil
  }

  private mutating func autonomousSystem(_ start: Int, _ end: Int) -> Int? {
    var place = start + 2
    let named = text.lower(place) == 0x6E
    if named { place += 1 }
    // "as" is a word; only AS in capitals and ASN in any case name a system.
    guard named || (text.base[start] == 0x41 && text.base[start + 1] == 0x53) else { return nil }
    if named, place == end {
      var gap = place
      while text[gap] == 0x20 || text[gap] == 0x3A || text[gap] == 0x23, gap < place + 3 {
        gap += 1
      }
      place = gap
    }
    let first = place
    while text.has(place, ByteClass.digit), place < first + 11 { place += 1 }
    let digits = text.string(first..<place)
    guard place > first, !text.has(place, ByteClass.alphanumeric), text.base[first] != 0x30,
      let number = UInt64(digits), number <= 4_294_967_295,
      named || !Self.standards.contains(number)
    else { return nil }
    // "AS1234-5" is a part number.
    if !named, text[place] == 0x2D, text.has(place + 1, ByteClass.alphanumeric) { return nil }
    found.append(
      Found(
        kind: .asn, start: start, end: place, value: "AS\(number)",
        confidence: named ? Certainty.verified : Certainty.likely))
    return place
  }

  /// AS9100 and its family are aerospace quality standards, AS400 is a computer.
  private static let standards: Set<UInt64> = [400, 9_100, 9_102, 9_110, 9_120]
}
