import ArgumentParser
import Counterfoil
import CounterfoilFormats
import CounterfoilModel
import CounterfoilStore
import Foundation

struct AlertsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "alerts", abstract: "Ask saved searches and screenings for what is new.",
    discussion: """
      Without a subcommand each alert is asked and tells what it has not told before: documents that a search finds, \
      people and organisations of the documents that are on a list. Nothing runs by itself.
      """,
    subcommands: [News.self, Add.self, Remove.self, List.self], defaultSubcommand: News.self)

  struct News: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Tell what is new.")

    @OptionGroup var casebase: CasebaseOption

    @Argument(help: "One alert alone.")
    var name: String?

    @Flag(help: "Print JSON Lines.")
    var json = false

    func run() throws {
      let workbench = try casebase.open()
      let alerts = try workbench.alerts().filter { name == nil || $0.name == name }
      if let name, alerts.isEmpty { throw AlertError.unknown(name) }
      let writer = LineWriter()
      var (count, failures) = (0, 0)
      for alert in alerts {
        do {
          for news in try workbench.news(of: alert) {
            count += 1
            switch news {
            case .document(let hit):
              writer.line(
                json
                  ? MachineLines.news(alert, hit)
                  : "\(Terminal.styled(Terminal.safe(alert.name), .bold))  \(Terminal.safe(hit.place.spoken))  \(Terminal.safe(hit.snippet))"
              )
            case .entity(let entity):
              if json {
                writer.line(MachineLines.news(alert, entity))
              } else {
                writer.line(Terminal.styled(Terminal.safe(alert.name), .bold))
                ScreenCommand.show(entity, writer)
              }
            }
          }
        } catch {
          // One alert whose list is gone does not silence the others.
          failures += 1
          Terminal.complain("\(Terminal.safe(alert.name)): \(error)")
        }
      }
      writer.flush()
      Terminal.note(
        alerts.isEmpty
          ? "No alert is kept; `counterfoil alerts add` keeps one."
          : "\(Figure.count(count)) new from \(Figure.count(alerts.count)) alert\(alerts.count == 1 ? "" : "s")"
      )
      if failures > 0 { throw ExitCode.notWell }
    }
  }

  struct Add: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Keep a search or a screening of all documents.")

    @OptionGroup var casebase: CasebaseOption

    @Argument(help: "What the alert is called.")
    var name: String

    @Option(help: "A query, as `counterfoil search` takes it.")
    var search: String?

    @Option(help: "An imported list to screen all documents against. May be given several times.")
    var list: [String] = []

    @Option(name: .customLong("case"), help: "The case it belongs to; a screening needs one.")
    var caseFile: String?

    func validate() throws {
      if (search == nil) == list.isEmpty { throw ValidationError("Give --search, or --list and --case.") }
    }

    func run() throws {
      let alert = try casebase.open().addAlert(
        named: name, search.map { .search($0) } ?? .screening(lists: list), in: caseFile)
      Terminal.note("Kept; `counterfoil alerts` tells what is new of \(Terminal.safe(alert.name)).")
    }
  }

  struct Remove: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Keep an alert no longer.")
    @OptionGroup var casebase: CasebaseOption
    @Argument(help: "The alert.")
    var name: String
    func run() throws { try casebase.open().removeAlert(named: name) }
  }

  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "List the alerts.")
    @OptionGroup var casebase: CasebaseOption
    func run() throws {
      for alert in try casebase.open().alerts() {
        print(
          "\(Terminal.styled(Terminal.safe(alert.name), .bold))  \(Terminal.safe(Workbench.spoken(alert.question)))\(alert.caseFile.map { ", case \($0)" } ?? ""); \(alert.askedAt.map { "last asked \($0)" } ?? "not asked yet")"
        )
      }
    }
  }
}
