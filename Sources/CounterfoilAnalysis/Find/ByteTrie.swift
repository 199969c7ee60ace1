/// A dictionary of byte strings as one double array: following a byte costs one addition, one
/// load and one comparison.
///
/// Names are matched at the starts of words only, so the walk from a start needs no failure
/// links: it costs at most the longest name, and on running text three or four steps.
/// - Note: After Aoe, "An efficient digital search algorithm by using a double-array structure",
///   IEEE TSE 15(9), 1989.
struct ByteTrie: Sendable {
  struct Cell: Sendable {
    /// Where the children of this state lie: the child for byte `b` is at `base + b`.
    var base: Int32 = 0
    /// The parent state; -1 where the cell is free.
    var parent: Int32 = -1
  }

  private(set) var cells: [Cell] = []
  /// For each state the number of the key that ends there; -1 where none does.
  private(set) var values: [Int32] = []
  static let root: Int32 = 1

  /// - Parameter keys: Each at most once, none empty; the order gives the keys their numbers.
  init(keys: [[UInt8]]) {
    let order = keys.indices.sorted { keys[$0].lexicographicallyPrecedes(keys[$1]) }
    cells = Array(repeating: Cell(), count: 1 << 12)
    values = Array(repeating: -1, count: 1 << 12)
    cells[0].parent = 0
    cells[Int(Self.root)].parent = 0
    var searchFrom = 2
    var pending: [(state: Int, range: Range<Int>, depth: Int)] = [
      (Int(Self.root), 0..<order.count, 0)
    ]
    var labels: [UInt8] = []
    var starts: [Int] = []
    while let (state, range, depth) = pending.popLast() {
      var lower = range.lowerBound
      if lower < range.upperBound, keys[order[lower]].count == depth {
        values[state] = Int32(order[lower])
        lower += 1
      }
      guard lower < range.upperBound else { continue }
      labels.removeAll(keepingCapacity: true)
      starts.removeAll(keepingCapacity: true)
      for position in lower..<range.upperBound {
        let label = keys[order[position]][depth]
        if labels.last != label {
          labels.append(label)
          starts.append(position)
        }
      }
      let base = place(labels, &searchFrom)
      cells[state].base = Int32(base)
      for label in labels { cells[base + Int(label)].parent = Int32(state) }
      for index in labels.indices {
        let end = index + 1 < starts.count ? starts[index + 1] : range.upperBound
        pending.append((base + Int(labels[index]), starts[index]..<end, depth + 1))
      }
    }
    // So that `base + 255` is in bounds for every state.
    let last = (cells.lastIndex { $0.parent >= 0 } ?? 0) + 1
    grow(to: last + 256)
    cells.removeSubrange((last + 256)...)
    values.removeSubrange((last + 256)...)
  }

  /// The first base at which every label falls on a free cell.
  private mutating func place(_ labels: [UInt8], _ searchFrom: inout Int) -> Int {
    let first = Int(labels[0])
    var position = max(searchFrom, first + 1)
    var occupied = 0
    var isFirstFree = true
    while true {
      grow(to: position + 257)
      if cells[position].parent >= 0 {
        occupied += 1
        position += 1
        continue
      }
      if isFirstFree, labels.count == 1 || occupied > 16 { searchFrom = max(searchFrom, position) }
      isFirstFree = false
      let base = position - first
      if labels.allSatisfy({ cells[base + Int($0)].parent < 0 }) {
        // A stretch that is nearly full is not searched again.
        if occupied * 20 >= (position - searchFrom + 1) * 19 { searchFrom = position }
        return base
      }
      position += 1
    }
  }

  private mutating func grow(to count: Int) {
    guard count > cells.count else { return }
    let new = max(count, cells.count * 2)
    cells.append(contentsOf: repeatElement(Cell(), count: new - cells.count))
    values.append(contentsOf: repeatElement(-1, count: new - values.count))
  }
}
