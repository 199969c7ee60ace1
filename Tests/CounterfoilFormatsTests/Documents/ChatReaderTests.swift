import CounterfoilFormats
import CounterfoilModel
import Testing

@Suite struct `Chats` {
  private static let android = """
    05/03/2024, 08:30 - Messages and calls are end-to-end encrypted.
    05/03/2024, 08:31 - Lin Wei: Are you free on Friday?
    It is about the grant: no hurry.
    05/03/2024, 20:05 - R. Hale: Yes
    13/03/2024, 09:00 - Lin Wei: <Media omitted>
    """

  /// Five ways in which WhatsApp writes one message after another.
  @Test(arguments: [
    ("05/03/2024, 08:30 - ", "13/03/2024, 21:05 - ", "2024-03-05T08:30:00", "2024-03-13T21:05:00"),
    ("3/5/24, 8:30 AM - ", "3/13/24, 9:05\u{202F}PM - ", "2024-03-05T08:30:00", "2024-03-13T21:05:00"),
    ("[05.03.24, 08:30:12] ", "\u{200E}[13.03.24, 21:05:00] ", "2024-03-05T08:30:12", "2024-03-13T21:05:00"),
    ("2024/3/5 上午8:30 - ", "2024/3/13 下午9:05 - ", "2024-03-05T08:30:00", "2024-03-13T21:05:00"),
    ("[2024/3/5 08:30:12] ", "[2024/3/13 21:05:00] ", "2024-03-05T08:30:12", "2024-03-13T21:05:00"),
    ("2024年3月5日 08:30 - ", "2024年3月13日 21:05 - ", "2024-03-05T08:30:00", "2024-03-13T21:05:00"),
    ("5/3/2024, 8:30 a. m. - ", "13/3/2024, 9:05 p. m. - ", "2024-03-05T08:30:00", "2024-03-13T21:05:00"),
  ])
  func `each message has its time and speaker`(
    first: String, second: String, firstTime: String, secondTime: String
  ) throws {
    let text = "\(first)林薇: 你好\n\(first)R. Hale: Hello\nand more\n\(second)林薇: 再见"
    #expect(recognises(ChatReader.self, Array(text.utf8), name: "chat.txt"))
    let report = try reading(ChatReader.self, Array(text.utf8)).reading
    #expect(report.layer?.text == text)
    #expect(
      report.layer?.marks.map(\.detail) == [
        "\(firstTime) 林薇", "\(firstTime) R. Hale", "\(secondTime) 林薇",
      ])
    #expect(marked(.header, in: report.layer) == ["\(first)林薇:", "\(first)R. Hale:", "\(second)林薇:"])
    #expect(report.value("messages") == "3" && report.value("date") == firstTime)
    #expect(report.problems.isEmpty)
    expectSound(report)
  }

  @Test(arguments: [
    "林薇 2024-03-05 08:30:12\n你好\n\nR. Hale 2024-03-05 08:31:00\nHello\n\n林薇 2024-03-05 08:32:00\n再见\n",
    "2024-03-05 08:30:12 林薇\r\n你好\r\n\r\n2024-03-05 08:31:00 R. Hale\r\nHello\r\n\r\n2024-03-05 08:32:00 林薇\r\n再见\r\n",
    "林薇(2024-03-05 08:30:12):\n你好\nR. Hale(2024-03-05 08:31:00):\nHello\n林薇(2024-03-05 08:32:00):\n再见\n",
    "林薇 2024年3月5日 08:30:12\n你好\nR. Hale 2024年3月5日 上午8:31\nHello\n林薇 2024年3月5日 星期二 08:32\n再见\n",
  ])
  func `a name and a time may stand above each message`(text: String) throws {
    #expect(recognises(ChatReader.self, Array(text.utf8), name: "chat.txt"))
    let report = try reading(ChatReader.self, Array(text.utf8)).reading
    #expect(
      report.layer?.marks.map(\.detail) == [
        "2024-03-05T08:30:12 林薇", "2024-03-05T08:31:00 R. Hale", "2024-03-05T08:32:00 林薇",
      ])
    #expect(report.metadata.filter { $0.name == "speaker" }.map(\.value) == ["林薇", "R. Hale"])
    expectSound(report)
  }

  @Test func `a day that no calendar has is not made a date`() throws {
    let text = ["30/01/2024", "31/02/2024", "01/03/2024"].map { "\($0), 08:30 - Lin Wei: words" }
    let report = try reading(ChatReader.self, Array(text.joined(separator: "\n").utf8)).reading
    #expect(
      report.layer?.marks.map(\.detail) == [
        "2024-01-30T08:30:00 Lin Wei", "Lin Wei", "2024-03-01T08:30:00 Lin Wei",
      ])
  }

  @Test func `what the messenger says has no speaker`() throws {
    let report = try reading(ChatReader.self, Array(Self.android.utf8)).reading
    #expect(
      report.layer?.marks.map(\.detail) == [
        "2024-03-05T08:30:00", "2024-03-05T08:31:00 Lin Wei", "2024-03-05T20:05:00 R. Hale",
        "2024-03-13T09:00:00 Lin Wei",
      ])
  }

  @Test(arguments: [
    (["01/02/24", "02/02/24", "03/02/24"], "2024-02-01T08:30:00", true),
    (["01/11/24", "01/12/24", "02/01/24"], "2024-01-11T08:30:00", false),
    (["01/02/24", "01/02/24", "01/02/24"], "2024-02-01T08:30:00", true),
    (["02/01/24", "02/02/24", "01/03/24"], "2024-01-02T08:30:00", false),
  ])
  func `the order of the messages tells day from month`(
    dates: [String], first: String, isGuessed: Bool
  ) throws {
    let text = dates.map { "\($0), 08:30 - Lin Wei: words" }.joined(separator: "\n")
    let report = try reading(ChatReader.self, Array(text.utf8)).reading
    #expect(report.layer?.marks.first?.detail == "\(first) Lin Wei")
    #expect(report.problems.isEmpty != isGuessed)
  }

  @Test(arguments: [
    "2024-03-05 08:30:12 INFO started\n2024-03-05 08:30:13 INFO read\n2024-03-05 08:30:14 WARN slow\n2024-03-05 08:30:15 INFO ended\n",
    "On 5 March 2024 at 08:30 we met.\nNames: Lin Wei, R. Hale.\nTime: 08:30 - 09:00.\n",
    "2024-03-05 08:30:12 - app: started\n2024-03-05 one\ntwo\nthree\nfour: x\n",
    "203.0.113.7 - - [05/Mar/2024:08:30:12 +0000] \"GET / HTTP/1.1\" 200\n203.0.113.7 - - [05/Mar/2024:08:30:13 +0000] \"GET / HTTP/1.1\" 200\n",
  ])
  func `logs and notes are no chats`(text: String) {
    #expect(!recognises(ChatReader.self, Array(text.utf8), name: "notes.txt"))
  }

  @Test(arguments: 0..<200 as Range<UInt64>)
  func `damaged chats are read without a trap`(seed: UInt64) throws {
    let bytes = damaged(Array(Self.android.utf8), seed: seed)
    guard !bytes.isEmpty else { return }
    _ = recognises(ChatReader.self, bytes)
    expectSound(try reading(ChatReader.self, bytes).reading)
  }
}
