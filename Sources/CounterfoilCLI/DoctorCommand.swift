import ArgumentParser
import Counterfoil
import CounterfoilFormats
import Foundation

struct DoctorCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "doctor", abstract: "Say whether this machine lets the program work safely.",
    discussion: "Asks a real reader process what confines it, and looks for the libraries and data it needs.")

  @OptionGroup var casebase: CasebaseOption

  @Flag(help: "Print JSON Lines, one a check.")
  var json = false

  func run() throws {
    let checks = Doctor.examine(casebase: try? Workbench.locate(casebase.casebase))
    let writer = LineWriter()
    for check in checks {
      if json {
        var line = JSONLine()
        line.add("check", check.name)
        line.add("state", check.state.rawValue)
        line.add("message", check.message)
        writer.line(line.text)
      } else {
        let sign =
          switch check.state {
          case .good: Terminal.styled("good  ", .green)
          case .weak: Terminal.styled("weak  ", .yellow)
          case .bad: Terminal.styled("bad   ", .red)
          }
        writer.line(sign + check.name + ": " + check.message)
      }
    }
    writer.flush()
    if checks.contains(where: { $0.state == .bad }) { throw ExitCode.notWell }
  }
}
