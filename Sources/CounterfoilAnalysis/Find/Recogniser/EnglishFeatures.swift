/// The features of English tokens. The same code serves trainer and recogniser.
package struct EnglishFeatures: Sendable {
  private let words: FlatTable
  private let phrases: FlatTable

  package init?(_ model: ModelFile) {
    guard model.has(.phrases) else { return nil }
    words = model.table(.words)
    phrases = model.table(.phrases)
  }

  /// Bytes of a word's row, and of a phrase's.
  package static let wordWidth = 8
  package static let phraseWidth = 4

  /// The most words a listed name has.
  static let longestPhrase = 6

  /// How a sentence is written as a whole.
  private enum Style: UInt64 { case mixed, small, capitals }

  /// The first features of each token name words and parts of words; the others only what is known of them.
  package static let lexical = 19

  private static let none = Token()

  /// Fills in what the model knows of each token.
  /// - Returns: Whether the sentence can hold a name at all.
  package func prepare(_ tokens: inout [Token]) -> Bool {
    let style = style(tokens)
    var mayName = false
    for index in tokens.indices {
      lookUp(&tokens[index])
      guard tokens[index].kind == .word else { continue }
      if style != .mixed {
        // Capitals say nothing here: a word is taken as it is mostly written.
        let isName = tokens[index].usualCase >= 5
        if tokens[index].letterCase != 3 { tokens[index].letterCase = isName ? 1 : 0 }
        mayName = mayName || isName || tokens[index].usualCase == 0
      } else {
        mayName = mayName || tokens[index].letterCase != 0
      }
    }
    if mayName { markPhrases(&tokens) }
    return mayName
  }

  private func style(_ tokens: [Token]) -> Style {
    var (capitals, small, some) = (0, 0, 0)
    for token in tokens where token.kind == .word {
      switch token.letterCase {
      case 0: small += 1
      case 2: capitals += 1
      case 4: break
      default: some += 1
      }
    }
    if some == 0, small == 0, capitals >= 4 { return .capitals }
    return some == 0 && capitals == 0 && small >= 4 ? .small : .mixed
  }

  /// How a word is mostly written, by its hash in small letters: 0 unknown, 1 nearly always small … 7.
  package func usualCase(of lower: UInt64) -> UInt8 { words.row(lower)?[2] ?? 0 }

  private func lookUp(_ token: inout Token) {
    guard token.kind == .word else { return }
    if let row = words.row(token.lower) {
      token.usualCase = row[2]
      token.known = UInt64(row[4]) | UInt64(row[5]) << 8
      token.cluster = UInt64(row[0]) | UInt64(row[1]) << 8
    }
    if token.letterCase != 0, let row = words.row(FeatureHash.join(token.lower, 1)) {
      token.cluster = UInt64(row[0]) | UInt64(row[1]) << 8
    }
  }

  /// Marks the tokens of listed names, longest first, that begin with a capital.
  private func markPhrases(_ tokens: inout [Token]) {
    var index = 0
    while index < tokens.count {
      guard tokens[index].kind == .word, tokens[index].letterCase != 0 else {
        index += 1
        continue
      }
      var hash = FeatureHash.seed
      var found = 0
      var sort: UInt64 = 0
      for offset in 0..<min(Self.longestPhrase, tokens.count - index) {
        hash = FeatureHash.join(hash, tokens[index + offset].lower)
        guard let row = phrases.row(hash) else { break }
        if row[0] & 0x0E != 0 {
          found = offset + 1
          sort = UInt64(row[0] & 0x0E)
        }
        if row[0] & 1 == 0 { break }
      }
      for offset in 0..<found {
        let part: UInt64 = found == 1 ? 3 : offset == 0 ? 1 : offset == found - 1 ? 2 : 4
        tokens[index + offset].phrase = sort << 8 | part << 4 | UInt64(min(found, 3))
      }
      index += max(found, 1)
    }
  }

  /// Writes the features of all tokens.
  package func write(_ tokens: [Token], into buffer: FeatureBuffer) {
    buffer.clear()
    let style = style(tokens).rawValue
    tokens.withUnsafeBufferPointer { tokens in
      for index in 0..<tokens.count { write(index, tokens, style, buffer) }
    }
  }

  @inline(__always)
  private func write(
    _ index: Int, _ tokens: UnsafeBufferPointer<Token>, _ style: UInt64, _ buffer: FeatureBuffer
  ) {
    let none = Self.none
    let here = tokens[index]
    let before = index > 0 ? tokens[index - 1] : none
    let after = index + 1 < tokens.count ? tokens[index + 1] : none
    let before2 = index > 1 ? tokens[index - 2] : none
    let after2 = index + 2 < tokens.count ? tokens[index + 2] : none
    let start: UInt64 = index == 0 || (index == 1 && before.kind == .punctuation) ? 1 : 0
    let hereCase = UInt64(here.letterCase) << 4 | UInt64(here.kind.rawValue)
    let beforeCase = UInt64(before.letterCase) << 4 | UInt64(before.kind.rawValue)
    let afterCase = UInt64(after.letterCase) << 4 | UInt64(after.kind.rawValue)
    let usual = UInt64(here.usualCase)

    // What stands there, word for word.
    buffer.add(1, here.lower)
    buffer.add(2, here.exact)
    buffer.add(3, before.lower)
    buffer.add(4, after.lower)
    buffer.add(5, before2.lower)
    buffer.add(6, after2.lower)
    buffer.add(7, FeatureHash.join(before.lower, here.lower))
    buffer.add(8, FeatureHash.join(here.lower, after.lower))
    buffer.add(14, before.lower &+ hereCase)
    buffer.add(15, after.lower &+ hereCase)
    buffer.add(19, here.prefix3)
    buffer.add(20, here.prefix4)
    buffer.add(22, here.suffix3)
    buffer.add(23, here.suffix4)
    buffer.add(24, here.suffix3 &* 8 &+ UInt64(here.letterCase))
    buffer.add(25, before.suffix3)
    buffer.add(26, after.suffix3)
    buffer.add(49, FeatureHash.join(before2.lower, before.lower) &+ UInt64(here.letterCase))
    buffer.add(50, FeatureHash.join(after.lower, after2.lower) &+ UInt64(here.letterCase))
    // How it is written, and what is known of it.
    buffer.add(0, start)
    buffer.add(9, here.shape)
    buffer.add(10, before.shape)
    buffer.add(11, after.shape)
    buffer.add(12, hereCase << 16 | beforeCase << 8 | afterCase)
    buffer.add(13, FeatureHash.join(here.shape, beforeCase << 16 | afterCase))
    buffer.add(16, usual << 16 | hereCase << 8 | start)
    buffer.add(17, UInt64(before.usualCase) << 8 | beforeCase)
    buffer.add(18, UInt64(after.usualCase) << 8 | afterCase)
    buffer.add(21, here.suffix2)
    buffer.add(27, here.cluster << 4 | UInt64(here.letterCase))
    buffer.add(28, (here.cluster & 1023) << 4 | UInt64(here.letterCase))
    buffer.add(29, (here.cluster & 63) << 4 | UInt64(here.letterCase))
    buffer.add(30, before.cluster)
    buffer.add(31, before.cluster & 255)
    buffer.add(32, after.cluster)
    buffer.add(33, after.cluster & 255)
    buffer.add(34, before2.cluster & 1023)
    buffer.add(35, after2.cluster & 1023)
    buffer.add(36, (before.cluster & 255) << 20 | (here.cluster & 255) << 8 | hereCase)
    buffer.add(37, (here.cluster & 255) << 20 | (after.cluster & 255) << 8 | hereCase)
    buffer.add(38, here.known << 8 | UInt64(here.letterCase))
    buffer.add(39, before.known << 8 | beforeCase)
    buffer.add(40, after.known << 8 | afterCase)
    buffer.add(41, (before.known << 16 | here.known) << 16 | beforeCase << 8 | hereCase)
    buffer.add(42, (here.known << 16 | after.known) << 16 | hereCase << 8 | afterCase)
    buffer.add(47, style << 16 | usual << 8 | UInt64(here.letterCase))
    buffer.add(48, (before.shape ^ here.shape &* 3) &+ after.shape &* 7)
    if here.phrase | before.phrase | after.phrase != 0 {
      buffer.add(43, here.phrase)
      buffer.add(44, before.phrase << 16 | here.phrase)
      buffer.add(45, here.phrase << 16 | after.phrase)
      buffer.add(46, here.phrase << 24 | beforeCase << 16 | afterCase << 8 | start)
    }
    buffer.endToken()
  }
}
