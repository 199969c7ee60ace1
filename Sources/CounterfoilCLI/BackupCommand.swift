import ArgumentParser
import Counterfoil
import CounterfoilFormats
import Foundation

struct BackupCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "backup", abstract: "Copy the casebase, even while it is in use.",
    discussion: "The copy is a casebase like any other: to restore it, use it or move it back.")

  @OptionGroup var casebase: CasebaseOption

  @Argument(help: "The folder to make.")
  var folder: String

  @Flag(help: "Print JSON.")
  var json = false

  func run() throws {
    let target = URL(fileURLWithPath: folder, isDirectory: true)
    let originals = try casebase.open().backup(to: target)
    if json {
      var line = JSONLine()
      line.add("backup", target.path)
      line.add("originals", originals)
      print(line.text)
    } else {
      print("Copied the database and \(Figure.count(originals)) originals to \(target.path).")
    }
  }
}
