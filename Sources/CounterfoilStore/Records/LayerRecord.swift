import CounterfoilModel
import Foundation
import GRDB

/// A text layer with its pages and marks ↔ the tables `layer` and `page`.
enum LayerRecord {
  static func insert(_ layer: TextLayer, digest: Digest, document: Int64, _ db: Database) throws {
    let marks: String? = layer.marks.isEmpty ? nil : encode(layer.marks)
    var insert = try BulkInsert(
      db, sql: "INSERT INTO layer (document, kind, sha256, text, marks) VALUES (?, ?, ?, ?, ?)")
    insert.bind(document)
    insert.bind(layer.kind.rawValue)
    insert.bind(blob: digest.bytes)
    insert.bind(layer.text)
    insert.bind(marks)
    try insert.insert()
    guard !layer.pages.isEmpty else { return }
    let insertPage = try db.cachedStatement(
      sql: """
        INSERT INTO page (document, number, start, end, needs_ocr, is_ocr, width, height, boxes)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
        """)
    for page in layer.pages {
      try insertPage.execute(arguments: [
        document, page.number, page.range.lowerBound, page.range.upperBound, page.needsOCR,
        page.isOCR, page.size.width, page.size.height, page.boxes.isEmpty ? nil : encode(page.boxes),
      ])
    }
  }

  static func fetch(_ db: Database, document: Int64, boxes: Bool) throws -> TextLayer? {
    guard
      let row = try Row.fetchOne(
        db.cachedStatement(sql: "SELECT kind, text, marks FROM layer WHERE document = ?"),
        arguments: [document])
    else { return nil }
    let pages = try Row.fetchAll(
      db.cachedStatement(
        sql: """
          SELECT number, start, end, needs_ocr, is_ocr, width, height,
            \(boxes ? "boxes" : "NULL AS boxes")
          FROM page WHERE document = ? ORDER BY number
          """), arguments: [document])
    return TextLayer(
      kind: TextLayer.Kind(rawValue: row["kind"]) ?? .text, text: row["text"],
      pages: pages.map { page in
        PageSpan(
          number: page["number"], range: (page["start"] as Int)..<(page["end"] as Int),
          needsOCR: page["needs_ocr"], isOCR: page["is_ocr"], size: (page["width"], page["height"]),
          boxes: (page["boxes"] as Data?).map(decode) ?? [])
      },
      marks: (row["marks"] as String?).map(decodeMarks) ?? [])
  }

  // Tenths of a point fit a page of 2.3 m in 16 bits.
  private static func encode(_ boxes: [CharacterBox]) -> Data {
    var values: [UInt16] = []
    values.reserveCapacity(boxes.count * 4)
    for box in boxes {
      for edge in [box.left, box.top, box.right, box.bottom] {
        values.append(UInt16(clamping: Int((edge * 10).rounded().clamped)).littleEndian)
      }
    }
    return values.withUnsafeBytes { Data($0) }
  }

  private static func decode(_ data: Data) -> [CharacterBox] {
    data.withUnsafeBytes { bytes in
      stride(from: 0, to: bytes.count - 7, by: 8).map { at in
        func edge(_ number: Int) -> Float {
          Float(
            UInt16(littleEndian: bytes.loadUnaligned(fromByteOffset: at + number * 2, as: UInt16.self)))
            / 10
        }
        return CharacterBox(left: edge(0), top: edge(1), right: edge(2), bottom: edge(3))
      }
    }
  }

  private static func encode(_ marks: [LayerMark]) -> String {
    var text = "["
    for mark in marks {
      if text.utf8.count > 1 { text += "," }
      text += "[\(JSONText.quoted(mark.kind.rawValue)),\(mark.range.lowerBound),"
      text += "\(mark.range.upperBound),\(mark.detail.map(JSONText.quoted) ?? "null")]"
    }
    return text + "]"
  }

  static func decodeMarks(_ text: String) -> [LayerMark] {
    let rows = (try? JSONSerialization.jsonObject(with: Data(text.utf8))) as? [[Any]] ?? []
    return rows.compactMap { row in
      guard row.count == 4, let name = row[0] as? String, let kind = LayerMark.Kind(rawValue: name),
        let start = row[1] as? Int, let end = row[2] as? Int, start <= end
      else { return nil }
      return LayerMark(kind: kind, range: start..<end, detail: row[3] as? String)
    }
  }
}

extension Float {
  /// Finite and within what 16 bits can hold after scaling.
  fileprivate var clamped: Float { isFinite ? Swift.min(Swift.max(self, 0), 65535) : 0 }
}
