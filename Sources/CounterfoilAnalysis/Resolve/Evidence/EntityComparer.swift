public import CounterfoilModel
import CounterfoilText
import Foundation

/// Compares two records or entities. Keeps working memory between calls; make one for each thread.
///
/// Persons: the base rate is how many living people share the name, one of whom is meant. So a common name
/// needs more clues, whoever bears it, and no name identifies by itself. Organisations: a fixed base rate, as
/// their names are made to tell them apart.
public final class EntityComparer {
  /// Names that weigh this much fit throughout; the number of sharers says the rest.
  static let fitting = 10.0
  /// Where nothing is known of how many share a name, in decibans.
  static let unknownSharers = -40.0

  /// The most that an acronym says beside a name it may stand for, and beside itself.
  private static let oneAcronym = 14.0
  private static let twoAcronyms = 6.0
  /// Names and accounts of names kept for the next comparison, at most.
  private static let mostKept = 20_000

  private let matcher = NameMatcher()
  private let tables: ResolutionTables
  private var organisations: [String: AnalysedOrganisation] = [:]
  private var accounts: [String: NameEvidence] = [:]

  public init(tables: ResolutionTables) { self.tables = tables }

  /// - Returns: Nil for two that cannot be one: a person and an organisation.
  public func compare(_ one: EntityProfile, _ other: EntityProfile) -> EntityComparison? {
    guard let kind = Self.common(one.kind, other.kind) else { return nil }
    var result = EntityComparison()
    clues(one, other, into: &result)
    names(one, other, kind, into: &result)
    return result
  }

  /// The name engine's weight alone, of the two spellings that fit best, weak names left out.
  public func weighNames(_ one: EntityProfile, _ other: EntityProfile) -> Double {
    guard let kind = Self.common(one.kind, other.kind) else { return -.infinity }
    return best(one, other, kind, withWeak: false)?.weight ?? -.infinity
  }

  /// The name engine's weight of two names of organisations, acronyms told little by.
  func weighOrganisations(_ one: String, _ other: String) -> Double {
    let weight = Double(matcher.weighOrganisations(organisation(one), organisation(other)))
    switch (Self.isAcronym(one), Self.isAcronym(other)) {
    case (true, true): return min(weight, Self.twoAcronyms)
    case (true, false), (false, true): return min(weight, Self.oneAcronym)
    default: return weight
    }
  }

  /// Letters that stand for many names: `NPA`.
  private static func isAcronym(_ name: String) -> Bool {
    (2...6).contains(name.utf8.count) && name.utf8.allSatisfy { (0x41...0x5A).contains($0) }
  }

  private static func common(_ one: EntityProfile.Kind, _ other: EntityProfile.Kind) -> NameEvidence.Kind? {
    switch (one, other) {
    case (.person, .person), (.person, .unknown), (.unknown, .person): .person
    case (.organisation, .organisation), (.organisation, .unknown), (.unknown, .organisation),
      (.unknown, .unknown), (.thing, .thing):
      .organisation
    default: nil
    }
  }

  // MARK: - Names

  private func names(
    _ one: EntityProfile, _ other: EntityProfile, _ kind: NameEvidence.Kind,
    into result: inout EntityComparison
  ) {
    guard let best = best(one, other, kind, withWeak: false) ?? best(one, other, kind, withWeak: true) else {
      return
    }
    if kind == .person, best.weight < 0, result.identifiers.isEmpty {
      // Nobody will ask for the account of two names that are not one.
      result.names = EntityComparison.Names(
        one: best.one, other: best.other, weight: best.weight, sharers: nil, reason: "The names differ.")
      result.evidence.insert(
        Evidence(weight: Self.unknownSharers + best.weight, because: "the names differ"), at: 0)
      return
    }
    let account = account(best.one.text, best.other.text, kind)
    let clues = result.evidence
    result.evidence = []
    defer { result.evidence += clues }
    let isWeak = best.one.isWeak || best.other.isWeak
    let citations = [best.one.citation, best.other.citation].compactMap(\.self)
    result.names = EntityComparison.Names(
      one: best.one, other: best.other, weight: kind == .person ? account.weight : best.weight,
      sharers: account.sharers?.expected,
      reason: account.reason)
    guard kind == .person else {
      result.evidence.append(
        Evidence(weight: tables.organisationPrior, because: "one of many organisations with like names"))
      result.evidence.append(
        Evidence(
          weight: isWeak ? min(best.weight, 0) : best.weight,
          because: isWeak ? "a name too weak to find anybody by" : Self.clause(account.reason),
          citations: citations))
      return
    }
    if let sharers = account.sharers {
      let count = NameEvidence.rounded(max(sharers.expected, 1))
      result.evidence.append(
        Evidence(
          weight: -10 * log10(max(sharers.expected, 1)),
          because: sharers.expected < 10
            ? "few share the name" : "one of about \(count) people who share the name",
          citations: citations))
    } else {
      result.evidence.append(
        Evidence(
          weight: Self.unknownSharers, because: "how many share the name is not known", citations: citations))
    }
    let fit = min(account.weight - Self.fitting, 0)
    if fit < 0 || isWeak {
      result.evidence.append(
        Evidence(
          weight: isWeak ? fit - Self.fitting : fit,
          because: isWeak ? "a name too weak to find anybody by" : Self.clause(account.reason),
          citations: citations))
    }
  }

