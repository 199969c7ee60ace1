import Foundation

/// What is known of a word in a Latin-letter name: how many bear it, and whether it is a title or particle.
///
/// From `names/latin/`.
final class TokenTable: @unchecked Sendable {
  // Written once in `init`, read only afterwards.

  struct Entry: Sendable {
    /// Shares of people who have it as a given name, or as a surname.
    var given: Float = 0
    var surname: Float = 0
    /// How much it says that two names share the word, in decibans: the rarer the more; 0 where none is known to bear it.
    var rarity: Float = 0
    var marks: AnalysedName.Marks = []
    /// Words that are spellings of one name share a group; 0 is none.
    var group: UInt16 = 0
    /// Where the row's groups of kin begin in `kin`, and how many there are.
    var kinStart: UInt16 = 0
    var kinCount: UInt16 = 0
    var isWesternGiven = false
  }

  private(set) var entries: [Entry] = [Entry()]
  /// Groups of given names that one another's bearers are called by, pet names and translations, row by row.
  private var kin: [UInt16] = []
  private var slots: [UInt16]
  private var hashes: [UInt64] = [0]
  private let mask: Int

  /// - Parameter chinese: Words of romanised Chinese names, with the share of such names that have them.
  init(chinese: [(word: String, share: Float)]) {
    slots = [UInt16](repeating: 0, count: 1 << 18)
    mask = (1 << 18) - 1
    KnowledgeTable.forEachRow(of: "names/latin/tokens.tsv") { fields in
      guard fields.count > 2 else { return }
      let entry = add(fields[0])
      entries[entry].given = fields[1].number / 1e6
      entries[entry].surname = fields[2].number / 1e6
    }
    KnowledgeTable.forEachRow(of: "names/latin/western-given.tsv") { fields in
      entries[add(fields[0])].isWesternGiven = true
    }
    var group: UInt16 = 0
    KnowledgeTable.forEachRow(of: "names/latin/equivalents.tsv") { fields in
      group += 1
      for field in fields where !field.isEmpty {
        let entry = add(field)
        if entries[entry].group == 0 { entries[entry].group = group }
      }
    }
    var kinOf: [Int: [UInt16]] = [:]
    for table in ["names/latin/nicknames.tsv", "names/latin/translations.tsv"] {
      KnowledgeTable.forEachRow(of: table) { fields in
        group += 1
        for field in fields where !field.isEmpty { kinOf[add(field), default: []].append(group) }
      }
    }
    for (entry, groups) in kinOf.sorted(by: { $0.key < $1.key }) where entry != 0 {
      entries[entry].kinStart = UInt16(clamping: kin.count)
      entries[entry].kinCount = UInt16(groups.count)
      kin += groups
    }
    KnowledgeTable.forEachRow(of: "names/latin/titles.tsv") { fields in
      guard fields[0].allSatisfy({ $0 >= 0x61 && $0 <= 0x7A }), fields[0].count > 0 else { return }
      let kind = fields.count > 1 ? fields[fields.count - 1].string : ""
      if kind.hasPrefix("suffix") {
        entries[add(fields[0])].marks.insert(.suffix)
      } else if !kind.hasPrefix("weak") {
        entries[add(fields[0])].marks.insert(.title)
      }
    }
    KnowledgeTable.forEachRow(of: "names/latin/particles.tsv") { fields in
      guard fields[0].allSatisfy({ $0 >= 0x61 && $0 <= 0x7A }), fields[0].count > 0 else { return }
      entries[add(fields[0])].marks.insert(.particle)
    }
    var chineseShares: [Int: Float] = [:]
    for (word, share) in chinese { chineseShares[add(word.utf8)] = share }
    for entry in entries.indices.dropFirst() {
      let share = max(
        entries[entry].given, entries[entry].surname,
        (chineseShares[entry] ?? 0) * NameWeights.chineseBearers)
      if share > 0 { entries[entry].rarity = min(max(-3.0103 * log2f(share), 6), NameWeights.loudest) }
    }
  }

  /// How much it says that two names share a word, in decibans; a word that the tables do not have is rare.
  @inline(__always)
  func rarity(of token: AnalysedName.Token) -> Float {
    let known = entries[Int(token.entry)].rarity
    return known > 0 ? known : min(16 + Float(token.count) * 1.5, 30)
  }

  /// Whether two given names are forms, pet names or translations of one.
  func areKin(_ one: Entry, _ other: Entry) -> Bool {
    guard one.kinCount > 0, other.kinCount > 0 else { return false }
    for x in Int(one.kinStart)..<Int(one.kinStart + one.kinCount) {
      for y in Int(other.kinStart)..<Int(other.kinStart + other.kinCount) where kin[x] == kin[y] {
        return true
      }
    }
    return false
  }

  static let hashSeed: UInt64 = 0xCBF2_9CE4_8422_2325

  @inline(__always)
  static func hash(_ hash: UInt64, adding letter: UInt8) -> UInt64 {
    (hash ^ UInt64(letter)) &* 0x0000_0100_0000_01B3
  }

  static func hash(_ letters: some Sequence<UInt8>) -> UInt64 {
    letters.reduce(hashSeed) { hash($0, adding: $1) }
  }

  private func add(_ letters: some Sequence<UInt8>) -> Int {
    let hash = Self.hash(letters)
    let known = Int(find(hash))
    if known != 0 { return known }
    guard entries.count < 60_000 else { return 0 }
    entries.append(Entry())
    hashes.append(hash)
    var slot = Int(truncatingIfNeeded: hash ^ hash >> 32) & mask
    while slots[slot] != 0 { slot = (slot + 1) & mask }
    slots[slot] = UInt16(entries.count - 1)
    return entries.count - 1
  }

  /// The row that holds the word with this hash; 0 where none does.
  @inline(__always)
  func find(_ hash: UInt64) -> UInt16 {
    var slot = Int(truncatingIfNeeded: hash ^ hash >> 32) & mask
    return slots.withUnsafeBufferPointer { slots in
      hashes.withUnsafeBufferPointer { hashes in
        while slots[slot] != 0 {
          if hashes[Int(slots[slot])] == hash { return slots[slot] }
          slot = (slot + 1) & mask
        }
        return 0
      }
    }
  }
}
