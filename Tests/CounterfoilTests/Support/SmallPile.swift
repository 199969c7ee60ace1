import Foundation

/// A pile of small files of many kinds, the same for the same seed: text in both languages, HTML,
/// mail with attachments, a mailbox, archives in archives, duplicates, and broken files.
enum SmallPile {
  static func make(in folder: TemporaryFolder, files: Int, seed: UInt64) throws {
    var random = SplitMix(seed: seed)
    for number in 0..<files {
      let text = passage(&random, sentences: 3 + random.below(40))
      let name = "\(number / 20)/\(number)"
      switch number % 10 {
      case 0:
        try folder.write(
          "\(name).html", "<html><head><title>第\(number)号</title></head><body><p>\(text)</p></body></html>")
      case 1: try folder.write("\(name).eml", mail(number, text, &random))
      case 2:
        let messages = (0..<5).map {
          "From a@b.example Mon Jan  1 00:00:00 2024\n\(mail(number * 10 + $0, text, &random))\n"
        }
        try folder.write("\(name).mbox", messages.joined())
      case 3:
        try folder.write(
          "\(name).csv",
          "name,sum\n" + (0..<20).map { "公司\($0),\(random.below(9999))" }.joined(separator: "\n"))
      case 4: try folder.write("\(name).bin", Data((0..<200).map { _ in UInt8(random.below(256)) }))
      case 5: try folder.write("\(name).txt", number >= 25 ? "the very same words 国家安全部" : text)
      case 6:
        try folder.write(
          "\(name).zip",
          StoredZip.make([
            ("a/甲.txt", Data(text.utf8)),
            ("inner.zip", StoredZip.make([("乙.txt", Data("inner \(text)".utf8))])),
          ]))
      case 7: try folder.write("\(name).txt", "")
      default: try folder.write("\(name).txt", text)
      }
    }
  }

  private static let sentences = [
    "The consultant asked for a report on procurement and offered USD 3,000.",
    "国家安全部门在北京约见了他，并支付人民币三万元。",
    "She flew to Prague on 5 March 2024 and wrote to info@example.org.",
    "武漢市公安局於2023年5月1日發出通知。",
    "The server at 198.51.100.7 answered for hxxp://update[.]example[.]com/a.",
    "会议定于2024年3月5日在上海举行，费用由主办方承担。",
  ]

  private static func passage(_ random: inout SplitMix, sentences count: Int) -> String {
    (0..<count).map { _ in sentences[random.below(sentences.count)] + " \(random.below(100_000))" }
      .joined(separator: "\n")
  }

  private static func mail(_ number: Int, _ text: String, _ random: inout SplitMix) -> String {
    """
    From: Lee <lee@example.org>
    To: Wang <wang@example.com>
    Subject: Report \(number)
    Date: Tue, 05 Mar 2024 10:00:00 +0000
    Message-ID: <\(number)@example.org>
    MIME-Version: 1.0
    Content-Type: multipart/mixed; boundary="x"

    --x
    Content-Type: text/plain; charset=utf-8

    \(text)
    --x
    Content-Type: text/plain; charset=utf-8; name="note.txt"
    Content-Disposition: attachment; filename="note.txt"

    An attachment, number \(random.below(1000)).
    --x--

    """
  }
}

/// A zip archive whose members are stored, not packed; enough to make archives without a tool.
enum StoredZip {
  static func make(_ members: [(name: String, bytes: Data)]) -> Data {
    var archive = Data()
    var directory = Data()
    for (name, bytes) in members {
      let at = archive.count
      let check = crc(bytes)
      func header(central: Bool) -> Data {
        var data = Data()
        func two(_ value: Int) { data.append(contentsOf: [UInt8(value & 255), UInt8(value >> 8 & 255)]) }
        func four(_ value: Int) { two(value & 0xFFFF); two(value >> 16 & 0xFFFF) }
        four(central ? 0x0201_4B50 : 0x0403_4B50)
        if central { two(20) }
        two(20); two(0x800); two(0); two(0); two(0x5821)
        four(Int(check)); four(bytes.count); four(bytes.count); two(name.utf8.count); two(0)
        if central { two(0); two(0); two(0); four(0); four(at) }
        data.append(contentsOf: name.utf8)
        return data
      }
      archive.append(header(central: false))
      archive.append(bytes)
      directory.append(header(central: true))
    }
    let start = archive.count
    archive.append(directory)
    var end = Data([0x50, 0x4B, 5, 6, 0, 0, 0, 0])
    for value in [members.count, members.count] {
      end.append(contentsOf: [UInt8(value & 255), UInt8(value >> 8)])
    }
    for value in [directory.count, start] {
      end.append(contentsOf: (0..<4).map { UInt8(value >> ($0 * 8) & 255) })
    }
    end.append(contentsOf: [0, 0])
    archive.append(end)
    return archive
  }

  private static func crc(_ data: Data) -> UInt32 {
    var value: UInt32 = 0xFFFF_FFFF
    for byte in data {
      value ^= UInt32(byte)
      for _ in 0..<8 { value = value & 1 == 1 ? value >> 1 ^ 0xEDB8_8320 : value >> 1 }
    }
    return ~value
  }
}

/// A small seeded generator: the same numbers on every machine.
struct SplitMix: RandomNumberGenerator {
  private var state: UInt64
  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var value = state
    value = (value ^ value >> 30) &* 0xBF58_476D_1CE4_E5B9
    value = (value ^ value >> 27) &* 0x94D0_49BB_1331_11EB
    return value ^ value >> 31
  }

  mutating func below(_ limit: Int) -> Int { Int(next() % UInt64(limit)) }
}
