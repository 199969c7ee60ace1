import ArgumentParser
import Counterfoil
import CounterfoilFormats
import CounterfoilModel

struct CaseCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "case", abstract: "Open a case, and list those there are.",
    discussion: """
      Screening and judging people belongs to a case: what it is for, on what ground, and when somebody has to \
      look whether it should go on.
      """,
    subcommands: [New.self, List.self])

  struct New: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Open a case.")

    @OptionGroup var casebase: CasebaseOption

    @Option(help: "What the case is called.")
    var title: String

    @Option(help: "Why people are looked at.")
    var purpose: String

    @Option(help: "The law, mandate or consent it rests on.")
    var basis: String

    @Option(help: "The day by which it is looked at again, such as 2027-03-31. Default: in a year.")
    var review: String?

    @Flag(help: "Print a JSON object.")
    var json = false

    func run() throws {
      let file = try casebase.open().openCase(title: title, purpose: purpose, basis: basis, review: review)
      if json {
        let writer = LineWriter()
        writer.line(MachineLines.caseFile(file))
        writer.flush()
      } else {
        print(file.id)
        Terminal.note("Opened; to be reviewed by \(file.review).")
      }
    }
  }

  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "List the cases.")

    @OptionGroup var casebase: CasebaseOption

    @Flag(help: "Print JSON Lines.")
    var json = false

    func run() throws {
      let writer = LineWriter()
      let files = try casebase.open().cases()
      for file in files {
        if json {
          writer.line(MachineLines.caseFile(file))
        } else {
          writer.line(Terminal.styled(file.id, .bold) + "  " + Terminal.safe(file.title))
          writer.line("  for  \(Terminal.safe(file.purpose))")
          writer.line("  by   \(Terminal.safe(file.basis))")
          writer.line(
            "  to be reviewed by \(file.review); opened \(file.openedAt.prefix(10)) by \(Terminal.safe(file.openedBy))"
          )
        }
      }
      writer.flush()
      if files.isEmpty, !json { Terminal.note("No case is open; `counterfoil case new` opens one.") }
    }
  }
}
