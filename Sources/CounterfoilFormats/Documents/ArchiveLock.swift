import CounterfoilModel

/// Tries passwords on the encrypted members of one archive, the one that fitted last before the others.
struct ArchiveLock {
  private let supplied: Passwords
  private let kind: ArchiveKind
  private var order: [[UInt8]]
  private(set) var opened = 0

  /// Work done so far and allowed, in bytes that are decrypted in the same time.
  private var work = 0
  private let mostWork: Int
  /// Members on which not every password was tried.
  private var unfinished = 0
  private var tries = 0
  /// Passwords that the archive's own test took, but the checksum did not.
  private var broken = 0
  private var isUnsupported = false

  /// Bytes decrypted in a second, and in the time in which AES makes a key of a password.
  private static let bytesPerSecond = 200e6
  private static let keyBytes = 200_000
  /// Bytes decrypted in the time in which one byte of the list of members is read.
  private static let listBytes = 8

  init(_ passwords: Passwords, kind: ArchiveKind, limits: ReadLimits) {
    supplied = passwords
    self.kind = kind
    order = passwords.all
    // A third of what its reader has: the rest is for what is opened.
    mostWork = Int(min(limits.processorSeconds / 3 * Self.bytesPerSecond, 1e15))
  }

  /// The bytes of the member at which the archive stands. Where another password than the archive's own
  /// fits, `archive` becomes a handle that has it, and the walk goes on from there.
  mutating func open(
    _ archive: inout ArchiveHandle, _ bytes: UnsafeRawBufferPointer, most: Int
  ) -> (bytes: [UInt8], end: ArchiveHandle.End)? {
    guard kind == .zip else { return nil }
    for (index, password) in order.enumerated() {
      var handle = archive
      // A handle reads a member once: the first try is its own, each other one needs a fresh one.
      if index > 0 || !archive.holds(password) {
        guard work < mostWork else {
          unfinished += 1
          return nil
        }
        work += ZipNames.directory(bytes).map { (bytes.count - $0) * Self.listBytes } ?? bytes.count
        guard let other = archive.reopened(bytes, kind: kind, password: password) else { continue }
        handle = other
      }
      tries += 1
      work += Self.keyBytes
      switch handle.decrypted(most: most) {
      case .data(let data, let end):
        archive = handle
        order.remove(at: index)
        order.insert(password, at: 0)
        opened += 1
        return (data, end)
      case .refused: continue
      case .broken(let bytes):
        broken += 1
        work += bytes
      case .unsupported:
        isUnsupported = true
        return nil
      }
    }
    return nil
  }

  /// Why members stayed closed.
  ///
  /// - Parameter what: `the archive is`; `they are` of members, where `isMany`.
  func error(_ what: String, isMany: Bool = false) -> ReadError {
    switch kind {
    case .zip where isUnsupported:
      return .cannotDecrypt("the archive", advice: "unpack it with 7z x and its password, and add that")
    case .zip where unfinished > 0:
      return ReadError(
        .encrypted,
        "\(what) encrypted, and no password tried opens \(isMany ? "them" : "it"); not all \(supplied.count) "
          + "were tried on \(unfinished == 1 ? "a member" : "\(unfinished) members"), which would take too long",
        advice: "put those of this archive first in the file given with --password-file")
    case .zip where broken * 100 > tries:
      // More than chance lets pass.
      return ReadError(
        .encrypted,
        "\(what) encrypted, and a password supplied seems to fit, but what it opens is damaged or cut short",
        advice: "ask its sender for it again")
    case .zip: return .encrypted(what, isMany: isMany, tried: supplied)
    case .rar:
      return .cannotDecrypt(
        "the RAR archive", advice: "unpack it with unrar and its password, and add that")
    default:
      return .cannotDecrypt("the archive", advice: "unpack it with 7z x and its password, and add that")
    }
  }
}
