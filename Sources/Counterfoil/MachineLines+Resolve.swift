import CounterfoilAnalysis
package import CounterfoilFormats
package import CounterfoilModel

extension MachineLines {
  package static func judgement(_ judgement: Judgement, holds: Bool) -> String {
    var line = JSONLine()
    line.add("judgement", judgement.id)
    line.add("verdict", judgement.verdict.rawValue)
    line.add("holds", json: holds ? "true" : "false")
    line.add("left", judgement.left.rawValue)
    line.add("right", judgement.right.rawValue)
    line.add("by", judgement.by)
    line.add("at", judgement.at)
    line.add("reason", judgement.reason)
    line.add("weight", judgement.weight, digits: 2)
    line.add("basis", judgement.basis?.rawValue)
    line.add("undoes", judgement.undoes)
    line.add("batch", judgement.batch)
    line.add("case", judgement.caseFile)
    return line.text
  }

  package static func review(_ pair: ReviewedPair) -> String {
    var line = JSONLine()
    line.add("left", pair.left.id.rawValue)
    line.add("right", pair.right.id.rawValue)
    line.add("left_names", pair.left.names.map(\.text))
    line.add("right_names", pair.right.names.map(\.text))
    line.add("total", pair.comparison.total, digits: 2)
    line.add("weight", pair.comparison.weight, digits: 2)
    line.add("identifiers", pair.comparison.identifiers)
    line.add("conflicts", pair.comparison.conflicts)
    line.add("sharers", pair.comparison.names?.sharers, digits: 1)
    line.add("statements", pair.changes)
    for (key, context) in [("left_context", pair.contexts.left), ("right_context", pair.contexts.right)] {
      guard let context else {
        line.add(key, json: "null")
        continue
      }
      var part = JSONLine()
      part.add("file", context.place.file)
      part.add("part", context.place.part)
      part.add("before", context.before)
      part.add("quote", context.quote)
      part.add("after", context.after)
      line.add(key, json: part.text)
    }
    line.add(
      "alike", json: "[" + pair.alike.map { "[\"\($0.0)\",\"\($0.1)\"]" }.joined(separator: ",") + "]")
    line.add("evidence", json: "[" + pair.comparison.evidence.map(evidence).joined(separator: ",") + "]")
    return line.text
  }

  private static func evidence(_ evidence: Evidence) -> String {
    var line = JSONLine()
    line.add("weight", evidence.weight, digits: 2)
    line.add("because", evidence.because)
    let quotes = evidence.citations.compactMap { citation -> String? in
      guard case .passage(let passage) = citation else { return nil }
      var place = JSONLine()
      place.add("document", passage.document.description)
      place.add("start", passage.range.lowerBound)
      place.add("end", passage.range.upperBound)
      place.add("quote", passage.quote)
      return place.text
    }
    line.add("citations", json: "[" + quotes.joined(separator: ",") + "]")
    return line.text
  }
}
