import CounterfoilModel

/// Entities of a casebase grouped by what is known of them: those of one group put the same question.
struct AlikeEntities: Sendable {
  struct Group: Sendable {
    /// Of the first member.
    var profile: EntityProfile
    /// By identifier.
    var members: [EntityID]
  }

  /// In the order of their first members.
  private(set) var groups: [Group] = []

  init(_ profiles: [EntityProfile]) {
    var places: [String: Int] = [:]
    for profile in profiles.sorted(by: { $0.id < $1.id }) {
      let key = Self.key(profile)
      if let place = places[key] {
        groups[place].members.append(profile.id)
      } else {
        places[key] = groups.count
        groups.append(Group(profile: profile, members: [profile.id]))
      }
    }
  }

  private static func key(_ profile: EntityProfile) -> String {
    let names = profile.names.filter { !$0.isWeak }.map(\.text).sorted()
    // Without a whole name nobody is like anybody.
    guard !names.isEmpty else { return profile.id.rawValue }
    let values = profile.values.flatMap { property, values in values.map { "\(property)=\($0.text)" } }
      .sorted()
    return ([profile.kind.rawValue] + names + ["\u{1F}"] + values).joined(separator: "\u{1E}")
  }
}