  private func best(
    _ one: EntityProfile, _ other: EntityProfile, _ kind: NameEvidence.Kind, withWeak: Bool
  ) -> (one: EntityProfile.Name, other: EntityProfile.Name, weight: Double)? {
    var best: (one: EntityProfile.Name, other: EntityProfile.Name, weight: Double)?
    for a in one.names where withWeak || !a.isWeak {
      for b in other.names where withWeak || !b.isWeak {
        let weight =
          kind == .person
          ? Double(matcher.weigh(a.text, b.text))
          : weighOrganisations(a.text, b.text)
        if weight > best?.weight ?? -.infinity { best = (a, b, weight) }
      }
    }
    return best
  }

  private func organisation(_ name: String) -> AnalysedOrganisation {
    if let known = organisations[name] { return known }
    if organisations.count >= Self.mostKept { organisations.removeAll(keepingCapacity: true) }
    let analysed = matcher.analyseOrganisation(name)
    organisations[name] = analysed
    return analysed
  }

  private func account(_ one: String, _ other: String, _ kind: NameEvidence.Kind) -> NameEvidence {
    let key = (kind == .person ? "p" : "o") + one + "\u{1F}" + other
    if let known = accounts[key] { return known }
    if accounts.count >= Self.mostKept { accounts.removeAll(keepingCapacity: true) }
    let account = matcher.compare(one, other, kind: kind)
    accounts[key] = account
    return account
  }

  /// A sentence as a clause.
  private static func clause(_ sentence: String) -> String {
    let text = sentence.hasSuffix(".") ? String(sentence.dropLast()) : sentence
    return text.prefix(1).lowercased() + text.dropFirst()
  }

  // MARK: - Everything else

  private func clues(_ one: EntityProfile, _ other: EntityProfile, into result: inout EntityComparison) {
    // The heaviest of each group of correlated clues, for or against.
    var groups: [(group: String, evidence: Evidence, identifies: Bool)] = []
    for property in tables.properties {
      guard let these = one.values[property.name], let those = other.values[property.name] else { continue }
      guard let evidence = weigh(these, those, property) else { continue }
      let found = (
        group: property.group, evidence: evidence,
        // Less than the whole value tells nobody apart.
        identifies: property.identifies
          && abs(evidence.weight) >= abs(evidence.weight > 0 ? property.same : property.other)
      )
      if let at = groups.firstIndex(where: { $0.group == found.group }) {
        // An agreement outweighs that another number of the same kind differs.
        let isHeavier =
          evidence.weight > groups[at].evidence.weight
          && (evidence.weight > 0 || groups[at].evidence.weight < 0)
        if isHeavier { groups[at] = found }
      } else {
        groups.append(found)
      }
    }
    for (group, evidence, identifies) in groups {
      result.evidence.append(evidence)
      result.clues += evidence.weight
      guard identifies else { continue }
      if evidence.weight > 0 {
        result.identifiers.append(group)
      } else if evidence.weight <= -10 {
        result.conflicts.append(group)
      }
    }
  }

  private func weigh(
    _ these: [EntityProfile.Value], _ those: [EntityProfile.Value], _ property: ResolutionTables.Property
  ) -> Evidence? {
    if property.reading == .date { return weighDates(these, those, property) }
    func forms(_ values: [EntityProfile.Value]) -> [(String, EntityProfile.Value)] {
      values.compactMap { value in
        ComparableValue.of(value.text, as: property.reading, tables: tables).map { ($0, value) }
      }
    }
    let (one, other) = (forms(these), forms(those))
    guard !one.isEmpty, !other.isEmpty else { return nil }
    for (form, value) in one {
      guard let (_, match) = other.first(where: { $0.0 == form }) else { continue }
      return Evidence(
        weight: property.same, because: "\(property.because): \(value.text)",
        citations: [value.citation, match.citation].compactMap(\.self))
    }
    guard property.other != 0 else { return nil }
    return Evidence(
      weight: property.other, because: "not \(property.because): \(one[0].1.text), \(other[0].1.text)",
      citations: [one[0].1.citation, other[0].1.citation].compactMap(\.self))
  }

  private func weighDates(
    _ these: [EntityProfile.Value], _ those: [EntityProfile.Value], _ property: ResolutionTables.Property
  ) -> Evidence? {
    var best:
      (agreement: PartialDate.Agreement, one: EntityProfile.Value, other: EntityProfile.Value, width: Int)?
    for one in these {
      guard let date = PartialDate(one.text) else { continue }
      for other in those {
        guard let match = PartialDate(other.text) else { continue }
        let agreement = date.agreement(with: match, placeholders: tables.dates.placeholderDays)
        let width = max(date.years.count, match.years.count)
        if best.map({ (agreement, -width) > ($0.agreement, -$0.width) }) ?? true {
          best = (agreement, one, other, width)
        }
      }
    }
    guard let best else { return nil }
    let both = "\(best.one.text), \(best.other.text)"
    let (weight, because): (Double, String) =
      switch best.agreement {
      case .day: (property.same, "\(property.because): \(best.one.text)")
      case .slip: (tables.dates.slip, "the dates differ by a slip: \(both)")
      case .month: (tables.dates.month.same, "the same month: \(both)")
      case .year: (max(tables.dates.year.same - 10 * log10(Double(best.width)), 0), "the same year: \(both)")
      case .nearYear: (tables.dates.nearYear, "nearly the same year: \(both)")
      case .none: (property.other, "not \(property.because): \(both)")
      }
    return Evidence(
      weight: weight, because: because,
      citations: [best.one.citation, best.other.citation].compactMap(\.self))
  }
}
