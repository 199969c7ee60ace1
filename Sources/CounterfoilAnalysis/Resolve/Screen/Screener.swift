public import CounterfoilModel
import CounterfoilText
import Foundation

/// Asks lists about one name at a time. Keeps working memory between calls; make one for each thread.
public final class Screener {
  /// The least weight, in decibans, at which two people's names are called the same.
  public static let sameName = 10.0
  /// The least weight at which names of organisations, which are made to be told apart, identify.
  public static let sameOrganisation = 20.0
  /// The least total, the number of sharers included, at which an agreeing identifier makes a hit: at most
  /// ten people are then expected to share name and identifier.
  public static let leastTotal = -10.0
  /// The least weight of names at which a person of a list is told at all, as one of another name.
  private static let leastSearched = -30.0
  /// The same of an organisation.
  private static let similarBody = -10.0
  /// Of one list: people of the same name, people of similar names, and organisations that are compared in full.
  private static let namesakes = 60
  private static let similar = 10
  private static let bodies = 12

  private let lists: [(list: ScreenedList, people: NameIndexQuery, bodies: NameIndexQuery)]
  private let comparer: EntityComparer
  private let matcher = NameMatcher()
  private let tables: ResolutionTables
  private var found: [String: [(id: String, weight: Double)]] = [:]
  private static let mostKept = 50_000

  public init(_ lists: [ScreenedList], tables: ResolutionTables) {
    self.lists = lists.map { ($0, NameIndexQuery($0.people), NameIndexQuery($0.bodies)) }
    self.tables = tables
    comparer = EntityComparer(tables: tables)
  }

  /// - Parameter top: Matches told at most.
  public func screen(_ profile: EntityProfile, top: Int = 10) -> ScreenResult {
    var matches: [ScreenResult.Match] = []
    let keys = profile.identifierKeys(tables)
    let names = profile.searchedNames
    for (place, list) in lists.enumerated() {
      var seen: Set<String> = []
      for name in names {
        for (id, weight) in near(name, of: profile.kind, in: place) where seen.insert(id).inserted {
          // Of another name, and nothing else is known that could agree: there is nothing to compare.
          if weight < 0, profile.kind == .person, profile.values.isEmpty {
            matches.append(otherName(name, list.list, id, weight))
          } else if let match = match(profile, list.list, id) {
            matches.append(match)
          }
        }
      }
      for key in keys {
        for id in list.list.identifiers[key] ?? [] where seen.insert(id).inserted {
          if let match = match(profile, list.list, id) { matches.append(match) }
        }
      }
    }
    func rank(_ match: ScreenResult.Match) -> Int {
      match.verdict == .hit ? 0 : match.verdict == .sameName ? 1 : 2
    }
    matches.sort {
      (rank($0), -$0.comparison.weight, $0.list, $0.entry) < (
        rank($1), -$1.comparison.weight, $1.list, $1.entry
      )
    }
    return ScreenResult(verdict: matches.first?.verdict ?? .none, matches: Array(matches.prefix(top)))
  }

  /// Entries of a list one of whose names is near a name. Documents repeat names, so what was found is kept.
  private func near(_ name: String, of kind: EntityProfile.Kind, in place: Int)
    -> [(id: String, weight: Double)]
  {
    let key = "\(place)\u{1F}\(kind.rawValue)\u{1F}\(name)"
    if let known = found[key] { return known }
    var ids: [(id: String, weight: Double)] = []
    if kind == .person || kind == .unknown {
      // All namesakes, since another clue may tell which of them is meant; of similar names the best.
      let hits = lists[place].people.search(name, top: Self.namesakes, least: Self.leastSearched)
      let same = hits.prefix { $0.weight >= Self.sameName }.count
      ids += hits.prefix(max(same, Self.similar)).map { ($0.id, $0.weight) }
    }
    if kind != .person {
      let hits = lists[place].bodies.search(name, top: Self.bodies, least: Self.leastSearched)
      ids += hits.filter { comparer.weighOrganisations(name, $0.name) >= Self.similarBody }.map {
        ($0.id, $0.weight)
      }
    }
    if found.count >= Self.mostKept { found.removeAll(keepingCapacity: true) }
    found[key] = ids
    return ids
  }

  private func otherName(_ name: String, _ list: ScreenedList, _ entry: String, _ weight: Double)
    -> ScreenResult.Match
  {
    let other = list.profiles[entry]
    let told = other?.names.first ?? EntityProfile.Name(text: "")
    let comparison = EntityComparison(
      names: EntityComparison.Names(
        one: EntityProfile.Name(text: name), other: told, weight: weight, sharers: nil,
        reason: "The names differ."),
      evidence: [Evidence(weight: weight, because: "the names differ")])
    return ScreenResult.Match(
      list: list.name, entry: entry, entity: other?.id ?? EntityID(entry), name: told.text, verdict: .none,
      comparison: comparison)
  }

  private func match(_ profile: EntityProfile, _ list: ScreenedList, _ entry: String) -> ScreenResult.Match? {
    guard let other = list.profiles[entry], let compared = comparer.compare(profile, other),
      let verdict = Self.verdict(compared, isPerson: profile.kind == .person || other.kind == .person)
    else { return nil }
    return ScreenResult.Match(
      list: list.name, entry: entry, entity: other.id,
      name: compared.names?.other.text ?? other.names.first?.text ?? "", verdict: verdict,
      comparison: compared)
  }

  /// Nil for what is not worth telling: names far apart, and no identifier that agrees.
  static func verdict(_ compared: EntityComparison, isPerson: Bool) -> ScreenResult.Verdict? {
    let names = compared.names?.weight ?? 0
    let isWeak = compared.names.map { $0.one.isWeak || $0.other.isWeak } ?? true
    if !compared.identifiers.isEmpty {
      // One agrees and another differs, as of father and son: that identifies nobody.
      if !compared.conflicts.isEmpty { return names >= sameName ? .sameName : ScreenResult.Verdict.none }
      // A number of somebody with another name is told, and decides nothing.
      return compared.total >= leastTotal ? .hit : names >= sameName ? .sameName : ScreenResult.Verdict.none
    }
    guard names >= (isPerson ? leastSearched : similarBody), !isWeak else { return nil }
    guard names >= sameName else { return ScreenResult.Verdict.none }
    // Somebody else of that name: told, with the difference, and no alarm.
    if !compared.conflicts.isEmpty { return ScreenResult.Verdict.none }
    return !isPerson && names >= sameOrganisation ? .hit : .sameName
  }

  /// How many entries of the lists a name meets by chance alone: people of that name, in the share of
  /// mankind that the lists hold. Zero for organisations.
  public func chanceHits(_ profile: EntityProfile) -> Double {
    guard profile.kind == .person, let name = profile.names.first(where: { !$0.isWeak })?.text,
      let sharers = matcher.compare(name, name).sharers
    else { return 0 }
    let listed = lists.reduce(0) { $0 + $1.list.persons }
    return sharers.expected * Double(listed) / Self.mankind
  }

  static let mankind = 8.1e9
}
