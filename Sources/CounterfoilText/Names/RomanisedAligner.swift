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

  private static let maximum = RomanisedLine.maximum
  private static let width = maximum + 1
  private static let nowhere = -Float.infinity
  private let pairs = RomanisedPairs.shared
  private let aForward = RomanisedLine()
  private let aTurned = RomanisedLine()
  private let bForward = RomanisedLine()
  private let bTurned = RomanisedLine()
  /// A state for each letter of the one and each of the other: bits of those reached, the best value, and where from.
  private let reached = UnsafeMutablePointer<UInt128>.allocate(capacity: width)
  private let best = UnsafeMutablePointer<Float>.allocate(capacity: width * width)
  private let from = UnsafeMutablePointer<UInt16>.allocate(capacity: width * width)

  private(set) var pathWeight: Float = nowhere
  let steps = UnsafeMutablePointer<Step>.allocate(capacity: mostSteps)
  private(set) var stepCount = 0
  private static let mostSteps = 12
  private(set) var leftOver: Float = 0
  /// What the order of the best path costs: it may take a word for the surname that hardly is one, in decibans.
  private(set) var orderCost: Float = 0

  deinit {
    reached.deallocate()
    best.deallocate()
    from.deallocate()
    steps.deallocate()
  }

  /// Whether every word that is no title, Western given name or initial can be cut into syllables of some convention.
  func canBeRomanised(_ name: UnsafePointer<AnalysedName>) -> Bool {
    var found = 0
    for index in 0..<name.pointee.tokenCount {
      let token = name.pointee.tokens[index]
      if !token.marks.isDisjoint(with: [.title, .suffix, .initial, .bracketed]) { continue }
      if !token.marks.contains(.syllables) {
        if token.marks.contains(.western) { continue }
        return false
      }
      found += 1
    }
    return found > 0 && name.pointee.letterCount <= Self.maximum
      && name.pointee.syllablesInAll <= AnalysedName.mostSyllables
  }

  /// Aligns two names; `pathWeight` is then the evidence of the best path, in decibans.
  func align(_ a: UnsafePointer<AnalysedName>, _ b: UnsafePointer<AnalysedName>) {
    pathWeight = Self.nowhere
    stepCount = 0
    aForward.fill(a, lastFirst: false)
    bForward.fill(b, lastFirst: false)
    let aTurns = a.pointee.tokenCount > 1 && !a.pointee.tokens[0].marks.contains(.comma)
    let bTurns = b.pointee.tokenCount > 1 && !b.pointee.tokens[0].marks.contains(.comma)
    if aTurns { aTurned.fill(a, lastFirst: true) }
    if bTurns { bTurned.fill(b, lastFirst: true) }
    // Only orders in which the surnames can be one are looked at whole.
    var isTried = false
    if bTurns, canStart(aForward, bTurned) {
      run(aForward, bTurned)
      isTried = true
    }
    if aTurns, canStart(aTurned, bForward) {
      run(aTurned, bForward)
      isTried = true
    }
    if aTurns, bTurns, canStart(aTurned, bTurned) {
      run(aTurned, bTurned)
      isTried = true
    }
    if !isTried || canStart(aForward, bForward)
      || a.pointee.tokens[0].marks.contains(.western) || b.pointee.tokens[0].marks.contains(.western)
    {
      run(aForward, bForward)
    }
  }

  /// Whether two lines can begin with the same surname.
  private func canStart(_ a: RomanisedLine, _ b: RomanisedLine) -> Bool {
    for x in a.beginnings {
      for y in b.beginnings where weigh(x, y, isSurname: true) > -17 { return true }
    }
    return false
  }

  private func run(_ a: RomanisedLine, _ b: RomanisedLine) {
    for i in 0...a.count { reached[i] = 0 }
    reached[0] = 1
    best[0] = 0
    for i in 0...a.count {
      var done: UInt128 = 0
      // Leaving out a word of `b` reaches letters further on in the same row.
      while reached[i] & ~done != 0 {
        let j = (reached[i] & ~done).trailingZeroBitCount
        done |= 1 << UInt128(j)
        let source = i * Self.width + j
        let here = best[source]
        // A word of either may be left out.
        if i < a.count, a.isWordStart(i) { relax(Int(a.wordEnds[i]), j, here + a.prices[i], source) }
        if j < b.count, b.isWordStart(j) { relax(i, Int(b.wordEnds[j]), here + b.prices[j], source) }
        guard i < a.count, j < b.count else { continue }
        for x in Int(a.firsts[i])..<Int(a.firsts[i + 1]) {
          let one = a.syllables[x]
          for y in Int(b.firsts[j])..<Int(b.firsts[j + 1]) {
            let other = b.syllables[y]
            relax(
              Int(one.end), Int(other.end), here + weigh(one, other, isSurname: source == 0), source)
          }
        }
      }
    }
    guard reached[a.count] >> UInt128(b.count) & 1 != 0 else { return }
    let cost = a.orderCost + b.orderCost
    let value = best[a.count * Self.width + b.count] + cost
    guard value > pathWeight else { return }
    pathWeight = value
    orderCost = cost
    trace(a, b)
  }

  @inline(__always)
  private func relax(_ i: Int, _ j: Int, _ value: Float, _ source: Int) {
    let bit: UInt128 = 1 << UInt128(j)
    let state = i * Self.width + j
    guard reached[i] & bit == 0 || value > best[state] else { return }
    reached[i] |= bit
    best[state] = value
    from[state] = UInt16(source)
  }

  @inline(__always)
  private func weigh(
    _ one: RomanisedLine.Syllable, _ other: RomanisedLine.Syllable, isSurname: Bool
  ) -> Float {
    if one.number != .max, other.number != .max {
      if let weight = pairs.weight(one.number, other.number, asSurname: isSurname) { return weight }
      if one.number == other.number {
        return min(-3.0103 * log2f(pairs.share(one.number, asSurname: isSurname)), NameWeights.loudest)
      }
    }
    let (shape, otherShape) = (one.shape, other.shape)
    return NameWeights.likeness(
      (shape.onset == otherShape.onset ? 1 : 0) | (shape.nucleus == otherShape.nucleus ? 2 : 0)
        | (shape.coda == otherShape.coda ? 4 : 0))
  }

  private func trace(_ a: RomanisedLine, _ b: RomanisedLine) {
    stepCount = 0
    leftOver = 0
    var state = a.count * Self.width + b.count
    while state > 0, stepCount < Self.mostSteps {
      let source = Int(from[state])
      let (i, j) = (source / Self.width, source % Self.width)
      let (iEnd, jEnd) = (state / Self.width, state % Self.width)
      let weight = best[state] - best[source]
      if iEnd == i || jEnd == j {
        leftOver += weight
      } else {
        steps[stepCount] = Step(
          aStart: Int(a.origins[i]), aEnd: Int(a.origins[iEnd - 1]) + 1, bStart: Int(b.origins[j]),
          bEnd: Int(b.origins[jEnd - 1]) + 1, weight: weight, isSurname: source == 0)
        stepCount += 1
      }
      state = source
    }
  }
}
