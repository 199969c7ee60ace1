import ArgumentParser
import Counterfoil

struct ResolveCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "resolve", abstract: "Find out which names are one person or organisation.")

  @OptionGroup var casebase: CasebaseOption

  func run() throws { try ResolveCasebase.run(casebase.open()) }
}
