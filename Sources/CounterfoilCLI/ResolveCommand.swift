import ArgumentParser
import Counterfoil
import CounterfoilFormats

struct ResolveCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "resolve",
    abstract: "Find which names or records are of one person or thing under many spellings.",
    discussion: """
      Without --records: of the casebase. All its people and organisations are compared; what the rule joins is joined \
      by a judgement that can be undone, the rest waits for `counterfoil review` (docs/guide/who-is-who.md). People are \
      never joined by their name alone.

      With --records: of tables outside any casebase. One file: which of its rows are one. Two files: which row of the \
      one is which of the other, and which rows within each are one; --link-only compares across the files \
      alone. Where neither file repeats itself, a row is given at most one row of the other file.

      A file is comma-separated values with the names of the columns in its first row (also tabs, semicolons), or JSON \
      Lines. What a column holds is read off its name, else off its values, else said with --map. \
      Nothing is learned from answers: how much a column says comes from the records themselves, in decibans \
      (docs/guide/records.md). --explain shows the sum for two records.
      """)

  @OptionGroup var casebase: CasebaseOption

  @Option(parsing: .upToNextOption, help: "One table of records, or two.")
  var records: [String] = []

  @Option(
    help: ArgumentHelp(
      "What columns hold, as in born=date,nm=surname; kinds: \(RecordResolution.kinds).",
      valueName: "column=kind,…"))
  var map = ""

  @Option(
    help: "The column that names a record; else one called unique_id, rec_id, id and so on, else the row.")
  var id: String?

  @Flag(help: "Of two files, compare across them alone.")
  var linkOnly = false

  @Option(parsing: .upToNextOption, help: "Show why two records are one or not: two ids.")
  var explain: [String] = []

  @Flag(help: "Print JSON Lines: one for each record.")
  var json = false

  func validate() throws {
    if records.isEmpty, !map.isEmpty || id != nil || linkOnly || !explain.isEmpty || json {
      throw ValidationError("--map, --id, --link-only, --explain and --json go with --records FILE.")
    }
    if records.count > 2 { throw ValidationError("--records takes one file or two, not \(records.count).") }
    if !explain.isEmpty, explain.count != 2 {
      throw ValidationError("--explain takes two ids, not \(explain.count).")
    }
    if linkOnly, records.count < 2 { throw ValidationError("--link-only is for two files.") }
  }

  func run() throws {
    guard !records.isEmpty else { return try ResolveCasebase.run(casebase.open()) }
    do {
      let resolution = try RecordResolution(files: records, map: map, id: id, linkOnly: linkOnly)
      resolution.read()
      resolution.resolve()
      for note in resolution.notes { Terminal.note(Terminal.safe(note)) }
      let writer = LineWriter()
      if explain.count == 2 {
        if json {
          writer.line(try resolution.explanationLine(explain[0], explain[1]))
        } else {
          for row in try resolution.explanationRows(explain[0], explain[1]) {
            writer.line(Terminal.safe(row))
          }
        }
      } else if json {
        resolution.forEachLine { writer.line($0) }
      } else {
        resolution.forEachGroup { writer.line(Terminal.safe($0)) }
      }
      writer.flush()
      Terminal.note(resolution.summary)
    } catch let error as RecordResolution.Wrong {
      throw ValidationError("\(error)")
    }
  }
}
