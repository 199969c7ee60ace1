/// The blocking keys of a name: short numbers that two spellings of one name share.
///
/// Chinese names are keyed by two syllables at a time, so that one syllable may be misspelled; names in
/// characters by the characters, names in Latin letters by the spellings of their syllables. What a query
/// looks up is wider: see `SoughtKeys`.
struct NameKeys {
  /// The two high bits of a key.
  enum Space: UInt32 { case syllables, characters, words, word }

  private let tables = NameTables.shared
  private let syllables = NameTables.shared.romanisations.syllables
  private let neighbours = SyllableNeighbours.shared

  /// Not hashed: keys of one first spelling lie side by side in an index, where a query looks up many of them.
  @inline(__always)
  static func key(syllables one: UInt16, _ other: UInt16) -> UInt32 {
    UInt32(one & 0x7FFF) << 15 | UInt32(other & 0x7FFF)
  }

  @inline(__always)
  static func key(_ space: Space, hashing one: UInt64, _ other: UInt64) -> UInt32 {
    var hash = (one &* 0x9E37_79B9_7F4A_7C15) ^ (other &* 0xC2B2_AE3D_27D4_EB4F)
    hash ^= hash >> 32
    hash = hash &* 0xD6E8_FEB8_6659_FD93
    return space.rawValue << 30 | UInt32(truncatingIfNeeded: hash >> 34)
  }

  /// Calls `body` with each key under which the index keeps the name; some may come twice.
  func forEachStored(_ name: UnsafePointer<AnalysedName>, _ body: (UInt32) -> Void) {
    Self.forEachCharacterPair(name) { one, other, _ in
      body(Self.key(.characters, hashing: UInt64(one), UInt64(other)))
    }
    forEachMandarinPair(name, body)
    forEachSyllablePair(name) { body(Self.key(syllables: $0.one, $0.other)) }
    Self.forEachWord(name) { sound, _, _ in body(Self.key(.word, hashing: sound, 0)) }
    Self.forEachWordPair(name) { one, other, _ in body(Self.key(.words, hashing: one, other)) }
  }

  // MARK: - Characters

  /// More characters than this are not keyed.
  static let mostCharacters = 4

  /// Pairs of a name's characters: the surname with each of the given name, and those together; with their places.
  static func forEachCharacterPair(
    _ name: UnsafePointer<AnalysedName>, _ body: (UInt16, UInt16, (Int, Int)) -> Void
  ) {
    let count = min(name.pointee.hanCount, mostCharacters)
    if count == 1 { body(name.pointee.han[0], 0, (0, 1)) }
    for i in 0..<count {
      for j in (i + 1)..<max(count, i + 1) { body(name.pointee.han[i], name.pointee.han[j], (i, j)) }
    }
  }

  /// The pairs of a name's characters as pinyin spells them: where queries in Latin letters find it, whatever their
  /// convention, since they look up the pinyin of what they may stand for.
  private func forEachMandarinPair(_ name: UnsafePointer<AnalysedName>, _ body: (UInt32) -> Void) {
    let count = min(name.pointee.hanCount, Self.mostCharacters)
    guard count > 1 else { return }
    for i in 0..<count {
      let first = neighbours.pinyin(of: name.pointee.han[i], asSurname: i < name.pointee.surnameLength)
      for j in (i + 1)..<max(count, i + 1) {
        let second = neighbours.pinyin(of: name.pointee.han[j], asSurname: j < name.pointee.surnameLength)
        for one in first {
          for other in second { body(Self.key(syllables: one, other)) }
        }
      }
    }
    guard name.pointee.surnameLength == 2, count > 2 else { return }
    // A compound surname is also written as one word: Szeto, Ouyang.
    for one in tables.romanisations.compoundSpellings(name.pointee.han[0], name.pointee.han[1]) {
      for i in 2..<count {
        for other in neighbours.pinyin(of: name.pointee.han[i], asSurname: false) {
          body(Self.key(syllables: one, other))
        }
      }
    }
  }

  // MARK: - Syllables

