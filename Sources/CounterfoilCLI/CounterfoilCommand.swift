import ArgumentParser
import Counterfoil
import Foundation

/// The program. Exit codes: 0 done; 1 done, but something asked about is not well (`--strict`,
/// `verify`); 64 wrong usage; 70 could not go on.
@main
struct CounterfoilCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "counterfoil",
    abstract: "Turns piles of English and Chinese documents into a sourced case.",
    discussion: """
      Every fact keeps its counterfoil: the document, the exact words, who says so, and when it was \
      recorded. Nothing leaves this machine; the program makes no network connection.

      The casebase meant is the one named with --casebase, else COUNTERFOIL_CASEBASE, else the \
      nearest one in this folder or above it.

      Exit codes: 0 done, 1 done but something is not well (--strict, verify), 64 wrong usage, \
      70 could not go on.
      """,
    version: Version.text,
    groupedSubcommands: [
      CommandGroup(
        name: "Build a casebase",
        subcommands: [
          InitCommand.self, IngestCommand.self, OCRCommand.self, LedgerCommand.self, StatusCommand.self,
        ]),
      CommandGroup(
        name: "Look into it",
        subcommands: [
          SearchCommand.self, ShowCommand.self, CopiesCommand.self, TextCommand.self,
          FindCommand.self, RelateCommand.self, GlossCommand.self, NamesCommand.self,
          ServeCommand.self,
        ]),
      CommandGroup(
        name: "Who is who",
        subcommands: [
          ResolveCommand.self, ReviewCommand.self, JudgeCommand.self, EntityCommand.self, CaseCommand.self,
          ListsCommand.self,
          ScreenCommand.self,
          AlertsCommand.self,
        ]),
      CommandGroup(
        name: "What it amounts to",
        subcommands: [
          AssessCommand.self, LeadsCommand.self, CheckCommand.self, GradeCommand.self, KnowledgeCommand.self,
          FairnessCommand.self,
        ]),
      CommandGroup(
        name: "Keep it and hand it on",
        subcommands: [ExportCommand.self, VerifyCommand.self, BackupCommand.self]),
      CommandGroup(
        name: "The program itself",
        subcommands: [DoctorCommand.self, CompletionsCommand.self, WorkerCommand.self]),
    ])

  static func main() async {
    do {
      var command = try parseAsRoot()
      if var asynchronous = command as? any AsyncParsableCommand {
        try await asynchronous.run()
      } else {
        try command.run()
      }
    } catch let error where isOurs(error) {
      Terminal.complain("\(error)")
      Foundation.exit(ExitCode.couldNotGoOn.rawValue)
    } catch {
      exit(withError: error)
    }
  }

  /// Whether an error is the program's own rather than ArgumentParser's.
  private static func isOurs(_ error: any Error) -> Bool {
    switch error {
    case is ExitCode, is ValidationError, is CleanExit: false
    default: exitCode(for: error) == .failure
    }
  }
}

extension ExitCode {
  static let notWell = ExitCode(1)
  static let couldNotGoOn = ExitCode(70)
}
