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

  static let relater: Relater = {
    do { return Relater(tables: try KnowledgeLoader.relations()) } catch { preconditionFailure("\(error)") }
  }()

  static func relations(_ text: String) -> [Relation] {
    relater.relations(in: text, found: finder.linkedMentions(in: text))
  }

  /// Each relation as `type role=name detail:words date modality hedged by speaker`, leaving out what is
  /// not there.
  static func told(_ text: String) -> [String] {
    relations(text).map { relation in
      var words = [relation.type]
      words += relation.participants.map { "\($0.role)=\($0.mention?.quote ?? $0.quote)" }
      words += relation.details.map { "\($0.name):\($0.quote)" }
      if let date = relation.date, !date.isEmpty { words.append(date) }
      if relation.modality != .asserted { words.append(relation.modality.rawValue) }
      if relation.isHedged { words.append("hedged") }
      if !relation.speakers.isEmpty { words.append("by \(relation.speakers.joined(separator: " > "))") }
      return words.joined(separator: " ")
    }
  }

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
