import Foundation

/// Held by the one ingest that may write to a casebase; let go when the process ends, however it ends.
public final class IngestLock: Sendable {
  private let descriptor: Int32

  /// - Throws: `CasebaseError.locked` naming the process that holds it.
  public init(_ casebase: Casebase) throws {
    let path = casebase.folder.appendingPathComponent("ingest.lock").path
    descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else {
      throw CasebaseError.cannotCreate(casebase.folder, lastError())
    }
    guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
      let holder = (try? String(contentsOfFile: path, encoding: .utf8)) ?? ""
      close(descriptor)
      throw CasebaseError.locked(
        casebase.folder, holder: holder.isEmpty ? "process unknown" : holder)
    }
    ftruncate(descriptor, 0)
    let text = "process \(getpid())"
    _ = text.withCString { Foundation.write(descriptor, $0, strlen($0)) }
  }

  deinit {
    ftruncate(descriptor, 0)
    close(descriptor)
  }
}
