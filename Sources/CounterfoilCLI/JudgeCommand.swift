import ArgumentParser
import Counterfoil
import CounterfoilFormats
import CounterfoilModel
import Foundation

struct JudgeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "judge", abstract: "Say that two entities are one, or two; take a judgement back.",
    discussion: """
      Judgements are added to, never erased. What was joined falls apart again when the judgement that joined it is \
      undone, each side with its own statements; an undo can be undone.
      """,
    subcommands: [Same.self, Different.self, Unsure.self, Undo.self, List.self])

  struct Pair: ParsableArguments {
    @OptionGroup var casebase: CasebaseOption
    @Argument(help: "An entity's identifier, as exports and `review --json` give it.")
    var left: String
    @Argument(help: "Another's.")
    var right: String
    @Option(help: "Why, in a sentence.")
    var reason: String
    @Option(name: .customLong("case"), help: "The case it is judged in.")
    var caseFile: String?

    func judge(_ verdict: Judgement.Verdict) throws {
      let workbench = try casebase.open()
      let file = try caseFile.map { try workbench.caseFile($0) }
      let judgement = try workbench.judge(
        EntityID(left), EntityID(right), verdict, reason: reason, in: file?.id)
      print(judgement.id)
    }
  }

  struct Same: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Two entities are one.")
    @OptionGroup var pair: Pair
    func run() throws { try pair.judge(.same) }
  }

  struct Different: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Two entities are two, whatever joins them otherwise.")
    @OptionGroup var pair: Pair
    func run() throws { try pair.judge(.different) }
  }

  struct Unsure: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "It cannot be told; the pair leaves the review queue.")
    @OptionGroup var pair: Pair
    func run() throws { try pair.judge(.unsure) }
  }

  struct Undo: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Take back a judgement, all of a run of `resolve`, or an undo.")
    @OptionGroup var casebase: CasebaseOption
    @Argument(help: "A judgement's identifier, or a batch's.")
    var id: String
    @Option(help: "Why, in a sentence.")
    var reason = ""

    func run() throws {
      let undone = try casebase.open().undo(id, reason: reason)
      for judgement in undone { print(judgement.id) }
      Terminal.note(
        "\(Figure.count(undone.count)) taken back; the same command with what is printed here takes it back again"
      )
    }
  }

  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "List the judgements, the oldest first.")
    @OptionGroup var casebase: CasebaseOption
    @Flag(help: "Print JSON Lines.")
    var json = false

    func run() throws {
      let writer = LineWriter()
      for (judgement, holds) in try casebase.open().judgements() {
        if json {
          writer.line(MachineLines.judgement(judgement, holds: holds))
        } else {
          let weight = judgement.weight.map { " at \(NamesCompareCommand.signed($0)) dB" } ?? ""
          writer.line(
            "\(judgement.id)  \(Terminal.styled(judgement.verdict.rawValue, .bold))\(holds || judgement.verdict == .undo ? "" : " (taken back or replaced)")  \(judgement.at) by \(Terminal.safe(judgement.by))\(weight)"
          )
          writer.line(
            "  "
              + (judgement.undoes.map { "undoes \($0)" } ?? "\(judgement.left) and \(judgement.right)")
              + (judgement.reason.isEmpty ? "" : ": \(Terminal.safe(judgement.reason))"))
        }
      }
      writer.flush()
    }
  }
}
