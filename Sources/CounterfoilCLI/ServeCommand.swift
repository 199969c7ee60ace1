import ArgumentParser
import Counterfoil
import CounterfoilServer
import Foundation

struct ServeCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "serve", abstract: "Open the casebase's pages on this machine.",
    discussion: "Listens on 127.0.0.1 only; no other machine can reach it. Stop it with Ctrl-C.")

  @OptionGroup var casebase: CasebaseOption

  @Option(help: "The port, from 1 to 65535; 0 takes any free one.")
  var port = 8470

  func validate() throws {
    if port < 0 || port > 65535 {
      throw ValidationError("--port is a number from 0 to 65535, not \(port).")
    }
  }

  func run() async throws {
    let workbench = try casebase.open()
    try await serve(workbench: workbench, port: port) { port in
      // Not print, which keeps the line in a buffer where a script waits for it.
      Terminal.write(
        "Serving \(workbench.folder.path) at http://127.0.0.1:\(port)/  (Ctrl-C stops)\n", to: STDOUT_FILENO)
    }
  }
}
