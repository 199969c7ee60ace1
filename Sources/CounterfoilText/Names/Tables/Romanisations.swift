/// How each reading of a character is spelled in Latin letters, and where.
///
/// A *reading* is a syllable of one language (`mandarin:yan`); a *convention* spells the readings of
/// its language (`wade-giles`); a *region* mixes conventions (`taiwan`). Probabilities are kept by region.
/// From `names/romanisation/`.
final class Romanisations: @unchecked Sendable {
  // Written once in `init`, read only afterwards.

  typealias Regional = SIMD8<Float>

  struct Convention: Sendable {
    let name: String
    let language: String
  }

  /// One row of `spellings.tsv`, kept to say later which convention a spelling follows.
  struct Row: Sendable {
    let convention: UInt8
    let spelling: UInt16
    let weight: Float
  }

  /// A reading that a character has, with its share among the character's readings in that language.
  struct Reference: Sendable {
    let reading: UInt16
    let share: Float
  }

  private(set) var conventions: [Convention] = []
  /// The share of romanised names that follow each convention.
  private(set) var conventionShares: [Float] = []
  private(set) var regions: [String] = []
  /// The share of romanised names that come from each region.
  private(set) var regionShares = Regional(repeating: 0)
  private(set) var readings: [(language: String, syllable: String)] = []
  private(set) var rows: [[Row]] = []

  /// The spellings of all readings, laid end to end; `starts[r]..<starts[r + 1]` are those of `r`.
  private(set) var starts: [UInt32] = []
  private(set) var letters: [UInt64] = []
  /// All bits of the letters of a spelling.
  private(set) var masks: [UInt64] = []
  private(set) var lengths: [UInt8] = []
  private(set) var spellings: [UInt16] = []
  private(set) var chances: [Regional] = []
  /// Which onsets, nuclei and codas the spellings of a reading have, by reading.
  private(set) var shapes: [SyllableShape.Mask] = []
  /// The letters that the spellings of a reading begin with: bit 1 is a.
  private(set) var firstLetters: [UInt32] = []

  /// Every spelling, by its number.
  private(set) var spellingLetters: [UInt64] = []
  private(set) var numbers: [UInt64: UInt16] = [:]
  /// The share of names whose surname, or whose given-name syllable, is spelled so, by region.
  private(set) var surnameBackground: [Regional] = []
  private(set) var givenBackground: [Regional] = []

  /// The readings of each character in a given name and as a surname, by character number.
  private(set) var givenStarts: [UInt32] = []
  private(set) var givenReferences: [Reference] = []
  private(set) var surnameStarts: [UInt32] = []
  private(set) var surnameReferences: [Reference] = []
  /// The reading that spells a whole compound surname, by `HanCharacters.pairKey`.
  private(set) var compoundReadings: [UInt32: UInt16] = [:]

  /// By the hash of the syllable's bytes, for each language.
  private var readingNumbers: [String: [UInt64: UInt16]] = [:]
  /// The languages of the columns of `readings.tsv`.
  private static let languages = [
    "mandarin", "cantonese", "hokkien", "hakka", "teochew", "korean", "vietnamese",
  ]

  init(characters: HanCharacters) {
    var mix: [String: [(region: Int, share: Float)]] = [:]
    KnowledgeTable.forEachRow(of: "names/romanisation/regions.tsv") { fields in
      guard fields.count > 2, regions.count < 8 else { return }
      let region = regions.count
      regions.append(fields[0].string)
      regionShares[region] = fields[1].number
      for (name, share) in fields[2].shares {
        mix[name.string, default: []].append((region, share))
      }
    }
    readSpellings()
    let given = readReadings(characters)
    let surnames = readSurnames(characters, given: given)
    conventionShares = conventions.map { convention in
      (mix[convention.name] ?? []).reduce(0) { $0 + $1.share * regionShares[$1.region] }
    }
    pack(mix)
    (givenStarts, givenReferences) = Self.flatten(given)
    (surnameStarts, surnameReferences) = Self.flatten(surnames)
    readMandarin(given)
    measureBackground(characters)
    settle()
    syllables = SyllableTable(numbers)
  }

  /// Up to eight letters in one word, the first in the lowest byte; nil for more, or for none.
  static func packed(_ text: some Collection<UInt8>) -> UInt64? {
    guard !text.isEmpty, text.count <= 8 else { return nil }
    var word: UInt64 = 0
    var shift: UInt64 = 0
    for byte in text {
      guard byte >= 0x61, byte <= 0x7A else { return nil }
      word |= UInt64(byte) << shift
      shift += 8
    }
    return word
  }

