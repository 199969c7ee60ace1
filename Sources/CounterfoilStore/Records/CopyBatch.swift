package import CounterfoilModel
import Foundation
package import GRDB

/// Compares texts; made by whoever composes the stages.
package protocol CopyComparer: Sendable {
  /// - Returns: How much one text shares with another, nothing where it is no copy; keeps what it made of the first for the next.
  func comparison(of text: String) -> (_ other: String) -> SharedText
  /// - Returns: The passages of one text that stand in another word for word.
  func quotations(of text: String) -> (_ other: String) -> [Quotation]
}

/// Documents on their way among those that copies are looked for in.
///
/// Each document is compared with those before it, through the keys of their sketches, and nothing depends on how
/// many are written at a time; so the casebase is the same on any number of lanes and after an
/// interruption. For each document the work is bounded, however many share a phrase or a form.
package final class CopyBatch {
  /// Later documents of the same key are not noted: the first stand for all of them.
  private static let documentsOfKey = 8
  /// So many candidates are looked at, best first.
  private static let candidates = 32
  /// A document is linked to so many copies; through them to all the others.
  private static let links = 2
  /// Below this share of common keys two documents are not compared.
  private static let leastEstimate = 0.15
  /// A document is looked through for quotations from so many others …
  private static let quoted = 3
  /// … with which it shares about so many shingles that few documents have: a third of a passage of 200 characters.
  private static let leastShared = 10
  /// Keys that are held before they are written.
  private static let mostKeys = 1 << 20

  private let comparer: any CopyComparer
  private var documents: [(id: Int64, sketch: CopySketch)] = []
  private var keys = 0

  package init(_ comparer: any CopyComparer) { self.comparer = comparer }

  /// - Precondition: The document's layer is in the casebase, its sketch is not.
  package func add(_ db: Database, document: Int64, sketch: CopySketch) throws {
    documents.append((document, sketch))
    keys += sketch.keys.count
    if keys >= Self.mostKeys { try write(db) }
  }

  /// Writes what has been added; call it before the end of the transaction.
  package func write(_ db: Database) throws {
    defer {
      documents.removeAll(keepingCapacity: true)
      keys = 0
    }
    guard !documents.isEmpty else { return }
    for document in documents { try CopyRecord.insert(document.sketch, document: document.id, db) }
    let meetings = try meet(db)
    var start = 0
    for (index, document) in documents.enumerated() {
      var end = start
      while end < meetings.count, meetings[end].at == index { end += 1 }
      try compare(document, meetings[start..<end], db)
      start = end
    }
  }

  /// A key that a document of the batch shares with a document before it.
  private struct Meeting {
    var at: Int32
    var with: Int64
    /// Whether the key is not yet one of many documents, as set phrases are.
    var isRare: Bool
  }

  /// Writes the keys, in their order: so each page of their table is touched once.
  /// - Returns: By document of the batch, then by the other's identifier.
  private func meet(_ db: Database) throws -> [Meeting] {
    var entries: [(key: Int64, at: Int32)] = []
    entries.reserveCapacity(keys)
    for (index, document) in documents.enumerated() {
      for key in document.sketch.keys { entries.append((key, Int32(index))) }
    }
    entries.sort { ($0.key, $0.at) < ($1.key, $1.at) }
    var meetings: [Meeting] = []
    var look = try BulkLookup(db, sql: "SELECT document FROM copy_key WHERE key = ?")
    var insert = try BulkInsert(db, sql: "INSERT INTO copy_key (key, document) VALUES (?, ?)")
    var known: [Int64] = []
    var last: Int64?
    for entry in entries {
      if entry.key != last {
        last = entry.key
        try look.fetch(entry.key, into: &known)
      }
      let isRare = known.count < Self.documentsOfKey
      for document in known { meetings.append(Meeting(at: entry.at, with: document, isRare: isRare)) }
      guard known.count < Self.documentsOfKey else { continue }
      let id = documents[Int(entry.at)].id
      known.append(id)
      insert.bind(entry.key)
      insert.bind(id)
      try insert.insert()
    }
    meetings.sort { ($0.at, $0.with) < ($1.at, $1.with) }
    return meetings
  }

  /// - Parameter met: Documents that share keys with it, one for each key, those of a document side by side.
  private func compare(
    _ document: (id: Int64, sketch: CopySketch), _ met: ArraySlice<Meeting>, _ db: Database
  ) throws {
    guard !met.isEmpty else { return }
    var counts: [(with: Int64, keys: Int, rare: Int)] = []
    for other in met {
      if counts.last?.with != other.with { counts.append((other.with, 0, 0)) }
      counts[counts.count - 1].keys += 1
      if other.isRare { counts[counts.count - 1].rare += 1 }
    }
    counts.sort { ($1.keys, $0.with) < ($0.keys, $1.with) }
    var ranked: [(with: Int64, estimate: Double)] = []
    var quoting: [(with: Int64, shared: Int)] = []
    for (other, common, rare) in counts.prefix(Self.candidates * 2) {
      guard let sketch = try CopyRecord.shape(db, document: other) else { continue }
      let level = max(sketch.level, document.sketch.level)
      let fewer = min(
        Double(sketch.keys) / Double(1 << (level - sketch.level)), document.sketch.keyCount(at: level))
      let estimate = Double(common) / max(1, fewer)
      if estimate >= Self.leastEstimate { ranked.append((other, estimate)) }
      if rare << level >= Self.leastShared { quoting.append((other, rare << level)) }
    }
    guard !ranked.isEmpty || !quoting.isEmpty else { return }
    ranked.sort { ($1.estimate, $0.with) < ($0.estimate, $1.with) }
    guard let text = try CopyRecord.text(db, document: document.id) else { return }
    let comparison = comparer.comparison(of: text)
    // What is compared with a document grows with the document, not with the casebase.
    var left = 8 * text.utf8.count + 1 << 20
    var links = 0
    // Near ones not compared, the document having copies enough, are most often copies of those copies.
    var copies = Set(ranked.map(\.with))
    for (other, _) in ranked.prefix(Self.candidates) {
      guard left > 0, links < Self.links, let candidate = try CopyRecord.text(db, document: other)
      else { break }
      left -= candidate.utf8.count
      let shared = comparison(candidate)
      guard shared.isCopy else {
        copies.remove(other)
        continue
      }
      if shared.isMutual { links += 1 }
      try CopyRecord.insert(shared, document.id, other, db)
    }
    let others = quoting.filter { !copies.contains($0.with) }
    guard !others.isEmpty else { return }
    let quotations = comparer.quotations(of: text)
    for (other, _) in others.sorted(by: { ($1.shared, $0.with) < ($0.shared, $1.with) }).prefix(Self.quoted) {
      guard left > 0, let candidate = try CopyRecord.text(db, document: other) else { break }
      left -= candidate.utf8.count
      let found = quotations(candidate)
      // A copy that was not compared, the document having enough of them.
      let quoted = found.reduce(0) { $0 + $1.first.count }
      let shorter = min(text.unicodeScalars.count, candidate.unicodeScalars.count)
      guard Double(quoted) < SharedText.copy * Double(shorter) else { continue }
      for quotation in found { try QuotationLink.insert(quotation, document.id, other, db) }
    }
  }
}
