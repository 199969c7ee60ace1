import Foundation

/// Compares two names word by word: every person's name that no Chinese reading explains.
///
/// Each word of the shorter name seeks its best partner; a shared word says as much as it is rare.
/// Not safe to share between threads.
final class WordAligner {
  enum Kind { case same, spelling, petName, initial, typing, joined, differs }

  struct Step {
    var a = 0
    var b = 0
    /// A second word of `a` or of `b` that was joined to the first; -1 for none.
    var joinedA = -1
    var joinedB = -1
    var kind = Kind.same
    var weight: Float = 0
  }

  private static let most = AnalysedName.maximumTokens
  private static let longestWord = 60

  private let tables = NameTables.shared
  let steps = UnsafeMutablePointer<Step>.allocate(capacity: most)
  private(set) var stepCount = 0
  private(set) var pathWeight: Float = 0
  /// Cost of words without a partner.
  private(set) var leftOver: Float = 0
  private let scores = UnsafeMutablePointer<Float>.allocate(capacity: most * most)
  private let kinds = UnsafeMutablePointer<Kind>.allocate(capacity: most * most)
  /// Which letters a word has: bit 1 is a. Of the one name's words, then of the other's.
  private let letterSets = UnsafeMutablePointer<UInt32>.allocate(capacity: 2 * most)
  /// Three rows of the table of edits.
  private let rows = UnsafeMutablePointer<UInt8>.allocate(capacity: 3 * (longestWord + 4))

  deinit {
    steps.deallocate()
    scores.deallocate()
    kinds.deallocate()
    letterSets.deallocate()
    rows.deallocate()
  }

  /// Aligns two names; `steps`, `pathWeight` and `leftOver` tell the result.
  func align(_ a: UnsafePointer<AnalysedName>, _ b: UnsafePointer<AnalysedName>) {
    stepCount = 0
    pathWeight = 0
    leftOver = 0
    var usedA: UInt32 = 0
    var usedB: UInt32 = 0
    for i in 0..<a.pointee.tokenCount where !a.pointee.tokens[i].marks.isDisjoint(with: [.title, .suffix]) {
      usedA |= 1 << UInt32(i)
    }
    for j in 0..<b.pointee.tokenCount where !b.pointee.tokens[j].marks.isDisjoint(with: [.title, .suffix]) {
      usedB |= 1 << UInt32(j)
    }
    // A name of nothing but titles keeps them.
    if usedA == (1 << UInt32(a.pointee.tokenCount)) - 1 { usedA = 0 }
    if usedB == (1 << UInt32(b.pointee.tokenCount)) - 1 { usedB = 0 }
    for i in 0..<a.pointee.tokenCount { letterSets[i] = letterSet(a, a.pointee.tokens[i]) }
    for j in 0..<b.pointee.tokenCount { letterSets[Self.most + j] = letterSet(b, b.pointee.tokens[j]) }
    for i in 0..<a.pointee.tokenCount {
      for j in 0..<b.pointee.tokenCount {
        let (weight, kind) = compare(a, i, b, j)
        scores[i * Self.most + j] = weight
        kinds[i * Self.most + j] = kind
      }
    }
    // Best pair first; names are short, so a greedy choice is nearly always the best.
    while true {
      var bestScore: Float = 0
      var best = (-1, -1)
      for i in 0..<a.pointee.tokenCount where usedA >> UInt32(i) & 1 == 0 {
        for j in 0..<b.pointee.tokenCount where usedB >> UInt32(j) & 1 == 0 {
          var score = scores[i * Self.most + j]
          if i == j { score += 0.01 }
          if score > bestScore {
            bestScore = score
            best = (i, j)
          }
        }
      }
      guard best.0 >= 0 else { break }
      usedA |= 1 << UInt32(best.0)
      usedB |= 1 << UInt32(best.1)
      keep(
        Step(
          a: best.0, b: best.1, kind: kinds[best.0 * Self.most + best.1],
          weight: scores[best.0 * Self.most + best.1]))
    }
    joinWords(a, b, &usedA, &usedB)
    payForRest(a, b, usedA, usedB)
  }

  private func keep(_ step: Step) {
    guard stepCount < Self.most else { return }
    steps[stepCount] = step
    stepCount += 1
    pathWeight += step.weight
  }

