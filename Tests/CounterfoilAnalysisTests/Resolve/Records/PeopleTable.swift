import CounterfoilAnalysis

/// A table of invented people, some of whom come more than once with the ordinary dirt.
struct PeopleTable {
  struct Dirt {
    /// In a hundred, of each kind of error for a later record.
    var typos = 20
    var exchanged = 8
    var missing = 12
  }

  var headings = ["id", "first_name", "last_name", "born", "street", "town", "zip", "county", "phone"]
  var rows: [[String]] = []
  /// For each row the person.
  var people: [Int] = []
  private var random: ResolveRandom

  init(
    seed: UInt64, households: Int = 300, places: Int = 40, most: Int = 3, repeats: Bool = true,
    dirt: Dirt = Dirt()
  ) {
    random = ResolveRandom(seed: seed)
    let given = (0..<220).map { _ in word(2...3) }
    let surnames = (0..<260).map { _ in word(2...4) }
    let towns = (0..<places).map { _ in (word(2...4), "\(10_000 + random.below(80_000))", word(1...2)) }
    for _ in 0..<households {
      let town = towns[random.below(places)]
      let shared = [
        surnames[random.below(surnames.count)], "\(1 + random.below(150)) \(word(2...3)) street", town.0,
        town.1, town.2,
        "0\(200_000_000 + random.below(700_000_000))",
      ]
      for _ in 0..<(1 + random.below(most)) {
        let person = people.last.map { $0 + 1 } ?? 0
        let born =
          "\(1930 + random.below(75))-\(padded(1 + random.below(12)))-\(padded(1 + random.below(28)))"
        let first = [
          given[random.below(given.count)], shared[0], born, shared[1], shared[2], shared[3], shared[4],
          shared[5],
        ]
        for copy in 0..<(repeats ? [1, 1, 2, 3][random.below(4)] : 1) {
          let cells = copy == 0 ? first : soiled(first, dirt)
          rows.append(["r\(rows.count)"] + cells)
          people.append(person)
        }
      }
    }
  }

  /// The table for the resolver, with rows and columns in a given order.
  func table(rows order: [Int]? = nil, columns: [Int]? = nil) -> RecordTable {
    let columns = columns ?? Array(1..<headings.count)
    var table = RecordTable(
      columns: columns.map {
        RecordTable.Column(
          name: headings[$0], kind: RecordHeading.kind(headings[$0]) ?? .category, reason: "by its heading")
      })
    for row in order ?? Array(rows.indices) { table.append(rows[row][0], columns.map { rows[row][$0] }) }
    return table
  }

  /// Precision and recall over pairs.
  func score(_ clusters: Clusters) -> (precision: Double, recall: Double) {
    var (right, given, known) = (0, 0, 0)
    for a in people.indices {
      for b in people.indices where a < b {
        let (isOne, isGiven) = (people[a] == people[b], clusters.cluster[a] == clusters.cluster[b])
        known += isOne ? 1 : 0
        given += isGiven ? 1 : 0
        right += isOne && isGiven ? 1 : 0
      }
    }
    return (Double(right) / Double(max(1, given)), Double(right) / Double(max(1, known)))
  }

  private mutating func soiled(_ cells: [String], _ dirt: Dirt) -> [String] {
    var cells = cells
    for place in [0, 1, 3] where random.below(100) < dirt.typos { cells[place] = typo(cells[place]) }
    if random.below(100) < dirt.exchanged { cells.swapAt(0, 1) }
    if random.below(100) < dirt.exchanged {
      let parts = cells[2].split(separator: "-")
      cells[2] = "\(parts[0])-\(parts[2])-\(parts[1])"
    }
    for place in [2, 3, 7] where random.below(100) < dirt.missing { cells[place] = "" }
    return cells
  }

  private mutating func typo(_ text: String) -> String {
    var letters = Array(text)
    let place = random.below(max(1, letters.count - 1))
    switch random.below(3) {
    case 0 where letters.count > 3: letters.remove(at: place)
    case 1 where letters.count > 2: letters.swapAt(place, place + 1)
    default: letters.insert("aeiourst".randomElement(using: &random) ?? "a", at: place)
    }
    return String(letters)
  }

  private mutating func word(_ syllables: ClosedRange<Int>) -> String {
    let (first, last) = (Array("bdfghjklmnprstvwz"), Array("aeiou"))
    return (0..<(syllables.lowerBound + random.below(syllables.count))).reduce("") { word, _ in
      word + String([first[random.below(first.count)], last[random.below(last.count)]])
    }
  }

  private func padded(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
}

extension RecordTable {
  /// Adds a record; an empty cell says nothing.
  mutating func append(_ id: String, _ cells: [String], side: UInt8 = 0) {
    for (place, cell) in cells.enumerated() {
      columns[place].codes.append(cell.isEmpty ? -1 : columns[place].values.intern(Array(cell.utf8)))
    }
    idCodes.append(ids.intern(Array(id.utf8)))
    sides.append(side)
  }
}

/// SplitMix64 (Steele, Lea and Flood 2014).
struct ResolveRandom: RandomNumberGenerator {
  private var state: UInt64
  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var value = state
    value = (value ^ value >> 30) &* 0xBF58_476D_1CE4_E5B9
    value = (value ^ value >> 27) &* 0x94D0_49BB_1331_11EB
    return value ^ value >> 31
  }

  mutating func below(_ limit: Int) -> Int { Int(next() % UInt64(limit)) }
}
