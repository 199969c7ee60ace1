/// Cuts a stretch of Chinese text into units.
struct ChineseUnits {
  let text: TextBytes
  let characters: ChineseCharacters

  /// Adds the units from `start`, until a sentence ends, `limit` is reached or there are as many as a sentence may have.
  /// - Returns: Where the next sentence may begin.
  func add(from start: Int, to limit: Int, into units: inout [ChineseUnit]) -> Int {
    var index = start
    while index < limit, units.count < FeatureBuffer.longest {
      let byte = text.base[index]
      if byte <= 0x20 {
        index += 1
        continue
      }
      var unit = ChineseUnit()
      unit.start = Int32(truncatingIfNeeded: index)
      if byte >= 0xE3, byte < 0xEA, index + 2 < text.count {
        let (one, two, three) = SimplifiedCharacters.shared.bytes(
          byte, text.base[index + 1], text.base[index + 2])
        let value = TextBytes.scalar(one, two, three)
        if value >= 0x3400 {
          unit.value = UInt64(value)
          unit.kind = .han
          unit.properties = characters.properties(value)
          unit.coarse = ChineseCharacters.coarse(unit.properties)
          index += 3
          unit.end = Int32(truncatingIfNeeded: index)
          units.append(unit)
          continue
        }
      }
      let letter = Letter(text, index, limit)
      var end = index + letter.width
      switch letter.kind {
      case .han:
        unit.kind = .han
        unit.value = UInt64(letter.value)
      case .sign:
        unit.value = UInt64(Self.plain(letter.value))
        unit.kind = Self.isDot(letter.value) ? .dot : .sign
      case .digit:
        while end < limit {
          let next = Letter(text, end, limit)
          guard next.kind == .digit || (next.value == 0x2E && text.has(end + 1, ByteClass.digit)) else {
            break
          }
          end += next.width
        }
        unit.kind = .digit
        unit.value = UInt64(min(end - index, 6))
      case .upper, .lower:
        var hash = FeatureHash.seed
        end = index
        while end < limit {
          let next = Letter(text, end, limit)
          guard
            next.kind == .upper || next.kind == .lower || (next.kind == .digit && next.width == 1)
              || ((next.value == 0x27 || next.value == 0x26) && text.has(end + 1, ByteClass.alphanumeric))
          else { break }
          hash = FeatureHash.step(hash, UInt64(next.small))
          end += next.width
        }
        unit.kind = .latin
        unit.value = FeatureHash.finish(hash)
        unit.coarse = letter.kind == .upper ? (text[index + 1] >= 0x61 ? 1 << 20 : 2 << 20) : 3 << 20
      }
      unit.end = Int32(truncatingIfNeeded: end)
      index = end
      units.append(unit)
      if Self.endsSentence(letter.value) { break }
    }
    return index
  }

  /// Signs that are written in several ways.
  private static func plain(_ value: UInt32) -> UInt32 {
    switch value {
    case 0xFF01...0xFF5E: value - 0xFEE0
    case 0x300C, 0x300E, 0x201C, 0x300A, 0x3008, 0x2018: 0x201C
    case 0x300D, 0x300F, 0x201D, 0x300B, 0x3009, 0x2019: 0x201D
    default: value
    }
  }

  private static func isDot(_ value: UInt32) -> Bool {
    value == 0xB7 || value == 0x2022 || value == 0x2027 || value == 0x30FB || value == 0x22C5
  }

  private static func endsSentence(_ value: UInt32) -> Bool {
    value == 0x3002 || value == 0xFF01 || value == 0xFF1F || value == 0xFF1B
  }
}
