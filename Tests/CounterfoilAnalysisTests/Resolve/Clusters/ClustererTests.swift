import CounterfoilAnalysis
import Testing

private typealias Edge = Clusterer.Edge

/// Elements with the person each stands for, and edges as a noisy comparison would give them.
private struct Crowd {
  var count: Int
  var edges: [Edge] = []

  init(seed: UInt64, people: Int = 40) {
    var random = ClusterRandom(seed: seed)
    var person: [Int] = []
    for number in 0..<people { person += [Int](repeating: number, count: 1 + random.below(5)) }
    count = person.count
    for a in 0..<count {
      for b in (a + 1)..<max(a + 1, count) {
        if person[a] == person[b] {
          if random.below(10) < 9 { edges.append(Edge(a, b, weight: Float(random.below(700)) / 10 - 8)) }
        } else if random.below(40) == 0 {
          edges.append(Edge(a, b, weight: Float(random.below(500)) / 10 - 30))
        }
      }
    }
  }
}

/// SplitMix64 (Steele, Lea and Flood 2014).
private struct ClusterRandom: RandomNumberGenerator {
  var state: UInt64
  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var value = state
    value = (value ^ value >> 30) &* 0xBF58_476D_1CE4_E5B9
    value = (value ^ value >> 27) &* 0x94D0_49BB_1331_11EB
    return value ^ value >> 31
  }

  mutating func below(_ limit: Int) -> Int { Int(next() % UInt64(limit)) }
}

private func sets(_ clusters: Clusters) -> Set<Set<Int>> { Set(clusters.members.map { Set($0) }) }

@Suite struct `Clusters of what is one` {
  private let clusterer = Clusterer()

  @Test(arguments: 0..<40 as Range<UInt64>)
  func `are the same in whatever order elements and edges come`(seed: UInt64) {
    let crowd = Crowd(seed: seed)
    var random = ClusterRandom(seed: seed &+ 1000)
    let keys = (0..<crowd.count).map { _ in random.next() }
    let plain = clusterer.clusters(count: crowd.count, edges: crowd.edges, keys: keys)
    let place = (0..<crowd.count).shuffled(using: &random)
    var moved = [UInt64](repeating: 0, count: crowd.count)
    for old in 0..<crowd.count { moved[place[old]] = keys[old] }
    let edges = crowd.edges.shuffled(using: &random).map { edge in
      let (a, b) = (place[Int(edge.a)], place[Int(edge.b)])
      return random.below(2) == 0 ? Edge(a, b, weight: edge.weight) : Edge(b, a, weight: edge.weight)
    }
    let other = clusterer.clusters(count: crowd.count, edges: edges, keys: moved)
    #expect(Set(sets(plain).map { Set($0.map { place[$0] }) }) == sets(other))
    #expect(plain.joins.count == other.joins.count)
  }

  @Test(arguments: 0..<40 as Range<UInt64>)
  func `do not change when they are taken as given and made again`(seed: UInt64) {
    let crowd = Crowd(seed: seed)
    let once = clusterer.clusters(count: crowd.count, edges: crowd.edges)
    let same = once.members.flatMap { members in members.dropFirst().map { (members[0], $0) } }
    let twice = clusterer.clusters(count: crowd.count, edges: crowd.edges, same: same)
    #expect(sets(once) == sets(twice))
    #expect(twice.joins.isEmpty)
  }

  @Test(arguments: 0..<40 as Range<UInt64>)
  func `do not change when something unrelated comes`(seed: UInt64) {
    let crowd = Crowd(seed: seed)
    let before = clusterer.clusters(count: crowd.count, edges: crowd.edges)
    let weak = Edge(crowd.count, 0, weight: -3)
    let after = clusterer.clusters(count: crowd.count + 1, edges: crowd.edges + [weak])
    #expect(sets(after) == sets(before).union([[crowd.count]]))
  }

