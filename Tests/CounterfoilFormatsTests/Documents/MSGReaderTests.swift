import CounterfoilFormats
import CounterfoilModel
import Testing

@Suite struct `Outlook messages` {
  private static func text(_ tag: String, _ value: String) -> CompoundNode {
    .stream("__substg1.0_\(tag)001F", encoded(value, "UTF-16LE"))
  }

  private static func fixed(_ rows: [(Int, Int, Int)], header: Int) -> CompoundNode {
    .stream(
      "__properties_version1.0",
      [UInt8](repeating: 0, count: header)
        + rows.flatMap { littleEndian($0 << 16 | $1, 4) + littleEndian(6, 4) + littleEndian($2, 8) })
  }

  /// 2024-03-05 08:30 UTC.
  private static let sent = (1_709_627_400 + 11_644_473_600) * 10_000_000

  private static func recipient(_ number: Int, _ kind: Int, _ name: String, _ address: String) -> CompoundNode
  {
    .storage(
      "__recip_version1.0_#0000000\(number)",
      [fixed([(0x0C15, 3, kind)], header: 8), text("3001", name), text("39FE", address)])
  }

  private static let inner: [CompoundNode] = [
    fixed([(0x0039, 0x40, sent)], header: 24), text("0037", "Earlier"), text("0C1A", "Zhou"),
    text("1000", "The earlier words."),
    .storage(
      "__attach_version1.0_#00000000",
      [fixed([], header: 8), text("3707", "deep.txt"), .stream("__substg1.0_37010102", Array("deep".utf8))]),
  ]

  private static func message(_ body: [CompoundNode]) -> [UInt8] {
    compound(
      [
        fixed([(0x0039, 0x40, sent), (0x3FDE, 3, 936)], header: 32), text("001A", "IPM.Note"),
        text("0037", "会议"), text("0C1A", "Lin Wei"), text("5D01", "lin.wei@lantern.example"),
        text("1035", "<m1@lantern.example>"), recipient(0, 1, "R. Hale", "hale@northfield.example"),
        recipient(1, 2, "Office", "office@northfield.example"),
        .storage(
          "__attach_version1.0_#00000000",
          [
            fixed([], header: 8), text("3707", "list.csv"), text("370E", "text/csv"),
            .stream("__substg1.0_37010102", Array("name,role\n".utf8)),
          ]),
        .storage(
          "__attach_version1.0_#00000001",
          [fixed([], header: 8), .storage("__substg1.0_3701000D", inner)]),
      ] + body)
  }

  static let whole = message([text("1000", "Please come at nine.\r\n> earlier")])

  @Test func `a message reads as mail does`() throws {
    let (report, children) = try reading(CompoundReader.self, Self.whole)
    #expect(
      report.layer?.text == """
        From: Lin Wei <lin.wei@lantern.example>
        To: R. Hale <hale@northfield.example>
        Cc: Office <office@northfield.example>
        Date: 5 Mar 2024 08:30:00 +0000
        Subject: 会议

        Please come at nine.
        > earlier
        """)
    #expect(report.mediaType == "application/vnd.ms-outlook")
    #expect(report.value("date") == "2024-03-05T08:30:00Z")
    #expect(report.value("message-id") == "m1@lantern.example")
    #expect(marked(.quoted, in: report.layer) == ["> earlier"])
    #expect(children.map(\.name) == ["list.csv", "Earlier.eml"])
    #expect(children.first?.bytes == Array("name,role\n".utf8))
    #expect(report.problems.isEmpty)
    expectSound(report)
  }

  @Test func `a message inside another is a mail with its own attachments`() throws {
    let child = try #require(try reading(CompoundReader.self, Self.whole).children.last)
    #expect(child.declaredType == "message/rfc822")
    let (report, children) = try reading(MailReader.self, child.bytes)
    #expect(report.layer?.text.hasPrefix("From: Zhou\nDate: 5 Mar 2024") == true)
    #expect(report.layer?.text.hasSuffix("The earlier words.") == true)
    #expect(children.map(\.name) == ["deep.txt"])
    #expect(children.first?.bytes == Array("deep".utf8))
  }

  @Test func `a body in HTML is read in its code page`() throws {
    let page: [UInt8] = encoded("<p>张伟<span style='display:none'>unseen</span></p>", "GBK")
    let report = try reading(CompoundReader.self, Self.message([.stream("__substg1.0_10130102", page)]))
      .reading
    #expect(report.layer?.text.hasSuffix("\n\n张伟\nunseen") == true)
    #expect(marked(.hidden, in: report.layer) == ["unseen"])
  }

  @Test func `a body in packed RTF is unpacked`() throws {
    // The example of [MS-OXRTFCP], 4.1.
    let packed: [UInt8] = [
      0x2D, 0, 0, 0, 0x2B, 0, 0, 0, 0x4C, 0x5A, 0x46, 0x75, 0xF1, 0xC5, 0xC7, 0xA7, 0x03, 0x00, 0x0A, 0x00,
      0x72, 0x63, 0x70, 0x67, 0x31, 0x32, 0x35, 0x42, 0x32, 0x0A, 0xF3, 0x20, 0x68, 0x65, 0x6C, 0x09, 0x00,
      0x20, 0x62, 0x77, 0x05, 0xB0, 0x6C, 0x64, 0x7D, 0x0A, 0x80, 0x0F, 0xA0,
    ]
    let report = try reading(CompoundReader.self, Self.message([.stream("__substg1.0_10090102", packed)]))
      .reading
    #expect(report.layer?.text.hasSuffix("\n\nhello world") == true)
  }

  @Test(arguments: [
    (
      ["EncryptionInfo", "EncryptedPackage"], "the document is encrypted in a way that cannot be undone here"
    ),
    (["Unknown"], "cannot read an old Office file (Word, Excel, PowerPoint or Outlook)"),
  ])
  func `what is in the file is named`(streams: [String], message: String) {
    let bytes = compound(streams.map { .stream($0, [1, 2, 3]) })
    let error = #expect(throws: ReadError.self) { try reading(CompoundReader.self, bytes) }
    #expect(error?.message == message)
  }

  @Test func `chains and trees that bite their tails end`() throws {
    var bytes = Self.whole
    // Every entry of every table of sectors leads to sector 0, and every entry to itself.
    for index in 512..<bytes.count - 3 where bytes[index..<index + 4].allSatisfy({ $0 == 0xFF }) {
      bytes.replaceSubrange(index..<index + 4, with: [0, 0, 0, 0])
    }
    do throws(any Error) {
      expectSound(try reading(CompoundReader.self, bytes).reading)
    } catch let error as ReadError {
      #expect(!error.advice.isEmpty)
    }
  }

  @Test(arguments: 0..<400 as Range<UInt64>)
  func `damaged messages are read or refused without a trap`(seed: UInt64) throws {
    let bytes = damaged(Self.whole, seed: seed)
    do throws(any Error) {
      expectSound(try reading(CompoundReader.self, bytes).reading)
    } catch let error as ReadError {
      #expect(!error.advice.isEmpty)
    }
  }
}
