import CounterfoilAnalysis
import CounterfoilText
import Foundation

/// What the Chinese model knows of words and characters before it is trained.
struct ChineseKnowledge {
  private struct Word {
    var frequency = 0.0
    var sort: UInt8 = 0
    var flags: UInt8 = 0
  }

  private var words: [String: Word] = [:]
  /// Places outside the Chinese world, whose names are spelled by sound.
  private var foreignPlaces: Set<String> = []
  private var characters = [UInt64](repeating: 0, count: ChineseCharacters.count)

  init(tools: URL, shared: URL) throws {
    for row in try Tables.rows(tools.appendingPathComponent("chinese-words.tsv")) where row.count == 3 {
      let word = Folding.simplified(row[0])
      let sort = Self.sort(row[2])
      words[word, default: Word()].frequency += Double(row[1]) ?? 1
      words[word, default: Word()].sort = sort
      if row[2] == "ns" { words[word, default: Word()].flags |= ChineseWordCutter.isPlace }
      if row[2] == "nt" { words[word, default: Word()].flags |= ChineseWordCutter.isOrganisation }
      if row[2].hasPrefix("nr"), word.count > 1 {
        words[word, default: Word()].flags |= ChineseWordCutter.isPerson
      }
    }
    try readPlaces(tools, shared)
    try readOrganisations()
    try readNames()
  }

  private static func sort(_ tag: String) -> UInt8 {
    switch tag {
    case "nr", "nrfg": 1
    case "nrt": 2
    case "ns": 3
    case "nt": 4
    case "nz": 5
    case "n", "ng", "an": 6
    case "v", "vg", "vd", "vi", "vq": 7
    case "vn": 8
    case "a", "ad", "ag", "z", "b": 9
    case "m", "mq", "q", "mg": 10
    case "t", "tg": 11
    case "s", "f": 12
    case "d", "dg", "df": 13
    case "p", "c", "u", "uj", "ul", "uv", "uz", "ud", "ug", "y", "e", "o": 14
    case "r", "rr", "rg", "rz": 15
    case "j": 16
    case "i", "l": 17
    case "k", "h": 18
    default: 19
    }
  }

  private mutating func add(_ name: String, _ flag: UInt8, _ frequency: Double, sort: UInt8) {
    let word = Folding.simplified(name)
    guard (2...ChineseWordCutter.longestWord).contains(word.unicodeScalars.count),
      word.unicodeScalars.allSatisfy({ (0x3400...0x9FFF).contains($0.value) })
    else { return }
    words[word, default: Word(frequency: frequency, sort: sort)].flags |= flag
  }

  private mutating func readPlaces(_ tools: URL, _ shared: URL) throws {
    for row in try Tables.knowledge("places/places.tsv") where row.count >= 3 {
      for name in row[2].split(separator: "|") { add(String(name), ChineseWordCutter.isPlace, 5, sort: 3) }
    }
    for file in ["geonames_world_pop15000_zh_en.tsv", "geonames_cn_hk_mo_tw_zh_en.tsv"] {
      for row in try Tables.rows(shared.appendingPathComponent("eval/geo/\(file)")) where row.count > 2 {
        for name in row[2].split(separator: "|") {
          if file.hasPrefix("geonames_world"), row.count > 3,
            !["CN", "TW", "HK", "MO", "JP", "KR", "KP", "VN"].contains(row[3])
          {
            foreignPlaces.insert(Folding.simplified(String(name)))
          }
        }
        for name in row[2].split(separator: "|")
        where name.count > 2 || words[Folding.simplified(String(name))] == nil {
          add(String(name), ChineseWordCutter.isPlace, 2, sort: 3)
        }
      }
    }
    for row in try Tables.rows(tools.appendingPathComponent("chinese-lists.tsv")) where row.count == 2 {
      for name in row[1].split(separator: "|").map(String.init) {
        switch row[0] {
        case "place": add(name, ChineseWordCutter.isPlace, 5, sort: 3)
        case "organisation": add(name, ChineseWordCutter.isOrganisation, 5, sort: 4)
        case "title": add(name, ChineseWordCutter.isTitle, 5, sort: 6)
        case "surname": add(name, ChineseWordCutter.isSurname, 8, sort: 1)
        case "body": add(name, ChineseWordCutter.isBody, 5, sort: 6)
        default: break
        }
      }
    }
  }

  private mutating func readOrganisations() throws {
    for row in try Tables.knowledge("names/organisations/organisations.tsv") where row.count >= 5 {
      for name in [row[0]] + row[1].components(separatedBy: " | ") {
        add(name, ChineseWordCutter.isOrganisation, 3, sort: 4)
      }
    }
    for row in try Tables.knowledge("names/organisations/lexicon.tsv") where row.count >= 3 {
      if row[2] == "body" || row[2] == "legal" {
        if row[0].count == 1 {
          words[row[0], default: Word(frequency: 5, sort: 6)].flags |= ChineseWordCutter.isBody
        } else {
          add(row[0], ChineseWordCutter.isBody, 5, sort: 6)
        }
      }
    }
  }

  /// Quarters of −ln of a share of a million.
  private static func code(_ perMillion: Double) -> UInt64 {
    perMillion <= 0 ? 0 : UInt64(min(63, max(1, (-log(perMillion / 1e6) * 4).rounded())))
  }

