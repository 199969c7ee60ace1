/// Compares two records column by column and packs the levels, four bits each, into one number.
struct PairComparer: Sendable {
  let columns: [ColumnValues]
  /// Places of the given name and the surname, which may stand exchanged.
  let given: Int?
  let surname: Int?

  /// No more columns are compared.
  static let mostColumns = 16

  init(_ columns: [ColumnValues]) {
    self.columns = columns
    given = columns.firstIndex { $0.kind == .given }
    surname = columns.firstIndex { $0.kind == .surname }
  }

  @inline(__always)
  static func level(_ pattern: UInt64, _ column: Int) -> Int { Int(pattern >> UInt64(column * 4) & 15) }

  func pattern(_ a: Int, _ b: Int, _ edits: borrowing Edits) -> UInt64 {
    var pattern: UInt64 = 0
    for index in columns.indices {
      let level = ColumnComparer(column: columns[index])
        .level(columns[index].codes[a], columns[index].codes[b], edits)
      pattern |= UInt64(level) << UInt64(index * 4)
    }
    guard let given, let surname else { return pattern }
    let (first, last) = (Self.level(pattern, given), Self.level(pattern, surname))
    // Where one of the two already agrees, nothing was exchanged.
    guard first == 0 || first >= 4, last == 0 || last >= 4, isSwapped(a, b, given, surname, edits) else {
      return pattern
    }
    pattern &= ~(15 << UInt64(given * 4) | 15 << UInt64(surname * 4))
    return pattern | UInt64(ColumnComparer.swapped) << UInt64(given * 4)
  }

  /// Whether given name and surname of the one are surname and given name of the other, one of the two perhaps misspelled.
  private func isSwapped(
    _ a: Int, _ b: Int, _ given: Int, _ surname: Int, _ edits: borrowing Edits
  ) -> Bool {
    let (first, last) = (columns[given], columns[surname])
    let (firstA, lastA, firstB, lastB) = (first.codes[a], last.codes[a], first.codes[b], last.codes[b])
    func alike(_ one: Int32, _ other: Int32) -> Int {
      if one < 0 || other < 0 { return 0 }
      if first.hashes[Int(one)] == last.hashes[Int(other)] { return 2 }
      return first.units.withUnsafeBufferPointer { one_ in
        last.units.withUnsafeBufferPointer { other_ in
          let (x, y) = (
            Edits.Units(rebasing: one_[first.range(Int(one))]), Edits.Units(rebasing: other_[last.range(Int(other))])
          )
          return min(x.count, y.count) >= 4 && abs(x.count - y.count) <= 1 && edits.distance(x, y) <= 1 ? 1 : 0
        }
      }
    }
    let one = alike(firstA, lastB)
    guard one > 0 else { return false }
    let other = alike(firstB, lastA)
    return one + other >= 3
  }
}
