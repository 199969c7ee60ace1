import ArgumentParser
import CounterfoilFormats
import CounterfoilText

struct NamesScoreCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "score", abstract: "Weigh many pairs from standard input.",
    discussion: """
      Reads a JSON object a line with "a" and "b", and "schema" where they are no persons; writes each back with \
      "weight" in decibans, "sharers" and "reason". With --csv reads and writes a table with these columns. A line \
      that cannot be read is written back with "error".
      """)

  @Flag(help: "The input is a table with the columns a, b and, if need be, schema.")
  var csv = false

  func run() throws {
    let matcher = NameMatcher()
    let writer = LineWriter()
    if csv {
      try scoreTable(matcher, writer)
    } else {
      var number = 0
      while let line = readLine() {
        number += 1
        if line.isEmpty { continue }
        writer.line(NameLines.scored(line, number: number, matcher))
      }
    }
    writer.flush()
  }

  private func scoreTable(_ matcher: NameMatcher, _ writer: LineWriter) throws {
    var table: NameTable?
    var pending = ""
    while let line = readLine() {
      pending += pending.isEmpty ? line : "\n" + line
      let (fields, isOpen) = NameTable.fields(pending)
      if isOpen { continue }
      pending = ""
      if let table {
        writer.line(table.scored(fields, matcher))
      } else {
        let first = try NameTable(header: fields)
        writer.line(first.header)
        table = first
      }
    }
  }
}
