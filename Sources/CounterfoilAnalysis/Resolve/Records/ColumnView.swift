/// The parts of a column that comparing reads, as plain addresses: a pair costs no reference count.
///
/// Holds only as long as the `ColumnViews` it comes from.
struct ColumnView {
  let comparison: RecordKind.Comparison
  let isPhone: Bool
  let isPeople: Bool
  let codes: UnsafePointer<Int32>
  let hashes: UnsafePointer<UInt64>
  let letters: UnsafePointer<UInt32>
  let words: UnsafePointer<ValueWords>?
  private let all: UnsafePointer<UInt16>
  private let start: UnsafePointer<UInt32>

  fileprivate init(_ column: ColumnValues, _ keep: (UnsafeMutableRawPointer) -> Void) {
    func copy<Element: BitwiseCopyable>(_ values: [Element]) -> UnsafePointer<Element> {
      let room = UnsafeMutablePointer<Element>.allocate(capacity: max(1, values.count))
      values.withUnsafeBufferPointer { if let base = $0.baseAddress { room.initialize(from: base, count: $0.count) } }
      keep(UnsafeMutableRawPointer(room))
      return UnsafePointer(room)
    }
    comparison = column.kind.comparison
    isPhone = column.kind == .phone
    isPeople = column.kind == .people || column.kind == .name
    codes = copy(column.codes)
    hashes = copy(column.hashes)
    letters = copy(column.letters)
    all = copy(column.units)
    start = copy(column.start)
    if let words = column.words {
      let room = UnsafeMutablePointer<ValueWords>.allocate(capacity: 1)
      room.initialize(to: words)
      self.words = UnsafePointer(room)
    } else {
      words = nil
    }
  }

  func level(_ a: Int32, _ b: Int32) -> UInt8 { ColumnComparer(column: self).level(a, b, Edits()) }

  @inline(__always)
  func units(_ code: Int) -> Edits.Units {
    let first = Int(start[code])
    return Edits.Units(start: all + first, count: Int(start[code + 1]) - first)
  }
}

/// Owns the memory of the views of all columns.
final class ColumnViews: @unchecked Sendable {
  // Written once here and only read afterwards.
  let views: [ColumnView]
  private var rooms: [UnsafeMutableRawPointer] = []

  init(_ columns: [ColumnValues]) {
    var rooms: [UnsafeMutableRawPointer] = []
    views = columns.map { column in ColumnView(column) { rooms.append($0) } }
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
}
