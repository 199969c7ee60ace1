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

  /// A way into a state: the best so far.
  private struct State {
    var value: Float
    var from: UInt8
    var kind: Kind
    var weight: Float
    var entry: UnsafePointer<CharacterSpellings.Entry>?
  }

  private static let mostCharacters = 8
  private static let nowhere = -Float.infinity

  private let tables = NameTables.shared
  private let cache = SpellingCache()
  private let states: UnsafeMutablePointer<State>
  /// What leaving out the words before each word costs.
  private let skipBefore = UnsafeMutablePointer<Float>.allocate(capacity: 17)

  /// The best path of the last call.
  let steps = UnsafeMutablePointer<Step>.allocate(capacity: mostCharacters)
  private(set) var stepCount = 0
  private(set) var pathWeight: Float = 0
  /// Cost of words left over on the best path, in decibans.
  private(set) var leftOver: Float = 0

  init() {
    states = .allocate(capacity: (Self.mostCharacters + 1) * (AnalysedName.maximumLetters + 1))
  }

  deinit {
    states.deallocate()
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
      !latin.pointee.tokens[0].marks.contains(.comma)
    {
      run(han, latin, count, surnameLast: true)
    }
  }

  private func run(
    _ han: UnsafePointer<AnalysedName>, _ latin: UnsafePointer<AnalysedName>, _ count: Int, surnameLast: Bool
  ) {
    let letterCount = latin.pointee.letterCount
    let width = letterCount + 1
    let surname = han.pointee.surnameLength
    for state in 0..<((count + 1) * width) { states[state].value = Self.nowhere }
    for index in 0..<latin.pointee.tokenCount {
      states[Int(latin.pointee.tokens[index].start)].value = skipBefore[index]
    }
    for step in 0..<count {
      let character = surnameLast ? (step + surname) % count : step
      let isSurname = character < surname
      let spellings = cache.spellings(of: Int(han.pointee.han[character]), asSurname: isSurname)
      let row = states + step * width
      for letter in 0...letterCount {
        let here = row[letter].value
        guard here > Self.nowhere else { continue }
        // The character is not written.
        relax(
          (step + 1) * width + letter, here, NameWeights.missingCharacter, from: letter, .missing, nil)
        guard letter < letterCount else { continue }
        var index = Int(latin.pointee.syllablesAt[letter])
        while index < latin.pointee.syllableCount, Int(latin.pointee.syllables[index].start) == letter {
          let syllable = latin.pointee.syllables[index]
          index += 1
          let target = (step + 1) * width + Int(syllable.end)
          if syllable.spelling != AnalysedName.Syllable.unlisted,
            let entry = spellings.find(syllable.spelling)
          {
            relax(target, here, entry.pointee.weight, from: letter, .spelled, entry)
          } else if syllable.end - syllable.start == 1 {
            let letters = UInt32(latin.pointee.letters[letter] & 31)
            let agrees = spellings.firstLetters >> letters & 1 != 0
            relax(
              target, here, agrees ? NameWeights.initialAgrees : NameWeights.initialDiffers,
              from: letter, .initial, nil)
          } else {
            let agreement = spellings.shapes.agreement(with: syllable.shape)
            relax(target, here, NameWeights.resemblance[agreement], from: letter, .resembles, nil)
          }
        }
        if character == 0, surname == 2, step + 2 <= count {
          matchCompound(han, latin, letter, here, (step + 2) * width)
        }
      }
      if step + 1 < count { skipWords(latin, states + (step + 1) * width) }
    }
    finish(latin, count, surname, surnameLast: surnameLast)
  }

  @inline(__always)
  private func relax(
    _ state: Int, _ here: Float, _ weight: Float, from: Int, _ kind: Kind,
    _ entry: UnsafePointer<CharacterSpellings.Entry>?
  ) {
    if here + weight > states[state].value {
      states[state] = State(
        value: here + weight, from: UInt8(from), kind: kind, weight: weight, entry: entry)
    }
  }

  /// Words after a character may be left out before the next one.
  private func skipWords(_ latin: UnsafePointer<AnalysedName>, _ row: UnsafeMutablePointer<State>) {
    guard latin.pointee.tokenCount > 1 else { return }
    for token in 1..<latin.pointee.tokenCount {
      let start = Int(latin.pointee.tokens[token].start)
      guard row[start].value > Self.nowhere else { continue }
      for later in (token + 1)..<max(latin.pointee.tokenCount, token + 1) {
        let value = row[start].value + skipBefore[later] - skipBefore[token]
        let target = Int(latin.pointee.tokens[later].start)
        if value > row[target].value {
          row[target] = row[start]
          row[target].value = value
        }
      }
    }
  }

  /// A compound surname written as one word that is no sum of its syllables: Szeto, Auyeung.
  private func matchCompound(
    _ han: UnsafePointer<AnalysedName>, _ latin: UnsafePointer<AnalysedName>, _ letter: Int, _ here: Float,
    _ row: Int
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
      relax(row + end, here, NameWeights.compoundSurname, from: letter, .compound, nil)
    }
  }

  /// Adds what the words behind the last character cost, and keeps the path if it is the best so far.
  private func finish(
    _ latin: UnsafePointer<AnalysedName>, _ count: Int, _ surname: Int, surnameLast: Bool
  ) {
    let width = latin.pointee.letterCount + 1
    let last = states + count * width
    var bestEnd = -1
    var bestValue = pathWeight
    var token = latin.pointee.tokenCount
    var letter = latin.pointee.letterCount
    while letter >= 0 {
      // `token` is the first word that begins at or behind the letter.
      while token > 0, Int(latin.pointee.tokens[token - 1].start) >= letter { token -= 1 }
      var value = last[letter].value
      if value > Self.nowhere {
        let isWordStart =
          letter == latin.pointee.letterCount
          || token < latin.pointee.tokenCount && Int(latin.pointee.tokens[token].start) == letter
        value += skipBefore[latin.pointee.tokenCount] - skipBefore[token]
        if !isWordStart { value += NameWeights.strayLetters }
        if value > bestValue {
          bestValue = value
          bestEnd = letter
        }
      }
      letter -= 1
    }
    guard bestEnd >= 0 else { return }
    pathWeight = bestValue
    stepCount = 0
    var explained: Float = 0
    letter = bestEnd
    var step = count
    while step > 0 {
      let state = states[step * width + letter]
      step -= state.kind == .compound ? 2 : 1
      let character = surnameLast ? (step + surname) % count : step
      steps[stepCount] = Step(
        character: character, start: Int(state.from), end: letter, kind: state.kind,
        weight: state.weight, entry: state.entry)
      explained += state.weight
      stepCount += 1
      letter = Int(state.from)
    }
    leftOver = bestValue - explained
  }
}
