import CounterfoilAnalysis
import CounterfoilText
import Foundation

/// What the English model knows of words before it is trained: clusters, usual case, lists of names.
struct EnglishKnowledge {
  /// Bits of what a word is known as.
  private enum Bit: Int {
    case given, givenRare, surname, surnameRare, title, body, field, legal
    case place, particle, romanisedSurname, western, kindOfPlace, nationality, calendar, organisation
  }

  private struct Word {
    var cluster = 0
    var capitalCluster = 0
    var usualCase: UInt8 = 0
    var known = 0
  }

  private var words: [String: Word] = [:]
  /// Names by their words in small letters → 2 place, 4 organisation, 8 person.
  private var phrases: [[String]: UInt8] = [:]

  init(tools: URL, shared: URL) throws {
    for row in try Tables.rows(tools.appendingPathComponent("english-words.tsv")) where row.count == 4 {
      words[row[0], default: Word()].cluster = Int(row[1]) ?? 0
      words[row[0], default: Word()].capitalCluster = Int(row[2]) ?? 0
      words[row[0], default: Word()].usualCase = UInt8(row[3]) ?? 0
    }
    try readNames()
    try readPlaces(tools, shared)
    try readOrganisations()
  }

  private mutating func mark(_ word: String, _ bit: Bit) {
    let key = word.hasSuffix(".") ? String(word.dropLast()) : word
    words[key, default: Word()].known |= 1 << bit.rawValue
  }

  private mutating func readNames() throws {
    for path in ["names/latin/tokens.tsv", "names/latin/rough-tokens.tsv"] {
      for row in try Tables.knowledge(path) where row.count >= 3 {
        let (given, surname) = (Double(row[1]) ?? 0, Double(row[2]) ?? 0)
        if given > 0 { mark(row[0], given >= 200 ? .given : .givenRare) }
        if surname > 0 { mark(row[0], surname >= 200 ? .surname : .surnameRare) }
      }
    }
    for row in try Tables.knowledge("names/latin/titles.tsv") where row.count >= 3 && row[1].hasPrefix("en") {
      mark(row[0], .title)
    }
    for row in try Tables.knowledge("names/latin/particles.tsv") { mark(row[0], .particle) }
    for row in try Tables.knowledge("names/latin/western-given.tsv") { mark(row[0], .western) }
    for row in try Tables.knowledge("names/romanisation/surname-spellings.tsv") where row.count >= 3 {
      mark(row[2].lowercased(), .romanisedSurname)
    }
  }

  private mutating func readPlaces(_ tools: URL, _ shared: URL) throws {
    var places: Set<String> = []
    func isLatin(_ name: String) -> Bool { name.unicodeScalars.first.map { $0.value < 0x250 } ?? false }
    for row in try Tables.knowledge("places/places.tsv") where row.count >= 3 {
      for name in [row[1]] + row[2].split(separator: "|").map(String.init) where isLatin(name) {
        places.insert(name)
      }
    }
    for row in try Tables.rows(shared.appendingPathComponent("eval/geo/geonames_world_pop15000_zh_en.tsv"))
    where row.count > 1 { places.insert(row[1]) }
    for row in try Tables.rows(tools.appendingPathComponent("english-lists.tsv")) where row.count == 2 {
      for name in row[1].split(separator: "|").map(String.init) {
        switch row[0] {
        case "place": places.insert(name)
        case "kind": mark(name, .kindOfPlace)
        case "calendar": mark(name, .calendar)
        case "nationality": mark(name.lowercased(), .nationality)
        case "organisation": add(name, 4)
        default: break
        }
      }
    }
    for name in places.sorted() { add(name, 2) }
  }

  private mutating func readOrganisations() throws {
    for row in try Tables.knowledge("names/organisations/organisations.tsv") where row.count >= 5 {
      for name in row[2].components(separatedBy: " | ") + row[3].components(separatedBy: " | ")
      where name.count > 2 {
        add(name, 4)
      }
    }
    for row in try Tables.knowledge("names/organisations/english-words.tsv") where row.count >= 2 {
      switch row[1] {
      case "body": mark(row[0], .body)
      case "field": mark(row[0], .field)
      case "legal": mark(row[0], .legal)
      default: break
      }
    }
  }

  private mutating func add(_ name: String, _ sort: UInt8) {
    let parts = name.lowercased().replacingOccurrences(of: "-", with: " - ")
      .replacingOccurrences(of: "'s", with: " 's").replacingOccurrences(of: ",", with: " ,")
      .split(separator: " ").map { $0.hasSuffix(".") ? String($0.dropLast()) : String($0) }
    guard let first = parts.first, parts.count <= 6 else { return }
    if parts.count == 1 {
      // A word of the language is no name by itself.
      guard words[first].map({ $0.usualCase == 0 || $0.usualCase >= 4 }) ?? true else { return }
      mark(first, sort == 2 ? .place : .organisation)
    }
    phrases[parts, default: 0] |= sort
  }

  /// The sections of a model that hold this.
  func sections() -> [ModelFile.Section: [UInt8]] {
    var rows: [(hash: UInt64, row: [UInt8])] = []
    for (word, facts) in words.sorted(by: { $0.key < $1.key }) {
      guard facts.cluster != 0 || facts.known != 0 || facts.usualCase != 0 else { continue }
      let hash = Self.hash(word)
      rows.append((hash, Self.row(facts.cluster, facts)))
      if facts.capitalCluster != 0, facts.capitalCluster != facts.cluster {
        rows.append((FeatureHash.join(hash, 1), Self.row(facts.capitalCluster, facts)))
      }
    }
    var table: [UInt64: UInt8] = [:]
    for (parts, sort) in phrases {
      var hash = FeatureHash.seed
      for (index, part) in parts.enumerated() {
        hash = FeatureHash.join(hash, Self.hash(part))
        table[hash, default: 0] |= index + 1 < parts.count ? 1 : sort
      }
    }
    let phraseRows = table.sorted { $0.key < $1.key }.map { (hash: $0.key, row: [$0.value, 0, 0, 0]) }
    return [
      .words: FlatTable.bytes(rows, width: EnglishFeatures.wordWidth),
      .phrases: FlatTable.bytes(phraseRows, width: EnglishFeatures.phraseWidth),
      .characters: [],
    ]
  }

  private static func row(_ cluster: Int, _ word: Word) -> [UInt8] {
    [
      UInt8(cluster & 0xFF), UInt8(cluster >> 8 & 0xFF), word.usualCase, 0,
      UInt8(word.known & 0xFF), UInt8(word.known >> 8 & 0xFF), 0, 0,
    ]
  }

  private static func hash(_ word: String) -> UInt64 { FeatureHash.scalars(word) }
}
