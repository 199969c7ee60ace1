internal import CArchive
internal import CounterfoilModel

/// Walks the members of a zip held in memory, for formats that are zips.
struct ZipMembers {
  /// What one walk may expand to, bytes.
  private let budget: Int
  private(set) var expanded = 0

  /// - Parameter packed: Bytes of the archive, which bound what it may honestly expand to.
  init(packed: Int, limits: ReadLimits) {
    let honest = Double(packed) * limits.expansionRatio
    budget = min(limits.expandedBytes, limits.memory / 2, max(1 << 20, Int(min(honest, 1e15))))
  }

  /// Calls `member` with each file's path; `take` inside it gives the file's bytes.
  ///
  /// - Returns: Whether the archive could be walked to its end.
  mutating func walk(
    _ bytes: UnsafeRawBufferPointer, limit members: Int,
    member: (_ path: String, _ take: () throws(ReadError) -> [UInt8]) throws(ReadError) -> Void
  ) throws(ReadError) -> Bool {
    guard let archive = archive_read_new() else { return false }
    defer { archive_read_free(archive) }
    archive_read_support_format_zip(archive)
    guard archive_read_open_memory(archive, bytes.baseAddress, bytes.count) == ARCHIVE_OK else {
      return false
    }
    var entry: OpaquePointer?
    var count = 0
    while true {
      let status = archive_read_next_header(archive, &entry)
      if status == ARCHIVE_EOF { return true }
      guard status == ARCHIVE_OK || status == ARCHIVE_WARN, let entry else { return false }
      count += 1
      guard count <= members else { return false }
      guard let name = archive_entry_pathname(entry) else { continue }
      if archive_entry_is_encrypted(entry) != 0 {
        throw ReadError(
          .encrypted, "the document is locked with a password",
          advice: "save a copy without the password and add that")
      }
      let budget = budget
      var used = expanded
      try member(String(cString: name)) { () throws(ReadError) -> [UInt8] in
        var out: [UInt8] = []
        var block = [UInt8](repeating: 0, count: 64 << 10)
        while true {
          let got = block.withUnsafeMutableBytes {
            archive_read_data(archive, $0.baseAddress, $0.count)
          }
          // Damage in one member: what came before it is kept.
          if got <= 0 { return out }
          used += got
          guard used <= budget else {
            throw ReadError(
              .limit, "the document expands to more than \(budget >> 20) MiB",
              advice: "open it in a word processor on a machine set apart, and save it as PDF")
          }
          out.append(contentsOf: block[..<got])
        }
      }
      expanded = used
    }
  }
}
