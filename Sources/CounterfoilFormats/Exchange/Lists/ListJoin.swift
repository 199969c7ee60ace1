import CounterfoilModel

/// Identifiers that a list has more than once.
struct RepeatedIDs {
  /// How often, by fingerprint.
  private(set) var counts: [UInt64: Int] = [:]
  /// Open addressing; 0 is an empty slot. Eight bytes an identifier, so that ten million rows cost 130 MB.
  private var slots: [UInt64] = Array(repeating: 0, count: 1 << 10)
  private var used = 0

  /// FNV-1a, stirred; the same in every process.
  static func fingerprint(_ id: String) -> UInt64 {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in id.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
    hash = (hash ^ hash >> 32) &* 0xD6E8_FEB8_6659_FD93
    return max(1, hash ^ hash >> 32)
  }

  mutating func add(_ id: String) {
    let fingerprint = Self.fingerprint(id)
    if !insert(fingerprint) { counts[fingerprint, default: 1] += 1 }
    guard used * 10 > slots.count * 7 else { return }
    let old = slots
    slots = Array(repeating: 0, count: old.count * 2)
    used = 0
    for slot in old where slot != 0 { _ = insert(slot) }
  }

  private mutating func insert(_ fingerprint: UInt64) -> Bool {
    var at = Int(truncatingIfNeeded: fingerprint) & (slots.count - 1)
    while slots[at] != 0 {
      if slots[at] == fingerprint { return false }
      at = (at + 1) & (slots.count - 1)
    }
    slots[at] = fingerprint
    used += 1
    return true
  }
}

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
