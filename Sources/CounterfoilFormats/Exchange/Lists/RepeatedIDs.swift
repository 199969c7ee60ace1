/// Identifiers that a list has more than once.
struct RepeatedIDs {
  /// How often, by fingerprint.
  private(set) var counts: [UInt64: Int] = [:]
  /// Open addressing; 0 is an empty slot. Eight bytes a slot, so that ten million rows cost 130 MB; parted, so
  /// that growing does not cost half as much again.
  private var parts = Array(repeating: Part(), count: 256)

  fileprivate struct Part {
    var slots: [UInt64] = Array(repeating: 0, count: 4)
    var used = 0
  }

  /// FNV-1a, stirred; the same in every process.
  static func fingerprint(_ id: String) -> UInt64 {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in id.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
    hash = (hash ^ hash >> 32) &* 0xD6E8_FEB8_6659_FD93
    return max(1, hash ^ hash >> 32)
  }

  mutating func add(_ id: String) {
    let fingerprint = Self.fingerprint(id)
    let part = Int(truncatingIfNeeded: fingerprint >> 56)
    if !parts[part].insert(fingerprint) { counts[fingerprint, default: 1] += 1 }
  }
}

extension RepeatedIDs.Part {
  fileprivate mutating func insert(_ fingerprint: UInt64) -> Bool {
    var at = Int(truncatingIfNeeded: fingerprint) & (slots.count - 1)
    while slots[at] != 0 {
      if slots[at] == fingerprint { return false }
      at = (at + 1) & (slots.count - 1)
    }
    slots[at] = fingerprint
    used += 1
    guard used * 10 > slots.count * 7 else { return true }
    let old = slots
    slots = Array(repeating: 0, count: old.count * 2)
    used = 0
    for slot in old where slot != 0 { _ = insert(slot) }
    return true
  }
}
