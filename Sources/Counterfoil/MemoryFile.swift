import CounterfoilModel
import Foundation

/// An anonymous file in memory, to hand a part of a document to its reader.
enum MemoryFile {
  /// - Returns: A descriptor, which the caller closes.
  static func make(_ bytes: [UInt8]) throws -> Int32 {
    let descriptor = memfd_create("part", UInt32(MFD_CLOEXEC))
    guard descriptor >= 0 else {
      throw ReadError(
        .limit, "no memory for a part of \(bytes.count) bytes", advice: "close other programs")
    }
    var written = 0
    while written < bytes.count {
      let more = bytes.withUnsafeBytes {
        Foundation.write(descriptor, $0.baseAddress?.advanced(by: written), bytes.count - written)
      }
      if more < 0 {
        if errno == EINTR { continue }
        close(descriptor)
        throw ReadError(
          .limit, "no memory for a part of \(bytes.count) bytes", advice: "close other programs")
      }
      written += more
    }
    return descriptor
  }
}
