import ArgumentParser
import Counterfoil
import CounterfoilFormats
import CounterfoilModel
import CounterfoilText

struct GlossCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "gloss", abstract: "Explain Chinese text word by word; needs no casebase.",
    discussion: """
      Each sentence with its words and their pinyin, and under it what the packs know: glossary terms with \
      what they could be mistaken for, organisations with their English name, names with their spellings and \
      about how many people bear them. It translates nothing, and a term explains a word; it indicates nothing.
      """)

  @Argument(help: "Files.")
  var files: [String]

  @Flag(help: "Print JSON Lines, one a word.")
  var json = false

  func run() throws {
    let gloss = try Gloss()
    let writer = LineWriter()
    defer { writer.flush() }
    try LooseFiles().readEach(files) { name, place, reading in
      guard let layer = reading.layer else { return }
      let sentences = gloss.sentences(of: layer.text)
      if sentences.isEmpty { Terminal.note("\(Terminal.safe(name)): no Chinese text") }
      var explained: Set<String> = []
      for sentence in sentences {
        if json {
          for word in sentence.words { writer.line(MachineLines.gloss(word, place: place)) }
        } else {
          write(sentence, &explained, to: writer)
        }
      }
    }
  }

  /// A word's explanation is given where it first stands.
  private func write(_ sentence: Gloss.Sentence, _ explained: inout Set<String>, to writer: LineWriter) {
    writer.line(Terminal.styled(Terminal.safe(sentence.text), .bold))
    writer.line(sentence.words.map { $0.pinyin ?? Terminal.safe($0.quote) }.joined(separator: " · "))
    for word in sentence.words where word.kind != .word && explained.insert(word.quote).inserted {
      writer.line("  \(Terminal.safe(word.quote))  \(explanation(of: word))")
    }
    writer.line("")
  }

  private func explanation(of word: GlossedWord) -> String {
    var parts: [String] = []
    if word.kind == .person {
      parts.append("a person's name: \(word.pinyin ?? "of unknown reading")")
      if !word.spellings.isEmpty {
        parts.append(word.spellings.map { "\($0.text) (\($0.convention))" }.joined(separator: ", "))
      }
      if let sharers = word.sharers {
        parts.append("about \(NameEvidence.rounded(sharers)) people bear it")
      }
    } else {
      parts.append(Terminal.styled(word.kind.rawValue, .faint) + "  " + (word.gloss ?? "in no pack"))
    }
    if let warning = word.warning { parts.append(Terminal.styled(warning, .yellow)) }
    return parts.joined(separator: "; ")
  }
}
