import CounterfoilFormats
import CounterfoilModel
import Testing

@Suite struct `Chats as data` {
  private func report(_ bytes: [UInt8], name: String) throws -> Reading {
    let reading = try Workers.start().reading(bytes, name: name).reading
    expectSound(reading)
    return reading
  }

  private func report(_ text: String, name: String = "chat.json") throws -> Reading {
    try report(Array(text.utf8), name: name)
  }

  private func details(_ kind: LayerMark.Kind, _ reading: Reading) -> [String?] {
    (reading.layer?.marks ?? []).filter { $0.kind == kind }.map(\.detail)
  }

  @Test func `from Telegram are messages, each with speaker, time, words and what it answers`() throws {
    let chat = try report(fixture("chat-telegram.json"), name: "result.json")
    #expect(chat.mediaType == "application/json")
    #expect(
      chat.layer?.text == """
        name: Lin Wei
        type: personal_chat
        id: 5550001

        Lin Wei 2024-03-05T08:29:00
        actor_id: user5550001
        action: phone_call

        Lin Wei 2024-03-05T08:30:12
        Write to lin.wei@example.org about the grant.
        from_id: user5550001

        R. Hale 2024-03-05T08:31:00
        ↩ Lin Wei 2024-03-05T08:30:12
        Which grant?
        from_id: user5550002

        Lin Wei 2024-03-05T08:32:00
        from_id: user5550001
        forwarded_from: Lantern Bridge
        photo: photos/photo_1.jpg

        """)
    #expect(
      details(.header, chat) == [
        "2024-03-05T08:29:00 Lin Wei", "2024-03-05T08:30:12 Lin Wei", "2024-03-05T08:31:00 R. Hale",
        "2024-03-05T08:32:00 Lin Wei",
      ])
    #expect(marked(.header, in: chat.layer)[1] == "Lin Wei 2024-03-05T08:30:12")
    #expect(details(.quoted, chat) == ["2024-03-05T08:30:12 Lin Wei"])
    #expect(chat.value("form") == "chat" && chat.value("messages") == "4")
    #expect(
      chat.value("date") == "2024-03-05T08:29:00" && chat.value("last-message") == "2024-03-05T08:32:00")
    #expect(chat.metadata.filter { $0.name == "speaker" }.map(\.value) == ["Lin Wei", "R. Hale"])
    #expect(chat.problems.isEmpty)
  }

  @Test func `are lists of messages too, in either language, with times counted from 1970`() throws {
    let chat = try report(fixture("chat-list.json"), name: "messages.json")
    #expect(
      details(.header, chat) == [
        "2024-03-05T08:30:12Z 林薇", "2024-03-05T08:31:00Z R. Hale", "2024-03-05T08:32:00Z 林薇",
      ])
    #expect(chat.layer?.text.contains("请发到 198.51.100.7\n") == true)
  }

  @Test(arguments: [
    #"{"from":"A","time":"2024-03-05T08:30:12+01:00","text":"one"}"#,
    #"{"sender":{"id":7,"name":"A"},"created_at":"2024-03-05T08:30:12.250+0100","body":"one"}"#,
    #"{"发送者":"A","时间":"2024-03-05T08:30:12+01","内容":"one"}"#,
  ])
  func `may stand one a line`(line: String) throws {
    let lines = [line, line.replacing("one", with: "two"), line.replacing("one", with: "three")]
    let chat = try report(lines.joined(separator: "\n"), name: "chat.jsonl")
    #expect(chat.mediaType == "application/x-ndjson")
    #expect(details(.header, chat) == [String?](repeating: "2024-03-05T08:30:12+01:00 A", count: 3))
    #expect(chat.layer?.text.contains("\ntwo\n") == true)
  }

  @Test func `may be several in one file`() throws {
    let chats = (1...2).map { chat in
      let messages = (1...3).map {
        "{\"id\":\($0),\"date\":\"2024-03-0\(chat)T08:30:0\($0)\",\"from\":\"A\",\"text\":\"m\(chat)\($0)\"}"
      }
      return "{\"name\":\"chat \(chat)\",\"messages\":[\(messages.joined(separator: ","))]}"
    }
    let text = "{\"about\":\"all\",\"chats\":{\"list\":[\(chats.joined(separator: ","))]}}"
    let chat = try report(text, name: "result.json")
    #expect(chat.value("messages") == "6")
    #expect(chat.layer?.text.contains("chats.list[1].name: chat 2\n") == true)
    #expect(chat.layer?.text.hasPrefix("about: all\n") == true)
  }

  @Test func `cut short, are read to the cut, and the rest stands as it was`() throws {
    let bytes = try fixture("chat-telegram.json")
    let chat = try report(Array(bytes.prefix(bytes.count * 3 / 4)), name: "result.json")
    #expect(chat.problems.count == 1 && chat.problems[0].message.contains("not valid JSON"))
    #expect(chat.layer?.text.contains("lin.wei@example.org") == true)
  }

  @Test(arguments: [
    // Persons, posts with a day alone, settings, measurements.
    #"[{"name":"A","date":"2024-03-05","text":"x"},{"name":"B","date":"2024-03-06","text":"y"},{"name":"C","date":"2024-03-07","text":"z"}]"#,
    #"[{"name":"A","age":1},{"name":"B","age":2},{"name":"C","age":3}]"#,
    #"[{"time":"2024-03-05T08:30:12","value":1},{"time":"2024-03-05T08:30:13","value":2},{"time":"2024-03-05T08:30:14","value":2}]"#,
    #"{"messages":{"from":"A","time":"2024-03-05T08:30:12","text":"x"}}"#,
    #"{"messages":["a","b","c"]}"#, "[]", "{}", "[[[]]]",
  ])
  func `are not seen in ordinary JSON`(text: String) throws {
    #expect(try report(text).value("form") == nil)
  }

  @Test func `in a table keep the table's text, and mark who said what when`() throws {
    let bytes = try fixture("chat.csv")
    let chat = try report(bytes, name: "chat.csv")
    #expect(chat.mediaType == "text/csv")
    #expect(chat.layer?.text == String(decoding: bytes, as: UTF8.self))
    #expect(
      details(.header, chat) == [
        nil, "2024-03-05T08:30:12 林薇", "2024-03-05T08:31:00 R. Hale", "2024-03-05T08:32:00 林薇",
      ])
    #expect(marked(.header, in: chat.layer)[1] == "林薇")
    #expect(details(.quoted, chat) == ["你好"] && marked(.quoted, in: chat.layer) == ["你好"])
    #expect(chat.value("form") == "chat" && chat.value("messages") == "3" && chat.value("rows") == "4")
  }

  @Test(arguments: [
    "Sender,Date,Message\nA,05/03/2024 08:30,x\nB,13/03/2024 08:31,y\n",
    "Sender\tDate\tMessage\nA\t05/03/2024 08:30\tx\nB\t13/03/2024 08:31\ty\n",
  ])
  func `in a table learn the order of day and month from all rows`(text: String) throws {
    let chat = try report(text, name: text.contains("\t") ? "c.tsv" : "c.csv")
    #expect(details(.header, chat) == [nil, "2024-03-05T08:30:00 A", "2024-03-13T08:31:00 B"])
    #expect(marked(.header, in: chat.layer).last?.hasPrefix("B") == true)
  }

  @Test(arguments: [
    "name,date,text\nA,2024-03-05,x\nB,2024-03-06,y\nC,2024-03-07,z\n",
    "from,to,date,subject,message\nA,B,2024-03-05 08:30,x,y\nA,B,2024-03-05 08:31,x,y\nA,B,2024-03-05 08:32,x,y\n",
    "user,time,amount,content\nA,2024-03-05 08:30,1,y\nA,2024-03-05 08:31,2,y\nA,2024-03-05 08:32,3,y\n",
    "time,value\n2024-03-05 08:30,1\n2024-03-05 08:31,2\n2024-03-05 08:32,3\n",
  ])
  func `are not seen in ordinary tables`(text: String) throws {
    #expect(try report(text, name: "t.csv").value("form") == nil)
  }

  @Test func `as text show what a message answers, where their form does`() throws {
    let text = """
      林薇 2024-03-05 08:30:12
      你好

      R. Hale 2024-03-05 08:31:00
      「林薇：你好」
      - - - - - - - - - - - - - - -
      Hello

      林薇 2024-03-05 08:32:00
      「R. Hale：two
      lines」
      好

      R. Hale 2024-03-05 08:33:00
      In reply to 林薇:
      「a quotation」 of its own

      """
    let chat = try report(text, name: "chat.txt")
    #expect(details(.quoted, chat) == ["林薇", "R. Hale", "林薇"])
    #expect(marked(.quoted, in: chat.layer) == ["「林薇：你好」", "「R. Hale：two\nlines」", "In reply to 林薇:"])
  }

  @Test(arguments: 0..<150 as Range<UInt64>)
  func `damaged are read without a trap`(seed: UInt64) throws {
    let names = ["chat-telegram.json", "chat-list.json", "chat.csv"]
    let name = names[Int(seed % 3)]
    let bytes = damaged(try fixture(name), seed: seed)
    guard !bytes.isEmpty else { return }
    let hint = ReadHint(name: name)
    do {
      expectSound(
        try bytes.withUnsafeBytes { bytes in
          try DocumentReaders.read(bytes, hint: hint, limits: ReadLimits()) { (_) throws(ReadError) in }
        })
    } catch let error as ReadError {
      #expect(!error.advice.isEmpty)
    }
  }
}
