import CounterfoilModel
import CounterfoilText

/// Dates of birth and death that stand beside a name: `Anders Lovelund, born on 12 March 1962`, `李建国，1962年3月生`.
struct LifeDates: Sendable {
  struct Found {
    var property: String
    var person: Mention
    var date: Mention
  }

  private let words: [LifeDateWords]

  init(_ words: [LifeDateWords]) { self.words = words }

  /// Scalars between name and date, and looked at behind it.
  private static let between = 24
  private static let behind = 3

  /// Whatever the text says whole; a date reckoned from another, or roughly given, is left out.
  func dates(_ mentions: [Mention], _ map: ScalarMap) -> [Found] {
    guard !words.isEmpty else { return [] }
    let named = mentions.filter { $0.kind == .person || $0.kind == .date }
    return zip(named, named.dropFirst()).compactMap { person, date in
      guard person.kind == .person, date.kind == .date, date.quantity?.anchor == nil,
        date.quantity?.modifier == nil, Self.isPlain(date.value),
        person.range.upperBound <= date.range.lowerBound,
        date.range.lowerBound - person.range.upperBound <= Self.between,
        let gap = map.slice(person.range.upperBound..<date.range.lowerBound)
      else { return nil }
      let middle = Self.plain(gap)
      let behind = Self.behind(date.range.upperBound, map)
      let entry = words.first { entry in
        entry.between.contains(middle)
          && (entry.after.isEmpty || entry.after.contains { behind.hasPrefix($0) })
      }
      return entry.map { Found(property: $0.property, person: person, date: date) }
    }
  }

  /// `1962`, `1962-03` or `1962-03-12`.
  private static func isPlain(_ value: String) -> Bool {
    value.utf8.count >= 4 && value.utf8.count <= 10
      && value.utf8.allSatisfy { $0 == 0x2D || (0x30...0x39).contains($0) }
  }

  /// Lowercase, on one line, without what sets it off.
  private static func plain(_ gap: String) -> String {
    let marks: Set<Character> = [",", "，", "、", "(", "（", ";", "；"]
    return gap.lowercased().filter { !marks.contains($0) }.split(whereSeparator: \.isWhitespace)
      .joined(separator: " ")
  }

  private static func behind(_ end: Int, _ map: ScalarMap) -> String {
    for length in stride(from: behind, to: 0, by: -1) {
      if let slice = map.slice(end..<end + length) { return slice }
    }
    return ""
  }
}
