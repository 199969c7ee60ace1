public import CounterfoilText
import Foundation

/// The name engine's lines for machines.
public enum NameLines {
  /// An object with the two names, to be filled by `evidence`.
  public static func pair(_ a: String, _ b: String) -> JSONLine {
    var line = JSONLine()
    line.add("a", a)
    line.add("b", b)
    return line
  }

  /// The evidence, behind what `line` holds.
  public static func evidence(_ evidence: NameEvidence, into line: JSONLine) -> String {
    var line = line
    line.add("weight", evidence.weight, digits: 2)
    add(evidence.sharers, to: &line)
    line.add("reason", evidence.reason)
    line.add(
      "alignment",
      json: "["
        + evidence.alignment.map { match in
          var part = JSONLine()
          part.add("a", match.a)
          part.add("b", match.b)
          part.add("how", match.how.rawValue)
          part.add("convention", match.convention.isEmpty ? nil : match.convention)
          part.add("weight", match.weight, digits: 2)
          return part.text
        }.joined(separator: ",") + "]")
    return line.text
  }

  private static func add(_ sharers: NameEvidence.Sharers?, to line: inout JSONLine) {
    line.add("sharers", sharers?.expected, digits: 1)
    line.add("sharers_low", sharers?.low, digits: 1)
    line.add("sharers_high", sharers?.high, digits: 1)
  }

  public static func explanation(_ explanation: NameExplanation, of name: String) -> String {
    var line = JSONLine()
    line.add("name", name)
    line.add(
      "spellings",
      json: "["
        + explanation.spellings.map { spelling in
          var part = JSONLine()
          part.add("convention", spelling.convention)
          part.add("text", spelling.text)
          return part.text
        }.joined(separator: ",") + "]")
    line.add(
      "syllables",
      json: "["
        + explanation.syllables.map { syllable in
          var part = JSONLine()
          part.add("text", syllable.text)
          part.add("characters", syllable.characters)
          part.add("conventions", syllable.conventions)
          return part.text
        }.joined(separator: ",") + "]")
    add(explanation.sharers, to: &line)
    line.add("remarks", explanation.remarks)
    return line.text
  }

  /// The line as it came, with weight, sharers and reason added; or with an error.
  public static func scored(_ text: String, number: Int, _ matcher: NameMatcher) -> String {
    guard let object = object(text), let a = object["a"] as? String, let b = object["b"] as? String
    else {
      var line = JSONLine()
      line.add("error", "line \(number) is no JSON object with \"a\" and \"b\"")
      return line.text
    }
    let kind = NameEvidence.Kind(schema: object["schema"] as? String ?? "Person")
    let evidence = matcher.compare(a, b, kind: kind)
    var added = JSONLine()
    added.add("weight", evidence.weight, digits: 2)
    add(evidence.sharers, to: &added)
    added.add("reason", evidence.reason)
    // The keys that came keep their order; an earlier weight gives way.
    let own = ["weight", "sharers", "sharers_low", "sharers_high", "reason"]
    guard own.contains(where: { object[$0] != nil }) else {
      let trimmed = text.trimmingCharacters(in: .whitespacesAndNewlines)
      return trimmed.dropLast() + "," + added.text.dropFirst()
    }
    var rest = object
    for key in own { rest[key] = nil }
    let data = (try? JSONSerialization.data(withJSONObject: rest, options: [.sortedKeys])) ?? Data()
    return String(decoding: data, as: UTF8.self).dropLast() + "," + added.text.dropFirst()
  }

  public static func hits(_ hits: [NameIndex.Hit], id: String?, query: String) -> String {
    var line = JSONLine()
    if let id { line.add("id", id) }
    line.add("q", query)
    line.add(
      "hits",
      json: "["
        + hits.map { hit in
          var part = JSONLine()
          part.add("id", hit.id)
          part.add("name", hit.name)
          part.add("weight", hit.weight, digits: 2)
          return part.text
        }.joined(separator: ",") + "]")
    return line.text
  }

  /// The identifier and names of an entry for an index; nil where the line has none.
  public static func names(in text: String) -> (id: String, names: [String])? {
    guard let object = object(text), let id = identifier(object["id"]) else { return nil }
    let names = object["names"] as? [String] ?? (object["name"] as? String).map { [$0] } ?? []
    return names.isEmpty ? nil : (id, names)
  }

  public static func question(in text: String) -> (id: String?, query: String)? {
    guard let object = object(text), let query = object["q"] as? String else { return nil }
    return (identifier(object["id"]), query)
  }

  private static func identifier(_ value: Any?) -> String? {
    (value as? String) ?? (value as? NSNumber)?.stringValue
  }

  private static func object(_ text: String) -> [String: Any]? {
    (try? JSONSerialization.jsonObject(with: Data(text.utf8))) as? [String: Any]
  }

  /// Calls `body` with each line of a file; bytes that are no UTF-8 are replaced.
  /// - Throws: What the file system says.
  public static func forEachLine(of path: String, _ body: (String) throws -> Void) throws {
    let data = try Data(contentsOf: URL(fileURLWithPath: path), options: .mappedIfSafe)
    var start = data.startIndex
    while start < data.endIndex {
      let end = data[start...].firstIndex(of: 0x0A) ?? data.endIndex
      let line = String(decoding: data[start..<end], as: UTF8.self)
      try body(line.trimmingCharacters(in: .whitespaces))
      start = end < data.endIndex ? data.index(after: end) : end
    }
  }

}