  /// Two syllables of a name in Latin letters.
  struct SyllablePair {
    var one: UInt16
    var other: UInt16
    /// The first is taken for the surname.
    var hasSurname: Bool
    /// Which syllables of the name they are, by a cut into the fewest.
    var places: (Int, Int)
  }

  /// A word cut into one to three syllables.
  private struct Cut {
    var syllables = InlineArray<3, UInt16>(repeating: 0)
    var count = 0
  }

  /// The ways to cut a word.
  private struct Cuts {
    static let most = 6
    static let mostKept = 4
    var list = InlineArray<6, Cut>(repeating: Cut())
    var count = 0
    /// How many syllables the words before have, and how many the word itself.
    var place = 0
    var places = 1

    func place(_ syllable: Int) -> Int { place + min(syllable, places - 1) }
  }

  private static let mostWords = 5

  /// Pairs of syllables of a name in Latin letters, in the orders a Chinese name may stand in.
  ///
  /// Each word is cut where one or two conventions allow it.
  func forEachSyllablePair(_ name: UnsafePointer<AnalysedName>, _ body: (SyllablePair) -> Void) {
    guard name.pointee.tokenCount > 0, name.pointee.tokenCount <= Self.mostWords,
      name.pointee.syllablesInAll <= AnalysedName.mostSyllables
    else { return }
    var words = InlineArray<5, Cuts>(repeating: Cuts())
    var wordCount = 0
    var place = 0
    for index in 0..<name.pointee.tokenCount {
      let token = name.pointee.tokens[index]
      guard token.marks.isDisjoint(with: [.title, .suffix, .number]), token.syllables > 0 || token.count == 1
      else { continue }
      words[wordCount] = cuts(name, token)
      guard words[wordCount].count > 0 else { continue }
      words[wordCount].place = place
      words[wordCount].places = max(Int(token.syllables), 1)
      place += words[wordCount].places
      wordCount += 1
    }
    for index in 0..<wordCount {
      for number in 0..<words[index].count {
        let cut = words[index].list[number]
        func pair(_ i: Int, _ j: Int, hasSurname: Bool) {
          body(
            SyllablePair(
              one: cut.syllables[i], other: cut.syllables[j], hasSurname: hasSurname,
              places: (words[index].place(i), words[index].place(j))))
        }
        // Two syllables of one word: both of the given name, or surname and given name run together. Where the word
        // can be one syllable, Yang and not Ya'ng, it says nothing without the other words.
        if cut.count == 2, words[index].places > 1 || name.pointee.tokenCount == 1 {
          pair(0, 1, hasSurname: false)
        }
        if cut.count == 3 {
          pair(0, 1, hasSurname: true)
          pair(0, 2, hasSurname: true)
          pair(1, 2, hasSurname: false)
        }
        guard cut.count == 1 else { continue }
        for other in 0..<wordCount where other != index {
          for otherNumber in 0..<words[other].count {
            let rest = words[other].list[otherNumber]
            // A surname stands first or last; two single syllables side by side may be a given name.
            guard rest.count <= 2 else { continue }
            for syllable in 0..<rest.count {
              body(
                SyllablePair(
                  one: cut.syllables[0], other: rest.syllables[syllable], hasSurname: true,
                  places: (words[index].place(0), words[other].place(syllable))))
            }
          }
        }
      }
    }
  }

  /// The ways to cut a word into one to three syllables, the longest first syllable first.
  private func cuts(_ name: UnsafePointer<AnalysedName>, _ token: AnalysedName.Token) -> Cuts {
    var found = Cuts()
    cut(name, Int(token.start), Int(token.end), Cut(), &found)
    var fewest = 3
    for index in 0..<found.count { fewest = min(fewest, found.list[index].count) }
    var kept = Cuts()
    for index in 0..<found.count where found.list[index].count <= max(fewest, 2) && kept.count < Cuts.mostKept
    {
      kept.list[kept.count] = found.list[index]
      kept.count += 1
    }
    return kept
  }

