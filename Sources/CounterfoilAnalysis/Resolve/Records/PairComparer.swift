/// Compares two records column by column and packs the levels, four bits each, into one number.
struct PairComparer: Sendable {
  let columns: [ColumnValues]
  private let storage: ColumnViews
  /// Places of the given name and the surname, which may stand exchanged.
  let given: Int?
  let surname: Int?

  /// No more columns are compared.
  static let mostColumns = 16

  init(_ columns: [ColumnValues]) {
    self.columns = columns
    storage = ColumnViews(columns)
    given = columns.firstIndex { $0.kind == .given }
    surname = columns.firstIndex { $0.kind == .surname }
  }

  @inline(__always)
  static func level(_ pattern: UInt64, _ column: Int) -> Int { Int(pattern >> UInt64(column * 4) & 15) }

  /// Levels of many pairs `a << 32 | b`.
  func patterns(_ pairs: [UInt64]) -> [UInt64] {
    let edits = Edits()
    return storage.views.withUnsafeBufferPointer { views in
      pairs.map { pattern(views, Int($0 >> 32), Int($0 & 0xFFFF_FFFF), edits) }
    }
  }

  func pattern(_ a: Int, _ b: Int) -> UInt64 { patterns([UInt64(a) << 32 | UInt64(b)])[0] }

  private func pattern(
    _ views: UnsafeBufferPointer<ColumnView>, _ a: Int, _ b: Int, _ edits: borrowing Edits
  ) -> UInt64 {
    var pattern: UInt64 = 0
    let one = storage.rows + a * views.count
    let other = storage.rows + b * views.count
    for index in 0..<views.count {
      let view = views[index]
      let level = ColumnComparer(column: view).level(one[index], other[index], edits)
      pattern |= UInt64(level) << UInt64(index * 4)
    }
    guard let given, let surname else { return pattern }
    let (first, last) = (Self.level(pattern, given), Self.level(pattern, surname))
    // Where one of the two already agrees, nothing was exchanged.
    guard first == 0 || first >= 4, last == 0 || last >= 4,
      Self.isSwapped(
        (one[given], one[surname]), (other[given], other[surname]), views[given], views[surname], edits)
    else { return pattern }
    pattern &= ~(15 << UInt64(given * 4) | 15 << UInt64(surname * 4))
    return pattern | UInt64(ColumnComparer.swapped) << UInt64(given * 4)
  }

  /// Whether given name and surname of the one are surname and given name of the other, one of the two perhaps misspelled.
  private static func isSwapped(
    _ a: (given: Int32, surname: Int32), _ b: (given: Int32, surname: Int32), _ first: ColumnView,
    _ last: ColumnView, _ edits: borrowing Edits
  ) -> Bool {
    let one = likeness(first, a.given, last, b.surname, edits)
    guard one > 0 else { return false }
    return one + likeness(first, b.given, last, a.surname, edits) >= 3
  }

  /// 2 for the same, 1 for one letter apart.
  private static func likeness(
    _ first: ColumnView, _ given: Int32, _ last: ColumnView, _ surname: Int32, _ edits: borrowing Edits
  ) -> Int {
    if given < 0 || surname < 0 { return 0 }
    if first.hashes[Int(given)] == last.hashes[Int(surname)] { return 2 }
    let letters = (first.letters(Int(given)), last.letters(Int(surname)))
    guard (letters.0 & ~letters.1).nonzeroBitCount <= 1 else { return 0 }
    let (one, other) = (first.units(Int(given)), last.units(Int(surname)))
    return min(one.count, other.count) >= 4 && abs(one.count - other.count) <= 1
      && edits.distance(one, other) <= 1 ? 1 : 0
  }
}
