public import CounterfoilModel
import CounterfoilText
public import Foundation

/// Which entities of a casebase are one, as far as the evidence carries; and what a person should decide.
///
/// Blocking: entities meet by their names (`NameIndex`) and by identifiers. Evidence: `EntityComparer`. A pair is joined by
/// itself only by the rule of `decision`; all else waits in the review queue. Entities are taken in the order of their
/// identifiers, so that the order in which documents came changes nothing.
public struct EntityResolver: Sendable {
  /// The least total, sharers included, at which two records of a person are joined: +20 decibans.
  public static let persons = 20.0
  /// Independent identifiers that must agree as well.
  public static let identifiers = 2
  /// The least total at which two organisations are joined: names that fit by a distinctive brand, or a number.
  public static let organisations = 8.0
  /// Pairs of names that weigh less are not proposed for review, unless an identifier agrees.
  static let leastNames = 5.0
  /// What comes back of one name, at most: of a very common one not every pair can be shown to anybody.
  static let mostOfOneName = 60

  /// Two entities that may be one.
  public struct Pair: Sendable {
    /// The lower identifier first.
    public var left: EntityID
    public var right: EntityID
    public var comparison: EntityComparison
    /// By what the rule joins them without a person; nil where it does not.
    public var basis: Judgement.Basis?
  }

  private let tables: ResolutionTables

  public init(tables: ResolutionTables) { self.tables = tables }

  /// The pairs worth joining or reviewing, by identifiers.
  /// - Parameter scratch: Where the index of names is made; removed afterwards.
  /// - Throws: What the file system says.
  public func pairs(_ profiles: [EntityProfile], scratch: URL) throws -> [Pair] {
    let profiles = profiles.sorted { $0.id < $1.id }
    let candidates = try candidates(profiles, scratch: scratch)
    let comparer = EntityComparer(tables: tables)
    var pairs: [Pair] = []
    for candidate in candidates {
      let (left, right) = (profiles[Int(candidate >> 32)], profiles[Int(candidate & 0xFFFF_FFFF)])
      guard let compared = comparer.compare(left, right) else { continue }
      let isPerson = left.kind == .person || right.kind == .person
      let basis = Self.basis(compared, isPerson: isPerson)
      guard basis != nil || Self.isWorthReview(compared) else { continue }
      pairs.append(Pair(left: left.id, right: right.id, comparison: compared, basis: basis))
    }
    return pairs
  }

  /// The rule by which two are joined without a person: of people two independent identifiers and the total, never
  /// the name alone; of organisations the total. An identifier that differs forbids it.
  static func basis(_ compared: EntityComparison, isPerson: Bool) -> Judgement.Basis? {
    guard compared.conflicts.isEmpty, let names = compared.names, !names.one.isWeak, !names.other.isWeak,
      names.weight > 0
    else { return nil }
    guard !isPerson else {
      return compared.identifiers.count >= identifiers && compared.total >= persons ? .identifiers : nil
    }
    guard compared.total >= organisations else { return nil }
    if !compared.identifiers.isEmpty { return .identifiers }
    return folded(names.one.text) == folded(names.other.text) ? .sameName : .names
  }

  /// A name but for case, width and spaces.
  private static func folded(_ name: String) -> String {
    name.folding(options: [.caseInsensitive, .widthInsensitive], locale: nil).filter { !$0.isWhitespace }
  }

  static func isWorthReview(_ compared: EntityComparison) -> Bool {
    if !compared.identifiers.isEmpty { return true }
    guard let names = compared.names, !names.one.isWeak, !names.other.isWeak else { return false }
    return names.weight >= leastNames && compared.conflicts.isEmpty
  }

  // MARK: - Blocking

  /// Pairs of places in `profiles`, the lower in the high half, each once and rising.
  private func candidates(_ profiles: [EntityProfile], scratch: URL) throws -> [UInt64] {
    var builder = NameIndexBuilder()
    var holders: [String: [Int]] = [:]
    for (place, profile) in profiles.enumerated() {
      for name in profile.searchedNames { builder.add(id: "\(place)", name: name) }
      for key in profile.identifierKeys(tables) { holders[key, default: []].append(place) }
    }
    let file = scratch.appendingPathComponent("entities-\(UUID().uuidString).names")
    defer { try? FileManager.default.removeItem(at: file) }
    try builder.append(to: file, replacing: true)
    let query = NameIndexQuery(try NameIndex(contentsOf: file))
    var pairs: Set<UInt64> = []
    func meet(_ one: Int, _ other: Int) {
      guard one != other else { return }
      pairs.insert(UInt64(min(one, other)) << 32 | UInt64(max(one, other)))
    }
    for (place, profile) in profiles.enumerated() {
      for name in profile.searchedNames {
        for hit in query.search(name, top: Self.mostOfOneName, least: -20) {
          meet(place, Int(hit.id) ?? place)
        }
      }
    }
    for (_, places) in holders where places.count > 1 {
      for (one, other) in zip(places, places.dropFirst()) { meet(one, other) }
      for other in places.dropFirst() { meet(places[0], other) }
    }
    return pairs.sorted()
  }
}

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
    let clusters = Clusterer(threshold: 0).clusters(
      count: entities.count,
      edges: automatic.map { edge in
        let (one, other) = pair(edge.0, edge.1)
        return Clusterer.Edge(one, other, weight: Float(edge.2))
      },
      same: same.map { pair($0.0, $0.1) }, different: different.map { pair($0.0, $0.1) })
    return clusters.members.filter { $0.count > 1 }.map { $0.map { entities[$0] } }
  }
}
