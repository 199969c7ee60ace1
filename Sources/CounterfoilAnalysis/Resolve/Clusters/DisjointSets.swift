/// Union–find with path halving (Tarjan 1975): which elements belong together so far.
struct DisjointSets {
  private var parent: [Int32]

  init(_ count: Int) { parent = (0..<Int32(count)).map { $0 } }

  /// The element that stands for the set.
  mutating func root(_ element: Int32) -> Int32 {
    var at = element
    while parent[Int(at)] != at {
      let above = parent[Int(parent[Int(at)])]
      parent[Int(at)] = above
      at = above
    }
    return at
  }

  /// Puts `child`, a root, below `root`, another.
  mutating func attach(_ child: Int32, to root: Int32) { parent[Int(child)] = root }

  /// Joins two sets; the smaller root stands for both.
  mutating func join(_ a: Int32, _ b: Int32) {
    let (a, b) = (root(a), root(b))
    if a != b { attach(max(a, b), to: min(a, b)) }
  }
}
