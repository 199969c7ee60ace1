import Foundation

/// Finds how the letters of a Latin-letter name spell the characters of a Chinese one, and what that is worth.
///
/// A path gives each character a syllable, in the order of the characters or with the surname last; words may
/// be left over at a price. The best path is kept for the account of it. Not safe to share between threads.
final class HanLatinAligner {
  enum Kind: UInt8 { case missing, spelled, resembles, initial, compound }

  /// One character of the best path, and the letters it was matched with.
  struct Step {
    var character = 0
    var start = 0
    var end = 0
    var kind = Kind.missing
    /// Evidence of this syllable alone, in decibans.
    var weight: Float = 0
    /// What the tables know of the spelling; nil where the syllable is not spelled by any convention.
    var entry: UnsafePointer<CharacterSpellings.Entry>?
  }

  /// How the best path enters a state.
  private struct Way {
    var from: UInt8
    /// Which of the Latin-letter name's syllables was taken; 0 where none was.
    var syllable: UInt8
    /// Where its letters end; words left out may follow.
    var end: UInt8
    var kind: Kind
  }

  private static let mostCharacters = 8
  private static let width = AnalysedName.maximumLetters + 1

  private let tables = NameTables.shared
  private let cache = SpellingCache()
  /// A state for each number of characters explained and each letter: bits of those reached, their values and ways.
  private let reached = UnsafeMutablePointer<UInt128>.allocate(capacity: mostCharacters + 1)
  private let values = UnsafeMutablePointer<Float>.allocate(capacity: (mostCharacters + 1) * width)
  private let ways = UnsafeMutablePointer<Way>.allocate(capacity: (mostCharacters + 1) * width)
  /// What leaving out the words before each word costs.
  private let skipBefore = UnsafeMutablePointer<Float>.allocate(capacity: AnalysedName.maximumTokens + 1)

  /// The best path of the last call.
  let steps = UnsafeMutablePointer<Step>.allocate(capacity: mostCharacters)
  private(set) var stepCount = 0
  private(set) var pathWeight: Float = 0
  /// Cost of words left over on the best path, in decibans.
  private(set) var leftOver: Float = 0

  deinit {
    reached.deallocate()
    values.deallocate()
    ways.deallocate()
    skipBefore.deallocate()
    steps.deallocate()
  }

  /// Aligns the two; afterwards `steps` and `pathWeight` describe the best path.
  func align(_ han: AnalysedName, _ latin: AnalysedName) {
    withUnsafePointer(to: han) { han in
      withUnsafePointer(to: latin) { latin in align(han, latin) }
    }
  }

  func align(_ han: UnsafePointer<AnalysedName>, _ latin: UnsafePointer<AnalysedName>) {
    stepCount = 0
    pathWeight = -60
    leftOver = 0
    let count = min(han.pointee.hanCount, Self.mostCharacters)
    guard count > 0, latin.pointee.letterCount > 0 else { return }
    var cost: Float = 0
    for index in 0..<latin.pointee.tokenCount {
      skipBefore[index] = cost
      cost += latin.pointee.tokens[index].price
    }
    skipBefore[latin.pointee.tokenCount] = cost
    run(han, latin, count, surnameLast: false)
    if count > han.pointee.surnameLength, latin.pointee.tokenCount > 1,
      !latin.pointee.tokens[0].marks.contains(.comma), !explainsAll(count)
    {
      run(han, latin, count, surnameLast: true)
    }
  }

  /// Whether the path spells every character well and leaves out no word, so that the other order cannot be better.
  private func explainsAll(_ count: Int) -> Bool {
    guard stepCount == count, leftOver > -0.01 else { return false }
    for step in 0..<stepCount where steps[step].kind != .spelled || steps[step].weight < 10 { return false }
    return true
  }

  private func run(
    _ han: UnsafePointer<AnalysedName>, _ latin: UnsafePointer<AnalysedName>, _ count: Int, surnameLast: Bool
  ) {
    let letterCount = latin.pointee.letterCount
    let surname = han.pointee.surnameLength
    for step in 0...count { reached[step] = 0 }
    for index in 0..<latin.pointee.tokenCount {
      let start = Int(latin.pointee.tokens[index].start)
      values[start] = skipBefore[index]
      reached[0] |= 1 << UInt128(start)
    }
    for step in 0..<count {
      let character = surnameLast ? (step + surname) % count : step
      let spellings = cache.spellings(
        of: Int(han.pointee.han[character]), asSurname: character < surname)
      var rest = reached[step]
      while rest != 0 {
        let letter = rest.trailingZeroBitCount
        rest &= rest - 1
        let here = values[step * Self.width + letter]
        // The character is not written.
        relax(
          step + 1, letter, here + NameWeights.missingCharacter,
          Way(from: UInt8(letter), syllable: 0, end: UInt8(letter), kind: .missing))
        guard letter < letterCount else { continue }
        var index = Int(latin.pointee.syllablesAt[letter])
        while index < latin.pointee.syllableCount, Int(latin.pointee.syllables[index].start) == letter {
          let syllable = latin.pointee.syllables[index]
          let (weight, kind) = weigh(syllable, latin, spellings)
          relax(
            step + 1, Int(syllable.end), here + weight,
            Way(from: UInt8(letter), syllable: UInt8(index), end: syllable.end, kind: kind))
          index += 1
        }
        if character == 0, surname == 2, step + 2 <= count {
          matchCompound(han, latin, letter, here, step + 2)
        }
      }
      if step + 1 < count, latin.pointee.tokenCount > 1 { skipWords(latin, step + 1) }
    }
    finish(han, latin, count, surnameLast: surnameLast)
  }

