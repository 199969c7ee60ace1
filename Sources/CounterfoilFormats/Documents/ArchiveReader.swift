import CArchive
package import CounterfoilModel
import Glibc

/// Zip, 7z, RAR, tar (plain or packed with gzip, bzip2, xz, Zstandard) and single packed files.
///
/// Members become child documents. What a damaged, encrypted or swollen archive gave up to its
/// bad place is kept; the rest is named as a problem.
package enum ArchiveReader: DocumentReader {
  package static func prepare() {
    // The library gives names that are marked as UTF-8 only to a process that speaks it.
    setlocale(LC_CTYPE, "C.UTF-8")
    // Loads the library's and the decompressors' code, and its character converters.
    let sample: [UInt8] = [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 3, 3, 0, 0, 0, 0, 0, 0, 0, 0, 0]
    sample.withUnsafeBytes { bytes in
      guard let archive = ArchiveHandle(bytes, kind: .packed) else { return }
      _ = archive.next()
    }
  }

  package static func recognises(_ bytes: UnsafeRawBufferPointer, hint: ReadHint) -> Bool {
    ArchiveKind.of(bytes) != nil && OfficePackage.kind(of: bytes) == nil
  }

  package static func read(
    _ bytes: UnsafeRawBufferPointer, hint: ReadHint, limits: ReadLimits,
    child: (ChildDocument) throws(ReadError) -> Void
  ) throws(ReadError) -> Reading {
    guard var kind = ArchiveKind.of(bytes) else {
      throw ReadError(.unsupported, "cannot read this archive", advice: "unpack it, and add that")
    }
    if kind == .packed, ArchiveHandle.holdsTar(bytes) { kind = .packedTar }
    guard let archive = ArchiveHandle(bytes, kind: kind, password: hint.passwords.all.first) else {
      throw ReadError(.limit, "no memory to open the archive", advice: "raise the memory limit")
    }
    var walk = ArchiveWalk(packedBytes: bytes.count, limits: limits, hint: hint, kind: kind)
    try walk.run(archive, bytes, child)
    return try walk.reading(mediaType: MediaType.sniff(bytes)?.name ?? "application/x-tar")
  }
}

enum ArchiveKind: Equatable {
  case zip, tar, packedTar, sevenZip, rar
  /// One packed file, such as `notes.txt.gz`.
  case packed

  static func of(_ bytes: UnsafeRawBufferPointer) -> ArchiveKind? {
    switch MediaType.sniff(bytes)?.name {
    case "application/zip": .zip
    case "application/x-tar": .tar
    case "application/x-7z-compressed": .sevenZip
    case "application/vnd.rar": .rar
    case "application/gzip", "application/x-bzip2", "application/x-xz", "application/zstd": .packed
    default: isOldTar(bytes) ? .tar : nil
    }
  }

  /// A tar archive of before 1988 has no signature, but the sum of its header.
  private static func isOldTar(_ bytes: UnsafeRawBufferPointer) -> Bool {
    guard bytes.count >= 512, bytes[0] != 0 else { return false }
    var stated = 0
    var digits = 0
    for byte in bytes[148..<156] {
      if (0x30...0x37).contains(byte) {
        stated = stated * 8 + Int(byte - 0x30)
        digits += 1
      } else if byte != 0x20 && byte != 0 {
        return false
      }
    }
    guard digits >= 4 else { return false }
    var sum = 0
    for index in 0..<512 { sum += (148..<156).contains(index) ? 0x20 : Int(bytes[index]) }
    return sum == stated
  }
}

/// One pass over an archive, with what it found and what went wrong.
private struct ArchiveWalk {
  private let limits: ReadLimits
  private let hint: ReadHint
  private let kind: ArchiveKind
  /// Bytes that may come out in all.
  private let mostBytes: Int
  private var expanded = 0
  private var members = 0
  private var names = SiblingNames()
  private var encrypted: [String] = []
  private var lock: ArchiveLock
  private var problems: [Problem] = []
  private var linksAndDevices = 0

  init(packedBytes: Int, limits: ReadLimits, hint: ReadHint, kind: ArchiveKind) {
    self.limits = limits
    self.hint = hint
    self.kind = kind
    lock = ArchiveLock(hint.passwords, kind: kind, limits: limits)
    // Small archives of repeated text pack well without any harm in it.
    let byRatio = max(Int(Double(packedBytes) * limits.expansionRatio), 1 << 20)
    mostBytes = min(limits.expandedBytes + packedBytes, byRatio)
  }

