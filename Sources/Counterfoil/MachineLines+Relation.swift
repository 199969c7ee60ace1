package import CounterfoilFormats
package import CounterfoilModel

extension MachineLines {
  /// A link or event; ranges count Unicode scalars of the text layer.
  /// - Parameter words: Those at `relation.words`.
  package static func relation(
    _ relation: Relation, form: RelationTables.Kind.Form, words: String, place: DocumentPlace
  ) -> String {
    var json = JSONLine()
    json.add("file", place.file)
    json.add("part", place.part)
    json.add("type", relation.type)
    json.add("form", form.rawValue)
    json.add(
      "roles",
      json: list(relation.participants) { participant, line in
        line.add("role", participant.role)
        line.add("quote", participant.quote)
        line.add("start", participant.range.lowerBound)
        line.add("end", participant.range.upperBound)
        line.add("name", participant.mention?.quote)
      })
    json.add(
      "details",
      json: list(relation.details) { detail, line in
        line.add("name", detail.name)
        line.add("quote", detail.quote)
        line.add("start", detail.range.lowerBound)
        line.add("end", detail.range.upperBound)
      })
    json.add("date", relation.date)
    json.add("start", relation.words.lowerBound)
    json.add("end", relation.words.upperBound)
    json.add("quote", words)
    json.add("speaker", relation.speakers.last ?? "")
    json.add("speakers", relation.speakers)
    json.add("modality", relation.modality.rawValue)
    json.add("hedged", json: relation.isHedged ? "true" : "false")
    return json.text
  }

  private static func list<Element>(
    _ elements: [Element], _ write: (Element, inout JSONLine) -> Void
  ) -> String {
    let objects = elements.map { element in
      var line = JSONLine()
      write(element, &line)
      return line.text
    }
    return "[" + objects.joined(separator: ",") + "]"
  }
}
