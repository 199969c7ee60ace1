import Foundation

/// Takes written names apart.
struct NameAnalyser {
  private let tables = NameTables.shared
  private let syllables = NameTables.shared.romanisations.syllables
  private let folds = NameTables.shared.folds.packed

  /// Takes a name apart. Any text is taken; what is no name gives an empty or an odd result.
  func analyse(_ text: String) -> AnalysedName {
    var name = AnalysedName()
    analyse(text, into: &name)
    return name
  }

  /// Takes a name apart into what another was taken apart into before, and overwrites that.
  func analyse(_ text: String, into name: inout AnalysedName) {
    name.clear()
    var needsTransliteration = false
    text.withUTF8Bytes { read($0, into: &name, &needsTransliteration) }
    if needsTransliteration, let latin = Self.transliterate(text) {
      let oddities = name.oddities
      name.clear()
      latin.withUTF8Bytes { read($0, into: &name, &needsTransliteration) }
      name.oddities.formUnion(oddities)
      name.oddities.insert(.transliterated)
    }
  }

  /// Takes a name apart that was put into Latin letters before, from bytes known to be UTF-8.
  func analyse(_ bytes: UnsafeBufferPointer<UInt8>, into name: inout AnalysedName) {
    name.clear()
    var needsTransliteration = false
    read(bytes, into: &name, &needsTransliteration)
  }

  /// The text in Latin letters, where it holds letters of scripts that have no table here.
  static func latinised(_ text: String) -> String {
    for scalar in text.unicodeScalars where scalar.value >= 0x530 && scalar.value < 0x1E00 {
      return transliterate(text) ?? text
    }
    for scalar in text.unicodeScalars
    where (0x3040...0x30FF).contains(scalar.value) || (0xAC00...0xD7A3).contains(scalar.value) {
      return transliterate(text) ?? text
    }
    return text
  }

  /// Latin letters for the scripts that have no table here: through ICU, at some ten microseconds a name.
  static func transliterate(_ text: String) -> String? {
    text.prefix(400).description.applyingTransform(.toLatin, reverse: false)
  }

  /// The word being read.
  private struct Word {
    var start = 0
    var capitals = 0
    var letters = 0
    var digits = 0
    var isJoined = false
    var isBracketed = false
    var hash = TokenTable.hashSeed
  }

  private func read(
    _ bytes: UnsafeBufferPointer<UInt8>, into name: inout AnalysedName,
    _ needsTransliteration: inout Bool
  ) {
    guard let base = bytes.baseAddress else { return }
    var word = Word()
    var index = 0
    let count = min(bytes.count, 1200)
    if bytes.count > count { name.oddities.insert(.truncated) }
    while index < count {
      let byte = base[index]
      var scalar = UInt32(byte)
      if byte >= 0x80 {
        let width = UTF8Scalar.width(lead: byte)
        if index + width > bytes.count { break }
        scalar = UTF8Scalar.decode(base, at: index).value
        index += width
        if scalar >= 0xFF01, scalar <= 0xFF5E {
          scalar -= 0xFEE0
          name.oddities.insert(.fullWidth)
        }
      } else {
        index += 1
      }
      if scalar < UInt32(LatinFolds.limit) {
        let form = folds[Int(scalar)]
        if form != 0 {
          if scalar >= 0x370, scalar < 0x530, folds[Int(scalar)] != LatinFolds.silent,
            tables.folds.lookAlikes[Int(scalar)] != 0,
            index > 2 && Self.isASCIILetter(base[index - 3])
              || index < count && Self.isASCIILetter(base[index])
          {
            name.oddities.insert(.lookAlikes)
            add(UInt32(tables.folds.lookAlikes[Int(scalar)]), scalar, to: &name, &word)
          } else {
            add(form, scalar, to: &name, &word)
          }
          continue
        }
        if scalar >= 0x30, scalar <= 0x39 {
          add(scalar, scalar, to: &name, &word)
          word.digits += 1
          word.letters -= 1
          continue
        }
        if isSilent(scalar) {
          if scalar >= 0x200B { name.oddities.insert(.hiddenMarks) }
          continue
        }
        if scalar < 0x80 || scalar >= 0x2000 || scalar < 0xC0 {
          separate(at: scalar, &name, &word)
          continue
        }
        // A letter of a script without a table: Arabic, Hebrew, Devanagari, Thai and so on.
        needsTransliteration = true
        endWord(&name, &word)
        continue
      }
      if Self.isHan(scalar) {
        endWord(&name, &word)
        addHan(scalar, to: &name)
      } else if scalar >= 0x3040, scalar <= 0x30FF {
        if scalar == 0x30FB {
          name.oddities.insert(.middleDot)
        } else {
          name.oddities.insert(.kana)
          needsTransliteration = true
        }
      } else if scalar >= 0xAC00, scalar <= 0xD7A3 {
        needsTransliteration = true
      } else if scalar == 0xFEFF {
        name.oddities.insert(.hiddenMarks)
      } else if scalar == 0xFFFD {
        name.oddities.insert(.undecodable)
        endWord(&name, &word)
      } else {
        separate(at: scalar, &name, &word)
      }
    }
    endWord(&name, &word)
    finish(&name)
  }

