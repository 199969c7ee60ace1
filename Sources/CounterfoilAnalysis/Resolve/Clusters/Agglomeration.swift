/// Joins the elements of one connected part, the two clusters with the best mean weight first.
struct Agglomeration {
  struct Result {
    /// For each element the smallest of its cluster.
    var owner: [Int32]
    var joins: [Clusters.Join]
    var contradicted: [(Int32, Int32)]
  }

  /// What stands between two clusters.
  private struct Link {
    /// Thousandths of a deciban over the edges.
    var sum: Int64
    var edges: Int
    /// Edges of at least the threshold.
    var holding: Int
    var best: RankedEdge
    /// Its entry in the queue; an older entry is void.
    var ticket: Int
  }

  private let limit: Int64
  private let absent: Int64
  private var sets = DisjointSets(0)
  private var sizes: [Int] = []
  /// How many of a cluster's elements belong to the second of two halves within which nothing was compared; else empty.
  private var seconds: [Int] = []
  private var lowest: [Int32] = []
  private var sides: [UInt64] = []
  private var around: [[Int32]] = []
  private var links: [UInt64: Link] = [:]
  private var foes: [Int32: [Int32]] = [:]
  private var queue = JoinQueue()
  private var tickets = 0

  init(limit: Int64, absent: Int64) {
    self.limit = limit
    self.absent = absent
  }

  /// - Parameters:
  ///   - side: A bit for the side of an element, none for no side.
  ///   - half: 0 or 1 where pairs within a half were not compared; nil where all were.
  mutating func run(_ part: Part, side: (Int32) -> UInt64, half: ((Int32) -> Int)?) -> Result {
    if part.count == 2, part.same.isEmpty { return runPair(part, side: side) }
    prepare(part, side: side)
    seconds = half.map { part.nodes.map($0) } ?? []
    var contradicted: [(Int32, Int32)] = []
    for (a, b) in part.same {
      let (one, other) = (sets.root(a), sets.root(b))
      if one == other { continue }
      if isForbidden(one, other) {
        contradicted.append((part.nodes[Int(a)], part.nodes[Int(b)]))
      } else {
        unite(one, other)
      }
    }
    for edge in part.edges { add(edge) }
    for (key, link) in links {
      let (a, b) = Self.pair(key)
      queue.push(entry(a, b, link))
    }
    var joins: [Clusters.Join] = []
    while let next = queue.pop() {
      let (a, b) = (sets.root(next.a), sets.root(next.b))
      guard a != b, let link = links[Self.key(a, b)], link.ticket == next.ticket else { continue }
      // The mean can only have fallen: a cluster that grew brought pairs that are no better.
      let now = entry(a, b, link)
      guard now.mean == next.mean else {
        if now.mean >= Double(limit) { queue.push(now) }
        continue
      }
      guard now.mean >= Double(limit), !isForbidden(a, b) else { continue }
      // However strong, and whatever the values of the rule.
      if link.holding < 2, sizes[Int(a)] > 1, sizes[Int(b)] > 1 { continue }
      let isTurned = sets.root(link.best.a) != a
      joins.append(
        Clusters.Join(
          edge: Clusterer.Edge(
            Int(part.nodes[Int(link.best.a)]), Int(part.nodes[Int(link.best.b)]), weight: link.best.full),
          average: Float(now.mean / 1000), edges: link.holding,
          sizes: isTurned ? (sizes[Int(b)], sizes[Int(a)]) : (sizes[Int(a)], sizes[Int(b)])))
      unite(a, b)
    }
    return Result(
      owner: (0..<Int32(part.count)).map { lowest[Int(sets.root($0))] }, joins: joins,
      contradicted: contradicted)
  }

  /// Most parts are two elements.
  private func runPair(_ part: Part, side: (Int32) -> UInt64) -> Result {
    guard let edge = part.edges.first, edge.weight >= limit, part.different.isEmpty,
      side(part.nodes[0]) & side(part.nodes[1]) == 0
    else { return Result(owner: [0, 1], joins: [], contradicted: []) }
    let join = Clusters.Join(
      edge: Clusterer.Edge(Int(part.nodes[0]), Int(part.nodes[1]), weight: edge.full),
      average: Float(edge.weight) / 1000, edges: 1, sizes: (1, 1))
    return Result(owner: [0, 0], joins: [join], contradicted: [])
  }

  private mutating func prepare(_ part: Part, side: (Int32) -> UInt64) {
    sets = DisjointSets(part.count)
    sizes = [Int](repeating: 1, count: part.count)
    lowest = (0..<Int32(part.count)).map { $0 }
    sides = part.nodes.map(side)
    around = [[Int32]](repeating: [], count: part.count)
    links = [:]
    links.reserveCapacity(part.edges.count)
    foes = [:]
    for (a, b) in part.different {
      foes[a, default: []].append(b)
      foes[b, default: []].append(a)
    }
    queue = JoinQueue()
    tickets = 0
  }

  private mutating func add(_ edge: RankedEdge) {
    let (a, b) = (sets.root(edge.a), sets.root(edge.b))
    guard a != b else { return }
    let holding = edge.weight >= limit ? 1 : 0
    let key = Self.key(a, b)
    tickets += 1
    if let link = links[key] {
      links[key] = merged(
        link, Link(sum: edge.weight, edges: 1, holding: holding, best: edge, ticket: tickets))
    } else {
      links[key] = Link(sum: edge.weight, edges: 1, holding: holding, best: edge, ticket: tickets)
      around[Int(a)].append(b)
      around[Int(b)].append(a)
    }
  }

