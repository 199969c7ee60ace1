/// The blocking keys of a name: short hashes that two spellings of one name share.
///
/// Chinese names are keyed by two syllables at a time, so that one syllable may be misspelled; names in
/// characters by the characters, names in Latin letters by the letters of their syllables. What a query
/// looks up is wider: the characters its syllables may stand for, the spellings its characters may have.
struct NameKeys {
  enum Space: UInt64 { case characters = 1, syllables, words, word }

  private let tables = NameTables.shared
  private let pairs = RomanisedPairs.shared
  private let neighbours = SyllableNeighbours.shared

  @inline(__always)
  static func key(_ space: Space, _ one: UInt64, _ other: UInt64) -> UInt32 {
    var hash = (one &* 0x9E37_79B9_7F4A_7C15) ^ (other &* 0xC2B2_AE3D_27D4_EB4F) ^ space.rawValue << 56
    hash ^= hash >> 32
    hash = hash &* 0xD6E8_FEB8_6659_FD93
    return UInt32(truncatingIfNeeded: hash >> 32)
  }

  // MARK: - What an index keeps

  /// Calls `body` with each key under which the index keeps the name.
  func forEachStored(_ name: AnalysedName, _ body: (UInt32) -> Void) {
    forEachCharacterPair(name) { body(Self.key(.characters, $0, $1)) }
    if name.hanCount > 1 { forEachMandarinPair(name, body) }
    forEachSyllablePair(name) { one, other, _ in
      body(Self.key(.syllables, UInt64(one), UInt64(other)))
    }
    forEachWordKey(name) { key, _ in body(key) }
  }

  /// Pairs of a name's characters: the surname with each of the given name, and those together.
  private func forEachCharacterPair(_ name: AnalysedName, _ body: (UInt64, UInt64) -> Void) {
    let count = min(name.hanCount, 4)
    if count == 1 { body(UInt64(name.han[0]), 0) }
    for i in 0..<count {
      for j in (i + 1)..<max(count, i + 1) { body(UInt64(name.han[i]), UInt64(name.han[j])) }
    }
  }

  /// The pairs of a name's characters as pinyin spells them: where queries in Latin letters find it, whatever their
  /// convention, since they look up the pinyin of what they may stand for.
  private func forEachMandarinPair(_ name: AnalysedName, _ body: (UInt32) -> Void) {
    let count = min(name.hanCount, 4)
    let spellings = (0..<count).map {
      neighbours.pinyin(of: Int(name.han[$0]), asSurname: $0 < name.surnameLength)
    }
    for i in 0..<count {
      for j in (i + 1)..<max(count, i + 1) {
        for one in spellings[i] {
          for other in spellings[j] {
            body(Self.key(.syllables, UInt64(one), UInt64(other)))
          }
        }
      }
    }
  }

  /// Pairs of syllables of a name in Latin letters, in the orders a Chinese name may stand in.
  ///
  /// Each word is cut where one or two conventions allow it; the third argument says that the first syllable is
  /// taken for the surname.
  func forEachSyllablePair(_ name: AnalysedName, _ body: (UInt16, UInt16, Bool) -> Void) {
    guard name.tokenCount > 0, name.tokenCount <= 5, name.syllablesInAll <= AnalysedName.mostSyllables
    else { return }
    var words: [[[UInt16]]] = []
    for index in 0..<name.tokenCount {
      let token = name.tokens[index]
      guard token.marks.isDisjoint(with: [.title, .suffix, .number]), token.syllables > 0 || token.count == 1
      else { continue }
      let cuts = cuts(name, token)
      if !cuts.isEmpty { words.append(cuts) }
    }
    guard words.count > 0 else { return }
    for (index, cuts) in words.enumerated() {
      for cut in cuts {
        // Two syllables of one word: both of the given name, or surname and given name run together.
        if cut.count == 2 { body(cut[0], cut[1], false) }
        if cut.count == 3 {
          body(cut[0], cut[1], true)
          body(cut[0], cut[2], true)
          body(cut[1], cut[2], false)
        }
        guard cut.count == 1 else { continue }
        for (place, others) in words.enumerated() where place != index {
          for other in others where other.count <= 2 {
            // A surname stands first or last; two single syllables side by side may be a given name.
            for syllable in other { body(cut[0], syllable, true) }
          }
        }
      }
    }
  }

