import CounterfoilModel
import Foundation

/// A name's titles and the mention it shortens, as the column `mention.name` keeps them: a JSON object
/// of the keys below, those without a value left out.
struct NameRecord: Codable {
  struct Title: Codable {
    var `class`: String
    var start: Int
    var end: Int
    var quote: String
  }

  var titles: [Title]?
  var refersTo: Int?

  /// Nil for a mention that has neither.
  static func text(_ mention: Mention) -> String? {
    guard !mention.titles.isEmpty || mention.refersTo != nil else { return nil }
    let titles = mention.titles.map {
      Title(class: $0.kind.rawValue, start: $0.range.lowerBound, end: $0.range.upperBound, quote: $0.quote)
    }
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    let record = NameRecord(titles: titles.isEmpty ? nil : titles, refersTo: mention.refersTo)
    return (try? encoder.encode(record)).map { String(decoding: $0, as: UTF8.self) }
  }

  /// Titles of a class this version does not know are left out.
  var personTitles: [PersonTitle] {
    (titles ?? []).compactMap { title in
      guard let kind = PersonTitle.Kind(rawValue: title.class), title.start <= title.end else { return nil }
      return PersonTitle(kind: kind, range: title.start..<title.end, quote: title.quote)
    }
  }
}

extension NameRecord {
  init?(_ text: String?) {
    guard let text, let record = try? JSONDecoder().decode(NameRecord.self, from: Data(text.utf8)) else {
      return nil
    }
    self = record
  }
}
