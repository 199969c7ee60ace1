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
        id: 1
        type: service
        date_unixtime: 1709627340
        actor_id: user5550001
        action: phone_call

        Lin Wei 2024-03-05T08:30:12
        Write to lin.wei@example.org about the grant.
        id: 2
        type: message
        date_unixtime: 1709627412
        from_id: user5550001

        R. Hale 2024-03-05T08:31:00
        ↩ Lin Wei 2024-03-05T08:30:12
        Which grant?
        id: 3
        type: message
        date_unixtime: 1709627460
        from_id: user5550002
        reply_to_message_id: 2

        Lin Wei 2024-03-05T08:32:00
        id: 4
        type: message
        date_unixtime: 1709627520
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

  private static func message(_ words: String, more: String = "") -> String {
    #"{"from":"A","time":"2024-03-05T08:30:12Z","text":"\#(words)"\#(more)}"#
  }

  @Test(arguments: ["\n", "", " ", "\r\n\r\n"], ["chat.json", "chat.jsonl", "export"])
  func `one behind another are read whole, whatever stands between and whatever the file's name`(
    separator: String, name: String
  ) throws {
    let text = ["one", "two", "three", "four"].map { Self.message($0) }.joined(separator: separator)
    let chat = try report(text, name: name)
    #expect(details(.header, chat) == [String?](repeating: "2024-03-05T08:30:12Z A", count: 4))
    #expect(chat.layer?.text.hasSuffix("\nthree\n\nA 2024-03-05T08:30:12Z\nfour\n") == true)
    #expect(chat.mediaType == "application/x-ndjson" && chat.problems.isEmpty)
  }

  @Test(arguments: ["\n", "  "])
  func `several behind one another are all read, each with its own numbers`(separator: String) throws {
    let text = (1...2).map { chat in
      let more = chat == 1 ? #","id":7"# : #","reply_to":7"#
      let messages = (1...3).map { Self.message("m\(chat)\($0)", more: $0 == 1 ? more : "") }
      return #"{"name":"chat \#(chat)","messages":[\#(messages.joined(separator: ","))]}"#
    }.joined(separator: separator)
    let chat = try report(text, name: "result.json")
    #expect(chat.value("messages") == "6" && chat.problems.isEmpty)
    #expect(chat.layer?.text.contains("\n\nname: chat 2\n\nA 2024-03-05T08:30:12Z\n↩ 7\nm21\n") == true)
  }

  @Test func `a line that is damaged costs that line alone, and many are counted`() throws {
    let lines = (1...40).map { $0 % 3 == 0 ? #"{"from":"A","n":[{"# : Self.message("m\($0)") }
    let chat = try report(lines.joined(separator: "\n"), name: "chat.jsonl")
    #expect(chat.value("messages") == "27")
    #expect(chat.layer?.text.contains("\nm40\n") == true)
    #expect(chat.layer?.text.contains("\n" + #"{"from":"A","n":[{"# + "\n") == true)
    #expect(chat.problems.count == 11 && chat.problems.last?.message == "13 lines in all are not valid JSON")
  }

  @Test func `keep where links lead, whom names mean, and what messages are numbered`() throws {
    let rows =
      #"["see ",{"type":"text_link","text":"this","href":"https://a.example/x"},{"type":"mention_name","text":"Li","user_id":77},["odd"]]"#
    let author = #"{"id":"u9","name":"A","nick":"Ah"}"#
    let quoted = #"{"sender":"B","text":"why","id":5,"quote":{"sender":"C","text":"deep"}}"#
    let message =
      #"{"id":6,"author":\#(author),"time":"2024-03-05T08:30:12Z","text":\#(rows),"text_entities":\#(rows),"quote":\#(quoted)}"#
    let chat = try report([String](repeating: message, count: 3).joined(separator: "\n"))
    #expect(
      chat.layer?.text.hasPrefix(
        """
        A 2024-03-05T08:30:12Z
        ↩ B: why
        see thisLi
        id: 6
        author.id: u9
        author.nick: Ah
        text[1].href: https://a.example/x
        text[2].user_id: 77
        text[3][0]: odd
        quote.id: 5
        quote.quote.sender: C
        quote.quote.text: deep


        """) == true, "\(chat.layer?.text ?? "")")
  }

  @Test func `keep the links that Telegram gives beside the words`() throws {
    let message = Self.message(
      "this",
      more: #","text_entities":[{"type":"text_link","text":"this","href":"https://a.example/x"}]"#)
    let chat = try report([String](repeating: message, count: 3).joined(separator: "\n"))
    #expect(chat.layer?.text.contains("\nthis\ntext_entities[0].href: https://a.example/x\n") == true)
  }

  @Test func `keep every member of a message, however many`() throws {
    let more = (0..<500).map { #","m\#($0)":"v\#($0)","text":"again \#($0)""# }.joined()
    let chat = try report([String](repeating: Self.message("one", more: more), count: 3).joined())
    #expect(chat.layer?.text.contains("\nm499: v499\ntext: again 499\n\nA ") == true)
    #expect(chat.value("messages") == "3")
  }

  @Test func `list the most talkative of very many speakers, and say so`() throws {
    let text = (0..<300).map { Self.message("x").replacing(#""A""#, with: #""P\#($0)""#) }
    let chat = try report(text.joined(separator: "\n"))
    #expect(chat.metadata.count { $0.name == "speaker" } == 200)
    #expect(chat.notes == ["of its 300 speakers the 200 who say most are listed; all stand in its text"])
  }

  @Test(arguments: ["chat.json", "chat.jsonl"])
  func `take answers to answers of any depth without their stack`(name: String) throws {
    let deep = 100_000
    let nested =
      String(repeating: #"{"quote":"#, count: deep) + "1" + String(repeating: "}", count: deep)
    let messages = [String](repeating: Self.message("one", more: #","quote":\#(nested)"#), count: 3)
    let process = Workers.start()
    let chat = try process.reading(Array(messages.joined(separator: "\n").utf8), name: name).reading
    #expect(process.starts == 1 && chat.value("messages") == "3" && chat.problems.isEmpty)
  }

  @Test func `cut anywhere are read without a trap`() throws {
    let rows = #","text_entities":[{"text":"x"}],"quote":{"text":"y","author":{"name":"z"}}"#
    let text = [String](repeating: Self.message("one", more: rows), count: 4).joined(separator: "\n")
    for count in 1...text.utf8.count {
      for name in ["a.json", "a.jsonl"] {
        let bytes = Array(text.utf8.prefix(count))
        let hint = ReadHint(name: name)
        expectSound(
          try bytes.withUnsafeBytes {
            try DocumentReaders.read($0, hint: hint, limits: ReadLimits()) { (_) throws(ReadError) in }
          })
      }
    }
  }

  /// Eight times the chats take about eight times the processor's time, not sixty-four times.
  @Test func `that are thousands in one file take time by their length`() throws {
    func seconds(_ count: Int) throws -> Double {
      let message = Self.message("x")
      let first = #"{"messages":[\#(message),\#(message),\#(message)]}"#
      let chats = [first] + [String](repeating: #"{"messages":[\#(message)]}"#, count: count)
      let text = Array("[\(chats.joined(separator: ","))]".utf8)
      let start = processorSeconds()
      let reading = try text.withUnsafeBytes {
        try DocumentReaders.read($0, hint: ReadHint(name: "result.json"), limits: ReadLimits()) {
          (_) throws(ReadError) in
        }
      }
      let time = processorSeconds() - start
      #expect(reading.value("messages") == String(count + 3))
      return time
    }
    let few = try seconds(1_000)
    let many = try seconds(8_000)
    #expect(many < few * 16, "\(few) s, then \(many) s")
  }

  @Test func `are not seen in a log whose records name a user`() throws {
    let record =
      #"{"time":"2024-03-05T08:30:12Z","level":"info","user":"li","message":"signed in"}"#
    let log = try report([String](repeating: record, count: 4).joined(separator: "\n"), name: "app.log")
    #expect(log.value("form") == "log")
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

  @Test func `in a table have their cells where quotes, empty lines and DOS's end mark leave them`() throws {
    let text =
      "\nSender,Date,Message\r\n\"A, \"\"the\"\" B\",2024-03-05 08:30,\"x\ny\"\r\n林薇,2024-03-05 08:31,z\r\n\u{1A}"
    let chat = try report(text, name: "c.csv")
    #expect(chat.value("header") == "Sender, Date, Message" && chat.value("rows") == "3")
    #expect(
      details(.header, chat) == [nil, "2024-03-05T08:30:00 A, \"the\" B", "2024-03-05T08:31:00 林薇"])
    #expect(
      marked(.header, in: chat.layer).dropFirst() == [
        "\"A, \"\"the\"\" B\",2024-03-05 08:30", "林薇,2024-03-05 08:31",
      ])
    #expect(chat.problems.isEmpty)
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