  static func isHan(_ scalar: UInt32) -> Bool {
    scalar >= 0x3400 && scalar <= 0x9FFF || scalar >= 0xF900 && scalar <= 0xFAFF
      || scalar >= 0x20000 && scalar <= 0x3FFFD || scalar == 0x3007
  }

  @inline(__always)
  private static func isASCIILetter(_ byte: UInt8) -> Bool { byte | 0x20 &- 0x61 < 26 && byte >= 0x41 }

  /// Marks that stand in a word without ending it: accents on their own, apostrophes, invisible signs.
  private func isSilent(_ scalar: UInt32) -> Bool {
    switch scalar {
    case 0x27, 0x60, 0xB4, 0x2B0...0x2FF, 0x300...0x36F, 0x2018...0x201B, 0x200B...0x200F,
      0x202A...0x202E, 0x2060...0x2064, 0xAD:
      true
    default: false
    }
  }

  private func add(
    _ form: UInt32, _ scalar: UInt32, to name: inout AnalysedName, _ word: inout Word
  ) {
    if name.letterCount + 3 > AnalysedName.maximumLetters {
      name.oddities.insert(.truncated)
      return
    }
    if name.letterCount == word.start {
      word.hash = TokenTable.hashSeed
      word.capitals = 0
      word.letters = 0
      word.digits = 0
    }
    word.letters += 1
    if scalar >= 0x41 && scalar <= 0x5A || scalar >= 0xC0 && isCapital(scalar) { word.capitals += 1 }
    guard form != LatinFolds.silent else { return }
    var rest = form
    while rest != 0 {
      let letter = UInt8(truncatingIfNeeded: rest)
      name.letters[name.letterCount] = letter
      name.letterCount += 1
      word.hash = TokenTable.hash(word.hash, adding: letter)
      rest >>= 8
    }
  }

  private func isCapital(_ scalar: UInt32) -> Bool {
    Unicode.Scalar(scalar)?.properties.isUppercase ?? false
  }

  private func separate(at scalar: UInt32, _ name: inout AnalysedName, _ word: inout Word) {
    let hadWord = name.letterCount > word.start
    endWord(&name, &word)
    switch scalar {
    case 0x2D, 0x2010...0x2015, 0x2212: word.isJoined = hadWord
    case 0x2C, 0xFF0C, 0x3001, 0x60C:
      if name.tokenCount > 0 { name.tokens[name.tokenCount - 1].marks.insert(.comma) }
      word.isJoined = false
    case 0x28, 0x5B, 0xFF08, 0x3010:
      word.isBracketed = true
      word.isJoined = false
    case 0x29, 0x5D, 0xFF09, 0x3011: word.isBracketed = false
    case 0xB7, 0x2022, 0x2027: name.oddities.insert(.middleDot)
    default: word.isJoined = false
    }
  }