  private func cut(
    _ name: UnsafePointer<AnalysedName>, _ start: Int, _ end: Int, _ before: Cut, _ found: inout Cuts
  ) {
    if start == end {
      if found.count < Cuts.most {
        found.list[found.count] = before
        found.count += 1
      }
      return
    }
    guard before.count < 3, found.count < Cuts.most else { return }
    var length = min(end - start, 8)
    var word: UInt64 = 0
    for letter in 0..<length { word |= UInt64(name.pointee.letters[start + letter]) << UInt64(letter * 8) }
    while length > 0 {
      if let number = syllables.find(word) {
        var next = before
        next.syllables[next.count] = number
        next.count += 1
        cut(name, start + length, end, next, &found)
      }
      length -= 1
      word &= length == 0 ? 0 : UInt64.max >> UInt64(64 - length * 8)
    }
  }

  // MARK: - Words

  private static let mostSounds = 6

  /// The sound of each word, the word, and whether it is the only one.
  static func forEachWord(
    _ name: UnsafePointer<AnalysedName>, _ body: (UInt64, AnalysedName.Token, Bool) -> Void
  ) {
    let count = keyedWords(name).nonzeroBitCount
    forEachKeyed(name) { body(sound(name, $0), $0, count == 1) }
  }

  /// The sounds of each two words, and the two.
  static func forEachWordPair(
    _ name: UnsafePointer<AnalysedName>,
    _ body: (UInt64, UInt64, (AnalysedName.Token, AnalysedName.Token)) -> Void
  ) {
    var sounds = InlineArray<6, UInt64>(repeating: 0)
    var tokens = InlineArray<6, AnalysedName.Token>(repeating: AnalysedName.Token())
    var count = 0
    forEachKeyed(name) { token in
      let sound = sound(name, token)
      for before in 0..<count {
        body(min(sound, sounds[before]), max(sound, sounds[before]), (tokens[before], token))
      }
      sounds[count] = sound
      tokens[count] = token
      count += 1
    }
  }

  /// Bits of the words that are keyed: no titles, particles or initials.
  private static func keyedWords(_ name: UnsafePointer<AnalysedName>) -> UInt32 {
    var bits: UInt32 = 0
    for index in 0..<min(name.pointee.tokenCount, mostSounds)
    where name.pointee.tokens[index].marks.isDisjoint(with: [.title, .suffix, .particle, .initial]) {
      bits |= 1 << UInt32(index)
    }
    return bits
  }

  private static func forEachKeyed(
    _ name: UnsafePointer<AnalysedName>, _ body: (AnalysedName.Token) -> Void
  ) {
    var rest = keyedWords(name)
    while rest != 0 {
      body(name.pointee.tokens[rest.trailingZeroBitCount])
      rest &= rest - 1
    }
  }

  /// The first letter and the next three consonants of a word, sorted into classes that transliterations confuse.
  static func sound(_ name: UnsafePointer<AnalysedName>, _ token: AnalysedName.Token) -> UInt64 {
    var result: UInt64 = 0
    var count = 0
    var last: UInt8 = 0
    for index in Int(token.start)..<Int(token.end) where count < 4 {
      let kind = soundClass(name.pointee.letters[index], isFirst: index == Int(token.start))
      if kind != 0, kind != last {
        result = result << 8 | UInt64(kind)
        count += 1
      }
      last = kind
    }
    return result
  }

  private static func soundClass(_ letter: UInt8, isFirst: Bool) -> UInt8 {
    switch letter {
    case 0x61, 0x65, 0x69, 0x6F, 0x75: isFirst ? 1 : 0
    case 0x79, 0x6A: isFirst ? 2 : 0
    case 0x68: isFirst ? 3 : 0
    case 0x62, 0x70: 4
    case 0x66, 0x76, 0x77: 5
    case 0x63, 0x6B, 0x67, 0x71, 0x78: 6
    case 0x64, 0x74: 7
    case 0x73, 0x7A: 8
    case 0x6D: 9
    case 0x6E: 10
    case 0x6C: 11
    case 0x72: 12
    default: letter
    }
  }
}
