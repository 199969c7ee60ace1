public import CounterfoilModel

/// The lines that commands print for other programs. Keys stay; new ones may be added.
///
/// Documented in docs/formats.md. `stable` leaves out when something was recorded and how long it
/// took, so that two runs over the same input can be compared byte for byte.
public enum MachineLines {
  public static func ledger(_ line: LedgerLine, stable: Bool = false) -> String {
    var json = JSONLine()
    json.add("file", line.place.file)
    json.add("part", line.place.part)
    json.add("outcome", line.outcome.rawValue)
    json.add("reason", line.reason)
    json.add("media_type", line.mediaType)
    json.add("encoding", line.encoding)
    json.add("language", line.language)
    json.add("bytes", line.bytes)
    json.add("characters", line.characters)
    json.add("pages", line.pages)
    json.add("ocr_pages", line.ocrPages)
    json.add("sha256", line.digest?.description)
    json.add("copy_of", line.copyOf.map { $0.part.isEmpty ? $0.file : "\($0.file)/\($0.part)" })
    if !stable { json.add("seconds", line.seconds, digits: 4) }
    return json.text
  }

  /// A word of Chinese, explained.
  public static func gloss(_ word: GlossedWord, place: DocumentPlace) -> String {
    var json = JSONLine()
    json.add("file", place.file)
    json.add("part", place.part)
    json.add("start", word.range.lowerBound)
    json.add("end", word.range.upperBound)
    json.add("quote", word.quote)
    json.add("kind", word.kind.rawValue)
    json.add("pinyin", word.pinyin)
    json.add("gloss", word.gloss)
    json.add("warning", word.warning)
    json.add("spellings", word.spellings.map { "\($0.text) (\($0.convention))" })
    json.add("sharers", word.sharers, digits: 0)
    json.add("entity_hint", word.entityHint)
    return json.text
  }

  /// - Parameter place: Where the citation's document stands; nil for a judgement or an import row.
  public static func statement(
    _ statement: Statement, id: Digest, place: DocumentPlace?, stable: Bool = false
  ) -> String {
    var json = JSONLine()
    json.add("entity_id", statement.entity.rawValue)
    json.add("schema", statement.schema)
    json.add("prop", statement.property)
    json.add("value", statement.value)
    json.add("lang", statement.language)
    json.add("file", place?.file)
    json.add("part", place?.part)
    switch statement.citation {
    case .passage(let passage):
      json.add("start", passage.range.lowerBound)
      json.add("end", passage.range.upperBound)
      json.add("page", passage.page)
      json.add("quote", passage.quote)
    case .judgement(let judgement):
      json.add("judgement", judgement)
    case .row(let dataset, let row):
      json.add("dataset", dataset)
      json.add("row", row)
    }
    json.add("speaker", statement.speaker.name)
    json.add("modality", statement.modality.rawValue)
    json.add("valid_from", statement.validFrom)
    json.add("valid_to", statement.validTo)
    json.add("reliability", statement.grade.reliability.rawValue)
    json.add("credibility", statement.grade.credibility.rawValue)
    json.add("origin", statement.origin.description)
    if !stable { json.add("recorded_at", statement.recordedAt) }
    json.add("statement_id", id.description)
    return json.text
  }

  public static func text(_ place: DocumentPlace, page: Int?, text: String) -> String {
    var json = JSONLine()
    json.add("file", place.file)
    json.add("part", place.part)
    json.add("page", page)
    json.add("text", text)
    return json.text
  }

  /// - Parameters:
  ///   - remarks: What should be known of an observable; left out where there are none.
  ///   - context: What the text says an observable was used for; left out where it says nothing.
  public static func mention(
    _ mention: Mention, place: DocumentPlace, remarks: [String] = [], context: String? = nil
  ) -> String {
    var json = JSONLine()
    json.add("file", place.file)
    json.add("part", place.part)
    json.add("start", mention.range.lowerBound)
    json.add("end", mention.range.upperBound)
    json.add("quote", mention.quote)
    json.add("kind", mention.kind.rawValue)
    json.add("value", mention.value)
    json.add("confidence", mention.confidence, digits: 3)
    json.add("entity_hint", mention.entityHint)
    if let quantity = mention.quantity {
      if let precision = quantity.precision { json.add("precision", precision.rawValue) }
      if let modifier = quantity.modifier { json.add("modifier", modifier.rawValue) }
      if let calendar = quantity.calendar { json.add("calendar", calendar) }
      if let anchor = quantity.anchor {
        json.add("anchor", anchor.date)
        json.add("anchor_source", anchor.source.rawValue)
      }
    }
    if !mention.titles.isEmpty {
      let titles = mention.titles.map { title in
        var line = JSONLine()
        line.add("start", title.range.lowerBound)
        line.add("end", title.range.upperBound)
        line.add("quote", title.quote)
        line.add("class", title.kind.rawValue)
        return line.text
      }
      json.add("titles", json: "[" + titles.joined(separator: ",") + "]")
    }
    if let start = mention.refersTo { json.add("refers_to", start) }
    if !remarks.isEmpty { json.add("remarks", remarks) }
    if let context { json.add("context", context) }
    return json.text
  }
}