  private func endWord(_ name: inout AnalysedName, _ word: inout Word) {
    let start = word.start
    let end = name.letterCount
    word.start = end
    guard end > start else { return }
    if name.tokenCount == AnalysedName.maximumTokens {
      name.oddities.insert(.tooManyWords)
      name.letterCount = start
      for index in start..<end { name.letters[index] = 0 }
      word.start = start
      return
    }
    var token = AnalysedName.Token(start: UInt8(start), end: UInt8(end), hash: word.hash)
    if word.digits > 0 {
      if word.letters > word.digits {
        readDigitsAsLetters(&name, &token)
      } else {
        token.marks.insert(.number)
      }
    }
    if end - start == 1 { token.marks.insert(.initial) }
    if end - start > 1, word.capitals == word.letters { token.marks.insert(.capitals) }
    if word.isJoined { token.marks.insert(.joined) }
    if word.isBracketed { token.marks.insert(.bracketed) }
    word.isJoined = false
    token.entry = tables.tokens.find(token.hash)
    token.marks.formUnion(tables.tokens.entries[Int(token.entry)].marks)
    if end - start <= 20, token.marks.isDisjoint(with: [.number, .title, .suffix]),
      let fewest = addSyllables(of: token, to: &name)
    {
      token.marks.insert(.syllables)
      token.syllables = fewest
    }
    if tables.isWestern(token) { token.marks.insert(.western) }
    name.tokens[name.tokenCount] = token
    name.tokenCount += 1
  }

  /// Lists the syllables a word may be cut into.
  /// - Returns: The fewest listed syllables that a cut has; nil where there is none, or they are more than three.
  private func addSyllables(of token: AnalysedName.Token, to name: inout AnalysedName) -> UInt8? {
    let start = Int(token.start)
    let end = Int(token.end)
    let firstOfWord = name.syllableCount
    // Bit i: a syllable may begin at the i-th letter of the word; and with how few listed ones before it.
    var reachable: UInt32 = 1
    var fewest = InlineArray<21, UInt8>(repeating: 9)
    fewest[0] = 0
    var vowels: UInt32 = 0
    for letter in start..<end where SyllableShape.isVowel(name.letters[letter]) {
      vowels |= 1 << UInt32(letter - start)
    }
    var onsets: UInt32 = 0
    for letter in 0..<(end - start) where isOnset(name, start, letter, vowels) {
      onsets |= 1 << UInt32(letter)
    }
    for from in 0..<(end - start) where reachable >> UInt32(from) & 1 != 0 {
      let first = name.syllableCount
      var word: UInt64 = 0
      let last = min(end - start, from + 8)
      for next in (from + 1)...last {
        word |= UInt64(name.letters[start + next - 1]) << UInt64((next - from - 1) * 8)
        guard name.syllableCount < 48 else { break }
        let isEnd = start + next == end
        // What follows inside the word must hold a vowel.
        guard isEnd || vowels >> UInt32(next) != 0 else { continue }
        var number = AnalysedName.Syllable.unlisted
        // A single letter is a syllable only where it is the whole word, or a vowel that begins it: E'gong.
        if next - from > 1 || from == 0 && (isEnd || vowels & 1 != 0 && onsets >> 1 & 1 != 0),
          let listed = syllables.find(word),
          isEnd || vowels >> UInt32(from) & ((1 << UInt32(next - from)) - 1) != 0
        {
          number = listed
          fewest[next] = min(fewest[next], fewest[from] + 1)
        } else if next - from == 1 && !isEnd || !(isEnd || onsets >> UInt32(next) & 1 != 0)
          || !(from == 0 || onsets >> UInt32(from) & 1 != 0)
        {
          continue
        }
        name.syllables[name.syllableCount] = AnalysedName.Syllable(
          start: UInt8(start + from), end: UInt8(start + next), spelling: number,
          shape: SyllableShape(word))
        name.syllableCount += 1
        reachable |= 1 << UInt32(next)
      }
      if name.syllableCount > first { name.syllablesAt[start + from] = UInt8(first) }
    }
    markShortestCut(from: firstOfWord, start: start, end: end, &fewest, &name)
    return fewest[end - start] <= 3 && end - start > 1 ? fewest[end - start] : nil
  }

