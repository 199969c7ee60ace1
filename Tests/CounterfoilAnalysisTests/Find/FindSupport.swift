import CounterfoilAnalysis
import CounterfoilFormats
import CounterfoilModel

/// The finder over the real packs, made once.
enum Find {
  static let lexicon: Lexicon = {
    do { return try KnowledgeLoader.lexicon() } catch { preconditionFailure("\(error)") }
  }()
  static let finder = Finder(lexicon: lexicon)

  static func mentions(_ text: String) -> [Mention] { finder.mentions(in: text) }

  /// `kind value` of each mention, in order.
  static func found(_ text: String, _ kinds: Set<Mention.Kind>) -> [String] {
    mentions(text).filter { kinds.contains($0.kind) }.map { "\($0.kind.rawValue) \($0.value)" }
  }

  static let observables: Set<Mention.Kind> = [
    .ipv4, .ipv6, .domain, .url, .email, .md5, .sha1, .sha256, .sha512, .cve, .asn, .bitcoin,
    .ethereum, .phone,
  ]
}

/// A small generator with a fixed sequence for each seed (SplitMix64).
struct SeededGenerator: RandomNumberGenerator {
  var state: UInt64
  init(seed: UInt64) { state = seed }
  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var word = state
    word = (word ^ (word >> 30)) &* 0xBF58_476D_1CE4_E5B9
    word = (word ^ (word >> 27)) &* 0x94D0_49BB_1331_11EB
    return word ^ (word >> 31)
  }
}
