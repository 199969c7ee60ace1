package import CounterfoilAnalysis
import CounterfoilFormats
package import CounterfoilModel
import CounterfoilStore
import CounterfoilText
package import Foundation

/// A row of a file that is screened.
package struct ScreenedRow: Sendable {
  /// Counted from 1, without the header.
  package var row: Int
  package var profile: EntityProfile

  package var name: String { profile.names.first?.text ?? "" }
}

/// What is known before anybody is looked at: how many of the hits will be chance.
package struct ScreeningOutlook: Sendable {
  package var rows: Int
  package var persons: Int
  package var listed: Int
  /// Expected entries of the lists that bear a name of the file by chance alone.
  package var chanceHits: Double
}

extension Workbench {
  /// Screens rows against lists, in the rows' order, on all cores.
  ///
  /// The log gets a line with the case, the lists and their versions, and the number of rows; the names looked for are
  /// not in it.
  /// - Parameter caseFile: Needed where a row may be a person's.
  package func screen(
    _ rows: [ScreenedRow], against lists: [ScreenedList], in caseFile: CaseFile?, tables: ResolutionTables,
    top: Int = 10, outlook: (ScreeningOutlook) -> Void, result: (ScreenedRow, ScreenResult) -> Void
  ) throws {
    let persons = rows.count { $0.profile.kind == .person || $0.profile.kind == .unknown }
    guard caseFile != nil || persons == 0 else { throw ScreenError.noCase(persons) }
    let reckoner = Screener(lists, tables: tables)
    outlook(
      ScreeningOutlook(
        rows: rows.count, persons: persons, listed: lists.reduce(0) { $0 + $1.count },
        chanceHits: rows.reduce(0) { $0 + reckoner.chanceHits($1.profile) }))
    try casebase.write { db in
      try Log.append(
        db, at: Timestamp.now(), actor: Account.current, action: "screen",
        detail: [
          "case": caseFile?.id ?? "", "rows": "\(rows.count)", "persons": "\(persons)",
          "lists": lists.map(\.name).joined(separator: ", "),
        ])
    }
    for batch in stride(from: 0, to: rows.count, by: Self.screenBatch) {
      let part = Array(rows[batch..<min(batch + Self.screenBatch, rows.count)])
      for (row, found) in zip(part, Self.screen(part, lists, tables, top: top)) { result(row, found) }
    }
  }

  /// The rows of a table to be screened, each with what it knows.
  /// - Parameters:
  ///   - mapping: A mapping's file; nil to go by the names of the columns.
  ///   - fault: Called with what could not be read.
  package func rows(
    toScreen table: URL, mapping: URL?, tables: ResolutionTables, fault: (ListFault) -> Void
  ) throws -> [ScreenedRow] {
    let schema = try KnowledgeLoader.schema()
    let mapping = try mapping.map { try ListMapping(contentsOf: $0, schema: schema) }
    let screened = try ScreenTable(table, mapping: mapping, schema: schema)
    return try screened.rows(fault: fault).map { row in
      var profile = EntityProfile(row.entry, list: table.lastPathComponent, tables: tables)
      // A column for birthdays makes nobody a person who has none in it.
      if !screened.saysKind, profile.kind == .person, profile.values["birthDate"] == nil,
        profile.values["passportNumber"] == nil
      {
        profile.kind = .unknown
      }
      return ScreenedRow(row: row.number, profile: profile)
    }
  }

  private static let screenBatch = 4096

  private static func screen(
    _ rows: [ScreenedRow], _ lists: [ScreenedList], _ tables: ResolutionTables, top: Int
  ) -> [ScreenResult] {
    let lanes = max(1, min(ProcessInfo.processInfo.activeProcessorCount, rows.count / 16))
    let results = ParallelSlots<ScreenResult>(count: rows.count)
    let threads = (0..<lanes).map { lane in
      JoinableThread {
        let screener = Screener(lists, tables: tables)
        for index in stride(from: lane, to: rows.count, by: lanes) {
          results[index] = screener.screen(rows[index].profile, top: top)
        }
      }
    }
    threads.forEach { $0.start() }
    threads.forEach { $0.join() }
    return results.all
  }
}

/// Why nobody was screened.
package enum ScreenError: Error, Hashable, CustomStringConvertible {
  case noCase(Int)

  package var description: String {
    switch self {
    case .noCase(let persons):
      "\(persons) row\(persons == 1 ? " is" : "s are") or may be about people, and people are screened in a case: open one with `counterfoil case new --title … --purpose … --basis …` and name it with --case"
    }
  }
}
