/// Which conventions give a spelling for a character.
struct Conventions {
  private let table: Romanisations

  init(_ table: Romanisations) { self.table = table }

  /// The names of the conventions, the likeliest first.
  func list(of character: Int, asSurname: Bool, spelling: UInt16) -> [String] {
    var chances: [String: Float] = [:]
    table.withReferences(of: character, asSurname: asSurname) { references, _ in
      for reference in references {
        for row in table.rows[Int(reference.reading)] where row.spelling == spelling {
          let convention = Int(row.convention)
          chances[table.conventions[convention].name, default: 0] +=
            reference.share * row.weight * table.conventionShares[convention]
        }
      }
    }
    return chances.sorted { ($0.value, $1.key) > ($1.value, $0.key) }.map(\.key)
  }

  /// The convention that the most lists hold; of equals, the one that stands in front most.
  static func commonest(_ lists: [[String]]) -> String {
    var votes: [String: Double] = [:]
    for list in lists {
      for (place, name) in list.enumerated() { votes[name, default: 0] += 1 - 0.01 * Double(place) }
    }
    return votes.max { ($0.value, $1.key) < ($1.value, $0.key) }?.key ?? ""
  }
}
