import ArgumentParser
import Counterfoil
import Foundation

struct ExportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export", abstract: "Write the casebase's facts for other programs.",
    discussion: """
      statements  one JSON line a statement, with its citation (docs/formats.md)
      ftm         FollowTheMoney entities; what it has no place for is said on standard error
      """)

  enum Format: String, ExpressibleByArgument, CaseIterable { case statements, ftm }

  @OptionGroup var casebase: CasebaseOption

  @Option(help: "statements or ftm.")
  var format = Format.statements

  @Flag(help: "Leave out when things were recorded, so that two casebases can be compared byte for byte.")
  var stable = false

  func run() throws {
    let workbench = try casebase.open()
    let writer = LineWriter()
    switch format {
    case .statements:
      try workbench.exportStatements(stable: stable) { writer.line($0) }
    case .ftm:
      let leftOut = try workbench.exportFollowTheMoney { writer.line($0) }
      if !leftOut.isEmpty {
        let list = leftOut.sorted { $0.key < $1.key }.map { "\($0.key) \(Figure.count($0.value))" }
        Terminal.note("Left out, as FollowTheMoney has no place for it: \(list.joined(separator: ", "))")
      }
    }
    writer.flush()
    Terminal.note("No marking is set on this casebase: decide on one (TLP) before you hand the export on.")
  }
}
