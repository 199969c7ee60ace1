import CounterfoilAnalysis
package import CounterfoilFormats
package import CounterfoilModel
package import CounterfoilStore

extension MachineLines {
  /// A screened row: docs/formats.md, `screen`.
  package static func screened(_ row: ScreenedRow, _ result: ScreenResult) -> String {
    var line = JSONLine()
    line.add("row", row.row)
    line.add("name", row.name)
    line.add("result", result.verdict.rawValue)
    line.add("matches", json: "[" + result.matches.map(match).joined(separator: ",") + "]")
    return line.text
  }

  /// A screened entity of the casebase: docs/formats.md, `screen --documents`.
  package static func screened(_ entity: ScreenedEntity) -> String {
    var line = JSONLine()
    line.add("entity_id", entity.profile.id.rawValue)
    line.add("name", entity.profile.names.first?.text)
    line.add("names", entity.profile.names.map(\.text))
    line.add("file", entity.place?.file)
    line.add("part", entity.place?.part)
    var quote: (start: Int?, end: Int?, text: String?) = (nil, nil, nil)
    if case .passage(let passage) = entity.profile.names.first?.citation {
      quote = (passage.range.lowerBound, passage.range.upperBound, passage.quote)
    }
    line.add("start", quote.start)
    line.add("end", quote.end)
    line.add("quote", quote.text)
    line.add("result", entity.result.verdict.rawValue)
    line.add("matches", json: "[" + entity.result.matches.map(match).joined(separator: ",") + "]")
    return line.text
  }

  private static func match(_ match: ScreenResult.Match) -> String {
    let compared = match.comparison
    var line = JSONLine()
    line.add("list", match.list)
    line.add("id", match.entry)
    line.add("name", match.name)
    line.add("result", match.verdict.rawValue)
    line.add("weight", compared.weight, digits: 2)
    line.add("total", compared.total, digits: 2)
    line.add("identifiers", compared.identifiers)
    line.add("conflicts", compared.conflicts)
    line.add("sharers", compared.names?.sharers, digits: 1)
    line.add("reason", EntityWords.sentence(compared))
    line.add(
      "evidence",
      json: "["
        + compared.evidence.map { evidence in
          var part = JSONLine()
          part.add("weight", evidence.weight, digits: 2)
          part.add("because", evidence.because)
          return part.text
        }.joined(separator: ",") + "]")
    return line.text
  }

  package static func list(_ version: ListVersion) -> String {
    var line = JSONLine()
    line.add("list", version.name)
    line.add("format", version.format)
    line.add("files", version.files)
    line.add("version", version.digest.description)
    line.add("entries", version.entries)
    line.add("persons", version.persons)
    line.add("imported_by", version.importedBy)
    line.add("imported_at", version.importedAt)
    return line.text
  }

  package static func caseFile(_ file: CaseFile) -> String {
    var line = JSONLine()
    line.add("case", file.id)
    line.add("title", file.title)
    line.add("purpose", file.purpose)
    line.add("basis", file.basis)
    line.add("review", file.review)
    line.add("opened_by", file.openedBy)
    line.add("opened_at", file.openedAt)
    return line.text
  }
}

/// Comparisons in words.
package enum EntityWords {
  /// The name engine's account, then each clue.
  package static func sentence(_ compared: EntityComparison) -> String {
    var parts = compared.names.map { [$0.reason] } ?? []
    for evidence in compared.evidence where evidence.citations.count == 2 {
      let isOfNames = evidence.because.hasPrefix("one of") || evidence.because.hasPrefix("few share")
      guard !isOfNames,
        compared.names?.reason.lowercased().hasPrefix(evidence.because.lowercased()) != true
      else { continue }
      parts.append(evidence.because.prefix(1).uppercased() + evidence.because.dropFirst() + ".")
    }
    return parts.joined(separator: " ")
  }
}

extension MachineLines {
  /// A document that an alert tells of for the first time.
  package static func news(_ alert: Alert, _ hit: SearchHit) -> String {
    var line = JSONLine()
    line.add("alert", alert.name)
    line.add("file", hit.place.file)
    line.add("part", hit.place.part)
    line.add("snippet", hit.snippet)
    line.add("start", hit.start)
    line.add("end", hit.end)
    return line.text
  }

  /// Somebody on a list of whom an alert tells for the first time.
  package static func news(_ alert: Alert, _ entity: ScreenedEntity) -> String {
    var line = JSONLine()
    line.add("alert", alert.name)
    line.add("screened", json: screened(entity))
    return line.text
  }
}
