/// An edge between two ranks, `a` below `b`.
struct RankedEdge {
  var a: Int32
  var b: Int32
  /// Thousandths of a deciban, capped.
  var weight: Int64
  /// Decibans as given.
  var full: Float

  /// Each pair once, with its strongest edge, in the order of the ranks.
  static func unique(_ edges: ArraySlice<RankedEdge>) -> [RankedEdge] {
    let sorted = edges.sorted { ($0.a, $0.b, -$0.full) < ($1.a, $1.b, -$1.full) }
    var unique: [RankedEdge] = []
    unique.reserveCapacity(sorted.count)
    for edge in sorted where unique.last?.a != edge.a || unique.last?.b != edge.b { unique.append(edge) }
    return unique
  }
}

/// Connected elements, and all that is said about pairs of them.
struct Part {
  /// Ranks, rising; what follows names elements by their place in this list.
  var nodes: ArraySlice<Int32>
  var edges: [RankedEdge]
  var same: [(Int32, Int32)]
  var different: [(Int32, Int32)]

  var count: Int { nodes.count }
}

/// Sorts elements, edges and pairs by the connected part to which they belong.
struct PartGrouping {
  private var number: [Int32]
  private var local: [Int32]
  private var nodes: [Int32]
  private var start: [Int]
  private var links: [RankedEdge] = []
  private var linkStart: [Int] = []
  private var same: [Int32: [(Int32, Int32)]] = [:]
  private var different: [Int32: [(Int32, Int32)]] = [:]

  init(_ sets: inout DisjointSets, count: Int) {
    number = [Int32](repeating: -1, count: count)
    var sizes: [Int] = []
    for rank in 0..<Int32(count) {
      // The smallest stands for its set, so it has been numbered already.
      let root = sets.root(rank)
      if root == rank {
        number[Int(rank)] = Int32(sizes.count)
        sizes.append(0)
      }
      number[Int(rank)] = number[Int(root)]
      sizes[Int(number[Int(root)])] += 1
    }
    start = [0]
    start.reserveCapacity(sizes.count + 1)
    for size in sizes { start.append(start[start.count - 1] + size) }
    local = [Int32](repeating: 0, count: count)
    nodes = [Int32](repeating: 0, count: count)
    var fill = start
    for rank in 0..<count {
      let part = Int(number[rank])
      local[rank] = Int32(fill[part] - start[part])
      nodes[fill[part]] = Int32(rank)
      fill[part] += 1
    }
  }

  mutating func add(links all: [RankedEdge]) {
    linkStart = [Int](repeating: 0, count: start.count)
    for link in all where number[Int(link.a)] == number[Int(link.b)] {
      linkStart[Int(number[Int(link.a)]) + 1] += 1
    }
    for part in 1..<linkStart.count { linkStart[part] += linkStart[part - 1] }
    var fill = linkStart
    links = [RankedEdge](
      repeating: RankedEdge(a: 0, b: 0, weight: 0, full: 0), count: linkStart[linkStart.count - 1])
    for var link in all where number[Int(link.a)] == number[Int(link.b)] {
      let part = Int(number[Int(link.a)])
      (link.a, link.b) = (local[Int(link.a)], local[Int(link.b)])
      links[fill[part]] = link
      fill[part] += 1
    }
  }

  mutating func add(same a: Int32, _ b: Int32) {
    guard let (part, pair) = located(a, b) else { return }
    same[part, default: []].append(pair)
  }

  mutating func add(different a: Int32, _ b: Int32) {
    guard let (part, pair) = located(a, b) else { return }
    different[part, default: []].append(pair)
  }

  /// The part that holds both, and their places in it, the smaller first; nil where no part does.
  private func located(_ a: Int32, _ b: Int32) -> (part: Int32, pair: (Int32, Int32))? {
    guard a != b, number[Int(a)] == number[Int(b)] else { return nil }
    let (one, other) = (local[Int(a)], local[Int(b)])
    return (number[Int(a)], (min(one, other), max(one, other)))
  }

  /// In the order of their smallest elements.
  var parts: some Sequence<Part> {
    (0..<(start.count - 1)).lazy.map { part in
      let size = start[part + 1] - start[part]
      return Part(
        nodes: nodes[start[part]..<start[part + 1]].rebased,
        edges: size > 1 ? RankedEdge.unique(links[linkStart[part]..<linkStart[part + 1]]) : [],
        same: (same[Int32(part)] ?? []).sorted { $0 < $1 },
        different: (different[Int32(part)] ?? []).sorted { $0 < $1 })
    }
  }
}

extension ArraySlice {
  /// The same elements, counted from 0.
  fileprivate var rebased: ArraySlice { startIndex == 0 ? self : ArraySlice(Array(self)) }
}