  /// The ways to cut a word into one to three syllables; at most four of them.
  private func cuts(_ name: AnalysedName, _ token: AnalysedName.Token) -> [[UInt16]] {
    var found: [[UInt16]] = []
    let end = Int(token.end)
    func cut(_ start: Int, _ before: [UInt16]) {
      if start == end {
        found.append(before)
        return
      }
      guard before.count < 3, found.count < 6 else { return }
      var word: UInt64 = 0
      var next = start
      var options: [(UInt16, Int)] = []
      while next < min(end, start + 8) {
        word |= UInt64(name.letters[next]) << UInt64((next - start) * 8)
        next += 1
        if let number = pairs.syllable(word) { options.append((number, next)) }
      }
      for (number, next) in options.reversed() { cut(next, before + [number]) }
    }
    cut(Int(token.start), [])
    let fewest = found.map(\.count).min() ?? 0
    return Array(found.filter { $0.count <= max(fewest, 2) }.prefix(4))
  }

  /// The sounds of each word and of each pair of words.
  private func forEachWordKey(_ name: AnalysedName, _ body: (UInt32, Bool) -> Void) {
    var sounds: [UInt64] = []
    for index in 0..<min(name.tokenCount, 6) {
      let token = name.tokens[index]
      guard token.marks.isDisjoint(with: [.title, .suffix, .particle, .initial]) else { continue }
      sounds.append(Self.sound(name, token))
    }
    for (index, sound) in sounds.enumerated() {
      body(Self.key(.word, sound, 0), false)
      for other in sounds[(index + 1)...] {
        body(Self.key(.words, min(sound, other), max(sound, other)), true)
      }
    }
  }

  /// The first letter and the next three consonants of a word, sorted into classes that transliterations confuse.
  static func sound(_ name: AnalysedName, _ token: AnalysedName.Token) -> UInt64 {
    var result: UInt64 = 0
    var count = 0
    var last: UInt8 = 0
    for index in Int(token.start)..<Int(token.end) where count < 4 {
      let kind = soundClass(name.letters[index], isFirst: index == Int(token.start))
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

  // MARK: - What a query looks up

  /// Calls `body` with each key that a name which could be the query is kept under; with how strongly the key speaks,
  /// from `weakest`, a single word, to `strongest`, the query's own characters or syllables; and with the number,
  /// below `mostPairs`, of the pair of the query's syllables that it stands for.
  func forEachSought(_ query: AnalysedName, _ body: (UInt32, Int, Int) -> Void) {
    var pair = 0
    forEachCharacterPair(query) {
      body(Self.key(.characters, $0, $1), Self.strongest, pair)
      pair = min(pair + 1, Self.mostPairs - 1)
    }
    if query.hanCount > 0 { seekSpellings(of: query, body) }
    forEachSyllablePair(query) { one, other, hasSurname in
      seekNeighbours(one, other, hasSurname) { body($0, $1, pair) }
      pair = min(pair + 1, Self.mostPairs - 1)
    }
    var count = 0
    for index in 0..<query.tokenCount
    where query.tokens[index].marks.isDisjoint(with: [.title, .suffix, .particle, .initial]) {
      count += 1
    }
    forEachWordKey(query) { key, isPair in
      body(key, isPair || count == 1 ? Self.strongest : Self.weakest, pair)
      pair = min(pair + 1, Self.mostPairs - 1)
    }
  }

  static let weakest = 1
  static let strongest = 40
  static let mostPairs = 32

  /// How strongly a pair of spellings speaks by their ranks among the likely ones.
  private static func strength(_ one: Int, _ other: Int) -> Int {
    max(14 - (one + other) / 5, weakest + 1)
  }

  /// The spellings that two characters have in one region.
  private func seekSpellings(of query: AnalysedName, _ body: (UInt32, Int, Int) -> Void) {
    let count = min(query.hanCount, 4)
    var pair = 0
    for i in 0..<count {
      for j in (i + 1)..<max(count, i + 1) {
        let first = neighbours.spellings(
          of: Int(query.han[i]), asSurname: i < query.surnameLength)
        let second = neighbours.spellings(
          of: Int(query.han[j]), asSurname: j < query.surnameLength)
        for region in 0..<8 {
          for (rank, one) in first[region].enumerated() {
            for (place, other) in second[region].enumerated() {
              body(
                Self.key(.syllables, UInt64(one), UInt64(other)),
                Self.strength(2 * rank, 2 * place), pair)
            }
          }
        }
        pair += 1
      }
    }
  }

  /// The other spellings of the characters that two syllables may stand for, their pinyin among them.
  private func seekNeighbours(
    _ one: UInt16, _ other: UInt16, _ hasSurname: Bool, _ body: (UInt32, Int) -> Void
  ) {
    let first = neighbours.others(of: one, asSurname: hasSurname)
    let second = neighbours.others(of: other, asSurname: false)
    for (rank, x) in first.enumerated() {
      for (place, y) in second.enumerated() {
        body(
          Self.key(.syllables, UInt64(x), UInt64(y)),
          rank + place == 0 ? Self.strongest : Self.strength(rank, place))
      }
    }
  }
}
