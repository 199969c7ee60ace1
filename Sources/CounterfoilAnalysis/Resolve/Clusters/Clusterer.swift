/// Puts together what the evidence says is one, by average linkage over the pairs that were compared.
///
/// Two parts are joined when the mean weight over *all* pairs between them is at least the threshold, the best mean
/// first. A pair without an edge counts `absent`, and no edge counts more than `most`. With the standard values one edge
/// joins two single elements; one edge of 20 decibans and more adds an element to a pair; and nothing joins two parts of two
/// or more through one edge, however strong.
///
/// The same elements and edges give the same clusters in whatever order they come.
/// After Sokal and Michener 1958; that the sum decides is correlation clustering (Bansal, Blum and Chawla 2004).
public struct Clusterer: Sendable {
  /// Evidence that two elements are one.
  public struct Edge: Sendable, Equatable {
    public var a: Int32
    public var b: Int32
    /// Decibans, the prior included: above 0 the two are more likely one than not.
    public var weight: Float

    public init(_ a: Int, _ b: Int, weight: Float) {
      (self.a, self.b, self.weight) = (Int32(a), Int32(b), weight)
    }
  }

  /// An edge joins from this mean weight, in decibans.
  public var threshold: Float = 0
  /// What a pair without an edge counts, in decibans: it met in no block, or was weighed and left out.
  public var absent: Float = -20
  /// The most that one edge counts, in decibans.
  public var most: Float = 40

  public init(threshold: Float = 0, absent: Float = -20, most: Float = 40) {
    (self.threshold, self.absent, self.most) = (threshold, absent, most)
  }

  /// The clusters of `count` elements.
  ///
  /// - Parameters:
  ///   - edges: In any order; of several for one pair the strongest counts. Not-a-number counts as absent.
  ///   - same: Pairs that a person has said are one. Joined before anything else, whatever the edges say.
  ///   - different: Pairs that never share a cluster, neither through others. They prevail over `same`.
  ///   - sides: Two elements of one side, from 0 to 63, never share a cluster: for one-to-one links between files.
  ///   - halves: 0 or 1 for each element where only pairs of two halves were compared: the others do not count as absent.
  ///   - keys: What orders elements where weights are equal, by content rather than by place; nil for their place.
  /// - Precondition: Every place is below `count`.
  /// - Complexity: O(*edges* · log *edges*) time for parts of bounded size.
  public func clusters(
    count: Int, edges: [Edge], same: [(Int, Int)] = [], different: [(Int, Int)] = [],
    sides: [UInt8]? = nil, halves: [UInt8]? = nil, keys: [UInt64]? = nil
  ) -> Clusters {
    let ranks = Ranks(count: count, keys: keys)
    var parts = DisjointSets(count)
    for (a, b) in same where a != b { parts.join(ranks.rank(a), ranks.rank(b)) }
    let limit = Self.fixed(threshold)
    var links: [RankedEdge] = []
    links.reserveCapacity(edges.count)
    for edge in edges where edge.a != edge.b && !edge.weight.isNaN {
      let (a, b) = (ranks.rank(Int(edge.a)), ranks.rank(Int(edge.b)))
      let link = RankedEdge(
        a: min(a, b), b: max(a, b), weight: Self.fixed(min(edge.weight, most)), full: edge.weight)
      links.append(link)
      if link.weight >= limit { parts.join(a, b) }
    }
    // Only what is linked can be joined: each connected part is clustered by itself.
    var grouping = PartGrouping(&parts, count: count)
    grouping.add(links: links)
    for (a, b) in same { grouping.add(same: ranks.rank(a), ranks.rank(b)) }
    for (a, b) in different { grouping.add(different: ranks.rank(a), ranks.rank(b)) }

    var owner = (0..<Int32(count)).map { $0 }
    var joins: [Clusters.Join] = []
    var contradicted: [(Int, Int)] = []
    var agglomeration = Agglomeration(limit: limit, absent: Self.fixed(absent))
    for part in grouping.parts where part.count > 1 {
      let result = agglomeration.run(
        part, side: { rank in sides.map { 1 << UInt64($0[ranks.place(rank)]) } ?? 0 },
        half: halves.map { halves in { rank in Int(halves[ranks.place(rank)]) } })
      for (local, rank) in part.nodes.enumerated() { owner[Int(rank)] = part.nodes[Int(result.owner[local])] }
      joins += result.joins.map { ranks.placed($0) }
      contradicted += result.contradicted.map { (ranks.place($0.0), ranks.place($0.1)) }
    }
    var numbers = [Int32](repeating: -1, count: count)
    var cluster = [Int32](repeating: 0, count: count)
    var next: Int32 = 0
    for place in 0..<count {
      let root = Int(owner[Int(ranks.rank(place))])
      if numbers[root] < 0 {
        numbers[root] = next
        next += 1
      }
      cluster[place] = numbers[root]
    }
    return Clusters(cluster: cluster, count: Int(next), joins: joins, contradicted: contradicted)
  }

  /// Thousandths of a deciban: whole numbers add up the same in any order.
  static func fixed(_ weight: Float) -> Int64 { Int64((max(-1e6, min(1e6, weight)) * 1000).rounded()) }
}

/// The elements in the order of their keys.
private struct Ranks {
  private var order: [Int32] = []
  private var ranks: [Int32] = []

  init(count: Int, keys: [UInt64]?) {
    guard let keys else { return }
    precondition(keys.count == count, "one key for each element")
    order = (0..<Int32(count)).sorted { (keys[Int($0)], $0) < (keys[Int($1)], $1) }
    ranks = [Int32](repeating: 0, count: count)
    for (rank, place) in order.enumerated() { ranks[Int(place)] = Int32(rank) }
  }

  func rank(_ place: Int) -> Int32 { ranks.isEmpty ? Int32(place) : ranks[place] }
  func place(_ rank: Int32) -> Int { Int(order.isEmpty ? rank : order[Int(rank)]) }

  /// With places instead of ranks.
  func placed(_ join: Clusters.Join) -> Clusters.Join {
    var join = join
    join.edge.a = Int32(place(join.edge.a))
    join.edge.b = Int32(place(join.edge.b))
    return join
  }
}
