import CounterfoilModel

/// Opens Office documents that are encrypted with a password: a compound file around the encrypted package
/// ([MS-OFFCRYPTO] 2.3.4), as Office has written them since 2007 and LibreOffice does.
///
/// Two ways exist: `agile`, described in XML (2010 and later), and `standard`, in a fixed layout (2007).
struct OfficeEncryption {
  private let way: Way

  private enum Way {
    case agile(AgileEncryption)
    case standard(StandardEncryption)
  }

  /// - Parameter information: The stream `EncryptionInfo`. Nil for a way that is not known, such as one
  ///   with a certificate or a rights server alone.
  init?(_ information: [UInt8]) {
    guard information.count > 8 else { return nil }
    switch (information[0], information[2]) {
    case (4, 4):
      guard let agile = AgileEncryption(Array(information.dropFirst(8))) else { return nil }
      way = .agile(agile)
    case (2...4, 2):
      guard let standard = StandardEncryption(information) else { return nil }
      way = .standard(standard)
    default: return nil
    }
  }

  /// Rounds of hashing in a second, of the slowest hash.
  private static let roundsPerSecond = 1.5e6

  /// The document, by the first password that fits.
  ///
  /// A third of the reader's time is for the passwords: where one costs the 100,000 rounds that Office asks
  /// for, 300 of them.
  ///
  /// - Parameter package: The stream `EncryptedPackage`.
  /// - Throws: Where none of the passwords fits, or no more of them may be tried.
  func open(
    _ package: [UInt8], passwords: Passwords, limits: ReadLimits
  ) throws(ReadError) -> [UInt8] {
    let rounds = rounds
    guard rounds <= AgileEncryption.mostSpins else {
      throw ReadError(
        .limit,
        "the document is encrypted, and asks for \(rounds) rounds of work for each password, more than "
          + "the \(AgileEncryption.mostSpins) that its format allows",
        advice: "it is made to keep a reader busy; look at it only on a machine kept apart")
    }
    guard package.count > 8 else {
      throw ReadError(
        .damaged, "the encrypted document is damaged or cut short", advice: "ask for another copy")
    }
    let stated = package[..<8].reversed().reduce(0 as UInt64) { $0 << 8 | UInt64($1) }
    let data = Array(package.dropFirst(8))
    let mostRounds = Int(min(limits.processorSeconds / 3 * Self.roundsPerSecond, 1e12))
    let tried = passwords.all.prefix(max(1, mostRounds / max(1, rounds)))
    for password in tried {
      let text = String(decoding: password, as: UTF8.self).utf16.flatMap {
        [UInt8($0 & 0xFF), UInt8($0 >> 8)]
      }
      let opened =
        switch way {
        case .agile(let agile): agile.open(data, password: text)
        case .standard(let standard): standard.open(data, password: text)
        }
      guard let opened else { continue }
      return Array(opened.prefix(Int(min(stated, UInt64(opened.count)))))
    }
    guard tried.count == passwords.count else {
      throw ReadError(
        .encrypted,
        "the document is encrypted, and none of the first \(tried.count) of \(passwords.count) passwords "
          + "opens it; each costs \(rounds) rounds of work, so the others were not tried",
        advice: "put its password first in the file given with --password-file")
    }
    throw .encrypted("the document is", tried: passwords)
  }

  /// Rounds of hashing that one password costs.
  private var rounds: Int {
    switch way {
    case .agile(let agile): agile.spins
    case .standard: StandardEncryption.spins
    }
  }
}

/// [MS-OFFCRYPTO] 2.3.4.10 to 2.3.4.15.
struct AgileEncryption {
  /// Salt, hash and cipher of the data, or of the key that the password guards.
  private struct Parameters {
    var salt: [UInt8] = []
    var hash: OfficeHash = .sha1
    var keyBytes = 0
    var blockBytes = 0

    init?(_ xml: borrowing XMLPull) {
      guard xml.attribute("cipherAlgorithm") == "AES", xml.attribute("cipherChaining") == "ChainingModeCBC",
        let hash = OfficeHash(xml.attribute("hashAlgorithm") ?? ""),
        let bits = xml.attribute("keyBits").flatMap({ Int($0) }), [128, 192, 256].contains(bits),
        xml.attribute("blockSize") == "16"
      else { return nil }
      self.hash = hash
      salt = AgileEncryption.bytes(xml.attribute("saltValue"))
      (keyBytes, blockBytes) = (bits / 8, 16)
    }

    /// An initialisation vector from a hash or a salt: cut, or filled with 0x36.
    func vector(_ bytes: [UInt8]) -> [UInt8] {
      Array((bytes + [UInt8](repeating: 0x36, count: blockBytes)).prefix(blockBytes))
    }
  }

  private let data: Parameters
  private let guardian: Parameters
  let spins: Int
  private let verifier: [UInt8]
  private let verifierHash: [UInt8]
  private let key: [UInt8]

  /// What the format allows (2.3.4.10).
  static let mostSpins = 10_000_000
  private static let segment = 4096

