import ArgumentParser
import CounterfoilFormats
import CounterfoilText
import Foundation

struct NamesIndexCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "index", abstract: "Make an index of names, or add to one.",
    discussion: """
      Reads a JSON object a line with "id" and "names", a list, or "name". The new names are added to the index \
      as it stands; --replace begins anew. What cannot be read is told by its line and left out.
      """)

  @Argument(help: "Files of JSON Lines.")
  var files: [String]

  @Option(name: [.short, .long], help: "The index file.")
  var output: String

  @Flag(help: "Throw away what the index holds.")
  var replace = false

  func run() throws {
    let url = URL(fileURLWithPath: output)
    // A file that is no index is not overwritten unless it is meant.
    if !replace, FileManager.default.fileExists(atPath: url.path) {
      _ = try NameIndex(contentsOf: url)
    }
    var builder = NameIndexBuilder()
    var unread = 0
    for file in files {
      var number = 0
      try NameLines.forEachLine(of: file) { line in
        number += 1
        guard !line.isEmpty else { return }
        guard let entry = NameLines.names(in: line) else {
          unread += 1
          if unread <= 20 {
            Terminal.complain("\(file), line \(number): no JSON object with \"id\" and \"names\"; left out")
          }
          return
        }
        for name in entry.names { builder.add(id: entry.id, name: name) }
      }
    }
    let added = builder.count
    try builder.append(to: url, replacing: replace)
    let index = try NameIndex(contentsOf: url)
    Terminal.complain(
      "\(added) names added to \(output), which now holds \(index.count)"
        + (unread > 0 ? "; \(unread) lines left out" : "") + ".")
  }
}
