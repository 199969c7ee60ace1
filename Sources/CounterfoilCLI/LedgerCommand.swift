import ArgumentParser
import Counterfoil
import CounterfoilFormats
import CounterfoilModel

struct LedgerCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "ledger", abstract: "Say what became of each file.",
    discussion: """
      One line for each file given to `ingest` and each document inside one: read, \
      read-with-warnings, rejected or duplicate, and why.
      """)

  @OptionGroup var casebase: CasebaseOption

  @Flag(help: "Only what was rejected.")
  var rejected = false

  @Option(help: "Only this outcome: read, read-with-warnings, rejected or duplicate.")
  var outcome: String?

  @Flag(help: "Print JSON Lines.")
  var json = false

  @Flag(help: "With --json: leave out times, so that two runs can be compared.")
  var stable = false

  func validate() throws {
    if let outcome, LedgerLine.Outcome(rawValue: outcome) == nil {
      let known = LedgerLine.Outcome.allCases.map(\.rawValue).joined(separator: ", ")
      throw ValidationError("--outcome is one of \(known), not \(outcome).")
    }
  }

  func run() throws {
    let workbench = try casebase.open()
    let wanted = rejected ? .rejected : outcome.flatMap(LedgerLine.Outcome.init(rawValue:))
    let writer = LineWriter()
    var counts: [LedgerLine.Outcome: Int] = [:]
    try workbench.eachLedgerLine(outcome: wanted) { line in
      counts[line.outcome, default: 0] += 1
      writer.line(json ? MachineLines.ledger(line, stable: stable) : Self.text(line))
    }
    writer.flush()
    if !json {
      let summary = LedgerLine.Outcome.allCases.compactMap { outcome in
        counts[outcome].map { "\(Figure.count($0)) \(outcome.words)" }
      }
      Terminal.note(summary.isEmpty ? "No such line." : summary.joined(separator: ", "))
    }
  }

  static func text(_ line: LedgerLine) -> String {
    let sign =
      switch line.outcome {
      case .read: Terminal.styled("read      ", .green)
      case .readWithWarnings: Terminal.styled("warnings  ", .yellow)
      case .rejected: Terminal.styled("rejected  ", .red)
      case .duplicate: Terminal.styled("duplicate ", .faint)
      }
    let place = line.place.part.isEmpty ? line.place.file : "\(line.place.file) › \(line.place.part)"
    var facts: [String] = [line.mediaType, line.encoding, line.language].compactMap(\.self)
    if let pages = line.pages { facts.append(PageKind(mediaType: line.mediaType).counted(pages)) }
    facts.append(Figure.bytes(line.bytes))
    var text = sign + Terminal.safe(place) + "  " + Terminal.styled(facts.joined(separator: ", "), .faint)
    if let reason = line.reason { text += "\n          " + Terminal.safe(reason) }
    return text
  }
}
