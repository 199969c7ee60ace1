/// The Han characters a name can be made of: what is one character, and how common each is in names.
///
/// Characters are numbered; simplified, traditional and variant forms of one character share a number.
/// From `names/romanisation/variants.tsv`, `names/romanisation/readings.tsv` and `names/population/`.
final class HanCharacters: @unchecked Sendable {
  // Written once in `init`, read only afterwards.

  /// 0 stands for every character that the tables do not hold.
  static let unknown: UInt16 = 0
  /// The share given to a surname or character that the population tables do not hold.
  static let rareShare: Float = 2e-7

  private var pages = [UInt16](repeating: 0, count: 0x110000 >> 7)
  private var ids = [UInt16](repeating: 0, count: 128)
  private(set) var scalars: [UInt32] = [0]

  /// The share of people who bear the character as a whole surname, by character number.
  private(set) var surname: [Float] = []
  /// The share of two-character given names that begin with it, that end with it, and of
  /// one-character given names that are it.
  private(set) var first: [Float] = []
  private(set) var second: [Float] = []
  private(set) var single: [Float] = []
  /// Whole given names and compound surnames with a share of their own, by `pairKey`.
  private(set) var givenPairs: [UInt32: Float] = [:]
  private(set) var compounds: [UInt32: Float] = [:]

  init() {
    var canonical: [UInt32: UInt32] = [:]
    KnowledgeTable.forEachRow(of: "languages/traditional-to-simplified.tsv") { fields in
      guard fields.count > 1, let from = fields[0].scalars.first, let to = fields[1].scalars.first
      else { return }
      canonical[from] = to
    }
    KnowledgeTable.forEachRow(of: "names/romanisation/variants.tsv") { fields in
      guard fields.count > 1, let from = fields[0].scalars.first, let to = fields[1].scalars.first
      else { return }
      canonical[from] = to
    }
    KnowledgeTable.forEachRow(of: "names/romanisation/readings.tsv") { fields in
      guard let scalar = fields[0].scalars.first else { return }
      _ = add(canonical[scalar] ?? scalar)
    }
    for (from, to) in canonical.sorted(by: { $0.key < $1.key }) {
      let target = add(canonical[to] ?? to)
      set(from, to: target)
    }
    readPopulation()
  }

  static func pairKey(_ first: UInt16, _ second: UInt16) -> UInt32 {
    UInt32(first) << 16 | UInt32(second)
  }

  private func readPopulation() {
    surname = [Float](repeating: Self.rareShare, count: scalars.count)
    first = [Float](repeating: 1e-6, count: scalars.count)
    second = first
    single = first
    KnowledgeTable.forEachRow(of: "names/population/surnames.tsv") { fields in
      guard fields.count > 1 else { return }
      let characters = fields[0].scalars.map(id)
      let share = fields[1].number / 1e6
      if characters.count == 1 {
        surname[Int(characters[0])] = max(share, Self.rareShare)
      } else if characters.count == 2 {
        compounds[Self.pairKey(characters[0], characters[1])] = share
      }
    }
    KnowledgeTable.forEachRow(of: "names/population/given.tsv") { fields in
      guard fields.count > 3, let scalar = fields[0].scalars.first else { return }
      let character = Int(id(scalar))
      first[character] = max(first[character], fields[1].number / 1e6)
      second[character] = max(second[character], fields[2].number / 1e6)
      single[character] = max(single[character], fields[3].number / 1e6)
    }
    KnowledgeTable.forEachRow(of: "names/population/given-pairs.tsv") { fields in
      guard fields.count > 1 else { return }
      let characters = fields[0].scalars.map(id)
      let share = fields[1].number / 1e6
      if characters.count == 2 {
        givenPairs[Self.pairKey(characters[0], characters[1])] = share
      } else if characters.count == 1 {
        givenPairs[Self.pairKey(characters[0], 0)] = share
      }
    }
  }

  private func add(_ scalar: UInt32) -> UInt16 {
    let known = id(scalar)
    if known != Self.unknown || scalars.count >= Int(UInt16.max) { return known }
    scalars.append(scalar)
    let new = UInt16(scalars.count - 1)
    set(scalar, to: new)
    return new
  }

  private func set(_ scalar: UInt32, to id: UInt16) {
    guard scalar < 0x110000 else { return }
    let page = Int(scalar >> 7)
    if pages[page] == 0 {
      pages[page] = UInt16(ids.count / 128)
      ids.append(contentsOf: repeatElement(0, count: 128))
    }
    ids[Int(pages[page]) << 7 + Int(scalar & 127)] = id
  }

  /// The number of the character that a scalar is a form of.
  @inline(__always)
  func id(_ scalar: UInt32) -> UInt16 {
    pages.withUnsafeBufferPointer { pages in
      ids.withUnsafeBufferPointer { ids in
        ids[Int(pages[Int(scalar >> 7)]) << 7 + Int(scalar & 127)]
      }
    }
  }
}
