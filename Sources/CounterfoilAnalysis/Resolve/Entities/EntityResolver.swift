public import CounterfoilModel
import CounterfoilText
import Dispatch
public import Foundation

/// Which entities of a casebase are one, as far as the evidence carries; and what a person should decide.
///
/// Blocking: entities meet by their names (`NameIndex`) and by identifiers. Evidence: `EntityComparer`. A pair is joined by
/// itself only by the rule of `basis`; all else waits in the review queue. Entities of the same names and values put the same
/// question: they are compared once, and of themselves each only with the first. Everything is taken in the order of
/// content, so that neither the order in which documents came nor the number of cores changes anything.
public struct EntityResolver: Sendable {
  /// The least total, sharers included, at which two records of a person are joined: +20 decibans.
  public static let persons = 20.0
  /// Independent identifiers that must agree as well.
  public static let identifiers = 2
  /// The least total at which two organisations are joined: names that fit by a distinctive brand, or a number.
  public static let organisations = 8.0
  /// The same where the two have the very same name.
  public static let organisationsOfOneName = 0.0
  /// Pairs of names that weigh less are not proposed for review, unless an identifier agrees.
  static let leastNames = 8.0
  /// Nor is a pair whose total is less: one in a hundred thousand such is one.
  static let leastTotal = -50.0
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
    /// Whether an identifier of both differs: what else joins either must not join them.
    public var isApart: Bool { !comparison.conflicts.isEmpty }
  }

  private let tables: ResolutionTables

  public init(tables: ResolutionTables) { self.tables = tables }

  /// The pairs worth joining or reviewing, by identifiers.
  /// - Parameter scratch: Where the indexes of names are made; removed afterwards.
  /// - Throws: What the file system says.
  public func pairs(_ profiles: [EntityProfile], scratch: URL) throws -> [Pair] {
    let alike = AlikeEntities(profiles)
    let meetings = try EntityBlocking(alike, tables: tables).meetings(scratch: scratch)
    let found = ParallelSlots<[Pair]>(count: (meetings.count + Self.chunk - 1) / Self.chunk)
    DispatchQueue.concurrentPerform(iterations: found.count) { chunk in
      let comparer = EntityComparer(tables: tables)
      let range = chunk * Self.chunk..<min((chunk + 1) * Self.chunk, meetings.count)
      found[chunk] = meetings[range].flatMap { pairs($0, alike, comparer) }
    }
    let all = found.all.flatMap(\.self)
    // That two are apart matters where something else joins each of them; else it is only for review.
    let joined = Set(all.filter { $0.basis != nil }.flatMap { [$0.left, $0.right] })
    return all.filter {
      $0.basis != nil || Self.isWorthReview($0.comparison)
        || $0.isApart && joined.contains($0.left) && joined.contains($0.right)
    }.sorted { ($0.left, $0.right) < ($1.left, $1.right) }
  }

  private static let chunk = 2000

  private func pairs(_ meeting: UInt64, _ alike: AlikeEntities, _ comparer: EntityComparer) -> [Pair] {
    let (one, other) = (alike.groups[Int(meeting >> 32)], alike.groups[Int(meeting & 0xFFFF_FFFF)])
    let isOne = meeting >> 32 == meeting & 0xFFFF_FFFF
    guard isOne || isNear(one, other, comparer), let compared = comparer.compare(one.profile, other.profile)
    else {
      return []
    }
    let isPerson = one.profile.kind == .person || other.profile.kind == .person
    let basis = Self.basis(compared, isPerson: isPerson)
    guard basis != nil || Self.isWorthReview(compared) || !compared.conflicts.isEmpty else { return [] }
    let ends: [(EntityID, EntityID)]
    if !compared.conflicts.isEmpty {
      ends = one.members.flatMap { member in other.members.map { (member, $0) } }
    } else if !isOne {
      ends = [(one.members[0], other.members[0])]
    } else if isPerson, basis != nil {
      // People hold together pair by pair, so that taking one judgement back takes nobody else away.
      ends = one.members.indices.flatMap { first in
        one.members[(first + 1)...].prefix(Self.mostOfOneName).map { (one.members[first], $0) }
      }
    } else {
      ends = one.members.dropFirst().map { (one.members[0], $0) }
    }
    return ends.map { ends in
      Pair(left: min(ends.0, ends.1), right: max(ends.0, ends.1), comparison: compared, basis: basis)
    }
  }

  /// Whether two are worth comparing in full.
  private func isNear(_ one: AlikeEntities.Group, _ other: AlikeEntities.Group, _ comparer: EntityComparer)
    -> Bool
  {
    comparer.weighNames(one.profile, other.profile) >= Self.leastNames
      || !Set(one.profile.identifierKeys(tables)).isDisjoint(with: other.profile.identifierKeys(tables))
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
    if folded(names.one.text) == folded(names.other.text), compared.total >= organisationsOfOneName {
      return .sameName
    }
    guard compared.total >= organisations else { return nil }
    return compared.identifiers.isEmpty ? .names : .identifiers
  }

  /// A name but for case, width and spaces.
  private static func folded(_ name: String) -> String {
    name.folding(options: [.caseInsensitive, .widthInsensitive], locale: nil).filter { !$0.isWhitespace }
  }

  static func isWorthReview(_ compared: EntityComparison) -> Bool {
    if !compared.identifiers.isEmpty { return true }
    guard let names = compared.names, !names.one.isWeak, !names.other.isWeak else { return false }
    return names.weight >= leastNames && compared.total >= leastTotal && compared.conflicts.isEmpty
  }
}
