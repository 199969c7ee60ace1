/// The parts of a column that comparing reads, as plain addresses: a pair costs no reference count, and a value two reads of memory.
///
/// Holds only as long as the `ColumnViews` it comes from.
struct ColumnView {
  private struct Value: BitwiseCopyable {
    var start: UInt32
    var count: UInt32
    var letters: UInt32
  }

  let comparison: RecordKind.Comparison
  let isPhone: Bool
  let isPeople: Bool
  let hashes: UnsafePointer<UInt64>
  let words: UnsafePointer<ValueWords>?
  private let values: UnsafePointer<Value>
  private let all: UnsafePointer<UInt16>

  fileprivate init(_ column: ColumnValues, _ rooms: inout [UnsafeMutableRawPointer]) {
    comparison = column.kind.comparison
    isPhone = column.kind == .phone
    isPeople = column.kind == .people || column.kind == .name
    hashes = ColumnViews.copy(column.hashes, &rooms)
    all = ColumnViews.copy(column.units, &rooms)
    values = ColumnViews.copy(
      (0..<column.count).map { code in
        let range = column.range(code)
        return Value(
          start: UInt32(range.lowerBound), count: UInt32(range.count), letters: column.letters[code])
      }, &rooms)
    if let words = column.words {
      let room = UnsafeMutablePointer<ValueWords>.allocate(capacity: 1)
      room.initialize(to: words)
      self.words = UnsafePointer(room)
    } else {
      words = nil
    }
  }

  @inline(__always)
  func units(_ code: Int) -> Edits.Units {
    Edits.Units(start: all + Int(values[code].start), count: Int(values[code].count))
  }

  /// Which letters the value has, folded into 32 bits.
  @inline(__always)
  func letters(_ code: Int) -> UInt32 { values[code].letters }

  func level(_ a: Int32, _ b: Int32) -> UInt8 { ColumnComparer(column: self).level(a, b, Edits()) }
}

/// Owns the memory of the views of all columns, and the numbers of the records' values row by row.
final class ColumnViews: @unchecked Sendable {
  // Written once here and only read afterwards.
  let views: [ColumnView]
  /// The value of column `c` of record `r` at `r * columns + c`.
  let rows: UnsafePointer<Int32>
  private var rooms: [UnsafeMutableRawPointer] = []

  init(_ columns: [ColumnValues]) {
    var rooms: [UnsafeMutableRawPointer] = []
    views = columns.map { ColumnView($0, &rooms) }
    let width = columns.count
    let count = columns.first?.codes.count ?? 0
    let room = UnsafeMutablePointer<Int32>.allocate(capacity: max(1, width * count))
    room.initialize(repeating: -1, count: max(1, width * count))
    for (place, column) in columns.enumerated() {
      column.codes.withUnsafeBufferPointer { codes in
        for record in 0..<codes.count { room[record * width + place] = codes[record] }
      }
    }
    rows = UnsafePointer(room)
    rooms.append(UnsafeMutableRawPointer(room))
    self.rooms = rooms
  }

  deinit {
    for view in views {
      guard let words = view.words else { continue }
      let room = UnsafeMutablePointer(mutating: words)
      room.deinitialize(count: 1)
      room.deallocate()
    }
    for room in rooms { room.deallocate() }
  }

  fileprivate static func copy<Element: BitwiseCopyable>(
    _ values: [Element], _ rooms: inout [UnsafeMutableRawPointer]
  ) -> UnsafePointer<Element> {
    let room = UnsafeMutablePointer<Element>.allocate(capacity: max(1, values.count))
    values.withUnsafeBufferPointer {
      if let base = $0.baseAddress { room.initialize(from: base, count: $0.count) }
    }
    rooms.append(UnsafeMutableRawPointer(room))
    return UnsafePointer(room)
  }
}
