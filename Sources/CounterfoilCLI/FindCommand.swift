import ArgumentParser
import Counterfoil
import CounterfoilFormats
import CounterfoilModel

struct FindCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "find", abstract: "Print what files mention; needs no casebase.",
    discussion: """
      Organisations, glossary terms and places of the knowledge packs, dates, numbers, money, \
      and observables. A glossary term explains a word; it indicates nothing. Confidence runs from 0 to 1.
      """)

  @Argument(help: "Files.")
  var files: [String]

  @Flag(help: "Print JSON Lines.")
  var json = false

  func run() throws {
    let pipeline = Pipeline(lexicon: try KnowledgeLoader.lexicon())
    let loose = LooseFiles()
    let writer = LineWriter()
    var failed = false
    for file in files {
      try loose.read(file) { place, result in
        switch result {
        case .success(let reading):
          guard let layer = reading.layer else { return }
          for mention in pipeline.mentions(in: layer, metadata: reading.metadata) {
            writer.line(
              json
                ? MachineLines.mention(mention, place: place)
                : "\(Terminal.safe(place.file))\(place.part.isEmpty ? "" : " › " + Terminal.safe(place.part)):"
                  + "\(mention.range.lowerBound)–\(mention.range.upperBound)  "
                  + "\(Terminal.styled(mention.kind.rawValue, .faint))  \(Terminal.safe(mention.quote))"
                  + Self.meaning(of: mention))
          }
        case .failure(let error):
          failed = true
          Terminal.complain("\(place.part.isEmpty ? place.file : "\(place.file) › \(place.part)"): \(error)")
        }
      }
    }
    writer.flush()
    if failed, files.count == 1 { throw ExitCode.couldNotGoOn }
  }

  /// `  = about 2024-03`: what a mention means, where its words do not say it.
  private static func meaning(of mention: Mention) -> String {
    let modifier = mention.quantity?.modifier.map { $0.rawValue + " " } ?? ""
    guard mention.value != mention.quote, !mention.value.isEmpty else { return "" }
    return "  = " + modifier + Terminal.safe(mention.value)
  }
}
