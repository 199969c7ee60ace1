/// What the knowledge packs list by name: the dictionary that `find` looks words up in.
public struct Lexicon: Sendable {
  public var organisations: [OrganisationEntry]
  public var terms: [GlossaryTerm]
  public var places: [PlaceEntry]
  /// What tells a host name from a file name or a line of code.
  public var hosts: HostTables
  /// The trained recognisers of names.
  public var recognisers: RecogniserFiles
  /// Words that give a date of somebody's life.
  public var lifeDates: [LifeDateWords]

  public init(
    organisations: [OrganisationEntry] = [], terms: [GlossaryTerm] = [], places: [PlaceEntry] = [],
    hosts: HostTables = HostTables(), recognisers: RecogniserFiles = RecogniserFiles(),
    lifeDates: [LifeDateWords] = []
  ) {
    self.organisations = organisations
    self.terms = terms
    self.places = places
    self.hosts = hosts
    self.recognisers = recognisers
    self.lifeDates = lifeDates
  }
}

/// Words by which a text gives a date of somebody's life, beside the name; lowercase, spaces single.
public struct LifeDateWords: Hashable, Sendable {
  /// Such as `birthDate`.
  public var property: String
  /// All that stands between the name and the date, but for commas and brackets.
  public var between: [String]
  /// What must follow the date at once; empty where nothing must.
  public var after: [String]

  public init(property: String, between: [String], after: [String] = []) {
    self.property = property
    self.between = between
    self.after = after
  }
}

/// Where the trained recognisers of people, organisations and places lie: paths, read when a finder is made.
public struct RecogniserFiles: Hashable, Sendable {
  /// Nil where a language is to be left alone.
  public var english: String?
  public var chinese: String?

  public init(english: String? = nil, chinese: String? = nil) {
    self.english = english
    self.chinese = chinese
  }
}

/// The lists that tell a host name from whatever else has a dot in it. All lowercase, no dots
/// before a name.
public struct HostTables: Hashable, Sendable {
  /// Such as `com`, `cn`, `xn--fiqs8s`. Where this is empty no bare host name is found.
  public var topLevelDomains: Set<String>
  /// Top-level domains that are file extensions too (`zip`, `py`): a bare `name.py` is a file.
  public var fileExtensions: Set<String>
  /// Whole names that look like hosts and are not, such as `asp.net`.
  public var notHosts: Set<String>

  public init(
    topLevelDomains: Set<String> = [], fileExtensions: Set<String> = [],
    notHosts: Set<String> = []
  ) {
    self.topLevelDomains = topLevelDomains
    self.fileExtensions = fileExtensions
    self.notHosts = notHosts
  }
}

/// An organisation of the public record. A retrieval aid: it never transfers a risk to a person
/// who studied, worked or joined there.
public struct OrganisationEntry: Hashable, Sendable {
  /// Such as `mss`.
  public var id: String
  /// The name shown to a reader of English.
  public var english: String
  public var simplified: String?
  public var traditional: String?
  /// Further spellings in any script, safe to match by themselves.
  public var aliases: [String]
  /// Matched only in exact case, and only where another name of the same entry (or a name of its
  /// parent) stands in the same document.
  public var abbreviations: [String]
  /// Longer words around a hit in which it is not this organisation (政协 in 行政协议).
  public var notIfInside: [String]
  public var category: String
  public var parent: String?
  public var note: String?
  public var source: String
  /// `sourced`, `name_from_documented_pattern` or `from_memory`; shown wherever the entry is.
  public var evidenceStatus: String

  public init(
    id: String, english: String, simplified: String? = nil, traditional: String? = nil,
    aliases: [String] = [], abbreviations: [String] = [], notIfInside: [String] = [],
    category: String, parent: String? = nil,
    note: String? = nil, source: String, evidenceStatus: String
  ) {
    self.id = id
    self.english = english
    self.simplified = simplified
    self.traditional = traditional
    self.aliases = aliases
    self.abbreviations = abbreviations
    self.notIfInside = notIfInside
    self.category = category
    self.parent = parent
    self.note = note
    self.source = source
    self.evidenceStatus = evidenceStatus
  }
}

/// A word of covert or administrative Chinese, explained. A hit explains; it indicates nothing.
public struct GlossaryTerm: Hashable, Sendable {
  /// Such as `GL-001`.
  public var id: String
  public var simplified: String
  public var traditional: String
  public var pinyin: String
  public var literal: String
  public var gloss: String
  public var domain: String
  /// The ordinary meaning that must be ruled out.
  public var misreadingRisk: String?
  /// Longer words around a hit in which it is not this term (喝茶 in 喝茶室).
  public var notIfInside: [String]
  /// If not empty, one of these must stand in the same sentence.
  public var needsNearby: [String]
  public var source: String
  public var evidenceStatus: String

  public init(
    id: String, simplified: String, traditional: String, pinyin: String, literal: String,
    gloss: String, domain: String, misreadingRisk: String? = nil, notIfInside: [String] = [],
    needsNearby: [String] = [], source: String, evidenceStatus: String
  ) {
    self.id = id
    self.simplified = simplified
    self.traditional = traditional
    self.pinyin = pinyin
    self.literal = literal
    self.gloss = gloss
    self.domain = domain
    self.misreadingRisk = misreadingRisk
    self.notIfInside = notIfInside
    self.needsNearby = needsNearby
    self.source = source
    self.evidenceStatus = evidenceStatus
  }
}

/// A country, region or city with its names.
public struct PlaceEntry: Hashable, Sendable {
  /// Such as `geonames-1816670` or `iso-CN`.
  public var id: String
  public var english: String
  public var names: [String]
  public var population: Int
  public var latitude: Double
  public var longitude: Double

  public init(
    id: String, english: String, names: [String], population: Int, latitude: Double,
    longitude: Double
  ) {
    self.id = id
    self.english = english
    self.names = names
    self.population = population
    self.latitude = latitude
    self.longitude = longitude
  }
}
