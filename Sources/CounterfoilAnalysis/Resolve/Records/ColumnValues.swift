import CounterfoilText

/// The values of a column made ready to be compared: cleaned, each once, as UTF-16 units.
///
/// Capitals, diacritics, punctuation and the two Chinese scripts make no difference. What is left is compared.
struct ColumnValues: Sendable {
  let name: String
  let kind: RecordKind
  /// For each record, in the order of the resolver; -1 where nothing is said.
  var codes: [Int32]
  /// Units of all values one behind another; value `v` has those from `start[v]` to `start[v + 1]`.
  private(set) var units: [UInt16] = []
  private(set) var start: [UInt32] = [0]
  /// Of the content: orders nothing, keys blocks.
  private(set) var hashes: [UInt64] = []
  /// A rougher form, the same for equal values and for many that mean the same; empty where the kind has none.
  private(set) var sketches: [UInt64] = []
  /// Which letters and digits each value has, folded into 32 bits: what two values lack in common is a bound on their distance.
  private(set) var letters: [UInt32] = []
  /// Records with the value.
  private(set) var counts: [Int32] = []
  /// Records with any value.
  private(set) var filled = 0
  /// Words of each value; only for kinds compared by words.
  private(set) var words: ValueWords?

  var count: Int { hashes.count }

  init(_ column: RecordTable.Column) {
    name = column.name
    kind = column.kind
    codes = column.codes
    let cleaner = ValueCleaner(column)
    var table = ValueTable()
    var map = [Int32](repeating: -1, count: column.values.count)
    for code in 0..<column.values.count {
      let clean = cleaner.clean(column.values.bytes[column.values.range(code)])
      if !clean.isEmpty { map[code] = table.intern(clean) }
    }
    start.reserveCapacity(table.count + 1)
    units.reserveCapacity(table.bytes.count)
    hashes.reserveCapacity(table.count)
    let sketch = ValueSketch.form(kind)
    for code in 0..<table.count {
      let bytes = table.bytes[table.range(code)]
      let first = units.count
      if bytes.allSatisfy({ $0 < 0x80 }) {
        for byte in bytes { units.append(UInt16(byte)) }
      } else {
        units.append(contentsOf: String(decoding: bytes, as: UTF8.self).utf16)
      }
      start.append(UInt32(units.count))
      letters.append(units[first...].reduce(0) { $0 | 1 << UInt32($1 & 31) })
      hashes.append(table.hash(code))
      if let sketch { sketches.append(sketch(units[first...])) }
    }
    for index in codes.indices where codes[index] >= 0 { codes[index] = map[Int(codes[index])] }
    count(table.count)
    if kind.comparison == .words {
      let words = ValueWords(table, counts: counts)
      sketches = words.setHashes
      self.words = words
    }
  }

  private mutating func count(_ values: Int) {
    counts = [Int32](repeating: 0, count: values)
    filled = 0
    for code in codes where code >= 0 {
      counts[Int(code)] += 1
      filled += 1
    }
  }

  /// Keeps the given records, in that order.
  mutating func take(_ order: [Int32]) {
    let all = codes
    codes = order.map { all[Int($0)] }
    count(counts.count)
  }

  func range(_ code: Int) -> Range<Int> { Int(start[code])..<Int(start[code + 1]) }

  func text(_ code: Int) -> String { String(decoding: units[range(code)], as: UTF16.self) }
}

/// Brings values into the form in which they are compared.
private struct ValueCleaner {
  private let kind: RecordKind
  private let monthFirst: Bool

  init(_ column: RecordTable.Column) {
    kind = column.kind
    // 03/25/1962 says that the month stands first; one day that cannot be a month says the contrary.
    var (dayFirst, monthFirst) = (0, 0)
    if kind == .date {
      for code in stride(from: 0, to: column.values.count, by: max(1, column.values.count / 5000)) {
        let parts = column.values.string(code).split { !$0.isNumber }
        guard parts.count >= 3, parts[0].count <= 2, let one = Int(parts[0]), let two = Int(parts[1]) else {
          continue
        }
        if one > 12, two <= 12 { dayFirst += 1 }
        if two > 12, one <= 12 { monthFirst += 1 }
      }
    }
    self.monthFirst = monthFirst > dayFirst
  }

