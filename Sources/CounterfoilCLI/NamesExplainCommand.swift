import ArgumentParser
import CounterfoilFormats
import CounterfoilText

struct NamesExplainCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain", abstract: "Show what a written name could be.",
    discussion: """
      For characters, the spellings by convention; for Latin letters, the syllables and the characters they \
      may stand for. A convention is a way of writing, not a people.
      """)

  @Argument(help: "A name, in any script.")
  var name: String

  @Flag(help: "Print JSON Lines.")
  var json = false

  func run() throws {
    let explanation = NameMatcher().explain(name)
    if json {
      print(NameLines.explanation(explanation, of: name))
      return
    }
    print(Terminal.safe(name))
    if explanation.isEmpty {
      print("This text holds no name.")
      return
    }
    if !explanation.spellings.isEmpty { print("Spellings, by convention:") }
    for spelling in explanation.spellings {
      let gap = String(repeating: " ", count: max(1, 26 - spelling.text.unicodeScalars.count))
      print("  \(spelling.text)\(gap)\(spelling.convention)")
    }
    if !explanation.syllables.isEmpty {
      print("Syllables, what they may stand for, and whose spelling it is:")
    }
    for syllable in explanation.syllables {
      let gap = String(repeating: " ", count: max(1, 9 - syllable.text.unicodeScalars.count))
      print(
        "  \(syllable.text)\(gap)\(syllable.characters.joined(separator: " "))   "
          + syllable.conventions.joined(separator: ", "))
    }
    if let sharers = explanation.sharers {
      print(
        "Sharers  about \(NameEvidence.rounded(sharers.expected)) people "
          + "(\(NameEvidence.rounded(sharers.low)) to \(NameEvidence.rounded(sharers.high)))")
    }
    for remark in explanation.remarks { print(remark) }
  }
}
