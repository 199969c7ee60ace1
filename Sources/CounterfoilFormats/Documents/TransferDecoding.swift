/// The transfer encodings of mail. All of them read on over damage.
enum TransferDecoding {
  private static let base64Values: [UInt8] = {
    var values = [UInt8](repeating: 0xFF, count: 256)
    for (value, digit) in "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8
      .enumerated()
    {
      values[Int(digit)] = UInt8(value)
    }
    return values
  }()

  /// Bytes that are no digit are skipped; padding starts a new group.
  static func base64(_ bytes: UnsafeRawBufferPointer) -> [UInt8] {
    [UInt8](unsafeUninitializedCapacity: bytes.count / 4 * 3 + 3) { out, count in
      base64Values.withUnsafeBufferPointer { values in
        var group: UInt32 = 0
        var digits = 0
        for byte in bytes {
          let value = values[Int(byte)]
          if value == 0xFF {
            guard byte == UInt8(ascii: "="), digits > 0 else { continue }
          } else {
            group = group << 6 | UInt32(value)
            digits += 1
            guard digits == 4 else { continue }
          }
          for index in 0..<(digits * 6 / 8) {
            out[count] = UInt8(
              truncatingIfNeeded: group >> (UInt32(digits * 6) - 8 - UInt32(index) * 8))
            count += 1
          }
          group = 0
          digits = 0
        }
        for index in 0..<(digits * 6 / 8) {
          out[count] = UInt8(
            truncatingIfNeeded: group >> (UInt32(digits * 6) - 8 - UInt32(index) * 8))
          count += 1
        }
      }
    }
  }

  /// - Parameter inHeader: Whether `_` is a space, as in encoded words.
  static func quotedPrintable(_ bytes: UnsafeRawBufferPointer, inHeader: Bool) -> [UInt8] {
    var out: [UInt8] = []
    out.reserveCapacity(bytes.count)
    var index = 0
    while index < bytes.count {
      let byte = bytes[index]
      index += 1
      if byte == UInt8(ascii: "_"), inHeader {
        out.append(0x20)
      } else if byte != UInt8(ascii: "=") {
        out.append(byte)
      } else if index + 1 < bytes.count, let high = hex(bytes[index]),
        let low = hex(bytes[index + 1])
      {
        out.append(high << 4 | low)
        index += 2
      } else {
        // A soft line break, perhaps with white space before it.
        var next = index
        while next < bytes.count, bytes[next] == 0x20 || bytes[next] == 0x09 || bytes[next] == 0x0D {
          next += 1
        }
        if next < bytes.count, bytes[next] == 0x0A {
          index = next + 1
        } else if next < bytes.count {
          out.append(byte)
        }
      }
    }
    return out
  }

  static func percent(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
    var out: [UInt8] = []
    var index = bytes.startIndex
    while index < bytes.endIndex {
      if bytes[index] == UInt8(ascii: "%"), index + 2 < bytes.endIndex,
        let high = hex(bytes[index + 1]),
        let low = hex(bytes[index + 2])
      {
        out.append(high << 4 | low)
        index += 3
      } else {
        out.append(bytes[index])
        index += 1
      }
    }
    return out
  }

  private static func hex(_ digit: UInt8) -> UInt8? {
    switch digit {
    case 0x30...0x39: digit - 0x30
    case 0x41...0x46: digit - 0x37
    case 0x61...0x66: digit - 0x57
    default: nil
    }
  }
}
