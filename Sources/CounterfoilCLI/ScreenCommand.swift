import ArgumentParser
import Counterfoil
import CounterfoilFormats
import CounterfoilModel
import Foundation

struct ScreenCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "screen", abstract: "Look for the names of a table in lists.",
    discussion: """
      FILE is a table with a header: names, and whatever else is known (date of birth, passport or \
      registration number, e-mail, telephone …). Each row comes to one of three results:

      hit                       a second identifier agrees, and at most ten people are expected to share it and the name
      same name not identified  the name alone; how many living people share it is told. It identifies nobody
      no hit                    no such name, or somebody else of that name: born on another day, say

      An organisation's name can identify it by itself, where it is distinctive. Screening people needs a case, and \
      is logged: the case, the lists and how many rows, not the names.
      """)

  @OptionGroup var casebase: CasebaseOption

  @Argument(help: "A delimited table with a header.", completion: .file())
  var file: String

  @Option(help: "An imported list, or a table of one's own. May be given several times.", completion: .file())
  var list: [String]

  @Option(name: .customLong("case"), help: "The case it is done in; needed for people.")
  var caseFile: String?

  @Option(help: "A mapping of the table's columns (YAML).", completion: .file())
  var map: String?

  @Option(help: "Matches told of a row at most.")
  var top = 10

  @Flag(help: "Print JSON Lines, one for each row.")
  var json = false

  func validate() throws {
    if list.isEmpty { throw ValidationError("Name a list with --list.") }
    if top < 1 { throw ValidationError("--top is a number from 1, not \(top).") }
  }

  func run() throws {
    let workbench = try casebase.open()
    let file = try caseFile.map { try workbench.caseFile($0) }
    let tables = try KnowledgeLoader.resolution()
    var faults = FaultTeller()
    let rows = try workbench.rows(
      toScreen: URL(fileURLWithPath: self.file), mapping: map.map { URL(fileURLWithPath: $0) }, tables: tables
    ) { faults.tell($0) }
    let scratch = FileManager.default.temporaryDirectory.appendingPathComponent(
      "counterfoil-screen-\(UUID().uuidString)", isDirectory: true)
    defer { try? FileManager.default.removeItem(at: scratch) }
    let lists = try list.map { name in
      FileManager.default.fileExists(atPath: name)
        ? try workbench.screenedList(file: URL(fileURLWithPath: name), tables: tables, scratch: scratch) {
          faults.tell($0)
        } : try workbench.screenedList(name, tables: tables)
    }
    faults.finish()
    let writer = LineWriter()
    var counts: [ScreenResult.Verdict: Int] = [:]
    try workbench.screen(
      rows, against: lists, in: file, tables: tables, top: top,
      outlook: { outlook in
        Terminal.note(
          "\(Figure.count(outlook.rows)) rows, \(Figure.count(outlook.persons)) of them people or perhaps people, against \(Figure.count(outlook.listed)) entries"
        )
        if outlook.persons > 0 {
          Terminal.note(
            "By chance alone about \(Self.spoken(outlook.chanceHits)) entries bear a name of these rows")
        }
      },
      result: { row, result in
        counts[result.verdict, default: 0] += 1
        if json {
          writer.line(MachineLines.screened(row, result))
        } else if result.verdict != .none || !result.matches.isEmpty {
          show(row, result, writer)
        }
      })
    writer.flush()
    Terminal.note(
      ScreenResult.Verdict.allCases.map { "\(Figure.count(counts[$0] ?? 0)) \($0.rawValue)" }.joined(
        separator: ", "))
  }

  private static func spoken(_ count: Double) -> String {
    count < 0.05 ? "no" : count < 10 ? "\((count * 10).rounded() / 10)" : Figure.count(Int(count.rounded()))
  }

  private func show(_ row: ScreenedRow, _ result: ScreenResult, _ writer: LineWriter) {
    writer.line(
      "row \(row.row)  \(Terminal.styled(Terminal.safe(row.name), .bold))  \(result.verdict.rawValue)")
    for match in result.matches {
      let total = NamesCompareCommand.signed(match.comparison.total)
      writer.line(
        "  \(match.list) \(Terminal.safe(match.entry))  \(Terminal.safe(match.name))  \(match.verdict.rawValue), \(total) dB"
      )
      for evidence in match.comparison.evidence {
        writer.line("    \(NamesCompareCommand.signed(evidence.weight))  \(Terminal.safe(evidence.because))")
      }
    }
  }
}