  /// Marks the syllables of a word that lie on a cut into the fewest listed ones.
  private func markShortestCut(
    from first: Int, start: Int, end: Int, _ fewest: inout InlineArray<21, UInt8>,
    _ name: inout AnalysedName
  ) {
    guard fewest[end - start] < 9 else { return }
    // Bit i: a shortest cut passes the i-th letter of the word.
    var passed: UInt32 = 1 << UInt32(end - start)
    var index = name.syllableCount - 1
    while index >= first {
      let syllable = name.syllables[index]
      let (from, to) = (Int(syllable.start) - start, Int(syllable.end) - start)
      if syllable.spelling != AnalysedName.Syllable.unlisted, passed >> UInt32(to) & 1 != 0,
        fewest[from] + 1 == fewest[to]
      {
        name.syllables[index].isOnShortestCut = true
        passed |= 1 << UInt32(from)
      }
      index -= 1
    }
  }

  /// Whether a consonant begins a syllable: it stands before a vowel, or is the first of two such as zh and ts.
  @inline(__always)
  private func isOnset(_ name: AnalysedName, _ start: Int, _ letter: Int, _ vowels: UInt32) -> Bool {
    let here = UInt32(letter)
    guard vowels >> here & 1 == 0 else { return false }
    if vowels >> (here + 1) & 1 != 0 {
      return letter == 0 || vowels >> (here - 1) & 1 != 0
        || !Self.joinsOnset(name.letters[start + letter - 1], name.letters[start + letter])
    }
    return vowels >> (here + 2) & 1 != 0
      && Self.joinsOnset(name.letters[start + letter], name.letters[start + letter + 1])
  }

  /// Whether two consonants are one onset: zh, ch, sh, ts, kh, ph, th, kw, hs.
  @inline(__always)
  private static func joinsOnset(_ first: UInt8, _ second: UInt8) -> Bool {
    switch second {
    case 0x68: first != 0x6E && first != 0x67
    case 0x73: first == 0x74 || first == 0x68
    case 0x7A: first == 0x74 || first == 0x73
    case 0x77: first == 0x6B || first == 0x67 || first == 0x68
    default: false
    }
  }

  /// `Sech1n` is read as Sechin, and marked.
  private func readDigitsAsLetters(_ name: inout AnalysedName, _ token: inout AnalysedName.Token) {
    token.hash = TokenTable.hashSeed
    for index in Int(token.start)..<Int(token.end) {
      let letter: UInt8 =
        switch name.letters[index] {
        case 0x30: 0x6F
        case 0x31: 0x69
        case 0x33: 0x65
        case 0x34: 0x61
        case 0x35: 0x73
        case 0x39: 0x67
        default: name.letters[index]
        }
      name.letters[index] = letter
      token.hash = TokenTable.hash(token.hash, adding: letter)
    }
    name.oddities.insert(.digitLetters)
  }

  private func addHan(_ scalar: UInt32, to name: inout AnalysedName) {
    guard name.hanCount < AnalysedName.maximumHan else {
      name.oddities.insert(.truncated)
      return
    }
    name.han[name.hanCount] = tables.characters.id(scalar)
    name.scalars[name.hanCount] = scalar
    name.hanCount += 1
  }

  private func finish(_ name: inout AnalysedName) {
    // A name of two words has no particle: Du Wei is not like Du Pont de Nemours.
    if name.tokenCount < 3 {
      for index in 0..<name.tokenCount { name.tokens[index].marks.remove(.particle) }
    }
    guard name.hanCount > 0 else { return }
    name.hanCount -= tables.hanTitles.suffix(of: name)
    name.surnameLength = 1
    guard name.hanCount > 2 else { return }
    let characters = tables.characters
    if characters.compounds[HanCharacters.pairKey(name.han[0], name.han[1])] != nil {
      name.surnameLength = 2
    } else if name.hanCount == 4, characters.surname[Int(name.han[0])] > 1e-4,
      characters.surname[Int(name.han[1])] > 1e-4
    {
      // Two surnames: a husband's before one's own.
      name.surnameLength = 2
    }
  }
}
