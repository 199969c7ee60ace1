import CounterfoilModel
import CounterfoilText

/// The words by which Chinese sentences tell of links and events, simplified, ready to be looked up.
struct ChineseVocabulary: Sendable {
  /// A frame that a word may open.
  struct Trigger: Sendable {
    var frame: Int
    /// Words that must follow in the clause, in this order: 下达 … 指令.
    var needs: [String]
    var isNoun: Bool
  }

  struct Entry: Sendable {
    var classes: ChineseClasses = []
    var particle: ChineseParticle?
    var triggers: [Trigger] = []

    var opensVerb: Bool { triggers.contains { !$0.isNoun } }
    var opensNoun: Bool { triggers.contains { $0.isNoun } }
  }

  /// What may fill a role.
  struct Kinds: OptionSet, Sendable {
    var rawValue: UInt8
    static let person = Kinds(rawValue: 1)
    static let organisation = Kinds(rawValue: 2)
    static let place = Kinds(rawValue: 4)
    static let thing = Kinds(rawValue: 8)
  }

  let frames: [RelationTables.Frame]
  /// Cuts text into words. Ours count as words from three characters on: shorter ones may straddle two others,
  /// 去了 in 失去了.
  let words: ChineseWords
  let longestWord: Int
  /// Links of a setting (a job, a family): true as told even where somebody is accused.
  let background: Set<String>
  /// What every term of imprisonment has one of.
  let punishments: [String]
  private let links: Set<String>
  private let orders: Set<String>
  private let accusations: Set<String>
  private let pairs: Set<String>
  private let entries: [String: Entry]
  private let roleKinds: [String: Kinds]

  init(_ tables: RelationTables.Language) {
    frames = tables.frames
    var entries: [String: Entry] = [:]
    for (particle, spellings) in ChineseParticle.spellings {
      for word in spellings { entries[word, default: Entry()].particle = particle }
    }
    for (list, classes) in ChineseClasses.named {
      for word in tables.words[list] ?? [] {
        entries[Folding.simplified(word), default: Entry()].classes.formUnion(classes)
      }
    }
    var needed: Set<String> = []
    for (index, frame) in tables.frames.enumerated() {
      for (list, isNoun) in [(frame.verbs, false), (frame.nouns, true)] {
        for lemma in list {
          let parts = Folding.simplified(lemma).split(separator: " ").map(String.init)
          guard let first = parts.first else { continue }
          needed.formUnion(parts.dropFirst())
          entries[first, default: Entry()].triggers.append(
            Trigger(frame: index, needs: Array(parts.dropFirst()), isNoun: isNoun))
        }
      }
    }
    self.entries = entries
    words = ChineseWords(
      terms: (Array(entries.keys) + needed).filter { $0.unicodeScalars.count > 2 }.sorted())
    longestWord = entries.keys.reduce(0) { max($0, $1.unicodeScalars.count) }
    background = Set(tables.words["background"] ?? [])
    punishments = tables.words["punishments"] ?? []
    links = Set(tables.words["links"] ?? [])
    pairs = Set(tables.words["pairs"] ?? [])
    accusations = Set(tables.words["accusations"] ?? [])
    orders = Set(tables.words["orders"] ?? [])
    var kinds: [String: Kinds] = [:]
    for (list, kind) in [
      ("personRoles", Kinds.person), ("organisationRoles", .organisation), ("placeRoles", .place),
      ("thingRoles", .thing),
    ] {
      for role in tables.words[list] ?? [] { kinds[role, default: []].formUnion(kind) }
    }
    roleKinds = kinds
  }

  subscript(word: String) -> Entry? { entries[word] }

  /// What may fill a role: people and organisations unless the table says otherwise.
  func kinds(of role: String, in type: String) -> Kinds {
    roleKinds["\(type).\(role)"] ?? [.person, .organisation]
  }

  /// Whether both roles must be filled.
  func isLink(_ type: String) -> Bool { links.contains(type) }

  /// Whether all roles of a frame must be filled: an event between two is none with one.
  func needsAll(_ type: String) -> Bool { links.contains(type) || pairs.contains(type) }

  /// Whether the person of an event is one of the accused.
  func accuses(_ type: String) -> Bool { accusations.contains(type) }

  /// Whether what follows is asked for and not told: 指使他窃取.
  func isOrder(_ type: String) -> Bool { orders.contains(type) }

  /// The name of a company without the words that every company has, where enough is left to tell it by.
  func shortForm(of folded: ArraySlice<Unicode.Scalar>) -> ArraySlice<Unicode.Scalar>? {
    var rest = folded
    var isCut = false
    // At most: 股份 + 有限 + 公司 and the like.
    for _ in 0..<3 {
      guard
        let length = (2...6).last(where: { length in
          rest.count > length && entries[string(rest.suffix(length))]?.classes.contains(.company) == true
        })
      else { break }
      rest = rest.dropLast(length)
      isCut = true
    }
    return isCut && rest.count >= 3 ? rest : nil
  }
}

/// The text of some scalars.
func string(_ scalars: ArraySlice<Unicode.Scalar>) -> String {
  var text = String.UnicodeScalarView()
  text.append(contentsOf: scalars)
  return String(text)
}
