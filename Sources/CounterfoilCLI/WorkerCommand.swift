import ArgumentParser
import Counterfoil

/// The child processes that `counterfoil` starts for itself.
struct WorkerCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "worker", abstract: "The confined processes that counterfoil starts for itself.",
    shouldDisplay: false, subcommands: [Read.self, OCR.self])

  struct Read: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Read documents for a parent process, confined; not for people.",
      discussion: "Standard input is a socket that the parent made.")

    func run() throws {
      try WorkerCommand.finish(Worker.read())
    }
  }

  struct OCR: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "ocr", abstract: "Read pages by OCR for a parent process, confined; not for people.",
      discussion: "Standard input is a socket that the parent made.")

    func run() throws { try WorkerCommand.finish(Worker.ocr()) }
  }

  private static func finish(_ code: Int32) throws {
    guard code != 64 else {
      throw ValidationError(
        "workers are started by counterfoil ingest, with a socket as standard input.")
    }
    throw ExitCode(code)
  }
}
