public import CounterfoilModel

/// Entities and the judgements on them → what is held together.
public enum EntityClusters {
  /// A pair that the program judged.
  public typealias Judged = (left: EntityID, right: EntityID, total: Double)

  /// Three steps, each of which takes what the one before held together for one: what persons said; organisations of
  /// the very same name, so that a document which gives a name in both scripts ties both; and the program's
  /// other judgements, by `Clusterer`'s rule.
  ///
  /// - Parameters:
  ///   - same, different: Persons' judgements. *Different* is never crossed.
  ///   - sameName: The program's on organisations of one name.
  ///   - automatic: The program's others, with their totals in decibans.
  ///   - apart: Pairs of which an identifier differs. Never crossed either, unless a person joined them.
  /// - Returns: The members of each cluster of two or more, by identifier, the clusters in the order of their first.
  public static func clusters(
    same: [(EntityID, EntityID)] = [], different: [(EntityID, EntityID)] = [],
    sameName: [(EntityID, EntityID)] = [], automatic: [Judged] = [], apart: [(EntityID, EntityID)] = []
  ) -> [[EntityID]] {
    let named = (same + different + sameName + apart).flatMap { [$0.0, $0.1] }
    let entities = Set(named + automatic.flatMap { [$0.left, $0.right] }).sorted()
    let places = Dictionary(zip(entities, entities.indices), uniquingKeysWith: { one, _ in one })
    // By entity, the group that the steps so far have put it in.
    var groups = Array(entities.indices)
    var count = entities.count
    func pair(_ one: EntityID, _ other: EntityID) -> (Int, Int) {
      (groups[places[one] ?? 0], groups[places[other] ?? 0])
    }
    func step(
      _ same: [(EntityID, EntityID)], _ different: [(EntityID, EntityID)], _ edges: [Judged] = []
    ) {
      let clusters = Clusterer(threshold: 0).clusters(
        count: count,
        edges: edges.map { edge in
          let (one, other) = pair(edge.left, edge.right)
          return Clusterer.Edge(one, other, weight: Float(edge.total))
        }, same: same.map { pair($0.0, $0.1) },
        different: different.map { pair($0.0, $0.1) }.filter { $0.0 != $0.1 })
      groups = groups.map { Int(clusters.cluster[$0]) }
      count = clusters.count
    }
    step(same, different)
    step(sameName, different + apart)
    step([], different + apart, automatic)
    var members: [Int: [EntityID]] = [:]
    for (place, entity) in entities.enumerated() { members[groups[place], default: []].append(entity) }
    return members.values.filter { $0.count > 1 }.sorted { $0[0] < $1[0] }
  }
}
