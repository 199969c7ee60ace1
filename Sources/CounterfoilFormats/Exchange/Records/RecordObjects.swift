/// Records as JSON objects: one a line, or the elements of one array.
struct RecordObjects {
  private let utf8: UnsafeBufferPointer<UInt8>
  private let isArray: Bool

  init(_ utf8: UnsafeBufferPointer<UInt8>) {
    self.utf8 = utf8
    isArray = utf8.first { $0 > 0x20 } == 0x5B
  }

  /// So many objects are looked at for the names of columns.
  private static let looked = 2000

  /// Names of members in the order in which they first come.
  var columns: [String] {
    var columns: [String] = []
    var seen: Set<String> = []
    var count = 0
    walk { walk, at, _ in
      _ = try? walk.members(at) { name, _ in
        if seen.insert(name).inserted { columns.append(name) }
        return true
      }
      count += 1
      return count < Self.looked
    } broken: { _ in
    }
    return columns
  }

  /// - Returns: Lines that are no object; of an array, places.
  func forEachObject(columns: [String], cell: RecordFile.Cell, row: (Int) -> Void) -> RecordFile.Odd {
    let places = Dictionary(columns.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
    var odd = RecordFile.Odd()
    walk { walk, at, line in
      var isWhole = true
      do {
        try walk.members(at) { name, value in
          guard let column = places[name], var text = Self.text(walk, value) else { return true }
          text.withUTF8 { if !$0.isEmpty { cell(column, $0) } }
          return true
        }
      } catch {
        isWhole = false
      }
      if !isWhole { odd.note(line) }
      row(line)
      return true
    } broken: { line in
      odd.note(line)
    }
    return odd
  }

  /// A string, number or truth value; a list's members with semicolons between; nil for null.
  private static func text(_ walk: JSONWalk, _ at: Int) -> String? {
    if let scalar = walk.scalar(at) { return scalar.trimmedASCII }
    if walk.isArray(at) {
      var parts: [String] = []
      _ = try? walk.elements(at) { element in
        if let part = walk.scalar(element) { parts.append(part) }
        return true
      }
      return parts.joined(separator: "; ")
    }
    guard let end = try? walk.end(at) else { return nil }
    let raw = String(decoding: walk.utf8[at..<end], as: UTF8.self)
    return raw == "null" ? nil : raw
  }

  /// - Parameter body: The object's walk and place, and its line from 1; answers whether to go on.
  private func walk(
    _ body: (JSONWalk, Int, Int) -> Bool, broken: (Int) -> Void
  ) {
    let whole = JSONWalk(utf8: utf8)
    if isArray {
      var place = 0
      _ = try? whole.elements(whole.start(0)) { at in
        place += 1
        guard whole.isObject(at) else {
          broken(place)
          return true
        }
        return body(whole, at, place)
      }
      return
    }
    var line = 0
    var start = 0
    while start < utf8.count {
      let end = utf8[start...].firstIndex(of: 0x0A) ?? utf8.count
      line += 1
      let one = JSONWalk(utf8: UnsafeBufferPointer(rebasing: utf8[..<end]))
      let at = one.start(start)
      if at < end {
        if one.isObject(at) {
          guard body(one, at, line) else { return }
        } else {
          broken(line)
        }
      }
      start = end + 1
    }
  }
}

extension String {
  fileprivate var trimmedASCII: String {
    var utf8 = Substring(self).utf8
    while let first = utf8.first, first <= 0x20 { utf8.removeFirst() }
    while let last = utf8.last, last <= 0x20 { utf8.removeLast() }
    return String(Substring(utf8))
  }
}
