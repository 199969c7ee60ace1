import ArgumentParser
import Counterfoil
import CounterfoilFormats
import CounterfoilModel
import CounterfoilStore
import Foundation

struct OCRCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "ocr", abstract: "Read the pages that are pictures, where an ingest left them.",
    discussion: """
      Reads again, in the folders ingested before, each document of which pages still need OCR: those \
      of an ingest with --no-ocr, of a machine without Tesseract's data, or beyond the limit of pages. \
      Stop it at any time; the same command goes on where it was.
      """)

  @OptionGroup var casebase: CasebaseOption

  @OptionGroup var encrypted: PasswordOption

  @Flag(help: "Print each ledger line as JSON as it is written.")
  var json = false

  @Option(help: "Pages read at once.")
  var lanes = ProcessInfo.processInfo.activeProcessorCount

  @Option(help: "Seconds one page may take.")
  var seconds = ReadLimits().wallSeconds

  func validate() throws {
    if lanes < 1 || lanes > 64 {
      throw ValidationError("--lanes is a number of pages from 1 to 64, not \(lanes).")
    }
    if seconds <= 0 { throw ValidationError("--seconds is more than 0, not \(seconds).") }
  }

  func run() throws {
    let workbench = try casebase.open(for: .ingesting)
    guard LanguageData.missing.count < LanguageData.wanted.count else {
      Terminal.complain(
        "OCR found no data of any language; install Debian's \(LanguageData.packages(LanguageData.wanted))")
      throw ExitCode.couldNotGoOn
    }
    var options = IngestOptions(lanes: lanes)
    options.passwords = try encrypted.passwords()
    options.passwordFile = encrypted.file
    options.limits.wallSeconds = seconds
    options.limits.processorSeconds = min(options.limits.processorSeconds, seconds)
    options.limits.ocrPages = .max
    let writer = LineWriter()
    let bar = ProgressBar()
    let results = try workbench.ingest(
      try workbench.status().sources, again: .pictures, options: options,
      progress: { bar.show($0) },
      line: { line in
        if json { writer.line(MachineLines.ledger(line)) }
      })
    bar.end()
    writer.flush()
    var outcomes: [LedgerLine.Outcome: Int] = [:]
    for result in results { outcomes.merge(result.outcomes, uniquingKeysWith: +) }
    Terminal.note(IngestCommand.summary(results, outcomes: outcomes))
  }
}
