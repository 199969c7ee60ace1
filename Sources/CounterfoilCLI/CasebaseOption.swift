import ArgumentParser
import Counterfoil
import CounterfoilStore
import Foundation

/// Which casebase a command works on.
struct CasebaseOption: ParsableArguments {
  @Option(
    name: .long,
    help: ArgumentHelp(
      "The casebase's folder. Default: COUNTERFOIL_CASEBASE, else the nearest one upwards.",
      valueName: "folder"))
  var casebase: String?

  func open(for use: Casebase.Use = .reading) throws -> Workbench {
    try Workbench(Workbench.locate(casebase), for: use)
  }
}
