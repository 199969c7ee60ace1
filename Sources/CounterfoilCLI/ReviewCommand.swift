import ArgumentParser
import Counterfoil
import CounterfoilFormats
import CounterfoilModel
import CounterfoilStore
import Foundation

struct ReviewCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "review", abstract: "Decide, pair by pair, who is one and who is two.",
    discussion: """
      Shows the pairs that `resolve` left to a person, the likeliest and largest first: the evidence in decibans, and the \
      words that name each side. Pairs of other documents with just the same names and values are asked about once, and \
      answered together. Answer with s (same), d (different), u (unsure), n (next, without judging), undo (the last \
      answer), q (quit). With --json the queue is printed and nothing asked.
      """)

  @OptionGroup var casebase: CasebaseOption

  @Option(help: "Pairs at most.")
  var top = 20

  @Option(name: .customLong("case"), help: "The case it is judged in.")
  var caseFile: String?

  @Flag(help: "Print JSON Lines.")
  var json = false

  func validate() throws {
    if top < 1 { throw ValidationError("--top is a number from 1, not \(top).") }
  }

  func run() throws {
    let workbench = try casebase.open()
    let file = try caseFile.map { try workbench.caseFile($0) }
    let pairs = try workbench.reviews(top: top)
    let writer = LineWriter()
    if json {
      for pair in pairs { writer.line(MachineLines.review(pair)) }
      return writer.flush()
    }
    if pairs.isEmpty {
      return Terminal.note("No pair waits for a decision; `counterfoil resolve` looks for them.")
    }
    var answered: [[Judgement]] = []
    for (number, pair) in pairs.enumerated() {
      show(pair, number: number + 1, of: pairs.count, writer)
      writer.flush()
      while true {
        Terminal.ask("s same, d different, u unsure, n next, undo, q quit: ")
        guard let answer = readLine()?.trimmingCharacters(in: .whitespaces).lowercased(), answer != "q" else {
          return
        }
        if answer == "n" { break }
        if answer == "undo" {
          guard let last = answered.popLast() else {
            Terminal.note("Nothing was answered yet.")
            continue
          }
          guard let first = last.first else { continue }
          try workbench.undo(first.batch ?? first.id)
          Terminal.note("Taken back: \(first.verdict.rawValue), \(first.left) and \(first.right)")
          continue
        }
        let verdicts: [String: Judgement.Verdict] = ["s": .same, "d": .different, "u": .unsure]
        guard let verdict = verdicts[answer] else {
          Terminal.note("'\(Terminal.safe(answer))' is no answer.")
          continue
        }
        answered.append(
          try workbench.judge(
            [(pair.left.id, pair.right.id)] + pair.alike, verdict, reason: "reviewed side by side",
            in: file?.id))
        break
      }
    }
  }

  private func show(_ pair: ReviewedPair, number: Int, of count: Int, _ writer: LineWriter) {
    writer.line(
      Terminal.styled("\(number) of \(count)", .bold)
        + "  \(NamesCompareCommand.signed(pair.comparison.total)) dB in all; \(Figure.count(pair.changes)) statement\(pair.changes == 1 ? "" : "s") would move"
    )
    for (side, context) in [(pair.left, pair.contexts.left), (pair.right, pair.contexts.right)] {
      writer.line("  \(side.id)  \(side.kind.rawValue)")
      for name in side.names.prefix(6) {
        writer.line("    \(Terminal.safe(name.text))\(name.isWeak ? "  (short)" : "")")
      }
      if let context {
        writer.line(
          "    \(Terminal.safe(context.place.spoken)): …\(Terminal.safe(context.before)) [\(Terminal.safe(context.quote))] \(Terminal.safe(context.after))…"
        )
      }
      for (property, values) in side.values.sorted(by: { $0.key < $1.key }) {
        writer.line(
          "    \(property)  \(values.prefix(4).map { Terminal.safe($0.text) }.joined(separator: ", "))")
      }
    }
    for evidence in pair.comparison.evidence {
      writer.line("  \(NamesCompareCommand.signed(evidence.weight))  \(Terminal.safe(evidence.because))")
    }
  }
}
