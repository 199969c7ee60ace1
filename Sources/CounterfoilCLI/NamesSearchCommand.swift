import ArgumentParser
import CounterfoilFormats
import CounterfoilText
import Foundation

struct NamesSearchCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "search", abstract: "Find who, in an index, could be the one named.",
    discussion: """
      Without a name reads a JSON object a line with "id" and "q" from standard input and writes \
      {"id","q","hits"} for each.
      """)

  @Argument(help: "A name, in any script.")
  var query: String?

  @Option(help: "The index made by 'counterfoil names index'.")
  var index: String

  @Option(help: "How many hits at most.")
  var top = 10

  @Option(help: "The least weight told, in decibans.")
  var least = 0.0

  @Flag(help: "Print JSON Lines.")
  var json = false

  func validate() throws {
    if top < 1 { throw ValidationError("--top must be 1 or more.") }
  }

  func run() throws {
    let query = NameIndexQuery(try NameIndex(contentsOf: URL(fileURLWithPath: index)))
    let writer = LineWriter()
    if let text = self.query {
      let hits = query.search(text, top: top, least: least)
      if json {
        writer.line(NameLines.hits(hits, id: nil, query: text))
      } else {
        for hit in hits {
          writer.line(
            "\(NamesCompareCommand.signed(hit.weight))\t\(Terminal.safe(hit.name))\t\(Terminal.safe(hit.id))")
        }
        if hits.isEmpty { Terminal.complain("No name in the index could be \(text).") }
      }
    } else {
      while let line = readLine() {
        if line.isEmpty { continue }
        guard let (id, text) = NameLines.question(in: line) else {
          Terminal.complain("No JSON object with \"q\": \(line.prefix(80))")
          continue
        }
        writer.line(NameLines.hits(query.search(text, top: top, least: least), id: id, query: text))
      }
    }
    writer.flush()
  }
}
