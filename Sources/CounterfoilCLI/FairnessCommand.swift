import ArgumentParser
import Counterfoil
import Foundation

struct FairnessCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "fairness", abstract: "Show that packs weigh behaviour and never identity.",
    discussion: """
      Runs the packs over fictional texts: with names, peoples and languages swapped, with what clears somebody, with innocent \
      look-alikes, in three scripts. F3 and F4, of names alone, are held by the tests of `resolve` and `screen`; F8, of retractions, by \
      those of `entity`.
      """)

  @OptionGroup var packs: KnowledgeCommand.Packs

  func run() throws {
    let gates = try FairnessGates(packs: packs.load()).run()
    for gate in gates {
      print("\(gate.passed ? "passed" : "FAILED")  \(gate.id)  \(gate.name)\n             \(gate.detail)")
    }
    if gates.contains(where: { !$0.passed }) { throw ExitCode.notWell }
  }
}
