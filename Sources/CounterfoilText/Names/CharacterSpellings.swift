import Foundation

/// All spellings of one character in one place of a name, to be looked up by number.
///
/// Made when a matcher first meets the character, from the readings and their spellings.
struct CharacterSpellings {
  struct Entry {
    let spelling: UInt16
    /// The chance of the spelling by region, for this character; and in all names.
    let chances: Romanisations.Regional
    let usual: Romanisations.Regional
  }

  private static let empty = UInt16.max
  let shapes: SyllableShape.Mask
  /// The letters that spellings of the character begin with: bit 1 is a.
  let firstLetters: UInt32
  private let slots: UnsafeMutablePointer<UInt16>
  /// Evidence of the syllable alone, in decibans: apart from the entries, of which only those on the best path are read.
  private let weights: UnsafeMutablePointer<Float>
  private let entries: UnsafeMutablePointer<Entry>
  private let mask: Int

  init(of character: Int, asSurname: Bool, _ table: Romanisations) {
    var sums: [UInt16: Romanisations.Regional] = [:]
    var shapes = SyllableShape.Mask()
    var firstLetters: UInt32 = 0
    table.withReferences(of: character, asSurname: asSurname) { references, packed in
      for reference in references {
        let reading = Int(reference.reading)
        shapes.formUnion(packed.shapes[reading])
        firstLetters |= packed.firstLetters[reading]
        for entry in Int(packed.starts[reading])..<Int(packed.starts[reading + 1]) {
          sums[packed.spellings[entry], default: .zero] += reference.share * packed.chances[entry]
        }
      }
    }
    self.shapes = shapes
    self.firstLetters = firstLetters
    var size = 4
    while size < sums.count * 2 { size *= 2 }
    mask = size - 1
    slots = .allocate(capacity: size)
    slots.update(repeating: Self.empty, count: size)
    weights = .allocate(capacity: size)
    entries = .allocate(capacity: size)
    for (spelling, chances) in sums {
      let background =
        asSurname
        ? table.surnameBackground[Int(spelling)] : table.givenBackground[Int(spelling)]
      var slot = Self.slot(spelling) & mask
      while slots[slot] != Self.empty { slot = (slot + 1) & mask }
      slots[slot] = spelling
      let usual = max((background * table.regionShares).sum(), 1e-9)
      let ratio =
        (chances * table.regionShares).sum() * (1 - NameWeights.noise) / usual + NameWeights.noise
      weights[slot] = min(3.0103 * log2f(ratio), NameWeights.loudest)
      (entries + slot).initialize(to: Entry(spelling: spelling, chances: chances, usual: background))
    }
  }

  func deallocate() {
    slots.deallocate()
    weights.deallocate()
    entries.deallocate()
  }

  /// Evidence that a syllable spelled so is the character, in decibans; nil where no convention spells it so.
  @inline(__always)
  func weight(of spelling: UInt16) -> Float? { find(spelling).map { weights[$0] } }

  @inline(__always)
  func entry(of spelling: UInt16) -> UnsafePointer<Entry>? {
    find(spelling).map { UnsafePointer(entries + $0) }
  }

  @inline(__always)
  private static func slot(_ spelling: UInt16) -> Int {
    Int(truncatingIfNeeded: (UInt32(spelling) &* 0x9E37_79B1) >> 17)
  }

  @inline(__always)
  private func find(_ spelling: UInt16) -> Int? {
    var slot = Self.slot(spelling) & mask
    while true {
      let here = slots[slot]
      if here == spelling { return slot }
      if here == Self.empty { return nil }
      slot = (slot + 1) & mask
    }
  }
}

/// The spellings of the characters a matcher has met. Not safe to share between threads.
final class SpellingCache {
  private let table = NameTables.shared.romanisations
  private let given: UnsafeMutablePointer<UnsafePointer<CharacterSpellings>?>
  private let surnames: UnsafeMutablePointer<UnsafePointer<CharacterSpellings>?>
  private let count = NameTables.shared.characters.scalars.count

  init() {
    given = .allocate(capacity: count)
    surnames = .allocate(capacity: count)
    given.initialize(repeating: nil, count: count)
    surnames.initialize(repeating: nil, count: count)
  }

  deinit {
    for list in [given, surnames] {
      for character in 0..<count {
        list[character]?.pointee.deallocate()
        list[character]?.deallocate()
      }
      list.deallocate()
    }
  }

  /// Lives as long as the cache.
  @inline(__always)
  func spellings(of character: Int, asSurname: Bool) -> UnsafePointer<CharacterSpellings> {
    let list = asSurname ? surnames : given
    if let known = list[character] { return known }
    let made = UnsafeMutablePointer<CharacterSpellings>.allocate(capacity: 1)
    made.initialize(to: CharacterSpellings(of: character, asSurname: asSurname, table))
    list[character] = UnsafePointer(made)
    return UnsafePointer(made)
  }
}
