import ArgumentParser
import Counterfoil
import CounterfoilFormats
import Foundation

struct InitCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "init", abstract: "Make a new, empty casebase.",
    discussion: "A casebase is one folder; copy, move or delete it as one.")

  @Argument(help: "The folder to make.")
  var folder = Workbench.defaultName

  @Flag(help: "Print JSON.")
  var json = false

  func run() throws {
    let workbench = try Workbench.create(URL(fileURLWithPath: folder, isDirectory: true))
    if json {
      var line = JSONLine()
      line.add("casebase", workbench.folder.path)
      print(line.text)
    } else {
      print("Made \(workbench.folder.path). Next: counterfoil ingest FOLDER")
    }
  }
}
