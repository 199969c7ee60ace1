/// What belongs together, and what holds it together.
public struct Clusters: Sendable {
  /// Two parts that were made one.
  public struct Join: Sendable, Equatable {
    /// The strongest edge between the two parts; its weight as given, without the cap.
    public var edge: Clusterer.Edge
    /// Mean weight over all pairs between the parts in decibans, as the rule counts them.
    public var average: Float
    /// How many edges of at least the threshold stood between the parts when they were joined.
    public var edges: Int
    /// Elements on either side, the side of `edge.a` first.
    public var sizes: (Int, Int)

    public static func == (one: Join, other: Join) -> Bool {
      one.edge == other.edge && one.average == other.average && one.edges == other.edges
        && one.sizes == other.sizes
    }
  }

  /// For each element the number of its cluster, from 0 in the order of each cluster's first element.
  public let cluster: [Int32]
  public let count: Int
  /// In the order in which they were made within a cluster; two parts joined by a forced pair have none.
  public let joins: [Join]
  /// Pairs said to be the same that could not be joined without crossing a pair said to be different.
  public let contradicted: [(Int, Int)]

  init(cluster: [Int32], count: Int, joins: [Join], contradicted: [(Int, Int)]) {
    self.cluster = cluster
    self.count = count
    self.joins = joins
    self.contradicted = contradicted
  }

  /// The elements of each cluster, in order.
  public var members: [[Int]] {
    var members = [[Int]](repeating: [], count: count)
    for (element, number) in cluster.enumerated() { members[Int(number)].append(element) }
    return members
  }

  /// The edges without which a cluster would fall into two parts: each is all that holds them together.
  ///
  /// - Parameters:
  ///   - edges: Those the clusters were made from.
  ///   - same: The forced pairs; they hold too, and are never among the answers.
  ///   - threshold: An edge holds from this weight in decibans.
  /// - Complexity: O(*elements* + *edges*). After Tarjan, Information Processing Letters 2 (1974).
  public func bridges(
    of edges: [Clusterer.Edge], same: [(Int, Int)] = [], threshold: Float = 0
  ) -> [Clusterer.Edge] {
    var unique: [UInt64: Int] = [:]
    var holding: [(a: Int, b: Int, edge: Int?)] = []
    for (a, b) in same where a != b && cluster[a] == cluster[b] { holding.append((a, b, nil)) }
    for (index, edge) in edges.enumerated() where edge.weight >= threshold {
      let (a, b) = (Int(min(edge.a, edge.b)), Int(max(edge.a, edge.b)))
      guard a != b, cluster[a] == cluster[b] else { continue }
      if unique.updateValue(index, forKey: UInt64(a) << 32 | UInt64(b)) == nil {
        holding.append((a, b, index))
      }
    }
    return BridgeFinder(count: cluster.count, links: holding.map { ($0.a, $0.b) }).bridges
      .compactMap { holding[$0].edge.map { edges[$0] } }
  }
}

/// Finds the links of a graph that lie on no cycle.
struct BridgeFinder {
  /// Places in the list of links.
  private(set) var bridges: [Int] = []

  init(count: Int, links: [(Int, Int)]) {
    // Neighbours of each node as a slice of one list.
    var start = [Int](repeating: 0, count: count + 1)
    for (a, b) in links {
      start[a + 1] += 1
      start[b + 1] += 1
    }
    for node in 0..<count { start[node + 1] += start[node] }
    var fill = start
    var around = [(node: Int, link: Int)](repeating: (0, 0), count: links.count * 2)
    for (link, (a, b)) in links.enumerated() {
      around[fill[a]] = (b, link)
      around[fill[b]] = (a, link)
      fill[a] += 1
      fill[b] += 1
    }
    var number = [Int](repeating: 0, count: count)
    var low = number
    var next = start
    var clock = 0
    for root in 0..<count where number[root] == 0 && start[root] < start[root + 1] {
      clock += 1
      (number[root], low[root]) = (clock, clock)
      var path: [(node: Int, link: Int)] = [(root, -1)]
      while let (node, came) = path.last {
        if next[node] < start[node + 1] {
          let (other, link) = around[next[node]]
          next[node] += 1
          if link == came { continue }
          if number[other] == 0 {
            clock += 1
            (number[other], low[other]) = (clock, clock)
            path.append((other, link))
          } else {
            low[node] = min(low[node], number[other])
          }
        } else {
          path.removeLast()
          guard let above = path.last?.node else { continue }
          low[above] = min(low[above], low[node])
          if low[node] > number[above] { bridges.append(came) }
        }
      }
    }
    bridges.sort()
  }
}