  private func merged(_ one: Link, _ other: Link) -> Link {
    let isFirst =
      (-one.best.full, one.best.a, one.best.b) <= (-other.best.full, other.best.a, other.best.b)
    return Link(
      sum: one.sum + other.sum, edges: one.edges + other.edges, holding: one.holding + other.holding,
      best: isFirst ? one.best : other.best, ticket: max(one.ticket, other.ticket))
  }

  /// The queue's entry for two clusters as they are now.
  private func entry(_ a: Int32, _ b: Int32, _ link: Link) -> JoinQueue.Entry {
    let pairs = compared(Int(a), Int(b))
    let sum = link.sum + Int64(pairs - link.edges) * absent
    let (low, high) = (lowest[Int(a)], lowest[Int(b)])
    return JoinQueue.Entry(
      mean: Double(sum) / Double(pairs), low: min(low, high), high: max(low, high), a: a, b: b,
      ticket: link.ticket)
  }

  /// How many pairs between two clusters could have an edge.
  private func compared(_ a: Int, _ b: Int) -> Int {
    if seconds.isEmpty { return sizes[a] * sizes[b] }
    return (sizes[a] - seconds[a]) * seconds[b] + seconds[a] * (sizes[b] - seconds[b])
  }

  private mutating func isForbidden(_ a: Int32, _ b: Int32) -> Bool {
    if sides[Int(a)] & sides[Int(b)] != 0 { return true }
    guard !foes.isEmpty, let mine = foes[a], let theirs = foes[b] else { return false }
    let (fewer, other) = mine.count < theirs.count ? (mine, b) : (theirs, a)
    return fewer.contains { sets.root($0) == other }
  }

  /// Makes two clusters one; the one with more neighbours takes over the other's.
  private mutating func unite(_ a: Int32, _ b: Int32) {
    let isFirst = (around[Int(a)].count, -Int(a)) >= (around[Int(b)].count, -Int(b))
    let (keeper, other) = isFirst ? (a, b) : (b, a)
    links[Self.key(a, b)] = nil
    for neighbour in around[Int(other)] {
      let third = sets.root(neighbour)
      guard third != keeper, let link = links.removeValue(forKey: Self.key(other, third)) else { continue }
      let key = Self.key(keeper, third)
      if let known = links[key] {
        // Both entries may stand in the queue; the better one may be the other's, so a new one is made.
        tickets += 1
        var both = merged(known, link)
        both.ticket = tickets
        links[key] = both
        sizesPending.append(key)
      } else {
        links[key] = link
        around[Int(keeper)].append(third)
      }
    }
    around[Int(other)] = []
    sets.attach(other, to: keeper)
    sizes[Int(keeper)] += sizes[Int(other)]
    if !seconds.isEmpty { seconds[Int(keeper)] += seconds[Int(other)] }
    lowest[Int(keeper)] = min(lowest[Int(keeper)], lowest[Int(other)])
    sides[Int(keeper)] |= sides[Int(other)]
    if let more = foes.removeValue(forKey: other) { foes[keeper, default: []] += more }
    for key in sizesPending {
      guard let link = links[key] else { continue }
      let (one, two) = Self.pair(key)
      let entry = entry(one, two, link)
      if entry.mean >= Double(limit) { queue.push(entry) }
    }
    sizesPending.removeAll(keepingCapacity: true)
  }

  /// Links with a new ticket, to be queued once the sizes are known.
  private var sizesPending: [UInt64] = []

  private static func key(_ a: Int32, _ b: Int32) -> UInt64 {
    UInt64(UInt32(bitPattern: min(a, b))) << 32 | UInt64(UInt32(bitPattern: max(a, b)))
  }

  private static func pair(_ key: UInt64) -> (Int32, Int32) {
    (Int32(truncatingIfNeeded: key >> 32), Int32(truncatingIfNeeded: key))
  }
}

/// Pairs of clusters, the best mean first: a binary heap.
struct JoinQueue {
  struct Entry {
    var mean: Double
    /// The smallest elements of the two clusters: they decide between equal means.
    var low: Int32
    var high: Int32
    var a: Int32
    var b: Int32
    var ticket: Int

    func isBefore(_ other: Entry) -> Bool {
      if mean != other.mean { return mean > other.mean }
      return (low, high) < (other.low, other.high)
    }
  }

  private var heap: [Entry] = []

  mutating func push(_ entry: Entry) {
    heap.append(entry)
    var at = heap.count - 1
    while at > 0, heap[at].isBefore(heap[(at - 1) / 2]) {
      heap.swapAt(at, (at - 1) / 2)
      at = (at - 1) / 2
    }
  }

  mutating func pop() -> Entry? {
    guard let first = heap.first else { return nil }
    let last = heap.removeLast()
    if heap.isEmpty { return first }
    heap[0] = last
    var at = 0
    while true {
      var best = at
      for child in [2 * at + 1, 2 * at + 2] where child < heap.count && heap[child].isBefore(heap[best]) {
        best = child
      }
      if best == at { return first }
      heap.swapAt(at, best)
      at = best
    }
  }
}
