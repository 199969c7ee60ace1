/// Distinct values of a column, each kept once, in the order in which they came.
///
/// Open addressing over one arena: some 30 bytes a distinct value beside its own, no object a value.
public struct ValueTable: Sendable {
  public private(set) var bytes: [UInt8] = []
  private var ends: [UInt32] = []
  private var hashes: [UInt64] = []
  private var slots: [Int32]
  private var mask: Int

  public init() {
    slots = [Int32](repeating: -1, count: 1024)
    mask = 1023
  }

  public var count: Int { ends.count }

  /// The value's number, new or old.
  public mutating func intern(_ value: UnsafeBufferPointer<UInt8>) -> (code: Int32, isNew: Bool) {
    let hash = ContentHash.of(value)
    var at = Int(truncatingIfNeeded: hash) & mask
    while slots[at] >= 0 {
      let code = Int(slots[at])
      if hashes[code] == hash, equals(code, value) { return (slots[at], false) }
      at = (at + 1) & mask
    }
    let code = Int32(ends.count)
    slots[at] = code
    bytes.append(contentsOf: value)
    ends.append(UInt32(truncatingIfNeeded: bytes.count))
    hashes.append(hash)
    if ends.count * 10 > slots.count * 6 { grow() }
    return (code, true)
  }

  public mutating func intern(_ value: [UInt8]) -> Int32 {
    value.withUnsafeBufferPointer { intern($0).code }
  }

  /// The place of a value's bytes in `bytes`.
  public func range(_ code: Int) -> Range<Int> {
    Int(code == 0 ? 0 : ends[code - 1])..<Int(ends[code])
  }

  public func hash(_ code: Int) -> UInt64 { hashes[code] }
  public func string(_ code: Int) -> String { String(decoding: bytes[range(code)], as: UTF8.self) }

  private func equals(_ code: Int, _ value: UnsafeBufferPointer<UInt8>) -> Bool {
    let range = range(code)
    guard range.count == value.count else { return false }
    return bytes.withUnsafeBufferPointer { known in
      for index in 0..<value.count where known[range.lowerBound + index] != value[index] { return false }
      return true
    }
  }

  private mutating func grow() {
    slots = [Int32](repeating: -1, count: slots.count * 2)
    mask = slots.count - 1
    for code in 0..<ends.count {
      var at = Int(truncatingIfNeeded: hashes[code]) & mask
      while slots[at] >= 0 { at = (at + 1) & mask }
      slots[at] = Int32(code)
    }
  }

  /// Gives back what only `intern` needs.
  public mutating func finish() {
    slots = []
    mask = 0
  }
}

/// The same hash for the same bytes in every process: what orders records and makes blocking keys.
enum ContentHash {
  static func of(_ bytes: UnsafeBufferPointer<UInt8>) -> UInt64 {
    var hash: UInt64 = 0x9E37_79B9_7F4A_7C15 ^ UInt64(bytes.count)
    var at = 0
    while at + 8 <= bytes.count {
      let word = UnsafeRawPointer(bytes.baseAddress.unsafelyUnwrapped + at).loadUnaligned(as: UInt64.self)
      hash = mix(hash ^ word)
      at += 8
    }
    var rest: UInt64 = 0
    while at < bytes.count {
      rest = rest << 8 | UInt64(bytes[at])
      at += 1
    }
    return mix(hash ^ rest)
  }

  /// The last steps of SplitMix64.
  @inline(__always)
  static func mix(_ value: UInt64) -> UInt64 {
    var value = value &+ 0x9E37_79B9_7F4A_7C15
    value = (value ^ value >> 30) &* 0xBF58_476D_1CE4_E5B9
    value = (value ^ value >> 27) &* 0x94D0_49BB_1331_11EB
    return value ^ value >> 31
  }

  static func of(_ text: String) -> UInt64 {
    var text = text
    return text.withUTF8 { of($0) }
  }
}
