package import CounterfoilFormats
package import CounterfoilModel

extension MachineLines {
  /// An account, a line a thing: the entity, its names, values, links and events, then what contradicts, then
  /// what became of accusations.
  package static func account(_ account: EntityAccount) -> [String] {
    var head = JSONLine()
    head.add("kind", "entity")
    head.add("entity_id", account.id.rawValue)
    head.add("members", account.members.map(\.rawValue))
    head.add("schemas", account.schemas)
    var lines = [head.text]
    func value(_ value: EntityAccount.Value, _ kind: String) -> String {
      var line = JSONLine()
      line.add("kind", kind)
      line.add("prop", value.property)
      line.add("value", value.value)
      add(value.sayings, value.support, account, to: &line)
      return line.text
    }
    lines += account.names.map { value($0, "name") } + account.values.map { value($0, "value") }
    for part in account.parts {
      var line = JSONLine()
      line.add("kind", part.kind.form.rawValue)
      line.add("type", part.kind.id)
      line.add("role", part.role)
      line.add("ends", json: list(part.ends.map(end)))
      var details = JSONLine()
      for (name, words) in part.details.sorted(by: { $0.key < $1.key }) { details.add(name, words) }
      line.add("details", json: details.text)
      line.add("date", part.date)
      add(part.sayings, part.support, account, to: &line)
      lines.append(line.text)
    }
    lines += account.contradictions.map { contradiction($0, account) }
    lines += account.outcomes.map { outcome($0, account) }
    return lines
  }

  private static func contradiction(_ contradiction: Contradiction, _ account: EntityAccount) -> String {
    var line = JSONLine()
    line.add("kind", "contradiction")
    line.add("sort", contradiction.kind.rawValue)
    line.add("about", contradiction.subject)
    line.add("object", contradiction.object)
    let sides = contradiction.sides.map { side in
      var json = JSONLine()
      json.add("answer", side.answer)
      json.add("documents", side.support.documents)
      json.add("sources", side.support.sources)
      json.add("sayings", json: list(side.sayings.map { saying($0, account) }))
      return json.text
    }
    line.add("sides", json: list(sides))
    return line.text
  }

  private static func outcome(_ timeline: OutcomeTimeline, _ account: EntityAccount) -> String {
    var line = JSONLine()
    line.add("kind", "outcome")
    line.add("offence", timeline.offence)
    let steps = timeline.steps.map { step in
      var json = JSONLine()
      json.add("step", step.name)
      json.add("words", step.words)
      json.add("date", step.date)
      json.add("date_of", step.date == nil ? nil : step.isDateOfDocument ? "document" : "step")
      json.add("opposed", json: step.isOpposed ? "true" : "false")
      json.add("ends", json: step.endsAccusation ? "true" : "false")
      json.add("documents", step.support.documents)
      json.add("sources", step.support.sources)
      json.add("sayings", json: list(step.sayings.map { saying($0, account) }))
      return json.text
    }
    line.add("steps", json: list(steps))
    return line.text
  }

  private static func end(_ end: EntityAccount.End) -> String {
    var json = JSONLine()
    json.add("role", end.role)
    json.add("entity_id", end.entity?.rawValue)
    json.add("name", end.name)
    return json.text
  }

  private static func add(
    _ sayings: [Saying], _ support: [Modality: Corroboration], _ account: EntityAccount,
    to line: inout JSONLine
  ) {
    let counts = Modality.allCases.compactMap { modality in
      support[modality].map { count -> String in
        var json = JSONLine()
        json.add("modality", modality.rawValue)
        json.add("documents", count.documents)
        json.add("sources", count.sources)
        return json.text
      }
    }
    line.add("support", json: list(counts))
    line.add("sayings", json: list(sayings.map { saying($0, account) }))
  }

  private static func saying(_ saying: Saying, _ account: EntityAccount) -> String {
    var json = JSONLine()
    json.add("statement_id", saying.id.description)
    json.add("modality", saying.statement.modality.rawValue)
    json.add("speaker", saying.statement.speaker.name)
    json.add("hedged", json: saying.isHedged ? "true" : "false")
    json.add("date", saying.date)
    json.add("file", saying.place?.file)
    json.add("part", saying.place?.part)
    json.add("document_date", account.documents[saying.document]?.date)
    switch saying.statement.citation {
    case .passage(let passage):
      json.add("start", passage.range.lowerBound)
      json.add("end", passage.range.upperBound)
      json.add("page", passage.page)
      json.add("quote", passage.quote)
    case .judgement(let id): json.add("judgement", id)
    case .row(let dataset, let row):
      json.add("dataset", dataset)
      json.add("row", row)
    }
    let retractions = saying.retractions.map { retraction in
      var json = JSONLine()
      json.add("ground", retraction.ground.rawValue)
      json.add("file", retraction.place.file)
      json.add("part", retraction.place.part)
      json.add("date", retraction.date)
      json.add("quote", retraction.quote)
      return json.text
    }
    json.add("retracted_by", json: list(retractions))
    return json.text
  }

  private static func list(_ items: [String]) -> String { "[" + items.joined(separator: ",") + "]" }
}