  /// Two neighbouring words of one name that are one word of the other.
  private func joinWords(
    _ a: UnsafePointer<AnalysedName>, _ b: UnsafePointer<AnalysedName>, _ usedA: inout UInt32,
    _ usedB: inout UInt32
  ) {
    for j in 0..<b.pointee.tokenCount where usedB >> UInt32(j) & 1 == 0 {
      for i in 0..<max(a.pointee.tokenCount - 1, 0)
      where usedA >> UInt32(i) & 3 == 0
        && a.pointee.tokens[i].count + a.pointee.tokens[i + 1].count == b.pointee.tokens[j].count
      {
        guard sameLetters(a, Int(a.pointee.tokens[i].start), b, b.pointee.tokens[j]) else { continue }
        usedA |= 3 << UInt32(i)
        usedB |= 1 << UInt32(j)
        keep(
          Step(a: i, b: j, joinedA: i + 1, kind: .joined, weight: rarity(b.pointee.tokens[j]) - 1))
        break
      }
    }
    for i in 0..<a.pointee.tokenCount where usedA >> UInt32(i) & 1 == 0 {
      for j in 0..<max(b.pointee.tokenCount - 1, 0)
      where usedB >> UInt32(j) & 3 == 0
        && b.pointee.tokens[j].count + b.pointee.tokens[j + 1].count == a.pointee.tokens[i].count
      {
        guard sameLetters(b, Int(b.pointee.tokens[j].start), a, a.pointee.tokens[i]) else { continue }
        usedB |= 3 << UInt32(j)
        usedA |= 1 << UInt32(i)
        keep(
          Step(a: i, b: j, joinedB: j + 1, kind: .joined, weight: rarity(a.pointee.tokens[i]) - 1))
        break
      }
    }
  }

  private func sameLetters(
    _ a: UnsafePointer<AnalysedName>, _ start: Int, _ b: UnsafePointer<AnalysedName>,
    _ token: AnalysedName.Token
  ) -> Bool {
    for offset in 0..<token.count
    where a.pointee.letters[start + offset] != b.pointee.letters[Int(token.start) + offset] {
      return false
    }
    return true
  }

  private func payForRest(
    _ a: UnsafePointer<AnalysedName>, _ b: UnsafePointer<AnalysedName>, _ usedA: UInt32, _ usedB: UInt32
  ) {
    var restA: Float = 0
    var restB: Float = 0
    var countA = 0
    var countB = 0
    for i in 0..<a.pointee.tokenCount where usedA >> UInt32(i) & 1 == 0 {
      restA += price(a.pointee.tokens[i])
      if weighs(a.pointee.tokens[i]) { countA += 1 }
    }
    for j in 0..<b.pointee.tokenCount where usedB >> UInt32(j) & 1 == 0 {
      restB += price(b.pointee.tokens[j])
      if weighs(b.pointee.tokens[j]) { countB += 1 }
    }
    leftOver = restA + restB
    // Words on both sides that have no partner contradict each other.
    let contradicting = min(countA, countB)
    for _ in 0..<contradicting { keep(Step(a: -1, b: -1, kind: .differs, weight: NameWeights.otherWord)) }
    // What is left of a name with a single shared word is hardly a name.
    pathWeight += leftOver
  }

  private func weighs(_ token: AnalysedName.Token) -> Bool {
    token.marks.isDisjoint(with: [.particle, .bracketed])
  }

  private func price(_ token: AnalysedName.Token) -> Float {
    if token.marks.contains(.particle) { return NameWeights.leftParticle }
    if token.marks.contains(.initial) { return NameWeights.strayInitial }
    if token.marks.contains(.bracketed) { return NameWeights.bracketedWord }
    return NameWeights.leftWord
  }

  /// What sharing this word says: ten times the logarithm of how few bear it.
  @inline(__always)
  func rarity(_ token: AnalysedName.Token) -> Float {
    if token.marks.contains(.particle) { return 2 }
    return tables.tokens.rarity(of: token)
  }

  /// Bit 1 is a.
  private func letterSet(_ name: UnsafePointer<AnalysedName>, _ token: AnalysedName.Token) -> UInt32 {
    var letters: UInt32 = 0
    for index in Int(token.start)..<Int(token.end) {
      letters |= 1 << UInt32(name.pointee.letters[index] & 31)
    }
    return letters
  }

  private func compare(
    _ a: UnsafePointer<AnalysedName>, _ i: Int, _ b: UnsafePointer<AnalysedName>, _ j: Int
  ) -> (Float, Kind) {
    let (one, other) = (a.pointee.tokens[i], b.pointee.tokens[j])
    if one.hash == other.hash, one.count == other.count { return (rarity(one), .same) }
    let letterA = a.pointee.letters[Int(one.start)]
    let letterB = b.pointee.letters[Int(other.start)]
    if one.count == 1 || other.count == 1 {
      return letterA == letterB ? (NameWeights.initialAgrees, .initial) : (-1, .differs)
    }
    if one.entry != 0, other.entry != 0 {
      let first = tables.tokens.entries[Int(one.entry)]
      let second = tables.tokens.entries[Int(other.entry)]
      if first.group != 0, first.group == second.group {
        return (min(rarity(one), rarity(other)) - 2, .spelling)
      }
      if tables.tokens.areKin(first, second) {
        return (max(min(rarity(one), rarity(other)) - 8, 3), .petName)
      }
    }
    // A script that writes no vowels: only the consonants can agree.
    if one.count > 2, other.count > 2, hasNoVowel(a, one) || hasNoVowel(b, other),
      consonants(a, one) == consonants(b, other)
    {
      return (NameWeights.consonantsAlone, .spelling)
    }
    // Spelling and typing: letters in common, counted only where the lengths allow it.
    let longer = max(one.count, other.count)
    let allowed = longer >= 8 ? 3 : longer >= 5 ? 2 : longer >= 3 ? 1 : 0
    guard allowed > 0, abs(one.count - other.count) <= allowed else { return (-1, .differs) }
    let limit = min(Float(longer) * 0.26 + 0.35, Float(allowed))
    // Each letter that the other word has not costs half an edit at least.
    let (lettersA, lettersB) = (letterSets[i], letterSets[Self.most + j])
    let missing = max((lettersA & ~lettersB).nonzeroBitCount, (lettersB & ~lettersA).nonzeroBitCount)
    guard Float(missing) / 2 <= limit else { return (-1, .differs) }
    let cost = distance(a, one, b, other)
    guard cost <= limit else { return (-1, .differs) }
    // A letter changed in a short word makes another name oftener than a slip does.
    let whole = min(min(rarity(one), rarity(other)), NameWeights.loudestTyping)
    let bothChinese = one.marks.contains(.syllables) && other.marks.contains(.syllables)
    let weight =
      whole - NameWeights.typing - NameWeights.typingPerLetter * cost / Float(longer)
      - (bothChinese ? NameWeights.typingAmongSyllables : 0)
    return weight > 0 ? (weight, .typing) : (-1, .differs)
  }

