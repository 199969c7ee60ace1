/// Remembers how short runs were cut, since ICU takes three quarters of the time of Chinese text
/// and formulas, names and headings come again and again.
///
/// A run is cut the same way wherever it stands, so that remembering changes no result. One run a
/// slot, the last one stays; about half a megabyte.
final class RunCache {
  /// Longer runs, in bytes, seldom come twice; the ends of words fit into the bits of one integer.
  static let longestRun = 63
  private static let slots = 8192

  private let keys: UnsafeMutablePointer<UInt8>
  /// Bit *n* is set where a word ends after *n* bytes; the highest is the length of the run.
  private let ends: UnsafeMutablePointer<UInt64>

  init() {
    keys = .allocate(capacity: Self.slots * 64)
    keys.initialize(repeating: 0, count: Self.slots * 64)
    ends = .allocate(capacity: Self.slots)
    ends.initialize(repeating: 0, count: Self.slots)
  }

  deinit {
    keys.deallocate()
    ends.deallocate()
  }

  /// Where the words of a run end, as bits; 0 where the run is not known.
  /// - Precondition: `length` is from 1 to `longestRun`.
  func ends(of run: UnsafePointer<UInt8>, length: Int) -> UInt64 {
    let slot = Self.slot(run, length)
    let known = ends[slot]
    guard known != 0, 63 - known.leadingZeroBitCount == length else { return 0 }
    let key = keys + slot * 64
    for index in 0..<length where key[index] != run[index] { return 0 }
    return known
  }

  func remember(_ known: UInt64, of run: UnsafePointer<UInt8>, length: Int) {
    let slot = Self.slot(run, length)
    ends[slot] = known
    (keys + slot * 64).update(from: run, count: length)
  }

  private static func slot(_ run: UnsafePointer<UInt8>, _ length: Int) -> Int {
    var hash = UInt64(length)
    var index = 0
    while index + 8 <= length {
      let word = UnsafeRawPointer(run + index).loadUnaligned(as: UInt64.self)
      hash = (hash ^ word) &* 0x9E37_79B9_7F4A_7C15
      hash ^= hash >> 29
      index += 8
    }
    while index < length {
      hash = (hash ^ UInt64(run[index])) &* 0x9E37_79B9_7F4A_7C15
      index += 1
    }
    return Int(hash >> 51)
  }
}
