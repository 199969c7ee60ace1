import CounterfoilModel
import CounterfoilStore

/// The account of an entity for a person at a terminal.
struct EntityPage {
  let account: EntityAccount
  let writer: LineWriter
  /// Links, events and other values shown at most, of each.
  let top: Int

  /// So many sayings of one thing are shown; `--json` has all.
  private static let shown = 5
  private static let namesShown = 12

  func show() {
    let name = account.names.first.map { Terminal.safe($0.value) } ?? "without a name"
    writer.line(Terminal.styled(name, .bold) + "  \(account.id)  \(account.schemas.joined(separator: ", "))")
    if account.members.count > 1 {
      let members = account.members.prefix(Self.shown).map(\.rawValue).joined(separator: " ")
      let more = account.members.count > Self.shown ? " …" : ""
      writer.line(
        "  \(Figure.count(account.members.count)) entities that judgements hold together: \(members)\(more)")
    }
    showNames()
    for timeline in account.outcomes { show(timeline) }
    if !account.contradictions.isEmpty {
      heading("What cannot all hold")
      for contradiction in account.contradictions { show(contradiction) }
    }
    for (form, title) in [(RelationTables.Kind.Form.link, "Links"), (.event, "Events")] {
      let parts = account.parts.filter { $0.kind.form == form }
      guard !parts.isEmpty else { continue }
      heading(title)
      for part in mostTold(parts, \.support) { show(part) }
      tellLeftOut(parts.count)
    }
    if !account.values.isEmpty {
      heading("What else is said")
      for value in mostTold(account.values, \.support) {
        writer.line("  \(value.property)  \(Terminal.styled(Terminal.safe(value.value), .bold))")
        show(value.sayings, value.support)
      }
      tellLeftOut(account.values.count)
    }
  }

  /// What most sources tell comes first; equals stay in order.
  private func mostTold<Thing>(
    _ things: [Thing], _ support: (Thing) -> [Modality: Corroboration]
  ) -> [Thing] {
    func weight(_ thing: Thing) -> (Int, Int) {
      support(thing).values.reduce((0, 0)) { ($0.0 + $1.sources, $0.1 + $1.documents) }
    }
    guard things.count > top else { return things }
    return things.enumerated().map { (weight($0.element), $0.offset, $0.element) }.sorted {
      $0.0 != $1.0 ? $0.0 > $1.0 : $0.1 < $1.1
    }.prefix(top).map(\.2)
  }

  private func tellLeftOut(_ count: Int) {
    if count > top {
      writer.line("  and \(Figure.count(count - top)) more; --top shows more, --json all")
    }
  }

  private func heading(_ text: String) {
    writer.line("")
    writer.line(Terminal.styled(text, .bold))
  }

  private func showNames() {
    heading("Names")
    for name in account.names.prefix(Self.namesShown) {
      let count = name.support.values.reduce(0) { $0 + $1.documents }
      let places = name.sayings.prefix(3).map(place).joined(separator: "; ")
      let more =
        name.sayings.count > 3 ? "; and \(Figure.count(name.sayings.count - 3)) more" : ""
      writer.line(
        "  \(Terminal.safe(name.value))\(name.property == "name" ? "" : "  (\(name.property))")  \(documents(count)): \(places)\(more)"
      )
    }
    if account.names.count > Self.namesShown {
      writer.line("  and \(Figure.count(account.names.count - Self.namesShown)) more spellings")
    }
  }

  // MARK: - What became of it

  private func show(_ timeline: OutcomeTimeline) {
    heading(
      timeline.offence.map { "What became of the accusation: \(Terminal.safe($0))" }
        ?? "What became of the accusation")
    for step in timeline.steps {
      let date = (step.date.map { String($0.prefix(10)) } ?? "no date")
      let padded = date.padding(12) + (step.isDateOfDocument ? "told  " : "      ")
      let name = step.isOpposed ? "denied or taken back: \(step.name)" : step.name
      let styled = Terminal.styled(name, step.endsAccusation ? .green : .bold)
      writer.line("  \(padded)\(styled)  \(Terminal.safe(step.words))  \(words(step.support))")
      show(step.sayings)
    }
    if !timeline.steps.contains(where: { $0.endsAccusation || $0.name == "convicted" }) {
      writer.line(
        "  No document here tells how it ended. Until one does, it is an accusation and no finding.")
    }
  }

  /// In a line, for beside the accusation: `charged 2023-03-02; acquitted 2023-10-08`.
  private var outcome: String? {
    let steps = account.outcomes.flatMap(\.steps).filter { !$0.isOpposed }
    guard !steps.isEmpty else { return nil }
    var told: [String] = []
    for step in steps {
      let text = step.name + (step.date.map { " " + $0.prefix(10) } ?? "")
      if !told.contains(text) { told.append(text) }
    }
    return told.joined(separator: "; ")
  }