  private func hasNoVowel(_ name: UnsafePointer<AnalysedName>, _ token: AnalysedName.Token) -> Bool {
    var vowels = 0
    for letter in Int(token.start)..<Int(token.end) where SyllableShape.isVowel(name.pointee.letters[letter])
    {
      vowels += 1
    }
    // An a at the front is a carrier that Arabic writes.
    return vowels == 0 || vowels == 1 && name.pointee.letters[Int(token.start)] == 0x61
  }

  /// The consonants of a word behind its first vowel, doubled ones once; four bits each.
  private func consonants(_ name: UnsafePointer<AnalysedName>, _ token: AnalysedName.Token) -> UInt64 {
    var result: UInt64 = 1
    var last: UInt8 = 0
    for index in Int(token.start)..<Int(token.end) {
      let letter = name.pointee.letters[index]
      if letter != last, !SyllableShape.isVowel(letter) || letter == 0x76, letter != 0x79, letter != 0x77 {
        let folded: UInt8 = letter == 0x71 || letter == 0x63 ? 0x6B : letter == 0x7A ? 0x73 : letter
        result = result << 5 | UInt64(folded & 31)
      }
      last = letter
    }
    return result
  }

  /// Edits that turn one word into the other: a swap of neighbours counts one, a change between letters that
  /// transliterations confuse a half.
  private func distance(
    _ a: UnsafePointer<AnalysedName>, _ one: AnalysedName.Token, _ b: UnsafePointer<AnalysedName>,
    _ other: AnalysedName.Token
  ) -> Float {
    let n = min(one.count, Self.longestWord)
    let m = min(other.count, Self.longestWord)
    var (row, rowBefore, rowBeforeThat) = (
      rows, rows + Self.longestWord + 4, rows + 2 * (Self.longestWord + 4)
    )
    for j in 0...m { rowBefore[j] = UInt8(2 * j) }
    for i in 1...n {
      let x = a.pointee.letters[Int(one.start) + i - 1]
      let xBefore: UInt8 = i > 1 ? a.pointee.letters[Int(one.start) + i - 2] : 0
      let removal = xBefore == x || x == 0x68 ? 1 : 2
      row[0] = UInt8(2 * i)
      var yBefore: UInt8 = 0
      for j in 1...m {
        let y = b.pointee.letters[Int(other.start) + j - 1]
        var cost = Int(rowBefore[j - 1]) + (x == y ? 0 : Self.areConfused(x, y) ? 1 : 2)
        cost = min(cost, Int(rowBefore[j]) + removal)
        cost = min(cost, Int(row[j - 1]) + (yBefore == y || y == 0x68 ? 1 : 2))
        if i > 1, j > 1, x == yBefore, y == xBefore { cost = min(cost, Int(rowBeforeThat[j - 2]) + 2) }
        row[j] = UInt8(cost)
        yBefore = y
      }
      (row, rowBefore, rowBeforeThat) = (rowBeforeThat, row, rowBefore)
    }
    return Float(rowBefore[m]) / 2
  }

  @inline(__always)
  private static func areConfused(_ x: UInt8, _ y: UInt8) -> Bool {
    let (low, high) = x < y ? (x, y) : (y, x)
    return switch (low, high) {
    case (0x69, 0x79), (0x6A, 0x79), (0x69, 0x6A), (0x6F, 0x75), (0x65, 0x69), (0x63, 0x6B),
      (0x6B, 0x71), (0x73, 0x7A), (0x76, 0x77), (0x66, 0x76), (0x61, 0x65), (0x64, 0x74),
      (0x75, 0x77), (0x67, 0x6B), (0x75, 0x76), (0x61, 0x6F), (0x67, 0x68), (0x62, 0x70),
      (0x67, 0x71), (0x63, 0x73):
      true
    default: false
    }
  }
}
