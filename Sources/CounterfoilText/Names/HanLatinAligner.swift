import Foundation

/// Finds how the letters of a Latin-letter name spell the characters of a Chinese one, and what that is worth.
///
/// A path gives each character a stretch of letters inside one word, in the order of the characters or with the
/// surname last; words may be left over at a price. The best path is kept for the account of it.
/// Not safe to share between threads.
final class HanLatinAligner {
  enum Kind: UInt8 { case missing, spelled, resembles, initial, compound }

  /// A stretch of letters that can stand for a character.
  struct Hit {
    var end = 0
    var kind = Kind.missing
    /// Evidence of this syllable alone, in decibans.
    var weight: Float = 0
    var spelling: UInt16 = 0
    var chances = Romanisations.Regional(repeating: 0)
  }

  /// One character of the best path, and the letters it was matched with.
  struct Step {
    var character = 0
    var start = 0
    var hit = Hit()
  }

  private static let width = AnalysedName.maximumLetters + 8
  private static let maximumHits = 4096
  private static let nowhere = -Float.infinity

  private let tables = NameTables.shared
  private let hits = UnsafeMutablePointer<Hit>.allocate(capacity: maximumHits)
  private var hitCount = 0
  /// The hits of a character at a letter: first and past-the-last; -1 where not yet looked up.
  private let hitStarts: UnsafeMutablePointer<Int16>
  private let hitEnds: UnsafeMutablePointer<Int16>
  private let best: UnsafeMutablePointer<Float>
  /// Where the best path to a state came from, and by which hit; a hit of -1 is a missing character.
  private let fromLetter: UnsafeMutablePointer<UInt8>
  private let byHit: UnsafeMutablePointer<Int16>
  /// What leaving out the words before each word, and after it, costs.
  private var skipBefore = InlineArray<17, Float>(repeating: 0)
  private var tokenOfLetter = InlineArray<128, UInt8>(repeating: 0)

  /// The best path of the last call.
  private(set) var steps = InlineArray<12, Step>(repeating: Step())
  private(set) var stepCount = 0
  private(set) var pathWeight: Float = 0
  private(set) var isSurnameLast = false
  /// Cost of words left over on the best path, in decibans.
  private(set) var leftOver: Float = 0

  init() {
    let states = (AnalysedName.maximumHan + 1) * Self.width
    hitStarts = .allocate(capacity: states)
    hitEnds = .allocate(capacity: states)
    best = .allocate(capacity: states)
    fromLetter = .allocate(capacity: states)
    byHit = .allocate(capacity: states)
  }

  deinit {
    hits.deallocate()
    hitStarts.deallocate()
    hitEnds.deallocate()
    best.deallocate()
    fromLetter.deallocate()
    byHit.deallocate()
  }

  /// Aligns the two; afterwards `steps` and `pathWeight` describe the best path.
  func align(_ han: AnalysedName, _ latin: AnalysedName) {
    stepCount = 0
    pathWeight = -60
    leftOver = 0
    let count = min(han.hanCount, 8)
    let letterCount = latin.letterCount
    guard count > 0, letterCount > 0 else { return }
    hitCount = 0
    (hitStarts).update(repeating: -1, count: count * Self.width)
    prepareTokens(latin)
    withUnsafePointer(to: latin.letters) { pointer in
      pointer.withMemoryRebound(to: UInt8.self, capacity: 128) { letters in
        run(han, latin, letters, count, surnameLast: false)
        if count > han.surnameLength, latin.tokenCount > 1,
          !latin.tokens[0].marks.contains(.comma)
        {
          run(han, latin, letters, count, surnameLast: true)
        }
      }
    }
  }

  private func prepareTokens(_ latin: AnalysedName) {
    var cost: Float = 0
    for index in 0..<latin.tokenCount {
      let token = latin.tokens[index]
      skipBefore[index] = cost
      cost += price(of: token)
      for letter in Int(token.start)..<Int(token.end) { tokenOfLetter[letter] = UInt8(index) }
    }
    skipBefore[latin.tokenCount] = cost
  }

  /// What it costs to leave a word unexplained.
  private func price(of token: AnalysedName.Token) -> Float {
    if token.marks.contains(.title) || token.marks.contains(.suffix) { return 0 }
    if token.marks.contains(.bracketed) { return NameWeights.bracketedWord }
    if token.marks.contains(.initial) { return NameWeights.strayInitial }
    if tables.isWestern(token) { return NameWeights.westernWord }
    return token.marks.contains(.syllables) ? NameWeights.strayWord : NameWeights.foreignWord
  }

