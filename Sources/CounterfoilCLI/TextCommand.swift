import ArgumentParser
import Counterfoil
import CounterfoilFormats
import CounterfoilModel
import CounterfoilStore
import Foundation

struct TextCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "text", abstract: "Print the text layer of a document.",
    discussion: """
      FILE is the path as ingested, relative to the folder given to `ingest`; or, where no casebase \
      holds it, a file on disk, which is read afresh. Offsets everywhere count Unicode scalars of \
      this text.
      """)

  @OptionGroup var casebase: CasebaseOption

  @Argument(help: "A file.")
  var file: String

  @Option(help: "An attachment, archive member or message inside it.")
  var part = ""

  @Flag(help: "Print JSON Lines: one a page, or one for a document without pages.")
  var json = false

  func run() throws {
    let place = DocumentPlace(file: file, part: part)
    if let view = try? casebase.open().document(at: place) {
      guard let layer = view.layer else {
        throw Missing(place: place, why: view.record.line.reason ?? "it has no text of its own")
      }
      return write(layer, place: place)
    }
    var found: Result<Reading, ReadError>?
    guard FileManager.default.fileExists(atPath: file) else {
      throw Missing(place: place, why: "neither the casebase nor the disk has it")
    }
    try LooseFiles().read(file) { if $0.part == part { found = $1 } }
    guard let layer = try found?.get().layer else {
      throw Missing(place: place, why: "it has no text of its own")
    }
    write(layer, place: place)
  }

  private func write(_ layer: TextLayer, place: DocumentPlace) {
    let writer = LineWriter()
    guard json else {
      Terminal.write(
        Terminal.isInteractive ? Terminal.safe(layer.text, keepLines: true) : layer.text,
        to: STDOUT_FILENO)
      if !layer.text.hasSuffix("\n") { Terminal.write("\n", to: STDOUT_FILENO) }
      return
    }
    if layer.pages.isEmpty {
      writer.line(MachineLines.text(place, page: nil, text: layer.text))
    }
    let scalars = layer.text.unicodeScalars
    var at = scalars.startIndex
    var offset = 0
    for page in layer.pages {
      at = scalars.index(at, offsetBy: page.range.lowerBound - offset)
      let end = scalars.index(at, offsetBy: page.range.count)
      writer.line(MachineLines.text(place, page: page.number, text: String(scalars[at..<end])))
      (at, offset) = (end, page.range.upperBound)
    }
    writer.flush()
  }

  struct Missing: Error, CustomStringConvertible {
    var place: DocumentPlace
    var why: String
    var description: String {
      "no text of \(place.part.isEmpty ? place.file : "\(place.file) › \(place.part)"): \(why)"
    }
  }
}
