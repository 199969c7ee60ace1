/// How much two values of one column agree, in a few levels (Winkler 1990): 0 where one is missing, 1 where they are equal.
///
/// How much a level says is for the data to tell; the comparer only sorts.
struct ColumnComparer {
  /// Of a given name and surname that stand in each other's column; both columns together.
  static let swapped: UInt8 = 7

  /// What each level means, for a person; the first is of level 0.
  static func names(_ kind: RecordKind) -> [String] {
    switch kind.comparison {
    case .name:
      [
        "not compared", "the same", "one letter apart", "much alike", "alike", "an initial or a part",
        "different", "given name and surname exchanged",
      ]
    case .digits: ["not compared", "the same", "one character apart", "two characters apart", "different"]
    case .date:
      [
        "not compared", "the same day", "day and month exchanged", "one digit apart",
        "agrees as far as it is said",
        "two digits apart, or two of day, month and year agree", "the same year", "different",
      ]
    case .year: ["not compared", "the same", "a year apart", "one digit apart", "different"]
    case .place: ["not compared", "the same", "one letter apart", "much alike", "alike", "different"]
    case .words:
      [
        "not compared", "the same words", "nearly all words", "most of what is said", "half of what is said",
        "a third of what is said", "some words", "different",
      ]
    case .category: ["not compared", "the same", "one letter apart", "different"]
    case .number: ["not compared", "the same", "one digit apart", "different"]
    }
  }

  static func levelCount(_ kind: RecordKind) -> Int { names(kind).count }

  let column: ColumnView

  /// - Parameters:
  ///   - a: A value's number, -1 for none.
  /// - Complexity: O(*length*); values that are the same number are not looked at.
  @inline(__always)
  func level(_ a: Int32, _ b: Int32, _ edits: borrowing Edits) -> UInt8 {
    if a < 0 || b < 0 { return 0 }
    if a == b { return 1 }
    return level(Int(a), Int(b), edits)
  }

  private func level(_ a: Int, _ b: Int, _ edits: borrowing Edits) -> UInt8 {
    let (one, two) = (column.units(a), column.units(b))
    let lack = Lack(column.letters(a), column.letters(b))
    switch column.comparison {
    case .name: return Self.name(one, two, lack, edits)
    case .digits: return Self.digits(one, two, lack, isPhone: column.isPhone, edits)
    case .date: return Self.date(one, two, edits)
    case .year: return Self.year(one, two, edits)
    case .place: return Self.place(one, two, lack, edits)
    case .category:
      return abs(one.count - two.count) <= 1 && min(one.count, two.count) >= 4 && lack.least <= 1
        && edits.distance(one, two) <= 1 ? 2 : 3
    case .number:
      return abs(one.count - two.count) <= 1 && max(one.count, two.count) >= 2 && lack.least <= 1
        && edits.distance(one, two) <= 1 ? 2 : 3
    case .words: return words(a, b, edits)
    }
  }

  /// How many kinds of letters each of two values has that the other lacks.
  private struct Lack {
    let one: Int
    let other: Int

    init(_ a: UInt32, _ b: UInt32) {
      one = (a & ~b).nonzeroBitCount
      other = (b & ~a).nonzeroBitCount
    }

    /// The edit distance is at least this.
    var least: Int { max(one, other) }

    /// Jaro's likeness is at most this for values of these lengths.
    func mostAlike(_ m: Int, _ n: Int) -> Double {
      let common = Double(min(m - one, n - other))
      return common <= 0 ? 0 : (common / Double(m) + common / Double(n) + 1) / 3
    }
  }

  private static func name(
    _ a: Edits.Units, _ b: Edits.Units, _ lack: Lack, _ edits: borrowing Edits
  ) -> UInt8 {
    let shorter = min(a.count, b.count)
    if shorter == 1 { return a[0] == b[0] ? 5 : 6 }
    if abs(a.count - b.count) <= 1, lack.least <= 1, shorter >= 3 || a[0] >= 0x2E80,
      edits.distance(a, b) <= 1
    {
      return 2
    }
    // The bonus for a common beginning makes at most 0.4 of what is missing.
    let most = lack.mostAlike(a.count, b.count)
    let isHopeless = a[0] == b[0] ? most < 0.66 : most < 0.8
    let likeness = isHopeless ? 0 : edits.jaroWinkler(a, b)
    if likeness >= 0.9 { return 3 }
    if isPart(a, b) { return 5 }
    return likeness >= 0.8 ? 4 : 6
  }

  /// Whether the shorter is the beginning of the longer, or one of its words.
  private static func isPart(_ a: Edits.Units, _ b: Edits.Units) -> Bool {
    let (short, long) = a.count <= b.count ? (a, b) : (b, a)
    guard short.count >= 3 else { return false }
    for start in 0...(long.count - short.count) where start == 0 || long[start - 1] == 0x20 {
      let end = start + short.count
      guard start == 0 || end == long.count || long[end] == 0x20 else { continue }
      if (0..<short.count).allSatisfy({ long[start + $0] == short[$0] }) { return true }
    }
    return false
  }

  private static func digits(
    _ a: Edits.Units, _ b: Edits.Units, _ lack: Lack, isPhone: Bool, _ edits: borrowing Edits
  ) -> UInt8 {
    if isPhone {
      let length = min(a.count, b.count)
      // With and without the country's code.
      if length >= 8, a.suffix(length).elementsEqual(b.suffix(length)) { return 2 }
    }
    if abs(a.count - b.count) > 2 || lack.least > 2 { return 4 }
    let distance = edits.distance(a, b)
    if distance == 1 { return 2 }
    return distance == 2 && min(a.count, b.count) >= 5 ? 3 : 4
  }

