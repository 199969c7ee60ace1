import CounterfoilModel
package import Foundation
import GRDB

/// Copies a casebase while it is in use.
package enum Backup {
  /// A consistent copy at a moment after the call: SQLite's own backup of the database, then every
  /// original the copy speaks of. Originals are never changed, so a copy made later is the same.
  ///
  /// - Throws: `CasebaseError.exists` where `folder` is there already.
  /// - Returns: The number of originals copied.
  package static func copy(_ casebase: Casebase, to folder: URL) throws -> Int {
    let files = FileManager.default
    guard !files.fileExists(atPath: folder.path) else { throw CasebaseError.exists(folder) }
    // Under another name until it is whole, so that nothing half-written passes for a backup.
    let partial = folder.deletingLastPathComponent()
      .appendingPathComponent(".\(folder.lastPathComponent).incomplete")
    try? files.removeItem(at: partial)
    do {
      try files.createDirectory(
        at: partial.appendingPathComponent("originals"), withIntermediateDirectories: true,
        attributes: [.posixPermissions: 0o700])
      let target = try DatabaseQueue(path: Casebase.databaseURL(in: partial).path)
      try casebase.database.backup(to: target)
      let digests = try target.read { db in
        try Data.fetchAll(
          db, sql: "SELECT DISTINCT sha256 FROM document WHERE part = '' AND sha256 IS NOT NULL")
      }
      try target.close()
      let copies = Originals(folder: partial.appendingPathComponent("originals"))
      for bytes in digests {
        let digest = Digest(bytes: Array(bytes))
        let place = copies.url(of: digest)
        try files.createDirectory(
          at: place.deletingLastPathComponent(), withIntermediateDirectories: true)
        try files.copyItem(at: casebase.originals.url(of: digest), to: place)
      }
      try files.moveItem(at: partial, to: folder)
      return digests.count
    } catch {
      try? files.removeItem(at: partial)
      throw error
    }
  }
}
