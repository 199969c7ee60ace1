import CounterfoilModel

/// Tries passwords on the encrypted members of one archive, the one that fitted last before the others.
struct ArchiveLock {
  private let supplied: Passwords
  private let kind: ArchiveKind
  private var order: [[UInt8]]
  private(set) var opened = 0
  private var failures = 0

  /// Members that no password opened, after which only the one that fitted last is tried.
  private static let mostFailures = 3

  init(_ passwords: Passwords, kind: ArchiveKind) {
    supplied = passwords
    self.kind = kind
    order = passwords.all
  }

  /// The bytes of the member at which the archive stands. Where another password than the archive's own
  /// fits, `archive` becomes a handle that has it, and the walk goes on from there.
  mutating func open(
    _ archive: inout ArchiveHandle, _ bytes: UnsafeRawBufferPointer, most: Int
  ) -> (bytes: [UInt8], end: ArchiveHandle.End)? {
    guard kind == .zip else { return nil }
    let tried = failures < Self.mostFailures ? order[...] : order.prefix(opened > 0 ? 1 : 0)
    for (index, password) in tried.enumerated() {
      var handle = archive
      // A handle reads a member once: the first try is its own, each other one needs a fresh one.
      if index > 0 || !archive.holds(password) {
        guard let other = archive.reopened(bytes, kind: kind, password: password) else { continue }
        handle = other
      }
      guard let data = handle.decrypted(most: most) else { continue }
      archive = handle
      order.remove(at: index)
      order.insert(password, at: 0)
      opened += 1
      return data
    }
    failures += 1
    return nil
  }

  /// Why members stayed closed.
  var error: ReadError {
    switch kind {
    case .zip: .encrypted("the archive", tried: supplied)
    case .rar:
      .cannotDecrypt("the RAR archive", advice: "unpack it with unrar and its password, and add that")
    default:
      .cannotDecrypt("the archive", advice: "unpack it with 7z x and its password, and add that")
    }
  }
}
