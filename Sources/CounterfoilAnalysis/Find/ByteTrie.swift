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

extension ByteTrie {
  /// The arrays of a trie, held still while texts are walked.
  struct Rows {
    let cells: UnsafePointer<Cell>
    let values: UnsafePointer<Int32>
  }

  func withRows<Result>(_ body: (Rows) -> Result) -> Result {
    cells.withUnsafeBufferPointer { cells in
      values.withUnsafeBufferPointer { values in
        guard let cell = cells.baseAddress, let value = values.baseAddress else {
          preconditionFailure("a trie has cells, if only that of its root")
        }
        return body(Rows(cells: cell, values: value))
      }
    }
  }

  /// A walk along a text from the start of a word, for as long as some key goes on.
  ///
  /// Each character is taken as keys are written: ASCII letters small, white space and U+00A0 as one
  /// space however long (a blank line ends the walk), U+2019 as an apostrophe, traditional characters
  /// as simplified ones.
  struct Walk {
    let text: TextBytes
    let rows: Rows
    /// Where the next character begins.
    private(set) var index: Int
    private var state = ByteTrie.root

    @inline(__always) init(_ text: TextBytes, from start: Int, in rows: Rows) {
      self.text = text
      self.rows = rows
      index = start
    }

    /// The number of the key that ends here; negative where none does.
    @inline(__always) var key: Int32 { rows.values[Int(state)] }

    /// Takes the next character; false where the text or every key ends.
    @inline(__always) mutating func step() -> Bool {
      guard index < text.count else { return false }
      var byte = text.base[index]
      var width = 1
      if byte < 0x80 {
        if byte >= 0x41, byte <= 0x5A {
          byte |= 0x20
        } else if text.classes[Int(byte)] & ByteClass.space != 0 {
          guard let space = space() else { return false }
          (byte, width) = (0x20, space)
        }
      } else if byte == 0xC2, text[index + 1] == 0xA0 {
        guard let space = space() else { return false }
        (byte, width) = (0x20, space)
      } else if byte == 0xE2, text[index + 1] == 0x80, text[index + 2] == 0x99 {
        (byte, width) = (0x27, 3)
      } else if byte >= 0xE3, byte < 0xEA, index + 2 < text.count {
        let simple = SimplifiedCharacters.shared.bytes(byte, text.base[index + 1], text.base[index + 2])
        guard follow(simple.0), follow(simple.1) else { return false }
        (byte, width) = (simple.2, 3)
      }
      guard follow(byte) else { return false }
      index += width
      return true
    }

    @inline(__always) private mutating func follow(_ byte: UInt8) -> Bool {
      let next = rows.cells[Int(state)].base + Int32(byte)
      guard rows.cells[Int(next)].parent == state else { return false }
      state = next
      return true
    }

    /// The longest white space inside a key, bytes.
    private static let longestSpace = 64

    /// The length of the white space at `index`; nil where a blank line is part of it.
    private func space() -> Int? {
      var place = index
      var lines = 0
      while place < index + Self.longestSpace {
        if text.has(place, ByteClass.space) {
          if text.base[place] == 0x0A { lines += 1 }
          place += 1
        } else if text[place] == 0xC2, text[place + 1] == 0xA0 {
          place += 2
        } else {
          break
        }
      }
      return lines > 1 ? nil : place - index
    }
  }
}
