package import CounterfoilModel

/// A text with all its shingles, to be compared with others.
package struct ShingledText: Sendable {
  /// By token; 0 where no shingle ends yet.
  private var shingles: [UInt64] = []
  /// By token: how many tokens its shingle has, and in the top bit whether it is a character.
  private var shapes: [UInt8] = []
  private var set = HashSet64()
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
    set = HashSet64(shingles)
    self.shingles = shingles
    self.shapes = shapes
    whole = end.whole
    units = end.allUnits
    isShort = units < CopySketcher.shortUnits
  }

  /// - Precondition: Both were taken with the same `Sampling`.
  package func shared(with other: ShingledText) -> SharedText {
    if isShort || other.isShort {
      let isSame = whole == other.whole && units == other.units
      return isSame ? SharedText(first: 1, second: 1, ofShorter: 1) : .nothing
    }
    let (first, firstUnits) = covered(by: other.set)
    let (second, secondUnits) = other.covered(by: set)
    // A formula of greeting and a signature make no copy of two short mails.
    guard max(firstUnits, secondUnits) >= Self.fewestUnits,
      Double(set.common(with: other.set)) >= Self.leastDifferent * Double(min(set.count, other.set.count))
    else { return .nothing }
    return SharedText(
      first: first, second: second,
      ofShorter: units < other.units ? first : units > other.units ? second : max(first, second))
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