  /// What it says that a syllable stands for the character with these spellings.
  @inline(__always)
  private func weigh(
    _ syllable: AnalysedName.Syllable, _ latin: UnsafePointer<AnalysedName>,
    _ spellings: UnsafePointer<CharacterSpellings>
  ) -> (Float, Kind) {
    if syllable.spelling != AnalysedName.Syllable.unlisted,
      let weight = spellings.pointee.weight(of: syllable.spelling)
    {
      return (weight, .spelled)
    }
    if syllable.end - syllable.start == 1 {
      let letter = UInt32(latin.pointee.letters[Int(syllable.start)] & 31)
      let agrees = spellings.pointee.firstLetters >> letter & 1 != 0
      return (agrees ? NameWeights.initialAgrees : NameWeights.initialDiffers, .initial)
    }
    return (NameWeights.resemblance(spellings.pointee.shapes.agreement(with: syllable.shape)), .resembles)
  }

  @inline(__always)
  private func relax(_ step: Int, _ letter: Int, _ value: Float, _ way: Way) {
    let bit: UInt128 = 1 << UInt128(letter)
    let state = step * Self.width + letter
    guard reached[step] & bit == 0 || value > values[state] else { return }
    reached[step] |= bit
    values[state] = value
    ways[state] = way
  }

  /// Words after a character may be left out before the next one.
  private func skipWords(_ latin: UnsafePointer<AnalysedName>, _ step: Int) {
    let count = latin.pointee.tokenCount
    for token in 1..<count {
      let start = Int(latin.pointee.tokens[token].start)
      guard reached[step] >> UInt128(start) & 1 != 0 else { continue }
      let state = step * Self.width + start
      for later in (token + 1)..<max(count, token + 1) {
        relax(
          step, Int(latin.pointee.tokens[later].start),
          values[state] + skipBefore[later] - skipBefore[token], ways[state])
      }
    }
  }

  /// A compound surname written as one word that is no sum of its syllables: Szeto, Auyeung.
  private func matchCompound(
    _ han: UnsafePointer<AnalysedName>, _ latin: UnsafePointer<AnalysedName>, _ letter: Int, _ here: Float,
    _ step: Int
  ) {
    let table = tables.romanisations
    guard let reading = table.compoundReadings[HanCharacters.pairKey(han.pointee.han[0], han.pointee.han[1])],
      let packed = table.packed
    else { return }
    var word: UInt64 = 0
    for next in letter..<min(letter + 8, latin.pointee.letterCount) {
      word |= UInt64(latin.pointee.letters[next]) << UInt64((next - letter) * 8)
    }
    for entry in Int(packed.starts[Int(reading)])..<Int(packed.starts[Int(reading) + 1])
    where word & packed.masks[entry] == packed.letters[entry] {
      let end = letter + Int(packed.lengths[entry])
      relax(
        step, end, here + NameWeights.compoundSurname,
        Way(from: UInt8(letter), syllable: 0, end: UInt8(end), kind: .compound))
    }
  }

  /// Adds what the words behind the last character cost, and keeps the path if it is the best so far.
  private func finish(
    _ han: UnsafePointer<AnalysedName>, _ latin: UnsafePointer<AnalysedName>, _ count: Int, surnameLast: Bool
  ) {
    var bestEnd = -1
    var token = latin.pointee.tokenCount
    var rest = reached[count]
    while rest != 0 {
      let letter = 127 - rest.leadingZeroBitCount
      rest ^= 1 << UInt128(letter)
      // `token` is the first word that begins at or behind the letter.
      while token > 0, Int(latin.pointee.tokens[token - 1].start) >= letter { token -= 1 }
      let isWordStart =
        letter == latin.pointee.letterCount
        || token < latin.pointee.tokenCount && Int(latin.pointee.tokens[token].start) == letter
      let value =
        values[count * Self.width + letter] + skipBefore[latin.pointee.tokenCount] - skipBefore[token]
        + (isWordStart ? 0 : NameWeights.strayLetters)
      if value > pathWeight {
        pathWeight = value
        bestEnd = letter
      }
    }
    if bestEnd >= 0 { trace(han, latin, count, bestEnd, surnameLast: surnameLast) }
  }

  private func trace(
    _ han: UnsafePointer<AnalysedName>, _ latin: UnsafePointer<AnalysedName>, _ count: Int, _ end: Int,
    surnameLast: Bool
  ) {
    let surname = han.pointee.surnameLength
    stepCount = 0
    var explained: Float = 0
    var letter = end
    var step = count
    while step > 0 {
      let way = ways[step * Self.width + letter]
      step -= way.kind == .compound ? 2 : 1
      let character = surnameLast ? (step + surname) % count : step
      var made = Step(character: character, start: Int(way.from), end: Int(way.end), kind: way.kind)
      switch way.kind {
      case .missing: made.weight = NameWeights.missingCharacter
      case .compound: made.weight = NameWeights.compoundSurname
      case .spelled, .resembles, .initial:
        let syllable = latin.pointee.syllables[Int(way.syllable)]
        let spellings = cache.spellings(
          of: Int(han.pointee.han[character]), asSurname: character < surname)
        made.weight = weigh(syllable, latin, spellings).0
        if way.kind == .spelled { made.entry = spellings.pointee.entry(of: syllable.spelling) }
      }
      steps[stepCount] = made
      explained += made.weight
      stepCount += 1
      letter = Int(way.from)
    }
    leftOver = pathWeight - explained
  }
}