  private mutating func set(_ text: String, _ shift: UInt64, _ value: UInt64, bits: UInt64) {
    guard let scalar = text.unicodeScalars.first?.value, scalar >= ChineseCharacters.first,
      scalar < ChineseCharacters.first + UInt32(ChineseCharacters.count)
    else { return }
    let index = Int(scalar - ChineseCharacters.first)
    let mask: UInt64 = (1 << bits) - 1
    characters[index] = characters[index] & ~(mask << shift) | min(value, mask) << shift
  }

  private mutating func readNames() throws {
    for row in try Tables.knowledge("names/population/surnames.tsv") where row.count >= 2 {
      if row[0].unicodeScalars.count == 1 {
        set(row[0], ChineseCharacters.surname, Self.code(Double(row[1]) ?? 0), bits: 6)
      } else {
        set(row[0], ChineseCharacters.beginsSurnameShift, 1, bits: 1)
        add(row[0], ChineseWordCutter.isSurname, 20, sort: 1)
      }
    }
    for row in try Tables.knowledge("names/population/given.tsv") where row.count >= 4 {
      set(row[0], ChineseCharacters.givenFirst, Self.code(Double(row[1]) ?? 0), bits: 6)
      set(row[0], ChineseCharacters.givenLast, Self.code(Double(row[2]) ?? 0), bits: 6)
      set(row[0], ChineseCharacters.givenOnly, Self.code(Double(row[3]) ?? 0), bits: 6)
    }
    for scalar in "省市县区乡镇村州国岛山河湖江海港湾路街道里桥站寺庙洲洋峡谷川郡府屯庄岭峰" {
      set(String(scalar), ChineseCharacters.endsPlaceShift, 1, bits: 1)
    }
    var foreign: [Unicode.Scalar: Double] = [:]
    var native: [Unicode.Scalar: Double] = [:]
    var (foreignTotal, nativeTotal) = (1.0, 1.0)
    var ends: [Unicode.Scalar: (place: Double, organisation: Double, all: Double)] = [:]
    var starts: [Unicode.Scalar: (place: Double, all: Double)] = [:]
    for (word, facts) in words {
      let scalars = Array(word.unicodeScalars)
      guard scalars.count > 1, let first = scalars.first, let last = scalars.last else { continue }
      let isPlace = facts.flags & ChineseWordCutter.isPlace != 0
      let isForeign = facts.sort == 2 || foreignPlaces.contains(word)
      for scalar in scalars {
        if isForeign, scalars.count > 2 {
          foreign[scalar, default: 0] += 1
          foreignTotal += 1
        } else if facts.sort >= 6 {
          native[scalar, default: 0] += 1
          nativeTotal += 1
        }
      }
      ends[last, default: (0, 0, 0)].all += 1
      starts[first, default: (0, 0)].all += 1
      if isPlace {
        ends[last, default: (0, 0, 0)].place += 1
        starts[first, default: (0, 0)].place += 1
      }
      if facts.flags & ChineseWordCutter.isOrganisation != 0 {
        ends[last, default: (0, 0, 0)].organisation += 1
      }
    }
    for (scalar, count) in foreign where count >= 3 {
      let ratio = (count / foreignTotal) / ((native[scalar, default: 0] + 1) / nativeTotal)
      set(
        String(scalar), ChineseCharacters.foreignShift, UInt64(min(15, max(1, (8 + log2(ratio)).rounded()))),
        bits: 4)
    }
    func step(_ part: Double, _ all: Double) -> UInt64 {
      all < 8 ? 0 : part / all > 0.5 ? 3 : part / all > 0.2 ? 2 : part / all > 0.05 ? 1 : 0
    }
    for (scalar, counts) in ends {
      set(String(scalar), ChineseCharacters.placeEndShift, step(counts.place, counts.all), bits: 2)
      set(
        String(scalar), ChineseCharacters.organisationEndShift, step(counts.organisation, counts.all), bits: 2
      )
    }
    for (scalar, counts) in starts {
      set(String(scalar), ChineseCharacters.placeStartShift, step(counts.place, counts.all), bits: 2)
    }
  }

  /// The sections of a model that hold this.
  func sections() -> [ModelFile.Section: [UInt8]] {
    let total = words.values.reduce(0) { $0 + $1.frequency }
    var table: [UInt64: [UInt8]] = [:]
    for (word, facts) in words {
      let cost = min(60000, Int(-log(max(facts.frequency, 1) / total) * 250))
      let row = [
        UInt8(cost & 0xFF), UInt8(cost >> 8), facts.sort, facts.flags | ChineseWordCutter.isWord,
      ]
      table[FeatureHash.scalars(word), default: [0, 0, 0, 0]] = row
    }
    for word in words.keys where word.unicodeScalars.count > ChineseWordCutter.probe {
      let scalars = Array(word.unicodeScalars)
      for length in ChineseWordCutter.probe..<scalars.count {
        var head = String.UnicodeScalarView()
        head.append(contentsOf: scalars[0..<length])
        table[FeatureHash.scalars(String(head)), default: [0, 0, 0, 0]][3] |= ChineseWordCutter.goesOn
      }
    }
    let rows = table.sorted { $0.key < $1.key }.map { (hash: $0.key, row: $0.value) }
    return [
      .words: FlatTable.bytes(rows, width: ChineseWordCutter.rowWidth), .phrases: [],
      .characters: characters.flatMap { ModelFile.littleEndian($0) },
    ]
  }
}
