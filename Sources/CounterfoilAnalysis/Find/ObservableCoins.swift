import CounterfoilModel

// Bitcoin and Ethereum addresses; kept only where their checksum holds.
extension ObservableScanner {
  mutating func coin(_ start: Int, _ end: Int) {
    let word = Array(UnsafeBufferPointer(start: text.base + start, count: end - start))
    if word.count == 42, word[0] == 0x30, word[1] == 0x78 {
      guard let checked = Checksums.ethereum(Array(word[2...])) else { return }
      found.append(
        Found(
          kind: .ethereum, start: start, end: end,
          value: String(decoding: word, as: UTF8.self).lowercased(),
          confidence: checked ? Certainty.verified : Certainty.likely))
    } else if word.count <= 35, word[0] == 0x31 || word[0] == 0x33 {
      guard Checksums.base58Check(word, versions: [0x00, 0x05]) else { return }
      found.append(
        Found(
          kind: .bitcoin, start: start, end: end, value: String(decoding: word, as: UTF8.self),
          confidence: Certainty.verified))
    } else if text.matches("bc1", at: start) {
      let value = String(decoding: word, as: UTF8.self)
      let lower = value.lowercased()
      guard value == lower || value == value.uppercased(), Checksums.bech32(Array(lower.utf8))
      else { return }
      found.append(
        Found(kind: .bitcoin, start: start, end: end, value: lower, confidence: Certainty.verified))
    }
  }
}

/// The checksums that addresses of coins carry.
enum Checksums {
  private static let base58 = Array(
    "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz".utf8)

  /// Whether `word` is 25 bytes in base 58 whose last four begin the double SHA-256 of the rest.
  static func base58Check(_ word: [UInt8], versions: Set<UInt8>) -> Bool {
    var bytes = [UInt8](repeating: 0, count: 25)
    for letter in word {
      guard let digit = base58.firstIndex(of: letter) else { return false }
      var carry = digit
      for index in bytes.indices.reversed() {
        carry += Int(bytes[index]) * 58
        bytes[index] = UInt8(carry & 255)
        carry >>= 8
      }
      guard carry == 0 else { return false }
    }
    // Each leading 1 stands for a leading zero byte, and there are no others.
    guard word.prefix(while: { $0 == 0x31 }).count == bytes.prefix(while: { $0 == 0 }).count,
      versions.contains(bytes[0])
    else { return false }
    let once = bytes[..<21].withUnsafeBytes { Digest(sha256: $0) }
    let twice = once.bytes.withUnsafeBytes { Digest(sha256: $0) }
    return Array(bytes[21...]) == Array(twice.bytes[..<4])
  }

  private static let bech32 = Array("qpzry9x8gf2tvdw0s3jn54khce6mua7l".utf8)

  /// Whether `word`, in lower case, is a segregated-witness address: BIP 173 for version 0,
  /// BIP 350 for later ones.
  static func bech32(_ word: [UInt8]) -> Bool {
    guard word.count >= 14, word.count <= 90, word.starts(with: Array("bc1".utf8)) else {
      return false
    }
    var values: [UInt32] = [3, 3, 0, 2, 3]
    for letter in word[3...] {
      guard let value = bech32.firstIndex(of: letter) else { return false }
      values.append(UInt32(value))
    }
    let generators: [UInt32] = [0x3B6A_57B2, 0x2650_8E6D, 0x1EA1_19FA, 0x3D42_33DD, 0x2A14_62B3]
    var check: UInt32 = 1
    for value in values {
      let top = check >> 25
      check = (check & 0x01FF_FFFF) << 5 ^ value
      for bit in 0..<5 where top >> UInt32(bit) & 1 == 1 { check ^= generators[bit] }
    }
    return check == (values[5] == 0 ? 1 : 0x2BC8_30A3)
  }

  /// Whether 40 hexadecimal digits carry EIP-55's capitals (true) or none at all (false); nil
  /// where the capitals are wrong.
  static func ethereum(_ digits: [UInt8]) -> Bool? {
    guard digits.count == 40,
      digits.allSatisfy({ ByteClass.table[Int($0)] & ByteClass.hexadecimal != 0 })
    else { return nil }
    let isLetter: (UInt8) -> Bool = { $0 >= 0x41 }
    let letters = digits.filter(isLetter)
    if letters.allSatisfy({ $0 >= 0x61 }) || letters.allSatisfy({ $0 < 0x61 }) { return false }
    let lower = digits.map { isLetter($0) ? $0 | 0x20 : $0 }
    let hash = Keccak.hash256(lower)
    for (index, digit) in digits.enumerated() where isLetter(digit) {
      let nibble = index % 2 == 0 ? hash[index / 2] >> 4 : hash[index / 2] & 15
      guard (digit < 0x61) == (nibble >= 8) else { return nil }
    }
    return true
  }
}

/// Keccak-256 as Ethereum uses it: the submission's padding, not that of SHA-3 (FIPS 202).
enum Keccak {
  static func hash256(_ message: [UInt8]) -> [UInt8] {
    let rate = 136
    var padded = message
    padded.append(1)
    padded += Array(repeating: 0, count: (rate - padded.count % rate) % rate)
    padded[padded.count - 1] |= 0x80
    var state = [UInt64](repeating: 0, count: 25)
    for block in stride(from: 0, to: padded.count, by: rate) {
      for lane in 0..<(rate / 8) {
        var word: UInt64 = 0
        for byte in (0..<8).reversed() {
          word = word << 8 | UInt64(padded[block + lane * 8 + byte])
        }
        state[lane] ^= word
      }
      permute(&state)
    }
    return (0..<32).map { UInt8(truncatingIfNeeded: state[$0 / 8] >> UInt64($0 % 8 * 8)) }
  }

  private static func permute(_ state: inout [UInt64]) {
    var register: UInt8 = 1
    for _ in 0..<24 {
      // θ
      var columns = Array(state[..<5])
      for index in 5..<25 { columns[index % 5] ^= state[index] }
      for x in 0..<5 {
        let mix = columns[(x + 4) % 5] ^ rotate(columns[(x + 1) % 5], 1)
        for y in 0..<5 { state[x + 5 * y] ^= mix }
      }
      // ρ and π
      var (x, y) = (1, 0)
      var current = state[x + 5 * y]
      for step in 0..<24 {
        (x, y) = (y, (2 * x + 3 * y) % 5)
        let next = state[x + 5 * y]
        state[x + 5 * y] = rotate(current, (step + 1) * (step + 2) / 2 % 64)
        current = next
      }
      // χ
      for y in 0..<5 {
        let row = Array(state[(5 * y)..<(5 * y + 5)])
        for x in 0..<5 { state[x + 5 * y] = row[x] ^ (~row[(x + 1) % 5] & row[(x + 2) % 5]) }
      }
      // ι: the round constants come from a shift register of eight bits.
      for bit in 0..<7 {
        if register & 1 == 1 { state[0] ^= 1 << UInt64((1 << bit) - 1) }
        register = register & 0x80 == 0 ? register << 1 : register << 1 ^ 0x71
      }
    }
  }

  private static func rotate(_ word: UInt64, _ bits: Int) -> UInt64 {
    bits == 0 ? word : word << UInt64(bits) | word >> UInt64(64 - bits)
  }
}
