import CounterfoilModel

/// Joins what a list says of one identifier in several places.
///
/// An entry whose identifier comes once passes through; one that comes again is held until its last place.
struct ListJoin {
  private var left: [UInt64: Int]
  private var held: [String: [ListValues]] = [:]

  /// Different entries of one identifier that are compared; more than that is no identifier.
  private static let mostHeld = 200

  init(_ repeated: RepeatedIDs) { left = repeated.counts }

  mutating func take(
    _ found: ListFound, _ entry: (ListEntry) throws -> Void, _ fault: (ListFault) -> Void
  ) throws {
    guard !left.isEmpty else { return try entry(found.values.entry(id: found.id)) }
    let fingerprint = RepeatedIDs.fingerprint(found.id)
    guard let count = left[fingerprint] else { return try entry(found.values.entry(id: found.id)) }
    left[fingerprint] = count - 1
    var group = held[found.id] ?? []
    let names = Self.names(found.values)
    if let same = group.firstIndex(where: { Self.names($0) == names }) {
      group[same].join(found.values.values)
    } else {
      group.append(found.values)
      if group.count > 1 {
        fault(
          ListFault(
            file: found.file, line: found.line,
            words: "the identifier \(found.id) is another entry's already; this one is kept as "
              + Self.id(found.id, group.count - 1), isEntryLost: false))
      }
    }
    held[found.id] = group
    if count == 1 {
      try give(found.id, entry)
    } else if group.count >= Self.mostHeld {
      // The numbers go on; what comes is no longer compared with these.
      try giveAllButFirst(found.id, entry)
    }
  }

  /// Gives what is still held, which is nothing after a whole walk.
  mutating func finish(_ entry: (ListEntry) throws -> Void) throws {
    for id in held.keys.sorted() { try give(id, entry) }
  }

  private var given: [String: Int] = [:]

  private mutating func give(_ id: String, _ entry: (ListEntry) throws -> Void) throws {
    let before = given[id] ?? 0
    for (index, values) in (held.removeValue(forKey: id) ?? []).enumerated() {
      try entry(values.entry(id: Self.id(id, index == 0 ? 0 : index + before)))
    }
  }

  private mutating func giveAllButFirst(_ id: String, _ entry: (ListEntry) throws -> Void) throws {
    guard let group = held[id] else { return }
    let before = given[id] ?? 0
    for (index, values) in group.enumerated().dropFirst() {
      try entry(values.entry(id: Self.id(id, index + before)))
    }
    given[id] = before + group.count - 1
    held[id] = [group[0]]
  }

  private static func id(_ id: String, _ index: Int) -> String { index == 0 ? id : "\(id)#\(index + 1)" }

  private static func names(_ values: ListValues) -> Set<String> {
    Set(values.values.filter { $0.property == "name" }.map { $0.value.lowercased() })
  }
}
