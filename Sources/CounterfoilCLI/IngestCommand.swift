import ArgumentParser
import Counterfoil
import CounterfoilFormats
import CounterfoilModel
import CounterfoilStore
import Foundation

struct IngestCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "ingest", abstract: "Read files and folders into the casebase.",
    discussion: """
      Each file, and each document inside one, gets one line in the ledger: read, read with \
      warnings, rejected or duplicate. Stop it at any time; the same command goes on where it was. \
      A file that is in the casebase already is not read again.
      """)

  @OptionGroup var casebase: CasebaseOption

  @Argument(help: "Files and folders.")
  var paths: [String] = []

  @Flag(help: "Read again what was rejected before; without paths, in the folders ingested before.")
  var retryRejected = false

  @OptionGroup var encrypted: PasswordOption

  @Flag(name: .customLong("no-ocr"), help: "Leave pages that are pictures for `counterfoil ocr`, later.")
  var noOCR = false

  @Flag(help: "Exit with 1 if any file or part was rejected.")
  var strict = false

  @Flag(help: "Print each ledger line as JSON as it is written.")
  var json = false

  @Option(help: "Files read at once.")
  var lanes = ProcessInfo.processInfo.activeProcessorCount

  @Option(help: "Seconds one file may take its reader.")
  var seconds = ReadLimits().wallSeconds

  @Option(help: "MiB of memory one file may take its reader.")
  var memory = ReadLimits().memory >> 20

  func validate() throws {
    if paths.isEmpty, !retryRejected {
      throw ValidationError("name the files or folders to read, or say --retry-rejected.")
    }
    if lanes < 1 || lanes > 64 {
      throw ValidationError("--lanes is a number of files from 1 to 64, not \(lanes).")
    }
    if seconds <= 0 { throw ValidationError("--seconds is more than 0, not \(seconds).") }
    if memory < 256 { throw ValidationError("--memory is at least 256 MiB, not \(memory).") }
  }

  func run() throws {
    let workbench = try casebase.open(for: .ingesting)
    var options = IngestOptions(lanes: lanes, ocr: !noOCR)
    options.passwords = try encrypted.passwords()
    options.passwordFile = encrypted.file
    options.limits.wallSeconds = seconds
    options.limits.processorSeconds = min(options.limits.processorSeconds, seconds)
    options.limits.memory = memory << 20
    let targets = paths.isEmpty ? try workbench.status().sources : paths
    let writer = LineWriter()
    let bar = ProgressBar()
    let results = try workbench.ingest(
      targets, again: retryRejected ? .rejected : .nothing, options: options,
      progress: { bar.show($0) },
      line: { line in
        if json { writer.line(MachineLines.ledger(line)) }
      })
    bar.end()
    writer.flush()
    var outcomes: [LedgerLine.Outcome: Int] = [:]
    for result in results { outcomes.merge(result.outcomes, uniquingKeysWith: +) }
    Terminal.note(Self.summary(results, outcomes: outcomes))
    if strict, outcomes[.rejected, default: 0] > 0 { throw ExitCode.notWell }
  }

  static func summary(_ results: [IngestProgress], outcomes: [LedgerLine.Outcome: Int]) -> String {
    func total<Value: AdditiveArithmetic>(_ path: KeyPath<IngestProgress, Value>) -> Value {
      results.reduce(.zero) { $0 + $1[keyPath: path] }
    }
    let (files, bytes, known) = (total(\.filesDone), total(\.bytesDone), total(\.filesKnown))
    let elapsed: Double = total(\.seconds)
    var parts = LedgerLine.Outcome.allCases.compactMap { outcome -> String? in
      outcomes[outcome].map { "\(Figure.count($0)) \(outcome.words)" }
    }
    if known > 0 { parts.append("\(Figure.count(known)) here already") }
    let rate = elapsed > 0 ? ", \(Figure.bytes(Int(Double(bytes) / elapsed)))/s" : ""
    var text =
      "\(Figure.count(files)) file\(files == 1 ? "" : "s") (\(Figure.bytes(bytes))) in \(Figure.seconds(elapsed))\(rate): "
      + (parts.isEmpty ? "nothing to do" : parts.joined(separator: ", "))
    if outcomes[.rejected, default: 0] > 0 {
      text += "\nWhy: counterfoil ledger --rejected"
    }
    return text
  }
}

extension LedgerLine.Outcome {
  /// For a sentence.
  var words: String {
    switch self {
    case .read: "read"
    case .readWithWarnings: "read with warnings"
    case .rejected: "rejected"
    case .duplicate: "duplicate"
    }
  }
}
