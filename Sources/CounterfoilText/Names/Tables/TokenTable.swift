/// What is known of a word in a Latin-letter name: how many bear it, and whether it is a title or particle.
///
/// From `names/latin/`.
final class TokenTable: @unchecked Sendable {
  // Written once in `init`, read only afterwards.

  struct Entry: Sendable {
    /// Shares of people who have it as a given name, or as a surname.
    var given: Float = 0
    var surname: Float = 0
    var marks: AnalysedName.Marks = []
    /// Words that are spellings of one name share a group; 0 is none.
    var group: UInt16 = 0
    /// Given names that one another's bearers are called by: a second group, for pet names and translations.
    var kin: [UInt16] = []
    var isWesternGiven = false
  }

  private(set) var entries: [Entry] = [Entry()]
  private var slots: [UInt16]
  private var hashes: [UInt64] = [0]
  private let mask: Int

  init() {
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
    for table in ["names/latin/nicknames.tsv", "names/latin/translations.tsv"] {
      KnowledgeTable.forEachRow(of: table) { fields in
        group += 1
        for field in fields where !field.isEmpty { entries[add(field)].kin.append(group) }
      }
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
