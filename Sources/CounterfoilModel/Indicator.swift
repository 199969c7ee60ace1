/// A behaviour that a document describes or enacts; never an attribute of a person.
public struct Indicator: Hashable, Sendable {
  /// How well it tells the pattern from an innocent story. Judged, not measured.
  public enum Power: String, Hashable, Sendable, CaseIterable {
    case high, medium, low
  }

  public var id: String
  /// The id of a `TradecraftPattern`, and of one of its stages.
  public var pattern: String
  public var stage: String
  public var name: String
  public var definition: String
  public var why: String
  public var power: Power
  /// Whether it raises no lead without another indicator, of another stage or source.
  public var neverAlone: Bool
  /// Innocent things that look like it.
  public var lookalikes: [String]
  /// English and Chinese.
  public var forms: [WordForm]
  /// Sentences that it must find, and that it must not: the pack's own tests.
  public var matches: [String]
  public var ignores: [String]
  /// Ids of `TradecraftTables.sources`.
  public var sources: [String]
  public var note: String
  /// The pack it comes from, with its version.
  public var pack: String

  public init(
    id: String, pattern: String, stage: String, name: String, definition: String, why: String = "",
    power: Power, neverAlone: Bool, lookalikes: [String] = [], forms: [WordForm], matches: [String] = [],
    ignores: [String] = [], sources: [String] = [], note: String = "", pack: String = ""
  ) {
    self.id = id
    self.pattern = pattern
    self.stage = stage
    self.name = name
    self.definition = definition
    self.why = why
    self.power = power
    self.neverAlone = neverAlone
    self.lookalikes = lookalikes
    self.forms = forms
    self.matches = matches
    self.ignores = ignores
    self.sources = sources
    self.note = note
    self.pack = pack
  }
}

/// What speaks against an assessment: always looked for, and shown whether found or not.
public struct CounterIndicator: Hashable, Sendable {
  public var id: String
  public var name: String
  public var definition: String
  /// Ids of indicators, `REC-*` for all that begin so, `*` for all.
  public var weakens: [String]
  /// Decibans, negative. Judged, not measured.
  public var weight: Double
  public var forms: [WordForm]
  public var matches: [String]
  public var ignores: [String]
  public var sources: [String]
  public var pack: String

  public init(
    id: String, name: String, definition: String, weakens: [String], weight: Double, forms: [WordForm],
    matches: [String] = [], ignores: [String] = [], sources: [String] = [], pack: String = ""
  ) {
    self.id = id
    self.name = name
    self.definition = definition
    self.weakens = weakens
    self.weight = weight
    self.forms = forms
    self.matches = matches
    self.ignores = ignores
    self.sources = sources
    self.pack = pack
  }

  public func weakens(_ indicator: String) -> Bool {
    weakens.contains { $0.hasSuffix("*") ? indicator.hasPrefix($0.dropLast()) : $0 == indicator }
  }
}