  private static func date(_ a: Edits.Units, _ b: Edits.Units, _ edits: borrowing Edits) -> UInt8 {
    guard a.count == 8, b.count == 8 else {
      let distance = edits.distance(a, b)
      return distance <= 1 ? 3 : distance == 2 ? 5 : 7
    }
    func equal(_ range: Range<Int>) -> Bool { range.allSatisfy { a[$0] == b[$0] } }
    func isOpen(_ units: Edits.Units, _ place: Int) -> Bool {
      units[place] == 0x30 && units[place + 1] == 0x30
    }
    let year = equal(0..<4)
    if year, a[4] == b[6], a[5] == b[7], a[6] == b[4], a[7] == b[5] { return 2 }
    let monthOpen = isOpen(a, 4) || isOpen(b, 4)
    let dayOpen = isOpen(a, 6) || isOpen(b, 6)
    if monthOpen || dayOpen {
      return year && (monthOpen || equal(4..<6)) && (dayOpen || equal(6..<8)) ? 4 : year ? 6 : 7
    }
    let distance = edits.distance(a, b)
    if distance <= 1 { return 3 }
    let agreeing = (year ? 1 : 0) + (equal(4..<6) ? 1 : 0) + (equal(6..<8) ? 1 : 0)
    if distance == 2 || agreeing == 2 { return 5 }
    return year ? 6 : 7
  }

  private static func year(_ a: Edits.Units, _ b: Edits.Units, _ edits: borrowing Edits) -> UInt8 {
    func value(_ units: Edits.Units) -> Int { units.prefix(6).reduce(0) { $0 * 10 + Int($1) - 0x30 } }
    if abs(value(a) - value(b)) == 1 { return 2 }
    return edits.distance(a, b) <= 1 ? 3 : 4
  }

  private static func place(
    _ a: Edits.Units, _ b: Edits.Units, _ lack: Lack, _ edits: borrowing Edits
  ) -> UInt8 {
    let close = abs(a.count - b.count) <= 2 && lack.least <= 2 ? edits.distance(a, b) : 9
    if close <= 1, min(a.count, b.count) >= 3 { return 2 }
    let most = lack.mostAlike(min(a.count, 64), min(b.count, 64))
    let isHopeless = a.count <= 64 && b.count <= 64 && (a[0] == b[0] ? most < 0.7 : most < 0.82)
    let likeness = isHopeless ? 0 : edits.jaroWinkler(a, b)
    if likeness >= 0.92 || close <= 2 && min(a.count, b.count) >= 6 { return 3 }
    return likeness >= 0.82 || isPart(a, b) ? 4 : 5
  }

  private func words(_ a: Int, _ b: Int, _ edits: borrowing Edits) -> UInt8 {
    guard let words = column.words?.pointee else { return 7 }
    let share = words.likeness(a, b, isPeople: column.isPeople, edits)
    return share >= 0.98
      ? 1 : share >= 0.85 ? 2 : share >= 0.7 ? 3 : share >= 0.5 ? 4 : share >= 0.3 ? 5 : share >= 0.12 ? 6 : 7
  }
}

extension ValueWords {
  /// The cosine of two values, each word weighed by its rarity (Salton); a misspelled word counts four fifths, an
  /// initial of people half.
  func likeness(_ a: Int, _ b: Int, isPeople: Bool, _ edits: borrowing Edits) -> Float {
    let (one, two) = (range(a), range(b))
    let scale = norm[a] * norm[b]
    if scale <= 0 { return 0 }
    var common: Float = 0
    return withUnsafeTemporaryAllocation(of: Int32.self, capacity: 16) { rest in
      var (left, right) = (0, 0)
      var (i, j) = (one.lowerBound, two.lowerBound)
      while i < one.upperBound || j < two.upperBound {
        if j == two.upperBound || i < one.upperBound && words[i] < words[j] {
          if left < 8 {
            rest[left] = words[i]
            left += 1
          }
          i += 1
        } else if i == one.upperBound || words[j] < words[i] {
          if right < 8 {
            rest[8 + right] = words[j]
            right += 1
          }
          j += 1
        } else {
          common += rarity[Int(words[i])] * rarity[Int(words[i])]
          i += 1
          j += 1
        }
      }
      for x in 0..<left {
        for y in 0..<right where rest[8 + y] >= 0 {
          let share = alike(Int(rest[x]), Int(rest[8 + y]), isPeople: isPeople, edits)
          guard share > 0 else { continue }
          let least = min(rarity[Int(rest[x])], rarity[Int(rest[8 + y])])
          common += share * least * least
          rest[8 + y] = -1
          break
        }
      }
      return common / scale
    }
  }

  private func alike(_ a: Int, _ b: Int, isPeople: Bool, _ edits: borrowing Edits) -> Float {
    let (one, two) = (Int(unitStart[a])..<Int(unitStart[a + 1]), Int(unitStart[b])..<Int(unitStart[b + 1]))
    if isPeople, min(one.count, two.count) == 1 {
      return units[one.lowerBound] == units[two.lowerBound] ? 0.5 : 0
    }
    let shorter = min(one.count, two.count)
    guard shorter >= 4, abs(one.count - two.count) <= 2 else { return 0 }
    return units.withUnsafeBufferPointer { units in
      let distance = edits.distance(
        Edits.Units(rebasing: units[one]), Edits.Units(rebasing: units[two]))
      return distance <= 1 || distance == 2 && shorter >= 8 ? 0.8 : 0
    }
  }
}
