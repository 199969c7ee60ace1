/// How much a text looks like a language when its bytes are taken for one encoding.
///
/// Each decoded character earns or costs points for each byte it stands for, so that encodings of
/// one and of two bytes a character compare. The characters are the commonest of each language,
/// which in running text make up well over half of it.
enum CharsetScore {
  /// The likeliest of the encodings that need telling apart by content.
  static func best(_ bytes: UnsafeRawBufferPointer) -> String {
    var best = (name: "windows-1252", score: -Double.infinity)
    for candidate in candidates {
      let score = score(bytes, as: candidate)
      // Earlier ones win ties: they are the commoner.
      if score > best.score + 1e-9 { best = (candidate.name, score) }
    }
    return best.name
  }

  struct Candidate: Sendable {
    var name: String
    var kind: Kind
  }

  enum Kind: Sendable {
    case simplified, traditional, japanese, korean, cyrillic, other(ClosedRange<UInt32>), latin
  }

  static let candidates: [Candidate] = [
    Candidate(name: "gb18030", kind: .simplified),
    Candidate(name: "big5", kind: .traditional),
    Candidate(name: "windows-1252", kind: .latin),
    Candidate(name: "windows-1251", kind: .cyrillic),
    Candidate(name: "big5-hkscs", kind: .traditional),
    Candidate(name: "shift_jis", kind: .japanese),
    Candidate(name: "euc-jp", kind: .japanese),
    Candidate(name: "euc-kr", kind: .korean),
    Candidate(name: "koi8-r", kind: .cyrillic),
    Candidate(name: "ibm866", kind: .cyrillic),
    Candidate(name: "iso-8859-5", kind: .cyrillic),
    Candidate(name: "windows-1250", kind: .latin),
    Candidate(name: "iso-8859-2", kind: .latin),
    Candidate(name: "iso-8859-15", kind: .latin),
    Candidate(name: "windows-1254", kind: .latin),
    Candidate(name: "windows-1253", kind: .other(0x370...0x3FF)),
    Candidate(name: "windows-1255", kind: .other(0x590...0x5FF)),
    Candidate(name: "windows-1256", kind: .other(0x600...0x6FF)),
    Candidate(name: "windows-874", kind: .other(0xE00...0xE7F)),
  ]

  static func score(_ bytes: UnsafeRawBufferPointer, as candidate: Candidate) -> Double {
    guard let decoded = TextDecoding.decode(bytes, as: candidate.name) else { return -.infinity }
    let scalars = decoded.text.unicodeScalars
    var points = -6.0 * Double(decoded.undecodable)
    var highBytes = 0
    for byte in bytes where byte >= 0x80 { highBytes += 1 }
    switch candidate.kind {
    case .simplified, .traditional, .japanese, .korean:
      for scalar in scalars where scalar.value >= 0x80 {
        points += eastAsian(scalar.value, candidate.kind)
      }
    case .cyrillic: points += cyrillic(scalars)
    case .other(let block): points += script(scalars, block)
    case .latin:
      points += latin(scalars, candidate.name)
      // One byte or two decide nothing: then it is a quotation mark or a hard space.
      if candidate.name == "windows-1252" { points += westernPrior }
    }
    return points / Double(max(highBytes, 1))
  }

  /// Points that other alphabets must earn before Western European is given up. Set on old mail,
  /// where a lone 0xA0 is a hard space and no Cyrillic letter.
  private static let westernPrior = 2.0

