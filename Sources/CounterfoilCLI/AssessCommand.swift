import ArgumentParser
import Counterfoil
import CounterfoilFormats
import CounterfoilModel
import CounterfoilStore

struct AssessCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "assess", abstract: "Look for tradecraft in every document, and weigh it.",
    discussion: """
      Finds the indicators of the packs in all texts, says who did it to whom and in which voice it is told, and adds up for each \
      actor and pattern: the prior, the evidence by stage, what speaks against it. What changed since the last time is kept as \
      a version beside the one before. `leads` shows what a person should look at.
      """)

  @OptionGroup var casebase: CasebaseOption
  @OptionGroup var packs: KnowledgeCommand.Packs

  @Flag(help: "Print every assessment as JSON Lines, leads or not.")
  var json = false

  func run() throws {
    let loaded = try packs.load()
    let bench = try casebase.open()
    let (change, assessments) = try bench.assess(packs: loaded)
    if json {
      let writer = LineWriter()
      for assessment in assessments {
        guard let pattern = loaded.tables.pattern(assessment.pattern) else { continue }
        writer.line(MachineLines.assessment(assessment, pattern))
      }
      writer.flush()
    }
    let leads = assessments.count { $0.isLead }
    Terminal.note(
      "\(Figure.count(change.all)) assessments: \(change.new) new, \(change.changed) changed, \(change.gone) gone; \(leads) raise a lead"
    )
  }
}
