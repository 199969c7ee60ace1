import Foundation

/// Finds whether two names in Latin letters can be two romanisations of one Chinese name.
///
/// Both are cut into syllables at once, so that a cut of one speaks for the cut of the other.
/// Not safe to share between threads.
final class RomanisedAligner {
  struct Step {
    var aStart = 0
    var aEnd = 0
    var bStart = 0
    var bEnd = 0
    /// In decibans.
    var weight: Float = 0
    var isSurname = false
  }

  /// The letters of one name in the order tried, cut at word ends.
  private struct Line {
    var letters = InlineArray<72, UInt8>(repeating: 0)
    var count = 0
    /// The end of the word that a letter stands in.
    var wordEnds = InlineArray<72, UInt8>(repeating: 0)
    /// Where a letter stood in the name as written.
    var origin = InlineArray<72, UInt8>(repeating: 0)
    var isStart = InlineArray<72, Bool>(repeating: false)
    /// What leaving out the word that begins here costs.
    var price = InlineArray<72, Float>(repeating: 0)
  }

  private static let maximum = 64
  private static let nowhere = -Float.infinity
  private let tables = NameTables.shared
  private let pairs = RomanisedPairs.shared
  private let best = UnsafeMutablePointer<Float>.allocate(capacity: 65 * 65)
  private let from = UnsafeMutablePointer<UInt16>.allocate(capacity: 65 * 65)

  private(set) var pathWeight: Float = nowhere
  private(set) var steps = InlineArray<12, Step>(repeating: Step())
  private(set) var stepCount = 0
  private(set) var leftOver: Float = 0
  /// What the order of the best path costs: it may take a word for the surname that hardly is one, in decibans.
  private(set) var orderCost: Float = 0

  init() {}

  deinit {
    best.deallocate()
    from.deallocate()
  }

  /// Whether every word that is no title, Western given name or initial can be cut into syllables of some convention.
  func canBeRomanised(_ name: AnalysedName) -> Bool {
    var found = 0
    for index in 0..<name.tokenCount {
      let token = name.tokens[index]
      if !token.marks.isDisjoint(with: [.title, .suffix, .initial, .bracketed]) { continue }
      if !token.marks.contains(.syllables) {
        if token.marks.contains(.western) { continue }
        return false
      }
      found += 1
    }
    return found > 0 && name.letterCount <= Self.maximum
      && name.syllablesInAll <= AnalysedName.mostSyllables
  }

  /// Aligns two names; `pathWeight` is then the evidence of the best path, in decibans.
  func align(_ a: AnalysedName, _ b: AnalysedName) {
    pathWeight = Self.nowhere
    stepCount = 0
    let aForward = line(a, lastFirst: false)
    let bForward = line(b, lastFirst: false)
    let aTurns = a.tokenCount > 1 && !a.tokens[0].marks.contains(.comma)
    let bTurns = b.tokenCount > 1 && !b.tokens[0].marks.contains(.comma)
    // Only orders in which the surnames can be one are looked at whole.
    var isTried = false
    let aLast = a.tokens[max(a.tokenCount - 1, 0)]
    let bLast = b.tokens[max(b.tokenCount - 1, 0)]
    if bTurns, canStart(a, a.tokens[0], b, bLast) {
      run(a, aForward, b, line(b, lastFirst: true))
      isTried = true
    }
    if aTurns, canStart(a, aLast, b, b.tokens[0]) {
      run(a, line(a, lastFirst: true), b, bForward)
      isTried = true
    }
    if aTurns, bTurns, canStart(a, aLast, b, bLast) {
      run(a, line(a, lastFirst: true), b, line(b, lastFirst: true))
      isTried = true
    }
    if !isTried || canStart(a, a.tokens[0], b, b.tokens[0])
      || a.tokens[0].marks.contains(.western) || b.tokens[0].marks.contains(.western)
    {
      run(a, aForward, b, bForward)
    }
  }

  /// Whether two words can begin with the same surname.
  private func canStart(
    _ a: AnalysedName, _ one: AnalysedName.Token, _ b: AnalysedName, _ other: AnalysedName.Token
  ) -> Bool {
    var x = Int(a.syllablesAt[Int(one.start)])
    while x < a.syllableCount, a.syllables[x].start == one.start {
      var y = Int(b.syllablesAt[Int(other.start)])
      while y < b.syllableCount, b.syllables[y].start == other.start {
        let (p, q) = (a.syllables[x], b.syllables[y])
        if weight(
          Syllable(end: 0, number: p.spelling, shape: p.shape),
          Syllable(end: 0, number: q.spelling, shape: q.shape), true) > -17
        {
          return true
        }
        y += 1
      }
      x += 1
    }
    return false
  }

  private func line(_ name: AnalysedName, lastFirst: Bool) -> Line {
    var line = Line()
    let count = name.tokenCount
    for position in 0..<count {
      let index = lastFirst ? (position + count - 1) % count : position
      let token = name.tokens[index]
      let start = line.count
      if start + token.count > Self.maximum { break }
      for letter in Int(token.start)..<Int(token.end) {
        line.letters[line.count] = name.letters[letter]
        line.origin[line.count] = UInt8(letter)
        line.wordEnds[line.count] = UInt8(start + token.count)
        line.count += 1
      }
      line.isStart[start] = true
      line.price[start] = token.price
    }
    line.isStart[line.count] = true
    return line
  }

  private struct Syllable {
    var end = 0
    var number: UInt16 = .max
    var shape = SyllableShape(0)
  }

