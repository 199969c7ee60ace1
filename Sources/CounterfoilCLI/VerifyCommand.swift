import ArgumentParser
import Counterfoil
import CounterfoilFormats
import CounterfoilModel
import CounterfoilStore

struct VerifyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify", abstract: "Check that the casebase still is what it says it is.",
    discussion: """
      Rehashes every original, checks each citation's words against its text layer, the ledger \
      against the files kept, the log's chain of hashes, and the database's own structure. Exits \
      with 1 if anything is wrong.
      """)

  @OptionGroup var casebase: CasebaseOption

  @Flag(help: "Print JSON Lines: one a finding, then a summary.")
  var json = false

  func run() throws {
    let report = try casebase.open().verify()
    let writer = LineWriter()
    for finding in report.findings {
      if json {
        var line = JSONLine()
        line.add("kind", finding.kind)
        line.add("file", finding.place?.file)
        line.add("part", finding.place?.part)
        line.add("message", finding.message)
        writer.line(line.text)
      } else {
        let place = finding.place.map { Terminal.safe($0.spoken) + ": " } ?? ""
        writer.line(Terminal.styled("wrong  ", .red) + place + Terminal.safe(finding.message))
      }
    }
    if json {
      var line = JSONLine()
      line.add("originals", report.originals)
      line.add("citations", report.citations)
      line.add("mentions", report.mentions)
      line.add("log_lines", report.logLines)
      line.add("findings", report.findings.count)
      writer.line(line.text)
    } else {
      writer.line(
        "Checked \(Figure.count(report.originals)) originals, \(Figure.count(report.citations)) citations, "
          + "\(Figure.count(report.mentions)) mentions, \(Figure.count(report.logLines)) log lines: "
          + (report.findings.isEmpty ? "all stand." : "\(Figure.count(report.findings.count)) findings."))
    }
    writer.flush()
    if !report.findings.isEmpty { throw ExitCode.notWell }
  }
}
