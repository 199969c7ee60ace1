import CounterfoilModel
import CounterfoilText
import Dispatch
import Foundation

/// Which groups of entities meet, by names and identifiers.
struct EntityBlocking {
  private let alike: AlikeEntities
  private let tables: ResolutionTables
  /// What comes back of one name, at most.
  private static let candidates = 30

  init(_ alike: AlikeEntities, tables: ResolutionTables) {
    self.alike = alike
    self.tables = tables
  }

  /// Pairs of places in `alike.groups`, the lower in the high half, each once and rising; a group of several
  /// meets itself.
  /// - Throws: What the file system says.
  func meetings(scratch: URL) throws -> [UInt64] {
    var meetings: Set<UInt64> = []
    func meet(_ one: Int, _ other: Int) {
      if one != other || alike.groups[one].members.count > 1 {
        meetings.insert(UInt64(min(one, other)) << 32 | UInt64(max(one, other)))
      }
    }
    var holders: [String: [Int]] = [:]
    for (place, group) in alike.groups.enumerated() {
      meet(place, place)
      for key in group.profile.identifierKeys(tables) { holders[key, default: []].append(place) }
    }
    for (_, places) in holders {
      for other in places.dropFirst() { meet(places[0], other) }
      for (one, other) in zip(places, places.dropFirst()) { meet(one, other) }
    }
    // People among people, bodies among bodies; who may be either among both.
    let kinds: [(EntityProfile.Kind, Double)] = [(.person, 0), (.organisation, -20)]
    for (kind, least) in kinds {
      for (one, other) in try byName(kind, least: least, scratch: scratch) { meet(one, other) }
    }
    return meetings.sorted()
  }

  private func byName(_ kind: EntityProfile.Kind, least: Double, scratch: URL) throws -> [(Int, Int)] {
    var builder = NameIndexBuilder()
    var places: [Int] = []
    for (place, group) in alike.groups.enumerated()
    where group.profile.kind == kind || group.profile.kind == .unknown {
      places.append(place)
      for name in group.profile.searchedNames { builder.add(id: "\(place)", name: name) }
    }
    let sought = places
    let file = scratch.appendingPathComponent("entities-\(UUID().uuidString).names")
    defer { try? FileManager.default.removeItem(at: file) }
    try builder.append(to: file, replacing: true)
    let index = try NameIndex(contentsOf: file)
    let lanes = max(1, min(ProcessInfo.processInfo.activeProcessorCount, sought.count / 64))
    let found = ParallelSlots<[(Int, Int)]>(count: lanes)
    DispatchQueue.concurrentPerform(iterations: lanes) { lane in
      let query = NameIndexQuery(index)
      var pairs: [(Int, Int)] = []
      for at in stride(from: lane, to: sought.count, by: lanes) {
        for name in alike.groups[sought[at]].profile.searchedNames {
          for hit in query.search(name, top: Self.candidates, least: least) {
            if let other = Int(hit.id) { pairs.append((sought[at], other)) }
          }
        }
      }
      found[lane] = pairs
    }
    return found.all.flatMap(\.self)
  }
}
