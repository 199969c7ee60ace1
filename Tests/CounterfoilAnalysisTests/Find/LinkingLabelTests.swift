import CounterfoilAnalysis
import CounterfoilModel
import Foundation
import Testing

/// Titles and links against passages that were labelled before any of it was built.
@Suite struct `Labelled titles and links` {
  @Test(arguments: [("en", 0.9), ("zh", 0.9)])
  func `are found as labelled, and none where two could be meant`(language: String, least: Double) throws {
    var score = LinkingScore()
    for row in try LinkingRow.rows(language) { score.count(row) }
    if ProcessInfo.processInfo.environment["COUNTERFOIL_SHOW"] != nil {
      print(score.misses.joined(separator: "\n"))
      print("\(language): titles \(score.titles), links \(score.links)")
    }
    #expect(score.titles.rate >= least, "titles: \(score.titles)")
    #expect(score.links.rate >= least, "links: \(score.links)")
  }
}

/// A labelled passage. Offsets count scalars.
struct LinkingRow: Decodable {
  struct Title: Decodable, Hashable {
    var name: String
    var at: Int
    var title: String
    var title_at: Int
  }
  struct Link: Decodable, Hashable {
    var name: String
    var at: Int
    var to: String
    var to_at: Int
  }
  var id, text: String
  var titles: [Title]
  var links: [Link]

  static func rows(_ language: String) throws -> [LinkingRow] {
    let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appendingPathComponent("Fixtures")
    let text = try String(
      contentsOf: folder.appendingPathComponent("linking-\(language).jsonl"), encoding: .utf8)
    return try text.split(separator: "\n").map {
      try JSONDecoder().decode(LinkingRow.self, from: Data($0.utf8))
    }
  }
}

/// How many titles and links are right, and how many were found where none is labelled.
struct LinkingScore {
  struct Tally: CustomStringConvertible {
    var right = 0
    var labelled = 0
    var extra = 0
    var rate: Double { Double(right) / Double(max(1, labelled + extra)) }
    var description: String { "\(right) of \(labelled), \(extra) too many" }

    mutating func count(_ wanted: Set<String>, _ found: Set<String>) {
      right += wanted.intersection(found).count
      labelled += wanted.count
      extra += found.subtracting(wanted).count
    }
  }

  var titles = Tally()
  var links = Tally()
  var misses: [String] = []

  mutating func count(_ row: LinkingRow) {
    let result = Find.finder.linkedMentions(in: row.text)
    let scalars = Array(row.text.unicodeScalars)
    var foundTitles: Set<String> = []
    var foundLinks: Set<String> = []
    for mention in result.mentions {
      for title in mention.titles {
        foundTitles.insert(
          "\(title.quote)@\(title.range.lowerBound) → \(mention.quote)@\(mention.range.lowerBound)")
      }
      if let target = mention.refersTo {
        foundLinks.insert("\(mention.quote)@\(mention.range.lowerBound) → \(target)")
      }
    }
    for item in result.references {
      foundLinks.insert("\(item.quote)@\(item.range.lowerBound) → \(item.refersTo)")
    }
    let wantedTitles = Set(row.titles.map { "\($0.title)@\($0.title_at) → \($0.name)@\($0.at)" })
    let wantedLinks = Set(row.links.map { "\($0.name)@\($0.at) → \($0.to_at)" })
    titles.count(wantedTitles, foundTitles)
    links.count(wantedLinks, foundLinks)
    let missed = wantedTitles.subtracting(foundTitles).union(wantedLinks.subtracting(foundLinks))
    let extra = foundTitles.subtracting(wantedTitles).union(foundLinks.subtracting(wantedLinks))
    if !missed.isEmpty || !extra.isEmpty {
      let names = result.mentions.filter { [.person, .organisation, .place].contains($0.kind) }
        .map { "\($0.kind.rawValue) \($0.quote)" }
      misses.append(
        "\(row.id) \(String(String.UnicodeScalarView(scalars)))\n    missed \(missed.sorted()) extra \(extra.sorted())\n    \(names)"
      )
    }
  }
}
