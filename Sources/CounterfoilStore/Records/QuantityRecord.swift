import CounterfoilModel
import Foundation

/// What a date, number or amount says besides its value, as the column `mention.quantity` keeps it:
/// a JSON object of the keys below, those without a value left out.
struct QuantityRecord: Codable {
  var precision: String?
  var modifier: String?
  var calendar: String?
  var anchor: String?
  /// `document` or `text`.
  var anchorSource: String?

  /// Nil for a detail that says nothing.
  static func text(_ detail: QuantityDetail?) -> String? {
    guard let detail, detail != QuantityDetail() else { return nil }
    let record = QuantityRecord(
      precision: detail.precision?.rawValue, modifier: detail.modifier?.rawValue,
      calendar: detail.calendar, anchor: detail.anchor?.date,
      anchorSource: detail.anchor?.source.rawValue)
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    return (try? encoder.encode(record)).map { String(decoding: $0, as: UTF8.self) }
  }

  static func detail(_ text: String?) -> QuantityDetail? {
    guard let text, let record = try? JSONDecoder().decode(QuantityRecord.self, from: Data(text.utf8))
    else { return nil }
    return QuantityDetail(
      precision: record.precision.flatMap(QuantityDetail.Precision.init),
      modifier: record.modifier.flatMap(QuantityDetail.Modifier.init), calendar: record.calendar,
      anchor: record.anchor.map { date in
        QuantityDetail.Anchor(
          date: date,
          source: record.anchorSource.flatMap(QuantityDetail.Anchor.Source.init) ?? .document)
      })
  }
}
