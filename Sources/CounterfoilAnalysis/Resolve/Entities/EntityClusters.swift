public import CounterfoilModel

/// Entities and the judgements on them → what is held together.
public enum EntityClusters {
  /// The rule by which judgements of the program's own hold together more than two: `Clusterer`'s. Organisations of
  /// just the same name are one beforehand, so that a document which gives a name in both scripts ties both.
  ///
  /// - Parameters:
  ///   - same: Persons' judgements, and the program's on organisations of the same name.
  ///   - different: Persons' judgements, which prevail over all others.
  ///   - automatic: The program's other judgements, with their totals in decibans.
  /// - Returns: The members of each cluster of two or more, by identifier, the clusters in the order of their first.
  public static func clusters(
    same: [(EntityID, EntityID)], different: [(EntityID, EntityID)], automatic: [(EntityID, EntityID, Double)]
  ) -> [[EntityID]] {
    let entities = Set((same + different).flatMap { [$0.0, $0.1] } + automatic.flatMap { [$0.0, $0.1] })
      .sorted()
    let places = Dictionary(zip(entities, entities.indices), uniquingKeysWith: { one, _ in one })
    func pair(_ one: EntityID, _ other: EntityID) -> (Int, Int) { (places[one] ?? 0, places[other] ?? 0) }
    let apart = different.map { pair($0.0, $0.1) }
    // First what is said to be one; it is one element of what follows, however many documents name it.
    let clusterer = Clusterer(threshold: 0)
    let said = clusterer.clusters(
      count: entities.count, edges: [], same: same.map { pair($0.0, $0.1) }, different: apart)
    func group(_ place: Int) -> Int { Int(said.cluster[place]) }
    let clusters = clusterer.clusters(
      count: said.count,
      edges: automatic.map { edge in
        let (one, other) = pair(edge.0, edge.1)
        return Clusterer.Edge(group(one), group(other), weight: Float(edge.2))
      },
      different: apart.map { (group($0.0), group($0.1)) })
    var members: [Int32: [EntityID]] = [:]
    for (place, entity) in entities.enumerated() {
      members[clusters.cluster[group(place)], default: []].append(entity)
    }
    return members.values.filter { $0.count > 1 }.sorted { $0[0] < $1[0] }
  }
}
