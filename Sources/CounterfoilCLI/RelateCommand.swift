import ArgumentParser
import Counterfoil
import CounterfoilFormats
import CounterfoilModel
import Foundation

struct RelateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "relate", abstract: "Print who did what to whom, and who says so; needs no casebase.",
    discussion: """
      Links that hold (employment, control, family) and events that happened (payment, arrest, sentence), each \
      with its participants by role, its date, and the words that say it. What is not asserted is marked: \
      alleged, charged, convicted, denied. A relation is what a document says, not a fact about anyone.
      """)

  @Argument(help: "Files.")
  var files: [String]

  @Flag(help: "Print JSON Lines.")
  var json = false

  func run() throws {
    let tables = try KnowledgeLoader.relations()
    let kinds = Dictionary(tables.kinds.map { ($0.id, $0) }, uniquingKeysWith: { $1 })
    let pipeline = Pipeline(lexicon: try KnowledgeLoader.lexicon(), relations: tables)
    let loose = LooseFiles()
    let writer = LineWriter()
    var failed = false
    for file in files {
      try loose.read(file) { place, result in
        switch result {
        case .success(let reading):
          guard let layer = reading.layer else { return }
          let mentions = pipeline.mentions(in: layer, metadata: reading.metadata)
          let relations = pipeline.relations(in: layer, mentions: mentions)
          guard !relations.isEmpty else { return }
          let scalars = Array(layer.text.unicodeScalars)
          for relation in relations {
            let kind = kinds[relation.type]
            let words = String(String.UnicodeScalarView(scalars[relation.words.clamped(to: scalars.indices)]))
            if json {
              writer.line(
                MachineLines.relation(relation, form: kind?.form ?? .link, words: words, place: place))
            } else {
              writer.line(line(relation, kind?.label ?? relation.type, words, place))
            }
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

  private func line(_ relation: Relation, _ label: String, _ words: String, _ place: DocumentPlace) -> String {
    var text = "\(Terminal.safe(place.file))\(place.part.isEmpty ? "" : " › " + Terminal.safe(place.part)):"
    text += "\(relation.words.lowerBound)–\(relation.words.upperBound)  \(Terminal.styled(label, .bold))"
    for participant in relation.participants {
      text += "  \(Terminal.styled(participant.role, .faint)) \(Terminal.safe(participant.quote))"
      if let name = participant.mention?.quote, name != participant.quote { text += " (\(Terminal.safe(name)))" }
    }
    for detail in relation.details {
      text += "  \(Terminal.styled(detail.name, .faint)) \(Terminal.safe(detail.quote))"
    }
    if let date = relation.date { text += "  \(date)" }
    var manner: [String] = relation.modality == .asserted ? [] : [relation.modality.rawValue]
    if relation.isHedged { manner.append("hedged") }
    if !relation.speakers.isEmpty { manner.append("says " + speakers(relation)) }
    if !manner.isEmpty { text += "  " + Terminal.styled(manner.joined(separator: ", "), .yellow) }
    return text + "  “\(Terminal.safe(words))”"
  }

  /// `Marta Kulig, says the panel`: the innermost first.
  private func speakers(_ relation: Relation) -> String {
    relation.speakers.reversed().map { Terminal.safe($0) }.joined(separator: ", says ")
  }
}
