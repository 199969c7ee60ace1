package import CounterfoilModel
import CounterfoilText

/// Links and events as each document tells them → each once, with all who tell it.
///
/// Two are one if they are of one type, our entity has one role in both, the other ends agree and nothing else
/// contradicts. People at the other end are one only by judgement, bodies also by name.
package struct PartJoiner: Sendable {
  private let tables: AccountTables
  private let folding = Folding.shared

  package init(tables: AccountTables) { self.tables = tables }

  package func joined(_ parts: [EntityAccount.Part]) -> [EntityAccount.Part] {
    var result: [EntityAccount.Part] = []
    // By what two tellings of one must share: places in the result.
    var known: [String: [Int]] = [:]
    // Whatever says the most exact date first, so that a vague telling cannot tie two that differ.
    let order = parts.indices.sorted { one, other in
      let (a, b) = (parts[one].date?.count ?? 0, parts[other].date?.count ?? 0)
      return a != b ? a > b : one < other
    }
    for place in order {
      let part = parts[place]
      let keys = keys(part)
      let candidates = Set(keys.flatMap { known[$0] ?? [] }).sorted()
      guard let same = candidates.first(where: { isSame(result[$0], part) }) else {
        for key in keys { known[key, default: []].append(result.count) }
        result.append(part)
        continue
      }
      for key in keys where known[key]?.contains(same) != true { known[key, default: []].append(same) }
      for (name, words) in part.details where (result[same].details[name]?.count ?? 0) < words.count {
        result[same].details[name] = words
      }
      for end in part.ends {
        if let known = result[same].ends.firstIndex(where: { agrees($0, end) }) {
          result[same].ends[known].add(end)
        } else if !result[same].ends.contains(where: { $0.role == end.role }) {
          result[same].ends.append(end)
        }
      }
      result[same].sayings += part.sayings
    }
    return result
  }

  private func keys(_ part: EntityAccount.Part) -> [String] {
    let own = part.kind.id + " " + part.role
    if isStep(part) { return [own] }
    return part.ends.flatMap { end in end.keys.map { [own, end.role, $0].joined(separator: " ") } }
  }

  private func isStep(_ part: EntityAccount.Part) -> Bool {
    tables.steps.contains { $0.type == part.kind.id && $0.subject == part.role }
  }

  private func agrees(_ one: EntityAccount.End, _ other: EntityAccount.End) -> Bool {
    one.role == other.role && !one.keys.isDisjoint(with: other.keys)
  }

  private func isSame(_ one: EntityAccount.Part, _ other: EntityAccount.Part) -> Bool {
    guard one.kind.id == other.kind.id, one.role == other.role else { return false }
    if one.kind.form == .event, let a = one.date, let b = other.date, Self.contradict(a, b) { return false }
    if let a = one.details["amount"], let b = other.details["amount"], a != b { return false }
    if isStep(one) {
      return OutcomeTimelines.isOneOffence(one.details["offence"], other.details["offence"], folding)
    }
    let roles = Set(one.ends.map(\.role)).intersection(other.ends.map(\.role))
    guard !roles.isEmpty else { return false }
    return roles.allSatisfy { role in
      one.ends.contains { a in a.role == role && other.ends.contains { agrees(a, $0) } }
    }
  }

  static func contradict(_ one: String, _ other: String) -> Bool {
    guard let a = PartialDate(one), let b = PartialDate(other) else { return one != other }
    return a.contradicts(b)
  }
}
