/// The first row of a table.
struct ListHeader {
  let names: [String]
  private let indices: [String: Int]

  init(_ names: [String]) {
    self.names = names
    indices = Dictionary(
      names.enumerated().map { (Self.fold($0.element), $0.offset) }, uniquingKeysWith: { first, _ in first })
  }

  /// Capitals, spaces and underscores make no difference.
  func index(of name: String) -> Int? { indices[Self.fold(name)] }

  var listed: String { names.prefix(40).map { "\"\($0)\"" }.joined(separator: ", ") }

  func nearest(to name: String) -> String? {
    let sought = Array(Self.fold(name))
    let best = names.map { ($0, Self.distance(sought, Array(Self.fold($0)))) }.min { $0.1 < $1.1 }
    guard let best, best.1 <= max(2, sought.count / 3) else { return nil }
    return best.0
  }

  static func fold(_ name: String) -> String {
    String(name.lowercased().unicodeScalars.filter { !" _-*\u{A0}\u{FEFF}\n".unicodeScalars.contains($0) })
  }

  private static func distance(_ a: [Character], _ b: [Character]) -> Int {
    var row = Array(0...b.count)
    for i in a.indices {
      var diagonal = row[0]
      row[0] = i + 1
      for j in b.indices {
        let next = min(row[j] + 1, row[j + 1] + 1, diagonal + (a[i] == b[j] ? 0 : 1))
        diagonal = row[j + 1]
        row[j + 1] = next
      }
    }
    return row[b.count]
  }
}
