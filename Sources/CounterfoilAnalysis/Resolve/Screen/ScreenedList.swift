public import CounterfoilModel
import CounterfoilText
public import Foundation

/// A list made ready for screening: an index of its names, and of the numbers that identify.
///
/// Memory: the entries' profiles, about half a kilobyte each; the index of names is mapped from `index`.
public final class ScreenedList: Sendable {
  public let name: String
  /// How many entries are people; chance hits are reckoned from it.
  public let persons: Int
  public let count: Int
  let index: NameIndex
  /// By entry identifier.
  let profiles: [String: EntityProfile]
  /// Property group and comparable value → identifiers of entries that have it.
  let identifiers: [String: [String]]

  /// Makes the index of names at `file`, unless `isReady` says that it stands there for just these entries.
  /// - Throws: What the file system says.
  public init(
    name: String, entries: [ListEntry], tables: ResolutionTables, index file: URL, isReady: Bool = false
  ) throws {
    self.name = name
    var profiles: [String: EntityProfile] = [:]
    var identifiers: [String: [String]] = [:]
    var builder = NameIndexBuilder()
    var persons = 0
    for entry in entries {
      let profile = EntityProfile(entry, list: name, tables: tables)
      if profile.kind == .person { persons += 1 }
      if !isReady {
        for name in profile.names where !name.isWeak { builder.add(id: entry.id, name: name.text) }
      }
      for key in profile.identifierKeys(tables) { identifiers[key, default: []].append(entry.id) }
      profiles[entry.id] = profile
    }
    if !isReady { try builder.append(to: file, replacing: true) }
    index = try NameIndex(contentsOf: file)
    self.profiles = profiles
    self.identifiers = identifiers
    self.persons = persons
    count = profiles.count
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