  private func run(
    _ han: AnalysedName, _ latin: AnalysedName, _ letters: UnsafePointer<UInt8>,
    _ count: Int, surnameLast: Bool
  ) {
    let width = Self.width
    let letterCount = latin.letterCount
    let tokenCount = latin.tokenCount
    best.update(repeating: Self.nowhere, count: (count + 1) * width)
    let surname = han.surnameLength
    for index in 0..<tokenCount {
      best[Int(latin.tokens[index].start)] = skipBefore[index]
      fromLetter[Int(latin.tokens[index].start)] = 255
    }
    for step in 0..<count {
      let character = surnameLast ? (step + surname) % count : step
      let row = best + step * width
      let next = best + (step + 1) * width
      for letter in 0...letterCount where row[letter] > Self.nowhere {
        let here = row[letter]
        // The character is not written.
        if here + NameWeights.missingCharacter > next[letter] {
          next[letter] = here + NameWeights.missingCharacter
          fromLetter[(step + 1) * width + letter] = UInt8(letter)
          byHit[(step + 1) * width + letter] = -1
        }
        guard letter < letterCount else { continue }
        let key = character * width + letter
        if hitStarts[key] < 0 { findHits(han, latin, letters, character, letter, key) }
        for index in Int(hitStarts[key])..<Int(hitEnds[key]) {
          let hit = hits + index
          let end = hit.pointee.end
          let value = here + hit.pointee.weight
          if hit.pointee.kind == .compound {
            guard step + 2 <= count else { continue }
            relax(step + 2, end, value, from: letter, by: index)
            continue
          }
          relax(step + 1, end, value, from: letter, by: index)
        }
      }
      // Words after a character may be left out before the next one.
      if step + 1 < count {
        for token in 1..<max(tokenCount, 1) {
          let start = Int(latin.tokens[token].start)
          guard next[start] > Self.nowhere else { continue }
          for later in (token + 1)..<max(tokenCount, token + 1) {
            let value = next[start] + skipBefore[later] - skipBefore[token]
            let target = Int(latin.tokens[later].start)
            if value > next[target] {
              next[target] = value
              fromLetter[(step + 1) * width + target] = fromLetter[(step + 1) * width + start]
              byHit[(step + 1) * width + target] = byHit[(step + 1) * width + start]
            }
          }
        }
      }
    }
    finish(latin, count, surnameLast: surnameLast, surname)
  }

  @inline(__always)
  private func relax(_ step: Int, _ end: Int, _ value: Float, from letter: Int, by hit: Int) {
    let state = step * Self.width + end
    if value > best[state] {
      best[state] = value
      fromLetter[state] = UInt8(letter)
      byHit[state] = Int16(truncatingIfNeeded: hit)
    }
  }

  /// Adds what the words behind the last character cost, and keeps the path if it is the best so far.
  private func finish(
    _ latin: AnalysedName, _ count: Int, surnameLast: Bool, _ surname: Int
  ) {
    let width = Self.width
    let last = best + count * width
    var bestEnd = -1
    var bestValue = pathWeight
    for letter in 0...latin.letterCount where last[letter] > Self.nowhere {
      var value = last[letter]
      if letter < latin.letterCount {
        let token = Int(tokenOfLetter[letter])
        if letter == Int(latin.tokens[token].start) {
          value += skipBefore[latin.tokenCount] - skipBefore[token]
        } else {
          value += NameWeights.strayLetters + skipBefore[latin.tokenCount] - skipBefore[token + 1]
        }
      }
      if value > bestValue {
        bestValue = value
        bestEnd = letter
      }
    }
    guard bestEnd >= 0 else { return }
    pathWeight = bestValue
    isSurnameLast = surnameLast
    stepCount = 0
    var explained: Float = 0
    var letter = bestEnd
    var step = count
    while step > 0 {
      let state = step * width + letter
      let hit = Int(byHit[state])
      let from = Int(fromLetter[state])
      var taken = Step(character: 0, start: from)
      if hit >= 0 {
        taken.hit = hits[hit]
        step -= hits[hit].kind == .compound ? 2 : 1
      } else {
        taken.hit = Hit(end: from, kind: .missing, weight: NameWeights.missingCharacter)
        step -= 1
      }
      taken.character = surnameLast ? (step + surname) % count : step
      explained += taken.hit.weight
      steps[stepCount] = taken
      stepCount += 1
      letter = from
    }
    leftOver = bestValue - explained
  }

  // MARK: - One character at one letter

