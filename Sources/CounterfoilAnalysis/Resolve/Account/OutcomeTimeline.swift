package import CounterfoilModel
import CounterfoilText

/// Accusations of one entity → what became of each, by date.
package struct OutcomeTimelines: Sendable {
  private let tables: AccountTables
  private let counter: SourceCounter
  private let sources: SourceDocuments
  private let folding = Folding.shared

  package init(tables: AccountTables, counter: SourceCounter, sources: SourceDocuments) {
    self.tables = tables
    self.counter = counter
    self.sources = sources
  }

  private struct Found {
    var offence: String?
    var order: Int
    var step: OutcomeTimeline.Step
  }

  /// One timeline for each offence. A step that names none stands in all of them: an outcome told without its
  /// offence is not lost for anybody.
  package func timelines(_ parts: [EntityAccount.Part]) -> [OutcomeTimeline] {
    var found: [Found] = []
    for part in parts { found += legal(part) + conduct(part) }
    guard !found.isEmpty else { return [] }
    var offences: [String] = []
    for offence in found.compactMap(\.offence) {
      if let known = offences.firstIndex(where: { Self.isOneOffence($0, offence, folding) }) {
        if offence.count < offences[known].count { offences[known] = offence }
      } else {
        offences.append(offence)
      }
    }
    func timeline(_ offence: String?) -> OutcomeTimeline {
      let steps = found.filter { Self.isOneOffence($0.offence, offence, folding) }.enumerated().sorted {
        one, other in
        let (a, b) = (one.element.step.date ?? "9999", other.element.step.date ?? "9999")
        if a != b { return a < b }
        return (one.element.order, one.offset) < (other.element.order, other.offset)
      }
      return OutcomeTimeline(offence: offence, steps: steps.map(\.element.step))
    }
    return offences.isEmpty ? [timeline(nil)] : offences.map(timeline)
  }

  /// Whether two wordings can mean one offence: one holds the other, or one of the two is not said.
  static func isOneOffence(_ one: String?, _ other: String?, _ folding: Folding) -> Bool {
    guard let one, let other else { return true }
    let (a, b) = (folding.key(one), folding.key(other))
    return a.contains(b) || b.contains(a)
  }

  /// An arrest, a charge, a verdict …, where it befalls our entity.
  private func legal(_ part: EntityAccount.Part) -> [Found] {
    modalities(part).compactMap { modality, sayings in
      guard let (order, step) = tables.step(part.kind.id, modality), step.subject == part.role else {
        return nil
      }
      let isOpposed = tables.opposing.contains(modality) && !step.endsAccusation
      let words = ["offence", "outcome"].compactMap { part.details[$0] }.joined(separator: "; ")
      return Found(
        offence: part.details["offence"], order: order,
        step: make(
          step.name, words, part, sayings, isOpposed: isOpposed,
          ends: step.endsAccusation && !isOpposed))
    }
  }

  /// What our entity is alleged to have done, and who denies it or takes it back.
  private func conduct(_ part: EntityAccount.Part) -> [Found] {
    guard tables.accused[part.kind.id]?.contains(part.role) == true,
      part.sayings.contains(where: { tables.accusing.contains($0.statement.modality) })
    else { return [] }
    let words = part.kind.label + " " + part.ends.map(\.name).joined(separator: ", ")
    return modalities(part).map { modality, sayings in
      let isOpposed = tables.opposing.contains(modality)
      return Found(
        offence: nil, order: isOpposed ? tables.steps.count : -1,
        step: make(modality.rawValue, words, part, sayings, isOpposed: isOpposed, ends: false))
    }
  }

  private func modalities(_ part: EntityAccount.Part) -> [(Modality, [Saying])] {
    Modality.allCases.compactMap { modality in
      let sayings = part.sayings.filter { $0.statement.modality == modality }
      return sayings.isEmpty ? nil : (modality, sayings)
    }
  }

  private func make(
    _ name: String, _ words: String, _ part: EntityAccount.Part, _ sayings: [Saying], isOpposed: Bool,
    ends: Bool
  ) -> OutcomeTimeline.Step {
    let said = sayings.compactMap(\.date).max { $0.count < $1.count }
    let ofDocument = sayings.compactMap { sources[$0.document]?.date }.min()
    return OutcomeTimeline.Step(
      name: name, words: words, date: said ?? ofDocument, isDateOfDocument: said == nil && ofDocument != nil,
      isOpposed: isOpposed, endsAccusation: ends, sayings: sayings, support: counter.count(sayings))
  }
}