  /// The syllables that begin at a letter of the line.
  @inline(__always)
  private func syllables(
    _ name: AnalysedName, _ line: Line, at letter: Int, _ found: inout InlineArray<9, Syllable>
  ) -> Int {
    var count = 0
    guard letter < line.count else { return 0 }
    let origin = Int(line.origin[letter])
    var index = Int(name.syllablesAt[origin])
    let wordEnd = Int(line.wordEnds[letter])
    while index < name.syllableCount, Int(name.syllables[index].start) == origin, count < 9 {
      let syllable = name.syllables[index]
      index += 1
      let end = letter + Int(syllable.end) - origin
      guard end <= wordEnd else { continue }
      // Jianguo is not Ji, Ang and Uo. What has no listed cut is taken as it stands.
      if syllable.spelling != .max, !syllable.isOnShortestCut { continue }
      found[count] = Syllable(end: end, number: syllable.spelling, shape: syllable.shape)
      count += 1
    }
    return count
  }

  private func run(_ one: AnalysedName, _ a: Line, _ other: AnalysedName, _ b: Line) {
    let width = b.count + 1
    best.update(repeating: Self.nowhere, count: (a.count + 1) * width)
    best[0] = 0
    from[0] = .max
    var ofA = InlineArray<9, Syllable>(repeating: Syllable())
    var ofB = InlineArray<9, Syllable>(repeating: Syllable())
    for i in 0...a.count {
      var countA = -1
      for j in 0...b.count {
        let here = best[i * width + j]
        guard here > Self.nowhere else { continue }
        // A word of either may be left out.
        if i < a.count, a.isStart[i] {
          relax(Int(a.wordEnds[i]) * width + j, here + a.price[i], i * width + j)
        }
        if j < b.count, b.isStart[j] {
          relax(i * width + Int(b.wordEnds[j]), here + b.price[j], i * width + j)
        }
        guard i < a.count, j < b.count else { continue }
        if countA < 0 { countA = syllables(one, a, at: i, &ofA) }
        let countB = syllables(other, b, at: j, &ofB)
        let isSurname = i == 0 && j == 0
        for x in 0..<countA {
          for y in 0..<countB {
            let weight = weight(ofA[x], ofB[y], isSurname)
            relax(ofA[x].end * width + ofB[y].end, here + weight, i * width + j)
          }
        }
      }
    }
    let cost = order(one, a) + order(other, b)
    let value = best[a.count * width + b.count] + cost
    guard value > pathWeight else { return }
    pathWeight = value
    orderCost = cost
    trace(a, b, width)
  }

  /// How likely the order is that takes this line's first syllable for the surname, against the other order.
  private func order(_ name: AnalysedName, _ line: Line) -> Float {
    guard name.tokenCount > 1, !name.tokens[0].marks.contains(.comma), line.count > 0 else { return 0 }
    let this = likelihood(name, Int(line.origin[0]))
    let first = likelihood(name, Int(name.tokens[0].start))
    let last = likelihood(name, Int(name.tokens[name.tokenCount - 1].start))
    return 3.0103 * log2f(this / (first + last))
  }

  /// How much oftener the syllable at a letter is a surname than part of a given name.
  private func likelihood(_ name: AnalysedName, _ letter: Int) -> Float {
    let index = Int(name.syllablesAt[letter])
    guard index < name.syllableCount else { return 0.01 }
    var best: Float = 0.01
    for place in index..<name.syllableCount where Int(name.syllables[place].start) == letter {
      let syllable = name.syllables[place]
      guard syllable.isOnShortestCut else { continue }
      best = max(
        best,
        pairs.share(syllable.spelling, asSurname: true)
          / max(pairs.share(syllable.spelling, asSurname: false), 1e-6))
    }
    return min(best, 1000)
  }

  @inline(__always)
  private func relax(_ state: Int, _ value: Float, _ source: Int) {
    if value > best[state] {
      best[state] = value
      from[state] = UInt16(source)
    }
  }

  @inline(__always)
  private func weight(_ one: Syllable, _ other: Syllable, _ isSurname: Bool) -> Float {
    if one.number != .max, other.number != .max {
      if let weight = pairs.weight(one.number, other.number, asSurname: isSurname) { return weight }
      if one.number == other.number {
        return min(-3.0103 * log2f(pairs.share(one.number, asSurname: isSurname)), NameWeights.loudest)
      }
    }
    let shape = one.shape
    let likeness =
      (shape.onset == other.shape.onset ? 1 : 0) | (shape.nucleus == other.shape.nucleus ? 2 : 0)
      | (shape.coda == other.shape.coda ? 4 : 0)
    return NameWeights.likeness[likeness]
  }

  private func trace(_ a: Line, _ b: Line, _ width: Int) {
    stepCount = 0
    leftOver = 0
    var state = a.count * width + b.count
    while state > 0, stepCount < 12 {
      let source = Int(from[state])
      let (i, j) = (source / width, source % width)
      let (iEnd, jEnd) = (state / width, state % width)
      let weight = best[state] - best[source]
      if iEnd == i || jEnd == j {
        leftOver += weight
      } else {
        steps[stepCount] = Step(
          aStart: Int(a.origin[i]), aEnd: Int(a.origin[iEnd - 1]) + 1, bStart: Int(b.origin[j]),
          bEnd: Int(b.origin[jEnd - 1]) + 1, weight: weight, isSurname: i == 0 && j == 0)
        stepCount += 1
      }
      state = source
    }
  }
}
