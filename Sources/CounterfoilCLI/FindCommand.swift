import ArgumentParser
import Counterfoil
import CounterfoilFormats
import CounterfoilModel
import CounterfoilStore
import Foundation

struct FindCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "find", abstract: "Print what files mention; needs no casebase.",
    discussion: """
      Organisations, glossary terms and places of the knowledge packs, dates, numbers, money, \
      and observables. A glossary term explains a word; it indicates nothing. Confidence runs from 0 to 1.
      """)

  @Argument(help: "Files.")
  var files: [String] = []

  @OptionGroup var casebase: CasebaseOption

  @Flag(
    help: "Find anew in every document of the casebase, after new packs or a new program; judgements stay.")
  var again = false

  @Flag(help: "Print JSON Lines.")
  var json = false

  func validate() throws {
    if again != files.isEmpty {
      throw ValidationError(
        again ? "--again works on the whole casebase: name no files." : "Name a file, or use --again.")
    }
  }

  func run() throws {
    if again { return try findAgain() }
    let pipeline = Pipeline(lexicon: try KnowledgeLoader.lexicon())
    let observables = try ObservableNotes()
    let writer = LineWriter()
    defer { writer.flush() }
    try LooseFiles().readEach(files) { _, place, reading in
      guard let layer = reading.layer else { return }
      let mentions = pipeline.mentions(in: layer, metadata: reading.metadata)
      for (mention, note) in zip(mentions, observables.notes(on: mentions, in: layer.text)) {
        writer.line(
          json
            ? MachineLines.mention(mention, place: place, remarks: note.remarks, context: note.context)
            : line(mention, place, note))
      }
    }
  }

  private func line(_ mention: Mention, _ place: DocumentPlace, _ note: ObservableNotes.Note) -> String {
    var text = "\(Terminal.safe(place.file))\(place.part.isEmpty ? "" : " › " + Terminal.safe(place.part)):"
    text += "\(mention.range.lowerBound)–\(mention.range.upperBound)  "
    text += "\(Terminal.styled(mention.kind.rawValue, .faint))  \(Terminal.safe(mention.quote))"
    text += Self.meaning(of: mention)
    if let context = note.context { text += "  used as: \(context)" }
    if !note.remarks.isEmpty {
      text += "  " + Terminal.styled(Terminal.safe(note.remarks.joined(separator: "; ")), .yellow)
    }
    return text
  }

  private func findAgain() throws {
    let result = try casebase.open(for: .ingesting).findAgain { progress in
      guard Terminal.errorIsInteractive else { return }
      Terminal.write(
        "\r\(Figure.count(progress.documentsDone)) of \(Figure.count(progress.documents)) documents ",
        to: STDERR_FILENO)
    }
    if Terminal.errorIsInteractive { Terminal.note("") }
    if json {
      var line = JSONLine()
      line.add("documents", result.documents)
      line.add("mentions", result.mentions)
      line.add("mentions_before", result.mentionsBefore)
      line.add("statements_added", result.statementsAdded)
      line.add("statements_withdrawn", result.statementsWithdrawn)
      print(line.text)
    } else {
      Terminal.note(
        "\(Figure.count(result.documents)) documents: \(Figure.count(result.mentions)) mentions "
          + "(\(Figure.count(result.mentionsBefore)) before), \(Figure.count(result.statementsAdded)) statements "
          + "added, \(Figure.count(result.statementsWithdrawn)) withdrawn. Judgements are as they were.")
    }
  }

  /// `  = about 2024-03`: what a mention means, where its words do not say it.
  private static func meaning(of mention: Mention) -> String {
    let modifier = mention.quantity?.modifier.map { $0.rawValue + " " } ?? ""
    guard mention.value != mention.quote, !mention.value.isEmpty else { return "" }
    return "  = " + modifier + Terminal.safe(mention.value)
  }
}
