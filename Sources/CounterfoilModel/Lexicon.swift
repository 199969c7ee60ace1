/// What the knowledge packs list by name: the dictionary that `find` looks words up in.
public struct Lexicon: Sendable {
  public var organisations: [OrganisationEntry]
  public var terms: [GlossaryTerm]
  public var places: [PlaceEntry]

  public init(
    organisations: [OrganisationEntry] = [], terms: [GlossaryTerm] = [], places: [PlaceEntry] = []
  ) {
    self.organisations = organisations
    self.terms = terms
    self.places = places
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
  /// Matched only where another name of the same entry stands in the same document.
  public var abbreviations: [String]
  public var category: String
  public var parent: String?
  public var note: String?
  public var source: String
  /// `sourced`, `name_from_documented_pattern` or `from_memory`; shown wherever the entry is.
  public var evidenceStatus: String

  public init(
    id: String, english: String, simplified: String? = nil, traditional: String? = nil,
    aliases: [String] = [], abbreviations: [String] = [], category: String, parent: String? = nil,
    note: String? = nil, source: String, evidenceStatus: String
  ) {
    self.id = id
    self.english = english
    self.simplified = simplified
    self.traditional = traditional
    self.aliases = aliases
    self.abbreviations = abbreviations
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
