import CounterfoilModel
import CounterfoilStore
import Foundation
import GRDB
import Testing

/// A folder that is removed when it goes out of scope.
final class ScratchFolder {
  let url = FileManager.default.temporaryDirectory.appendingPathComponent("store-\(UUID().uuidString)")

  init() throws { try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true) }
  deinit { try? FileManager.default.removeItem(at: url) }

  func casebase() throws -> Casebase {
    try Casebase.create(at: url.appendingPathComponent("base"), actor: "test", at: "2026-01-01T00:00:00Z")
  }
}

@Suite struct `A casebase` {
  @Test func `is not made over another`() throws {
    let folder = try ScratchFolder()
    let base = try folder.casebase()
    #expect(throws: CasebaseError.exists(base.folder)) {
      try Casebase.create(at: base.folder, actor: "test", at: "2026-01-01T00:00:00Z")
    }
  }

  @Test func `is not opened where there is none, or where the file is something else`() throws {
    let folder = try ScratchFolder()
    #expect(throws: CasebaseError.missing(folder.url)) { try Casebase.open(folder.url) }
    try Data("this is no database, but it is long enough to look like a file".utf8)
      .write(to: folder.url.appendingPathComponent("casebase.sqlite"))
    #expect { try Casebase.open(folder.url) } throws: { error in
      if case CasebaseError.damaged = error { true } else { false }
    }
  }

  @Test func `admits one ingest at a time`() throws {
    let folder = try ScratchFolder()
    let base = try folder.casebase()
    var first: IngestLock? = try IngestLock(base)
    #expect { try IngestLock(base) } throws: { error in "\(error)".contains("another ingest") }
    withExtendedLifetime(first) {}
    first = nil
    _ = try IngestLock(base)
  }
}

@Suite struct `Kept originals` {
  @Test func `a kept original is the file, byte for byte`() throws {
    let folder = try ScratchFolder()
    let base = try folder.casebase()
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 16, alignment: 16)
    defer { buffer.deallocate() }
    for size in [0, 1, 65_535, 65_536, 65_537, 300_000] {
      let bytes = Data((0..<size).map { UInt8(truncatingIfNeeded: $0 &* 31 &+ size) })
      let file = folder.url.appendingPathComponent("file")
      try bytes.write(to: file)
      let source = open(file.path, O_RDONLY)
      let copy = try base.originals.take(source, scratch: 0, buffer: buffer)
      close(source)
      close(copy.descriptor)
      #expect(copy.bytes == size)
      #expect(!copy.changedMeanwhile)
      #expect(copy.digest == bytes.withUnsafeBytes { Digest(sha256: $0) })
      #expect(try Data(contentsOf: base.originals.url(of: copy.digest)) == bytes)
    }
    let left = try FileManager.default.contentsOfDirectory(atPath: base.originals.folder.path)
    #expect(!left.contains { $0.hasPrefix(".incoming") })
  }
}

@Suite struct `The log` {
  @Test func `its chain holds, and breaks at the line that was changed`() throws {
    let folder = try ScratchFolder()
    let base = try folder.casebase()
    try base.write { db in
      for number in 0..<20 {
        try Log.append(
          db, at: "2026-01-01T00:00:0\(number % 10)Z", actor: "a", action: "b", detail: ["n": "\(number)"])
      }
      #expect(try Log.firstBreak(db) == nil)
    }
    for (column, line) in [("at", 3), ("actor", 9), ("action", 12), ("detail", 20), ("hash", 21)] {
      try base.write { db in
        try db.execute(sql: "DROP TRIGGER IF EXISTS log_is_not_edited")
        try db.execute(
          sql:
            "UPDATE log SET \(column) = CAST(\(column) || 'x' AS \(column == "hash" ? "BLOB" : "TEXT")) WHERE number = ?",
          arguments: [line])
        #expect(try Log.firstBreak(db) == line)
        // Undone by the caller's savepoint would hide nothing: put it back by hand.
        if column == "hash" {
          try db.execute(sql: "UPDATE log SET hash = substr(hash, 1, 32) WHERE number = ?", arguments: [line])
        } else {
          try db.execute(
            sql: "UPDATE log SET \(column) = substr(\(column), 1, length(\(column)) - 1) WHERE number = ?",
            arguments: [line])
        }
        #expect(try Log.firstBreak(db) == nil)
      }
    }
  }

  @Test func `cannot be edited or erased through the database`() throws {
    let folder = try ScratchFolder()
    let base = try folder.casebase()
    for sql in ["UPDATE log SET actor = 'x'", "DELETE FROM log"] {
      #expect(throws: DatabaseError.self) { try base.write { try $0.execute(sql: sql) } }
    }
  }
}
