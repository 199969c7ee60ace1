public import CounterfoilModel
import CounterfoilText
public import Foundation

/// A list made ready for screening: an index of its names, and of the numbers that identify.
///
/// Memory: the entries' profiles, about half a kilobyte each; the indexes of names are mapped into memory.
public final class ScreenedList: Sendable {
  public let name: String
  /// How many entries are people; chance hits are reckoned from it.
  public let persons: Int
  public let count: Int
  /// Of people, and of everything else; what may be either stands in both.
  let people: NameIndex
  let bodies: NameIndex
  /// By entry identifier.
  let profiles: [String: EntityProfile]
  /// Property group and comparable value → identifiers of entries that have it.
  let identifiers: [String: [String]]

  /// Makes the indexes of names in `folder`, unless `isReady` says that they lie there for just these entries.
  /// - Throws: What the file system says.
  public init(
    name: String, entries: [ListEntry], tables: ResolutionTables, indexes folder: URL, isReady: Bool = false
  ) throws {
    self.name = name
    var profiles: [String: EntityProfile] = [:]
    var identifiers: [String: [String]] = [:]
    var (people, bodies) = (NameIndexBuilder(), NameIndexBuilder())
    var persons = 0
    for entry in entries {
      let profile = EntityProfile(entry, list: name, tables: tables)
      if profile.kind == .person { persons += 1 }
      if !isReady {
        for name in profile.searchedNames {
          if profile.kind == .person || profile.kind == .unknown { people.add(id: entry.id, name: name) }
          if profile.kind != .person { bodies.add(id: entry.id, name: name) }
        }
      }
      for key in profile.identifierKeys(tables) { identifiers[key, default: []].append(entry.id) }
      profiles[entry.id] = profile
    }
    let files = Self.files(in: folder)
    if !isReady {
      try people.append(to: files.people, replacing: true)
      try bodies.append(to: files.bodies, replacing: true)
    }
    self.people = try NameIndex(contentsOf: files.people)
    self.bodies = try NameIndex(contentsOf: files.bodies)
    self.profiles = profiles
    self.identifiers = identifiers
    self.persons = persons
    count = profiles.count
  }

  /// The two indexes of a list.
  public static func files(in folder: URL) -> (people: URL, bodies: URL) {
    (folder.appendingPathComponent("people.names"), folder.appendingPathComponent("bodies.names"))
  }
}

extension EntityProfile {
  /// The names it is looked for by: those strong enough, and of an organisation what they are in letters.
  var searchedNames: [String] {
    var result = names.filter { !$0.isWeak }.map(\.text)
    guard kind == .organisation || kind == .unknown else { return result }
    for name in result { result += OrganisationReadings.inLetters(name) }
    return result
  }

  /// Group and comparable value of everything that identifies by itself; dates do not, many share them.
  func identifierKeys(_ tables: ResolutionTables) -> [String] {
    var keys: [String] = []
    for property in tables.properties where property.identifies && property.reading != .date {
      for value in values[property.name] ?? [] {
        guard let form = ComparableValue.of(value.text, as: property.reading, tables: tables) else {
          continue
        }
        keys.append(property.group + "\u{1F}" + form)
      }
    }
    return keys
  }
}
