import CounterfoilFormats
import CounterfoilModel

/// Profiles for tests of evidence, screening and resolution.
enum Profiles {
  static let tables: ResolutionTables = {
    do { return try KnowledgeLoader.resolution() } catch { fatalError("\(error)") }
  }()

  static func person(_ id: String, _ names: [String], _ values: [String: [String]] = [:]) -> EntityProfile {
    profile(id, "Person", names, values)
  }

  static func body(_ id: String, _ names: [String], _ values: [String: [String]] = [:]) -> EntityProfile {
    profile(id, "Organization", names, values)
  }

  private static func profile(
    _ id: String, _ schema: String, _ names: [String], _ values: [String: [String]]
  ) -> EntityProfile {
    EntityProfile(
      id: EntityID(id), schema: schema,
      values: names.map { ("name", $0, nil) }
        + values.sorted { $0.key < $1.key }.flatMap { property, texts in texts.map { (property, $0, nil) } },
      tables: tables)
  }
}

/// SplitMix64 (Steele, Lea and Flood 2014).
struct SeededRandom: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ z >> 30) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ z >> 27) &* 0x94D0_49BB_1331_11EB
    return z ^ z >> 31
  }
}
