import ArgumentParser

@main struct CounterfoilCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "counterfoil", subcommands: [WorkerCommand.self])
}
