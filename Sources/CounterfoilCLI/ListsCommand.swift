import ArgumentParser
import Counterfoil
import CounterfoilFormats
import CounterfoilModel
import Foundation

struct ListsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "lists", abstract: "Bring in lists that others keep, and look into them.",
    subcommands: [Import.self, Show.self, Map.self])

  struct Import: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Bring a list in, in place of its last version.",
      discussion: """
        Reads OFAC's comma-separated files, the UN's consolidated XML, BIS's denied persons, the US consolidated \
        screening list, FollowTheMoney entities (OpenSanctions), MISP galaxies, and any other table through a \
        mapping. All of it comes in or nothing. What no scorer may read (nationality, birthplace …) is kept apart.
        """)

    @OptionGroup var casebase: CasebaseOption

    @Argument(help: "What the list is called here, such as ofac-sdn.")
    var name: String

    @Argument(help: "Its files; of OFAC's the whole set.", completion: .file())
    var files: [String]

    @Option(help: "\(ListFormat.allCases.map(\.rawValue).joined(separator: ", ")). Default: told by content.")
    var format: String?

    @Option(
      help: "A mapping of the table's columns (YAML); `counterfoil lists map FILE` proposes one.",
      completion: .file())
    var map: String?

    @Flag(help: "Print the list's line as JSON.")
    var json = false

    func validate() throws {
      if let format, ListFormat(rawValue: format) == nil {
        throw ValidationError(
          "--format is one of \(ListFormat.allCases.map(\.rawValue).joined(separator: ", ")), not \(format).")
      }
      if files.isEmpty { throw ValidationError("Name the list's files.") }
    }

    func run() throws {
      let schema = try KnowledgeLoader.schema()
      let mapping = try map.map { try ListMapping(contentsOf: URL(fileURLWithPath: $0), schema: schema) }
      let reader = try ListReader(
        files: files.map { URL(fileURLWithPath: $0) }, format: format.flatMap(ListFormat.init),
        mapping: mapping,
        schema: schema)
      var faults = FaultTeller()
      let workbench = try casebase.open()
      let (version, change) = try workbench.importList(named: name, reader: reader, files: files) {
        faults.tell($0)
      }
      faults.finish()
      if json {
        let writer = LineWriter()
        writer.line(MachineLines.list(version))
        writer.flush()
      }
      Terminal.note(
        "\(version.name): \(Figure.count(version.entries)) entries, \(Figure.count(version.persons)) of them people; "
          + (change.isEmpty
            ? "nothing has changed"
            : "\(Figure.count(change.added.count)) new, \(Figure.count(change.changed.count)) changed, \(Figure.count(change.removed.count)) gone")
      )
    }
  }

  struct Show: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "List the lists, or show an entry of one.")

    @OptionGroup var casebase: CasebaseOption

    @Argument(help: "A list.")
    var name: String?

    @Argument(help: "The list's own identifier of an entry.")
    var entry: String?

    @Flag(help: "Show also what no scorer may read: nationality, birthplace …")
    var quarantined = false

    @Flag(help: "Print JSON Lines.")
    var json = false

    func run() throws {
      let workbench = try casebase.open()
      let writer = LineWriter()
      if let name, let entry {
        let schema = try KnowledgeLoader.schema()
        let found = try workbench.listEntry(name, entry)
        var hidden = 0
        writer.line(Terminal.styled("\(name) \(Terminal.safe(entry))", .bold) + "  \(found.schema)")
        for value in found.values {
          if !quarantined, schema.property(value.property, of: found.schema)?.quarantined == true {
            hidden += 1
            continue
          }
          writer.line(
            "  \(value.property)  \(Terminal.safe(value.value))\(value.original.map { " (\(Terminal.safe($0)))" } ?? "")"
          )
        }
        writer.flush()
        if hidden > 0 {
          Terminal.note(
            "\(hidden) value\(hidden == 1 ? "" : "s") that no scorer may read; --quarantined shows them")
        }
        return
      }
      let lists = try workbench.lists().filter { name == nil || $0.name == name }
      for list in lists {
        writer.line(
          json
            ? MachineLines.list(list)
            : Terminal.styled(list.name, .bold)
              + "  \(Figure.count(list.entries)) entries, \(Figure.count(list.persons)) people; \(list.format), imported \(list.importedAt.prefix(10)) by \(Terminal.safe(list.importedBy))"
        )
      }
      writer.flush()
      if lists.isEmpty, !json {
        Terminal.note("No list\(name.map { " \($0)" } ?? ""); `counterfoil lists import` brings one in.")
      }
    }
  }

  struct Map: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Propose a mapping for a table, to be looked over and given to `lists import --map`.")

    @Argument(help: "A delimited table with a header.", completion: .file())
    var file: String

    func run() throws {
      print(try ListMapping.proposal(for: URL(fileURLWithPath: file)), terminator: "")
    }
  }
}

/// Tells what could not be read, the first of it in words.
struct FaultTeller {
  private static let most = 20
  private var told = 0
  private var lost = 0

  mutating func tell(_ fault: ListFault) {
    told += 1
    if fault.isEntryLost { lost += 1 }
    guard told <= Self.most else { return }
    Terminal.complain(
      "\(Terminal.safe(fault.file))\(fault.line.map { ", line \($0)" } ?? ""): \(Terminal.safe(fault.words))")
  }

  func finish() {
    if told > Self.most { Terminal.complain("and \(Figure.count(told - Self.most)) more like these") }
    if lost > 0 { Terminal.complain("\(Figure.count(lost)) row\(lost == 1 ? "" : "s") left out") }
  }
}
