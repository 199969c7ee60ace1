public import CounterfoilModel
public import Foundation

/// The kept originals: each file byte for byte under its SHA-256, as `originals/ab/cdef…`.
public struct Originals: Sendable {
  public let folder: URL

  /// The outcome of taking a file in.
  public struct Copy: Sendable {
    public var digest: Digest
    public var bytes: Int
    /// True when size or time of the source changed while it was copied.
    public var changedMeanwhile: Bool
    /// An open, read-only descriptor of the kept copy; the caller closes it.
    public var descriptor: Int32
  }

  public enum Failure: Error {
    /// The source could not be read; `message` is the system's.
    case source(String)
    case diskFull
    case store(String)
  }

  public func url(of digest: Digest) -> URL {
    let name = digest.description
    return folder.appendingPathComponent(String(name.prefix(2)))
      .appendingPathComponent(String(name.dropFirst(2)))
  }

  /// Copies an open file in and hashes it on the way. A file that is there already is left alone.
  ///
  /// - Parameters:
  ///   - source: A readable descriptor of a regular file, at its start.
  ///   - scratch: Tells concurrent callers' temporary files apart.
  ///   - buffer: Reused between calls; any size from 64 KB up.
  package func take(_ source: Int32, scratch: Int, buffer: UnsafeMutableRawBufferPointer)
    throws(Failure) -> Copy
  {
    var before = stat()
    guard fstat(source, &before) == 0 else { throw .source(lastError()) }
    let folder = folder.path
    let temporary = "\(folder)/.incoming-\(getpid())-\(scratch)"
    let target = open(temporary, O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC, 0o400)
    guard target >= 0 else { throw errno == ENOSPC ? .diskFull : .store(lastError()) }
    var keep = false
    defer {
      if !keep {
        close(target)
        unlink(temporary)
      }
    }
    var hasher = DigestBuilder()
    var total = 0
    while true {
      let count = Foundation.read(source, buffer.baseAddress, buffer.count)
      if count < 0 {
        if errno == EINTR { continue }
        throw .source(lastError())
      }
      if count == 0 { break }
      hasher.update(UnsafeRawBufferPointer(rebasing: buffer[..<count]))
      var written = 0
      while written < count {
        let more = Foundation.write(target, buffer.baseAddress?.advanced(by: written), count - written)
        if more < 0 {
          if errno == EINTR { continue }
          throw errno == ENOSPC ? .diskFull : .store(lastError())
        }
        written += more
      }
      total += count
    }
    var after = stat()
    fstat(source, &after)
    let changed =
      before.st_size != after.st_size || before.st_mtim.tv_sec != after.st_mtim.tv_sec
      || before.st_mtim.tv_nsec != after.st_mtim.tv_nsec
    let digest = hasher.finish()
    // Plain text, since an URL takes longer to make than a small file to write.
    let name = digest.description
    let drawer = "\(folder)/\(name.prefix(2))"
    let place = "\(drawer)/\(name.dropFirst(2))"
    if access(place, F_OK) != 0 {
      mkdir(drawer, 0o700)
      guard rename(temporary, place) == 0 else {
        throw errno == ENOSPC ? .diskFull : .store(lastError())
      }
    } else {
      unlink(temporary)
    }
    lseek(target, 0, SEEK_SET)
    keep = true
    return Copy(digest: digest, bytes: total, changedMeanwhile: changed, descriptor: target)
  }

  /// The digest of an open file, from its start to its end, without keeping it.
  package static func digest(of source: Int32, buffer: UnsafeMutableRawBufferPointer) throws -> Digest {
    var hasher = DigestBuilder()
    while true {
      let count = Foundation.read(source, buffer.baseAddress, buffer.count)
      if count < 0, errno == EINTR { continue }
      if count <= 0 { return hasher.finish() }
      hasher.update(UnsafeRawBufferPointer(rebasing: buffer[..<count]))
    }
  }

  /// Removes what an interrupted ingest left half-copied.
  package func sweep() {
    for name in (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    where name.hasPrefix(".incoming-") {
      unlink(folder.appendingPathComponent(name).path)
    }
  }
}

package func lastError() -> String { String(cString: strerror(errno)) }
