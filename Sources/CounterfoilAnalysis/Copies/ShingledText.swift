package import CounterfoilModel
import Synchronization

/// A text with all its shingles, to be compared with others.
package struct ShingledText: Sendable {
  /// By token; 0 where no shingle ends yet.
  private var shingles: [UInt64] = []
  /// By token: how many tokens its shingle has, and in the top bit whether it is a character.
  private var shapes: [UInt8] = []
  private let set: LazySet
  private let whole: UInt64
  private let units: Int
  private let isShort: Bool
  private let sampling: Sampling

  /// Whether every shingle is compared or, of texts whose shingles would fill memory, one in 32.
  package enum Sampling: Sendable {
    case all, some

    /// Both of two texts to be compared must be taken the same way.
    package static func of(bytes: Int, _ otherBytes: Int) -> Sampling {
      max(bytes, otherBytes) > 4 << 20 ? .some : .all
    }
  }

  package init(_ text: String, _ sampling: Sampling = .all) {
    self.sampling = sampling
    var shingles: [UInt64] = []
    var shapes: [UInt8] = []
    if sampling == .all {
      shingles.reserveCapacity(text.utf8.count / 4)
      shapes.reserveCapacity(text.utf8.count / 4)
    }
    let end = Shingler.scan(text) { units, shingle, length in
      switch sampling {
      case .all:
        shingles.append(shingle)
        shapes.append(UInt8(truncatingIfNeeded: length) | (units == 1 ? 0x80 : 0))
      case .some:
        guard length > 0, shingle & 31 == 0 else { return }
        shingles.append(shingle)
        shapes.append(1)
      }
    }
    set = LazySet(shingles)
    self.shingles = shingles
    self.shapes = shapes
    whole = end.whole
    units = end.allUnits
    isShort = units < CopySketcher.shortUnits
  }

  /// - Parameter least: Where the shorter text shares less, the answer is that they share nothing; it is
  ///   known sooner.
  /// - Precondition: Both were taken with the same `Sampling`.
  package func shared(with other: ShingledText, atLeast least: Double = 0) -> SharedText {
    if isShort || other.isShort {
      let isSame = whole == other.whole && units == other.units
      return isSame ? SharedText(first: 1, second: 1, ofShorter: 1) : .nothing
    }
    if other.units < units {
      let swapped = other.shared(with: self, atLeast: least)
      return SharedText(
        first: swapped.second, second: swapped.first, ofShorter: swapped.ofShorter)
    }
    let (first, firstUnits) = covered(by: other.set.value)
    // Of texts of one length the larger share counts, so that neither has to come first.
    guard first >= least || units == other.units else { return .nothing }
    let (second, secondUnits) = other.covered(by: set.value)
    let ofShorter = units < other.units ? first : max(first, second)
    // A formula of greeting and a signature make no copy of two short mails.
    guard ofShorter >= least, max(firstUnits, secondUnits) >= Self.fewestUnits,
      isMostlyDifferent(other)
    else { return .nothing }
    return SharedText(first: first, second: second, ofShorter: ofShorter)
  }

  /// Whether what the two share is more than a few shingles over and over.
  private func isMostlyDifferent(_ other: ShingledText) -> Bool {
    let (mine, theirs) = (set.value, other.set.value)
    return Double(mine.common(with: theirs)) >= Self.leastDifferent * Double(min(mine.count, theirs.count))
  }

  /// Of the different shingles of the text that has fewer: two logs of one server repeat the same names
  /// of browsers in every line, which is most of their words, but few of their shingles are the same.
  /// Lower than the share of words, since a changed word changes five shingles.
  private static let leastDifferent = 0.3

  /// Sixteen words.
  private static let fewestUnits = 32

  private func covered(by other: HashSet64) -> (share: Double, units: Int) {
    guard sampling == .all else {
      let common = shingles.count { other.contains($0) }
      let share = shingles.isEmpty ? 0 : Double(common) / Double(shingles.count)
      return (share, Int(share * Double(units)))
    }
    var covered = 0
    var next = 0
    shapes.withUnsafeBufferPointer { shapes in
      for (index, shingle) in shingles.enumerated() where other.contains(shingle) {
        for token in max(next, index + 1 - Int(shapes[index] & 0x7F))..<(index + 1) {
          covered += shapes[token] & 0x80 == 0 ? 2 : 1
        }
        next = index + 1
      }
    }
    return (units == 0 ? 0 : Double(covered) / Double(units), covered)
  }
}

/// The set of a text's shingles, made when it is first asked for: the shorter of two texts is often done without.
private final class LazySet: Sendable {
  private let shingles: [UInt64]
  private let made = Mutex<HashSet64?>(nil)

  init(_ shingles: [UInt64]) { self.shingles = shingles }

  var value: HashSet64 {
    made.withLock { made in
      if let made { return made }
      let set = HashSet64(shingles)
      made = set
      return set
    }
  }
}
