/// An address of the Internet Protocol as a number.
public struct IPAddress: Hashable, Sendable {
  public var isVersion6: Bool
  /// The address; of version 4 in the low 32 bits.
  public var bits: UInt128

  /// Nil for what is no address in its usual text form (RFC 4291 for version 6, without a zone).
  public init?(_ text: some StringProtocol) {
    if text.contains(":") {
      guard let bits = Self.version6(text) else { return nil }
      (isVersion6, self.bits) = (true, bits)
    } else {
      guard let bits = Self.version4(text) else { return nil }
      (isVersion6, self.bits) = (false, UInt128(bits))
    }
  }

  /// Whether the first `prefixBits` bits agree.
  public func lies(in network: UInt128, prefixBits: Int) -> Bool {
    let rest = max(0, (isVersion6 ? 128 : 32) - prefixBits)
    return rest >= 128 || bits >> UInt128(rest) == network >> UInt128(rest)
  }

  private static func version4(_ text: some StringProtocol) -> UInt32? {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count == 4 else { return nil }
    var bits: UInt32 = 0
    for part in parts {
      guard part.allSatisfy({ $0.isASCII && $0.isNumber }), let byte = UInt8(part) else { return nil }
      bits = bits << 8 | UInt32(byte)
    }
    return bits
  }

  private static func version6(_ text: some StringProtocol) -> UInt128? {
    /// The 16-bit groups of one side of `::`; the last may be an address of version 4.
    func groups(_ side: Substring) -> [UInt16]? {
      guard !side.isEmpty else { return [] }
      var groups: [UInt16] = []
      let parts = side.split(separator: ":", omittingEmptySubsequences: false)
      for (number, part) in parts.enumerated() {
        if number == parts.count - 1, let four = version4(part) {
          groups += [UInt16(four >> 16), UInt16(truncatingIfNeeded: four)]
        } else if part.count <= 4, part.allSatisfy(\.isHexDigit), let group = UInt16(part, radix: 16) {
          groups.append(group)
        } else {
          return nil
        }
      }
      return groups
    }
    let whole = String(text)
    var sides = whole.components(separatedBy: "::")
    guard sides.count <= 2, let front = groups(sides.removeFirst()) else { return nil }
    var all = front
    if let back = sides.first {
      guard let back = groups(back), front.count + back.count <= 7 else { return nil }
      all += Array(repeating: 0, count: 8 - front.count - back.count) + back
    }
    return all.count == 8 ? all.reduce(0) { $0 << 16 | UInt128($1) } : nil
  }
}

extension String {
  fileprivate func components(separatedBy mark: String) -> [Substring] {
    var parts: [Substring] = []
    var rest = self[...]
    while let found = rest.firstRange(of: mark) {
      parts.append(rest[..<found.lowerBound])
      rest = rest[found.upperBound...]
    }
    return parts + [rest]
  }
}
