import ArgumentParser
import Counterfoil
import CounterfoilFormats
import CounterfoilModel
import CounterfoilStore

struct LeadsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "leads",
    abstract: "Show what a person should look at today, and dismiss what is not worth it.",
    discussion: """
      Ranked by what looking is expected to be worth: the weight of evidence, what is at stake, how fresh and new it is. Each shows its \
      prior and what speaks against it beside what speaks for it. A lead says what documents show; it finds nothing about a person.
      """,
    subcommands: [List.self, Dismiss.self, Reopen.self, History.self], defaultSubcommand: List.self)

  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "List the leads.")

    @OptionGroup var casebase: CasebaseOption
    @OptionGroup var packs: KnowledgeCommand.Packs

    @Option(help: "How many at most.")
    var top: Int = 20

    @Flag(help: "Also those that were dismissed.")
    var all = false

    @Flag(help: "Print JSON Lines.")
    var json = false

    func validate() throws {
      if top < 1 { throw ValidationError("--top is 1 or more") }
    }

    func run() throws {
      let loaded = try packs.load()
      var bench = try casebase.open()
      if try bench.needsAssessing(packs: loaded) {
        bench = try casebase.open()
        _ = try bench.assess(packs: loaded)
      }
      let leads = try bench.leads(packs: loaded, withDismissed: all)
      let writer = LineWriter()
      defer { writer.flush() }
      for lead in leads.prefix(top) {
        if json {
          writer.line(MachineLines.lead(lead))
        } else {
          LeadPage(tables: loaded.tables).write(lead, to: writer)
        }
      }
      if leads.isEmpty { Terminal.note("no leads") }
      if leads.count > top { Terminal.note("\(leads.count - top) more; --top \(leads.count) shows all") }
    }
  }

  struct Dismiss: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Say that a lead is not worth looking at, and why; more evidence brings it back.")

    @OptionGroup var casebase: CasebaseOption
    @Argument(help: "The lead's name, as the list has it.")
    var lead: String
    @Option(help: "Why.")
    var reason: String

    func run() throws { try casebase.open().judge(lead: lead, .dismissed, reason: reason) }
  }

  struct Reopen: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Take a dismissal back.")

    @OptionGroup var casebase: CasebaseOption
    @Argument(help: "The lead's name, as the list has it.")
    var lead: String
    @Option(help: "Why.")
    var reason: String

    func run() throws { try casebase.open().judge(lead: lead, .reopened, reason: reason) }
  }

  struct History: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Show how an assessment changed.")

    @OptionGroup var casebase: CasebaseOption
    @Argument(help: "The assessment's name.")
    var lead: String

    func run() throws {
      let writer = LineWriter()
      defer { writer.flush() }
      for version in try casebase.open().history(ofAssessment: lead) {
        let items =
          version.assessment.map { "\($0.evidence.count) for, \($0.against.count) against" }
          ?? "nothing left of it"
        writer.line(
          "\(version.at)  \(DecibanText.signed(version.sum)) dB\(version.isLead ? ", a lead" : "")  \(items); packs \(version.packs)"
        )
      }
    }
  }
}

/// A lead for the terminal: the prior and what speaks against it before what speaks for it.
private struct LeadPage {
  let tables: TradecraftTables

  func write(_ lead: Lead, to writer: LineWriter) {
    let assessment = lead.assessment
    let who =
      assessment.actors.isEmpty
      ? "nobody named" : assessment.actors.map { Terminal.safe($0.name) }.joined(separator: ", ")
    writer.line(
      Terminal.styled("\(lead.rank). \(lead.pattern.name)", .bold) + "  \(who)\(lead.isNew ? "  new" : "")")
    writer.line("   \(Terminal.styled(Terminal.safe(assessment.id), .faint))")
    if !assessment.targets.isEmpty {
      writer.line(
        "   done to: \(assessment.targets.prefix(6).map { Terminal.safe($0.name) }.joined(separator: ", ")) (protected; never assessed)"
      )
    }
    if let verdict = lead.verdict {
      writer.line("   dismissed by \(Terminal.safe(verdict.by)): \(Terminal.safe(verdict.reason))")
    }
    writer.line("   \(DecibanText.signed(lead.assessment.prior)) dB  prior: \(lead.pattern.population)")
    for item in assessment.against { line(item, writer) }
    if assessment.against.isEmpty {
      writer.line(
        "   nothing that speaks against it was found; looked for: \(assessment.notFound.joined(separator: " "))"
      )
    }
    writer.line("   innocent: \(Terminal.safe(assessment.innocent))")
    for item in assessment.evidence { line(item, writer) }
    let stages = assessment.stages.map { "\($0.stage)\($0.first.map { " \($0)" } ?? "")" }.joined(
      separator: " → ")
    writer.line("   stages: \(stages)")
    writer.line(
      "   \(Terminal.styled("\(DecibanText.signed(assessment.sum)) dB", .bold)) in all, judged, not measured: of 1,000 like it some \(Figure.count(Int(AssessmentWords.falseAlarms(assessment).rounded()))) would be false alarms"
    )
    if !assessment.missing.isEmpty {
      writer.line(
        "   would move it most: \(assessment.missing) (\(DecibanText.signed(assessment.missingWeight)) dB)")
    }
    writer.line("")
  }

  private func line(_ item: Assessment.Item, _ writer: LineWriter) {
    let place =
      Terminal.safe(item.place.file) + (item.place.part.isEmpty ? "" : " › " + Terminal.safe(item.place.part))
    writer.line("   \(DecibanText.signed(item.weight)) dB  \(item.hit.indicator) \(item.name)")
    writer.line(
      "           “\(Terminal.safe(item.hit.quote))”  \(place):\(item.hit.range.lowerBound)\(item.hit.speaker.isEmpty ? "" : ", says \(Terminal.safe(item.hit.speaker))")"
    )
  }
}
