import ArgumentParser
import Counterfoil
import CounterfoilFormats
import CounterfoilModel
import CounterfoilStore
import Foundation

struct StatusCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "status", abstract: "Say how the casebase stands.")

  @OptionGroup var casebase: CasebaseOption

  @Flag(help: "Print JSON.")
  var json = false

  func run() throws {
    let workbench = try casebase.open()
    let status = try workbench.status()
    if json { return print(Self.machine(status, folder: workbench.folder.path)) }
    print("Casebase    \(workbench.folder.path)")
    for source in status.sources { print("Ingested    \(Terminal.safe(source))") }
    print("Files       \(Figure.count(status.files)), \(Figure.bytes(status.bytes))")
    let outcomes = LedgerLine.Outcome.allCases.compactMap { outcome in
      status.outcomes[outcome].map { "\(Figure.count($0)) \(outcome.words)" }
    }
    print("Ledger      \(outcomes.isEmpty ? "empty" : outcomes.joined(separator: ", "))")
    if status.unfinished > 0 {
      print("Unfinished  \(Figure.count(status.unfinished)): run the same ingest again")
    }
    if status.pagesForOCR > 0 {
      print("OCR needed  \(Figure.count(status.pagesForOCR)) page\(status.pagesForOCR == 1 ? "" : "s")")
    }
    let languages = status.languages.prefix(8).map { "\($0.tag) \(Figure.count($0.documents))" }
    if !languages.isEmpty { print("Languages   \(languages.joined(separator: ", "))") }
    print("Text        \(Figure.count(status.characters)) characters")
    print("Mentions    \(Figure.count(status.mentions))")
    print("Statements  \(Figure.count(status.statements)) about \(Figure.count(status.entities)) entities")
  }

  private static func machine(_ status: CasebaseStatus, folder: String) -> String {
    var outcomes = JSONLine()
    for outcome in LedgerLine.Outcome.allCases {
      outcomes.add(outcome.rawValue, status.outcomes[outcome, default: 0])
    }
    var languages = JSONLine()
    for language in status.languages { languages.add(language.tag, language.documents) }
    var line = JSONLine()
    line.add("casebase", folder)
    line.add("sources", status.sources)
    line.add("files", status.files)
    line.add("bytes", status.bytes)
    line.add("outcomes", json: outcomes.text)
    line.add("unfinished", status.unfinished)
    line.add("ocr_pages", status.pagesForOCR)
    line.add("languages", json: languages.text)
    line.add("characters", status.characters)
    line.add("mentions", status.mentions)
    line.add("statements", status.statements)
    line.add("entities", status.entities)
    return line.text
  }
}
