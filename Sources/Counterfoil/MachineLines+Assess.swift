import CounterfoilAnalysis
package import CounterfoilFormats
package import CounterfoilModel

extension MachineLines {
  /// A lead: docs/formats.md, `leads`.
  package static func lead(_ lead: Lead) -> String {
    let assessment = lead.assessment
    var line = JSONLine()
    line.add("rank", lead.rank)
    line.add("lead", assessment.id)
    add(assessment, lead.pattern, to: &line)
    line.add("value", lead.value, digits: 2)
    line.add("new", json: lead.isNew ? "true" : "false")
    line.add("dismissed", lead.verdict?.reason)
    return line.text
  }

  /// An assessment, whether it raises a lead or not.
  package static func assessment(_ assessment: Assessment, _ pattern: TradecraftPattern) -> String {
    var line = JSONLine()
    line.add("assessment", assessment.id)
    add(assessment, pattern, to: &line)
    line.add("lead", json: assessment.isLead ? "true" : "false")
    line.add("reason", assessment.reason)
    return line.text
  }

  private static func add(_ assessment: Assessment, _ pattern: TradecraftPattern, to line: inout JSONLine) {
    line.add("pattern", assessment.pattern)
    line.add("entities", assessment.actors.map(\.name))
    line.add("targets", assessment.targets.map(\.name))
    line.add("evidence", json: items(assessment.evidence))
    line.add("against", json: items(assessment.against))
    line.add("uncounted", json: items(assessment.uncounted))
    line.add("not_found", assessment.notFound)
    line.add("innocent", assessment.innocent)
    line.add("missing", assessment.missing)
    line.add("prior", assessment.prior, digits: 2)
    line.add("population", pattern.population)
    line.add("false_alarms_per_1000", AssessmentWords.falseAlarms(assessment), digits: 0)
    line.add("sum", assessment.sum, digits: 2)
    line.add("words", AssessmentWords.words(assessment))
  }

  private static func items(_ items: [Assessment.Item]) -> String {
    "[" + items.map(item).joined(separator: ",") + "]"
  }

  private static func item(_ item: Assessment.Item) -> String {
    var line = JSONLine()
    line.add("file", item.place.file)
    line.add("part", item.place.part)
    line.add("start", item.hit.range.lowerBound)
    line.add("end", item.hit.range.upperBound)
    line.add("quote", item.hit.quote)
    line.add("indicator", item.hit.indicator)
    line.add("name", item.name)
    line.add("stage", item.stage)
    line.add("weight", item.weight, digits: 2)
    line.add("because", item.because)
    line.add("voice", item.hit.voice.rawValue)
    line.add("form", item.hit.form)
    line.add("actor", item.hit.actor?.name)
    line.add("target", item.hit.target?.name)
    line.add("speaker", item.hit.speaker)
    line.add("date", item.date)
    return line.text
  }

  /// What a message resembles: docs/formats.md, `check`.
  package static func check(_ result: CheckResult) -> String {
    var line = JSONLine()
    line.add("file", result.place.file)
    line.add("part", result.place.part)
    line.add("reading", result.reading.rawValue)
    line.add("pattern", result.assessment?.pattern)
    line.add("leads", result.leads.map(\.pattern))
    line.add("weights", json: weights(result.all))
    line.add("danger", json: result.isDanger ? "true" : "false")
    line.add("stages", result.assessment?.stages.map(\.stage) ?? [])
    line.add("evidence", json: items(result.assessment?.evidence ?? []))
    line.add("against", json: items(result.assessment?.against ?? []))
    line.add("uncounted", json: items(result.assessment?.uncounted ?? []))
    line.add("benign", result.benign)
    line.add("prior", result.assessment?.prior, digits: 2)
    line.add("sum", result.assessment?.sum, digits: 2)
    line.add("words", result.assessment.map { AssessmentWords.words($0) })
    line.add("advice", result.advice)
    return line.text
  }
}

extension MachineLines {
  /// Decibans of evidence for and against, by pattern.
  private static func weights(_ assessments: [Assessment]) -> String {
    var line = JSONLine()
    for assessment in assessments {
      line.add(assessment.pattern, assessment.sum - assessment.prior, digits: 2)
    }
    return line.text
  }
}

/// Assessments in words.
package enum AssessmentWords {
  /// Of a thousand like it, how many would be false alarms: by the sum, which is judged.
  package static func falseAlarms(_ assessment: Assessment) -> Double {
    1000 / (1 + DecibanScale.odds(assessment.sum))
  }

  /// No word of probability is lent to weights that a person judged.
  package static func words(_ assessment: Assessment) -> String {
    "judged, not measured: no word of probability"
  }
}
