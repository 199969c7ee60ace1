import Foundation

/// The letters of a romanised name in one of its two orders, with the syllables that may begin at each.
///
/// Working memory that is filled anew for each comparison. Not safe to share between threads.
final class RomanisedLine {
  /// Names of more letters are not taken for Chinese ones.
  static let maximum = 64

  struct Syllable {
    /// The letter of the line behind it.
    var end: UInt8
    /// The number of the spelling; `AnalysedName.Syllable.unlisted` where no convention has it.
    var number: UInt16
    var shape: SyllableShape
  }

  private let pairs = RomanisedPairs.shared
  private(set) var count = 0
  /// Bits of the letters that begin a word.
  private var wordStarts: UInt128 = 0
  /// The end of the word that a letter stands in.
  let wordEnds = UnsafeMutablePointer<UInt8>.allocate(capacity: maximum + 1)
  /// Where a letter stood in the name as written.
  let origins = UnsafeMutablePointer<UInt8>.allocate(capacity: maximum + 1)
  /// What leaving out the word that begins at a letter costs.
  let prices = UnsafeMutablePointer<Float>.allocate(capacity: maximum + 1)
  /// The syllables that begin at letter `i` are those from `firsts[i]` to below `firsts[i + 1]`.
  let firsts = UnsafeMutablePointer<UInt8>.allocate(capacity: maximum + 2)
  let syllables = UnsafeMutablePointer<Syllable>.allocate(capacity: 48)
  /// How unlikely this order is beside the other, in decibans: its first syllable is taken for the surname.
  private(set) var orderCost: Float = 0

  deinit {
    wordEnds.deallocate()
    origins.deallocate()
    prices.deallocate()
    firsts.deallocate()
    syllables.deallocate()
  }

  /// The syllables that may begin the line.
  var beginnings: UnsafeBufferPointer<Syllable> {
    UnsafeBufferPointer(start: syllables, count: count > 0 ? Int(firsts[1]) : 0)
  }

  @inline(__always)
  func isWordStart(_ letter: Int) -> Bool { wordStarts >> UInt128(letter) & 1 != 0 }

  /// - Parameter lastFirst: Takes the last word before the others.
  func fill(_ name: UnsafePointer<AnalysedName>, lastFirst: Bool) {
    count = 0
    wordStarts = 0
    var found = 0
    let words = name.pointee.tokenCount
    for position in 0..<words {
      let index = lastFirst ? (position == 0 ? words - 1 : position - 1) : position
      let token = name.pointee.tokens[index]
      let start = count
      if start + token.count > Self.maximum { break }
      let end = start + token.count
      wordStarts |= 1 << UInt128(start)
      prices[start] = token.price
      for letter in Int(token.start)..<Int(token.end) {
        origins[count] = UInt8(letter)
        wordEnds[count] = UInt8(end)
        firsts[count] = UInt8(found)
        var place = Int(name.pointee.syllablesAt[letter])
        while place < name.pointee.syllableCount, Int(name.pointee.syllables[place].start) == letter {
          let syllable = name.pointee.syllables[place]
          place += 1
          // Jianguo is not Ji, Ang and Uo. What has no listed cut is taken as it stands.
          if syllable.spelling != AnalysedName.Syllable.unlisted, !syllable.isOnShortestCut { continue }
          syllables[found] = Syllable(
            end: UInt8(count + Int(syllable.end) - letter), number: syllable.spelling,
            shape: syllable.shape)
          found += 1
        }
        count += 1
      }
    }
    firsts[count] = UInt8(found)
    orderCost = order(name)
  }

  private func order(_ name: UnsafePointer<AnalysedName>) -> Float {
    let words = name.pointee.tokenCount
    guard words > 1, !name.pointee.tokens[0].marks.contains(.comma), count > 0 else { return 0 }
    let this = likelihood(name, Int(origins[0]))
    let first = likelihood(name, Int(name.pointee.tokens[0].start))
    let last = likelihood(name, Int(name.pointee.tokens[words - 1].start))
    return 3.0103 * log2f(this / (first + last))
  }

  /// How much oftener the syllable at a letter is a surname than part of a given name.
  private func likelihood(_ name: UnsafePointer<AnalysedName>, _ letter: Int) -> Float {
    var place = Int(name.pointee.syllablesAt[letter])
    var best: Float = 0.01
    while place < name.pointee.syllableCount, Int(name.pointee.syllables[place].start) == letter {
      let syllable = name.pointee.syllables[place]
      place += 1
      guard syllable.isOnShortestCut else { continue }
      best = max(
        best,
        pairs.share(syllable.spelling, asSurname: true)
          / max(pairs.share(syllable.spelling, asSurname: false), 1e-6))
    }
    return min(best, 1000)
  }
}