  private static let accusing: Set<Modality> = [.alleged, .charged, .pleaded, .convicted]

  // MARK: - Links, events, contradictions

  private func show(_ part: EntityAccount.Part) {
    let others = part.ends.map { "\($0.role) \(Terminal.styled(Terminal.safe($0.name), .bold))" }
    let details = part.details.sorted { $0.key < $1.key }.map { "\($0.key) \(Terminal.safe($0.value))" }
    let date = part.date.map { [$0] } ?? []
    writer.line(
      "  " + ([part.kind.label, "as \(part.role)"] + others + details + date).joined(separator: "  "))
    show(part.sayings, part.support)
    if part.sayings.contains(where: { Self.accusing.contains($0.statement.modality) }), let outcome {
      writer.line("    what became of it: \(outcome)")
    }
  }

  private func show(_ contradiction: Contradiction) {
    let object = contradiction.object.isEmpty ? "" : "  \(Terminal.safe(contradiction.object))"
    let label =
      account.parts.first { $0.kind.id == contradiction.subject }?.kind.label ?? contradiction.subject
    writer.line("  \(label)\(object)")
    for side in contradiction.sides {
      writer.line("    \(Terminal.styled(Terminal.safe(side.answer), .yellow))  \(words(side.support))")
      show(side.sayings)
    }
  }

  // MARK: - Who says so

  /// By how it is said, the count first, then who says it.
  private func show(_ sayings: [Saying], _ support: [Modality: Corroboration]) {
    for modality in Modality.allCases {
      let said = sayings.filter { $0.statement.modality == modality }
      guard !said.isEmpty else { continue }
      writer.line("    \(modality.rawValue)  \(support[modality].map(words) ?? "")")
      show(said)
    }
  }

  private func show(_ sayings: [Saying]) {
    for saying in sayings.prefix(Self.shown) {
      let speaker = saying.statement.speaker.name
      var line = "      \(place(saying))"
      if !speaker.isEmpty { line += "  says \(Terminal.safe(speaker))" }
      if saying.isHedged { line += "  (the words leave it open)" }
      if case .passage(let passage) = saying.statement.citation {
        line += "  “\(Self.cut(Terminal.safe(passage.quote)))”"
      }
      writer.line(line)
      for duplicate in account.documents[saying.document]?.duplicates ?? [] {
        writer.line("      \(Terminal.safe(duplicate.spoken))  the same bytes")
      }
      for retraction in saying.retractions {
        writer.line("        " + Terminal.styled(Self.words(retraction), .red))
      }
    }
    if sayings.count > Self.shown {
      writer.line("      and \(Figure.count(sayings.count - Self.shown)) more; --json has all")
    }
  }

  private static func words(_ retraction: Retraction) -> String {
    let by = Terminal.safe(retraction.place.spoken) + (retraction.date.map { ", \($0.prefix(10))" } ?? "")
    let quote = "“\(cut(Terminal.safe(retraction.quote)))”"
    return switch retraction.ground {
    case .speaker, .withdrawn: "retracted by \(by): \(quote)"
    case .corrected: "corrected by \(by): \(quote)"
    case .copied: "copies or quotes what was retracted by \(by): \(quote)"
    case .repeated: "repeated in the correction that takes it back: \(quote)"
    }
  }

  private func place(_ saying: Saying) -> String {
    switch saying.statement.citation {
    case .passage(let passage):
      let page = passage.page.map { ", p. \($0)" } ?? ""
      return
        "\(Terminal.safe(saying.place?.spoken ?? ""))\(page), \(passage.range.lowerBound)–\(passage.range.upperBound)"
    case .judgement(let id): return "judgement \(id)"
    case .row(let dataset, let row): return "list \(Terminal.safe(dataset)), row \(Terminal.safe(row))"
    }
  }

  private func words(_ support: Corroboration) -> String {
    guard support.sources > 0 else { return "all of it taken back" }
    return
      "\(documents(support.documents)), \(Figure.count(support.sources)) source\(support.sources == 1 ? "" : "s")"
  }

  private func documents(_ count: Int) -> String {
    "\(Figure.count(count)) document\(count == 1 ? "" : "s")"
  }

  /// Characters of a quote that are shown.
  private static let longestQuote = 140

  private static func cut(_ quote: String) -> String {
    quote.count > longestQuote ? quote.prefix(longestQuote) + "…" : quote
  }
}

extension String {
  /// Filled up with spaces to so many characters.
  fileprivate func padding(_ length: Int) -> String {
    self + String(repeating: " ", count: max(0, length - count))
  }
}
