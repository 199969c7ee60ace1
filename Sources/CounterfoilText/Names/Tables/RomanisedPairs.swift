import Foundation

/// How much oftener two spellings are of one character than chance would have it: the sum over all
/// characters that both can spell, each as common as it is in names.
///
/// 220 thousand pairs, computed when first needed in some tens of milliseconds.
final class RomanisedPairs: @unchecked Sendable {
  // Written once in `init`, read only afterwards.
  static let shared = RomanisedPairs(NameTables.shared)

  private let givenShares: [Float]
  private let surnameShares: [Float]
  private var given: PairTable
  private var surnames: PairTable
  private let syllables: SyllableTable

  init(_ tables: NameTables) {
    let romanisations = tables.romanisations
    let regions = romanisations.regionShares
    givenShares = romanisations.givenBackground.map { max(($0 * regions).sum(), 1e-9) }
    surnameShares = romanisations.surnameBackground.map { max(($0 * regions).sum(), 1e-9) }
    syllables = romanisations.syllables
    given = PairTable(capacity: 1 << 23)
    surnames = PairTable(capacity: 1 << 20)
    let characters = tables.characters
    var byShare: [(share: Float, character: Int)] = []
    for character in 1..<characters.scalars.count {
      let share = (characters.first[character] + characters.second[character]) / 2
      if share > 2e-5 { byShare.append((share, character)) }
    }
    byShare.sort { $0.share > $1.share }
    for (share, character) in byShare.prefix(2600) {
      Self.add(character, share, asSurname: false, to: &given, romanisations)
    }
    for character in 1..<characters.scalars.count where characters.surname[character] > 1e-6 {
      Self.add(
        character, characters.surname[character], asSurname: true, to: &surnames, romanisations)
    }
    given = given.compacted { [givenShares] low, high, both in
      both > 0.5 * givenShares[Int(low)] * givenShares[Int(high)]
    }
    surnames = surnames.compacted { [surnameShares] low, high, both in
      both > 0.2 * surnameShares[Int(low)] * surnameShares[Int(high)]
    }
  }

  private static func add(
    _ character: Int, _ share: Float, asSurname: Bool, to table: inout PairTable,
    _ romanisations: Romanisations
  ) {
    var chances: [UInt16: Float] = [:]
    romanisations.withReferences(of: character, asSurname: asSurname) { references, packed in
      for reference in references {
        let reading = Int(reference.reading)
        for entry in Int(packed.starts[reading])..<Int(packed.starts[reading + 1]) {
          chances[packed.spellings[entry], default: 0] +=
            reference.share * (packed.chances[entry] * romanisations.regionShares).sum()
        }
      }
    }
    let kept = chances.filter { $0.value > 0.0003 }.sorted { $0.key < $1.key }
    for (index, one) in kept.enumerated() {
      for other in kept[index...] {
        table.add(one.key, other.key, share * one.value * other.value)
      }
    }
  }

  /// The number of a spelling; nil where no convention has it.
  @inline(__always)
  func syllable(_ word: UInt64) -> UInt16? { syllables.find(word) }

  /// Evidence that two syllables spell one character, in decibans; nil where no common character has both.
  @inline(__always)
  func weight(_ one: UInt16, _ other: UInt16, asSurname: Bool) -> Float? {
    let (low, high) = one < other ? (one, other) : (other, one)
    let both = asSurname ? surnames.find(low, high) : given.find(low, high)
    guard both > 0 else { return nil }
    let shares = asSurname ? surnameShares : givenShares
    let ratio = both / (shares[Int(one)] * shares[Int(other)]) + NameWeights.noise
    return min(3.0103 * log2f(ratio), NameWeights.loudest)
  }

  /// The share of names with this syllable in that place.
  func share(_ syllable: UInt16, asSurname: Bool) -> Float {
    asSurname ? surnameShares[Int(syllable)] : givenShares[Int(syllable)]
  }
}

/// Sums by a pair of spelling numbers; open addressing, never more than half full.
private struct PairTable {
  private var keys: [UInt32]
  private var values: [Float]
  private let mask: Int
  private var count = 0

  init(capacity: Int) {
    keys = [UInt32](repeating: .max, count: capacity)
    values = [Float](repeating: 0, count: capacity)
    mask = capacity - 1
  }

  @inline(__always)
  private func slot(_ key: UInt32) -> Int {
    Int(truncatingIfNeeded: (UInt64(key) &* 0x9E37_79B9_7F4A_7C15) >> 40) & mask
  }

  /// The same without the pairs that say little, so that it fits the processor's cache better.
  func compacted(keeping isKept: (UInt16, UInt16, Float) -> Bool) -> PairTable {
    var kept: [(UInt32, Float)] = []
    for slot in keys.indices where keys[slot] != .max {
      let key = keys[slot]
      if isKept(UInt16(key >> 16), UInt16(truncatingIfNeeded: key), values[slot]) {
        kept.append((key, values[slot]))
      }
    }
    var size = 16
    while size < kept.count * 2 { size *= 2 }
    var table = PairTable(capacity: size)
    for (key, value) in kept { table.add(UInt16(key >> 16), UInt16(truncatingIfNeeded: key), value) }
    return table
  }

  mutating func add(_ low: UInt16, _ high: UInt16, _ value: Float) {
    let key = UInt32(low) << 16 | UInt32(high)
    var slot = slot(key)
    while keys[slot] != .max, keys[slot] != key { slot = (slot + 1) & mask }
    if keys[slot] == .max {
      guard count < keys.count / 2 else { return }
      keys[slot] = key
      count += 1
    }
    values[slot] += value
  }

  @inline(__always)
  func find(_ low: UInt16, _ high: UInt16) -> Float {
    let key = UInt32(low) << 16 | UInt32(high)
    var slot = slot(key)
    return keys.withUnsafeBufferPointer { keys in
      while keys[slot] != .max {
        if keys[slot] == key { return values[slot] }
        slot = (slot + 1) & mask
      }
      return 0
    }
  }
}
