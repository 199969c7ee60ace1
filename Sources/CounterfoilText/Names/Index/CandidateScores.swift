/// Estimates, for each name of an index, how much evidence the keys of a query are that it is the one asked for.
///
/// Nine bytes a name, kept between queries. Not safe to share between threads.
final class CandidateScores {
  /// In each cell a byte for each slot: the strongest key that led to the name there.
  private let cells: UnsafeMutablePointer<UInt64>
  private let shapes: [UInt8]
  private var touched: [UInt32] = []
  private var histogram = [UInt32](repeating: 0, count: mostScore + 1)
  /// Scores are decibans above -100.
  private static let mostScore = 400
  private static let base: Int = 100
  /// The slots from here are of words, those before of the pairs of syllables or characters.
  static let firstWordSlot = 6

  /// - Parameter shapes: One for each name.
  init(shapes: [UInt8]) {
    self.shapes = shapes
    cells = .allocate(capacity: max(shapes.count, 1))
    cells.initialize(repeating: 0, count: max(shapes.count, 1))
  }

  deinit { cells.deallocate() }

  /// - Parameters:
  ///   - strength: In decibans, from 1 to 127.
  ///   - slot: From 0 to 7.
  ///   - leads: Otherwise names that no key led to before stay out.
  @inline(__always)
  func add(_ name: Int, strength: Int, slot: Int, leads: Bool) {
    let cell = cells[name]
    let shift = UInt64(slot * 8)
    if cell == 0 {
      guard leads else { return }
      touched.append(UInt32(name))
    }
    if cell >> shift & 0xFF < UInt64(strength) {
      cells[name] = cell & ~(0xFF << shift) | UInt64(strength) << shift
    }
  }

  /// The names with the highest scores, highest first, at most so many; then forgets all.
  func take(most: Int, query: NameShape) -> [(score: Int, name: Int)] {
    for index in touched.indices {
      let name = touched[index]
      let score = score(cells[Int(name)], NameShape(byte: shapes[Int(name)]), query)
      cells[Int(name)] = UInt64(score)
      histogram[score] += 1
    }
    var least = Self.mostScore + 1
    var count = 0
    while least > 0, count + Int(histogram[least - 1]) <= most {
      least -= 1
      count += Int(histogram[least])
    }
    // The first of the next lower score fill up.
    var found: [(score: Int, name: Int)] = []
    for name in touched {
      let score = Int(cells[Int(name)])
      if score >= least {
        found.append((score, Int(name)))
      } else if score == least - 1, count < most {
        found.append((score, Int(name)))
        count += 1
      }
      histogram[score] = 0
      cells[Int(name)] = 0
    }
    touched.removeAll(keepingCapacity: true)
    return found.sorted { ($0.score, $1.name) > ($1.score, $0.name) }
  }

  /// Words and syllables are two accounts of the same letters, so that the stronger counts.
  @inline(__always)
  private func score(_ cell: UInt64, _ name: NameShape, _ query: NameShape) -> Int {
    var best = -Self.base
    let syllables = cell & 0x0000_FFFF_FFFF_FFFF
    if syllables != 0, query.isHan || !name.isForeign && !query.isForeign {
      let pairs = syllables & 0x00FF_00FF_00FF_00FF + syllables >> 8 & 0x00FF_00FF_00FF_00FF
      let sum = Int(truncatingIfNeeded: (pairs &* 0x0001_0001_0001_0001) >> 48)
      let filled = Self.filled(syllables)
      // Of m parts that agree each is counted in m - 1 pairs.
      let agreeing = filled == 1 ? 2 : filled <= 3 ? 3 : 4
      let evidence = filled == 1 ? sum : filled == 2 ? sum * 2 / 3 : filled == 3 ? sum / 2 : sum / 3
      best = max(
        best, evidence - NameWeights.otherPart * max(max(query.parts, name.parts) - agreeing, 0))
    }
    let words = Int(cell >> 48 & 0xFF) + Int(cell >> 56)
    if words > 0 {
      let agreeing = cell >> 56 > 0 ? 2 : 1
      best = max(best, words - NameWeights.otherPart * max(min(query.words, name.words) - agreeing, 0))
    }
    return min(max(best + Self.base, 0), Self.mostScore)
  }

  /// How many of the bytes are not zero.
  @inline(__always)
  private static func filled(_ bytes: UInt64) -> Int {
    let high = (bytes & 0x7F7F_7F7F_7F7F_7F7F &+ 0x7F7F_7F7F_7F7F_7F7F | bytes) & 0x8080_8080_8080_8080
    return high.nonzeroBitCount
  }
}
