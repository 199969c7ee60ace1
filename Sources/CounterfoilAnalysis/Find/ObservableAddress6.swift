import CounterfoilModel

// IPv6 addresses, and their canonical form.
extension ObservableScanner {
  /// The longest text of an address: eight groups, the last two as IPv4.
  private static let longest = 45

  /// Reads the address whose first colon is at `colon`.
  ///
  /// - Parameter wordStart: Where the word before the colon starts; `colon` where there is none.
  mutating func address6(_ colon: Int, wordStart: Int) -> Int? {
    guard colon >= groupsReadTo else { return nil }
    let width = text.base[colon] == 0x3A ? 1 : 3
    let next = text[colon + width]
    guard next == 0x3A || next == 0x5B || text.has(colon + width, ByteClass.hexadecimal)
    else { return nil }
    var start = colon
    while start > wordStart, colon - start <= 4, text.has(start - 1, ByteClass.hexadecimal) {
      start -= 1
    }
    guard start == wordStart, colon - start <= 4 else { return nil }
    if start == colon, text.has(start - 1, ByteClass.alphanumeric) { return nil }
    // Read the whole run even where it is too long, so that no byte of it is read again.
    var written: [UInt8] = []
    var place = start
    var colons = 0
    var digits = 0
    while true {
      if text.has(place, ByteClass.hexadecimal) {
        if text.has(place, ByteClass.digit) { digits += 1 }
        if written.count <= Self.longest { written.append(text.lower(place)) }
        place += 1
      } else if text[place] == 0x3A {
        colons += 1
        if written.count <= Self.longest { written.append(0x3A) }
        place += 1
      } else if text[place] == 0x2E, text.has(place + 1, ByteClass.digit) {
        if written.count <= Self.longest { written.append(0x2E) }
        place += 1
      } else if text[place] == 0x5B, text[place + 2] == 0x5D, text[place + 1] == 0x3A {
        colons += 1
        if written.count <= Self.longest { written.append(0x3A) }
        place += 3
      } else if text[place] == 0x5B, text[place + 2] == 0x5D, text[place + 1] == 0x2E {
        if written.count <= Self.longest { written.append(0x2E) }
        place += 3
      } else {
        break
      }
    }
    work += place - start
    groupsReadTo = place
    guard colons >= 2, digits > 0, written.count <= Self.longest,
      !text.has(place, ByteClass.alphanumeric), !text.followsAccentedLetter(start)
    else { return nil }
    // The colon of a sentence behind the address.
    if written.last == 0x3A, written.count < 2 || written[written.count - 2] != 0x3A {
      written.removeLast()
      place -= 1
    }
    guard let groups = Self.groups(written), let value = Self.canonical(groups) else { return nil }
    found.append(
      Found(kind: .ipv6, start: start, end: place, value: value, confidence: Certainty.formed))
    return place
  }

  /// The eight groups of an address; nil where it is none.
  static func groups(_ written: [UInt8]) -> [UInt16]? {
    var before: [UInt16] = []
    var after: [UInt16] = []
    var compressed = false
    var index = 0
    var expectGroup = false
    while index < written.count {
      if written[index] == 0x3A {
        guard index + 1 < written.count, written[index + 1] == 0x3A, !compressed, !expectGroup
        else { return nil }
        compressed = true
        index += 2
        if index < written.count, written[index] == 0x3A { return nil }
        continue
      }
      var end = index
      var isDotted = false
      while end < written.count, written[end] != 0x3A {
        if written[end] == 0x2E { isDotted = true }
        end += 1
      }
      let piece = written[index..<end]
      var values: [UInt16] = []
      if isDotted {
        let parts = String(decoding: piece, as: UTF8.self).split(
          separator: ".", omittingEmptySubsequences: false
        ).map { UInt8($0) }
        guard end == written.count, parts.count == 4 else { return nil }
        let octets = parts.compactMap { $0.map(UInt16.init) }
        guard octets.count == 4 else { return nil }
        values = [octets[0] << 8 | octets[1], octets[2] << 8 | octets[3]]
      } else {
        guard piece.count <= 4,
          let value = UInt16(String(decoding: piece, as: UTF8.self), radix: 16)
        else { return nil }
        values = [value]
      }
      if compressed { after += values } else { before += values }
      expectGroup = false
      index = end
      if index < written.count, index + 1 >= written.count || written[index + 1] != 0x3A {
        index += 1
        expectGroup = true
        guard index < written.count else { return nil }
      }
    }
    let known = before.count + after.count
    if !compressed { return known == 8 ? before : nil }
    guard known >= 1, known <= 7 else { return nil }
    return before + Array(repeating: 0, count: 8 - known) + after
  }

  /// RFC 5952: lower case, no leading zeros, the longest run of zero groups as `::`.
  static func canonical(_ groups: [UInt16]) -> String? {
    guard groups.count == 8 else { return nil }
    if groups[..<5].allSatisfy({ $0 == 0 }), groups[5] == 0xFFFF {
      return "::ffff:\(groups[6] >> 8).\(groups[6] & 255).\(groups[7] >> 8).\(groups[7] & 255)"
    }
    var best = 0..<0
    var start = 0
    while start < 8 {
      var end = start
      while end < 8, groups[end] == 0 { end += 1 }
      if end - start > max(best.count, 1) { best = start..<end }
      start = max(end, start + 1)
    }
    let words = groups.map { String($0, radix: 16) }
    guard !best.isEmpty else { return words.joined(separator: ":") }
    return words[..<best.lowerBound].joined(separator: ":") + "::"
      + words[best.upperBound...].joined(separator: ":")
  }
}
