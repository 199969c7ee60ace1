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
  private let given: PairWeights
  private let surnames: PairWeights

  init(_ tables: NameTables) {
    let romanisations = tables.romanisations
    let regions = romanisations.regionShares
    givenShares = romanisations.givenBackground.map { max(($0 * regions).sum(), 1e-9) }
    surnameShares = romanisations.surnameBackground.map { max(($0 * regions).sum(), 1e-9) }
    let characters = tables.characters
    var byShare: [(share: Float, character: Int)] = []
    for character in 1..<characters.scalars.count {
      let share = (characters.first[character] + characters.second[character]) / 2
      if share > 2e-5 { byShare.append((share, character)) }
    }
    byShare.sort { $0.share > $1.share }
    var sums = PairSums(capacity: 1 << 23)
    for (share, character) in byShare.prefix(2600) {
      Self.add(character, share, asSurname: false, to: &sums, romanisations)
    }
    given = PairWeights(sums, shares: givenShares, leastRatio: 0.5)
    sums = PairSums(capacity: 1 << 20)
    for character in 1..<characters.scalars.count where characters.surname[character] > 1e-6 {
      Self.add(character, characters.surname[character], asSurname: true, to: &sums, romanisations)
    }
    surnames = PairWeights(sums, shares: surnameShares, leastRatio: 0.2)
  }

  /// A person's name has one reading in a language, whatever readings the character has: 行 is Xing or Hang, and
  /// seldom both. So much of the time it is read in the other way all the same.
  static let otherReading: Float = 0.05

  private static func add(
    _ character: Int, _ share: Float, asSurname: Bool, to table: inout PairSums,
    _ romanisations: Romanisations
  ) {
    var places: [UInt16: Int] = [:]
    var spellings: [UInt16] = []
    var readings: [(language: String, share: Float, chances: [(place: Int, chance: Float)])] = []
    romanisations.withReferences(of: character, asSurname: asSurname) { references, packed in
      for reference in references {
        let reading = Int(reference.reading)
        var chances: [(place: Int, chance: Float)] = []
        for entry in Int(packed.starts[reading])..<Int(packed.starts[reading + 1]) {
          let chance = (packed.chances[entry] * romanisations.regionShares).sum()
          guard reference.share * chance > 0.0003 else { continue }
          let spelling = packed.spellings[entry]
          let place = places[spelling] ?? spellings.count
          if place == spellings.count {
            places[spelling] = place
            spellings.append(spelling)
          }
          chances.append((place, chance))
        }
        if !chances.isEmpty {
          readings.append((romanisations.readings[reading].language, reference.share, chances))
        }
      }
    }
    let count = spellings.count
    var both = [Float](repeating: 0, count: count * count)
    for (index, one) in readings.enumerated() {
      for (place, other) in readings.enumerated() {
        let weight =
          one.language != other.language
          ? one.share * other.share
          : index == place ? one.share : one.share * other.share * otherReading
        for x in one.chances {
          for y in other.chances { both[x.place * count + y.place] += weight * x.chance * y.chance }
        }
      }
    }
    for x in 0..<count {
      for y in x..<count {
        let (low, high) = spellings[x] < spellings[y] ? (x, y) : (y, x)
        table.add(spellings[low], spellings[high], share * both[x * count + y])
      }
    }
  }

  /// Evidence that two syllables spell one character, in decibans; nil where no common character has both.
  @inline(__always)
  func weight(_ one: UInt16, _ other: UInt16, asSurname: Bool) -> Float? {
    asSurname ? surnames.find(one, other) : given.find(one, other)
  }

  /// The share of names with this syllable in that place.
  func share(_ syllable: UInt16, asSurname: Bool) -> Float {
    asSurname ? surnameShares[Int(syllable)] : givenShares[Int(syllable)]
  }
}

/// Sums by a pair of spelling numbers; open addressing, never more than half full.
private struct PairSums {
  private(set) var keys: [UInt32]
  private(set) var values: [Float]
  private let mask: Int
  private var count = 0

  init(capacity: Int) {
    keys = [UInt32](repeating: .max, count: capacity)
    values = [Float](repeating: 0, count: capacity)
    mask = capacity - 1
  }

  mutating func add(_ low: UInt16, _ high: UInt16, _ value: Float) {
    let key = UInt32(low) << 16 | UInt32(high)
    var slot = PairWeights.slot(key) & mask
    while keys[slot] != .max, keys[slot] != key { slot = (slot + 1) & mask }
    if keys[slot] == .max {
      guard count < keys.count / 2 else { return }
      keys[slot] = key
      count += 1
    }
    values[slot] += value
  }
}

/// The weights of the pairs that say something. Most pairs asked for are not among them, so a bit for each pair of
/// spellings answers first: a look-up of the weight itself mostly misses the processor's cache.
private struct PairWeights: @unchecked Sendable {
  // Written once in `init`, never freed: it lives as long as the process.
  private let known: UnsafePointer<UInt64>
  private let wordsInRow: Int
  private let keys: UnsafePointer<UInt32>
  private let weights: UnsafePointer<Float>
  private let mask: Int

  /// - Parameter leastRatio: Pairs that share a character less than so many times as often as chance are left out.
  init(_ sums: PairSums, shares: [Float], leastRatio: Float) {
    var kept: [(key: UInt32, weight: Float)] = []
    for slot in sums.keys.indices where sums.keys[slot] != .max {
      let key = sums.keys[slot]
      let ratio = sums.values[slot] / (shares[Int(key >> 16)] * shares[Int(key & 0xFFFF)])
      if ratio > leastRatio {
        kept.append((key, min(3.0103 * log2f(ratio + NameWeights.noise), NameWeights.loudest)))
      }
    }
    var size = 16
    while size < kept.count * 2 { size *= 2 }
    mask = size - 1
    wordsInRow = (shares.count + 63) / 64
    let known = UnsafeMutablePointer<UInt64>.allocate(capacity: wordsInRow * shares.count)
    known.initialize(repeating: 0, count: wordsInRow * shares.count)
    let keys = UnsafeMutablePointer<UInt32>.allocate(capacity: size)
    keys.initialize(repeating: .max, count: size)
    let weights = UnsafeMutablePointer<Float>.allocate(capacity: size)
    weights.initialize(repeating: 0, count: size)
    for (key, weight) in kept {
      let (low, high) = (Int(key >> 16), Int(key & 0xFFFF))
      known[low * wordsInRow + high >> 6] |= 1 << UInt64(high & 63)
      known[high * wordsInRow + low >> 6] |= 1 << UInt64(low & 63)
      var slot = Self.slot(key) & mask
      while keys[slot] != .max { slot = (slot + 1) & mask }
      keys[slot] = key
      weights[slot] = weight
    }
    self.known = UnsafePointer(known)
    self.keys = UnsafePointer(keys)
    self.weights = UnsafePointer(weights)
  }

  @inline(__always)
  static func slot(_ key: UInt32) -> Int {
    Int(truncatingIfNeeded: (UInt64(key) &* 0x9E37_79B9_7F4A_7C15) >> 40)
  }

  @inline(__always)
  func find(_ one: UInt16, _ other: UInt16) -> Float? {
    guard known[Int(one) * wordsInRow + Int(other) >> 6] >> UInt64(other & 63) & 1 != 0 else { return nil }
    let key = one < other ? UInt32(one) << 16 | UInt32(other) : UInt32(other) << 16 | UInt32(one)
    var slot = Self.slot(key) & mask
    while keys[slot] != .max {
      if keys[slot] == key { return weights[slot] }
      slot = (slot + 1) & mask
    }
    return nil
  }
}
