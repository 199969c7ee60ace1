import ArgumentParser
import Counterfoil
import CounterfoilFormats
import CounterfoilModel
import CounterfoilStore
import Foundation

struct ScreenCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "screen", abstract: "Look for the names of a table, or of all documents, in lists.",
    discussion: """
      FILE is a table with a header: names, and whatever else is known (date of birth, passport or \
      registration number, e-mail, telephone …). Each row comes to one of three results:

      hit                       a second identifier agrees, and at most ten people are expected to share it and the name
      same name not identified  the name alone; how many living people share it is told. It identifies nobody
      no hit                    no such name, or somebody else of that name: born on another day, say

      An organisation's name can identify it by itself, where it is distinctive. Screening people needs a case, and \
      is logged: the case, the lists and how many rows, not the names. --documents takes the people and \
      organisations of all documents in place of a table.
      """)

  @OptionGroup var casebase: CasebaseOption

  @Argument(help: "A delimited table with a header.", completion: .file())
  var file: String?

  @Flag(help: "Screen the people and organisations of all documents.")
  var documents = false

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
    if documents == (file != nil) { throw ValidationError("Name a table to screen, or give --documents.") }
    if documents, caseFile == nil {
      throw ValidationError("Screening documents needs a case: name it with --case.")
    }
    if list.isEmpty { throw ValidationError("Name a list with --list.") }
    if top < 1 { throw ValidationError("--top is a number from 1, not \(top).") }
  }

  func run() throws {
    let workbench = try casebase.open()
    let file = try caseFile.map { try workbench.caseFile($0) }
    let tables = try KnowledgeLoader.resolution()
    var faults = FaultTeller()
    let rows = try self.file.map { table in
      try workbench.rows(
        toScreen: URL(fileURLWithPath: table), mapping: map.map { URL(fileURLWithPath: $0) }, tables: tables
      ) { faults.tell($0) }
    }
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
    guard let rows else {
      guard let file else { return }
      let found = try workbench.screenDocuments(
        against: lists, in: file, tables: tables, top: top, outlook: Self.tell)
      for entity in found {
        counts[entity.result.verdict, default: 0] += 1
        if json {
          writer.line(MachineLines.screened(entity))
        } else {
          Self.show(entity, writer)
        }
      }
      writer.flush()
      return Terminal.note(Self.words(counts, [.hit, .sameName]))
    }
    try workbench.screen(
      rows, against: lists, in: file, tables: tables, top: top, outlook: Self.tell,
      result: { row, result in
        counts[result.verdict, default: 0] += 1
        if json {
          writer.line(MachineLines.screened(row, result))
        } else if result.verdict != .none || !result.matches.isEmpty {
          Self.show(row, result, writer)
        }
      })
    writer.flush()
    Terminal.note(Self.words(counts, ScreenResult.Verdict.allCases))
  }

  private static func words(_ counts: [ScreenResult.Verdict: Int], _ told: [ScreenResult.Verdict]) -> String {
    told.map { "\(Figure.count(counts[$0] ?? 0)) \($0.rawValue)" }.joined(separator: ", ")
  }

  private static func tell(_ outlook: ScreeningOutlook) {
    Terminal.note(
      "\(Figure.count(outlook.rows)) name\(outlook.rows == 1 ? "" : "s"), \(Figure.count(outlook.persons)) of them people's or perhaps people's, against \(Figure.count(outlook.listed)) entries"
    )
    if outlook.persons > 0 {
      Terminal.note("By chance alone \(spoken(outlook.chanceHits)) bear one of these names")
    }
  }

  static func show(_ entity: ScreenedEntity, _ writer: LineWriter) {
    let names = entity.profile.names.prefix(4).map { Terminal.safe($0.text) }.joined(separator: ", ")
    writer.line(
      "\(Terminal.styled(names, .bold))  \(entity.result.verdict.rawValue)\(entity.place.map { "  in \(Terminal.safe($0.spoken))" } ?? "")"
    )
    for match in entity.result.matches where match.verdict != .none { show(match, writer) }
  }

  private static func spoken(_ count: Double) -> String {
    let number = count < 10 ? "\((count * 10).rounded() / 10)" : Figure.count(Int(count.rounded()))
    return count < 0.05 ? "no entry should" : "about \(number) entries should"
  }

  private static func show(_ row: ScreenedRow, _ result: ScreenResult, _ writer: LineWriter) {
    let told = result.matches.filter { $0.verdict != .none || !$0.comparison.conflicts.isEmpty }
    guard !told.isEmpty else { return }
    writer.line(
      "row \(row.row)  \(Terminal.styled(Terminal.safe(row.name), .bold))  \(result.verdict.rawValue)")
    for match in told { show(match, writer) }
  }

  private static func show(_ match: ScreenResult.Match, _ writer: LineWriter) {
    let total = NamesCompareCommand.signed(match.comparison.total)
    writer.line(
      "  \(match.list) \(Terminal.safe(match.entry))  \(Terminal.safe(match.name))  \(match.verdict.rawValue), \(total) dB"
    )
    for evidence in match.comparison.evidence {
      writer.line("    \(NamesCompareCommand.signed(evidence.weight))  \(Terminal.safe(evidence.because))")
    }
  }
}
