public import Foundation
package import GRDB

/// A casebase: one folder holding `casebase.sqlite` and `originals/`.
///
/// It can be copied, moved, backed up and deleted as a folder. Readers never block the writer.
public final class Casebase: Sendable {
  public let folder: URL
  public let originals: Originals
  package let database: DatabasePool

  /// Makes a new casebase.
  /// - Throws: `CasebaseError.exists` where the folder holds one already.
  public static func create(at folder: URL, actor: String, at time: String) throws -> Casebase {
    guard !FileManager.default.fileExists(atPath: databaseURL(in: folder).path) else {
      throw CasebaseError.exists(folder)
    }
    do {
      try FileManager.default.createDirectory(
        at: folder.appendingPathComponent("originals"), withIntermediateDirectories: true,
        attributes: [.posixPermissions: 0o700])
    } catch {
      throw CasebaseError.cannotCreate(folder, "\(error.localizedDescription)")
    }
    let casebase = try Casebase(folder: folder, for: .ingesting)
    try casebase.write { db in
      try Log.append(db, at: time, actor: actor, action: "create", detail: [:])
    }
    return casebase
  }

  /// Opens an existing casebase, bringing an older one up to date.
  /// - Throws: `CasebaseError.missing`, `.newer` or `.damaged`.
  public static func open(_ folder: URL, for use: Use = .reading) throws -> Casebase {
    guard FileManager.default.fileExists(atPath: databaseURL(in: folder).path) else {
      throw CasebaseError.missing(folder)
    }
    return try Casebase(folder: folder, for: use)
  }

  /// What a casebase is opened for; everything can be done with it either way.
  public enum Use: Sendable {
    /// Searches read through the mapped file: no page is copied.
    case reading
    /// An ingest looks up single rows all over the file. Mapped, those pages would count as its
    /// memory, which would grow with the casebase.
    case ingesting
  }

  package static func databaseURL(in folder: URL) -> URL {
    folder.appendingPathComponent("casebase.sqlite")
  }

  private init(folder: URL, for use: Use) throws {
    self.folder = folder
    originals = Originals(folder: folder.appendingPathComponent("originals"))
    var configuration = Configuration()
    configuration.label = "casebase"
    // Checkpoints and short writes of other processes take well under this.
    configuration.busyMode = .timeout(10)
    configuration.prepareDatabase { db in
      // Larger pages hold more of a posting list; measured against 4096 by `make bench set=read`.
      try db.execute(sql: "PRAGMA page_size = 8192")
      // Kilobytes: one writer keeps the inner pages of its indexes; readers come in several.
      try db.execute(sql: "PRAGMA cache_size = \(db.configuration.readonly ? -4096 : -65536)")
      if db.configuration.readonly, use == .reading {
        try db.execute(sql: "PRAGMA mmap_size = 4294967296")
      }
      // Debian's SQLite overwrites what it frees. Here that is segments of the index which were
      // merged into others: twice the writing to hide words that stand in the new segment.
      if !db.configuration.readonly { try db.execute(sql: "PRAGMA secure_delete = OFF") }
      // A write-ahead log of up to 64 MB, so that a page rewritten often is copied once.
      try db.execute(sql: "PRAGMA wal_autocheckpoint = 8192")
    }
    do {
      database = try DatabasePool(
        path: Self.databaseURL(in: folder).path, configuration: configuration)
      let migrator = Migrations.all
      if try database.read({ try migrator.hasBeenSuperseded($0) }) {
        throw CasebaseError.newer(folder)
      }
      try migrator.migrate(database)
    } catch let error as DatabaseError
      where error.resultCode == .SQLITE_NOTADB || error.resultCode == .SQLITE_CORRUPT
    {
      throw CasebaseError.damaged(folder, error.message ?? "\(error.resultCode)")
    }
  }

  /// What a stored query runs on; other targets hand it through and need not know GRDB.
  package typealias Connection = Database

  package func read<T>(_ body: (Database) throws -> T) throws -> T {
    try withoutActuallyEscaping(body) { body in try database.read(body) }
  }

  /// One statement that needs no transaction around it; a third of the time of `read`.
  package func look<T>(_ body: (Database) throws -> T) throws -> T {
    try withoutActuallyEscaping(body) { body in try database.unsafeRead(body) }
  }

  /// One transaction; a full disk is told apart from other failures.
  package func write<T>(_ body: (Database) throws -> T) throws -> T {
    do {
      return try withoutActuallyEscaping(body) { body in try database.write(body) }
    } catch let error as DatabaseError where error.resultCode == .SQLITE_FULL {
      throw CasebaseError.diskFull(folder)
    } catch let error as DatabaseError where error.resultCode == .SQLITE_BUSY {
      throw CasebaseError.busy(folder)
    }
  }
}

/// Why a casebase could not be used, and what to do.
public enum CasebaseError: Error, Hashable, CustomStringConvertible {
  case missing(URL)
  case exists(URL)
  case cannotCreate(URL, String)
  case newer(URL)
  case damaged(URL, String)
  case busy(URL)
  case locked(URL, holder: String)
  case diskFull(URL)

  public var description: String {
    switch self {
    case .missing(let folder):
      "there is no casebase at \(folder.path); make one with `counterfoil init \(folder.path)`"
    case .exists(let folder):
      "\(folder.path) is a casebase already; use it, or name another folder"
    case .cannotCreate(let folder, let why):
      "cannot make \(folder.path): \(why)"
    case .newer(let folder):
      "\(folder.path) was made by a newer version of Counterfoil; use that version or a later one. Nothing was changed"
    case .damaged(let folder, let why):
      "\(folder.path) is damaged (\(why)); restore it from a backup, or see `counterfoil verify`"
    case .busy(let folder):
      "\(folder.path) is busy: another program is writing to it; try again in a moment"
    case .locked(let folder, let holder):
      "another ingest is at work on \(folder.path) (\(holder)); wait for it to end, or stop it. Nothing was changed"
    case .diskFull(let folder):
      "the disk under \(folder.path) is full; make room and run the same command again: what was read so far is kept"
    }
  }
}
