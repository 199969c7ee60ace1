import CounterfoilModel

/// Cuts recognised names that reach over the cells of a table, and puts together the names of companies that
/// brackets part: 东澜智询（上海）咨询有限公司.
struct NameCells {
  private let text: TextBytes

  /// - Parameter found: By start, none overlapping.
  static func repair(_ found: [Found], in text: TextBytes) -> [Found] {
    NameCells(text: text).repair(found)
  }

  private func repair(_ found: [Found]) -> [Found] {
    var result: [Found] = []
    result.reserveCapacity(found.count)
    for item in found {
      guard item.hint == nil, item.kind == .person || item.kind == .organisation || item.kind == .place else {
        result.append(item)
        continue
      }
      if let joined = result.last.flatMap({ joined($0, item) }) {
        result[result.count - 1] = joined
        continue
      }
      let cells = cells(item)
      if cells.isEmpty { result.append(item) } else { result += cells }
    }
    return result
  }

  /// The cells of a name that reaches over several, those that hold figures left out; empty where it is one.
  private func cells(_ item: Found) -> [Found] {
    var cells: [Found] = []
    var start = item.start
    var isCut = false
    func close(_ end: Int) {
      var (first, last) = (start, end)
      while first < last, text[first] == 0x20 { first += 1 }
      while last > first, text[last - 1] == 0x20 { last -= 1 }
      let hasFigure = (first..<last).contains { (0x30...0x39).contains(text[$0]) }
      guard last - first > 2, !hasFigure else { return }
      var cell = item
      (cell.start, cell.end) = (first, last)
      cell.value = text.string(first..<last)
      cells.append(cell)
    }
    for index in item.start..<item.end where isBorder(index) {
      close(index)
      start = index + 1
      isCut = true
    }
    guard isCut else { return [] }
    close(item.end)
    return cells
  }

  /// A tab, or a comma or bar with nothing between it and the next cell.
  private func isBorder(_ index: Int) -> Bool {
    switch text[index] {
    case 0x09, 0x7C: true
    case 0x2C: text[index + 1] != 0x20 && text[index + 1] != 0x0A
    default: false
    }
  }

  private static let opening: [UInt8] = [0xEF, 0xBC, 0x88]
  private static let closing: [UInt8] = [0xEF, 0xBC, 0x89]

  /// A name and what the recogniser took for another behind its opening bracket: `上海）咨询有限公司`.
  private func joined(_ first: Found, _ second: Found) -> Found? {
    guard first.hint == nil, first.kind == .organisation, second.kind == .organisation else { return nil }
    let isAscii = text[first.end] == 0x28
    let gap = isAscii ? 1 : 3
    guard first.end + gap == second.start, isAscii || text.agrees(Self.opening, at: first.end) else {
      return nil
    }
    // What stands between the brackets is a place: short, and closed within the second piece.
    for index in second.start..<min(second.end, second.start + 24)
    where isAscii ? text[index] == 0x29 : text.agrees(Self.closing, at: index) {
      guard index + (isAscii ? 1 : 3) < second.end else { return nil }
      var whole = first
      whole.end = second.end
      whole.value = text.string(whole.start..<whole.end)
      whole.confidence = min(first.confidence, second.confidence)
      return whole
    }
    return nil
  }
}
