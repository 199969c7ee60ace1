/// RTF as Outlook packs it ([MS-OXRTFCP]).
enum CompressedRTF {
  /// Nil where the header is not one. What a damaged stream gave up to its bad place is kept.
  static func unpacked(_ packed: [UInt8]) -> [UInt8]? {
    var fields = ByteFields(packed)
    guard fields.long() != nil, let size = fields.long(), let kind = fields.long(),
      fields.long() != nil
    else { return nil }
    let body = Array(fields.take(atMost: packed.count))
    if kind == 0x414C_454D { return Array(body.prefix(size)) }
    guard kind == 0x7546_5A4C else { return nil }
    // Packs at most seventeen bytes into two.
    return unpacked(body, size: min(size, body.count * 17))
  }

  private static let preset = Array(
    """
    {\\rtf1\\ansi\\mac\\deff0\\deftab720{\\fonttbl;}{\\f0\\fnil \\froman \\fswiss \\fmodern \
    \\fscript \\fdecor MS Sans SerifSymbolArialTimes New RomanCourier{\\colortbl\\red0\\green0\\blue0\r\n\
    \\par \\pard\\plain\\f0\\fs20\\b\\i\\u\\tab\\tx
    """.utf8)

  private static func unpacked(_ body: [UInt8], size: Int) -> [UInt8] {
    var window = preset + [UInt8](repeating: 0, count: 4096 - preset.count)
    var write = preset.count
    var out: [UInt8] = []
    var index = 0
    while index < body.count, out.count < size {
      let flags = body[index]
      index += 1
      for bit in 0..<8 {
        guard flags >> bit & 1 == 1 else {
          guard index < body.count, out.count < size else { return out }
          window[write] = body[index]
          out.append(body[index])
          write = (write + 1) % 4096
          index += 1
          continue
        }
        guard index + 1 < body.count else { return out }
        let pair = Int(body[index]) << 8 | Int(body[index + 1])
        index += 2
        let offset = pair >> 4
        if offset == write { return out }
        for step in 0..<(pair & 0xF) + 2 where out.count < size {
          let byte = window[(offset + step) % 4096]
          out.append(byte)
          window[write] = byte
          write = (write + 1) % 4096
        }
      }
    }
    return out
  }
}

/// Base64 as mail carries it, 76 letters a line.
enum Base64Lines {
  private static let letters = Array(
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)

  static func append(_ bytes: [UInt8], to out: inout [UInt8]) {
    var index = 0
    while index < bytes.count {
      let count = min(3, bytes.count - index)
      var group = UInt32(bytes[index]) << 16
      if count > 1 { group |= UInt32(bytes[index + 1]) << 8 }
      if count > 2 { group |= UInt32(bytes[index + 2]) }
      for place in 0..<4 {
        out.append(place > count ? UInt8(ascii: "=") : letters[Int(group >> (18 - 6 * place) & 63)])
      }
      index += 3
      if index % 57 == 0 { out += [0x0D, 0x0A] }
    }
    out += [0x0D, 0x0A]
  }
}
