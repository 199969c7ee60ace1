import ArgumentParser
import Counterfoil
import CounterfoilFormats
import CounterfoilModel
import CounterfoilStore

struct EntityCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "entity",
    abstract: "Show all that is said of a person or body, by how many sources, and what contradicts it.",
    discussion: """
      WHO is an identifier (`counterfoil review --json` and `export` give them) or a name, spelled just so; where nobody is \
      spelled so, capitals, marks and the two Chinese scripts make no difference. Where several bear a name, they are listed \
      and none is taken: a name shared is not a person shared.

      Documents that copy or quote each other, carry the same wire, belong to one mail, or name the same speaker are one \
      source. Each thing is told with how it is said: asserted, alleged, charged, denied … An accusation stands with what \
      became of it. What a correction or its speaker takes back is marked, also where others copied it, and no longer counted.
      """)

  @OptionGroup var casebase: CasebaseOption

  @Argument(help: "An identifier or a name.")
  var who: String

  @Option(
    help: "Links, events and other values of each at most; contradictions and outcomes are never left out.")
  var top = 50

  @Flag(help: "Print JSON Lines: all of it.")
  var json = false

  func validate() throws {
    if top < 1 { throw ValidationError("--top is a number from 1, not \(top).") }
  }

  func run() throws {
    let workbench = try casebase.open()
    let sought = try workbench.entities(called: who)
    guard let first = sought.found.first else { throw Unknown(who: who) }
    if sought.found.count > 1 { throw Ambiguous(who: who, lines: try lines(of: sought, workbench)) }
    if !sought.otherSpellings.isEmpty {
      let spellings = sought.otherSpellings.map { Terminal.safe($0) }.joined(separator: " or ")
      Terminal.note("Nobody is spelled just so; shown is \(spellings).")
    }
    guard let account = try workbench.account(of: first) else { throw Unknown(who: who) }
    let writer = LineWriter()
    if json {
      for line in MachineLines.account(account) { writer.line(line) }
    } else {
      EntityPage(account: account, writer: writer, top: top).show()
    }
    writer.flush()
  }

  /// A line for each who can be meant: what is said of it, and in how many documents.
  private func lines(of sought: SoughtEntities, _ workbench: Workbench) throws -> [String] {
    var lines: [String] = []
    for entity in sought.found.prefix(Self.listed) {
      guard let account = try workbench.account(of: entity) else { continue }
      let names = account.names.prefix(3).map { Terminal.safe($0.value) }.joined(separator: ", ")
      let places = Set(account.names.flatMap(\.sayings).compactMap(\.place)).sorted()
      let more = places.count > 1 ? " and \(Figure.count(places.count - 1)) more" : ""
      lines.append("  \(entity)  \(names)  in \(Terminal.safe(places.first?.spoken ?? "a list"))\(more)")
    }
    if sought.found.count > Self.listed {
      lines.append("  and \(Figure.count(sought.found.count - Self.listed)) more")
    }
    return lines
  }

  private static let listed = 20

  struct Unknown: Error, CustomStringConvertible {
    var who: String
    var description: String {
      "nobody and nothing here is called \(Terminal.safe(who)) or has that identifier; `counterfoil search` finds words in documents"
    }
  }

  struct Ambiguous: Error, CustomStringConvertible {
    var who: String
    var lines: [String]
    var description: String {
      "several are called \(Terminal.safe(who)), and nobody has judged that they are one:\n"
        + lines.joined(separator: "\n")
        + "\nGive an identifier; `counterfoil review` decides who is one."
    }
  }
}