  mutating func run(
    _ first: ArchiveHandle, _ bytes: UnsafeRawBufferPointer,
    _ child: (ChildDocument) throws(ReadError) -> Void
  ) throws(ReadError) {
    let packedName = kind == .packed ? Self.unpackedName(hint.name) : nil
    var archive = first
    var damaged = false
    while true {
      switch archive.next() {
      case .end:
        if kind == .zip, !damaged { noteMissingDirectory(bytes) }
        return
      case .damaged(let message):
        if encryptionIsMeant(message) {
          encrypted.append("the list of its members")
          return
        }
        problems.append(Problem("the archive is damaged or cut off after \(members) members (\(message))"))
        return
      case .entry(let entry, let warning):
        guard members < limits.members else {
          problems.append(
            Problem("only the first \(limits.members) members were read, and there are more"))
          return
        }
        if entry.isDirectory { continue }
        let name = MemberName.sanitised(packedName ?? decodedName(entry.name))
        guard entry.isFile else {
          linksAndDevices += 1
          if linksAndDevices <= 20 {
            problems.append(Problem("\(name) is a link or a device, and was left out"))
          }
          continue
        }
        if let warning, warning.contains("damaged") { damaged = true }
        let unique = names.unique(name)
        let allowed = min(limits.memberBytes, mostBytes - expanded)
        var data: (bytes: [UInt8], end: ArchiveHandle.End)
        if entry.isEncrypted {
          guard let opened = lock.open(&archive, bytes, most: allowed) else {
            encrypted.append(unique)
            continue
          }
          data = opened
        } else {
          data = archive.data(most: allowed)
        }
        expanded += data.bytes.count
        switch data.end {
        case .whole: break
        case .tooLong where data.bytes.count >= limits.memberBytes:
          problems.append(
            Problem("\(unique) is larger than \(limits.memberBytes) bytes, and was left out"))
          continue
        case .tooLong:
          problems.append(
            Problem(
              "\(unique) and what follows were left out: the archive would expand from "
                + "\(bytes.count) to more than \(mostBytes) bytes"))
          return
        case .damaged(let message):
          if encryptionIsMeant(message) {
            encrypted.append(unique)
            continue
          }
          problems.append(Problem("\(unique) is damaged or cut off (\(message))"))
        }
        guard !data.bytes.isEmpty || data.end == .whole else { continue }
        members += 1
        try child(ChildDocument(name: unique, bytes: data.bytes))
      }
    }
  }

  func reading(mediaType: String) throws(ReadError) -> Reading {
    var problems = problems
    if !encrypted.isEmpty {
      if members == 0 { throw lock.error("the archive is") }
      let isMany = encrypted.count > 1
      let error = lock.error(isMany ? "they are" : "it is", isMany: isMany)
      let listed = encrypted.prefix(10).joined(separator: ", ")
      let more = encrypted.count > 10 ? " and \(encrypted.count - 10) more" : ""
      problems.append(Problem("left out: \(listed)\(more): \(error)"))
    }
    if linksAndDevices > 20 {
      problems.append(Problem("\(linksAndDevices) links and devices were left out in all"))
    }
    if members == 0, let problem = problems.first {
      let isLimit = problem.message.contains("left out")
      throw ReadError(
        isLimit ? .limit : .damaged, problem.message,
        advice: isLimit
          ? "it is made to swell, or holds nothing to read; look at it only on a machine kept apart"
          : "ask its sender for it again")
    }
    var reading = Reading(
      mediaType: mediaType,
      metadata: [MetadataEntry(name: "members", value: String(members))], problems: problems)
    if !encrypted.isEmpty {
      reading.metadata.append(
        MetadataEntry(name: MetadataEntry.encryptedMembers, value: String(encrypted.count)))
    }
    if lock.opened > 0 { reading.notes.append(Reading.passwordNote) }
    return reading
  }

  /// A zip whose end is missing was cut off, even where the last member happened to be whole.
  private mutating func noteMissingDirectory(_ bytes: UnsafeRawBufferPointer) {
    guard !ZipNames.hasDirectory(bytes) else { return }
    problems.append(Problem("the archive is cut off after \(members) members"))
  }

  private func encryptionIsMeant(_ message: String) -> Bool {
    message.contains("ncrypt") || message.contains("assphrase")
  }

  private func decodedName(_ bytes: [UInt8]) -> String { TextDecoding.decode(bytes).text }

  /// `notes.txt.gz` holds `notes.txt`.
  private static func unpackedName(_ name: String) -> String {
    for ending in [".gz", ".bz2", ".xz", ".zst"] where name.lowercased().hasSuffix(ending) {
      return String(name.dropLast(ending.count))
    }
    return name + ".unpacked"
  }
}
