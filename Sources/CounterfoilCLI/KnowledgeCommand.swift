import ArgumentParser
import Counterfoil
import CounterfoilModel
import Foundation

struct KnowledgeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "knowledge", abstract: "Show and check the packs of tradecraft indicators.",
    subcommands: [Validate.self, List.self, Show.self])

  struct Packs: ParsableArguments {
    @Option(
      name: .customLong("pack"),
      help: "A pack of your own, a file or folder of YAML, beside ours; may be repeated.")
    var packs: [String] = []

    func load() throws -> TradecraftPacks {
      try TradecraftPacks(own: packs.map { URL(fileURLWithPath: $0) })
    }
  }

  struct Validate: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract:
        "Check packs: names, attributes that no indicator may read, and every indicator's own examples.")

    @Argument(help: "Packs of your own; none checks ours alone.")
    var packs: [String] = []

    func run() throws {
      let loaded = try TradecraftPacks(own: packs.map { URL(fileURLWithPath: $0) })
      let findings = loaded.findings()
      for finding in findings { print("\(finding.id): \(finding.message)") }
      let tables = loaded.tables
      let forms = tables.indicators.reduce(0) { $0 + $1.forms.count }
      Terminal.note(
        "\(tables.indicators.count) indicators, \(forms) forms, \(tables.counters.count) counter-indicators: \(findings.isEmpty ? "nothing to complain of" : "\(findings.count) to put right")"
      )
      if !findings.isEmpty { throw ExitCode(1) }
    }
  }

  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "List indicators by pattern and stage.")

    @OptionGroup var packs: Packs

    @Option(help: "One pattern only.")
    var pattern: String?

    func run() throws {
      let tables = try packs.load().tables
      for pattern in tables.patterns where self.pattern == nil || self.pattern == pattern.id {
        print(
          "\(pattern.id)  \(pattern.name), prior \(DecibanText.signed(pattern.prior)): \(pattern.population)")
        for stage in pattern.stages {
          for indicator in tables.indicators
          where indicator.pattern == pattern.id && indicator.stage == stage.id {
            let power = DecibanText.signed(tables.weights.power[indicator.power] ?? 0)
            print(
              "  \(stage.id)  \(indicator.id)  \(power)  \(indicator.name)\(indicator.neverAlone ? " (never alone)" : "")"
            )
          }
        }
      }
    }
  }

  struct Show: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Show all that a pack says of an indicator.")

    @OptionGroup var packs: Packs

    @Argument(help: "An id, such as REC-R01 or CTR-01.")
    var id: String

    func run() throws {
      let tables = try packs.load().tables
      if let indicator = tables.indicators.first(where: { $0.id == id }) {
        print("\(indicator.id)  \(indicator.name)")
        print(
          "pattern \(indicator.pattern), stage \(indicator.stage), \(indicator.power.rawValue) power (judged, not measured)\(indicator.neverAlone ? ", never alone" : "")"
        )
        print(indicator.definition)
        if !indicator.why.isEmpty { print("why: \(indicator.why)") }
        print("innocent: \(indicator.lookalikes.joined(separator: "; "))")
        print("weakened by: \(tables.counters.filter { $0.weakens(id) }.map(\.id).joined(separator: ", "))")
        for form in indicator.forms { print("form: \(form.written)") }
        for source in indicator.sources.compactMap({ tables.sources[$0] }) {
          print("source: \(source.title) \(source.address) (\(source.status))")
        }
        print("pack: \(indicator.pack)")
      } else if let counter = tables.counters.first(where: { $0.id == id }) {
        print("\(counter.id)  \(counter.name), \(DecibanText.signed(counter.weight)) (judged, not measured)")
        print(counter.definition)
        print("weakens: \(counter.weakens.joined(separator: ", "))")
        for form in counter.forms { print("form: \(form.written)") }
      } else {
        throw ValidationError("there is no indicator \(id); `counterfoil knowledge list` shows them")
      }
    }
  }
}
