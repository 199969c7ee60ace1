import CNettle

/// The hashes that keys of Office documents are made with, by nettle, which libarchive brings along.
enum OfficeHash: String {
  case sha1 = "SHA1"
  case sha256 = "SHA256"
  case sha384 = "SHA384"
  case sha512 = "SHA512"

  /// - Parameter name: As the file writes it, `SHA512` or `SHA-512`.
  init?(_ name: String) { self.init(rawValue: name.filter { $0 != "-" }) }

  /// A number as four bytes, the lowest first.
  static func bytes(_ number: Int) -> [UInt8] {
    (0..<4).map { UInt8(truncatingIfNeeded: number >> (8 * $0)) }
  }

  private var digestBytes: Int {
    switch self {
    case .sha1: 20
    case .sha256: 32
    case .sha384: 48
    case .sha512: 64
    }
  }

  func of(_ bytes: [UInt8]) -> [UInt8] {
    var digest = [UInt8](repeating: 0, count: digestBytes)
    digest.withUnsafeMutableBufferPointer { digest in
      bytes.withUnsafeBufferPointer { put($0.baseAddress, $0.count, digest.baseAddress) }
    }
    return digest
  }

  /// The hash of each round's number and the hash before it, in one place: this is what a password costs.
  func spun(_ hash: [UInt8], times: Int) -> [UInt8] {
    var round = OfficeHash.bytes(0) + hash
    round.withUnsafeMutableBufferPointer { round in
      guard let start = round.baseAddress else { return }
      for spin in 0..<times {
        for index in 0..<4 { round[index] = UInt8(truncatingIfNeeded: spin >> (8 * index)) }
        put(start, round.count, start + 4)
      }
    }
    return Array(round[4...])
  }

  private func put(_ bytes: UnsafePointer<UInt8>?, _ count: Int, _ digest: UnsafeMutablePointer<UInt8>?) {
    switch self {
    case .sha1:
      var context = sha1_ctx()
      nettle_sha1_init(&context)
      nettle_sha1_update(&context, count, bytes)
      nettle_sha1_digest(&context, digestBytes, digest)
    case .sha256:
      var context = sha256_ctx()
      nettle_sha256_init(&context)
      nettle_sha256_update(&context, count, bytes)
      nettle_sha256_digest(&context, digestBytes, digest)
    case .sha384:
      var context = sha512_ctx()
      nettle_sha384_init(&context)
      nettle_sha512_update(&context, count, bytes)
      nettle_sha384_digest(&context, digestBytes, digest)
    case .sha512:
      var context = sha512_ctx()
      nettle_sha512_init(&context)
      nettle_sha512_update(&context, count, bytes)
      nettle_sha512_digest(&context, digestBytes, digest)
    }
  }
}

/// AES backwards. What is no whole number of blocks is cut to one.
enum OfficeCipher {
  static func plain(_ bytes: [UInt8], key: [UInt8]) -> [UInt8] {
    decrypt(bytes, key: key) { context, cipher, count, to, from in
      cipher(context, count, to, from)
    }
  }

  /// In chained blocks (CBC).
  static func chained(_ bytes: [UInt8], key: [UInt8], vector: [UInt8]) -> [UInt8] {
    guard vector.count == 16 else { return [] }
    var vector = vector
    return decrypt(bytes, key: key) { context, cipher, count, to, from in
      nettle_cbc_decrypt(context, cipher, 16, &vector, count, to, from)
    }
  }

  private typealias Cipher =
    @convention(c) (
      UnsafeRawPointer?, Int, UnsafeMutablePointer<UInt8>?, UnsafePointer<UInt8>?
    ) -> Void

  private static func decrypt(
    _ bytes: [UInt8], key: [UInt8],
    _ body: (
      UnsafeRawPointer?, Cipher, Int, UnsafeMutablePointer<UInt8>?, UnsafePointer<UInt8>?
    ) -> Void
  ) -> [UInt8] {
    let count = bytes.count / 16 * 16
    guard count > 0 else { return [] }
    var out = [UInt8](repeating: 0, count: count)
    out.withUnsafeMutableBufferPointer { out in
      bytes.withUnsafeBufferPointer { bytes in
        switch key.count {
        case 16:
          var context = aes128_ctx()
          nettle_aes128_set_decrypt_key(&context, key)
          body(
            &context,
            { nettle_aes128_decrypt($0?.assumingMemoryBound(to: aes128_ctx.self), $1, $2, $3) }, count,
            out.baseAddress, bytes.baseAddress)
        case 24:
          var context = aes192_ctx()
          nettle_aes192_set_decrypt_key(&context, key)
          body(
            &context,
            { nettle_aes192_decrypt($0?.assumingMemoryBound(to: aes192_ctx.self), $1, $2, $3) }, count,
            out.baseAddress, bytes.baseAddress)
        case 32:
          var context = aes256_ctx()
          nettle_aes256_set_decrypt_key(&context, key)
          body(
            &context,
            { nettle_aes256_decrypt($0?.assumingMemoryBound(to: aes256_ctx.self), $1, $2, $3) }, count,
            out.baseAddress, bytes.baseAddress)
        default: break
        }
      }
    }
    return out
  }
}