  private func findHits(
    _ han: AnalysedName, _ latin: AnalysedName, _ letters: UnsafePointer<UInt8>,
    _ character: Int, _ letter: Int, _ key: Int
  ) {
    hitStarts[key] = Int16(truncatingIfNeeded: hitCount)
    defer { hitEnds[key] = Int16(truncatingIfNeeded: hitCount) }
    guard hitCount + 24 < Self.maximumHits else { return }
    let token = latin.tokens[Int(tokenOfLetter[letter])]
    let room = Int(token.end) - letter
    var word = UnsafeRawPointer(letters + letter).loadUnaligned(as: UInt64.self)
    if room < 8 { word &= (1 << UInt64(room * 8)) &- 1 }
    let isSurname = character < han.surnameLength
    let table = tables.romanisations
    let number = Int(han.han[character])
    var found = (
      Romanisations.Regional(repeating: 0), Romanisations.Regional(repeating: 0),
      Romanisations.Regional(repeating: 0), Romanisations.Regional(repeating: 0),
      Romanisations.Regional(repeating: 0), Romanisations.Regional(repeating: 0),
      Romanisations.Regional(repeating: 0), Romanisations.Regional(repeating: 0)
    )
    var spelled = InlineArray<9, UInt16>(repeating: .max)
    var shapes = SyllableShape.Mask()
    var isFound = false
    withUnsafeMutablePointer(to: &found) { pointer in
      pointer.withMemoryRebound(to: Romanisations.Regional.self, capacity: 8) { sums in
        table.withReferences(of: number, asSurname: isSurname) { references, packed in
          for reference in references {
            let reading = Int(reference.reading)
            shapes.formUnion(packed.shapes[reading])
            guard packed.firstLetters[reading] >> (UInt32(word & 31)) & 1 != 0 else { continue }
            var entry = Int(packed.starts[reading])
            let end = Int(packed.starts[reading + 1])
            while entry < end {
              if word & packed.masks[entry] == packed.letters[entry] {
                let length = Int(packed.lengths[entry])
                sums[length - 1] += reference.share * packed.chances[entry]
                spelled[length] = packed.spellings[entry]
                isFound = true
              }
              entry += 1
            }
          }
        }
        if isFound {
          for length in 1...8 where spelled[length] != .max {
            let background =
              isSurname
              ? table.surnameBackground[Int(spelled[length])]
              : table.givenBackground[Int(spelled[length])]
            let chance = sums[length - 1]
            let weight = Self.weight(chance, background, table.regionShares)
            add(
              Hit(
                end: letter + length, kind: .spelled, weight: weight, spelling: spelled[length],
                chances: chance))
          }
        }
      }
    }
    if isSurname, character == 0, han.surnameLength == 2 {
      findCompound(han, word, letter)
    }
    if room == 1 {
      // One letter: an initial.
      let agrees = shapes.onsets != 0 && table.hasSpelling(of: number, asSurname: isSurname, beginningWith: UInt8(word & 0xFF))
      add(
        Hit(
          end: letter + 1, kind: .initial,
          weight: agrees ? NameWeights.initialAgrees : NameWeights.initialDiffers))
      return
    }
    // Letters that no convention gives, up to the end of the word or to the next onset.
    var end = letter + min(room, 8)
    while end > letter + 1 {
      let isWordEnd = end == Int(token.end)
      if spelled[end - letter] == .max || spelled[end - letter] == 0,
        isWordEnd
          || !SyllableShape.isVowel(letters[end]) && SyllableShape.isVowel(letters[end - 1])
          || !SyllableShape.isVowel(letters[end]) && !SyllableShape.isVowel(letters[end - 1])
      {
        let length = end - letter
        let part = length < 8 ? word & ((1 << UInt64(length * 8)) &- 1) : word
        let agreement = shapes.agreement(with: SyllableShape(part))
        let weight = NameWeights.resemblance[agreement]
        if hitCount < Self.maximumHits {
          add(Hit(end: end, kind: .resembles, weight: weight))
        }
      }
      end -= 1
    }
  }

  private func findCompound(_ han: AnalysedName, _ word: UInt64, _ letter: Int) {
    let table = tables.romanisations
    guard
      let reading = table.compoundReadings[HanCharacters.pairKey(han.han[0], han.han[1])]
    else { return }
    for entry in Int(table.starts[Int(reading)])..<Int(table.starts[Int(reading) + 1])
    where word & table.masks[entry] == table.letters[entry] {
      let spelling = table.spellings[entry]
      add(
        Hit(
          end: letter + Int(table.lengths[entry]), kind: .compound,
          weight: Self.weight(
            table.chances[entry], table.surnameBackground[Int(spelling)], table.regionShares),
          spelling: spelling, chances: table.chances[entry]))
    }
  }

  /// Ten times the logarithm of how much commoner the spelling is for this character than in all names.
  @inline(__always)
  static func weight(
    _ chance: Romanisations.Regional, _ background: Romanisations.Regional,
    _ shares: Romanisations.Regional
  ) -> Float {
    let usual = max((background * shares).sum(), 1e-9)
    let ratio = (chance * shares).sum() * (1 - NameWeights.noise) / usual + NameWeights.noise
    return min(3.0103 * log2f(ratio), NameWeights.loudest)
  }

  private func add(_ hit: Hit) {
    hits[hitCount] = hit
    hitCount += 1
  }
}
