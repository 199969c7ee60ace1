package import CounterfoilFormats
package import CounterfoilModel
package import CounterfoilStore

extension MachineLines {
  /// Two documents of a group, or a part and a whole, which belong to no group.
  package static func copy(_ link: CopyLink, group: Int?) -> String {
    var json = JSONLine()
    json.add("group", group)
    add(link.place, link.other, link.kind, link.share, link.otherShare, to: &json)
    return json.text
  }

  /// A document and its copy with what differs: ranges count Unicode scalars of each one's text layer.
  package static func copy(_ compared: ComparedCopy, of place: DocumentPlace) -> String {
    var json = JSONLine()
    add(
      place, compared.copy.record.line.place, compared.copy.kind, compared.copy.share,
      compared.copy.otherShare, to: &json)
    json.add("differing", compared.differences.passages.count)
    let first = Array(compared.texts.first.unicodeScalars)
    let second = Array(compared.texts.second.unicodeScalars)
    let passages = compared.differences.passages.map { passage in
      var line = JSONLine()
      line.add("start", passage.first.lowerBound)
      line.add("end", passage.first.upperBound)
      line.add("text", String(String.UnicodeScalarView(first[passage.first])))
      line.add("other_start", passage.second.lowerBound)
      line.add("other_end", passage.second.upperBound)
      line.add("other_text", String(String.UnicodeScalarView(second[passage.second])))
      return line.text
    }
    json.add("differences", json: "[" + passages.joined(separator: ",") + "]")
    json.add("exact", json: compared.differences.isExact ? "true" : "false")
    return json.text
  }

  /// A passage that stands in two documents which are no copies: its range in each.
  package static func quotation(_ link: QuotationLink) -> String {
    var json = JSONLine()
    json.add("file", link.document.line.place.file)
    json.add("part", link.document.line.place.part)
    json.add("other_file", link.other.line.place.file)
    json.add("other_part", link.other.line.place.part)
    json.add("kind", "quotation")
    json.add("start", link.quotation.first.lowerBound)
    json.add("end", link.quotation.first.upperBound)
    json.add("other_start", link.quotation.second.lowerBound)
    json.add("other_end", link.quotation.second.upperBound)
    json.add("text", link.text)
    return json.text
  }

  private static func add(
    _ place: DocumentPlace, _ other: DocumentPlace, _ kind: CopyKind, _ share: Double?,
    _ otherShare: Double?, to json: inout JSONLine
  ) {
    json.add("file", place.file)
    json.add("part", place.part)
    json.add("other_file", other.file)
    json.add("other_part", other.part)
    json.add("kind", kind.rawValue)
    json.add("share", share, digits: 3)
    json.add("other_share", otherShare, digits: 3)
  }
}