  /// Points of one character of two bytes, from about -2 to 2.
  private static func eastAsian(_ scalar: UInt32, _ kind: Kind) -> Double {
    switch (scalar, kind) {
    case (0x3001...0x3002, _), (0xFF0C, _), (0xFF08...0xFF09, _), (0xFF1A...0xFF1B, _): return 2
    case (0x3003...0x3020, _), (0xFF01...0xFF20, _), (0x2010...0x2026, _): return 1
    case (0x3041...0x3093, .japanese): return 2
    case (0x30A1...0x30FC, .japanese): return 1.5
    case (0x3041...0x30FC, _): return 0.2
    case (0xFF61...0xFF9F, .japanese): return -0.4
    case (0xAC00...0xD7A3, .korean):
      return CommonCharacters.korean.contains(scalar) ? 2 : 0.3
    case (0x4E00...0x9FFF, .simplified):
      if CommonCharacters.simplified.contains(scalar) { return 2 }
      return CommonCharacters.traditional.contains(scalar) ? 1.6 : 0.2
    case (0x4E00...0x9FFF, .traditional):
      return CommonCharacters.traditional.contains(scalar) ? 2 : 0.2
    case (0x4E00...0x9FFF, .japanese):
      return CommonCharacters.japanese.contains(scalar) ? 1.6 : 0.1
    case (0x4E00...0x9FFF, .korean): return -0.3
    case (0xE000...0xF8FF, _), (0xFFFD, _): return -4
    case (0x20000..., _): return -1.5
    default: return -0.5
    }
  }

  private static func isASCIILetter(_ value: UInt32) -> Bool {
    value | 0x20 >= 0x61 && value | 0x20 <= 0x7A
  }

  private static func cyrillic(_ scalars: String.UnicodeScalarView) -> Double {
    var points = 0.0
    var before: UInt32 = 0x20
    for scalar in scalars {
      let value = scalar.value
      defer { before = value }
      guard value >= 0x80 else { continue }
      switch value {
      case 0x430...0x44F, 0x451:
        points += CommonCharacters.cyrillic.contains(value) ? 1 : 0.5
        // Letters of two scripts in one word.
        if isASCIILetter(before) { points -= 1.5 }
      case 0x410...0x42F, 0x401:
        points += 0.3
        // Capitals follow small letters where small and capital are mistaken for each other.
        if (0x430...0x44F).contains(before) { points -= 1.2 }
      case 0x404, 0x406, 0x407, 0x454, 0x456, 0x457, 0x490, 0x491, 0x45E, 0x40E: points += 0.4
      case 0x2013, 0x2014, 0x201C...0x201E, 0xAB, 0xBB, 0x2116, 0x2026, 0xA0: points += 0.4
      default: points -= 1.5
      }
    }
    return points
  }

  private static func script(
    _ scalars: String.UnicodeScalarView, _ block: ClosedRange<UInt32>
  ) -> Double {
    var points = 0.0
    var before: UInt32 = 0x20
    for scalar in scalars {
      let value = scalar.value
      defer { before = value }
      guard value >= 0x80 else { continue }
      if block.contains(value) {
        points += CommonCharacters.otherScripts.contains(value) ? 0.9 : 0.1
        if isASCIILetter(before) { points -= 1 }
      } else if (0x2010...0x2026).contains(value) || value == 0xA0 {
        points += 0.2
      } else {
        points -= 1.5
      }
    }
    return points
  }

  private static func latin(_ scalars: String.UnicodeScalarView, _ name: String) -> Double {
    let common = CommonCharacters.latin[name] ?? []
    var points = 0.0
    var before: UInt32 = 0x20
    var iterator = scalars.makeIterator()
    var current = iterator.next()
    while let scalar = current {
      let next = iterator.next()
      let value = scalar.value
      defer {
        before = value
        current = next
      }
      guard value >= 0x80 else { continue }
      let after = next?.value ?? 0x20
      switch value {
      case 0x2010...0x2026, 0x20AC, 0xA0, 0xA3, 0xA7, 0xA9, 0xAB, 0xB0, 0xBB, 0x2122, 0xB7, 0xAE:
        points += before >= 0x80 && after >= 0x80 ? -0.5 : 0.9
      case 0xC0...0x24F where value != 0xD7 && value != 0xF7:
        let neighbours = (before >= 0x80 ? 1 : 0) + (after >= 0x80 ? 1 : 0)
        let beside = isASCIILetter(before) || isASCIILetter(after)
        points += common.contains(value) ? 1 : 0.1
        // Accented letters stand alone among plain ones; rows of them are another alphabet.
        points -= Double(neighbours) * 0.8
        if !beside { points -= 0.5 }
        // A capital within a word of small letters.
        let isCapital = (0xC0...0xDE).contains(value)
        if isCapital, before >= 0x61, before <= 0x7A { points -= 1.5 }
      default: points -= 1
      }
    }
    return points
  }
}
