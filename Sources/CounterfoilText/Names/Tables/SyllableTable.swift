/// Spelling numbers by packed letters; open addressing, less than half full.
struct SyllableTable: @unchecked Sendable {
  // Written once in `init`, never freed: it lives as long as the process.
  private let keys: UnsafePointer<UInt64>
  private let values: UnsafePointer<UInt16>
  private let mask: Int

  init(_ numbers: [UInt64: UInt16]) {
    var size = 16
    while size < numbers.count * 3 { size *= 2 }
    let keys = UnsafeMutablePointer<UInt64>.allocate(capacity: size)
    let values = UnsafeMutablePointer<UInt16>.allocate(capacity: size)
    keys.initialize(repeating: 0, count: size)
    values.initialize(repeating: 0, count: size)
    for (word, number) in numbers {
      var slot = Self.slot(word) & (size - 1)
      while keys[slot] != 0 { slot = (slot + 1) & (size - 1) }
      keys[slot] = word
      values[slot] = number
    }
    self.keys = UnsafePointer(keys)
    self.values = UnsafePointer(values)
    mask = size - 1
  }

  @inline(__always)
  private static func slot(_ word: UInt64) -> Int {
    Int(truncatingIfNeeded: (word &* 0x9E37_79B9_7F4A_7C15) >> 40)
  }

  @inline(__always)
  func find(_ word: UInt64) -> UInt16? {
    var slot = Self.slot(word) & mask
    while keys[slot] != 0 {
      if keys[slot] == word { return values[slot] }
      slot = (slot + 1) & mask
    }
    return nil
  }
}
