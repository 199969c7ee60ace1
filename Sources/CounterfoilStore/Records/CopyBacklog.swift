package import CounterfoilModel
package import GRDB

/// Documents of a casebase from before copies were looked for.
package enum CopyBacklog {
  /// Takes up some of them; call it in a transaction of its own until it is true.
  /// - Parameter sketch: Makes the sketch of a text.
  /// - Returns: Whether none is left.
  package static func take(
    _ db: Database, comparer: any CopyComparer, sketch: (String) -> CopySketch?
  ) throws -> Bool {
    let waiting = try Int64.fetchAll(
      db, sql: "SELECT document FROM copy_pending ORDER BY document LIMIT 2000")
    guard let last = waiting.last else { return true }
    let batch = CopyBatch(comparer)
    for document in waiting {
      guard let text = try CopyRecord.text(db, document: document), let sketch = sketch(text) else {
        continue
      }
      try batch.add(db, document: document, sketch: sketch)
    }
    try batch.write(db)
    try db.execute(sql: "DELETE FROM copy_pending WHERE document <= ?", arguments: [last])
    return false
  }
}
