/// A hash table laid out flat in a file: 32-bit keys, then rows of one width, both by slot.
///
/// Open addressing, never more than three quarters full. Two words in four thousand million share a key.
package struct FlatTable: @unchecked Sendable {
  // The memory is that of a `ModelFile`, which is never written to.
  let keys: UnsafePointer<UInt32>
  let rows: UnsafePointer<UInt8>
  let capacity: UInt64
  let width: Int

  @inline(__always)
  static func slot(_ hash: UInt64, _ capacity: UInt64) -> Int { Int(((hash >> 32) &* capacity) >> 32) }

  @inline(__always)
  static func key(_ hash: UInt64) -> UInt32 { UInt32(truncatingIfNeeded: hash) | 1 }

  /// The row of a hash; nil where the table does not have it.
  @inline(__always)
  func row(_ hash: UInt64) -> UnsafePointer<UInt8>? {
    let key = Self.key(hash)
    var slot = Self.slot(hash, capacity)
    while true {
      let here = keys[slot]
      if here == key { return rows + slot &* width }
      if here == 0 { return nil }
      slot &+= 1
      if slot == capacity { slot = 0 }
    }
  }

  /// The bytes of a table: capacity and width in eight bytes each, keys, rows.
  /// - Parameter entries: In the order in which they take their slots; of two with one key the first stays.
  package static func bytes(_ entries: [(hash: UInt64, row: [UInt8])], width: Int) -> [UInt8] {
    var capacity = UInt64(entries.count * 4 / 3 + 8)
    capacity += (4 - capacity % 4) % 4
    var keys = [UInt32](repeating: 0, count: Int(capacity))
    var rows = [UInt8](repeating: 0, count: Int(capacity) * width)
    for entry in entries {
      precondition(entry.row.count == width, "all rows have the width of the table")
      let key = key(entry.hash)
      var slot = slot(entry.hash, capacity)
      while keys[slot] != 0, keys[slot] != key { slot = (slot + 1) % Int(capacity) }
      guard keys[slot] == 0 else { continue }
      keys[slot] = key
      for index in 0..<width { rows[slot * width + index] = entry.row[index] }
    }
    return ModelFile.littleEndian(capacity) + ModelFile.littleEndian(UInt64(width))
      + keys.flatMap { ModelFile.littleEndian($0) } + rows
  }
}