  @Test(arguments: 0..<60 as Range<UInt64>)
  func `never hold two that are said to be different, neither through others`(seed: UInt64) {
    let crowd = Crowd(seed: seed, people: 15)
    var random = ClusterRandom(seed: seed &+ 2000)
    func pairs(_ count: Int) -> [(Int, Int)] {
      (0..<count).map { _ in (random.below(crowd.count), random.below(crowd.count)) }
        .filter { $0.0 != $0.1 }
    }
    let (same, different) = (pairs(12), pairs(20))
    let made = clusterer.clusters(
      count: crowd.count, edges: crowd.edges, same: same, different: different)
    for (a, b) in different { #expect(made.cluster[a] != made.cluster[b]) }
    for (a, b) in same where made.cluster[a] != made.cluster[b] {
      #expect(made.contradicted.contains { ($0 == a && $1 == b) || ($0 == b && $1 == a) })
    }
  }

  @Test(arguments: 0..<40 as Range<UInt64>)
  func `of two sides hold at most one of each`(seed: UInt64) {
    let crowd = Crowd(seed: seed)
    let sides = (0..<crowd.count).map { UInt8($0 % 2) }
    let made = clusterer.clusters(count: crowd.count, edges: crowd.edges, sides: sides)
    for members in made.members { #expect(Set(members.map { sides[$0] }).count == members.count) }
  }

  @Test func `two halves are not joined by one edge, however strong`() {
    let edges = [
      Edge(0, 1, weight: 50), Edge(2, 3, weight: 50), Edge(1, 2, weight: 300),
    ]
    let made = clusterer.clusters(count: 4, edges: edges)
    #expect(made.members.allSatisfy { $0.count <= 2 })
    let halves = clusterer.clusters(
      count: 4, edges: edges, same: [(0, 1), (2, 3)])
    #expect(sets(halves) == [[0, 1], [2, 3]])
  }

  @Test func `one more is added by a strong edge and not by a weak one`() {
    let pair = Edge(0, 1, weight: 30)
    #expect(clusterer.clusters(count: 3, edges: [pair, Edge(1, 2, weight: 25)]).count == 1)
    #expect(clusterer.clusters(count: 3, edges: [pair, Edge(1, 2, weight: 12)]).count == 2)
    #expect(
      clusterer.clusters(count: 3, edges: [pair, Edge(1, 2, weight: 12), Edge(0, 2, weight: 3)]).count == 1)
  }

  @Test func `say which edges they were made by, and which alone hold`() throws {
    let edges = [
      Edge(0, 1, weight: 30), Edge(1, 2, weight: 25), Edge(3, 4, weight: 9), Edge(0, 4, weight: -5),
    ]
    let made = clusterer.clusters(count: 5, edges: edges)
    #expect(made.joins.map(\.edge) == [edges[0], edges[1], edges[2]])
    let last = try #require(made.joins.first { $0.edge == edges[1] })
    #expect(last.edges == 1 && last.sizes == (2, 1))
    #expect(made.bridges(of: edges) == [edges[0], edges[1], edges[2]])
    let closed = edges + [Edge(0, 2, weight: 1)]
    #expect(clusterer.clusters(count: 5, edges: closed).bridges(of: closed) == [edges[2]])
  }

  @Test func `pairs that were not compared do not speak against`() {
    let edges = (1...4).map { Edge(0, $0, weight: 30) }
    #expect(clusterer.clusters(count: 5, edges: edges).count > 1)
    #expect(clusterer.clusters(count: 5, edges: edges, halves: [0, 1, 1, 1, 1]).count == 1)
  }

  @Test func `a forced pair holds where nothing speaks for it`() {
    let made = clusterer.clusters(count: 3, edges: [], same: [(0, 2)], different: [(0, 1)])
    #expect(sets(made) == [[0, 2], [1]])
    let apart = clusterer.clusters(
      count: 3, edges: [Edge(1, 2, weight: 80)], same: [(0, 1)], different: [(0, 2)])
    #expect(sets(apart) == [[0, 1], [2]])
  }

  @Test func `a hundred thousand forced pairs end in time`() {
    let same = (0..<100_000).map { (2 * $0, 2 * $0 + 1) }
    let different = (0..<100_000).map { (2 * $0, (2 * $0 + 3) % 200_000) }
    #expect(clusterer.clusters(count: 200_000, edges: [], same: same, different: different).count == 100_000)
  }

  @Test func `nothing is clustered from nothing, and odd weights stop nothing`() {
    #expect(clusterer.clusters(count: 0, edges: []).count == 0)
    let odd = [
      Edge(0, 0, weight: 9), Edge(0, 1, weight: .nan), Edge(1, 2, weight: .infinity),
      Edge(2, 3, weight: -.infinity),
    ]
    #expect(sets(clusterer.clusters(count: 4, edges: odd)) == [[0], [1, 2], [3]])
  }

  @Test func `a thousand records of one person, and a star around one record, end in time`() {
    var dense: [Edge] = []
    for a in 0..<600 {
      for b in (a + 1)..<600 { dense.append(Edge(a, b, weight: Float(20 + (a * 7 + b) % 20))) }
    }
    #expect(clusterer.clusters(count: 600, edges: dense).count == 1)
    let star = (1..<200_000).map { Edge(0, $0, weight: 30) }
    #expect(clusterer.clusters(count: 200_000, edges: star).members[0].count < 5)
  }
}
