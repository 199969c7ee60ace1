/// How far two short strings of UTF-16 units are apart. Keeps scratch between calls: one for each thread.
///
/// The only unchecked memory of the record comparison: three tables of fixed size, and values given as buffers.
package struct Edits: ~Copyable {
  package typealias Units = UnsafeBufferPointer<UInt16>

  /// For each ASCII unit the places at which the pattern has it.
  private let places: UnsafeMutablePointer<UInt64>

  package init() {
    places = .allocate(capacity: 128)
    places.initialize(repeating: 0, count: 128)
  }

  deinit { places.deallocate() }

  /// Insertions, deletions, replacements and swaps of neighbours, each counted one (optimal string alignment),
  /// of the first 64 units of each.
  ///
  /// - Complexity: O(*length*), bit-parallel after Hyyrö, Nordic Journal of Computing 10 (2003).
  package func distance(_ a: Units, _ b: Units) -> Int {
    let (m, n) = (min(a.count, 64), min(b.count, 64))
    if m == 0 || n == 0 { return max(m, n) }
    for index in 0..<m where a[index] < 128 { places[Int(a[index])] |= 1 << UInt64(index) }
    defer { for index in 0..<m where a[index] < 128 { places[Int(a[index])] = 0 } }
    var (positive, negative, diagonal, before): (UInt64, UInt64, UInt64, UInt64) = (~0, 0, 0, 0)
    var distance = m
    let last = UInt64(1) << UInt64(m - 1)
    for index in 0..<n {
      let unit = b[index]
      var here: UInt64 = 0
      if unit < 128 {
        here = places[Int(unit)]
      } else {
        for place in 0..<m where a[place] == unit { here |= 1 << UInt64(place) }
      }
      let swapped = ((~diagonal & here) << 1) & before
      diagonal = (((here & positive) &+ positive) ^ positive) | here | negative | swapped
      var up = negative | ~(diagonal | positive)
      let down = diagonal & positive
      if up & last != 0 { distance += 1 }
      if down & last != 0 { distance -= 1 }
      up = up << 1 | 1
      positive = down << 1 | ~(diagonal | up)
      negative = up & diagonal
      before = here
    }
    return distance
  }

  /// From 0 to 1, of the first 64 units; after Winkler 1990, with a bonus for the first four units from 0.7.
  package func jaroWinkler(_ a: Units, _ b: Units) -> Double {
    let (m, n) = (min(a.count, 64), min(b.count, 64))
    if m == 0 || n == 0 { return 0 }
    let reach = max(0, max(m, n) / 2 - 1)
    var (seenA, seenB): (UInt64, UInt64) = (0, 0)
    var common = 0
    for i in 0..<m {
      let low = max(0, i - reach)
      let high = min(n - 1, i + reach)
      if low > high { continue }
      for j in low...high where seenB >> UInt64(j) & 1 == 0 && a[i] == b[j] {
        seenA |= 1 << UInt64(i)
        seenB |= 1 << UInt64(j)
        common += 1
        break
      }
    }
    if common == 0 { return 0 }
    var turned = 0
    var j = 0
    for i in 0..<m where seenA >> UInt64(i) & 1 == 1 {
      while seenB >> UInt64(j) & 1 == 0 { j += 1 }
      if a[i] != b[j] { turned += 1 }
      j += 1
    }
    let share = Double(common)
    let jaro = (share / Double(m) + share / Double(n) + (share - Double(turned / 2)) / share) / 3
    if jaro < 0.7 { return jaro }
    var prefix = 0
    while prefix < min(4, m, n), a[prefix] == b[prefix] { prefix += 1 }
    return jaro + Double(prefix) * 0.1 * (1 - jaro)
  }
}
