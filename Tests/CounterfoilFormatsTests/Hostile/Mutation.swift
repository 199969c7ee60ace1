import CounterfoilFormats
import CounterfoilModel

/// Changes files at random, in the ways in which parsers break: bits, numbers, lengths, pieces left out, doubled,
/// or put in from another file. The same seed changes the same.
struct Mutation {
  private var random: SeededGenerator
  private let samples: [FormatSamples.Sample]
  /// The members of the samples that are zip archives inside, so that what is packed can be changed, too.
  private let members: [[Member]]

  init(_ samples: [FormatSamples.Sample], seed: UInt64) {
    random = SeededGenerator(seed: seed)
    self.samples = samples
    members = samples.map { sample in
      guard sample.bytes.starts(with: [0x50, 0x4B, 3, 4]) else { return [] }
      return ((try? reading(ArchiveReader.self, sample.bytes))?.children ?? []).map {
        Member(name: Array($0.name.utf8), bytes: $0.bytes)
      }
    }
  }

  mutating func next() -> FormatSamples.Sample {
    let index = Int.random(in: samples.indices, using: &random)
    var sample = samples[index]
    if !members[index].isEmpty, Bool.random(using: &random) {
      var parts = members[index]
      let part = Int.random(in: parts.indices, using: &random)
      parts[part].bytes = changed(parts[part].bytes)
      sample.bytes = storedZip(parts)
      if Int.random(in: 0..<4, using: &random) > 0 { return sample }
    }
    sample.bytes = changed(sample.bytes)
    return sample
  }

  private mutating func changed(_ bytes: [UInt8]) -> [UInt8] {
    var bytes = bytes
    for _ in 0..<(1 << Int.random(in: 0..<5, using: &random)) where !bytes.isEmpty {
      let at = Int.random(in: bytes.indices, using: &random)
      let length = min(1 << Int.random(in: 0..<9, using: &random), bytes.count - at)
      switch Int.random(in: 0..<9, using: &random) {
      case 0: bytes[at] ^= 1 << UInt8.random(in: 0..<8, using: &random)
      case 1: bytes[at] = UInt8.random(in: 0...255, using: &random)
      case 2: put(number(), at, &bytes)
      case 3: bytes.removeSubrange(at..<at + length)
      case 4: bytes.insert(contentsOf: bytes[at..<at + length], at: at)
      case 5:
        let piece = Array(bytes[at..<at + length])
        for _ in 0..<Int.random(in: 1..<64, using: &random) where bytes.count < 4 << 20 {
          bytes.insert(contentsOf: piece, at: at)
        }
      case 6: bytes.insert(contentsOf: Self.words[Int.random(in: Self.words.indices, using: &random)], at: at)
      case 7: digits(at, &bytes)
      default:
        let other = samples[Int.random(in: samples.indices, using: &random)].bytes
        let from = Int.random(in: other.indices, using: &random)
        bytes.replaceSubrange(at..<at + length, with: other[from...].prefix(length * 2))
      }
    }
    return bytes
  }

  private mutating func number() -> [UInt8] {
    let values: [UInt64] = [
      0, 1, 0x7F, 0x80, 0xFF, 0x7FFF, 0x8000, 0xFFFF, 0x7FFF_FFFF, 0x8000_0000, 0xFFFF_FFFF, .max,
    ]
    let value = values[Int.random(in: values.indices, using: &random)]
    let size = [1, 2, 4, 8][Int.random(in: 0..<4, using: &random)]
    let bytes = (0..<size).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
    return Bool.random(using: &random) ? bytes : bytes.reversed()
  }

  private func put(_ piece: [UInt8], _ at: Int, _ bytes: inout [UInt8]) {
    for (offset, byte) in piece.enumerated() where at + offset < bytes.count { bytes[at + offset] = byte }
  }

  /// Writes another number over the next one written in digits.
  private mutating func digits(_ at: Int, _ bytes: inout [UInt8]) {
    guard let start = bytes[at...].firstIndex(where: { (0x30...0x39).contains($0) }) else { return }
    let end = bytes[start...].firstIndex { !(0x30...0x39).contains($0) } ?? bytes.count
    let values = ["0", "-1", "65536", "2147483648", "4294967296", "99999999999999999999", "1e999"]
    bytes.replaceSubrange(start..<end, with: values[Int.random(in: values.indices, using: &random)].utf8)
  }

  /// Pieces of the formats' own languages.
  private static let words: [[UInt8]] =
    [
      "<", ">", "</w:p>", "<w:p>", "<table><tr><td>", "<![CDATA[", "<!--", "]]>", "&amp;#0;", "&#x110000;",
      "\0", "\r\n",
      "\r\n\r\n", "--x\r\n", "=?gb2312?B?", "?=", "\\u0000", "\\bin99999999 ", "{\\*", "}}}}", "[[[[",
      "{\"a\":", "\"",
      "endobj", "stream\n", "/Length 99999999", "/Kids [1 0 R]", "obj <<", "%PDF-", "xref", "PK\u{3}\u{4}",
      "\u{FEFF}",
      "「", "张", "\u{202E}", "From ", "Content-Type: multipart/mixed; boundary=x\r\n",
      "Content-Transfer-Encoding: base64",
      "data:;base64,", "r=\"XFD1048576\"", "table:number-columns-repeated=\"999999999\"",
    ].map { Array($0.utf8) } + [
      [0xFF, 0xFE], [0x81, 0x30, 0x81, 0x30], [0xC0, 0x80], [0xED, 0xA0, 0x80], [0x1B, 0x24, 0x42],
    ]
}
