package import CounterfoilModel
import CounterfoilText
import Foundation
import GRDB

/// Checks that a casebase still is what it says it is.
package enum Verify {
  /// One thing found wrong.
  package struct Finding: Hashable, Sendable {
    /// `original`, `citation`, `ledger`, `log` or `database`.
    package var kind: String
    package var place: DocumentPlace?
    /// In a person's words.
    package var message: String
  }

  package struct Report: Sendable {
    package var originals = 0
    package var citations = 0
    package var mentions = 0
    package var logLines = 0
    package var findings: [Finding] = []
    package init() {}
  }

  /// Rehashes every original, reads every citation against its layer, the ledger against the files
  /// kept, the log's chain, and SQLite's own structures.
  ///
  /// Reads everything once; memory is that of the largest document.
  package static func run(_ casebase: Casebase) throws -> Report {
    var report = Report()
    try casebase.read { db in
      try originals(db, casebase.originals, &report)
      try citations(db, &report)
      try ledger(db, &report)
      if let broken = try Log.firstBreak(db) {
        report.findings.append(
          Finding(
            kind: "log", message: "the log's chain breaks at line \(broken): it was changed from outside"))
      }
      report.logLines = try Int.fetchOne(db, sql: "SELECT count(*) FROM log") ?? 0
      for line in try String.fetchAll(db, sql: "PRAGMA integrity_check") where line != "ok" {
        report.findings.append(Finding(kind: "database", message: line))
      }
    }
    return report
  }

  private static func originals(_ db: Database, _ kept: Originals, _ report: inout Report) throws {
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 20, alignment: 16)
    defer { buffer.deallocate() }
    let rows = try Row.fetchCursor(
      db,
      sql: """
        SELECT sha256, min(file) AS file FROM document
        WHERE part = '' AND sha256 IS NOT NULL GROUP BY sha256 ORDER BY file
        """)
    while let row = try rows.next() {
      let digest = Digest(bytes: Array(row["sha256"] as Data))
      let place = DocumentPlace(file: row["file"])
      report.originals += 1
      let descriptor = open(kept.url(of: digest).path, O_RDONLY | O_CLOEXEC)
      guard descriptor >= 0 else {
        report.findings.append(
          Finding(
            kind: "original", place: place,
            message: "its original is not there; restore originals/ from a backup"))
        continue
      }
      defer { close(descriptor) }
      let found = try Originals.digest(of: descriptor, buffer: buffer)
      if found != digest {
        report.findings.append(
          Finding(
            kind: "original", place: place,
            message: "its original was changed: SHA-256 is \(found), not \(digest)"))
      }
    }
  }

  private static func citations(_ db: Database, _ report: inout Report) throws {
    let documents = try Row.fetchCursor(
      db,
      sql: """
        SELECT l.document, l.text, l.sha256, d.file, d.part FROM layer l
        JOIN document d ON d.id = l.document ORDER BY l.document
        """)
    while let row = try documents.next() {
      let text: String = row["text"]
      let place = DocumentPlace(file: row["file"], part: row["part"])
      if Digest(sha256: text).bytes != Array(row["sha256"] as Data) {
        report.findings.append(
          Finding(kind: "citation", place: place, message: "its text layer was changed"))
      }
      let map = ScalarMap(text)
      for table in ["statement", "mention"] {
        let cited = try Row.fetchCursor(
          db, sql: "SELECT start, end, quote FROM \(table) WHERE document = ?",
          arguments: [row["document"] as Int64])
        while let citation = try cited.next() {
          if table == "statement" { report.citations += 1 } else { report.mentions += 1 }
          let start: Int = citation["start"]
          let end: Int = citation["end"]
          let quote: String = citation["quote"]
          // Compared by scalars: Swift's == takes é and e + ◌́ for equal.
          let stands = start <= end ? map.slice(start..<end) : nil
          if stands.map({ Array($0.utf8) == Array(quote.utf8) }) != true {
            report.findings.append(
              Finding(
                kind: "citation", place: place,
                message: "the words “\(quote)” do not stand at \(start)–\(end)"))
          }
        }
      }
    }
    let loose =
      try Int.fetchOne(
        db,
        sql: """
          SELECT count(*) FROM statement WHERE document IS NULL AND judgement IS NULL
          AND dataset IS NULL OR document IS NOT NULL AND document NOT IN (SELECT document FROM layer)
          """) ?? 0
    if loose > 0 {
      report.findings.append(
        Finding(kind: "citation", message: "\(loose) statements rest on no document, judgement or import"))
    }
  }

  private static func ledger(_ db: Database, _ report: inout Report) throws {
    try DocumentRecord.each(db) { record in
      let line = record.line
      if !record.isFinal {
        report.findings.append(
          Finding(
            kind: "ledger", place: line.place, message: "not finished; run the same ingest again"))
      } else if line.outcome == .duplicate, line.copyOf == nil {
        report.findings.append(
          Finding(kind: "ledger", place: line.place, message: "a duplicate of nothing"))
      }
    }
  }
}
