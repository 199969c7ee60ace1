/// The onset, nucleus and coda of a romanised syllable, each sorted into a class that the
/// conventions and dialects share: `ch`, `tch`, `ts` and `z` are one class of onset.
///
/// Two spellings of one character in unlisted conventions mostly agree in these three.
struct SyllableShape: Sendable {
  let onset: UInt8
  let nucleus: UInt8
  let coda: UInt8

  /// The shapes of several syllables, part by part.
  struct Mask: Sendable {
    var onsets: UInt16 = 0
    var nuclei: UInt16 = 0
    var codas: UInt16 = 0

    @inline(__always)
    mutating func insert(_ shape: SyllableShape) {
      onsets |= 1 << UInt16(shape.onset)
      nuclei |= 1 << UInt16(shape.nucleus)
      codas |= 1 << UInt16(shape.coda)
    }

    @inline(__always)
    mutating func formUnion(_ other: Mask) {
      onsets |= other.onsets
      nuclei |= other.nuclei
      codas |= other.codas
    }

    /// Which parts of `shape` occur here: 1 onset, 2 nucleus, 4 coda.
    @inline(__always)
    func agreement(with shape: SyllableShape) -> Int {
      Int(onsets >> UInt16(shape.onset) & 1)
        | Int(nuclei >> UInt16(shape.nucleus) & 1) << 1
        | Int(codas >> UInt16(shape.coda) & 1) << 2
    }
  }

  /// - Parameter word: Up to eight small letters, packed as by `Romanisations.packed`.
  @inline(__always)
  init(_ word: UInt64) {
    var rest = word
    // Onset: consonants before the first vowel. The last that is not h decides; w and y are glides.
    var onset: UInt8 = 0
    var last: UInt8 = 0
    while true {
      let letter = UInt8(truncatingIfNeeded: rest)
      if letter == 0 { break }
      if Self.isVowel(letter) { break }
      last = letter
      let kind = Self.onsetClass(letter)
      if kind != 0, letter != 0x68 || onset == 0 { if onset == 0 || letter != 0x68 { onset = kind } }
      rest >>= 8
      if rest == 0 { break }
    }
    var nucleus: UInt8 = 0
    var vowels = 0
    while true {
      let letter = UInt8(truncatingIfNeeded: rest)
      if letter == 0 || !Self.isVowel(letter) && letter != 0x77 && letter != 0x79 { break }
      // The most open vowel is the nucleus: a > o, e > i, u.
      let kind = Self.vowelClass(letter)
      if Self.openness(kind) > Self.openness(nucleus) { nucleus = kind }
      vowels += 1
      rest >>= 8
    }
    var coda: UInt8 = 0
    while true {
      let letter = UInt8(truncatingIfNeeded: rest)
      if letter == 0 { break }
      coda = Self.codaClass(letter, after: coda)
      rest >>= 8
    }
    // A syllabic nasal (ng, m) has no vowel: its consonant is its coda.
    if vowels == 0 {
      coda = last == 0x67 ? 2 : last == 0x6D ? 3 : last == 0x6E ? 1 : 0
      onset = 0
    }
    self.onset = onset
    self.nucleus = nucleus
    self.coda = coda
  }

  @inline(__always)
  static func isVowel(_ letter: UInt8) -> Bool {
    letter == 0x61 || letter == 0x65 || letter == 0x69 || letter == 0x6F || letter == 0x75
      || letter == 0x76
  }

  @inline(__always)
  private static func vowelClass(_ letter: UInt8) -> UInt8 {
    switch letter {
    case 0x61: 1
    case 0x6F: 2
    case 0x65: 3
    case 0x69, 0x79: 4
    default: 5
    }
  }

  @inline(__always)
  private static func openness(_ kind: UInt8) -> UInt8 {
    switch kind {
    case 0: 0
    case 4, 5: 1
    case 3: 2
    case 2: 3
    default: 4
    }
  }

  @inline(__always)
  private static func onsetClass(_ letter: UInt8) -> UInt8 {
    switch letter {
    case 0x62, 0x70: 1  // b p
    case 0x6D: 2  // m
    case 0x66: 3  // f
    case 0x64, 0x74: 4  // d t
    case 0x6E: 5  // n
    case 0x6C: 6  // l
    case 0x67, 0x6B, 0x71: 7  // g k q
    case 0x68: 8  // h
    case 0x63, 0x7A, 0x6A: 9  // c z j
    case 0x73, 0x78: 10  // s x
    case 0x72: 11  // r
    case 0x77: 12  // w
    case 0x79: 13  // y
    default: 0
    }
  }

  @inline(__always)
  private static func codaClass(_ letter: UInt8, after before: UInt8) -> UInt8 {
    switch letter {
    case 0x6E: 1
    case 0x67: before == 1 ? 2 : 4
    case 0x6D: 3
    case 0x6B, 0x63: 4
    case 0x74, 0x64: 5
    case 0x70, 0x62: 6
    default: before
    }
  }
}
