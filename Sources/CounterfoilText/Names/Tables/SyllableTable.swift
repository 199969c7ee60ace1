/// Spelling numbers by packed letters.
struct SyllableTable: Sendable {
  private var keys = [UInt64](repeating: 0, count: 1 << 15)
  private var values = [UInt16](repeating: 0, count: 1 << 15)

  init() {}
  private static let mask = (1 << 15) - 1

  init(_ numbers: [UInt64: UInt16]) {
    for (word, number) in numbers where numbers.count < 1 << 14 {
      var slot = Self.slot(word)
      while keys[slot] != 0 { slot = (slot + 1) & Self.mask }
      keys[slot] = word
      values[slot] = number
    }
  }

  @inline(__always)
  private static func slot(_ word: UInt64) -> Int {
    Int(truncatingIfNeeded: (word &* 0x9E37_79B9_7F4A_7C15) >> 44) & mask
  }

  @inline(__always)
  func find(_ word: UInt64) -> UInt16? {
    var slot = Self.slot(word)
    return keys.withUnsafeBufferPointer { keys in
      while keys[slot] != 0 {
        if keys[slot] == word { return values[slot] }
        slot = (slot + 1) & Self.mask
      }
      return nil
    }
  }
}
