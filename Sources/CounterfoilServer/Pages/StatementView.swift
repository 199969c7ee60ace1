import CounterfoilModel
import CounterfoilStore

/// A statement with the way to its quote.
struct StatementView {
  var property: String
  var value: String
  /// Another entity's page, where the value names one.
  var valueAddress: String?
  var entityAddress: String
  var schema: String
  var quote: String?
  var quoteAddress: String?
  var place: PlaceView?
  var pageWords: String?
  var modality: String?
  var speaker: String?
  var grade: String
  var origin: String
  var identifier: String
  /// Where the statement stands that no document holds.
  var source: String?
  /// Whether the document must be named: not on its own page.
  var showsPlace: Bool

  init(_ stored: StoredStatement, _ words: Words, document: Int64? = nil) {
    let statement = stored.statement
    showsPlace = document == nil
    property =
      words.known("properties.\(statement.property)")
      ?? words.known("kinds.\(statement.property)") ?? statement.property
    schema = words.known("schemata.\(statement.schema)") ?? statement.schema
    value = statement.value.shown
    entityAddress = "/entity/" + Address.encode(statement.entity.rawValue)
    modality =
      statement.modality == .asserted ? nil : words["modalities.\(statement.modality.rawValue)"]
    speaker = statement.speaker == .document ? nil : statement.speaker.name.shown
    grade =
      statement.grade == .unknown ? words["facts.not-graded"] : "\(statement.grade)"
    origin = "\(statement.origin)"
    identifier = String("\(stored.id)".prefix(12))
    switch statement.citation {
    case .passage(let passage):
      quote = passage.quote
      if let row = stored.document ?? document {
        quoteAddress = Self.address(row, passage.range)
        place = stored.place.map { PlaceView($0, id: row) }
      }
      pageWords = passage.page.map { words.page($0, ofType: stored.mediaType) }
    case .judgement(let id): source = words("entity.judgement", ["id": id])
    case .row(let dataset, let row):
      source = words("entity.row", ["dataset": dataset, "row": row])
    }
  }

  /// The page of a document with a range of its text marked and in view.
  static func address(_ document: Int64, _ range: ScalarRange) -> String {
    var address = Address("/document/\(document)")
    address.add("start", "\(range.lowerBound)")
    address.add("end", "\(range.upperBound)")
    address.jump(to: "o\(range.lowerBound)")
    return address.text
  }
}
