package import CounterfoilModel
import Foundation
package import GRDB

/// A stretch of a document's text with all that stands in it.
///
/// What a page shows of a document of any length: nothing here grows with the document but the
/// counts, which SQLite makes.
package struct DocumentWindow: Sendable {
  package var record: DocumentRecord
  /// Nil where the document has no text.
  package var layer: Layer?
  package var metadata: [MetadataEntry]
  /// Of the whole document, in the order of the kinds.
  package var mentionCounts: [(kind: Mention.Kind, count: Int)]
  /// Of the whole document.
  package var statementCount: Int
  /// Those whose quotes stand in the window, up to `Limit.statements`.
  package var statements: [StoredStatement]
  /// The file itself and everything inside it, up to `Limit.related`.
  package var parts: [DocumentRecord]
  /// Up to `Limit.related`.
  package var copies: [DocumentCopy]
  /// Passages that other documents have too, of the whole document; up to `Limit.related`.
  package var quotations: [QuotationLink]

  package struct Layer: Sendable {
    package var kind: TextLayer.Kind
    package var digest: Digest
    /// The window's scalars of the layer.
    package var range: ScalarRange
    /// The text in `range`.
    package var text: String
    /// The pages that `range` touches, without boxes.
    package var pages: [PageSpan]
    /// What `range` touches.
    package var marks: [LayerMark]
    /// By position.
    package var mentions: [Mention]
  }

  package enum Limit {
    package static let statements = 200
    package static let related = 200
    /// A mention is shorter than this, so that one that began before the window is found.
    static let mention = 4096
  }

  /// - Parameters:
  ///   - offset: A scalar of the layer; the window is the one of the windows laid end to end that
  ///     holds it.
  ///   - length: Scalars in a window.
  package static func fetch(_ db: Database, id: Int64, at offset: Int, length: Int) throws
    -> DocumentWindow?
  {
    guard let record = try DocumentRecord.fetch(db, id: id) else { return nil }
    let last = max(0, record.line.characters - 1)
    let start = min(max(0, offset), last) / length * length
    let layer = try layer(db, id: id, from: start, length: length)
    let counts = try Row.fetchAll(
      db, sql: "SELECT kind, count(*) AS n FROM mention WHERE document = ? GROUP BY kind",
      arguments: [id])
    let byKind = Dictionary(
      counts.map { ($0["kind"] as String, $0["n"] as Int) }, uniquingKeysWith: +)
    return DocumentWindow(
      record: record, layer: layer, metadata: try DocumentRecord.metadata(db, document: id),
      mentionCounts: Mention.Kind.allCases.compactMap { kind in
        byKind[kind.rawValue].map { (kind, $0) }
      },
      statementCount: try Int.fetchOne(
        db, sql: "SELECT count(*) FROM statement WHERE document = ?", arguments: [id]) ?? 0,
      statements: try StoredStatement.fetch(
        db, document: id, touching: layer?.range ?? 0..<Int.max, limit: Limit.statements),
      parts: try DocumentRecord.fetchParts(
        db, file: record.line.place.file, limit: Limit.related),
      copies: try DocumentCopy.fetch(db, of: record, limit: Limit.related),
      quotations: try QuotationLink.fetch(db, of: record, limit: Limit.related))
  }

  private static func layer(_ db: Database, id: Int64, from start: Int, length: Int) throws
    -> Layer?
  {
    guard
      let row = try Row.fetchOne(
        db,
        // substr counts code points from 1.
        sql: "SELECT kind, sha256, substr(text, ?, ?) AS text, marks FROM layer WHERE document = ?",
        arguments: [start + 1, length, id])
    else { return nil }
    let text: String = row["text"]
    let range = start..<(start + text.unicodeScalars.count)
    let pages = try Row.fetchAll(
      db,
      sql: """
        SELECT number, start, end, needs_ocr, is_ocr FROM page
        WHERE document = ? AND start <= ? AND end >= ? ORDER BY number
        """, arguments: [id, range.upperBound, range.lowerBound])
    let mentions = try Row.fetchAll(
      db,
      sql: """
        SELECT * FROM mention WHERE document = ? AND start >= ? AND start < ? AND end > ?
        ORDER BY start, end, kind
        """,
      arguments: [id, range.lowerBound - Limit.mention, range.upperBound, range.lowerBound])
    return Layer(
      kind: TextLayer.Kind(rawValue: row["kind"]) ?? .text,
      digest: Digest(bytes: Array(row["sha256"] as Data)), range: range, text: text,
      pages: pages.map {
        PageSpan(
          number: $0["number"], range: ($0["start"] as Int)..<($0["end"] as Int),
          needsOCR: $0["needs_ocr"], isOCR: $0["is_ocr"])
      },
      marks: (row["marks"] as String?).map(LayerRecord.decodeMarks)?
        .filter { $0.range.overlaps(range) } ?? [],
      mentions: mentions.compactMap(DocumentRecord.mention))
  }
}