  /// Nothing for what only says that there is nothing: `n/a`, `-`, `unknown`.
  func clean(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
    var folded: [UInt8]
    if bytes.allSatisfy({ $0 < 0x80 }) {
      folded = bytes.map { 0x41...0x5A ~= $0 ? $0 | 0x20 : $0 }
    } else {
      folded = Array(Folding.shared.key(String(decoding: bytes, as: UTF8.self)).utf8)
    }
    switch kind {
    case .email: folded.removeAll { $0 <= 0x20 }
    case .identifier, .postcode: folded.removeAll { $0 < 0x80 && !Self.isWordByte($0) }
    case .phone:
      folded.removeAll { !(0x30...0x39 ~= $0) }
      if folded.starts(with: [0x30, 0x30]) {
        folded.removeFirst(2)
      } else if folded.first == 0x30, folded.count > 7 {
        folded.removeFirst()
      }
    case .year:
      // "circa 1962" says 1962.
      if let date = RecordDate(String(decoding: folded, as: UTF8.self)) {
        return Array(String(date.year).utf8)
      }
      folded = Self.words(folded)
    case .date:
      let text = String(decoding: folded, as: UTF8.self)
      if let date = RecordDate(text, monthFirst: monthFirst) { return Array(date.text.utf8) }
      folded.removeAll { !(0x30...0x39 ~= $0) }
    default:
      folded = Self.words(folded)
    }
    return Self.nothings.contains(folded) ? [] : folded
  }

  private static func isWordByte(_ byte: UInt8) -> Bool {
    0x30...0x39 ~= byte || 0x61...0x7A ~= byte || byte >= 0x80
  }

  /// Words with one space between; an apostrophe is dropped, other punctuation parts words.
  private static func words(_ bytes: [UInt8]) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count)
    var isParted = false
    for byte in bytes where byte != 0x27 {
      if isWordByte(byte) {
        if isParted, !result.isEmpty { result.append(0x20) }
        isParted = false
        result.append(byte)
      } else {
        isParted = true
      }
    }
    return result
  }

  private static let nothings: Set<[UInt8]> = Set(
    ["n a", "na", "nan", "null", "none", "unknown", "nil", "missing", "not known", "00000000", "不详", "无"]
      .map { Array($0.utf8) })
}

/// Rough forms of values, by which records meet that do not have quite the same.
///
/// A rough form of a name that survives most misspellings: its first letter, then consonants by their sound, doubles once.
///
/// After Russell's Soundex (US patent 1261167, 1918), without its cut after four letters.
enum ValueSketch {
  static func form(_ kind: RecordKind) -> ((ArraySlice<UInt16>) -> UInt64)? {
    switch kind {
    case .given, .surname, .street, .city: of
    case .date: day
    case .phone: { plain($0.suffix(8)) }
    case .email: { plain($0.prefix { $0 != 0x40 }) }
    default: nil
    }
  }

  private static func plain(_ units: ArraySlice<UInt16>) -> UInt64 {
    units.reduce(14_695_981_039_346_656_037) { ($0 ^ UInt64($1)) &* 1_099_511_628_211 }
  }

  /// The same for a day whose month and day are exchanged.
  private static func day(_ units: ArraySlice<UInt16>) -> UInt64 {
    guard units.count == 8 else { return plain(units) }
    let units = Array(units)
    let (one, two) = (Array(units[4..<6]), Array(units[6..<8]))
    let isOrdered = one.lexicographicallyPrecedes(two)
    return plain(ArraySlice(units[..<4] + (isOrdered ? one + two : two + one)))
  }

  private static let groups: [UInt8] = Array("0123012_022455012623010202".utf8)

  static func of(_ units: ArraySlice<UInt16>) -> UInt64 {
    var hash: UInt64 = 14_695_981_039_346_656_037
    if units.count <= 2 {
      for unit in units { hash = (hash ^ UInt64(unit)) &* 1_099_511_628_211 }
      return hash
    }
    var last: UInt8 = 0x30
    var isFirst = true
    for unit in units where unit != 0x20 {
      let group: UInt8 = 0x61...0x7A ~= unit ? groups[Int(unit - 0x61)] : 0x58
      if isFirst || group == 0x58 {
        hash = (hash ^ UInt64(unit)) &* 1_099_511_628_211
      } else if group != 0x30, group != 0x5F, group != last {
        hash = (hash ^ UInt64(group)) &* 1_099_511_628_211
      }
      if group != 0x5F { last = group }
      isFirst = false
    }
    return hash
  }
}
