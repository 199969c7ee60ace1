import CArchive

/// libarchive, reading from memory.
final class ArchiveHandle {
  struct Entry {
    /// As the archive spells it, in whatever encoding.
    var name: [UInt8]
    var isDirectory: Bool
    var isFile: Bool
    var isEncrypted: Bool
  }

  enum Next {
    case entry(Entry, warning: String?)
    case end
    case damaged(String)
  }

  enum End: Equatable {
    case whole, tooLong
    case damaged(String)
  }

  enum Decrypted {
    case data([UInt8], End)
    /// By the archive's own test the password is another.
    case refused
    /// The password passes that test, as a wrong one does once in 256 times, but so many bytes came out
    /// without their checksum.
    case broken(bytes: Int)
    /// The way of encryption is not known.
    case unsupported
  }

  private let archive: OpaquePointer
  private var entry: OpaquePointer?
  private let password: [UInt8]?
  /// Entries that `next` gave so far.
  private var entries = 0
  private var block = [UInt8](repeating: 0, count: 64 << 10)

  /// Reads `bytes`, which must outlive it. Nil where memory is short.
  init?(_ bytes: UnsafeRawBufferPointer, kind: ArchiveKind, password: [UInt8]? = nil) {
    guard let archive = archive_read_new() else { return nil }
    self.archive = archive
    self.password = password
    if let password { archive_read_add_passphrase(archive, password.map { CChar(bitPattern: $0) } + [0]) }
    switch kind {
    case .zip:
      // By its central directory where there is one: sizes and names in front are often missing.
      if ZipNames.hasDirectory(bytes) {
        archive_read_support_format_zip_seekable(archive)
      } else {
        archive_read_support_format_zip_streamable(archive)
      }
    case .tar: archive_read_support_format_tar(archive)
    case .sevenZip: archive_read_support_format_7zip(archive)
    case .rar:
      archive_read_support_format_rar(archive)
      archive_read_support_format_rar5(archive)
    case .packedTar:
      Self.addFilters(archive)
      archive_read_support_format_tar(archive)
    case .packed:
      Self.addFilters(archive)
      archive_read_support_format_raw(archive)
    }
    archive_read_open_memory(archive, bytes.baseAddress, bytes.count)
  }

  deinit { archive_read_free(archive) }

  // Without the filters that run programs.
  private static func addFilters(_ archive: OpaquePointer) {
    archive_read_support_filter_gzip(archive)
    archive_read_support_filter_bzip2(archive)
    archive_read_support_filter_xz(archive)
    archive_read_support_filter_zstd(archive)
  }

  /// Whether packed bytes unpack to a tar archive.
  static func holdsTar(_ bytes: UnsafeRawBufferPointer) -> Bool {
    guard let packed = ArchiveHandle(bytes, kind: .packed), case .entry = packed.next() else {
      return false
    }
    let head = packed.data(most: 512)
    return head.bytes.withUnsafeBytes { ArchiveKind.of($0) == .tar }
  }

  func next() -> Next {
    let result = archive_read_next_header(archive, &entry)
    if result == ARCHIVE_EOF { return .end }
    guard result == ARCHIVE_OK || result == ARCHIVE_WARN, let entry else {
      return .damaged(message)
    }
    entries += 1
    let type = UInt32(archive_entry_filetype(entry))
    var name = archive_entry_pathname(entry).map(Self.bytes) ?? []
    if name.isEmpty, let utf8 = archive_entry_pathname_utf8(entry) { name = Self.bytes(utf8) }
    let isLink = archive_entry_hardlink(entry) != nil || archive_entry_symlink(entry) != nil
    return .entry(
      Entry(
        name: name, isDirectory: type == 0o040000 || name.last == 0x2F,
        isFile: (type == 0o100000 || type == 0) && !isLink,
        isEncrypted: archive_entry_is_data_encrypted(entry) != 0),
      warning: result == ARCHIVE_WARN ? message : nil)
  }

  /// Another handle on the same bytes, at the same entry.
  func reopened(_ bytes: UnsafeRawBufferPointer, kind: ArchiveKind, password: [UInt8]) -> ArchiveHandle? {
    guard let other = ArchiveHandle(bytes, kind: kind, password: password) else { return nil }
    while other.entries < entries {
      guard case .entry = other.next() else { return nil }
    }
    return other
  }

  /// What the handle's password makes of the current member.
  func decrypted(most: Int) -> Decrypted {
    let before = warnings
    let data = data(most: most)
    switch data.end {
    case .tooLong: return .data(data.bytes, .tooLong)
    case .whole: return warnings == before ? .data(data.bytes, .whole) : .broken(bytes: data.bytes.count)
    case .damaged(let message):
      if message.contains("assphrase") { return .refused }
      return message.contains("ncryption") ? .unsupported : .broken(bytes: data.bytes.count)
    }
  }

  /// Whether it was opened with this password.
  func holds(_ password: [UInt8]) -> Bool { self.password == password }

  /// The current member's bytes; a little over `most` at the longest.
  func data(most: Int) -> (bytes: [UInt8], end: End) {
    var bytes: [UInt8] = []
    if let entry, archive_entry_size_is_set(entry) != 0 {
      // What it says is a hint: a lie must not take memory.
      bytes.reserveCapacity(min(max(Int(archive_entry_size(entry)), 0), most, 8 << 20))
    }
    while true {
      let count = block.withUnsafeMutableBytes { archive_read_data(archive, $0.baseAddress, $0.count) }
      if count == 0 { return (bytes, .whole) }
      if count < 0 {
        // A warning comes with no bytes, and reading goes on behind it.
        if count == Int(ARCHIVE_WARN) || count == Int(ARCHIVE_RETRY) {
          warnings += 1
          if warnings < 1000 { continue }
        }
        return (bytes, .damaged(message))
      }
      bytes.append(contentsOf: block[..<count])
      if bytes.count > most { return (bytes, .tooLong) }
    }
  }

  private var warnings = 0

  private var message: String {
    archive_error_string(archive).map { String(cString: $0) } ?? "unknown trouble"
  }

  private static func bytes(_ text: UnsafePointer<CChar>) -> [UInt8] {
    var result: [UInt8] = []
    var next = text
    while next.pointee != 0 {
      result.append(UInt8(bitPattern: next.pointee))
      next += 1
    }
    return result
  }
}