  static func unpacked(_ word: UInt64) -> String {
    var bytes: [UInt8] = []
    var rest = word
    while rest != 0 {
      bytes.append(UInt8(truncatingIfNeeded: rest))
      rest >>= 8
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  private func number(of word: UInt64) -> UInt16 {
    if let known = numbers[word] { return known }
    let new = UInt16(clamping: spellingLetters.count)
    spellingLetters.append(word)
    numbers[word] = new
    return new
  }

  private func reading(_ language: String, _ syllable: KnowledgeTable.Field) -> UInt16 {
    let key = TokenTable.hash(syllable)
    if let known = readingNumbers[language]?[key] { return known }
    let new = UInt16(clamping: readings.count)
    readings.append((language, syllable.string))
    rows.append([])
    readingNumbers[language, default: [:]][key] = new
    return new
  }

  private func convention(_ name: String) -> UInt8 {
    if let known = conventions.firstIndex(where: { $0.name == name }) { return UInt8(known) }
    conventions.append(Convention(name: name, language: Self.language(of: name)))
    return UInt8(conventions.count - 1)
  }

  static func language(of convention: String) -> String {
    switch convention {
    case "jyutping", "yale-cantonese", "hong-kong", "macau": "cantonese"
    case "tai-lo", "poj", "singapore-hokkien", "philippine-hokkien", "indonesian",
      "teochew-by-hokkien":
      "hokkien"
    case "korean", "vietnamese", "teochew": convention
    case "hainanese": "surname"
    case "hakka", "hakka-malaysia": "hakka"
    case "overseas-old": "surname"
    default: "mandarin"
    }
  }

  private func readSpellings() {
    var last: (name: String, number: UInt8) = ("", 0)
    KnowledgeTable.forEachRow(of: "names/romanisation/spellings.tsv") { fields in
      guard fields.count > 3, let word = Self.packed(fields[2]) else { return }
      let name = fields[0].string
      if name != last.name { last = (name, convention(name)) }
      let reading = reading(conventions[Int(last.number)].language, fields[1])
      rows[Int(reading)].append(
        Row(convention: last.number, spelling: number(of: word), weight: fields[3].number))
    }
  }

  private func readReadings(_ characters: HanCharacters) -> [[Reference]] {
    var given = [[Reference]](repeating: [], count: characters.scalars.count)
    // Under a licence of its own, so in a table of its own, which may be missing.
    var hokkien: [UInt32: [Reference]] = [:]
    func references(_ language: String, _ field: KnowledgeTable.Field) -> [Reference] {
      field.shares.map { Reference(reading: reading(language, $0.name), share: $0.share) }
    }
    KnowledgeTable.forEachRow(of: "names/romanisation/hokkien.tsv") { fields in
      if fields.count > 1, let scalar = fields[0].scalar {
        hokkien[scalar] = references("hokkien", fields[1])
      }
    }
    KnowledgeTable.forEachRow(of: "names/romanisation/readings.tsv") { fields in
      guard let scalar = fields[0].scalar else { return }
      let character = Int(characters.id(scalar))
      guard character != 0 else { return }
      for (column, language) in Self.languages.enumerated() where column + 1 < fields.count {
        let all = (language == "hokkien" ? hokkien[scalar] : nil) ?? references(language, fields[column + 1])
        given[character] += all.filter { !rows[Int($0.reading)].isEmpty }
      }
    }
    return given
  }

  private func readSurnames(_ characters: HanCharacters, given: [[Reference]]) -> [[Reference]] {
    var surnames = given
    KnowledgeTable.forEachRow(of: "names/romanisation/surname-readings.tsv") { fields in
      guard fields.count > 2 else { return }
      let scalars = fields[0].scalars
      guard scalars.count == 1, let scalar = scalars.first else { return }
      let character = Int(characters.id(scalar))
      let language = fields[1].string
      surnames[character].removeAll { readings[Int($0.reading)].language == language }
      for field in fields[2...] {
        for (syllable, share) in field.shares {
          let reading = reading(language, syllable)
          if !rows[Int(reading)].isEmpty {
            surnames[character].append(Reference(reading: reading, share: share))
          }
        }
      }
    }
    KnowledgeTable.forEachRow(of: "names/romanisation/surname-spellings.tsv") { fields in
      guard fields.count > 3, let word = Self.packed(fields[2]) else { return }
      let scalars = fields[0].scalars
      let reading = reading("surname", fields[0])
      let row = Row(
        convention: convention(fields[1].string), spelling: number(of: word), weight: fields[3].number)
      let isNew = rows[Int(reading)].isEmpty
      rows[Int(reading)].append(row)
      if scalars.count == 1 {
        let character = Int(characters.id(scalars[0]))
        if isNew { surnames[character].append(Reference(reading: reading, share: 1)) }
      } else if scalars.count == 2 {
        compoundReadings[
          HanCharacters.pairKey(characters.id(scalars[0]), characters.id(scalars[1]))] = reading
      }
    }
    return surnames
  }

  private func pack(_ mix: [String: [(region: Int, share: Float)]]) {
    for readingRows in rows {
      starts.append(UInt32(letters.count))
      var order: [UInt16] = []
      var found: [UInt16: Regional] = [:]
      for row in readingRows {
        var chance = found[row.spelling] ?? Regional(repeating: 0)
        if found[row.spelling] == nil { order.append(row.spelling) }
        for (region, share) in mix[conventions[Int(row.convention)].name] ?? [] {
          chance[region] += share * row.weight
        }
        found[row.spelling] = chance
      }
      var mask = SyllableShape.Mask()
      var first: UInt32 = 0
      for spelling in order {
        let word = spellingLetters[Int(spelling)]
        letters.append(word)
        let length = 8 - word.leadingZeroBitCount / 8
        lengths.append(UInt8(length))
        masks.append(length == 8 ? .max : (1 << UInt64(length * 8)) &- 1)
        first |= 1 << UInt32(word & 31)
        spellings.append(spelling)
        chances.append(found[spelling] ?? Regional(repeating: 0))
        mask.insert(SyllableShape(word))
      }
      shapes.append(mask)
      firstLetters.append(first)
    }
    starts.append(UInt32(letters.count))
  }

  /// The packed columns, for a loop without checks.
  struct Packed {
    let starts: UnsafePointer<UInt32>
    let letters: UnsafePointer<UInt64>
    let masks: UnsafePointer<UInt64>
    let lengths: UnsafePointer<UInt8>
    let spellings: UnsafePointer<UInt16>
    let chances: UnsafePointer<Regional>
    let shapes: UnsafePointer<SyllableShape.Mask>
    let firstLetters: UnsafePointer<UInt32>
  }

  private(set) var packed: Packed?

  private(set) var syllables = SyllableTable([:])

  /// Copies the columns to where they stay for the life of the process.
  private func settle() {
    func keep<Element>(_ column: [Element]) -> UnsafePointer<Element> {
      let copy = UnsafeMutablePointer<Element>.allocate(capacity: max(column.count, 1))
      copy.initialize(from: column, count: column.count)
      return UnsafePointer(copy)
    }
    packed = Packed(
      starts: keep(starts), letters: keep(letters), masks: keep(masks), lengths: keep(lengths),
      spellings: keep(spellings), chances: keep(chances), shapes: keep(shapes),
      firstLetters: keep(firstLetters))
  }

  /// Calls `body` with the readings of a character.
  @inline(__always)
  func withReferences(
    of character: Int, asSurname: Bool,
    _ body: (UnsafeBufferPointer<Reference>.SubSequence, Packed) -> Void
  ) {
    guard let packed else { return }
    let starts = asSurname ? surnameStarts : givenStarts
    let range = Int(starts[character])..<Int(starts[character + 1])
    (asSurname ? surnameReferences : givenReferences).withUnsafeBufferPointer {
      body($0[range], packed)
    }
  }

  /// The commonest Mandarin reading of each character; `noReading` where it has none.
  private var mandarinReadings: [UInt16] = []
  private static let noReading = UInt16.max

  /// The commonest Mandarin reading of a character.
  func mandarin(of character: Int) -> UInt16? {
    let reading = mandarinReadings[character]
    return reading == Self.noReading ? nil : reading
  }

  private func readMandarin(_ given: [[Reference]]) {
    mandarinReadings = given.map { references in
      let mandarin = references.filter { readings[Int($0.reading)].language == "mandarin" }
      var best = mandarin.first
      for reference in mandarin.dropFirst() where reference.share > best?.share ?? 0 { best = reference }
      return best?.reading ?? Self.noReading
    }
  }

  private static func flatten(_ lists: [[Reference]]) -> ([UInt32], [Reference]) {
    var starts: [UInt32] = []
    var flat: [Reference] = []
    for list in lists {
      starts.append(UInt32(flat.count))
      flat += list
    }
    starts.append(UInt32(flat.count))
    return (starts, flat)
  }

  private func measureBackground(_ characters: HanCharacters) {
    let none = Regional(repeating: 0)
    surnameBackground = [Regional](repeating: none, count: spellingLetters.count)
    givenBackground = surnameBackground
    var surnameShares = [Float](repeating: 0, count: readings.count)
    var givenShares = surnameShares
    for character in 1..<characters.scalars.count {
      for reference in surnameReferences[
        Int(surnameStarts[character])..<Int(surnameStarts[character + 1])]
      {
        surnameShares[Int(reference.reading)] += characters.surname[character] * reference.share
      }
      let given = (characters.first[character] + characters.second[character]) / 2
      for reference in givenReferences[Int(givenStarts[character])..<Int(givenStarts[character + 1])] {
        givenShares[Int(reference.reading)] += given * reference.share
      }
    }
    for (pair, reading) in compoundReadings {
      surnameShares[Int(reading)] += characters.compounds[pair] ?? HanCharacters.rareShare
    }
    for reading in readings.indices {
      for entry in Int(starts[reading])..<Int(starts[reading + 1]) {
        let spelling = Int(spellings[entry])
        surnameBackground[spelling] += chances[entry] * surnameShares[reading]
        givenBackground[spelling] += chances[entry] * givenShares[reading]
      }
    }
  }
}