  init?(_ xml: [UInt8]) {
    var xml = xml
    _ = XMLPull.removeDocumentType(from: &xml)
    var data: Parameters?
    var guardian: Parameters?
    var (spins, verifier, verifierHash, key) = (0, [UInt8](), [UInt8](), [UInt8]())
    xml.withUnsafeBytes { bytes in
      guard var pull = XMLPull(bytes) else { return }
      while let event = pull.next() {
        guard case .start = event else { continue }
        if pull.name == "keyData" { data = Parameters(pull) }
        if pull.name == "encryptedKey", guardian == nil {
          guardian = Parameters(pull)
          spins = pull.attribute("spinCount").flatMap { Int($0) } ?? -1
          verifier = Self.bytes(pull.attribute("encryptedVerifierHashInput"))
          verifierHash = Self.bytes(pull.attribute("encryptedVerifierHashValue"))
          key = Self.bytes(pull.attribute("encryptedKeyValue"))
        }
      }
    }
    guard let data, let guardian, spins >= 0 else { return nil }
    (self.data, self.guardian, self.spins) = (data, guardian, spins)
    (self.verifier, self.verifierHash, self.key) = (verifier, verifierHash, key)
  }

  private static func bytes(_ base64: String?) -> [UInt8] {
    Array((base64 ?? "").utf8).withUnsafeBytes { TransferDecoding.base64($0) }
  }

  /// Nil where the password does not fit.
  func open(_ package: [UInt8], password: [UInt8]) -> [UInt8]? {
    let hash = guardian.hash.spun(guardian.hash.of(guardian.salt + password), times: spins)
    func unlocked(_ bytes: [UInt8], _ block: [UInt8]) -> [UInt8] {
      let derived = guardian.hash.of(hash + block)
      let key = Array(
        (derived + [UInt8](repeating: 0x36, count: guardian.keyBytes)).prefix(guardian.keyBytes))
      return OfficeCipher.chained(bytes, key: key, vector: guardian.vector(guardian.salt))
    }
    let input = unlocked(verifier, [0xFE, 0xA7, 0xD2, 0x76, 0x3B, 0x4B, 0x9E, 0x79])
    let value = unlocked(verifierHash, [0xD7, 0xAA, 0x0F, 0x6D, 0x30, 0x61, 0x34, 0x4E])
    let expected = guardian.hash.of(input)
    guard !input.isEmpty, value.count >= expected.count, value.starts(with: expected) else { return nil }
    let secret = Array(
      unlocked(key, [0x14, 0x6E, 0x0B, 0xE7, 0xAB, 0xAC, 0xD0, 0xD6]).prefix(data.keyBytes))
    guard secret.count == data.keyBytes else { return nil }
    var out: [UInt8] = []
    out.reserveCapacity(package.count)
    for (number, start) in stride(from: 0, to: package.count, by: Self.segment).enumerated() {
      let piece = Array(package[start..<min(start + Self.segment, package.count)])
      let vector = data.vector(data.hash.of(data.salt + OfficeHash.bytes(number)))
      out += OfficeCipher.chained(piece, key: secret, vector: vector)
    }
    return out
  }
}

/// [MS-OFFCRYPTO] 2.3.4.5 to 2.3.4.9: AES without chaining, keys by SHA-1.
struct StandardEncryption {
  private let salt: [UInt8]
  private let verifier: [UInt8]
  private let verifierHash: [UInt8]
  private let keyBytes: Int

  static let spins = 50_000

  init?(_ information: [UInt8]) {
    func long(_ at: Int) -> Int {
      guard at >= 0, at + 4 <= information.count else { return -1 }
      return information[at..<at + 4].reversed().reduce(0) { $0 << 8 | Int($1) }
    }
    let header = 12
    let size = long(8)
    guard size >= 32, size < 4096, [0x660E, 0x660F, 0x6610].contains(long(header + 8)) else { return nil }
    let bits = long(header + 16)
    let start = header + size
    guard [128, 192, 256].contains(bits), long(start) == 16, start + 72 <= information.count else {
      return nil
    }
    keyBytes = bits / 8
    salt = Array(information[start + 4..<start + 20])
    verifier = Array(information[start + 20..<start + 36])
    verifierHash = Array(information[start + 40..<start + 72])
  }

  func open(_ package: [UInt8], password: [UInt8]) -> [UInt8]? {
    var hash = OfficeHash.sha1.spun(OfficeHash.sha1.of(salt + password), times: Self.spins)
    hash = OfficeHash.sha1.of(hash + OfficeHash.bytes(0))
    func half(_ filler: UInt8) -> [UInt8] {
      var block = [UInt8](repeating: filler, count: 64)
      for (index, byte) in hash.enumerated() { block[index] ^= byte }
      return OfficeHash.sha1.of(block)
    }
    let key = Array((half(0x36) + half(0x5C)).prefix(keyBytes))
    let input = OfficeCipher.plain(verifier, key: key)
    guard OfficeCipher.plain(verifierHash, key: key).starts(with: OfficeHash.sha1.of(input)) else {
      return nil
    }
    return OfficeCipher.plain(package, key: key)
  }
}
